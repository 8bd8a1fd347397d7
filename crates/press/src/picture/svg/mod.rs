//! Drawings. An SVG can run code: where a reader opens it as a page of its own, it does so as a part of the site.

mod address;
mod clean;

use std::sync::Arc;

use roxmltree::{Document, Node, ParsingOptions};

use crate::source::{Drawing, Size};
use clean::{Cleaner, SVG};

/// Reads an SVG: whether it can be published as it is, and its size.
pub(super) fn read(bytes: Vec<u8>) -> (Drawing, Option<Size>) {
    let broken = |why: String| (Drawing::Broken(why), None);
    let Ok(text) = String::from_utf8(bytes) else { return broken("it is not saved as UTF-8 text".to_owned()) };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let options = ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(error) => return broken(why(&error)),
    };
    let root = document.root_element();
    match (root.tag_name().namespace(), root.tag_name().name()) {
        (Some(SVG), "svg") => {}
        (None, "svg") => return broken(format!("`xmlns=\"{SVG}\"` is missing in its first tag")),
        (_, name) => return broken(format!("its first tag is `<{name}>`, and should be `<svg>`")),
    }
    let Some((clean, removed)) = Cleaner::clean(text, &document) else {
        return broken("its tags are nested too deeply".to_owned());
    };
    let drawing =
        if removed.is_empty() { Drawing::Harmless } else { Drawing::Cleaned { text: Arc::from(clean), removed } };
    (drawing, size_of(root))
}

/// Why a drawing can't be read, in plain words.
fn why(error: &roxmltree::Error) -> String {
    use roxmltree::Error;
    let line = error.pos().row;
    match error {
        Error::NoRootNode => "there is no whole tag `<svg>` in it".to_owned(),
        Error::UnclosedRootNode => "its end is missing: a tag is never closed".to_owned(),
        Error::UnexpectedCloseTag(expected, actual, _) => {
            format!("in line {line}, `</{actual}>` stands where `</{expected}>` should")
        }
        Error::UnexpectedEntityCloseTag(_) => format!("in line {line}, a tag is closed that is not open"),
        Error::UnknownEntityReference(name, _) => {
            format!("in line {line}, `&{name};` stands for no character; a plain `&` is written `&amp;`")
        }
        Error::MalformedEntityReference(_) => format!("in line {line}, a `&` is not written as `&amp;`"),
        Error::EntityReferenceLoop(_) => format!("in line {line}, it refers to itself without an end"),
        Error::UnknownNamespace(prefix, _) => {
            format!("in line {line}, `{prefix}:` is used, and its `xmlns:{prefix}=\"…\"` is missing in the first tag")
        }
        Error::DuplicatedAttribute(name, _) => format!("in line {line}, `{name}` is twice in one tag"),
        _ => format!(
            "line {line} can't be read: a `<`, `>`, `=` or a quotation mark is missing, or there is one too many"
        ),
    }
}

/// A drawing's own size: its width and height, else those of its view box (SVG 2, section 8.2).
fn size_of(root: Node<'_, '_>) -> Option<Size> {
    let named = |name| root.attribute(name).and_then(pixels);
    if let (Some(width), Some(height)) = (named("width"), named("height")) {
        return Some(Size { width, height });
    }
    let view_box: Vec<&str> = root
        .attribute("viewBox")?
        .split(|character: char| character == ',' || character.is_ascii_whitespace())
        .filter(|part| !part.is_empty())
        .collect();
    let [_, _, width, height] = view_box[..] else { return None };
    Some(Size { width: pixels(width)?, height: pixels(height)? })
}

/// A length in CSS pixels, rounded; `None` for another unit, or a length that no picture has.
fn pixels(length: &str) -> Option<u32> {
    let length = length.trim();
    let number: f64 = length.strip_suffix("px").unwrap_or(length).trim().parse().ok()?;
    let rounded = number.round();
    // In this range the cast is exact.
    (1.0..=1_000_000.0).contains(&rounded).then_some(rounded as u32)
}

#[cfg(test)]
mod tests;
