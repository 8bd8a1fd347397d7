//! Fonts in files of the author's own.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use catchword_fonts::{Face, Font, System, Weight};

use crate::paths::named_by_content;
use crate::store::{Digest, Key, Store};

/// The font of essays or of headings, as the author chose it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FontChoice {
    /// A family that every computer has one of.
    Family(super::Family),
    /// Files in the content folder.
    Files(FontFiles),
}

/// The files of a family.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct FontFiles {
    /// With the cut that each is for.
    pub(crate) files: Vec<(Cut, FontFile)>,
    /// Whether the letters have no serifs; `None` to take the font's word for it.
    pub(crate) is_sans: Option<bool>,
}

/// A file of the content folder, and the place where the author names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FontFile {
    pub(crate) path: String,
    pub(crate) span: Range<usize>,
}

/// What a file of a family is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cut {
    Regular,
    Italic,
    Bold,
    BoldItalic,
}

impl Cut {
    /// By the words that authors write.
    pub(crate) const ALL: [(&'static str, Cut); 4] =
        [("regular", Cut::Regular), ("italic", Cut::Italic), ("bold", Cut::Bold), ("bold_italic", Cut::BoldItalic)];
}

/// A family of the author's own that was read.
#[derive(Debug, Clone)]
pub(crate) struct OwnFont {
    /// Its name in the stylesheet.
    pub(crate) family: &'static str,
    pub(crate) is_sans: bool,
    pub(crate) faces: Vec<OwnFace>,
}

/// A file of such a family.
#[derive(Debug, Clone)]
pub(crate) struct OwnFace {
    pub(crate) cut: Cut,
    pub(crate) font: Arc<Font>,
    /// The digest of the file.
    pub(crate) key: Key,
}

impl PartialEq for OwnFont {
    fn eq(&self, other: &OwnFont) -> bool {
        let faces = |font: &OwnFont| font.faces.iter().map(|face| (face.cut, face.key)).collect::<Vec<_>>();
        self.family == other.family && self.is_sans == other.is_sans && faces(self) == faces(other)
    }
}

impl Eq for OwnFont {}

impl OwnFont {
    fn systems(&self) -> &'static [System] {
        if self.is_sans { System::SANS } else { System::SERIF }
    }

    /// The value of `font-family`: the family, and stand-ins of the same size.
    pub(crate) fn list(&self) -> String {
        catchword_fonts::family_list(self.family, self.systems(), if self.is_sans { "sans-serif" } else { "serif" })
    }

    /// The letters that none of its files has.
    pub(crate) fn missing(&self, characters: &BTreeSet<char>) -> Vec<char> {
        let letters: BTreeSet<char> = characters.iter().copied().filter(|letter| letter.is_alphabetic()).collect();
        self.faces.first().map(|face| face.font.missing(&letters)).unwrap_or_default()
    }

    /// The rules of the stylesheet, and the files that it loads, each with its path below the output folder. The files have
    /// these characters and no others.
    pub(crate) fn made(
        &self,
        characters: &BTreeSet<char>,
        base: &str,
        store: &Store,
    ) -> (String, Vec<(String, Vec<u8>)>) {
        let files: Vec<(&OwnFace, String, Vec<u8>)> = self
            .faces
            .iter()
            .filter_map(|face| {
                let bytes = face.subset(characters, store)?;
                let name = Cut::ALL.iter().find(|(_, cut)| *cut == face.cut).map_or("", |(name, _)| *name);
                let stem = format!("{}_{name}", self.family.replace('-', "_"));
                Some((face, named_by_content(&format!("fonts/{stem}.woff2"), &bytes), bytes))
            })
            .collect();
        let urls: Vec<String> = files.iter().map(|(_, path, _)| format!("{base}{path}")).collect();
        let faces: Vec<Face<'_>> = files.iter().zip(&urls).map(|((face, ..), url)| face.as_face(url)).collect();
        let css = catchword_fonts::css(self.family, &faces, self.systems());
        (css, files.into_iter().map(|(_, path, bytes)| (path, bytes)).collect())
    }
}

impl OwnFace {
    fn subset(&self, characters: &BTreeSet<char>, store: &Store) -> Option<Vec<u8>> {
        let key = store.key("font", |digest| {
            digest.bytes(&self.key);
            digest.text(&characters.iter().collect::<String>());
        });
        if let Some(bytes) = key.as_ref().and_then(|key| store.get(key)) {
            return Some(bytes.to_vec());
        }
        let bytes = self.font.subset(characters).ok()?;
        if let Some(key) = key {
            store.put(&key, bytes.clone());
        }
        Some(bytes)
    }

    /// The face for its place in the family. What the author says of a font with one weight comes before what the file says.
    fn as_face<'f>(&'f self, url: &'f str) -> Face<'f> {
        let mut face = Face::new(&self.font, url);
        let is_bold = matches!(self.cut, Cut::Bold | Cut::BoldItalic);
        if face.weight.min == face.weight.max {
            let weight = if is_bold { 700 } else { 400 };
            face.weight = Weight { min: weight, max: weight };
        }
        if matches!(self.cut, Cut::Italic | Cut::BoldItalic) {
            face.style = catchword_fonts::Style::Italic;
        } else if face.style == catchword_fonts::Style::Italic {
            face.style = catchword_fonts::Style::Normal;
        }
        face
    }
}

/// The digest of a font's file.
pub(crate) fn key_of(bytes: &[u8]) -> Key {
    let mut digest = Digest::new();
    digest.bytes(bytes);
    digest.finish()
}
