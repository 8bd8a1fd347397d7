//! Makes a list in the table shorter, and corrects the offsets to what comes after it.

use super::dict::{Dict, Operand};
use super::index::Index;
use super::{Parts, operator};

/// The table with other items in one of its lists; where there is no other, an item stays. `None` if an offset can't be
/// corrected.
pub(super) fn shorten(
    table: &[u8],
    parts: &Parts<'_>,
    list: &Index<'_>,
    other: impl Fn(u32) -> Option<&'static [u8]>,
) -> Option<Vec<u8>> {
    let shorter = list.with(parts.version, other)?;
    let mut font = table.to_vec();
    let mut shift = Shift { table: &mut font, after: list.range.start, by: list.range.len() - shorter.len() };
    for operator in [
        operator::CHARSET,
        operator::ENCODING,
        operator::CHAR_STRINGS,
        operator::VARIATIONS,
        operator::FONT_DICTS,
        operator::FONT_DICT_SELECT,
    ] {
        if let Some(operand) = parts.top.operands(operator).and_then(<[_]>::last) {
            shift.correct(operand, 0)?;
        }
    }
    shift.correct_private(table, &parts.top)?;
    if let Some(offset) = parts.top.offset(operator::FONT_DICTS) {
        let font_dicts = Index::read(table, offset, parts.version)?;
        for number in 0..font_dicts.count {
            shift.correct_private(table, &Dict::read(table, font_dicts.item(number)?)?)?;
        }
    }
    font.splice(list.range.clone(), shorter);
    Some(font)
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
