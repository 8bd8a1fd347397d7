//! Letters that old fonts draw as two others: a letter and its accent.
//!
//! ["The Type 2 Charstring Format"](https://adobe-type-tools.github.io/font-tech-notes/pdfs/5177.Type2.pdf), appendix C:
//! before `endchar` come four numbers, the last two of which are characters of Adobe's Standard Encoding.

use std::collections::BTreeSet;

use skrifa::GlyphId;
use skrifa::raw::ps::Sid;
use skrifa::raw::ps::cff::charset::Charset;

use super::index::Index;
use super::outline::number;

/// The glyphs that kept glyphs are put together from.
pub(super) fn components(
    table: &[u8],
    charset: &Charset<'_>,
    outlines: &Index<'_>,
    is_kept: impl Fn(u32) -> bool,
) -> BTreeSet<u32> {
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
    while let Some((number, length)) = number(rest) {
        numbers.push(number);
        rest = &rest[length..];
    }
    match (rest, &numbers[..]) {
        // The glyph's width may come first.
        ([14], [_, _, letter, accent] | [_, _, _, letter, accent]) => {
            Some([u8::try_from(*letter).ok()?, u8::try_from(*accent).ok()?])
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
