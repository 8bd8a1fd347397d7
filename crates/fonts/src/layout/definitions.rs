//! The classes of glyphs, `GDEF`.

use write_fonts::tables::gdef::Gdef;

use super::glyphs::Glyphs;

/// Keeps what is said of kept glyphs. Points of outlines and places for a cursor are for editors.
pub(super) fn reduce(gdef: &mut Gdef, glyphs: &Glyphs) {
    gdef.attach_list.clear();
    gdef.lig_caret_list.clear();
    for classes in [&mut gdef.glyph_class_def, &mut gdef.mark_attach_class_def] {
        if let Some(classes) = classes.as_mut() {
            glyphs.reduce_classes(classes);
        }
    }
    if let Some(sets) = gdef.mark_glyph_sets_def.as_mut() {
        for set in &mut sets.coverages {
            glyphs.reduce(set);
        }
    }
}
