//! Empties the glyphs of a PostScript font that are not used: the subsetter does it only for TrueType outlines.
//!
//! Glyphs keep their numbers. The list of outlines becomes shorter, and every offset past it is corrected where it
//! stands, in as many bytes: a smaller number fits where a larger one did.
//! ["The Compact Font Format Specification"](https://adobe-type-tools.github.io/font-tech-notes/pdfs/5176.CFF.pdf)
//! and the chapter CFF2 of OpenType have the format.

mod accents;
mod dict;
mod index;

use std::ops::Range;

use dict::{Dict, Operand};
use index::Index;

/// A `CFF ` table or a `CFF2` table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    One,
    Two,
}

/// The operators whose operands are offsets.
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

/// The table with only the outlines of some glyphs; `None` if it can't be read.
pub(crate) fn empty_glyphs(table: &[u8], version: Version, is_kept: impl Fn(u32) -> bool) -> Option<Vec<u8>> {
    let top_dict = top_dict(table, version)?;
    let top = Dict::read(table, top_dict)?;
    let outlines = Index::read(table, top.offset(operator::CHAR_STRINGS)?, version)?;

    let components = accents::components(table, &top, &outlines, version, &is_kept);
    let is_kept = |glyph| is_kept(glyph) || components.contains(&glyph);
    let shorter = outlines.map(version, |glyph, outline| match version {
        _ if is_kept(glyph) => outline,
        // The operator `endchar`. In CFF2 an outline just ends.
        Version::One => &[14],
        Version::Two => &[],
    })?;

    let mut font = table.to_vec();
    let mut shift = Shift { table: &mut font, after: outlines.range.start, by: outlines.range.len() - shorter.len() };
    for operator in [
        operator::CHARSET,
        operator::ENCODING,
        operator::CHAR_STRINGS,
        operator::VARIATIONS,
        operator::FONT_DICTS,
        operator::FONT_DICT_SELECT,
    ] {
        if let Some(operand) = top.operands(operator).and_then(<[_]>::last) {
            shift.correct(operand, 0)?;
        }
    }
    shift.correct_private(table, &top)?;
    if let Some(offset) = top.offset(operator::FONT_DICTS) {
        let font_dicts = Index::read(table, offset, version)?;
        for number in 0..font_dicts.count {
            shift.correct_private(table, &Dict::read(table, font_dicts.item(number)?)?)?;
        }
    }
    font.splice(outlines.range, shorter);
    Some(font)
}

/// Where the dictionary of the font is, from which all else is found.
fn top_dict(table: &[u8], version: Version) -> Option<Range<usize>> {
    let header = usize::from(*table.get(2)?);
    match version {
        Version::One => {
            let names = Index::read(table, header, version)?;
            Index::read(table, names.range.end, version)?.item(0)
        }
        Version::Two => {
            let length = u16::from_be_bytes(*table.get(3..)?.first_chunk()?);
            Some(header..header + usize::from(length))
        }
    }
}

/// A correction of all offsets to what comes after a place.
struct Shift<'a> {
    table: &'a mut [u8],
    after: usize,
    by: usize,
}

impl Shift<'_> {
    /// Corrects an offset that counts from a place.
    fn correct(&mut self, operand: &Operand, from: usize) -> Option<()> {
        let target = from.checked_add(usize::try_from(operand.value).ok()?)?;
        // Both ends move alike, or neither does.
        if (target > self.after) == (from > self.after) {
            return Some(());
        }
        let by = i32::try_from(self.by).ok()?;
        let value = if target > self.after { operand.value.checked_sub(by)? } else { operand.value.checked_add(by)? };
        operand.write(self.table, value)
    }

    /// Corrects the offset of the private dictionary in a dictionary, and the offset in that one, which counts from
    /// its own beginning.
    fn correct_private(&mut self, table: &[u8], dict: &Dict) -> Option<()> {
        let Some([size, offset]) = dict.operands(operator::PRIVATE) else { return Some(()) };
        let (start, size) = (usize::try_from(offset.value).ok()?, usize::try_from(size.value).ok()?);
        if let Some([subroutines]) = Dict::read(table, start..start.checked_add(size)?)?.operands(operator::SUBRS) {
            self.correct(subroutines, start)?;
        }
        self.correct(offset, 0)
    }
}
