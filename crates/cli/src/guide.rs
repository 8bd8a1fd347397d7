//! The guide in `docs/site` names commands and options. The command line must understand each of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clap::error::ErrorKind;
use clap::{Command, CommandFactory};

use crate::Cli;

/// What stands in the guide for a word of the author's, with one that the command understands.
const PLACEHOLDERS: [(&str, &str); 2] = [("SHELL", "bash"), ("NAME", "init")];

/// A page of the guide: its name, and its text.
type Page = (String, String);

fn pages() -> Vec<Page> {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/site");
    let mut pages = Vec::new();
    for folder in ["essays", "pages"] {
        for entry in fs::read_dir(guide.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            pages.push((path.file_name().unwrap().display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
    pages
}

/// The lines in blocks of code, each trimmed because some blocks are in a list, and the lines outside of them.
fn code_and_text(page: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut code, mut text, mut is_code) = (Vec::new(), Vec::new(), false);
    for line in page.lines().map(str::trim) {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if is_code {
            code.push(line);
        } else {
            text.push(line);
        }
    }
    (code, text)
}

/// What stands between backticks, outside blocks of code.
fn code_spans(page: &str) -> Vec<&str> {
    let (_, text) = code_and_text(page);
    text.into_iter().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

/// The words after `catchword`, if it is that command, also as developers and npm call it. `|` and `>` end it.
fn words_of(line: &str) -> Option<Vec<String>> {
    let line = ["npx --yes ", "npx ", "cargo "].iter().find_map(|before| line.strip_prefix(before)).unwrap_or(line);
    let of_this_version = concat!("catchword@", env!("CARGO_PKG_VERSION"), " ");
    let rest = line.strip_prefix("catchword ").or_else(|| line.strip_prefix(of_this_version))?;
    let mut words = Vec::new();
    // Every second part is in quotation marks, and one word.
    for (at, part) in rest.split(['|', '>']).next()?.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    let known = |word: String| PLACEHOLDERS.iter().find(|(name, _)| *name == word).map(|(_, word)| (*word).to_owned());
    Some(words.into_iter().map(|word| known(word.clone()).unwrap_or(word)).collect())
}

/// Whether the command line understands these words. `is_whole` is false where the guide only speaks of a command: then its
/// folder or its title may be missing.
fn is_understood(words: &[String], is_whole: bool) -> bool {
    let line = ["catchword"].into_iter().chain(words.iter().map(String::as_str));
    match Cli::command().try_get_matches_from(line) {
        Ok(_) => true,
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => true,
            ErrorKind::MissingRequiredArgument => !is_whole,
            _ => false,
        },
    }
}

#[test]
fn every_command_of_the_guide_exists() {
    let (mut found, mut wrong) = (0, Vec::new());
    for (page, text) in pages() {
        let whole = code_and_text(&text).0.into_iter().map(|line| (line, true));
        for (line, is_whole) in whole.chain(code_spans(&text).into_iter().map(|span| (span, false))) {
            let Some(words) = words_of(line) else { continue };
            found += 1;
            if !is_understood(&words, is_whole) {
                wrong.push(format!("{page}: {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "the command line does not understand\n{}", wrong.join("\n"));
    assert!(found > 50, "only {found} commands were found");
}

#[test]
fn every_option_of_the_guide_exists() {
    let cli = Cli::command();
    let options = |command: &Command| -> Vec<String> {
        command.get_arguments().filter_map(|option| option.get_long()).map(|name| format!("--{name}")).collect()
    };
    let known: BTreeSet<String> = cli.get_subcommands().flat_map(options).collect();
    // The properties of the stylesheet are written in the same way.
    let tokens = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../style/tokens.css");
    let tokens = fs::read_to_string(tokens).unwrap();
    let is_property = |name: &str| tokens.contains(&format!("\n  {name}: "));
    let (mut found, mut wrong) = (0, Vec::new());
    for (page, text) in pages() {
        for option in code_spans(&text).into_iter().filter_map(|span| span.split(' ').next()) {
            if option.len() > 2 && option.starts_with("--") {
                found += 1;
                if !known.contains(option) && !is_property(option) {
                    wrong.push(format!("{page}: {option}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "no command has the option\n{}", wrong.join("\n"));
    assert!(found > 10, "only {found} options were found");
}

#[test]
fn the_guide_explains_every_command() {
    let (_, text) = pages().into_iter().find(|(name, _)| name == "commands.md").unwrap();
    for command in Cli::command().get_subcommands().filter(|command| !command.is_hide_set()) {
        let row = format!("| `catchword {}", command.get_name());
        assert!(text.contains(&row), "commands.md has no row {row}");
    }
}

#[test]
fn a_command_that_does_not_exist_is_found() {
    for line in [
        "catchword init my-blog",
        "npx catchword serve --port 8000",
        "cargo catchword check --fix",
        "catchword new \"The long repair\" --page",
        "catchword man | man -l -",
        "catchword help NAME",
        "catchword --version",
    ] {
        assert!(is_understood(&words_of(line).unwrap(), true), "{line}");
    }
    for line in ["catchword import old", "catchword check --mend", "npx catchword init", "catchword serve --port abc"] {
        assert!(!is_understood(&words_of(line).unwrap(), true), "{line}");
    }
    for line in ["cargo xtask serve", "catchword.exe", "npx --yes catchword@9.9.9 build", "git push"] {
        assert_eq!(words_of(line), None, "{line}");
    }
    assert!(is_understood(&words_of("catchword init").unwrap_or_default(), false));
}
