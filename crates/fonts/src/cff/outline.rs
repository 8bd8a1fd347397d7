//! The numbers of a PostScript outline
//! (["The Type 2 Charstring Format"](https://adobe-type-tools.github.io/font-tech-notes/pdfs/5177.Type2.pdf), section 3.2).

/// The number that an outline begins with, and how many bytes it has. `None` if it doesn't begin with a number.
pub(super) fn number(outline: &[u8]) -> Option<(i32, usize)> {
    match outline {
        [28, high, low, ..] => Some((i32::from(i16::from_be_bytes([*high, *low])), 3)),
        [first @ 32..=246, ..] => Some((i32::from(*first) - 139, 1)),
        [first @ 247..=250, second, ..] => Some(((i32::from(*first) - 247) * 256 + i32::from(*second) + 108, 2)),
        [first @ 251..=254, second, ..] => Some((-(i32::from(*first) - 251) * 256 - i32::from(*second) - 108, 2)),
        // With a part after the point, which counts for no operator here.
        [255, high, low, _, _, ..] => Some((i32::from(i16::from_be_bytes([*high, *low])), 5)),
        _ => None,
    }
}
