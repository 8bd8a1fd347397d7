//! What a font file is.

use std::collections::BTreeSet;

use skrifa::instance::{LocationRef, Size};
use skrifa::raw::tables::head::MacStyle;
use skrifa::raw::tables::os2::SelectionFlags;
use skrifa::raw::{FontData, TableProvider};
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider, Tag};

use crate::characters;
use crate::container::unpack;
use crate::embedding::{Embedding, may_subset};
use crate::error::FontError;
use crate::guard::guarded;

/// A font that has been read.
#[derive(Debug, Clone)]
pub struct Font {
    /// The name that programs show, if it has one.
    pub family: Option<String>,
    /// How heavy its letters are.
    pub weight: Weight,
    /// Whether its letters are upright.
    pub style: Style,
    /// Whether its letters have no serifs, as far as it says.
    pub is_sans: bool,
    /// What the file says its maker allows.
    pub embedding: Embedding,
    /// Whether its maker allows to leave characters out. If not, [`Font::subset`] keeps all.
    pub may_subset: bool,
    /// The tags of its axes (`wght`, `opsz`, …), if it is variable.
    pub axes: Vec<String>,
    /// The size of its lines.
    pub metrics: Metrics,
    /// The font, unpacked.
    pub(crate) bytes: Vec<u8>,
}

/// A range of weights, as `font-weight` of an `@font-face` takes it
/// ([CSS Fonts 4](https://www.w3.org/TR/css-fonts-4/#font-prop-desc)). Both ends are the same if the font isn't variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    /// The lightest, from 1.
    pub min: u16,
    /// The heaviest, to 1000.
    pub max: u16,
}

/// How letters stand, as `font-style` of an `@font-face` takes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Style {
    /// Upright.
    Normal,
    /// Italic, or slanted.
    Italic,
    /// As slanted as one likes, by an axis of the font: a range in degrees, forwards.
    Oblique {
        /// The least.
        min: f32,
        /// The most.
        max: f32,
    },
}

/// The size of a font's lines, in its own units, as browsers compute it: from OS/2's typographic values if the font asks
/// for that (`USE_TYPO_METRICS`), else from `hhea`, else from what there is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    /// Units in the size of the text.
    pub units_per_em: u16,
    /// From the baseline up.
    pub ascent: f32,
    /// From the baseline down; positive.
    pub descent: f32,
    /// Between two lines.
    pub line_gap: f32,
}

/// Reads a font file.
pub fn read(bytes: &[u8]) -> Result<Font, FontError> {
    let bytes = unpack(bytes)?.into_owned();
    guarded(|| describe(&bytes)).unwrap_or_else(|| Err(damaged("a table can't be read")))?.with(bytes)
}

fn damaged(what: &str) -> FontError {
    FontError::Damaged(what.to_owned())
}

/// A font without its bytes.
struct Description(Font);

impl Description {
    fn with(self, bytes: Vec<u8>) -> Result<Font, FontError> {
        Ok(Font { bytes, ..self.0 })
    }
}

fn describe(bytes: &[u8]) -> Result<Description, FontError> {
    let font = FontRef::new(bytes).map_err(|_| damaged("its list of tables can't be read"))?;
    check(&font, bytes.len())?;
    let os2 = font.os2().ok();
    let selection = os2.as_ref().map_or(SelectionFlags::empty(), |os2| os2.fs_selection());
    let fs_type = os2.as_ref().map_or(0, |os2| os2.fs_type());
    let family = [StringId::TYPOGRAPHIC_FAMILY_NAME, StringId::FAMILY_NAME]
        .into_iter()
        .find_map(|id| font.localized_strings(id).english_or_first())
        .map(|name| name.chars().filter(|character| !character.is_control()).collect::<String>().trim().to_owned())
        .filter(|name| !name.is_empty());
    let is_sans =
        os2.as_ref().map_or_else(|| says_sans(family.as_deref()), |os2| is_sans(os2.panose_10(), family.as_deref()));
    let is_italic = selection.intersects(SelectionFlags::ITALIC | SelectionFlags::OBLIQUE)
        || font.head().is_ok_and(|head| head.mac_style().contains(MacStyle::ITALIC));
    let metrics = font.metrics(Size::unscaled(), LocationRef::default());
    Ok(Description(Font {
        family,
        weight: weight(&font, os2.as_ref().map_or(400, |os2| os2.us_weight_class())),
        style: style(&font, is_italic),
        is_sans,
        embedding: Embedding::of(fs_type),
        may_subset: may_subset(fs_type),
        axes: font.axes().iter().map(|axis| axis.tag().to_string()).collect(),
        metrics: Metrics {
            units_per_em: metrics.units_per_em,
            ascent: metrics.ascent,
            descent: metrics.descent.abs(),
            line_gap: metrics.leading.max(0.0),
        },
        bytes: Vec::new(),
    }))
}

/// Whether the tables are there without which nothing can be shown.
fn check(font: &FontRef<'_>, length: usize) -> Result<(), FontError> {
    for record in font.table_directory().table_records() {
        let end = u64::from(record.offset()) + u64::from(record.length());
        if end > length as u64 {
            return Err(FontError::Damaged(format!("the file ends before its table `{}`", record.tag())));
        }
    }
    let missing = |table: &str| FontError::Damaged(format!("its table `{table}` is missing or can't be read"));
    let head = font.head().map_err(|_| missing("head"))?;
    if !(16..=16384).contains(&head.units_per_em()) {
        return Err(damaged("it doesn't say how large its letters are"));
    }
    font.maxp().map_err(|_| missing("maxp"))?;
    font.hhea().map_err(|_| missing("hhea"))?;
    font.hmtx().map_err(|_| missing("hmtx"))?;
    if !font.charmap().has_map() {
        return Err(missing("cmap"));
    }
    let table = |tag: &[u8; 4]| font.data_for_tag(Tag::new(tag)).filter(|data: &FontData<'_>| !data.is_empty());
    if table(b"glyf").is_some() {
        font.glyf().map_err(|_| missing("glyf"))?;
        font.loca(None).map_err(|_| missing("loca"))?;
    } else if table(b"CFF ").is_some() {
        font.cff().map_err(|_| missing("CFF"))?;
    } else if table(b"CFF2").is_some() {
        font.cff2().map_err(|_| missing("CFF2"))?;
    } else {
        return Err(FontError::NoOutlines);
    }
    Ok(())
}

fn weight(font: &FontRef<'_>, class: u16) -> Weight {
    let whole = |weight: f32| weight.round().clamp(1.0, 1000.0) as u16;
    match font.axes().get_by_tag(Tag::new(b"wght")) {
        Some(axis) if axis.min_value() < axis.max_value() => {
            Weight { min: whole(axis.min_value()), max: whole(axis.max_value()) }
        }
        _ => {
            // Very old fonts count from 1 to 9.
            let weight = match class {
                0 => 400,
                1..=9 => class * 100,
                _ => class.min(1000),
            };
            Weight { min: weight, max: weight }
        }
    }
}

fn style(font: &FontRef<'_>, is_italic: bool) -> Style {
    // The axis counts against the clock, CSS with it.
    match font.axes().get_by_tag(Tag::new(b"slnt")) {
        Some(axis) if axis.min_value() < axis.max_value() => Style::Oblique {
            min: (0.0 - axis.max_value()).clamp(-90.0, 90.0),
            max: (0.0 - axis.min_value()).clamp(-90.0, 90.0),
        },
        _ if is_italic => Style::Italic,
        _ => Style::Normal,
    }
}

/// Reads [PANOSE](https://learn.microsoft.com/en-us/typography/opentype/spec/os2#panose), where the font has filled it in.
fn is_sans(panose: &[u8], family: Option<&str>) -> bool {
    match panose {
        [2, serifs, ..] if *serifs >= 2 => (11..=15).contains(serifs),
        _ => says_sans(family),
    }
}

fn says_sans(family: Option<&str>) -> bool {
    family.is_some_and(|family| family.split(' ').any(|word| word.eq_ignore_ascii_case("sans")))
}

impl Font {
    /// The characters that the font can't show, in order.
    pub fn missing(&self, characters: &BTreeSet<char>) -> Vec<char> {
        guarded(|| FontRef::new(&self.bytes).map(|font| characters::missing(&font.charmap(), characters)).ok())
            .flatten()
            .unwrap_or_else(|| characters.iter().copied().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_says_whether_it_has_serifs() {
        assert!(is_sans(&[2, 11, 6, 4], None));
        assert!(!is_sans(&[2, 4, 6, 4], Some("Sans Souci")));
        assert!(is_sans(&[0; 10], Some("Open Sans")));
        assert!(!is_sans(&[0; 10], Some("Sansation Serif")));
        assert!(!is_sans(&[], None));
    }
}
