//! How a system's font becomes the same size as another, until that has arrived.
//!
//! `size-adjust` makes its text as wide, and the overrides make its lines as high
//! ([CSS Fonts 5](https://www.w3.org/TR/css-fonts-5/#size-adjust-desc)). Text is as wide on average: what counts is how
//! often each letter comes, and how close pairs stand that come often, so the mean is weighted with that.

use skrifa::instance::Size;
use skrifa::{FontRef, MetadataProvider};

use crate::english::{ALL_PAIRS, CHARACTERS, PAIRS};
use crate::font::{Font, Style};
use crate::guard::guarded;
use crate::kerning::Kerning;
use crate::systems::{Cut, System};

/// How a system's font becomes the same size: the values of an `@font-face` rule, in percent.
#[derive(Debug, Clone, PartialEq)]
pub struct Fallback {
    /// The names that `local()` finds it by.
    pub local: &'static [&'static str],
    /// How large it is drawn.
    pub size_adjust: f64,
    /// Its lines, above the baseline. The three overrides are parts of the size that `size-adjust` makes.
    pub ascent_override: f64,
    /// Its lines, below the baseline.
    pub descent_override: f64,
    /// Between its lines.
    pub line_gap_override: f64,
}

impl Font {
    /// How a system's font becomes the size of this one, in the cut that is most like it: bold if this one is (or only
    /// bold), italic if this one is. `None` if this font has no Latin letters.
    pub fn fallback(&self, system: System) -> Option<Fallback> {
        self.fallback_in(system, Cut { is_bold: self.weight.min >= BOLD, is_italic: self.style == Style::Italic })
    }

    /// The same in a given cut.
    pub(crate) fn fallback_in(&self, system: System, cut: Cut) -> Option<Fallback> {
        let weight = f32::from(if cut.is_bold { 700_u16 } else { 400 }.clamp(self.weight.min, self.weight.max));
        let size_adjust = self.mean_width(weight)? / system.mean_width(cut);
        let em = f64::from(self.metrics.units_per_em) * size_adjust;
        let part = |height: f32| f64::from(height) / em * 100.0;
        Some(Fallback {
            local: system.local(cut),
            size_adjust: size_adjust * 100.0,
            ascent_override: part(self.metrics.ascent),
            descent_override: part(self.metrics.descent),
            line_gap_override: part(self.metrics.line_gap),
        })
    }

    /// The mean width of English text, as a part of its size, at a weight if the font is variable. `None` if letters are
    /// missing.
    pub fn mean_width(&self, weight: f32) -> Option<f64> {
        guarded(|| {
            let font = FontRef::new(&self.bytes).ok()?;
            let location = font.axes().location([("wght", weight), ("opsz", TEXT_SIZE)]);
            let (charmap, widths) = (font.charmap(), font.glyph_metrics(Size::unscaled(), &location));
            let (mut sum, mut count) = (0.0, 0.0);
            for (character, frequency) in CHARACTERS {
                let width = charmap.map(character).and_then(|glyph| widths.advance_width(glyph));
                // Old fonts lack curly quotes. Without letters there is nothing to compare.
                let Some(width) = width else {
                    if character.is_alphabetic() || character == ' ' {
                        return None;
                    }
                    continue;
                };
                sum += f64::from(width) * f64::from(frequency);
                count += f64::from(frequency);
            }
            let kerning = Kerning::new(&font);
            let closer = PAIRS.iter().map(|(pair, frequency)| {
                let mut glyphs = pair.chars().filter_map(|character| charmap.map(character));
                let between =
                    glyphs.next().zip(glyphs.next()).map_or(0, |(first, second)| kerning.between(first, second));
                f64::from(between) * f64::from(*frequency)
            });
            let mean = sum / count + closer.sum::<f64>() / ALL_PAIRS;
            Some(mean / f64::from(self.metrics.units_per_em)).filter(|width| *width > 0.0)
        })
        .flatten()
    }
}

/// The size of a text for reading, in CSS pixels. Browsers set a font's optical size to it.
const TEXT_SIZE: f32 = 19.0;

/// The least weight that is shown in a bold cut.
pub(crate) const BOLD: u16 = 600;
