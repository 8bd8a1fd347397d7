//! The typographic features that a font keeps.

use skrifa::Tag;

/// Features that a stylesheet can ask for by name with the `font-variant` properties
/// ([CSS Fonts 4](https://www.w3.org/TR/css-fonts-4/#font-variant-prop)). Those that browsers switch on by themselves are
/// skera's own list.
///
/// Stylistic sets (`ss01`) and alternates (`salt`, `swsh`, `cv01`, `aalt`) are left out: they have a glyph more for
/// nearly every letter, and few stylesheets use them.
#[rustfmt::skip]
const ON_REQUEST: [&[u8; 4]; 19] = [
    // Ligatures that are rare, or old.
    b"dlig", b"hlig",
    // Small capitals, and how capitals stand.
    b"smcp", b"c2sc", b"pcap", b"c2pc", b"unic", b"case", b"cpsp",
    // Figures.
    b"lnum", b"onum", b"pnum", b"tnum", b"zero", b"afrc", b"ordn",
    // Above and below the line.
    b"sups", b"subs", b"sinf",
];

/// All features to keep.
pub(crate) fn kept() -> impl Iterator<Item = Tag> {
    skera::DEFAULT_LAYOUT_FEATURES.iter().copied().chain(ON_REQUEST.into_iter().map(Tag::new))
}
