//! What comes along when a text is copied from elsewhere: characters that were read in a wrong way, codes of forums and
//! word processors, and items, notes and places as other tools write them.

use std::collections::HashSet;
use std::ops::Range;

use super::codes::Codes;
use super::text::{Line, Paragraph};
use super::{Left, encoding};

/// What a word processor puts in place of a reference that it has lost.
const LOST: [&str; 2] = ["Error! Reference source not found", "Error! Bookmark not defined"];

pub(super) fn find<'t>(paragraphs: impl Iterator<Item = Paragraph<'t>>, found: &mut Vec<Left>) {
    let mut numbers = HashSet::new();
    let mut codes = Codes::default();
    for paragraph in paragraphs {
        codes.read(&paragraph, found);
        for line in &paragraph.lines {
            encoding::find(line, found);
            item(line, found);
            place(line, found);
            note(line, &mut numbers, found);
            let lost = LOST.iter().find_map(|words| Some((line.text.find(words)?, words)));
            found.extend(lost.map(|(at, words)| {
                let help = "your word processor has lost this reference: write what stood here, or delete it";
                Left::new(line.span(at..at + words.len()), "a reference is missing here", help)
            }));
        }
    }
}

/// `[x] done` without a list, and `- [>] later`.
fn item(line: &Line<'_>, found: &mut Vec<Left>) {
    let words = line.words();
    let Some((mark, rest)) = words.strip_prefix('[').and_then(|rest| rest.split_once("] ")) else { return };
    if rest.trim().is_empty() || mark.chars().count() != 1 {
        return;
    }
    let message = "this is no box to tick";
    if ["x", "X", " "].contains(&mark) {
        let help = format!("write a dash before it, and an empty line before the list: `- [{mark}] words`");
        found.push(Left::new(line.first(3), message, help));
    } else if [">", "<", "-", "/", "!", "?", "~"].contains(&mark) {
        let help = "there are only `- [ ] words` and `- [x] words`";
        found.push(Left::new(line.first(3), message, help));
    }
}

/// `^block-id` at the end of a line.
fn place(line: &Line<'_>, found: &mut Vec<Left>) {
    let words = line.words();
    let Some(at) = words.rfind('^').filter(|at| *at == 0 || words[..*at].ends_with(' ')) else { return };
    let name = &words[at + 1..];
    let is_name = name.len() > 2
        && name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_name {
        let start = line.begin() + at;
        let help = format!("remove it; a place to link to is a heading, `## Words {{#{name}}}`");
        found.push(Left::new(line.span(start..start + 1 + name.len()), "this names no place", help));
    }
}

/// `[1] The note.`, if a word before it has `[1]` behind it.
fn note(line: &Line<'_>, numbers: &mut HashSet<String>, found: &mut Vec<Left>) {
    let begin = line.begin();
    for (at, _) in line.text.match_indices('[') {
        let Some(end) = line.text[at..].bytes().take(5).position(|byte| byte == b']') else { continue };
        let number = &line.text[at + 1..at + end];
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let rest = &line.text[at + end + 1..];
        let span: Range<usize> = line.span(at..at + end + 1);
        if at == begin
            && rest.starts_with(|first: char| first == ' ' || first.is_alphabetic())
            && numbers.contains(number)
        {
            let help =
                format!("write `[^{number}]` in the text, and here `[^{number}]: ` before the words of the note");
            found.push(Left::new(span, "this is not a footnote", help));
        } else if line.before(at).is_some_and(|before| before.is_alphabetic() || ".,;:!?”’)".contains(before)) {
            numbers.insert(number.to_owned());
        }
    }
}
