//! A colour of the screen, and how well one can be read on another.

use std::fmt;

use color::{ColorSpaceTag, Oklch, OpaqueColor, Srgb, parse_color};

/// The least contrast of text (WCAG 2.2, 1.4.3).
pub(crate) const ENOUGH: f32 = 4.5;

/// An opaque colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour([u8; 3]);

impl Colour {
    pub(crate) const BLACK: Colour = Colour([0; 3]);
    pub(crate) const WHITE: Colour = Colour([255; 3]);

    /// The colour `0xrrggbb`.
    pub(crate) const fn hex(value: u32) -> Colour {
        let [_, red, green, blue] = value.to_be_bytes();
        Colour([red, green, blue])
    }

    /// Reads a colour as CSS writes it (CSS Color 4): `#17605a`, `teal`, `oklch(45% 0.07 190)`. `None` if it is not one, or
    /// something would show through it.
    pub(crate) fn parse(text: &str) -> Option<Colour> {
        let colour = parse_color(text.trim()).ok()?.convert(ColorSpaceTag::Srgb);
        let (opaque, alpha) = colour.to_alpha_color::<Srgb>().split();
        (alpha >= 1.0).then(|| Colour::of(opaque))
    }

    fn of(colour: OpaqueColor<Srgb>) -> Colour {
        let part = |part: f32| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
        Colour(colour.components.map(part))
    }

    fn exact(self) -> OpaqueColor<Srgb> {
        OpaqueColor::new(self.0.map(|part| f32::from(part) / 255.0))
    }

    /// The colour between this one and another: 0 is this one, 1 the other.
    pub(crate) fn mixed(self, other: Colour, share: f32) -> Colour {
        let parts = self.0.into_iter().zip(other.0);
        let mixed: Vec<u8> = parts
            .map(|(own, other)| (f32::from(own) * (1.0 - share) + f32::from(other) * share).round() as u8)
            .collect();
        Colour([mixed[0], mixed[1], mixed[2]])
    }

    /// The colour of the same hue that is the least lighter or darker and has at least this contrast with all of `grounds`.
    pub(crate) fn readable(self, grounds: &[Colour], least: f32) -> Option<Colour> {
        /// The steps between black and white.
        const STEPS: i16 = 400;
        let own = self.exact().convert::<Oklch>();
        let [lightness, chroma, hue] = own.components;
        let at = |step: i16| {
            let lightness = lightness + f32::from(step) / f32::from(STEPS);
            (0.0..=1.0)
                .contains(&lightness)
                .then(|| Colour::of(OpaqueColor::<Oklch>::new([lightness, chroma, hue]).convert()))
        };
        let is_readable = |colour: &Colour| grounds.iter().all(|ground| contrast(*colour, *ground) >= least);
        let nearest = (0..=STEPS).flat_map(|step| [at(-step), at(step)]).flatten().find(is_readable);
        nearest.or_else(|| [Colour::BLACK, Colour::WHITE].into_iter().find(is_readable))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Colour([red, green, blue]) = self;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
pub(crate) fn contrast(one: Colour, other: Colour) -> f32 {
    let (one, other) = (one.exact().relative_luminance(), other.exact().relative_luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_css_calls_a_colour() {
        let table = [
            ("#17605a", Some("#17605a")),
            (" #FFF ", Some("#ffffff")),
            ("teal", Some("#008080")),
            ("rgb(255 0 0)", Some("#ff0000")),
            ("rgb(255, 0, 0)", Some("#ff0000")),
            ("hsl(120deg 100% 25%)", Some("#008000")),
            ("oklch(0% 0 0)", Some("#000000")),
            ("#17605a80", None),
            ("transparent", None),
            ("#17605", None),
            ("17605a", None),
            ("red;}", None),
            ("currentcolor", None),
            ("var(--ink)", None),
            ("", None),
        ];
        for (text, read) in table {
            assert_eq!(Colour::parse(text).map(|colour| colour.to_string()).as_deref(), read, "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((contrast(Colour::BLACK, Colour::WHITE) - 21.0).abs() < 0.01);
        assert!((contrast(Colour::hex(0x767676), Colour::WHITE) - 4.54).abs() < 0.01);
        assert!((contrast(Colour::WHITE, Colour::WHITE) - 1.0).abs() < 0.001);
    }

    #[test]
    fn the_nearest_readable_colour_keeps_its_hue() {
        let grey = Colour::hex(0x999999).readable(&[Colour::WHITE], ENOUGH).unwrap();
        assert!(contrast(grey, Colour::WHITE) >= ENOUGH && contrast(grey, Colour::WHITE) < 4.7, "{grey}");
        let teal = Colour::hex(0x17605a);
        assert_eq!(teal.readable(&[Colour::WHITE], ENOUGH), Some(teal));
        let light = teal.readable(&[Colour::hex(0x181715)], 7.0).unwrap();
        let hue = |colour: Colour| colour.exact().convert::<Oklch>().components[2];
        assert!((hue(light) - hue(teal)).abs() < 12.0, "{light}");
        // Nothing can be read on both.
        assert_eq!(teal.readable(&[Colour::WHITE, Colour::BLACK], 7.0), None);
    }
}
