//! The layout tables with only what the kept glyphs need: ligatures and other substitutions (`GSUB`), kerning and marks
//! (`GPOS`), and the classes of glyphs (`GDEF`).
//!
//! The subsetter does this too, but in its published version it loses the kerning of many fonts. Here glyphs, features
//! and lookups keep their numbers: what isn't needed becomes empty.

mod contexts;
mod definitions;
mod glyphs;
mod positions;
mod substitutions;

use skrifa::raw::collections::IntSet;
use skrifa::raw::{ReadError, TableProvider};
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};
use write_fonts::FontBuilder;
use write_fonts::from_obj::ToOwnedTable;
use write_fonts::tables::layout::{FeatureList, FeatureParams};
use write_fonts::tables::{gdef::Gdef, gpos::Gpos, gsub::Gsub};

use crate::features;
use glyphs::Glyphs;

/// What is kept.
pub(crate) struct Kept {
    glyphs: Glyphs,
    /// The lookups of `GSUB`, by their numbers.
    substitutions: IntSet<u16>,
    /// The lookups of `GPOS`, by their numbers.
    positions: IntSet<u16>,
}

/// What is kept for a text of some characters.
pub(crate) fn kept(font: &FontRef<'_>, unicodes: &IntSet<u32>) -> Result<Kept, ReadError> {
    let (scripts, languages) = (IntSet::all(), IntSet::all());
    let features: IntSet<Tag> = features::kept().collect();
    let charmap = font.charmap();
    let mut glyphs: IntSet<GlyphId> = [GlyphId::NOTDEF].into_iter().collect();
    glyphs.extend(unicodes.iter().filter_map(|character| charmap.map(character)));
    font.cmap()?.closure_glyphs(unicodes, &mut glyphs);

    let (mut substitutions, mut positions) = (IntSet::empty(), IntSet::empty());
    if let Ok(gsub) = font.gsub() {
        substitutions = gsub.collect_lookups(&gsub.collect_features(&scripts, &languages, &features)?)?;
        gsub.closure_glyphs(&substitutions, &mut glyphs)?;
        gsub.closure_lookups(&glyphs, &mut substitutions)?;
    }
    if let Ok(gpos) = font.gpos() {
        positions = gpos.collect_lookups(&gpos.collect_features(&scripts, &languages, &features)?)?;
        gpos.closure_lookups(&glyphs, &mut positions)?;
    }
    Ok(Kept { glyphs: Glyphs(glyphs), substitutions, positions })
}

impl Kept {
    /// The glyphs that a text can have.
    pub(crate) fn glyphs(&self) -> &IntSet<GlyphId> {
        &self.glyphs.0
    }

    /// Writes the font's layout tables; `None` if they can't be read.
    pub(crate) fn write(&self, font: &FontRef<'_>, builder: &mut FontBuilder<'_>) -> Option<()> {
        if let Ok(gsub) = font.gsub() {
            let mut gsub: Gsub = gsub.to_owned_table();
            empty_features(&mut gsub.feature_list);
            for (number, lookup) in (0..).zip(&mut gsub.lookup_list.lookups) {
                substitutions::reduce(lookup, self.substitutions.contains(number), &self.glyphs);
            }
            builder.add_table(&gsub).ok()?;
        }
        if let Ok(gpos) = font.gpos() {
            let mut gpos: Gpos = gpos.to_owned_table();
            empty_features(&mut gpos.feature_list);
            for (number, lookup) in (0..).zip(&mut gpos.lookup_list.lookups) {
                positions::reduce(lookup, self.positions.contains(number), &self.glyphs);
            }
            builder.add_table(&gpos).ok()?;
        }
        if let Ok(gdef) = font.gdef() {
            let mut gdef: Gdef = gdef.to_owned_table();
            definitions::reduce(&mut gdef, &self.glyphs);
            builder.add_table(&gdef).ok()?;
        }
        Some(())
    }
}

/// Empties the features that aren't kept, and leaves out what designers' programs show of the others.
fn empty_features(features: &mut FeatureList) {
    let kept: IntSet<Tag> = features::kept().collect();
    for record in &mut features.feature_records {
        if !kept.contains(record.feature_tag) {
            record.feature.lookup_list_indices.clear();
        }
        if !matches!(record.feature.feature_params.as_ref(), Some(FeatureParams::Size(_))) {
            record.feature.feature_params.clear();
        }
    }
}
