//! The dictionaries of a PostScript font: operators, each after its operands.

use std::ops::Range;

/// A dictionary's entries, in order.
pub(super) struct Dict(Vec<(u16, Vec<Operand>)>);

/// A whole number in a dictionary.
pub(super) struct Operand {
    /// Its value; 0 for a number with a point.
    pub(super) value: i32,
    /// Where it is in the table.
    place: Range<usize>,
}

impl Dict {
    /// Reads the dictionary that a part of the table is.
    pub(super) fn read(table: &[u8], place: Range<usize>) -> Option<Self> {
        let bytes = table.get(..place.end)?;
        let mut entries = Vec::new();
        let mut operands = Vec::new();
        let mut at = place.start;
        while let Some(&first) = bytes.get(at) {
            let start = at;
            at += 1;
            let byte = |at: usize| bytes.get(at).map(|&byte| i32::from(byte));
            let value = match first {
                12 => {
                    entries.push((0x0c00 | u16::from(*bytes.get(at)?), std::mem::take(&mut operands)));
                    at += 1;
                    continue;
                }
                // In a CFF2 table, `blend` is among the operators, and leaves operands for the one after it. Offsets
                // are never blended.
                0..=27 => {
                    entries.push((u16::from(first), std::mem::take(&mut operands)));
                    continue;
                }
                28 => {
                    at += 2;
                    i32::from(i16::from_be_bytes(*bytes.get(start + 1..)?.first_chunk()?))
                }
                29 => {
                    at += 4;
                    i32::from_be_bytes(*bytes.get(start + 1..)?.first_chunk()?)
                }
                // Two digits in a byte, up to a digit 15.
                30 => {
                    while !matches!(byte(at)?, digits if digits & 15 == 15 || digits >> 4 == 15) {
                        at += 1;
                    }
                    at += 1;
                    0
                }
                32..=246 => i32::from(first) - 139,
                247..=250 => {
                    at += 1;
                    (i32::from(first) - 247) * 256 + byte(start + 1)? + 108
                }
                251..=254 => {
                    at += 1;
                    -(i32::from(first) - 251) * 256 - byte(start + 1)? - 108
                }
                31 | 255 => return None,
            };
            operands.push(Operand { value, place: start..at });
        }
        Some(Self(entries))
    }

    /// All operands' values.
    pub(super) fn values(&self) -> impl Iterator<Item = i32> {
        self.0.iter().flat_map(|(_, operands)| operands.iter().map(|operand| operand.value))
    }

    /// The operands of an operator; `None` if the dictionary hasn't got it.
    pub(super) fn operands(&self, operator: u16) -> Option<&[Operand]> {
        self.0.iter().find(|(other, _)| *other == operator).map(|(_, operands)| operands.as_slice())
    }

    /// The operand of an operator that has one, an offset.
    pub(super) fn offset(&self, operator: u16) -> Option<usize> {
        usize::try_from(self.operands(operator)?.last()?.value).ok()
    }
}

impl Operand {
    /// Writes another value in its place; `None` if it needs more bytes.
    pub(super) fn write(&self, table: &mut [u8], value: i32) -> Option<()> {
        let place = table.get_mut(self.place.clone())?;
        match place {
            [byte] => *byte = u8::try_from(value + 139).ok().filter(|byte| (32..=246).contains(byte))?,
            [first, second] => {
                let [high, low] = u16::try_from(value.checked_sub(108)?).ok()?.to_be_bytes();
                (*first, *second) = (247 + Some(high).filter(|high| *high < 4)?, low);
            }
            [28, rest @ ..] => rest.copy_from_slice(&i16::try_from(value).ok()?.to_be_bytes()),
            [29, rest @ ..] => rest.copy_from_slice(&value.to_be_bytes()),
            _ => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_length_are_read_and_written() {
        let mut table =
            vec![139 + 5, 15, 247, 92, 16, 28, 0x12, 0x34, 17, 29, 0, 1, 0, 0, 12, 36, 30, 0xe2, 0xa2, 0x5f, 10];
        let dict = Dict::read(&table, 0..table.len()).unwrap();
        for (operator, value) in [(15, 5), (16, 200), (17, 0x1234), (0x0c24, 0x1_0000), (10, 0)] {
            assert_eq!(dict.operands(operator).unwrap()[0].value, value, "{operator}");
        }
        for (operator, value) in [(15, 107), (16, 1131), (17, 0x1233), (0x0c24, 7)] {
            dict.operands(operator).unwrap()[0].write(&mut table, value).unwrap();
            assert_eq!(Dict::read(&table, 0..table.len()).unwrap().offset(operator), Some(value as usize));
        }
        for (operator, value) in [(15, 108), (16, 107), (16, 1132), (17, 0x8000), (10, 0)] {
            assert!(dict.operands(operator).unwrap()[0].write(&mut table, value).is_none(), "{operator}");
        }
    }

    #[test]
    fn a_torn_dictionary_is_none() {
        for table in [&[28, 1][..], &[29, 0, 0], &[247], &[12], &[30, 0x12], &[255]] {
            assert!(Dict::read(table, 0..table.len()).is_none(), "{table:?}");
        }
        assert!(Dict::read(&[139], 0..2).is_none());
    }
}
