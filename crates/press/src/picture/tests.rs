//! Pictures of every format, turned every way.

use std::fs;

use super::*;

/// A TIFF structure with one tag, `Orientation`.
fn exif(orientation: u8, is_big_endian: bool) -> Vec<u8> {
    if is_big_endian {
        [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation], b"\0\0\0\0\0\0"].concat()
    } else {
        [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(), &[orientation], b"\0\0\0\0\0\0\0"].concat()
    }
}

fn jpeg(exif: &[u8]) -> Vec<u8> {
    let length = u16::try_from(exif.len() + 8).unwrap().to_be_bytes();
    let app1 = [b"\xff\xe1".as_slice(), &length, b"Exif\0\0", exif].concat();
    [
        b"\xff\xd8".as_slice(),
        &app1,
        b"\xff\xc0\0\x0b\x08\0\x03\0\x04\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0\0\xff\xd9",
    ]
    .concat()
}

fn png(exif: &[u8]) -> Vec<u8> {
    // Nobody checks the sums.
    let chunk = |name: &[u8], data: &[u8]| {
        [&u32::try_from(data.len()).unwrap().to_be_bytes(), name, data, b"\0\0\0\0".as_slice()].concat()
    };
    let head = chunk(b"IHDR", b"\0\0\0\x04\0\0\0\x03\x08\0\0\0\0");
    [b"\x89PNG\r\n\x1a\n".as_slice(), &head, &chunk(b"eXIf", exif), &chunk(b"IEND", b"")].concat()
}

fn webp(exif: &[u8]) -> Vec<u8> {
    let mut exif = exif.to_vec();
    exif.resize(exif.len().next_multiple_of(2), 0);
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap().to_le_bytes();
    // Width and height less one, in three bytes each.
    let head = b"VP8X\x0a\0\0\0\x08\0\0\0\x03\0\0\x02\0\0";
    let body = [b"WEBP".as_slice(), head, b"EXIF", &length(&exif), &exif].concat();
    [b"RIFF".as_slice(), &length(&body), &body].concat()
}

fn read_file(name: &str, bytes: &[u8]) -> Asset {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    fs::write(&file, bytes).unwrap();
    read_asset(file, &ContentPath::resolve("", name).unwrap()).unwrap()
}

fn size(name: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    read_file(name, bytes).size.map(|size| (size.width, size.height))
}

#[test]
fn the_way_a_picture_is_turned_decides_its_width_and_height() {
    for (name, picture) in [("a.jpg", jpeg as fn(&[u8]) -> Vec<u8>), ("a.png", png), ("a.webp", webp)] {
        for orientation in 1..=8 {
            let shown = if orientation >= 5 { (3, 4) } else { (4, 3) };
            for is_big_endian in [false, true] {
                let bytes = picture(&exif(orientation, is_big_endian));
                assert_eq!(size(name, &bytes), Some(shown), "{name} {orientation} {is_big_endian}");
            }
        }
        // An orientation that does not exist, and data that can't be read, turn nothing.
        for data in [exif(9, false), b"II*\0".to_vec(), b"not Exif".to_vec()] {
            assert_eq!(size(name, &picture(&data)), Some((4, 3)), "{name}");
        }
    }
}

#[test]
fn a_picture_that_is_cut_off_has_no_size() {
    for (name, bytes) in
        [("a.jpg", jpeg(&exif(1, true))), ("a.png", png(&exif(1, true))), ("a.webp", webp(&exif(1, true)))]
    {
        assert_eq!(size(name, &bytes), Some((4, 3)), "{name}");
        for length in [bytes.len() - 6, bytes.len() / 2, 3] {
            assert_eq!(size(name, &bytes[..length]), None, "{name} {length}");
        }
    }
    let gif = b"GIF89a\x04\0\x03\0\0\0\0,\0\0\0\0\x04\0\x03\0\0\x02\x02\x84\x51\0;";
    assert_eq!(size("a.gif", gif), Some((4, 3)));
    assert_eq!(size("a.gif", &gif[..gif.len() - 1]), None);
}
