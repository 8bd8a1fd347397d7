//! What a file is, by its first bytes.

use crate::source::{FileKind, Format};

/// How many bytes decide.
pub(super) const HEAD: usize = 1024;

/// Pictures and documents that browsers don't show as pictures, by their first bytes.
const NOT_SHOWN: [(&[u8], &str); 24] = [
    (b"8BPS", "a Photoshop file"),
    (b"%PDF", "a PDF"),
    (b"%!PS", "a PostScript file"),
    (b"\xc5\xd0\xd3\xc6", "a PostScript file"),
    (b"gimp xcf", "a GIMP file"),
    (b"FUJIFILMCCD-RAW", "a camera's raw file"),
    (b"IIU\0", "a camera's raw file"),
    (b"IIRO", "a camera's raw file"),
    (b"IIRS", "a camera's raw file"),
    (b"MMOR", "a camera's raw file"),
    (b"FOVb", "a camera's raw file"),
    (b"II*\0", "a TIFF"),
    (b"MM\0*", "a TIFF"),
    (b"II+\0", "a TIFF"),
    (b"MM\0+", "a TIFF"),
    (b"\xff\x0a", "a JPEG XL"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000"),
    (b"\xd7\xcd\xc6\x9a", "a Windows metafile"),
    (b"\x1f\x8b", "a compressed file"),
    (b"PK\x03\x04", "an archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1a\x45\xdf\xa3", "a video"),
];

/// Brands of the ISO base media file format (ISO/IEC 14496-12, section 4.3), in which HEIC, AVIF and videos are stored.
const BRANDS: [(&[u8], &str); 12] = [
    (b"heic", "a HEIC photo"),
    (b"heix", "a HEIC photo"),
    (b"heim", "a HEIC photo"),
    (b"heis", "a HEIC photo"),
    (b"hevc", "a HEIC photo"),
    (b"hevx", "a HEIC photo"),
    (b"mif1", "a HEIC photo"),
    (b"msf1", "a HEIC photo"),
    (b"crx ", "a camera's raw file"),
    (b"qt  ", "a video"),
    (b"isom", "a video"),
    (b"mp42", "a video"),
];

/// What a file with these first bytes is.
pub(super) fn kind_of(head: &[u8]) -> FileKind {
    if head.is_empty() {
        return FileKind::Empty;
    }
    if head.starts_with(b"version https://git-lfs.github.com/spec/") {
        return FileKind::LfsPointer;
    }
    if let Some(format) = shown(head) {
        return FileKind::Picture(format);
    }
    // A raw file of Canon is a TIFF with a mark of its own.
    if (head.starts_with(b"II*\0") || head.starts_with(b"MM\0*")) && head.get(8..10) == Some(b"CR") {
        return FileKind::NotShown("a camera's raw file");
    }
    if let Some((_, name)) = NOT_SHOWN.iter().find(|(start, _)| head.starts_with(start)) {
        return FileKind::NotShown(name);
    }
    if let Some(name) = brand(head) {
        return FileKind::NotShown(name);
    }
    text_kind(head)
}

fn shown(head: &[u8]) -> Option<Format> {
    const STARTS: [(&[u8], Format); 6] = [
        (b"\xff\xd8\xff", Format::Jpeg),
        (b"\x89PNG\r\n\x1a\n", Format::Png),
        (b"GIF87a", Format::Gif),
        (b"GIF89a", Format::Gif),
        (b"\0\0\x01\0", Format::Ico),
        (b"\0\0\x02\0", Format::Ico),
    ];
    let found = STARTS.into_iter().find(|(start, _)| head.starts_with(start)).map(|(_, format)| format);
    let is_webp = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP");
    // Two letters are too few to know a bitmap by: its header's size follows at byte 14.
    let is_bmp =
        head.starts_with(b"BM") && matches!(head.get(14..18), Some([12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]));
    found
        .or(is_webp.then_some(Format::Webp))
        .or(is_bmp.then_some(Format::Bmp))
        .or_else(|| brands(head).any(|brand| brand == b"avif" || brand == b"avis").then_some(Format::Avif))
}

/// The brands of a file in the ISO base media file format: the major one, then those that it is compatible with.
fn brands(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    let is_iso = head.get(4..8) == Some(b"ftyp");
    let length = head.get(..4).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok()).map_or(0, u32::from_be_bytes);
    let end = usize::try_from(length).unwrap_or(0).min(head.len());
    let list = if is_iso { head.get(8..end).unwrap_or_default() } else { &[] };
    // The second is the major one's version.
    list.chunks_exact(4).enumerate().filter(|(at, _)| *at != 1).map(|(_, brand)| brand)
}

fn brand(head: &[u8]) -> Option<&'static str> {
    let mut all = brands(head).peekable();
    all.peek()?;
    let name = |brand: &[u8]| BRANDS.iter().find(|(known, _)| *known == brand).map(|(_, name)| *name);
    Some(all.find_map(name).unwrap_or("a video"))
}

/// HTML or a drawing, by its first tag.
fn text_kind(head: &[u8]) -> FileKind {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    let starts = |start: &str| text.starts_with(start);
    if starts("<!doctype html") || starts("<html") || starts("<head") || starts("<body") || starts("<script") {
        return FileKind::WebPage;
    }
    let is_markup = starts("<?xml") || starts("<!--") || starts("<!doctype svg") || starts("<svg");
    match (text.find("<svg"), text.find("<html")) {
        (Some(_), None) if is_markup => FileKind::Picture(Format::Svg),
        (None, Some(_)) if is_markup => FileKind::WebPage,
        _ => FileKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let heic = b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic";
        let avif = b"\0\0\0\x1cftypmif1\0\0\0\0avifmif1miaf";
        let table: [(&[u8], FileKind); 22] = [
            (b"", FileKind::Empty),
            (b"\xff\xd8\xff\xe1", FileKind::Picture(Format::Jpeg)),
            (b"\x89PNG\r\n\x1a\n", FileKind::Picture(Format::Png)),
            (b"GIF89a", FileKind::Picture(Format::Gif)),
            (b"RIFF\x10\0\0\0WEBPVP8 ", FileKind::Picture(Format::Webp)),
            (avif, FileKind::Picture(Format::Avif)),
            (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", FileKind::Picture(Format::Bmp)),
            (b"BMW is a car, and this is a text.", FileKind::Other),
            (b"<?xml version=\"1.0\"?>\n<!-- A -->\n<svg>", FileKind::Picture(Format::Svg)),
            (b"\xef\xbb\xbf <svg>", FileKind::Picture(Format::Svg)),
            (heic, FileKind::NotShown("a HEIC photo")),
            (b"\0\0\0\x14ftypcrx \0\0\0\x01crx ", FileKind::NotShown("a camera's raw file")),
            (b"II*\0\x10\0\0\0CR\x02\0", FileKind::NotShown("a camera's raw file")),
            (b"II*\0\x08\0\0\0", FileKind::NotShown("a TIFF")),
            (b"MM\0*\0\0\0\x08", FileKind::NotShown("a TIFF")),
            (b"8BPS\0\x01", FileKind::NotShown("a Photoshop file")),
            (b"%PDF-1.7", FileKind::NotShown("a PDF")),
            (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", FileKind::NotShown("a video")),
            (b"\n<!DOCTYPE html><title>404</title>", FileKind::WebPage),
            (b"<HTML>", FileKind::WebPage),
            (b"version https://git-lfs.github.com/spec/v1\noid", FileKind::LfsPointer),
            (b"A letter.", FileKind::Other),
        ];
        for (head, kind) in table {
            assert_eq!(kind_of(head), kind, "{}", String::from_utf8_lossy(head));
        }
    }
}
