//! Unpacks a font file: WOFF and WOFF 2 become the OpenType font that is in them.

use std::borrow::Cow;
use std::error::Error;
use std::io::Read;

use crate::error::{FontError, Other};
use crate::guard::guarded;

/// The largest font, unpacked. The largest for reading, with all Chinese characters, have some 30 megabytes.
pub(crate) const MOST_MEGABYTES: usize = 64;
const MOST_BYTES: usize = MOST_MEGABYTES << 20;

/// The OpenType font in a file.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Cow<'_, [u8]>, FontError> {
    if bytes.is_empty() {
        return Err(FontError::Empty);
    }
    if bytes.len() > MOST_BYTES {
        return Err(FontError::TooLarge(MOST_MEGABYTES));
    }
    match bytes.first_chunk() {
        Some(b"\0\x01\0\0" | b"OTTO" | b"true") => Ok(Cow::Borrowed(bytes)),
        Some(b"wOFF") => unpack_with(bytes, |bytes| {
            wuff::decompress_woff1_with_custom_z(bytes, &mut |packed, size| inflate(packed, size))
        }),
        Some(b"wOF2") => unpack_with(bytes, |bytes| {
            wuff::decompress_woff2_with_custom_brotli(bytes, &mut |packed, size| unbrotli(packed, size))
        }),
        Some(b"ttcf") => Err(FontError::Collection),
        _ => Err(FontError::NotAFont(kind(bytes))),
    }
}

fn unpack_with(
    bytes: &[u8],
    unpack: impl FnOnce(&[u8]) -> Result<Vec<u8>, wuff::WuffErr>,
) -> Result<Cow<'_, [u8]>, FontError> {
    const FLAVOUR: usize = 4;
    const UNPACKED_SIZE: usize = 16;
    if bytes.get(FLAVOUR..FLAVOUR + 4) == Some(b"ttcf") {
        return Err(FontError::Collection);
    }
    // What the file says of its own size. The unpackers hold it to less than this, too.
    let size = bytes.get(UNPACKED_SIZE..).and_then(<[u8]>::first_chunk).map_or(0, |size| u32::from_be_bytes(*size));
    if size as usize > MOST_BYTES {
        return Err(FontError::TooLarge(MOST_MEGABYTES));
    }
    let font = guarded(|| unpack(bytes))
        .and_then(Result::ok)
        .ok_or_else(|| FontError::Damaged("it can't be unpacked".to_owned()))?;
    if font.len() > MOST_BYTES {
        return Err(FontError::TooLarge(MOST_MEGABYTES));
    }
    Ok(Cow::Owned(font))
}

/// Unpacks one table of a WOFF file, whose size the file says.
fn inflate(packed: &[u8], size: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let table = read_at_most(flate2::read::ZlibDecoder::new(packed), size)?;
    if table.len() == size { Ok(table) } else { Err("the table has another size".into()) }
}

/// Unpacks the tables of a WOFF 2 file, whose size together the file says.
fn unbrotli(packed: &[u8], size: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let tables = read_at_most(brotli_decompressor::Decompressor::new(packed, 4096), size)?;
    if tables.len() == size { Ok(tables) } else { Err("the tables have another size".into()) }
}

/// All of a reader, up to one byte more than a size. Memory grows only with what is there.
fn read_at_most(reader: impl Read, size: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    if size > MOST_BYTES {
        return Err("too large".into());
    }
    let mut bytes = Vec::new();
    reader.take(size as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What a file is that doesn't begin like a font.
fn kind(bytes: &[u8]) -> Other {
    const POSTSCRIPT: [&[u8]; 2] = [b"%!", b"\x80\x01"];
    /// "LP", at this place in Microsoft's old format for the web.
    const EOT: (usize, &[u8]) = (34, b"LP");
    let start = bytes.trim_ascii_start();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    if bytes.starts_with(b"PK\x03\x04") {
        Other::Archive
    } else if start.starts_with(b"<") {
        Other::WebPage
    } else if POSTSCRIPT.iter().any(|magic| bytes.starts_with(magic))
        || bytes.get(EOT.0..).is_some_and(|rest| rest.starts_with(EOT.1))
    {
        Other::OldFont
    } else {
        Other::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_font_is_named() {
        for (bytes, error) in [
            (&b""[..], FontError::Empty),
            (b"\n<!doctype html><title>404", FontError::NotAFont(Other::WebPage)),
            (b"\xef\xbb\xbf<html>", FontError::NotAFont(Other::WebPage)),
            (b"PK\x03\x04rest", FontError::NotAFont(Other::Archive)),
            (b"%!PS-AdobeFont-1.0: Utopia", FontError::NotAFont(Other::OldFont)),
            (b"x", FontError::NotAFont(Other::Unknown)),
            ("Grüße".as_bytes(), FontError::NotAFont(Other::Unknown)),
            (b"ttcf\0\x01\0\0", FontError::Collection),
            (b"wOF2ttcf", FontError::Collection),
        ] {
            assert_eq!(unpack(bytes).unwrap_err(), error, "{bytes:?}");
        }
    }

    #[test]
    fn a_file_that_says_it_is_huge_is_refused_before_it_is_unpacked() {
        for magic in [b"wOFF", b"wOF2"] {
            let mut bytes = vec![0; 64];
            bytes[..4].copy_from_slice(magic);
            bytes[16..20].copy_from_slice(&u32::MAX.to_be_bytes());
            assert_eq!(unpack(&bytes).unwrap_err(), FontError::TooLarge(MOST_MEGABYTES));
        }
    }

    #[test]
    fn a_torn_file_is_damaged() {
        for magic in [&b"wOFF"[..], b"wOF2"] {
            for length in 4..64 {
                let mut bytes = magic.to_vec();
                bytes.resize(length, 0);
                assert!(matches!(unpack(&bytes).unwrap_err(), FontError::Damaged(_)), "{length}");
            }
        }
    }
}
