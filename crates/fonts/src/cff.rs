//! Empties what isn't used of a PostScript font: the subsetter does that only for TrueType outlines.
//!
//! Glyphs keep their numbers. A list of outlines, of subroutines or of names becomes shorter, and every offset past it is
//! corrected where it stands, in as many bytes: a smaller number fits where a larger one did.
//! ["The Compact Font Format Specification"](https://adobe-type-tools.github.io/font-tech-notes/pdfs/5176.CFF.pdf)
//! and the chapter CFF2 of OpenType have the format.

mod accents;
mod dict;
mod index;
mod outline;
mod shift;
mod subroutines;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use skrifa::GlyphId;
use skrifa::raw::FontData;
use skrifa::raw::ps::cff::charset::Charset;

use dict::Dict;
use index::Index;
use shift::shorten;

/// A `CFF ` table or a `CFF2` table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    One,
    Two,
}

/// The operators of dictionaries.
mod operator {
    pub(super) const CHARSET: u16 = 15;
    pub(super) const ENCODING: u16 = 16;
    pub(super) const CHAR_STRINGS: u16 = 17;
    pub(super) const PRIVATE: u16 = 18;
    pub(super) const SUBRS: u16 = 19;
    pub(super) const VARIATIONS: u16 = 24;
    pub(super) const FONT_DICTS: u16 = 0x0c24;
    pub(super) const FONT_DICT_SELECT: u16 = 0x0c25;
}

/// Where the parts of a table are that have a fixed place.
struct Parts<'a> {
    top: Dict,
    outlines: Index<'a>,
    global_subroutines: Index<'a>,
    /// Names, and what the font says of itself. CFF2 has none.
    strings: Option<Index<'a>>,
    version: Version,
}

/// The table with only the outlines of some glyphs; `None` if it can't be read.
pub(crate) fn empty_glyphs(table: &[u8], version: Version, is_kept: impl Fn(u32) -> bool) -> Option<Vec<u8>> {
    let parts = Parts::read(table, version)?;
    let charset = parts.charset(table);
    let components = charset.as_ref().map(|charset| accents::components(table, charset, &parts.outlines, &is_kept));
    let components = components.unwrap_or_default();
    let is_kept = |glyph| is_kept(glyph) || components.contains(&glyph);
    let table = shorten(table, &parts, &parts.outlines, |glyph| match version {
        _ if is_kept(glyph) => None,
        // The operator `endchar`. In CFF2 an outline just ends.
        Version::One => Some(&[14]),
        Version::Two => Some(&[]),
    })?;
    let table = empty_names(&table, version, is_kept)?;
    subroutines::empty_unused(&table, version)
}

/// The table without the names of glyphs that aren't kept.
fn empty_names(table: &[u8], version: Version, is_kept: impl Fn(u32) -> bool) -> Option<Vec<u8>> {
    /// How many names every font has, and numbers first.
    const STANDARD: u32 = 391;
    let parts = Parts::read(table, version)?;
    let (Some(strings), Some(charset)) = (&parts.strings, parts.charset(table)) else { return Some(table.to_vec()) };
    // Of a dictionary's numbers, some are those of strings. It does no harm to keep the others', too.
    let mut kept: BTreeSet<u32> = parts.top.values().filter_map(|value| u32::try_from(value).ok()).collect();
    kept.extend((0..parts.outlines.count).filter(|glyph| is_kept(*glyph)).filter_map(|glyph| {
        let name = charset.string_id(GlyphId::new(glyph))?;
        Some(u32::from(name.to_u16()))
    }));
    shorten(table, &parts, strings, |string| if kept.contains(&(string + STANDARD)) { None } else { Some(&[]) })
}

impl<'a> Parts<'a> {
    fn read(table: &'a [u8], version: Version) -> Option<Self> {
        let header = usize::from(*table.get(2)?);
        let (top, strings, subroutines) = match version {
            Version::One => {
                let names = Index::read(table, header, version)?;
                let tops = Index::read(table, names.range.end, version)?;
                let strings = Index::read(table, tops.range.end, version)?;
                let end = strings.range.end;
                (tops.item(0)?, Some(strings), end)
            }
            Version::Two => {
                let length = u16::from_be_bytes(*table.get(3..)?.first_chunk()?);
                let top: Range<usize> = header..header + usize::from(length);
                (top.clone(), None, top.end)
            }
        };
        let top = Dict::read(table, top)?;
        let outlines = Index::read(table, top.offset(operator::CHAR_STRINGS)?, version)?;
        let global_subroutines = Index::read(table, subroutines, version)?;
        Some(Self { top, outlines, global_subroutines, strings, version })
    }

    /// The names of the glyphs, if they have names.
    fn charset(&self, table: &'a [u8]) -> Option<Charset<'a>> {
        if self.version == Version::Two || self.has_font_dicts() {
            return None;
        }
        Charset::new(FontData::new(table), self.top.offset(operator::CHARSET).unwrap_or(0), self.outlines.count)
    }

    /// Whether the glyphs are divided among several dictionaries.
    fn has_font_dicts(&self) -> bool {
        self.top.operands(operator::FONT_DICTS).is_some()
    }
}
