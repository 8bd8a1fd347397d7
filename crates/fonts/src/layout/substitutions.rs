//! The lookups of `GSUB`.

use write_fonts::OffsetMarker;
use write_fonts::tables::gsub::{ExtensionSubtable, SingleSubst, SubstitutionLookup};
use write_fonts::tables::layout::Lookup;

use super::contexts::{reduce_chain, reduce_sequence};
use super::glyphs::Glyphs;

/// Reduces a lookup to what kept glyphs need; to nothing if it isn't kept.
pub(super) fn reduce(lookup: &mut SubstitutionLookup, is_kept: bool, glyphs: &Glyphs) {
    if let SubstitutionLookup::Extension(extension) = lookup {
        *lookup = unwrap(std::mem::take(extension));
    }
    match lookup {
        SubstitutionLookup::Single(lookup) => {
            lookup.subtables.retain_mut(|table| is_kept && reduce_single(table, glyphs));
        }
        SubstitutionLookup::Multiple(lookup) => lookup.subtables.retain_mut(|table| {
            let table = &mut **table;
            is_kept
                && glyphs.reduce_with(&mut table.coverage, &mut table.sequences, |_, sequence| {
                    glyphs.have(&sequence.substitute_glyph_ids)
                })
        }),
        SubstitutionLookup::Alternate(lookup) => lookup.subtables.retain_mut(|table| {
            let table = &mut **table;
            is_kept
                && glyphs.reduce_with(&mut table.coverage, &mut table.alternate_sets, |_, set| {
                    glyphs.have(&set.alternate_glyph_ids)
                })
        }),
        SubstitutionLookup::Ligature(lookup) => lookup.subtables.retain_mut(|table| {
            let table = &mut **table;
            is_kept
                && glyphs.reduce_with(&mut table.coverage, &mut table.ligature_sets, |_, set| {
                    set.ligatures.retain(|ligature| {
                        glyphs.has(ligature.ligature_glyph) && glyphs.have(&ligature.component_glyph_ids)
                    });
                    !set.ligatures.is_empty()
                })
        }),
        SubstitutionLookup::Contextual(lookup) => {
            lookup.subtables.retain_mut(|table| is_kept && reduce_sequence(table, glyphs));
        }
        SubstitutionLookup::ChainContextual(lookup) => {
            lookup.subtables.retain_mut(|table| is_kept && reduce_chain(table, glyphs));
        }
        SubstitutionLookup::Reverse(lookup) => lookup.subtables.retain_mut(|table| {
            let table = &mut **table;
            is_kept
                && table.backtrack_coverages.iter_mut().all(|coverage| glyphs.reduce(coverage))
                && table.lookahead_coverages.iter_mut().all(|coverage| glyphs.reduce(coverage))
                && glyphs.reduce_with(&mut table.coverage, &mut table.substitute_glyph_ids, |_, new| glyphs.has(*new))
        }),
        SubstitutionLookup::Extension(_) => {}
    }
}

fn reduce_single(table: &mut SingleSubst, glyphs: &Glyphs) -> bool {
    match table {
        SingleSubst::Format1(table) => glyphs.reduce(&mut table.coverage),
        SingleSubst::Format2(table) => {
            glyphs.reduce_with(&mut table.coverage, &mut table.substitute_glyph_ids, |_, new| glyphs.has(*new))
        }
    }
}

/// The lookup that an extension contains. It is written as an extension again where that is needed.
fn unwrap(extension: Lookup<ExtensionSubtable>) -> SubstitutionLookup {
    macro_rules! all {
        ($kind:ident) => {
            SubstitutionLookup::$kind(Lookup {
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
        Some(ExtensionSubtable::Multiple(_)) => all!(Multiple),
        Some(ExtensionSubtable::Alternate(_)) => all!(Alternate),
        Some(ExtensionSubtable::Ligature(_)) => all!(Ligature),
        Some(ExtensionSubtable::Contextual(_)) => all!(Contextual),
        Some(ExtensionSubtable::ChainContextual(_)) => all!(ChainContextual),
        Some(ExtensionSubtable::Reverse(_)) => all!(Reverse),
        Some(ExtensionSubtable::Single(_)) | None => all!(Single),
    }
}
