//! How two names differ, and how alike they are.

use strsim::generic_damerau_levenshtein;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// A name as the eye reads it: two names that look alike have the same key. Letters of other scripts and accents become
/// their nearest in Latin, invisible characters are left out, and `\` separates folders as `/` does.
pub(super) fn key(name: &str) -> String {
    let visible: String = name
        .nfc()
        .filter(|character| !is_invisible(*character))
        .map(|character| if character == '\\' { '/' } else { character })
        .collect();
    let latin = deunicode::deunicode_with_tofu(&visible, "\u{fffd}").to_lowercase();
    // A name in a script whose letters have no Latin ones keeps them, so that it is like itself alone.
    let latin = if latin.contains('\u{fffd}') { folded(&visible) } else { latin };
    let parts: Vec<&str> = latin.split('/').map(str::trim).collect();
    parts.join("/")
}

/// Soft hyphens, and characters without width.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// A name without the difference between capitals and small letters, and between the forms of one accent.
pub(crate) fn folded(name: &str) -> String {
    let composed: String = name.nfc().collect();
    // By way of capitals, so that `ß` and `ss`, `ς` and `σ` are alike, as on disks that ignore case.
    composed.to_uppercase().to_lowercase().nfc().collect()
}

/// Whether two names are one text whose accents may be stored in different ways.
pub(crate) fn is_one_text(one: &str, other: &str) -> bool {
    one.nfc().eq(other.nfc())
}

/// What tells two names apart that look the same, as a sentence; `None` if they look different.
pub(super) fn difference(wrong: &str, right: &str) -> Option<String> {
    if wrong == right || key(wrong) != key(right) {
        return None;
    }
    let composed = |name: &str| name.nfc().collect::<String>();
    let spaceless = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
    if wrong.replace('\\', "/") == right {
        return Some("folders are separated by `/`, not by `\\`".to_owned());
    }
    if is_one_text(wrong, right) {
        return Some(
            "the two look the same, but their accents are stored in different ways: copy the path from here".to_owned(),
        );
    }
    if folded(wrong) == folded(right) {
        return Some("capital and small letters differ".to_owned());
    }
    if spaceless(wrong) == spaceless(right) {
        return Some("there is a space too many or too few at the beginning or the end of a name".to_owned());
    }
    let (mut ours, mut theirs) =
        (composed(wrong).chars().collect::<Vec<_>>(), composed(right).chars().collect::<Vec<_>>());
    if ours.len() != theirs.len() {
        return Some("one of them has a character that is invisible, or that is written in another way".to_owned());
    }
    let (ours, theirs) = (ours.drain(..), theirs.drain(..));
    let (one, other) = ours.zip(theirs).find(|(one, other)| one != other)?;
    let code = |character: char| format!("{:04X}", u32::from(character));
    Some(format!(
        "`{one}` (U+{}) in your link and `{other}` (U+{}) in the name are different characters",
        code(one),
        code(other)
    ))
}

/// Whether a name is probably a slip for another.
pub(crate) fn is_slip(wrong: &str, right: &str) -> bool {
    distance(wrong, right).is_some()
}

/// How many letters differ between two names, if they are so few that one is probably a slip for the other. Numbers must
/// be the same: `photo-1` is no slip for `photo-2`.
pub(super) fn distance(wrong: &str, right: &str) -> Option<usize> {
    let most = most_slips(right.graphemes(true).count());
    if most == 0 || digits(wrong) != digits(right) {
        return None;
    }
    let (wrong, right): (Vec<&str>, Vec<&str>) = (wrong.graphemes(true).collect(), right.graphemes(true).collect());
    if wrong.len().abs_diff(right.len()) > most {
        return None;
    }
    Some(generic_damerau_levenshtein(&wrong, &right)).filter(|distance| *distance <= most)
}

/// How many slips a name of this many letters can have.
fn most_slips(letters: usize) -> usize {
    match letters {
        0..=2 => 0,
        3..=5 => 1,
        6..=10 => 2,
        _ => 3,
    }
}

/// The digits of a name.
pub(super) fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

/// The nearest of several names, if no other is as near.
pub(super) fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(usize, &str)> = None;
    let mut is_alone = true;
    for name in names {
        let Some(distance) = distance(wrong, name) else { continue };
        match best {
            Some((least, _)) if distance > least => {}
            Some((least, found)) if distance == least => is_alone &= found == name,
            _ => {
                best = Some((distance, name));
                is_alone = true;
            }
        }
    }
    best.filter(|_| is_alone).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_how_names_that_look_alike_differ() {
        let table = [
            ("River.JPG", "river.jpg", "capital"),
            ("STRASSE.md", "straße.md", "capital"),
            ("cafe\u{301}.png", "caf\u{e9}.png", "accents"),
            ("a\\b.png", "a/b.png", "`/`"),
            ("boat.png ", "boat.png", "space"),
            ("b\u{430}nk.png", "bank.png", "U+0430"),
            ("bo\u{200b}at.png", "boat.png", "invisible"),
        ];
        for (wrong, right, word) in table {
            let said = difference(wrong, right).unwrap_or_default();
            assert!(said.contains(word), "{wrong}: {said}");
        }
        for (wrong, right) in [("boat.png", "boat.png"), ("boat.png", "coat.png"), ("沉默.png", "北京.png")] {
            assert_eq!(difference(wrong, right), None, "{wrong}");
        }
    }

    #[test]
    fn finds_a_slip_and_no_other_name() {
        let names = ["repair", "boat", "river-bank", "photo-1", "photo-2", "fünf", "harbour", "harbours"];
        let table = [
            ("repiar", Some("repair")),
            ("boot", Some("boat")),
            ("riverbank", Some("river-bank")),
            ("photo-3", None),
            ("foto-2", Some("photo-2")),
            ("fu\u{308}nf", Some("fünf")),
            ("harbou", Some("harbour")),
            ("b", None),
            ("coal", None),
        ];
        for (wrong, right) in table {
            let wrong: String = wrong.nfc().collect();
            assert_eq!(nearest(&wrong, names.into_iter()), right, "{wrong}");
        }
        // As near to one as to another.
        assert_eq!(nearest("harbourz", ["harboura", "harbourb"].into_iter()), None);
    }
}
