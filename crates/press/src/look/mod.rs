//! The look that an author gives the site: `[look]` of `site.toml` as a stylesheet behind the app's own.
//!
//! The app's stylesheet takes every colour, font and size from custom properties (`style/tokens.css`). A look gives these
//! other values, so it needs to know no part of a page.

mod colour;
mod fonts;
mod palette;
mod style;

pub(crate) use colour::{Colour, ENOUGH, contrast};
pub(crate) use fonts::Family;
pub(crate) use palette::{Colours, DARK, LIGHT, Scheme};
pub(crate) use style::stylesheet;

/// A site's look. What is `None` is as in the app's own stylesheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Look {
    /// What the author chose of each scheme.
    pub(crate) light: Colours,
    pub(crate) dark: Colours,
    /// The fonts of essays, and of titles and headings.
    pub(crate) text_font: Option<Family>,
    pub(crate) heading_font: Option<Family>,
    pub(crate) text_size: Option<TextSize>,
    pub(crate) width: Option<Width>,
}

/// How large the text is, for readers who don't choose that themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextSize {
    Small,
    Large,
}

/// How long the lines are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    Narrow,
    Wide,
}

impl Look {
    /// The colours of the page's ground, for the bar of the browser: light, then dark.
    pub(crate) fn grounds(&self) -> [Colour; 2] {
        let (light, dark) = self.schemes();
        [light.paper, dark.paper]
    }

    /// All colours of both schemes.
    pub(crate) fn schemes(&self) -> (Scheme, Scheme) {
        (self.light.whole(&LIGHT, &self.dark), self.dark.whole(&DARK, &self.light))
    }
}
