//! One mark alone that emphasises nothing and begins no code.

use super::Left;
use super::text::{Line, OBJECT, Paragraph};

pub(super) fn find(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    if paragraph.is_raw {
        return;
    }
    if let Some((line, at)) = only(paragraph, '*') {
        found.extend(asterisk(line, at, paragraph.source));
    }
    if let Some((line, at)) = only(paragraph, '`') {
        found.extend(backtick(line, at, paragraph));
    }
}

/// The place of a mark that is in a paragraph once.
fn only<'p, 't>(paragraph: &'p Paragraph<'t>, mark: char) -> Option<(&'p Line<'t>, usize)> {
    let mut places =
        paragraph.lines.iter().flat_map(|line| line.text.match_indices(mark).map(move |(at, _)| (line, at)));
    places.next().filter(|_| places.next().is_none())
}

/// `He said *no and left.` and `***both** one`. A list's mark and a note's are told or left alone elsewhere.
fn asterisk(line: &Line<'_>, at: usize, source: &str) -> Option<Left> {
    let after = &line.text[at + 1..];
    let before = line.before(at);
    let is_open = before.is_none_or(|before| before.is_whitespace() || "([“\"‘«—–".contains(before));
    let is_strong = after.starts_with(OBJECT) && source.get(line.start + at..)?.starts_with("***");
    let word: &str = after.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    let rest = &after[word.len()..];
    // `*nix`, `*args` and `*const` are names, and linguists write `*bher-`.
    let is_word = !word.is_empty()
        && at != line.begin()
        && !["nix", "args", "kwargs", "const", "mut", "this", "self"].contains(&word)
        && (rest.starts_with([' ', ',', '.', '!', '?', ';', '\'', '’']) && !rest.starts_with(".."))
        && rest.chars().any(char::is_alphabetic);
    (is_open && (is_strong || is_word)).then(|| {
        let help = "for slanted words write `*words*`, for bold ones `**words**`, for both `***words***`; for an asterisk itself \
                    write `\\*`";
        Left::new(line.span(at..at + 1), "this asterisk emphasises nothing", help)
    })
}

/// `` Use `code here. ``: not a mark beside a letter, as in `Hawai`i`, and not one that an apostrophe ends.
fn backtick(line: &Line<'_>, at: usize, paragraph: &Paragraph<'_>) -> Option<Left> {
    let after = &line.text[at + 1..];
    let is_open = line.before(at).is_none_or(|before| before.is_whitespace() || before == '(');
    let is_word = after.starts_with(|first: char| first.is_ascii_lowercase() || "./<-$_".contains(first));
    let ends = |line: &Line<'_>| line.text.contains(['\'', '’', '´']);
    (is_open && is_word && !paragraph.lines.iter().any(ends)).then(|| {
        let help = "write another one behind the code, `` `code` ``; for the mark itself write `` \\` ``";
        Left::new(line.span(at..at + 1), "this backtick begins no code", help)
    })
}
