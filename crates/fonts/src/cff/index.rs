//! The lists of a PostScript font: a count, offsets, and items one after another.

use std::ops::Range;

use super::Version;

/// A list. In the specification it is an INDEX.
pub(super) struct Index<'a> {
    /// How many items it has.
    pub(super) count: u32,
    /// Where it is in the table.
    pub(super) range: Range<usize>,
    /// The bytes of each offset, the first of which is 1.
    offset_size: usize,
    offsets: &'a [u8],
    /// Where the byte before the first item is.
    items: usize,
    table: &'a [u8],
}

impl<'a> Index<'a> {
    /// Reads the list at a place.
    pub(super) fn read(table: &'a [u8], start: usize, version: Version) -> Option<Self> {
        let rest = table.get(start..)?;
        let count = match version {
            Version::One => u32::from(u16::from_be_bytes(*rest.first_chunk()?)),
            Version::Two => u32::from_be_bytes(*rest.first_chunk()?),
        };
        let count_size = count_size(version);
        if count == 0 {
            let range = start..start + count_size;
            return Some(Self { count, range, offset_size: 1, offsets: &[], items: start, table });
        }
        let offset_size = usize::from(*rest.get(count_size)?);
        if !(1..=4).contains(&offset_size) {
            return None;
        }
        let length = offset_size.checked_mul(usize::try_from(count).ok()?.checked_add(1)?)?;
        let offsets = rest.get(count_size + 1..)?.get(..length)?;
        let items = start + count_size + length;
        let mut index = Self { count, range: start..start, offset_size, offsets, items, table };
        index.range.end = items.checked_add(index.offset(count)?).filter(|end| *end <= table.len())?;
        Some(index)
    }

    /// Where an item is in the table.
    pub(super) fn item(&self, number: u32) -> Option<Range<usize>> {
        let range = self.items + self.offset(number)?..self.items + self.offset(number.checked_add(1)?)?;
        (range.start > self.items && range.start <= range.end && range.end <= self.range.end).then_some(range)
    }

    /// The list with other items; where there is no other, an item stays. `None` if it is damaged or becomes longer.
    pub(super) fn with(&self, version: Version, other: impl Fn(u32) -> Option<&'static [u8]>) -> Option<Vec<u8>> {
        let mut items = Vec::new();
        let mut ends = vec![1];
        for number in 0..self.count {
            let item = self.table.get(self.item(number)?)?;
            items.extend_from_slice(other(number).filter(|other| other.len() < item.len()).unwrap_or(item));
            ends.push(items.len() + 1);
        }
        let offset_size = (1..=4).find(|size| (items.len() + 1) >> (8 * size) == 0)?;
        let mut list = match version {
            Version::One => u16::try_from(self.count).ok()?.to_be_bytes().to_vec(),
            Version::Two => self.count.to_be_bytes().to_vec(),
        };
        if self.count > 0 {
            list.push(offset_size as u8);
            for end in ends {
                list.extend_from_slice(&(end as u32).to_be_bytes()[4 - offset_size..]);
            }
            list.append(&mut items);
        }
        (list.len() <= self.range.len()).then_some(list)
    }

    fn offset(&self, number: u32) -> Option<usize> {
        let start = self.offset_size.checked_mul(number as usize)?;
        let bytes = self.offsets.get(start..)?.get(..self.offset_size)?;
        Some(bytes.iter().fold(0, |offset, byte| offset << 8 | usize::from(*byte)))
    }
}

fn count_size(version: Version) -> usize {
    match version {
        Version::One => 2,
        Version::Two => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: [u8; 12] = [9, 0, 3, 1, 1, 3, 3, 6, 10, 11, 20, 21];

    #[test]
    fn items_are_found_and_left_out() {
        let table = [&LIST[..], &[22]].concat();
        let index = Index::read(&table, 1, Version::One).unwrap();
        assert_eq!((index.count, index.range.clone()), (3, 1..13));
        assert_eq!(index.item(0), Some(8..10));
        assert_eq!(index.item(1), Some(10..10));
        assert_eq!(index.item(2), Some(10..13));
        assert_eq!(index.item(3), None);
        let shorter = index.with(Version::One, |number| if number == 0 { Some(&[14]) } else { None }).unwrap();
        assert_eq!(shorter, [0, 3, 1, 1, 2, 2, 5, 14, 20, 21, 22]);
    }

    #[test]
    fn a_damaged_list_is_none() {
        for table in [&[0][..], &[0, 1], &[0, 1, 0, 1], &[0, 1, 5, 1], &[0, 1, 1, 1], &[0, 1, 1, 1, 3, 0]] {
            assert!(Index::read(table, 0, Version::One).is_none(), "{table:?}");
        }
        assert!(Index::read(&[255, 255, 255, 255, 4, 0], 0, Version::Two).is_none());
        assert_eq!(Index::read(&[0, 0, 7], 0, Version::One).unwrap().range, 0..2);
        let backwards = [0, 2, 1, 1, 3, 2, 7, 7, 7];
        assert_eq!(Index::read(&backwards, 0, Version::One).unwrap().item(1), None);
    }
}
