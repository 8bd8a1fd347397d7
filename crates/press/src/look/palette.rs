//! The colours of a look, in the light and in the dark.

use super::colour::{Colour, ENOUGH, contrast};

/// What an author chose of one scheme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Colours {
    /// The ground of the page.
    pub(crate) paper: Option<Colour>,
    /// The ground of boxes on the page.
    pub(crate) panel: Option<Colour>,
    /// The text.
    pub(crate) ink: Option<Colour>,
    /// Links, and what can be pressed.
    pub(crate) accent: Option<Colour>,
    /// The rare second colour.
    pub(crate) warm: Option<Colour>,
}

/// All colours of one scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scheme {
    pub(crate) paper: Colour,
    pub(crate) panel: Colour,
    pub(crate) ink: Colour,
    pub(crate) accent: Colour,
    pub(crate) warm: Colour,
    /// Text of less weight.
    pub(crate) muted: Colour,
    /// Borders that carry meaning.
    pub(crate) line: Colour,
    /// Borders that only decorate.
    pub(crate) hairline: Colour,
}

/// The colours of the app's own stylesheet.
pub(crate) const LIGHT: Scheme = Scheme {
    paper: Colour::hex(0xfbf9f4),
    panel: Colour::hex(0xf2eee5),
    ink: Colour::hex(0x221f1a),
    accent: Colour::hex(0x17605a),
    warm: Colour::hex(0x8a3b2a),
    muted: Colour::hex(0x57524a),
    line: Colour::hex(0x8b8475),
    hairline: Colour::hex(0xddd6c8),
};
pub(crate) const DARK: Scheme = Scheme {
    paper: Colour::hex(0x181715),
    panel: Colour::hex(0x22201d),
    ink: Colour::hex(0xe8e3d8),
    accent: Colour::hex(0x7cc5b9),
    warm: Colour::hex(0xe3a08c),
    muted: Colour::hex(0xa8a193),
    line: Colour::hex(0x7a7468),
    hairline: Colour::hex(0x38342e),
};

impl Scheme {
    /// Each colour with its name.
    pub(super) fn named(&self) -> [(&'static str, Colour); 8] {
        [
            ("paper", self.paper),
            ("panel", self.panel),
            ("ink", self.ink),
            ("accent", self.accent),
            ("warm", self.warm),
            ("muted", self.muted),
            ("line", self.line),
            ("hairline", self.hairline),
        ]
    }
}

impl Colours {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Colours::default()
    }

    /// The whole scheme. What is not chosen is as in `own`, or follows from what is: a panel from the ground, the less
    /// important text and the borders from ground and text, and a colour that the author chose for the other scheme alone
    /// becomes one that can be read in this one.
    pub(super) fn whole(&self, own: &Scheme, other: &Colours) -> Scheme {
        let paper = self.paper.unwrap_or(own.paper);
        let ink = self.ink.unwrap_or(own.ink);
        let has_ground = self.paper.is_some() || self.ink.is_some();
        let panel = self.panel.unwrap_or(if self.paper.is_some() { paper.mixed(ink, 0.06) } else { own.panel });
        let has_ground = has_ground || self.panel.is_some();
        let grounds = [paper, panel];
        let chosen = |own: Option<Colour>, other: Option<Colour>, usual: Colour| {
            own.or_else(|| other?.readable(&grounds, 5.0)).unwrap_or(usual)
        };
        let accent = chosen(self.accent, other.accent, own.accent);
        let warm = chosen(self.warm, other.warm, own.warm);
        if !has_ground {
            return Scheme { accent, warm, ..*own };
        }
        Scheme {
            paper,
            panel,
            ink,
            accent,
            warm,
            muted: towards(ink, paper, 0.34, |colour| {
                contrast(colour, paper) >= 6.0 && contrast(colour, panel) >= ENOUGH
            }),
            // A border is no text: 3 is enough (WCAG 2.2, 1.4.11).
            line: towards(ink, paper, 0.6, |colour| grounds.iter().all(|ground| contrast(colour, *ground) >= 3.0)),
            hairline: ink.mixed(paper, 0.84),
        }
    }
}

/// `ink` mixed with as much of `paper` as `most`, or less where that is not good.
fn towards(ink: Colour, paper: Colour, most: f32, is_good: impl Fn(Colour) -> bool) -> Colour {
    let steps = (0..=20u8).map(|step| most * (1.0 - f32::from(step) / 20.0));
    steps.map(|share| ink.mixed(paper, share)).find(|colour| is_good(*colour)).unwrap_or(ink)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_colours_are_those_of_the_stylesheet() {
        let tokens = include_str!("../../../../style/tokens.css");
        for ((name, light), (_, dark)) in LIGHT.named().into_iter().zip(DARK.named()) {
            let line = format!("\n  --{name}: var(--light, {light}) var(--dark, {dark});");
            assert!(tokens.contains(&line), "{line}");
        }
    }

    #[test]
    fn what_is_not_chosen_can_be_read() {
        for (paper, ink) in [(0xffffff, 0x000000), (0x102a43, 0xf0f4f8), (0xfff1e5, 0x33302e), (0x000000, 0xbbbbbb)] {
            let chosen = Colours { paper: Some(Colour::hex(paper)), ink: Some(Colour::hex(ink)), ..Colours::default() };
            let other = Colours { accent: Some(Colour::hex(0x8b1a89)), ..Colours::default() };
            let whole = chosen.whole(&LIGHT, &other);
            for text in [whole.ink, whole.muted, whole.accent] {
                assert!(contrast(text, whole.paper) >= ENOUGH, "{text} on {}", whole.paper);
                assert!(contrast(text, whole.panel) >= ENOUGH, "{text} on {}", whole.panel);
            }
            assert!(contrast(whole.line, whole.paper) >= 3.0, "{}", whole.line);
        }
    }

    #[test]
    fn nothing_chosen_changes_nothing() {
        assert_eq!(Colours::default().whole(&LIGHT, &Colours::default()), LIGHT);
        assert_eq!(Colours::default().whole(&DARK, &Colours::default()), DARK);
    }
}
