//! Slots in a part: `{{title}}` stands for the title of the page.
//!
//! Markdown would take a slot for words, and change it. So each is masked by letters of the same length before the text is
//! read, and looked for in the HTML. Places in the text stay the same.

use std::ops::Range;

/// What a slot stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SlotName {
    /// The page's title.
    Title,
    /// The page's absolute address.
    Url,
    /// Who signs the page.
    Author,
    /// The day of the page.
    Date,
    /// A field of `[extra]` in the front matter.
    Extra(String),
    /// In a callout of the author's own: what is in it.
    Content,
}

impl SlotName {
    /// The words that authors write.
    pub(crate) const WORDS: [&'static str; 4] = ["title", "url", "author", "date"];

    pub(crate) fn parse(name: &str) -> Option<SlotName> {
        Some(match name {
            "title" => SlotName::Title,
            "url" => SlotName::Url,
            "author" => SlotName::Author,
            "date" => SlotName::Date,
            "content" => SlotName::Content,
            name => SlotName::Extra(name.strip_prefix("extra.").filter(|name| !name.is_empty())?.to_owned()),
        })
    }
}

/// A slot and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) name: SlotName,
    pub(crate) span: Range<usize>,
    /// Whether it is the beginning of an address.
    pub(crate) is_address: bool,
}

/// A text whose slots are masked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Masked {
    pub(crate) text: String,
    pub(crate) slots: Vec<Slot>,
    /// The places of words between double braces that name nothing.
    pub(crate) unknown: Vec<Range<usize>>,
    /// The places of slots between angle brackets, where Markdown takes only a written address.
    pub(crate) bare: Vec<Range<usize>>,
    /// How every mask begins. No other word of the text does.
    mark: String,
}

/// The digits of a mask's number.
const DIGITS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Whether an address begins behind a text: of a link or a picture in Markdown, or of an element.
fn begins_address(before: &str) -> bool {
    let before = before.trim_end_matches(' ');
    if ["](", "](<", "]:"].iter().any(|open| before.ends_with(open)) {
        return true;
    }
    let Some(before) = before.trim_end_matches(['"', '\'']).trim_end().strip_suffix('=') else { return false };
    let name = before.trim_end().rsplit(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or_default();
    ADDRESSES.iter().any(|address| address.eq_ignore_ascii_case(name))
}

/// The attributes that are addresses.
pub(super) const ADDRESSES: [&str; 5] = ["href", "src", "action", "poster", "cite"];

/// Masks the slots of a text.
pub(crate) fn mask(text: &str) -> Masked {
    let small = text.to_ascii_lowercase();
    let is_free = |mark: &String| !small.contains(mark);
    let marks = (b'a'..=b'z')
        .flat_map(|one| (b'a'..=b'z').map(move |other| format!("q{}{}", char::from(one), char::from(other))));
    let Some(mark) = marks.into_iter().find(is_free) else {
        return Masked { text: text.to_owned(), ..Masked::default() };
    };
    let mut masked = Masked { text: String::with_capacity(text.len()), mark, ..Masked::default() };
    let mut at = 0;
    while let Some(start) = text[at..].find("{{").map(|found| at + found) {
        let Some(end) = text[start..].find("}}").map(|found| start + found + 2) else { break };
        masked.text.push_str(&text[at..start]);
        let name = SlotName::parse(text[start + 2..end - 2].trim());
        let number = masked.slots.len();
        match name.filter(|_| number < DIGITS.len() * DIGITS.len()) {
            Some(name) => {
                let is_address = begins_address(&text[..start]);
                if text[..start].ends_with('<') && text[end..].starts_with('>') {
                    masked.bare.push(start - 1..end + 1);
                }
                let slot = Slot { name, span: start..end, is_address };
                masked.text.push_str(&masked.mask_of(number, &slot));
                masked.slots.push(slot);
            }
            None => {
                masked.unknown.push(start..end);
                masked.text.push_str(&text[start..end]);
            }
        }
        at = end;
    }
    masked.text.push_str(&text[at..]);
    masked
}

impl Masked {
    /// The letters in a slot's place. At the beginning of an address they are a place of the same page, which the press leaves
    /// as it is.
    fn mask_of(&self, number: usize, slot: &Slot) -> String {
        let digits = [DIGITS[number / DIGITS.len()], DIGITS[number % DIGITS.len()]].map(char::from);
        let sign = if slot.is_address { "#" } else { "" };
        let mut mask = format!("{sign}{}{}{}", self.mark, digits[0], digits[1]);
        while mask.len() < slot.span.len() {
            mask.push('x');
        }
        mask
    }

    /// Where the masks are in HTML, in order, each with the number of its slot.
    pub(super) fn found_in(&self, html: &str) -> Vec<(Range<usize>, usize)> {
        let masks = self.slots.iter().enumerate().map(|(number, slot)| (self.mask_of(number, slot), number));
        let places = masks.flat_map(|(mask, number)| {
            html.match_indices(&mask).map(|(at, mask)| (at..at + mask.len(), number)).collect::<Vec<_>>()
        });
        let mut places: Vec<_> = places.collect();
        places.sort_by_key(|(place, _)| place.start);
        places
    }

    /// Whether a place of the text has a part of a slot.
    pub(crate) fn has_slot_in(&self, span: &Range<usize>) -> bool {
        let slots = self.slots.iter().map(|slot| &slot.span).chain(&self.unknown);
        slots.into_iter().any(|slot| slot.start < span.end && span.start < slot.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_has_the_length_of_its_slot() {
        let text = "# {{title}}\n[a]({{ url }}) <a href=\"{{extra.shop}}\">é</a> {{no}} {{title";
        let masked = mask(text);
        assert_eq!(masked.text.len(), text.len());
        let names: Vec<&SlotName> = masked.slots.iter().map(|slot| &slot.name).collect();
        assert_eq!(names, [&SlotName::Title, &SlotName::Url, &SlotName::Extra("shop".to_owned())]);
        assert!(!masked.text.contains("{{t") || masked.text.ends_with("{{title"), "{}", masked.text);
        assert_eq!(masked.unknown.len(), 1);
        assert!(masked.text.contains("](#q"), "{}", masked.text);
        let found: Vec<usize> = masked.found_in(&masked.text).into_iter().map(|(_, number)| number).collect();
        assert_eq!(found, [0, 1, 2]);
    }

    #[test]
    fn a_mask_is_no_word_of_the_text() {
        let masked = mask("qaa qab QAC {{title}}");
        assert!(masked.text.contains("qad"), "{}", masked.text);
    }
}
