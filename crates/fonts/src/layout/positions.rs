//! The lookups of `GPOS`.

use std::collections::BTreeSet;

use write_fonts::OffsetMarker;
use write_fonts::tables::gpos::{
    ExtensionSubtable, MarkArray, PairPos, PairPosFormat1, PairPosFormat2, PositionLookup, SinglePos,
};
use write_fonts::tables::layout::{CoverageTable, Lookup};

use super::contexts::{reduce_chain, reduce_sequence};
use super::glyphs::Glyphs;

/// Reduces a lookup to what kept glyphs need; to nothing if it isn't kept.
pub(super) fn reduce(lookup: &mut PositionLookup, is_kept: bool, glyphs: &Glyphs) {
    if let PositionLookup::Extension(extension) = lookup {
        *lookup = unwrap(std::mem::take(extension));
    }
    match lookup {
        PositionLookup::Single(lookup) => {
            lookup.subtables.retain_mut(|table| is_kept && reduce_single(table, glyphs));
        }
        PositionLookup::Pair(lookup) => lookup.subtables.retain_mut(|table| {
            is_kept
                && match &mut **table {
                    PairPos::Format1(table) => reduce_pairs(table, glyphs),
                    PairPos::Format2(table) => reduce_class_pairs(table, glyphs),
                }
        }),
        PositionLookup::Cursive(lookup) => lookup.subtables.retain_mut(|table| {
            let table = &mut **table;
            is_kept && glyphs.reduce_with(&mut table.coverage, &mut table.entry_exit_record, |_, _| true)
        }),
        PositionLookup::MarkToBase(lookup) => lookup.subtables.retain_mut(|table| {
            let table = &mut **table;
            is_kept
                && reduce_marks(&mut table.mark_coverage, &mut table.mark_array, glyphs).is_some_and(|classes| {
                    glyphs.reduce_with(&mut table.base_coverage, &mut table.base_array.base_records, |_, base| {
                        choose(&mut base.base_anchors, &classes);
                        base.base_anchors.iter().any(|anchor| anchor.is_some())
                    })
                })
        }),
        PositionLookup::MarkToLig(lookup) => lookup.subtables.retain_mut(|table| {
            let table = &mut **table;
            is_kept
                && reduce_marks(&mut table.mark_coverage, &mut table.mark_array, glyphs).is_some_and(|classes| {
                    let ligatures = &mut table.ligature_array.ligature_attaches;
                    glyphs.reduce_with(&mut table.ligature_coverage, ligatures, |_, ligature| {
                        for component in &mut ligature.component_records {
                            choose(&mut component.ligature_anchors, &classes);
                        }
                        true
                    })
                })
        }),
        PositionLookup::MarkToMark(lookup) => lookup.subtables.retain_mut(|table| {
            let table = &mut **table;
            is_kept
                && reduce_marks(&mut table.mark1_coverage, &mut table.mark1_array, glyphs).is_some_and(|classes| {
                    glyphs.reduce_with(&mut table.mark2_coverage, &mut table.mark2_array.mark2_records, |_, mark| {
                        choose(&mut mark.mark2_anchors, &classes);
                        mark.mark2_anchors.iter().any(|anchor| anchor.is_some())
                    })
                })
        }),
        PositionLookup::Contextual(lookup) => {
            lookup.subtables.retain_mut(|table| is_kept && reduce_sequence(table, glyphs));
        }
        PositionLookup::ChainContextual(lookup) => {
            lookup.subtables.retain_mut(|table| is_kept && reduce_chain(table, glyphs));
        }
        PositionLookup::Extension(_) => {}
    }
}

fn reduce_single(table: &mut SinglePos, glyphs: &Glyphs) -> bool {
    match table {
        SinglePos::Format1(table) => glyphs.reduce(&mut table.coverage),
        SinglePos::Format2(table) => glyphs.reduce_with(&mut table.coverage, &mut table.value_records, |_, _| true),
    }
}

/// Kerning between single glyphs. Where a glyph has no pair left, a browser goes on to the next table, as it would have
/// done before.
fn reduce_pairs(table: &mut PairPosFormat1, glyphs: &Glyphs) -> bool {
    glyphs.reduce_with(&mut table.coverage, &mut table.pair_sets, |_, pairs| {
        pairs.pair_value_records.retain(|pair| glyphs.has(pair.second_glyph));
        !pairs.pair_value_records.is_empty()
    })
}

/// Kerning between classes of glyphs. Here a glyph stays even if it has no pair left: a browser looks no further.
fn reduce_class_pairs(table: &mut PairPosFormat2, glyphs: &Glyphs) -> bool {
    if !glyphs.reduce(&mut table.coverage) {
        return false;
    }
    let covered: BTreeSet<_> = table.coverage.iter().collect();
    let first = glyphs.renumber_classes(&mut table.class_def1, |glyph| covered.contains(&glyph));
    let second = glyphs.renumber_classes(&mut table.class_def2, |_| true);
    choose(&mut table.class1_records, &first);
    for record in &mut table.class1_records {
        choose(&mut record.class2_records, &second);
    }
    true
}

/// Keeps the kept marks, and numbers their classes without gaps. Returns the old numbers, in order; `None` without marks.
fn reduce_marks(coverage: &mut CoverageTable, marks: &mut MarkArray, glyphs: &Glyphs) -> Option<Vec<u16>> {
    if !glyphs.reduce_with(coverage, &mut marks.mark_records, |_, _| true) {
        return None;
    }
    let classes: BTreeSet<u16> = marks.mark_records.iter().map(|mark| mark.mark_class).collect();
    let classes: Vec<u16> = classes.into_iter().collect();
    for mark in &mut marks.mark_records {
        mark.mark_class = classes.partition_point(|class| *class < mark.mark_class) as u16;
    }
    Some(classes)
}

/// Keeps the items with some numbers, which are in order.
fn choose<T>(items: &mut Vec<T>, numbers: &[u16]) {
    let mut number = 0..;
    items.retain(|_| number.next().is_some_and(|number: u16| numbers.binary_search(&number).is_ok()));
}

/// The lookup that an extension contains. It is written as an extension again where that is needed.
fn unwrap(extension: Lookup<ExtensionSubtable>) -> PositionLookup {
    macro_rules! all {
        ($kind:ident) => {
            PositionLookup::$kind(Lookup {
                lookup_flag: extension.lookup_flag,
                mark_filtering_set: extension.mark_filtering_set,
                subtables: extension
                    .subtables
                    .into_iter()
                    .filter_map(|table| match table.into_inner() {
                        ExtensionSubtable::$kind(table) => Some(OffsetMarker::new(table.extension.into_inner())),
                        _ => None,
                    })
                    .collect(),
            })
        };
    }
    match extension.subtables.first().map(|table| &**table) {
        Some(ExtensionSubtable::Pair(_)) => all!(Pair),
        Some(ExtensionSubtable::Cursive(_)) => all!(Cursive),
        Some(ExtensionSubtable::MarkToBase(_)) => all!(MarkToBase),
        Some(ExtensionSubtable::MarkToLig(_)) => all!(MarkToLig),
        Some(ExtensionSubtable::MarkToMark(_)) => all!(MarkToMark),
        Some(ExtensionSubtable::Contextual(_)) => all!(Contextual),
        Some(ExtensionSubtable::ChainContextual(_)) => all!(ChainContextual),
        Some(ExtensionSubtable::Single(_)) | None => all!(Single),
    }
}
