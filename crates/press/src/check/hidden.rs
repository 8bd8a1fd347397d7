//! Characters that nobody sees, in texts and in the names of files.

use std::sync::Arc;

use miette::NamedSource;

use crate::characters::{has_no_width, is_hidden, named};
use crate::problem::{Check, Problem};
use crate::source::{File, Source};

/// Checks all texts and names.
pub(super) fn check_characters(source: &Source) -> Vec<Problem> {
    let files = std::iter::once(&source.settings).chain(&source.essays).chain(&source.pages);
    // What was not text at all has one problem of its own.
    let texts = files.clone().filter(|file| file.not_utf8_at.is_none());
    let in_texts = texts.flat_map(|file| file.hidden.iter().map(|(at, character)| in_text(file, *at, *character)));
    let paths = files.map(|file| &file.path).chain(source.assets.keys());
    let in_names = paths.filter_map(|path| {
        let found = path.as_str().chars().find(|character| is_hidden(*character) || has_no_width(*character))?;
        let readable = escaped(path.as_str());
        let problem = Problem::new(
            Check::HiddenCharacter,
            // There is no line to show: what is wrong is the name.
            &Arc::new(NamedSource::new(&readable, String::new())),
            0..0,
            format!("there is {} in the name of the file `{readable}`", named(found)),
        );
        Some(
            problem
                .help("give the file a name of letters, digits, spaces and hyphens; type it anew, without copying it"),
        )
    });
    in_texts.chain(in_names).collect()
}

fn in_text(file: &File, at: usize, character: char) -> Problem {
    let length = file.text.inner()[at..].chars().next().map_or(0, char::len_utf8);
    let message = format!("there is {} here", named(character));
    let problem = Problem::new(Check::HiddenCharacter, &file.text, at..at + length, message);
    match character {
        '\u{feff}' => problem.help("remove it: delete the letters around it, and type them again").fix(at..at + length, ""),
        '\u{80}'..='\u{9f}' => problem.help(
            "it usually stands for a quotation mark or a dash that was lost when the text was converted: type it anew",
        ),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => problem.help(
            "it has no counterpart, so the text after it may be shown in the wrong order: delete the letters around it, and \
             type them again",
        ),
        '\u{2028}' | '\u{2029}' => problem.help("delete it, and begin a new line or a new paragraph there"),
        character if character.is_control() => {
            // Readers see a space there, which may be all that parts two words.
            let text = file.text.inner();
            let is_beside = |beside: Option<char>| beside.is_none_or(char::is_whitespace);
            let is_apart = is_beside(text[..at].chars().next_back()) || is_beside(text[at + length..].chars().next());
            let help = "readers see a space there: delete the letters around it, and type them again";
            problem.help(help).fix(at..at + length, if is_apart { "" } else { " " })
        }
        _ => problem.help("remove it: delete the letters around it, and type them again"),
    }
}

/// A name with the code of each character that can't be seen.
fn escaped(name: &str) -> String {
    let shown = |character: char| {
        if is_hidden(character) || has_no_width(character) || character == '\t' {
            format!("\\u{{{:x}}}", u32::from(character))
        } else {
            character.to_string()
        }
    };
    name.chars().map(shown).collect()
}
