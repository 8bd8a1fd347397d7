//! What a file is and how large a picture is shown, from its bytes.

mod kind;
mod svg;

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::PathBuf;

use crate::secrets::is_secret;
use crate::source::{Asset, ContentPath, FileKind, Format, Size};
use kind::{HEAD, kind_of};

/// How many bytes at the end of a file may follow the end of its picture.
const TAIL: u64 = 64 * 1024;

/// The file extensions of pictures that browsers show.
pub(crate) const PICTURES: [&str; 8] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico"];

/// The file extensions of fonts.
const FONTS: [&str; 4] = ["woff2", "woff", "ttf", "otf"];

/// Whether a file's ending is a picture's.
pub(crate) fn is_picture(path: &ContentPath) -> bool {
    PICTURES.contains(&&*path.ending())
}

/// Reads a file that is neither an essay nor a page: what it is, and how large if it is a picture.
///
/// # Errors
/// When the file can't be read.
pub(crate) fn read_asset(from: PathBuf, path: &ContentPath) -> io::Result<Asset> {
    let mut head = Vec::with_capacity(HEAD);
    let mut file = File::open(&from)?;
    file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    let kind = kind_of(&head);
    let is_unknown = matches!(kind, FileKind::Other | FileKind::WebPage) || begins_with_a_tag(&head);
    let may_be_drawing = path.ending() == "svg" && is_unknown;
    if may_be_drawing || kind == FileKind::Picture(Format::Svg) {
        let (drawing, size) = svg::read(std::fs::read(&from)?);
        return Ok(Asset { from, kind, size, drawing: Some(drawing), ..Asset::default() });
    }
    let is_live_page = match &*path.ending() {
        "xml" | "xsl" | "xslt" => runs_as_xml(&std::fs::read(&from)?),
        "html" | "htm" | "xhtml" | "xht" | "shtml" | "shtm" => std::fs::read(&from)?.contains(&b'<'),
        "" => kind == FileKind::WebPage,
        _ => false,
    };
    let is_font = FONTS.contains(&&*path.ending());
    let font = if is_font { Some(std::fs::read(&from)?.into()) } else { None };
    let size = match kind {
        FileKind::Picture(format) => image_size(&mut BufReader::new(file), format),
        _ => None,
    };
    let is_secret = is_secret(path, &head);
    let is_page_source = path.is_markdown() && begins_with_front_matter(&head);
    Ok(Asset { from, kind, size, is_live_page, is_page_source, is_secret, font, ..Asset::default() })
}

/// Whether a file can be XML, whatever else its bytes look like. The text may be UTF-16.
fn begins_with_a_tag(head: &[u8]) -> bool {
    let first = head.iter().find(|byte| !byte.is_ascii_whitespace() && !b"\0\xef\xbb\xbf\xfe\xff".contains(byte));
    first == Some(&b'<')
}

fn begins_with_front_matter(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let first = text.trim_start_matches('\u{feff}').trim_start().lines().next().unwrap_or_default();
    ["+++", "---"].contains(&first.trim_end())
}

fn runs_as_xml(bytes: &[u8]) -> bool {
    const MARKS: [&str; 4] = [
        "<?xml-stylesheet",
        "http://www.w3.org/1999/xhtml",
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/XSL",
    ];
    let text = String::from_utf8_lossy(bytes);
    MARKS.iter().any(|mark| text.contains(mark))
}

/// The size in which browsers show a picture; `None` if it can't be read, or is cut off.
fn image_size(file: &mut BufReader<File>, format: Format) -> Option<Size> {
    file.rewind().ok()?;
    let size = imagesize::reader_size(&mut *file).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    if width == 0 || height == 0 || is_cut_off(file, format) {
        return None;
    }
    if lies_on_its_side(file, format) {
        return Some(Size { width: height, height: width });
    }
    Some(Size { width, height })
}

/// Whether a file ends before its picture does.
fn is_cut_off(file: &mut BufReader<File>, format: Format) -> bool {
    let Ok(length) = file.seek(SeekFrom::End(0)) else { return true };
    let mut tail = Vec::new();
    let start = length.saturating_sub(TAIL);
    if file.seek(SeekFrom::Start(start)).and_then(|_| file.read_to_end(&mut tail)).is_err() {
        return true;
    }
    let has = |mark: &[u8]| tail.windows(mark.len()).any(|window| window == mark);
    match format {
        // Other data may follow.
        Format::Jpeg => !has(b"\xff\xd9"),
        Format::Png => !has(b"IEND"),
        // The last byte that says anything.
        Format::Gif => tail.iter().rfind(|byte| **byte != 0) != Some(&b';'),
        Format::Webp => {
            let mut head = [0; 8];
            let read = file.rewind().and_then(|()| file.read_exact(&mut head));
            let [_, _, _, _, a, b, c, d] = head;
            read.is_err() || u64::from(u32::from_le_bytes([a, b, c, d])) + 8 > length
        }
        _ => false,
    }
}

/// Whether a picture's own data say that browsers turn it by a quarter (Exif 2.32, tag `Orientation`, 5 to 8).
fn lies_on_its_side(file: &mut BufReader<File>, format: Format) -> bool {
    if !matches!(format, Format::Jpeg | Format::Png | Format::Webp) || file.rewind().is_err() {
        return false;
    }
    let exif = exif::Reader::new().continue_on_error(true).read_from_container(file);
    let exif = exif.or_else(|error| error.distill_partial_result(|_| {})).ok();
    let orientation = exif.as_ref().and_then(|exif| exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY));
    orientation.and_then(|field| field.value.get_uint(0)).is_some_and(|value| (5..=8).contains(&value))
}

#[cfg(test)]
mod tests;
