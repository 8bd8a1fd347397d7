//! Which characters a text needs of a font.
//!
//! An accented letter is one character, or a letter and an accent. Browsers take whichever the font has
//! ([HarfBuzz: normalization](https://harfbuzz.github.io/opentype-shaping-models.html)), so both count.

use std::collections::BTreeSet;

use skrifa::charmap::Charmap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

/// What a browser puts into a text itself: spaces, the hyphen where a word is divided, and the dots of a text that is
/// cut off.
const ADDED_BY_BROWSERS: [char; 5] = [' ', '\u{a0}', '-', '\u{2010}', '\u{2026}'];

/// The characters to keep for a text with these.
pub(crate) fn needed(charmap: &Charmap<'_>, characters: &BTreeSet<char>) -> BTreeSet<char> {
    let mut needed = characters.clone();
    needed.extend(ADDED_BY_BROWSERS);
    for character in characters.iter().filter(|character| charmap.map(**character).is_none()) {
        needed.extend(character.nfd());
    }
    for mark in characters.iter().filter(|character| is_combining_mark(**character)) {
        let together: Vec<char> = needed.iter().filter_map(|letter| compose(*letter, *mark)).collect();
        needed.extend(together);
    }
    needed
}

/// The characters that a font has neither whole nor in parts. A space that it lacks is made by the browser.
pub(crate) fn missing(charmap: &Charmap<'_>, characters: &BTreeSet<char>) -> Vec<char> {
    let has = |character: char| charmap.map(character).is_some();
    let is_shown = |character: &char| {
        has(*character)
            || character.is_whitespace()
            || character.is_control()
            || is_invisible(*character)
            || character.nfd().count() > 1 && character.nfd().all(has)
    };
    characters.iter().copied().filter(|character| !is_shown(character)).collect()
}

/// Characters that only steer others: hyphenation, joining, direction, and how an emoji looks
/// ([Default_Ignorable_Code_Point](https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point)).
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}
