//! A damaged file is refused in words, or read as far as it can be. It never ends the program.

use std::collections::BTreeSet;

use catchword_fonts::{FontError, System, read};

const LITERATA: &[u8] = include_bytes!("fixtures/Literata.woff2");

/// Reads a file and does all that can be done with a font.
fn use_all(bytes: &[u8]) -> Result<usize, FontError> {
    let characters: BTreeSet<char> = "AVATAR office ½ é 123".chars().collect();
    let font = read(bytes)?;
    font.fallback(System::Georgia);
    font.missing(&characters);
    Ok(font.subset(&characters)?.len())
}

fn opentype() -> Vec<u8> {
    wuff::decompress_woff2(LITERATA).expect("a WOFF 2 file")
}

/// Numbers that look random and are always the same.
fn numbers() -> impl FnMut(usize) -> usize {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    }
}

#[test]
fn a_file_that_ends_too_soon_is_damaged() {
    for whole in [LITERATA, &opentype()] {
        for length in (4..whole.len()).step_by(whole.len() / 97) {
            let result = use_all(&whole[..length]);
            assert!(matches!(result, Err(FontError::Damaged(_))), "{length} of {}: {result:?}", whole.len());
        }
    }
}

#[test]
fn changed_bytes_are_survived() {
    let mut number = numbers();
    let (mut refused, mut used) = (0, 0);
    let whole = opentype();
    for round in 0..100 {
        let mut font = whole.clone();
        // Every other time only in the list of tables and at their beginnings, where it hurts.
        for _ in 0..1 + number(4) {
            let at = if round % 2 == 0 { number(font.len()) } else { beginning(&font, &mut number) };
            font[at] = if number(2) == 0 { number(256) as u8 } else { font[at] ^ 1 << number(8) };
        }
        match use_all(&font) {
            Ok(_) => used += 1,
            Err(_) => refused += 1,
        }
    }
    assert!(refused > 10 && used > 10, "{refused} refused, {used} used");
}

/// A byte of the list of tables, or one of the first of a table.
fn beginning(font: &[u8], number: &mut impl FnMut(usize) -> usize) -> usize {
    let tables = usize::from(font[5]);
    if number(4) == 0 {
        return number(12 + 16 * tables);
    }
    let record = 12 + 16 * number(tables);
    let offset: [u8; 4] = font[record + 8..record + 12].try_into().expect("four bytes");
    (u32::from_be_bytes(offset) as usize + number(64)).min(font.len() - 1)
}

#[test]
fn changed_bytes_of_a_packed_file_are_survived() {
    let mut number = numbers();
    for _ in 0..120 {
        let mut font = LITERATA.to_vec();
        let below = if number(2) == 0 { 200 } else { font.len() };
        let at = number(below);
        font[at] ^= 1 << number(8);
        let _ = use_all(&font);
    }
}

#[test]
fn errors_are_sentences_that_say_what_to_do() {
    for bytes in [&b""[..], b"<html>", b"PK\x03\x04", b"ttcf", b"OTTO", b"\0\x01\0\0\0\0\0\0\0\0\0\0", &LITERATA[..999]]
    {
        let error = read(bytes).unwrap_err();
        assert!(error.to_string().starts_with("it ") || error.to_string().starts_with("the file "), "{error}");
        assert!(miette::Diagnostic::help(&error).is_some(), "{error}");
    }
}
