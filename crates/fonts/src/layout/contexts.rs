//! Lookups that apply others where glyphs stand in a certain row.
//!
//! Rows of glyphs, and rows of lists of glyphs, go if a glyph or a whole list isn't kept. Rows of classes stay: they are
//! short.

use write_fonts::tables::layout::{ChainedSequenceContext, SequenceContext};

use super::glyphs::Glyphs;

/// Reduces a row. `false` if it can't occur.
pub(super) fn reduce_sequence(table: &mut SequenceContext, glyphs: &Glyphs) -> bool {
    match table {
        SequenceContext::Format1(table) => {
            glyphs.reduce_with(&mut table.coverage, &mut table.seq_rule_sets, |_, set| {
                let Some(set) = set.as_mut() else { return false };
                set.seq_rules.retain(|rule| glyphs.have(&rule.input_sequence));
                !set.seq_rules.is_empty()
            })
        }
        SequenceContext::Format2(table) => {
            glyphs.reduce_classes(&mut table.class_def);
            glyphs.reduce(&mut table.coverage)
        }
        SequenceContext::Format3(table) => table.coverages.iter_mut().all(|coverage| glyphs.reduce(coverage)),
    }
}

/// Reduces a row with others before and after it. `false` if it can't occur.
pub(super) fn reduce_chain(table: &mut ChainedSequenceContext, glyphs: &Glyphs) -> bool {
    match table {
        ChainedSequenceContext::Format1(table) => {
            glyphs.reduce_with(&mut table.coverage, &mut table.chained_seq_rule_sets, |_, set| {
                let Some(set) = set.as_mut() else { return false };
                set.chained_seq_rules.retain(|rule| {
                    [&rule.backtrack_sequence, &rule.input_sequence, &rule.lookahead_sequence]
                        .iter()
                        .all(|row| glyphs.have(row))
                });
                !set.chained_seq_rules.is_empty()
            })
        }
        ChainedSequenceContext::Format2(table) => {
            glyphs.reduce_classes(&mut table.backtrack_class_def);
            glyphs.reduce_classes(&mut table.input_class_def);
            glyphs.reduce_classes(&mut table.lookahead_class_def);
            glyphs.reduce(&mut table.coverage)
        }
        ChainedSequenceContext::Format3(table) => {
            let rows = [&mut table.backtrack_coverages, &mut table.input_coverages, &mut table.lookahead_coverages];
            rows.into_iter().flatten().all(|coverage| glyphs.reduce(coverage))
        }
    }
}
