//! The pairs of letters that old fonts keep apart from the rest of their layout, in the table
//! [`kern`](https://learn.microsoft.com/en-us/typography/opentype/spec/kern).

/// The table with only the pairs of kept glyphs, which have kept their numbers; `None` if it has none, or is of another
/// kind than browsers read.
pub(crate) fn pairs_of(table: &[u8], is_kept: impl Fn(u16) -> bool) -> Option<Vec<u8>> {
    const HEADER: usize = 14;
    const PAIR: usize = 6;
    let number = |at: usize| table.get(at..).and_then(<[u8]>::first_chunk).map(|number| u16::from_be_bytes(*number));
    let [version, tables, _, _, coverage, count] = [0, 2, 4, 6, 8, 10].map(number);
    // One table, of format 0, for lines that run from side to side.
    if (version?, tables?) != (0, 1) || coverage? & 0xff07 != 1 {
        return None;
    }
    let pairs = table.get(18..)?.chunks_exact(PAIR).take(usize::from(count?));
    let mut kept = Vec::new();
    for pair in pairs {
        let glyph = |at: usize| u16::from_be_bytes([pair[at], pair[at + 1]]);
        if is_kept(glyph(0)) && is_kept(glyph(2)) {
            kept.extend_from_slice(pair);
        }
    }
    let count = u16::try_from(kept.len() / PAIR).ok().filter(|count| *count > 0)?;
    let length = u16::try_from(HEADER + kept.len()).unwrap_or(u16::MAX);
    // For those who search by halves.
    let power = count.ilog2() as u16;
    let range = (1 << power) * PAIR as u16;
    let header = [0, 1, 0, length, coverage?, count, range, power, (count * PAIR as u16).wrapping_sub(range)];
    Some(header.into_iter().flat_map(u16::to_be_bytes).chain(kept).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(pairs: &[[u16; 3]]) -> Vec<u8> {
        let header = [0, 1, 0, 14 + 6 * pairs.len() as u16, 1, pairs.len() as u16, 0, 0, 0];
        header.iter().chain(pairs.iter().flatten()).flat_map(|number| number.to_be_bytes()).collect()
    }

    #[test]
    fn only_pairs_of_kept_glyphs_stay() {
        let kept = pairs_of(&table(&[[3, 4, 0xffce], [3, 5, 7], [6, 3, 8]]), |glyph| glyph != 5).unwrap();
        assert_eq!(kept[..18], [0, 0, 0, 1, 0, 0, 0, 26, 0, 1, 0, 2, 0, 12, 0, 1, 0, 0]);
        assert_eq!(kept[18..], [0, 3, 0, 4, 0xff, 0xce, 0, 6, 0, 3, 0, 8]);
    }

    #[test]
    fn without_pairs_there_is_no_table() {
        assert_eq!(pairs_of(&table(&[[3, 4, 5]]), |_| false), None);
        assert_eq!(pairs_of(&table(&[]), |_| true), None);
        assert_eq!(pairs_of(&table(&[[3, 4, 5]])[..17], |_| true), None);
        assert_eq!(pairs_of(&[], |_| true), None);
    }
}
