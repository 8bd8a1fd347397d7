//! Prepares a text for the parser, which follows CommonMark where authors expect something else:
//!
//! - Emphasis beside full-width punctuation. In `**…。**文`, CommonMark does not let the second `**` close, because it is
//!   between punctuation and a letter; East Asian texts have no space there. The rule that is applied instead is that of
//!   "markdown-cjk-friendly" (an amendment to CommonMark, section 6.2), for `*` and `~~`.
//! - Addresses with spaces: `![…](/images/a b.png)`.
//! - References to footnotes inside the words of a link, which keep the parser from seeing the link.
//!
//! All are done by stand-ins: a character is replaced by one of the same length that the text does not contain and
//! that the parser reads as intended. All places stay the same, and [`Prepared::original`] puts the characters back.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::{Range, RangeInclusive};

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

mod addresses;
mod characters;
mod references;

use characters::Class;

/// A text with stand-ins.
pub(super) struct Prepared<'t> {
    text: Cow<'t, str>,
    /// What each stand-in stands for.
    originals: HashMap<char, char>,
}

impl<'t> Prepared<'t> {
    pub(super) fn of(text: &'t str) -> Prepared<'t> {
        let mut changes = Changes::new(text);
        beside_emphasis(text, &mut changes);
        addresses::spaces(text, |span| changes.hide_spaces(span));
        references::in_links(text, |span| changes.hide_reference(span));
        let Changes { mut at, stand_ins: StandIns { originals, .. }, .. } = changes;
        at.sort_unstable_by_key(|(place, _)| *place);
        at.dedup_by_key(|(place, _)| *place);
        Prepared { text: replaced(text, &at), originals }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Events as the author wrote them, with the references that were hidden.
    pub(super) fn originals<'e>(&self, event: Event<'e>, span: Range<usize>) -> Vec<(Event<'e>, Range<usize>)> {
        match event {
            Event::Text(text) if text.contains(REFERENCE) && self.originals.get(&REFERENCE) == Some(&'[') => {
                self.with_references(&text, &span)
            }
            event => vec![(self.original(event), span)],
        }
    }

    /// Splits a text at the references that were hidden in it.
    fn with_references<'e>(&self, text: &str, span: &Range<usize>) -> Vec<(Event<'e>, Range<usize>)> {
        let mut events = Vec::new();
        let mut at = 0;
        for (nth, part) in text.split(REFERENCE).enumerate() {
            // A label that the parser has split, at a mark for which there was no stand-in.
            if nth > 0 && !part.contains(|letter| self.originals.get(&letter) == Some(&']')) {
                events.push((Event::Text("[".into()), span.start + at - 1..span.start + at));
            }
            let end = if nth == 0 { None } else { part.find(|letter| self.originals.get(&letter) == Some(&']')) };
            if let Some(end) = end {
                let label = self.restored(part[1..end].to_owned().into());
                // The brackets are outside of `part` and of one byte each.
                events.push((Event::FootnoteReference(label), span.start + at - 1..span.start + at + end + 1));
            }
            let words = &part[end.map_or(0, |end| end + 1)..];
            if !words.is_empty() {
                let start = span.start + at + part.len() - words.len();
                events.push((Event::Text(self.restored(words.to_owned().into())), start..start + words.len()));
            }
            at += part.len() + 1;
        }
        events
    }

    /// An event as the author wrote it.
    fn original<'e>(&self, event: Event<'e>) -> Event<'e> {
        if self.originals.is_empty() {
            return event;
        }
        match event {
            Event::Start(tag) => Event::Start(self.original_tag(tag)),
            Event::Text(text) => Event::Text(self.restored(text)),
            Event::Code(text) => Event::Code(self.restored(text)),
            Event::Html(text) => Event::Html(self.restored(text)),
            Event::InlineHtml(text) => Event::InlineHtml(self.restored(text)),
            Event::FootnoteReference(label) => Event::FootnoteReference(self.restored(label)),
            other => other,
        }
    }

    fn original_tag<'e>(&self, tag: Tag<'e>) -> Tag<'e> {
        match tag {
            Tag::Link { link_type, dest_url, title, id } => {
                let (dest_url, title) = (self.restored(dest_url), self.restored(title));
                Tag::Link { link_type, dest_url, title, id }
            }
            Tag::Image { link_type, dest_url, title, id } => {
                let (dest_url, title) = (self.restored(dest_url), self.restored(title));
                Tag::Image { link_type, dest_url, title, id }
            }
            Tag::Heading { level, id, classes, attrs } => {
                let restored = |text: CowStr<'e>| self.restored(text);
                let attrs = attrs.into_iter().map(|(name, value)| (restored(name), value.map(restored)));
                let classes = classes.into_iter().map(restored);
                Tag::Heading { level, id: id.map(restored), classes: classes.collect(), attrs: attrs.collect() }
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Tag::CodeBlock(CodeBlockKind::Fenced(self.restored(info))),
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(self.restored(label)),
            other => other,
        }
    }

    fn restored<'e>(&self, text: CowStr<'e>) -> CowStr<'e> {
        if !text.chars().any(|letter| self.originals.contains_key(&letter)) {
            return text;
        }
        text.chars().map(|letter| self.originals.get(&letter).copied().unwrap_or(letter)).collect::<String>().into()
    }
}

/// A text with some of its characters replaced by others of the same length.
fn replaced<'t>(text: &'t str, changes: &[(usize, char)]) -> Cow<'t, str> {
    if changes.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut new = String::with_capacity(text.len());
    for (at, letter) in changes {
        new.push_str(&text[new.len()..*at]);
        new.push(*letter);
    }
    new.push_str(&text[new.len()..]);
    Cow::Owned(new)
}

/// Lets `*` and `~~` open and close beside East Asian characters.
fn beside_emphasis(text: &str, changes: &mut Changes<'_>) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(start) = text[from..].find(['*', '~']).map(|at| from + at) {
        let end = start + bytes[start..].iter().take_while(|byte| **byte == bytes[start]).count();
        from = end;
        let (Some(before), Some(after)) = (text[..start].chars().next_back(), text[end..].chars().next()) else {
            continue;
        };
        let before_at = start - before.len_utf8();
        match (Class::before(&text[..start]), Class::of(after)) {
            (Class::Letter | Class::EastAsianLetter, Class::EastAsianMark) => changes.as_letter(end, after),
            (Class::EastAsianMark, Class::Letter | Class::EastAsianLetter) => changes.as_letter(before_at, before),
            (Class::EastAsianLetter, Class::Mark) => changes.as_mark(before_at, before),
            (Class::Mark, Class::EastAsianLetter) => changes.as_mark(end, after),
            _ => {}
        }
    }
}

/// The characters to be replaced, each with its place.
struct Changes<'t> {
    text: &'t str,
    at: Vec<(usize, char)>,
    stand_ins: StandIns,
}

impl<'t> Changes<'t> {
    fn new(text: &'t str) -> Changes<'t> {
        Changes { text, at: Vec::new(), stand_ins: StandIns::default() }
    }

    fn as_letter(&mut self, at: usize, letter: char) {
        self.change(at, letter, Pool::Letters);
    }

    fn as_mark(&mut self, at: usize, letter: char) {
        self.change(at, letter, if letter.len_utf8() == 4 { Pool::LongMarks } else { Pool::Marks });
    }

    fn hide_spaces(&mut self, span: Range<usize>) {
        for (at, _) in self.text[span.clone()].match_indices(' ') {
            self.change(span.start + at, ' ', Pool::Space);
        }
    }

    /// Hides the marks of a footnote's reference, `[^…]`.
    fn hide_reference(&mut self, span: Range<usize>) {
        self.change(span.start, '[', Pool::Reference);
        self.change(span.end - 1, ']', Pool::Controls);
        let inside = span.start + "[^".len()..span.end;
        for (at, mark) in self.text[inside.clone()].match_indices(|letter: char| letter.is_ascii_punctuation()) {
            self.change(inside.start + at, mark.chars().next().unwrap_or_default(), Pool::Controls);
        }
    }

    fn change(&mut self, at: usize, letter: char, pool: Pool) {
        if let Some(stand_in) = self.stand_ins.of(letter, pool, self.text) {
            self.at.push((at, stand_in));
        }
    }
}

/// Where stand-ins are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Pool {
    /// The parser reads them as letters. Three bytes.
    Letters,
    /// The parser reads them as punctuation. Three bytes.
    Marks,
    /// The same, four bytes.
    LongMarks,
    /// It may be part of an address.
    Space,
    /// What a reference begins with.
    Reference,
    /// The parser reads them as letters. One byte.
    Controls,
}

/// Stands for the `[` of a reference to a footnote.
const REFERENCE: char = '\u{1}';

impl Pool {
    fn characters(self) -> RangeInclusive<char> {
        match self {
            // Private use.
            Pool::Letters => '\u{e000}'..='\u{f8ff}',
            // Arrows, operators, lines, patterns.
            Pool::Marks => '\u{2500}'..='\u{28ff}',
            // Musical symbols.
            Pool::LongMarks => '\u{1d100}'..='\u{1d126}',
            // A control character that CommonMark does not allow in addresses, but the parser does.
            Pool::Space => '\u{7f}'..='\u{7f}',
            Pool::Reference => REFERENCE..=REFERENCE,
            Pool::Controls => '\u{e}'..='\u{1f}',
        }
    }
}

#[derive(Default)]
struct StandIns {
    /// The characters of the text, once a stand-in is needed.
    in_text: Option<HashSet<char>>,
    given: HashMap<(char, Pool), Option<char>>,
    originals: HashMap<char, char>,
}

impl StandIns {
    /// The stand-in for a character; `None` if the text has used up all of its kind.
    fn of(&mut self, letter: char, pool: Pool, text: &str) -> Option<char> {
        if let Some(given) = self.given.get(&(letter, pool)) {
            return *given;
        }
        let in_text = self.in_text.get_or_insert_with(|| text.chars().collect());
        let free = pool
            .characters()
            .find(|free| !in_text.contains(free) && !self.originals.contains_key(free))
            .filter(|free| free.len_utf8() == letter.len_utf8());
        self.given.insert((letter, pool), free);
        self.originals.extend(free.map(|free| (free, letter)));
        free
    }
}
