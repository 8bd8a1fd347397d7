//! A font with only some characters, as WOFF 2.

use std::collections::BTreeSet;

use skera::{Plan, SubsetError, SubsetFlags, subset_font};
use skrifa::raw::TableProvider;
use skrifa::raw::collections::IntSet;
use skrifa::raw::types::NameId;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};
use ttf2woff2::{BrotliQuality, EncodeOptions};
use write_fonts::FontBuilder;

use crate::cff::{Version, empty_glyphs};
use crate::error::FontError;
use crate::font::Font;
use crate::guard::guarded;
use crate::kerning::{self, Kerning};
use crate::{characters, features};

/// The tables that browsers need for text. Pictures of letters, hints for coarse screens, vertical lines, and what only
/// Apple's or a designer's programs read, are left out.
const TABLES: [&[u8; 4]; 21] = [
    b"head", b"hhea", b"hmtx", b"maxp", b"cmap", b"name", b"OS/2", b"post", b"glyf", b"loca", b"CFF ", b"CFF2",
    b"GDEF", b"GSUB", b"GPOS", b"BASE", b"fvar", b"gvar", b"avar", b"HVAR", b"MVAR",
];

/// The names that stay: copyright, family and style, full and PostScript name, version, licence and its address.
const NAMES: [u16; 10] = [0, 1, 2, 4, 5, 6, 13, 14, 16, 17];

/// A table `gasp` that asks for smooth edges at every size, as is right for a font without hints.
const SMOOTH: [u8; 8] = [0, 1, 0, 1, 0xff, 0xff, 0, 15];

impl Font {
    /// The font with only these characters, as a WOFF 2 file. It keeps what makes a text look well: kerning, ligatures,
    /// marks, small capitals, figures, and every axis; no hints. If the maker doesn't allow to leave out characters, it
    /// has all of them.
    ///
    /// Letters that only a stylesheet makes (`text-transform: uppercase`) must be among the characters.
    pub fn subset(&self, characters: &BTreeSet<char>) -> Result<Vec<u8>, FontError> {
        let damaged = || FontError::Damaged("its letters or its layout tables can't be read".to_owned());
        let font = guarded(|| self.with_characters(characters)).ok_or_else(damaged)??;
        let options = EncodeOptions { quality: BrotliQuality::default(), transform_glyf_loca: true, threads: None };
        guarded(|| ttf2woff2::encode_with_options(&font, options)).and_then(Result::ok).ok_or_else(damaged)
    }

    /// The font with only these characters, not packed.
    fn with_characters(&self, characters: &BTreeSet<char>) -> Result<Vec<u8>, FontError> {
        let font = FontRef::new(&self.bytes).map_err(|_| unreadable("its list of tables"))?;
        let charmap = font.charmap();
        if !characters.iter().any(|character| charmap.map(*character).is_some()) {
            return Err(FontError::NoCharacters);
        }
        let unicodes: IntSet<u32> = if self.may_subset {
            characters::needed(&charmap, characters).into_iter().map(u32::from).collect()
        } else {
            charmap.mappings().map(|(character, _)| character).collect()
        };
        let outlines = Outlines::of(&font);
        let kern = font.data_for_tag(Tag::new(b"kern")).filter(|_| !Kerning::new(&font).is_any());
        let plan = plan(&font, &unicodes, outlines != Outlines::TrueType || kern.is_some());
        let subset = subset_font(&font, &plan).map_err(|error| match error {
            SubsetError::SubsetTableError(table) => unreadable(&format!("its table `{table}`")),
            _ => unreadable("a table"),
        })?;
        let subset = FontRef::new(&subset).map_err(|_| unreadable("its list of tables"))?;

        let mut builder = FontBuilder::new();
        for tag in subset.table_directory().table_records().iter().map(|record| record.tag()) {
            if let Some(table) = subset.data_for_tag(tag) {
                builder.add_raw(tag, table.as_bytes());
            }
        }
        let glyphs: IntSet<GlyphId> = plan.old_to_new_glyph_mapping().map(|(old, _)| old).collect();
        let is_kept = |glyph: u32| glyphs.contains(GlyphId::new(glyph));
        if let Some(kern) = kern.and_then(|kern| kerning::pairs_of(kern.as_bytes(), |glyph| is_kept(glyph.into()))) {
            builder.add_raw(Tag::new(b"kern"), kern);
        }
        match outlines {
            Outlines::PostScript(version, tag) => {
                let table = font.data_for_tag(tag).ok_or_else(|| unreadable("the drawing of its letters"))?;
                let table = empty_glyphs(table.as_bytes(), version, is_kept)
                    .ok_or_else(|| unreadable("the drawing of its letters"))?;
                builder.add_raw(tag, table);
            }
            Outlines::TrueType => {
                builder.add_raw(Tag::new(b"gasp"), &SMOOTH);
                with_long_offsets(&subset, &mut builder).ok_or_else(|| unreadable("the drawing of its letters"))?;
            }
        }
        Ok(builder.build())
    }
}

fn unreadable(part: &str) -> FontError {
    FontError::Damaged(format!("{part} can't be read"))
}

/// How letters are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outlines {
    TrueType,
    PostScript(Version, Tag),
}

impl Outlines {
    fn of(font: &FontRef<'_>) -> Self {
        if font.glyf().is_ok() {
            Self::TrueType
        } else if font.cff2().is_ok() {
            Self::PostScript(Version::Two, Tag::new(b"CFF2"))
        } else {
            Self::PostScript(Version::One, Tag::new(b"CFF "))
        }
    }
}

/// What is kept. Glyphs are numbered anew, unless a table has their numbers that the subsetter doesn't know.
fn plan(font: &FontRef<'_>, unicodes: &IntSet<u32>, keeps_numbers: bool) -> Plan {
    let mut flags = SubsetFlags::SUBSET_FLAGS_NO_HINTING | SubsetFlags::SUBSET_FLAGS_NOTDEF_OUTLINE;
    let mut glyphs = IntSet::empty();
    if keeps_numbers {
        flags |= SubsetFlags::SUBSET_FLAGS_RETAIN_GIDS;
        // With the last glyph, there are as many as before.
        let last = font.maxp().ok().and_then(|maxp| maxp.num_glyphs().checked_sub(1));
        glyphs.extend(last.map(GlyphId::from));
    }
    let tables = font.table_directory().table_records().iter().map(|record| record.tag());
    Plan::new(
        &glyphs,
        unicodes,
        font,
        flags,
        &tables.filter(|tag| !TABLES.contains(&&tag.to_be_bytes())).collect(),
        &IntSet::all(),
        &features::kept().collect(),
        &NAMES.into_iter().map(NameId::new).collect(),
        &IntSet::all(),
    )
}

/// Gives each outline's place in four bytes. In a WOFF 2 file the places cost nothing, for browsers compute them; but
/// they may put more between outlines than two bytes can count, and then take the file for damaged.
fn with_long_offsets(font: &FontRef<'_>, builder: &mut FontBuilder<'_>) -> Option<()> {
    const LOCATION_FORMAT: usize = 50;
    let mut head = font.data_for_tag(Tag::new(b"head"))?.as_bytes().to_vec();
    let format = head.get_mut(LOCATION_FORMAT..LOCATION_FORMAT + 2)?;
    if format == [0, 0] {
        format.copy_from_slice(&[0, 1]);
        let (offsets, _) = font.data_for_tag(Tag::new(b"loca"))?.as_bytes().as_chunks();
        let long = offsets.iter().flat_map(|offset| (u32::from(u16::from_be_bytes(*offset)) * 2).to_be_bytes());
        builder.add_raw(Tag::new(b"loca"), long.collect::<Vec<u8>>());
        builder.add_raw(Tag::new(b"head"), head);
    }
    Some(())
}
