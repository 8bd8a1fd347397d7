//! Checks the repository itself: the project's old name is gone from it, and every merge is complete.

#![allow(clippy::unwrap_used, reason = "tests say what they expect by failing at it")]

use std::fs;
use std::path::Path;
use std::process::Command;

use walkdir::WalkDir;

/// The project's name until it was renamed, in two parts so that this file needs no exception.
const OLD_NAME: [&str; 2] = ["qui", "re"];

/// What precedes the same letters in an English word: acquire, enquire, inquire, require, squire.
const ENGLISH: [&str; 5] = ["ac", "en", "in", "re", "s"];

/// The files that may have the old name: how often at most, and why.
const EXCEPTIONS: [(&str, usize, &str); 2] = [
    ("CHANGELOG.md", usize::MAX, "it tells how the project came by its name"),
    ("xtask/src/setup/cache.rs", 1, "the tools in the old cache folder are moved, not built again"),
];

/// The folders that are not sources. In an unpacked archive there is no git that could say so.
const BUILT: [&str; 3] = [".git", "dist", "target"];

#[test]
fn the_old_name_is_nowhere_but_in_the_changelog() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for file in files(root) {
        let in_its_name = hits(&file).len();
        // A submodule or a broken link has no text.
        let text = fs::read(root.join(&file)).unwrap_or_default();
        let in_its_text = hits(&String::from_utf8_lossy(&text));
        let allowed = EXCEPTIONS.iter().find(|(path, ..)| *path == file).map_or(0, |(_, most, _)| *most);
        if in_its_name + in_its_text.len() > allowed {
            found.push(format!("{file}: {in_its_name} times in its name, and in the lines {in_its_text:?}"));
        }
    }
    assert!(found.is_empty(), "the project's old name is still in\n{}", found.join("\n"));
}

#[test]
fn no_merge_is_left_half_done() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let marks = ["<".repeat(7) + " ", ">".repeat(7) + " "];
    let has_mark = |file: &String| {
        let text = fs::read(root.join(file)).unwrap_or_default();
        String::from_utf8_lossy(&text).lines().any(|line| marks.iter().any(|mark| line.starts_with(mark.as_str())))
    };
    let found: Vec<String> = files(root).into_iter().filter(has_mark).collect();
    assert!(found.is_empty(), "the marks of a conflict are in {found:?}");
}

#[test]
fn english_words_with_the_same_letters_are_told_apart() {
    let old = OLD_NAME.concat();
    for english in ["require", "Required", "ACQUIRES", "inquirer", "squire", "enquire"] {
        assert_eq!(hits(english), [0; 0], "{english}");
    }
    for name in ["{}", "a {} b", "{}-core", "{}_core", "_{}", "in {}", "my{}", "{}dom"] {
        for old in [old.clone(), old.to_uppercase(), format!("Q{}", &old[1..])] {
            let text = name.replace("{}", &old);
            assert_eq!(hits(&text), [1], "{text}");
        }
    }
    // A capital begins a word of its own.
    assert_eq!(hits(&format!("\nre{}", format_args!("Q{}", &old[1..]))), [2]);
}

/// The numbers of the lines with the old name, from 1. A line that has it twice is listed twice.
fn hits(text: &str) -> Vec<usize> {
    let old = OLD_NAME.concat();
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let lower = line.to_ascii_lowercase();
        let names = lower.match_indices(&old).filter(|(start, _)| !is_english(&line[..*start], &line[*start..]));
        found.extend(names.map(|_| at + 1));
    }
    found
}

/// Whether the old name is part of an English word, which ends `before` and continues in `from`.
fn is_english(before: &str, from: &str) -> bool {
    let begins_a_word = from.starts_with(char::is_uppercase) && !before.ends_with(char::is_uppercase);
    let lower = before.to_ascii_lowercase();
    !begins_a_word && ENGLISH.iter().any(|prefix| lower.ends_with(prefix))
}

/// The paths of the repository's files; in an unpacked archive, of all files that no build makes.
fn files(root: &Path) -> Vec<String> {
    let tracked = if root.join(".git").exists() { tracked(root) } else { None };
    tracked.unwrap_or_else(|| {
        let is_source = |name: &std::ffi::OsStr| !BUILT.iter().any(|built| name == *built);
        let entries = WalkDir::new(root).into_iter().filter_entry(|entry| is_source(entry.file_name()));
        let files = entries.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
        files.map(|entry| entry.path().strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/")).collect()
    })
}

/// The files that git tracks; `None` if git can't list them.
fn tracked(root: &Path) -> Option<Vec<String>> {
    let listed = Command::new("git").arg("-C").arg(root).args(["ls-files", "-z"]).output().ok()?;
    let names = String::from_utf8(listed.stdout).ok().filter(|names| listed.status.success() && !names.is_empty())?;
    Some(names.split_terminator('\0').map(str::to_owned).collect())
}
