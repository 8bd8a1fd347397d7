//! How close pairs of letters stand.

use skrifa::raw::TableProvider;
use skrifa::raw::tables::gpos::{Gpos, PairPos, PositionSubtables};
use skrifa::{FontRef, GlyphId, Tag};

/// The kerning of a font, as its layout table `GPOS` has it.
pub(crate) struct Kerning<'a> {
    gpos: Option<Gpos<'a>>,
    /// The lookups of the feature `kern`, in the order in which they apply.
    lookups: Vec<u16>,
}

impl<'a> Kerning<'a> {
    /// Finds a font's kerning.
    pub(crate) fn new(font: &FontRef<'a>) -> Self {
        let gpos = font.gpos().ok();
        let mut lookups: Vec<u16> = Vec::new();
        if let Some(features) = gpos.as_ref().and_then(|gpos| gpos.feature_list().ok()) {
            for record in features.feature_records().iter().filter(|record| record.feature_tag() == Tag::new(b"kern")) {
                if let Ok(feature) = record.feature(features.offset_data()) {
                    lookups.extend(feature.lookup_list_indices().iter().map(|number| number.get()));
                }
            }
        }
        lookups.sort_unstable();
        lookups.dedup();
        Self { gpos, lookups }
    }

    /// Whether there is any. Browsers then leave the table `kern` alone.
    pub(crate) fn is_any(&self) -> bool {
        !self.lookups.is_empty()
    }

    /// How much further a glyph is from the next, in the font's units; less than 0 if it is closer. At other weights
    /// than the usual it is nearly as much.
    pub(crate) fn between(&self, first: GlyphId, second: GlyphId) -> i32 {
        let lookups = self.lookups.iter().filter_map(|number| self.in_lookup(*number, first, second));
        lookups.map(i32::from).sum()
    }

    /// What one lookup says: the first of its tables that has the pair.
    fn in_lookup(&self, number: u16, first: GlyphId, second: GlyphId) -> Option<i16> {
        let lookup = self.gpos.as_ref()?.lookup_list().ok()?.lookups().get(usize::from(number)).ok()?;
        let PositionSubtables::Pair(tables) = lookup.subtables().ok()? else { return None };
        tables.iter().filter_map(Result::ok).find_map(|table| in_table(&table, first, second))
    }
}

fn in_table(table: &PairPos<'_>, first: GlyphId, second: GlyphId) -> Option<i16> {
    match table {
        PairPos::Format1(table) => {
            let place = table.coverage().ok()?.get(first)?;
            let pairs = table.pair_sets().get(usize::try_from(place).ok()?).ok()?;
            let pairs = pairs.pair_value_records();
            let pair = pairs.iter().filter_map(Result::ok).find(|pair| GlyphId::from(pair.second_glyph()) == second)?;
            Some(pair.value_record1().x_advance().unwrap_or(0))
        }
        PairPos::Format2(table) => {
            table.coverage().ok()?.get(first)?;
            let first = table.class_def1().ok()?.get(first);
            let second = table.class_def2().ok()?.get(second);
            let pairs = table.class1_records().get(usize::try_from(first).ok()?).ok()?;
            let pair = pairs.class2_records().get(usize::try_from(second).ok()?).ok()?;
            Some(pair.value_record1().x_advance().unwrap_or(0))
        }
        // Proposed for fonts with more glyphs; no browser reads them.
        PairPos::Format3(_) | PairPos::Format4(_) => None,
    }
}

/// The table [`kern`](https://learn.microsoft.com/en-us/typography/opentype/spec/kern) of an old font with only the pairs of kept glyphs, which have kept their numbers; `None` if it has none, or is of another
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
    fn pairs_stand_as_close_as_they_are_set() {
        use harfrust::{Buffer, ShapeOptions, ShaperFont};
        use skrifa::MetadataProvider;
        let literata = crate::read(&std::fs::read("tests/fixtures/Literata.woff2").unwrap()).unwrap();
        let font = FontRef::new(&literata.bytes).unwrap();
        let kerning = Kerning::new(&font);
        let setter = harfrust::Font::new(literata.bytes.clone(), 0).unwrap();
        let setter = ShaperFont::new(&setter);
        let width = |text: &str| -> i32 {
            let mut buffer = Buffer::new();
            buffer.push_str(text);
            buffer.guess_segment_properties();
            harfrust::shape(&setter, &mut buffer, ShapeOptions::new()).unwrap();
            buffer.glyph_positions().iter().map(|position| position.x_advance).sum()
        };
        let glyph = |letter| font.charmap().map(letter).unwrap();
        let mut kerned = 0;
        for (first, second) in
            "AVToLrfy’. ".chars().flat_map(|first| "AVTocy.,”’ ".chars().map(move |second| (first, second)))
        {
            let between = width(&format!("{first}{second}")) - width(&first.to_string()) - width(&second.to_string());
            assert_eq!(kerning.between(glyph(first), glyph(second)), between, "{first}{second}");
            kerned += usize::from(between != 0);
        }
        assert!(kerned > 30, "{kerned}");
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
