//! Full-width marks, as keyboards for Chinese, Japanese and Korean give them. Markdown knows only the narrow ones.

use super::Left;
use super::links::{is_address, until};
use super::text::{Line, Paragraph};

pub(super) fn find(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    for line in &paragraph.lines {
        beginnings(line, found);
        emphasis(line, found);
        links(line, found);
    }
    items(paragraph, found);
}

/// `＃ Heading`, `＞ quotation`, `｜a｜b｜`.
fn beginnings(line: &Line<'_>, found: &mut Vec<Left>) {
    let words = line.words();
    let level = words.chars().take_while(|letter| *letter == '＃').count();
    let rest = &words[level * '＃'.len_utf8()..];
    let (length, help) = match () {
        () if (1..=6).contains(&level) && rest.starts_with([' ', '\u{3000}']) => {
            (level * '＃'.len_utf8(), "write the narrow marks and a space: `## Heading`")
        }
        () if words.starts_with("＞ ") || words.starts_with("＞\u{3000}") => {
            ('＞'.len_utf8(), "write the narrow mark: `> words`")
        }
        () if words.starts_with('｜') && words.ends_with('｜') && words.matches('｜').count() > 2 => {
            ('｜'.len_utf8(), "write narrow bars, and the line `|---|---|` below the first line")
        }
        () if words.starts_with("｀｀｀") => {
            ('｀'.len_utf8() * 3, "write three narrow backticks above the code and three below it")
        }
        () => return,
    };
    found.push(Left::new(line.first(length), "this mark is too wide for Markdown", help));
}

/// `＊＊words＊＊` and `｀code｀`.
fn emphasis(line: &Line<'_>, found: &mut Vec<Left>) {
    for (mark, narrow) in [("＊＊", "`**words**`"), ("｀", "the words between two narrow backticks")] {
        let mut places = line.text.match_indices(mark).map(|(at, _)| at);
        if let (Some(at), Some(end)) = (places.next(), places.next())
            && !line.text[at + mark.len()..end].trim().is_empty()
        {
            let help = format!("write {narrow}");
            found.push(Left::new(line.span(at..at + mark.len()), "these marks are too wide for Markdown", help));
        }
    }
}

/// `［words］（address）`, wholly or partly wide.
fn links(line: &Line<'_>, found: &mut Vec<Left>) {
    for mark in ["］（", "]（", "］("] {
        for (at, _) in line.text.match_indices(mark) {
            let after = &line.text[at + mark.len()..];
            if ['）', ')'].iter().filter_map(|close| until(after, *close)).any(is_address) {
                let help = "write narrow brackets: `[words](address)`";
                found.push(Left::new(line.span(at..at + mark.len()), "these brackets make no link", help));
            }
        }
    }
}

/// `１．item`, `1）item`, `－ item`, on several lines.
fn items(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    let length = |line: &Line<'_>| {
        let words = line.words();
        let digits =
            words.chars().take_while(|letter| letter.is_ascii_digit() || ('０'..='９').contains(letter)).count();
        let number: usize = words.chars().take(digits).map(char::len_utf8).sum();
        let after = words[number..].chars().next()?;
        let is_number = (1..=2).contains(&digits) && "）．、".contains(after);
        let is_dash = digits == 0 && "－＋＊".contains(after) && !words[after.len_utf8()..].starts_with(after);
        (is_number || is_dash).then_some(number + after.len_utf8())
    };
    let marked: Vec<_> = paragraph.lines.iter().filter_map(|line| Some((line, length(line)?))).collect();
    if let [(line, length), _, ..] = marked.as_slice() {
        let help =
            "write narrow marks with a space after them, `1. words` or `- words`, and an empty line before the list";
        found.push(Left::new(line.first(*length), "this is not a list", help));
    }
}
