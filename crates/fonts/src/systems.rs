//! The fonts that readers' computers and phones have.

/// A font that comes with a system, in four cuts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum System {
    /// Georgia: Windows, macOS and iOS; Gelasio, which is as wide.
    Georgia,
    /// Times New Roman: Windows, macOS and iOS; Liberation Serif on Linux, which is as wide.
    TimesNewRoman,
    /// Noto Serif: Android.
    NotoSerif,
    /// Arial: Windows, macOS and iOS; Liberation Sans on Linux, which is as wide.
    Arial,
    /// Roboto: Android.
    Roboto,
}

/// A cut of a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cut {
    pub(crate) is_bold: bool,
    pub(crate) is_italic: bool,
}

impl System {
    /// Those to try for a font with serifs, the best first.
    pub const SERIF: &[System] = &[System::Georgia, System::TimesNewRoman, System::NotoSerif];
    /// Those to try for a font without serifs, the best first.
    pub const SANS: &[System] = &[System::Arial, System::Roboto];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Georgia => "Georgia",
            Self::TimesNewRoman => "Times New Roman",
            Self::NotoSerif => "Noto Serif",
            Self::Arial => "Arial",
            Self::Roboto => "Roboto",
        }
    }

    /// The names of a cut and of those that are as wide, as `local()` takes them: the full name, and the PostScript name,
    /// which Safari and some versions of Android need
    /// ([CSS Fonts 4](https://www.w3.org/TR/css-fonts-4/#local-font-fallback)).
    pub(crate) fn local(self, cut: Cut) -> &'static [&'static str] {
        match (self, cut.is_bold, cut.is_italic) {
            (Self::Georgia, false, false) => &["Georgia", "Gelasio", "Gelasio-Regular"],
            (Self::Georgia, false, true) => &["Georgia Italic", "Georgia-Italic", "Gelasio Italic", "Gelasio-Italic"],
            (Self::Georgia, true, false) => &["Georgia Bold", "Georgia-Bold", "Gelasio Bold", "Gelasio-Bold"],
            (Self::Georgia, true, true) => {
                &["Georgia Bold Italic", "Georgia-BoldItalic", "Gelasio Bold Italic", "Gelasio-BoldItalic"]
            }
            (Self::TimesNewRoman, false, false) => {
                &["Times New Roman", "TimesNewRomanPSMT", "Liberation Serif", "LiberationSerif"]
            }
            (Self::TimesNewRoman, false, true) => &[
                "Times New Roman Italic",
                "TimesNewRomanPS-ItalicMT",
                "Liberation Serif Italic",
                "LiberationSerif-Italic",
            ],
            (Self::TimesNewRoman, true, false) => {
                &["Times New Roman Bold", "TimesNewRomanPS-BoldMT", "Liberation Serif Bold", "LiberationSerif-Bold"]
            }
            (Self::TimesNewRoman, true, true) => &[
                "Times New Roman Bold Italic",
                "TimesNewRomanPS-BoldItalicMT",
                "Liberation Serif Bold Italic",
                "LiberationSerif-BoldItalic",
            ],
            (Self::NotoSerif, false, false) => &["Noto Serif", "NotoSerif", "NotoSerif-Regular"],
            (Self::NotoSerif, false, true) => &["Noto Serif Italic", "NotoSerif-Italic"],
            (Self::NotoSerif, true, false) => &["Noto Serif Bold", "NotoSerif-Bold"],
            (Self::NotoSerif, true, true) => &["Noto Serif Bold Italic", "NotoSerif-BoldItalic"],
            (Self::Arial, false, false) => &["Arial", "ArialMT", "Liberation Sans", "LiberationSans"],
            (Self::Arial, false, true) => {
                &["Arial Italic", "Arial-ItalicMT", "Liberation Sans Italic", "LiberationSans-Italic"]
            }
            (Self::Arial, true, false) => {
                &["Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "LiberationSans-Bold"]
            }
            (Self::Arial, true, true) => {
                &["Arial Bold Italic", "Arial-BoldItalicMT", "Liberation Sans Bold Italic", "LiberationSans-BoldItalic"]
            }
            (Self::Roboto, false, false) => &["Roboto", "Roboto Regular", "Roboto-Regular"],
            (Self::Roboto, false, true) => &["Roboto Italic", "Roboto-Italic"],
            (Self::Roboto, true, false) => &["Roboto Bold", "Roboto-Bold"],
            (Self::Roboto, true, true) => &["Roboto Bold Italic", "Roboto-BoldItalic"],
        }
    }

    /// The mean width of English text, as a part of its size. Made by `examples/mean_width.rs` of fonts that are as wide:
    /// Gelasio 1.008 for Georgia, Liberation 1.07.4 for Times New Roman and Arial; Noto Serif 2.004 and Roboto 2.138
    /// themselves.
    pub(crate) fn mean_width(self, cut: Cut) -> f64 {
        const WHOLE: f64 = 10_000.0;
        let [regular, italic, bold, bold_italic]: [u16; 4] = match self {
            Self::Georgia => [4336, 4416, 5040, 5138],
            Self::TimesNewRoman => [3968, 3972, 4211, 4079],
            Self::NotoSerif => [4700, 4568, 4987, 5027],
            Self::Arial => [4363, 4363, 4699, 4699],
            Self::Roboto => [4342, 4222, 4413, 4291],
        };
        let width = match (cut.is_bold, cut.is_italic) {
            (false, false) => regular,
            (false, true) => italic,
            (true, false) => bold,
            (true, true) => bold_italic,
        };
        f64::from(width) / WHOLE
    }
}
