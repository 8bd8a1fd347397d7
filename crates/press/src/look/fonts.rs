//! Families of fonts that every computer has one of.

/// A row of fonts that look alike: a browser takes the first that the computer has. Nothing is downloaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Book,
    OldStyle,
    Slab,
    Humanist,
    Geometric,
    Grotesque,
    System,
    Typewriter,
}

impl Family {
    /// By the words that authors write.
    pub(crate) const ALL: [(&'static str, Family); 8] = [
        ("book", Family::Book),
        ("old-style", Family::OldStyle),
        ("slab", Family::Slab),
        ("humanist", Family::Humanist),
        ("geometric", Family::Geometric),
        ("grotesque", Family::Grotesque),
        ("system", Family::System),
        ("typewriter", Family::Typewriter),
    ];

    /// The fonts, as the value of `font-family`.
    pub(super) fn stack(self) -> &'static str {
        match self {
            // The two of the app's own stylesheet.
            Family::Book => {
                "\"Iowan Old Style\",\"Charter\",\"Sitka Text\",\"Source Serif 4\",Cambria,\"Noto Serif\",serif"
            }
            Family::Humanist => {
                "Seravek,\"Gill Sans Nova\",Ubuntu,Calibri,\"Source Sans 3\",\"Noto Sans\",system-ui,sans-serif"
            }
            Family::OldStyle => {
                "\"Hoefler Text\",\"Palatino Linotype\",Palatino,\"URW Palladio L\",\"P052\",\"Book Antiqua\",\"EB Garamond\",serif"
            }
            Family::Slab => "Rockwell,\"Rockwell Nova\",\"Roboto Slab\",\"DejaVu Serif\",\"Sitka Small\",serif",
            Family::Geometric => {
                "Avenir,\"Avenir Next\",\"Century Gothic\",\"URW Gothic\",Montserrat,Corbel,sans-serif"
            }
            Family::Grotesque => {
                "\"Helvetica Neue\",Helvetica,Inter,\"Liberation Sans\",\"Nimbus Sans\",Arial,sans-serif"
            }
            Family::System => "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif",
            Family::Typewriter => {
                "\"American Typewriter\",\"Courier Prime\",\"Courier New\",\"Nimbus Mono PS\",monospace"
            }
        }
    }
}
