//! The author's own fonts.

use std::collections::BTreeMap;
use std::sync::Arc;

use catchword_fonts::{Embedding, Font};
use miette::Diagnostic;

use crate::look::{FontChoice, FontFile, FontFiles, Look, OwnFace, OwnFont, key_of};
use crate::problem::{Check, Problem, SourceText};
use crate::source::{Asset, ContentPath};

/// Reads the fonts of a look: that of essays, and that of headings.
pub(super) fn check_fonts(
    look: &Look,
    assets: &BTreeMap<ContentPath, Asset>,
    settings: &SourceText,
    problems: &mut Vec<Problem>,
) -> [Option<OwnFont>; 2] {
    let mut read = |choice: &Option<FontChoice>, family| match choice {
        Some(FontChoice::Files(files)) => read_family(files, family, assets, settings, problems),
        Some(FontChoice::Family(_)) | None => None,
    };
    let text = read(&look.text_font, "site-text");
    // The same files are one family, and are loaded once.
    let is_same = is_same(&look.text_font, &look.heading_font);
    let heading = if is_same { text.clone() } else { read(&look.heading_font, "site-heading") };
    [text, heading]
}

fn is_same(one: &Option<FontChoice>, other: &Option<FontChoice>) -> bool {
    let paths = |choice: &Option<FontChoice>| match choice {
        Some(FontChoice::Files(FontFiles { files, .. })) => {
            Some(files.iter().map(|(cut, file)| (*cut, file.path.clone())).collect::<Vec<_>>())
        }
        _ => None,
    };
    paths(one).is_some() && paths(one) == paths(other)
}

fn read_family(
    files: &FontFiles,
    family: &'static str,
    assets: &BTreeMap<ContentPath, Asset>,
    settings: &SourceText,
    problems: &mut Vec<Problem>,
) -> Option<OwnFont> {
    let mut faces = Vec::new();
    for (cut, file) in &files.files {
        match read_file(file, assets) {
            Ok((font, key)) => {
                if font.embedding == Embedding::Restricted {
                    let message = format!("the maker of `{}` does not allow it on websites", file.path);
                    let help = "ask the maker for a licence for the web, or take another font; if you have a licence, write under \
                                `[checks]`: `bad-font = \"warn\"`";
                    problems.push(Problem::new(Check::BadFont, settings, file.span.clone(), message).help(help));
                }
                faces.push(OwnFace { cut: *cut, font: Arc::new(font), key });
            }
            Err((message, help)) => {
                problems.push(Problem::new(Check::BadFont, settings, file.span.clone(), message).help(help));
            }
        }
    }
    let is_sans = files.is_sans.unwrap_or_else(|| faces.first().is_some_and(|face| face.font.is_sans));
    (!faces.is_empty()).then_some(OwnFont { family, is_sans, faces })
}

/// A font, and the digest of its file; else what is wrong, and what to do.
fn read_file(
    file: &FontFile,
    assets: &BTreeMap<ContentPath, Asset>,
) -> Result<(Font, crate::store::Key), (String, String)> {
    let asset = ContentPath::resolve("", &file.path).and_then(|path| assets.get(&path));
    let Some(bytes) = asset.and_then(|asset| asset.font.as_ref()) else {
        let help = "put the font's file into a folder `fonts` beside `site.toml`, and write its path from there, such as \
                    `fonts/my-font.woff2`; its name ends in `.woff2`, `.woff`, `.ttf` or `.otf`";
        return Err((format!("there is no font `{}`", file.path), help.to_owned()));
    };
    let font = catchword_fonts::read(bytes).map_err(|error| {
        let help = error.help().map(|help| help.to_string()).unwrap_or_default();
        (format!("`{}` can't be used: {error}", file.path), help)
    })?;
    Ok((font, key_of(bytes)))
}
