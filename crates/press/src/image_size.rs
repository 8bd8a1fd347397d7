//! A picture's size, from the first bytes of its file.

use std::path::Path;

use crate::source::Size;

/// The endings of pictures that browsers show.
pub(crate) const PICTURES: [&str; 8] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico"];

/// Whether the file's name is a picture's.
pub(crate) fn is_picture(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    PICTURES.iter().any(|picture| ending.eq_ignore_ascii_case(picture))
}

/// The size of the picture in a file; `None` where it can't be read as one.
pub(crate) fn image_size(path: &Path) -> Option<Size> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg")) {
        return svg_size(&std::fs::read_to_string(path).ok()?);
    }
    let size = imagesize::size(path).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    (width > 0 && height > 0).then_some(Size { width, height })
}

/// A drawing's own size: its width and height, else those of its view box (SVG 2, section 8.2).
fn svg_size(text: &str) -> Option<Size> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text, options).ok()?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return None;
    }
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
mod tests {
    use super::*;

    #[test]
    fn reads_the_size_of_drawings() {
        let table = [
            (r#"<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20.4px"/>"#, Some((30, 20))),
            (r#"<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0 0 640 480"/>"#, Some((640, 480))),
            (r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0,0, 64,48"/>"#, Some((64, 48))),
            (r#"<svg xmlns="http://www.w3.org/2000/svg"/>"#, None),
            (r#"<svg width="0" height="-1" viewBox="0 0 NaN 1"/>"#, None),
            ("<html/>", None),
            ("<svg", None),
        ];
        for (text, size) in table {
            assert_eq!(svg_size(text).map(|size| (size.width, size.height)), size, "{text}");
        }
    }
}
