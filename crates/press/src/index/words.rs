//! Where a word ends. For Pagefind a word ends at white space, and it reads the parts of a compound only if ASCII
//! punctuation joins them. So `harbour—cold` would not be found by `cold`, nor `l’océan` by `océan`.
//!
//! This puts marks into the text, which `public/search.js` takes out of what it shows. It does the same to a query.

use std::iter::Peekable;

use html5gum::{DefaultEmitter, Token, Tokenizer};
use unicode_segmentation::{Graphemes, UnicodeSegmentation};

use crate::escape::text;

/// Ends a word: a word joiner, which is not in the text otherwise, and a space.
const END: &str = "\u{2060} ";

/// Makes a word a compound, which is found whole and by its parts: a word joiner and ASCII punctuation.
const COMPOUND: &str = "\u{2060}|";

/// Elements that are parts of a line. At any other, a word ends.
const INLINE: [&str; 34] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "label",
    "mark", "meter", "output", "progress", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub",
    "sup", "time", "u", "var",
];

/// A line break that is only allowed. No word ends there.
const BREAK_ALLOWED: &str = "wbr";

/// Languages in whose texts Pagefind finds the words itself, and needs no marks inside compounds.
const SEGMENTED: [&str; 3] = ["zh", "ja", "th"];

/// Marks where words end, in the texts of a language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    in_compounds: bool,
}

impl Words {
    /// For a site in a language, given without its region.
    pub(super) fn of(language: &str) -> Words {
        Words { in_compounds: !SEGMENTED.contains(&language) }
    }

    /// Marks where words end in a text.
    pub(super) fn in_text(self, plain: &str) -> String {
        Place::start().marked(self, plain, ' ')
    }

    /// Marks where words end in a page's HTML.
    pub(super) fn in_html(self, html: &str) -> String {
        let pieces = pieces(html);
        let mut marked = String::with_capacity(html.len());
        let mut place = Place::start();
        for (at, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Text(plain) => {
                    marked.push_str(&text(&place.marked(self, plain, next_character(&pieces[at + 1..]))));
                }
                Piece::Inline(tag) => marked.push_str(tag),
                Piece::Block(tag) => {
                    // Outside the element: Pagefind puts a full stop behind its last letter.
                    let is_end = tag.starts_with("</");
                    let (before, after) = if is_end { ("", " ") } else { (" ", "") };
                    marked.extend([before, *tag, after]);
                    place = Place::start();
                }
            }
        }
        marked
    }
}

enum Piece<'h> {
    /// Without character references.
    Text(String),
    Inline(&'h str),
    Block(&'h str),
}

fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let mut pieces = Vec::new();
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        let (name, span) = match token {
            Token::String(string) => {
                pieces.push(Piece::Text(String::from_utf8_lossy(&string.value).into_owned()));
                continue;
            }
            Token::StartTag(tag) => (tag.name, tag.span),
            Token::EndTag(tag) => (tag.name, tag.span),
            _ => continue,
        };
        let name = String::from_utf8_lossy(&name);
        let tag = &html[span.start..span.end];
        if INLINE.contains(&name.as_ref()) {
            pieces.push(Piece::Inline(tag));
        } else if name != BREAK_ALLOWED {
            pieces.push(Piece::Block(tag));
        }
    }
    pieces
}

/// The first character that is seen, or a space where a word ends anyway.
fn next_character(pieces: &[Piece<'_>]) -> char {
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                if let Some(character) = text.chars().find(|character| !is_left_out(*character)) {
                    return character;
                }
            }
            Piece::Inline(_) => {}
            Piece::Block(_) => break,
        }
    }
    ' '
}

/// A place in a text.
struct Place {
    /// The character before.
    before: char,
    /// Whether `+` and `#` are part of the word, as in `C++`.
    in_name: bool,
}

impl Place {
    fn start() -> Place {
        Place { before: ' ', in_name: false }
    }

    /// Marks where words end in the next piece of the text, which `after` follows.
    fn marked(&mut self, words: Words, plain: &str, after: char) -> String {
        let seen: String = plain.chars().filter(|character| !is_left_out(*character)).collect();
        let mut marked = String::with_capacity(seen.len());
        let mut clusters = seen.graphemes(true).peekable();
        while let Some(cluster) = clusters.next() {
            let next = next_in(&mut clusters, after);
            let first = cluster.chars().next().unwrap_or(' ');
            self.in_name = first.is_alphabetic() || (self.in_name && is_name_sign(first));
            match first {
                LETTER_APOSTROPHE => marked.push('’'),
                ZERO_WIDTH_SPACE => {}
                _ => marked.push_str(cluster),
            }
            let is_joined = self.before.is_alphanumeric() && next.is_alphanumeric() && is_inside_compound(first);
            if is_between_words(first) || (is_name_sign(first) && !self.in_name) {
                if !next.is_whitespace() {
                    marked.push_str(END);
                }
            } else if words.in_compounds && (is_joined || cluster.ends_with(NON_JOINER)) {
                marked.push_str(COMPOUND);
            }
            self.before = first;
        }
        marked
    }
}

fn next_in(clusters: &mut Peekable<Graphemes<'_>>, after: char) -> char {
    clusters.peek().and_then(|cluster| cluster.chars().next()).unwrap_or(after)
}

/// An apostrophe that is a letter in Unicode. Texts of one language have it and `’`.
const LETTER_APOSTROPHE: char = 'ʼ';
const ZERO_WIDTH_SPACE: char = '\u{200b}';
const NON_JOINER: char = '\u{200c}';

/// Characters that nobody sees or types: the soft hyphen, the word joiner, the byte order mark, and the signs of the
/// bidirectional algorithm.
fn is_left_out(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// Dashes, the ellipsis and the slash: the words beside them are not one word.
fn is_between_words(character: char) -> bool {
    matches!(character, '‒' | '–' | '—' | '―' | '…' | '/')
}

fn is_name_sign(character: char) -> bool {
    matches!(character, '+' | '#')
}

/// Apostrophes, hyphens and all other signs of which Pagefind does not know that they join words.
fn is_inside_compound(character: char) -> bool {
    character == LETTER_APOSTROPHE
        || !(character.is_ascii() || character.is_alphanumeric() || character.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::Words;

    /// The marks as signs that can be read: `¦` ends a word, `^` is in a compound.
    fn shown(html: &str) -> String {
        html.replace("\u{2060} ", "¦").replace("\u{2060}|", "^")
    }

    #[test]
    fn words_end_at_dashes_and_inside_compounds() {
        let cases = [
            ("harbour—cold", "harbour—¦cold"),
            ("harbour — cold", "harbour — cold"),
            ("1914–1918", "1914–¦1918"),
            ("and then…nothing", "and then…¦nothing"),
            ("either/or", "either/¦or"),
            ("l’océan", "l’^océan"),
            ("об’єкт, обʼєкт", "об’^єкт, об’^єкт"),
            ("mother‑in‐law", "mother‑^in‐^law"),
            ("“yes”", "“yes”"),
            ("har\u{ad}bour co\u{feff}ld", "harbour cold"),
            ("light\u{200b}house", "light^house"),
            ("می\u{200c}خواهم", "می\u{200c}^خواهم"),
            ("हिन्दी", "हिन्दी"),
            ("C++, C# and F#/C++", "C++, C# and F#/¦C++"),
            ("#1 and +49", "#¦1 and +¦49"),
            ("2+2", "2+¦2"),
            ("AT&T", "AT&T"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(&Words::of("en").in_text(text)), expected);
        }
    }

    #[test]
    fn a_tag_inside_a_line_ends_no_word() {
        let cases = [
            ("<em>l’</em>océan", "<em>l’^</em>océan"),
            ("harbour—<em>cold</em>", "harbour—¦<em>cold</em>"),
            ("harbour—<em> cold</em>", "harbour—<em> cold</em>"),
            ("light<wbr>house", "lighthouse"),
            ("l&#39;a&amp;b", "l'a&amp;b"),
            ("<p>a—</p><p>b</p>", " <p>a—</p>  <p>b</p> "),
            ("<tr><th>Part</th><th>Takes</th></tr>", " <tr> <th>Part</th>  <th>Takes</th> </tr> "),
            ("<a title=\"a—b\">c</a>", "<a title=\"a—b\">c</a>"),
        ];
        for (html, expected) in cases {
            assert_eq!(shown(&Words::of("en").in_html(html)), expected);
        }
    }

    #[test]
    fn where_words_are_not_written_apart_they_are_found_without_marks() {
        assert_eq!(shown(&Words::of("zh").in_text("等待，她—他")), "等待，她—¦他");
    }
}
