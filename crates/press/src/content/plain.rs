//! Fields that are plain text: what their author wrote as HTML or Markdown, and characters that nobody sees.

use pulldown_cmark::{Event, Options, Parser, Tag};
use unicode_normalization::UnicodeNormalization;

use super::references::{decoded, mistyped};
use crate::characters::{has_no_width, is_hidden};

/// A text as readers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plain {
    /// With single spaces, and characters instead of HTML's references.
    pub(super) text: String,
    /// The same text without the marks of Markdown or HTML in it, if there are any.
    pub(super) without_markup: Option<String>,
    /// The first character that nobody sees.
    pub(super) hidden: Option<char>,
    /// A reference of HTML that stays as it is written, and the text as it was probably meant.
    pub(super) reference: Option<(String, Option<String>)>,
    /// Whether it goes on in another line.
    pub(super) has_lines: bool,
    /// Whether it has an empty line between others.
    pub(super) has_paragraphs: bool,
}

/// Reads a text.
pub(super) fn plain(written: &str) -> Plain {
    let hidden = written.chars().find(|character| is_hidden(*character) && !matches!(character, '\n' | '\r'));
    let seen: String = written.chars().map(|character| if is_hidden(character) { ' ' } else { character }).collect();
    let one_line = with_single_spaces(&seen);
    let lines = || written.trim().lines().map(str::trim);
    Plain {
        without_markup: without_markup(&one_line).map(|plain| decoded(&plain)),
        text: with_single_spaces(&decoded(&one_line)),
        hidden,
        reference: mistyped(&one_line),
        has_lines: lines().count() > 1,
        has_paragraphs: lines().any(str::is_empty),
    }
}

/// Reads a name, which must be the same text wherever it stands: in Unicode's normal form, without characters that have
/// no width. A joiner stays between the letters that it joins.
pub(super) fn name(written: &str) -> Plain {
    let is_joiner = |character: char| matches!(character, '\u{200c}' | '\u{200d}');
    let read = plain(written);
    let bare = read.text.trim_matches(|character| is_joiner(character) || has_no_width(character));
    let hidden = written.trim().chars().find(|character| has_no_width(*character)).or_else(|| {
        let mut ends = [written.trim().chars().next(), written.trim().chars().next_back()].into_iter().flatten();
        ends.find(|character| is_joiner(*character))
    });
    let text: String = bare.chars().filter(|character| !has_no_width(*character)).nfc().collect();
    Plain { text: with_single_spaces(&text), hidden: read.hidden.or(hidden), ..read }
}

fn with_single_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without Markdown's and HTML's marks, if it has any.
fn without_markup(text: &str) -> Option<String> {
    let rest = without_line_mark(text);
    let inner = without_inline_marks(rest.unwrap_or(text));
    inner.or_else(|| rest.map(str::to_owned))
}

/// The text without the mark of a heading or of a quotation at its beginning.
fn without_line_mark(text: &str) -> Option<&str> {
    let depth = text.bytes().take_while(|byte| *byte == b'#').count();
    let after = match depth {
        0 => text.strip_prefix("> ")?,
        1..=6 => text[depth..].strip_prefix(' ')?.trim_end_matches('#').trim_end(),
        _ => return None,
    };
    (!after.is_empty()).then_some(after)
}

fn without_inline_marks(text: &str) -> Option<String> {
    if !text.contains(['*', '_', '`', '[', '<', '~']) {
        return None;
    }
    // A word before it: what is a list at the beginning of a line is only text in a field.
    const BEFORE: &str = "x ";
    let line = format!("{BEFORE}{text}");
    let (mut plain, mut has_marks) = (String::new(), false);
    for event in Parser::new_ext(&line, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(words) => plain.push_str(&words),
            Event::Code(words) => {
                has_marks = true;
                plain.push_str(&words);
            }
            Event::InlineHtml(_) | Event::Html(_) => has_marks = true,
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }) => {
                has_marks = true;
            }
            _ => {}
        }
    }
    has_marks.then(|| with_single_spaces(plain.strip_prefix(BEFORE).unwrap_or(&plain)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_references() {
        let table = [
            ("Salt &amp; pepper", "Salt & pepper"),
            ("Don&#8217;t &#x2014; wait&hellip;", "Don’t — wait…"),
            ("a&nbsp;b &lt;em&gt;", "a b <em>"),
            ("&amp;amp;", "&amp;"),
            ("Q&A; R&D, a & b; &nosuch; &; &#; x&", "Q&A; R&D, a & b; &nosuch; &; &#; x&"),
            ("AT&T &copy 2026", "AT&T &copy 2026"),
            ("&#0; &#xD800;", "&#0; &#xD800;"),
            ("two\n  lines\t", "two lines"),
        ];
        for (written, read) in table {
            assert_eq!(plain(written).text, read, "{written}");
        }
    }

    #[test]
    fn finds_markup() {
        let table = [
            ("The *long* repair", Some("The long repair")),
            ("**All** of _it_", Some("All of it")),
            ("<em>Salt</em> & pepper", Some("Salt & pepper")),
            ("How I use `grep`", Some("How I use grep")),
            ("[A link](https://example.org) here", Some("A link here")),
            ("a <br> b", Some("a b")),
            ("~~gone~~ <https://example.org>", Some("gone https://example.org")),
            ("1. First", None),
            ("# Good", Some("Good")),
            ("## A *long* one ##", Some("A long one")),
            ("> Said", Some("Said")),
            ("#1 fan", None),
            ("# ", None),
            ("C#", None),
            ("*Salt* &amp; pepper", Some("Salt & pepper")),
            ("- not a list", None),
            ("2 * 3 * 4, a_b_c, x < y > z, [sic], 5*", None),
            ("I <3 you", None),
            ("&lt;em&gt;", None),
        ];
        for (written, read) in table {
            assert_eq!(plain(written).without_markup.as_deref(), read, "{written}");
        }
    }

    #[test]
    fn names_are_compared_without_what_nobody_sees() {
        assert_eq!(name("an\u{303}o").text, "año");
        assert_eq!((name("re\u{200b}pair").text.as_str(), name("re\u{200b}pair").hidden), ("repair", Some('\u{200b}')));
        assert_eq!(name("\u{200d}repair").hidden, Some('\u{200d}'));
        for name_of in ["می\u{200c}خواهم", "👩\u{200d}👧", "repair"] {
            let read = name(name_of);
            assert_eq!((read.text.as_str(), read.hidden), (name_of, None));
        }
        assert_eq!(plain("a\u{7}b").hidden, Some('\u{7}'));
        assert_eq!(plain("a\u{7}b\nc").text, "a b c");
    }
}
