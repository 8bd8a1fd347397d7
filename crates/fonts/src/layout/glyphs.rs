//! The glyphs that are kept, and the lists and classes of glyphs in layout tables.

use std::collections::BTreeSet;

use skrifa::GlyphId;
use skrifa::raw::collections::IntSet;
use skrifa::raw::types::GlyphId16;
use write_fonts::tables::layout::{ClassDef, CoverageTable};

/// The glyphs that are kept.
pub(super) struct Glyphs(pub(super) IntSet<GlyphId>);

impl Glyphs {
    /// Whether a glyph is kept.
    pub(super) fn has(&self, glyph: GlyphId16) -> bool {
        self.0.contains(GlyphId::from(glyph))
    }

    /// Whether all of some glyphs are kept.
    pub(super) fn have(&self, glyphs: &[GlyphId16]) -> bool {
        glyphs.iter().all(|glyph| self.has(*glyph))
    }

    /// Keeps of a list of glyphs those that are kept. `false` if none is.
    pub(super) fn reduce(&self, coverage: &mut CoverageTable) -> bool {
        *coverage = coverage.iter().filter(|glyph| self.has(*glyph)).collect();
        !coverage.is_empty()
    }

    /// Keeps of a list of glyphs, and of what it has for each, what is kept and passes a test. `false` if nothing does.
    pub(super) fn reduce_with<T>(
        &self,
        coverage: &mut CoverageTable,
        items: &mut Vec<T>,
        mut passes: impl FnMut(GlyphId16, &mut T) -> bool,
    ) -> bool {
        let mut glyphs = Vec::new();
        let pairs = coverage.iter().zip(std::mem::take(items));
        for (glyph, mut item) in pairs {
            if self.has(glyph) && passes(glyph, &mut item) {
                glyphs.push(glyph);
                items.push(item);
            }
        }
        *coverage = glyphs.into();
        !coverage.is_empty()
    }

    /// Keeps the classes of kept glyphs. Classes keep their numbers.
    pub(super) fn reduce_classes(&self, classes: &mut ClassDef) {
        *classes = classes.iter().filter(|(glyph, class)| *class > 0 && self.has(*glyph)).collect();
    }

    /// Keeps the classes of kept glyphs that pass a test, and numbers classes without gaps, as tables with a record for
    /// each need it. Returns the old numbers, in order; class 0 stays.
    pub(super) fn renumber_classes(&self, classes: &mut ClassDef, passes: impl Fn(GlyphId16) -> bool) -> Vec<u16> {
        let kept: Vec<_> =
            classes.iter().filter(|(glyph, class)| *class > 0 && self.has(*glyph) && passes(*glyph)).collect();
        let old: BTreeSet<u16> = kept.iter().map(|(_, class)| *class).chain([0]).collect();
        let old: Vec<u16> = old.into_iter().collect();
        let new = |class| old.partition_point(|other| *other < class) as u16;
        *classes = kept.into_iter().map(|(glyph, class)| (glyph, new(class))).collect();
        old
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs<T: FromIterator<GlyphId16>>(numbers: &[u16]) -> T {
        numbers.iter().map(|number| GlyphId16::new(*number)).collect()
    }

    fn kept(numbers: &[u16]) -> Glyphs {
        Glyphs(numbers.iter().map(|number| GlyphId::from(*number)).collect())
    }

    #[test]
    fn a_list_keeps_what_belongs_to_a_kept_glyph() {
        let mut coverage: CoverageTable = glyphs(&[2, 3, 5, 8]);
        let mut items = vec!["two", "three", "five", "eight"];
        assert!(kept(&[3, 5, 8, 9]).reduce_with(&mut coverage, &mut items, |_, item| *item != "five"));
        assert_eq!(coverage.iter().collect::<Vec<_>>(), glyphs::<Vec<_>>(&[3, 8]));
        assert_eq!(items, ["three", "eight"]);
        assert!(!kept(&[1]).reduce(&mut coverage));
    }

    #[test]
    fn classes_are_numbered_without_gaps() {
        let all = [(1, 4), (2, 1), (3, 0), (4, 3), (5, 4)].map(|(glyph, class)| (GlyphId16::new(glyph), class));
        let mut classes: ClassDef = all.into_iter().collect();
        assert_eq!(kept(&[1, 3, 4]).renumber_classes(&mut classes, |_| true), [0, 3, 4]);
        let class = |glyph| classes.get(GlyphId16::new(glyph));
        assert_eq!([1, 2, 3, 4, 5].map(class), [2, 0, 0, 1, 0]);
    }
}
