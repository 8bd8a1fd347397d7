//! Letters that old fonts draw as two others: a letter and its accent.
//!
//! ["The Type 2 Charstring Format"](https://adobe-type-tools.github.io/font-tech-notes/pdfs/5177.Type2.pdf), appendix C:
//! before `endchar` come four numbers, the last two of which are characters of Adobe's Standard Encoding.

use std::collections::BTreeSet;

use skrifa::GlyphId;
use skrifa::raw::FontData;
use skrifa::raw::ps::Sid;
use skrifa::raw::ps::cff::charset::Charset;

use super::dict::Dict;
use super::index::Index;
use super::{Version, operator};

/// The glyphs that kept glyphs are put together from.
pub(super) fn components(
    table: &[u8],
    top: &Dict,
    outlines: &Index<'_>,
    version: Version,
    is_kept: impl Fn(u32) -> bool,
) -> BTreeSet<u32> {
    let is_numbered = top.operands(operator::FONT_DICTS).is_some();
    if version == Version::Two || is_numbered {
        return BTreeSet::new();
    }
    let charset = top.offset(operator::CHARSET).unwrap_or(0);
    let Some(charset) = Charset::new(FontData::new(table), charset, outlines.count) else { return BTreeSet::new() };
    (0..outlines.count)
        .filter(|glyph| is_kept(*glyph))
        .filter_map(|glyph| letter_and_accent(table.get(outlines.item(glyph)?)?))
        .flatten()
        .filter_map(|character| charset.glyph_id(Sid::new(standard_name(character)?)))
        .map(GlyphId::to_u32)
        .collect()
}

/// The two characters of an outline that has nothing else.
fn letter_and_accent(outline: &[u8]) -> Option<[u8; 2]> {
    let mut numbers = Vec::new();
    let mut rest = outline;
    loop {
        let (number, length) = match rest {
            [14] => break,
            [28, high, low, ..] => (i32::from(i16::from_be_bytes([*high, *low])), 3),
            [first @ 32..=246, ..] => (i32::from(*first) - 139, 1),
            [first @ 247..=250, second, ..] => ((i32::from(*first) - 247) * 256 + i32::from(*second) + 108, 2),
            [first @ 251..=254, second, ..] => (-(i32::from(*first) - 251) * 256 - i32::from(*second) - 108, 2),
            [255, _, _, _, _, ..] => (0, 5),
            _ => return None,
        };
        numbers.push(number);
        rest = &rest[length..];
    }
    // The glyph's width may come first.
    match numbers[..] {
        [_, _, letter, accent] | [_, _, _, letter, accent] => {
            Some([u8::try_from(letter).ok()?, u8::try_from(accent).ok()?])
        }
        _ => None,
    }
}

/// The number of the standard string that names a character of the Standard Encoding.
fn standard_name(character: u8) -> Option<u16> {
    /// Runs of characters, each with the name of its first.
    const RUNS: [(std::ops::RangeInclusive<u8>, u16); 14] = [
        (32..=126, 1),
        (161..=175, 96),
        (177..=180, 111),
        (182..=189, 115),
        (191..=191, 123),
        (193..=200, 124),
        (202..=203, 132),
        (205..=208, 134),
        (225..=225, 138),
        (227..=227, 139),
        (232..=235, 140),
        (241..=241, 144),
        (245..=245, 145),
        (248..=251, 146),
    ];
    let (run, first) = RUNS.iter().find(|(run, _)| run.contains(&character))?;
    Some(first + u16::from(character - run.start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accented_letter_names_its_parts() {
        // 139 + 100 for the place, then "e" (101) and the acute accent (194).
        let outline = [239, 28, 0, 20, 139 + 101, 247, 194 - 108, 14];
        assert_eq!(letter_and_accent(&outline), Some([101, 194]));
        assert_eq!(letter_and_accent(&[&[139][..], &outline].concat()), Some([101, 194]));
        for other in [&[14][..], &[139, 139, 14], &[139, 139, 139, 139, 21, 14], &[28, 0], &[]] {
            assert_eq!(letter_and_accent(other), None, "{other:?}");
        }
    }

    #[test]
    fn standard_characters_have_their_names() {
        for (character, name) in [(b'e', "e"), (194, "acute"), (200, "dieresis"), (203, "cedilla"), (251, "germandbls")]
        {
            let standard = Sid::new(standard_name(character).unwrap()).resolve_standard();
            assert_eq!(standard, Ok(name.as_bytes()), "{character}");
        }
        assert_eq!(standard_name(0), None);
        assert_eq!(standard_name(192), None);
    }
}
