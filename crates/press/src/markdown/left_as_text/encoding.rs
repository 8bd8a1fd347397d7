//! Characters that were read in a wrong encoding, as in `donâ€™t`.

use super::Left;
use super::text::Line;

/// What the bytes `80` to `9F` are in Windows-1252.
const WINDOWS: &str = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/// What the bytes `80` to `BF` are in Windows-1251, without those that are letters of Russian or Ukrainian words.
const CYRILLIC: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§¨©Є«¬®°±Ііґµ¶·№є»јЅѕ";

pub(super) fn find(line: &Line<'_>, found: &mut Vec<Left>) {
    if line.text.is_ascii() {
        return;
    }
    let mut letters = line.text.char_indices();
    if let Some((at, first)) = letters.find(|(at, first)| !first.is_ascii() && is_wrong(line, *at, *first)) {
        let help =
            "the text was copied or saved in another encoding: write these characters anew, and save the file as UTF-8";
        let message = "a character was damaged here";
        found.push(Left::new(line.span(at..at + first.len_utf8()), message, help));
    }
}

fn is_wrong(line: &Line<'_>, at: usize, first: char) -> bool {
    let rest = &line.text[at..];
    let mut letters = rest.chars().skip(1);
    let (second, third, fourth) = (letters.next(), letters.next(), letters.next());
    let is_sign = |letter: char| ('\u{a1}'..='\u{bf}').contains(&letter);
    let is_next = |signs: fn(char) -> bool| second.is_some_and(signs);
    match first {
        '\u{fffd}' => true,
        'â' => rest.starts_with("â€"),
        '‚' => rest.starts_with("‚Ä"),
        'ï' => rest.starts_with("ï»¿"),
        'ð' => is_next(|next| next == 'Ÿ'),
        // A quotation may end after a capital letter.
        'Ã' => {
            second.is_some_and(is_sign) && (second != Some('»') || third.is_some_and(char::is_alphabetic))
                || is_next(|next| "€‚ƒ„†‡ˆ‰Š‹ŒŽœžŸ˜™".contains(next)) && third.is_none_or(|next| !next.is_uppercase())
        }
        'Â' => {
            is_next(|next| ('\u{a0}'..='\u{bf}').contains(&next) && !"ªº»".contains(next))
                || second == Some(' ') && line.before(at).is_some_and(char::is_lowercase)
        }
        'Ä' | 'Å' => is_next(|next| ('\u{a1}'..='\u{bf}').contains(&next) && !"«»ªº".contains(next)),
        'ã' => is_next(|next| "€‚ƒ".contains(next)),
        'ä' | 'å' | 'æ' | 'ç' | 'è' | 'é' => {
            let is_byte = |letter: char| is_sign(letter) || WINDOWS.contains(letter);
            second.is_some_and(|next| is_byte(next) && !"»”’“‘–—…".contains(next))
                && third.is_some_and(|next| is_byte(next) && !"»”’".contains(next))
        }
        'Ð' | 'Ñ' => {
            let is_byte = |letter: char| ('\u{a0}'..='\u{bf}').contains(&letter) || WINDOWS.contains(letter);
            second.is_some_and(is_byte) && matches!(third, Some('Ð' | 'Ñ')) && fourth.is_some_and(is_byte)
        }
        'Р' | 'С' => {
            let is_byte = |letter: char| CYRILLIC.contains(letter);
            second.is_some_and(is_byte) && matches!(third, Some('Р' | 'С')) && fourth.is_some_and(is_byte)
        }
        _ => false,
    }
}
