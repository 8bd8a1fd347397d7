//! Lines with the marks of a list that Markdown does not know: they become one line.

use super::Left;
use super::items::{begins, is_broken};
use super::lines::beginning;
use super::text::{Line, Paragraph};

/// Marks of things that are done or not.
const BOXES: &str = "☐☑☒✅❌✓✔✗✘❎🗹🗸";

/// Marks that are told elsewhere.
const BULLETS: &str = "•·◦▪‣●○■";

const HEBREW: &str = "אבגדהוזחטי";
const ARABIC: &str = "أبجدهوزحطي";
const GREEK: &str = "αβγδεζηθικ";
const CYRILLIC: &str = "абвгдежзиклмн";
const CHINESE: &str = "一二三四五六七八九十";

/// The mark of a line.
#[derive(PartialEq)]
struct Mark {
    kind: Kind,
    /// Its place in an order, or 0.
    number: u32,
    length: usize,
}

#[derive(PartialEq)]
enum Kind {
    Numbered { before: Option<char>, after: String },
    Lettered { alphabet: &'static str, is_large: bool, after: char, before: Option<char> },
    Roman { after: char, before: Option<char> },
    Circled,
    Keycap,
    Box,
    Symbol(char),
}

pub(super) fn find(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    if paragraph.is_raw {
        return;
    }
    let marked = |line: &Line<'_>| if begins(line, paragraph.source) { marks(line.words()) } else { Vec::new() };
    // A sentence that goes on in the next line.
    let is_open = |line: &Line<'_>| {
        [" and", " or", " und", " oder", " y", " o", " et", " ou"].iter().any(|end| line.words().ends_with(end))
    };
    let follows = |first: &Mark, second: &Mark| {
        let is_ordered = first.number + 1 == second.number || (first.number == 0 && second.number == 0);
        first.kind == second.kind && is_ordered
    };
    let pair = paragraph
        .lines
        .windows(2)
        .filter(|pair| !is_broken(&pair[0], paragraph.source) && !is_open(&pair[0]))
        .find_map(|pair| {
            let seconds = marked(&pair[1]);
            let first =
                marked(&pair[0]).into_iter().find(|first| seconds.iter().any(|second| follows(first, second)))?;
            Some((&pair[0], first))
        });
    let Some((line, mark)) = pair else { return };
    let words = line.words();
    let rest = beginning(words[mark.length..].trim_start());
    let instead = match mark.kind {
        Kind::Box => "- [ ] ",
        Kind::Symbol(_) => "- ",
        _ => "1. ",
    };
    let help = format!(
        "for a list write `{instead}{rest}`, with an empty line before the list; to keep the marks as they are, end each line \
         but the last with a backslash"
    );
    found.push(Left::new(line.first(mark.length), "these lines become one", help));
}

/// What the mark that a line begins with may be. One letter may be a number of the Romans, too.
fn marks(words: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let Some(first) = words.chars().next() else { return marks };
    let is_text = |length: usize| words[length..].chars().any(char::is_alphanumeric);
    if let Some(mark) = symbol(words, first).filter(|mark| is_text(mark.length)) {
        marks.push(mark);
        return marks;
    }
    let before = Some(first).filter(|first| "(（[".contains(*first));
    let opened = before.map_or(0, char::len_utf8);
    let inside = &words[opened..];
    let digits: Vec<u32> = inside.chars().map_while(digit).take(4).collect();
    if !digits.is_empty() && digits.len() < 4 {
        let length = inside.chars().take(digits.len()).map(char::len_utf8).sum::<usize>();
        let number = digits.iter().fold(0, |number, digit| number * 10 + digit);
        let is_narrow = inside.starts_with(|first: char| first.is_ascii_digit());
        marks.extend(after_number(&inside[length..], before, is_narrow).map(|after| Mark {
            number,
            length: opened + length + after.len(),
            kind: Kind::Numbered { before, after: after.to_owned() },
        }));
    }
    marks.extend(roman(inside, before, opened));
    marks.extend(letter(inside, before, opened));
    marks.retain(|mark| is_text(mark.length));
    marks
}

/// A circled number, a key, a box or another symbol.
fn symbol(words: &str, first: char) -> Option<Mark> {
    let code = u32::from(first);
    let circled = match code {
        0x2460..=0x2473 => Some(code - 0x2460),
        0x2776..=0x277f => Some(code - 0x2776),
        0x2780..=0x2789 => Some(code - 0x2780),
        0x278a..=0x2793 => Some(code - 0x278a),
        0x2474..=0x2487 => Some(code - 0x2474),
        0x2488..=0x249b => Some(code - 0x2488),
        0x24d0..=0x24e9 => Some(code - 0x24d0),
        _ => None,
    };
    let length = first.len_utf8();
    if let Some(number) = circled {
        return Some(Mark { kind: Kind::Circled, number: number + 1, length });
    }
    if let Some(digit) = first.to_digit(10)
        && words[1..].starts_with("\u{fe0f}\u{20e3}")
    {
        return Some(Mark { kind: Kind::Keycap, number: digit, length: "0\u{fe0f}\u{20e3}".len() });
    }
    let kind = match code {
        _ if BULLETS.contains(first) => return None,
        _ if BOXES.contains(first) => Kind::Box,
        0x2190..=0x2bff | 0x1f300..=0x1faff => Kind::Symbol(first),
        _ => return None,
    };
    let variant = if words[length..].starts_with('\u{fe0f}') { '\u{fe0f}'.len_utf8() } else { 0 };
    Some(Mark { kind, number: 0, length: length + variant })
}

/// The digits of ASCII, of Arabic and of Persian.
fn digit(letter: char) -> Option<u32> {
    let code = u32::from(letter);
    match code {
        0x30..=0x39 => Some(code - 0x30),
        0x660..=0x669 => Some(code - 0x660),
        0x6f0..=0x6f9 => Some(code - 0x6f0),
        0x966..=0x96f => Some(code - 0x966),
        _ => None,
    }
}

/// What stands behind a number that begins an item. The digits of ASCII make a list with some of these.
fn after_number(rest: &str, before: Option<char>, is_narrow: bool) -> Option<&str> {
    const DASHED: [&str; 10] = [" - ", " – ", " — ", ") - ", ".) ", ": ", "º ", "ª ", ".º ", "、"];
    const PLAIN: [&str; 4] = [". ", ") ", "- ", ".- "];
    let ends: &[&str] = match before {
        Some('(') => &[") "],
        Some('（') => &["）"],
        Some(_) => return None,
        None => &DASHED,
    };
    let others: &[&str] = if is_narrow || before.is_some() { &[] } else { &PLAIN };
    let end = ends.iter().chain(others).find(|end| rest.starts_with(**end))?;
    Some(&rest[..end.len()])
}

/// `ii.`, `(ii)`, `ii)`.
fn roman(inside: &str, before: Option<char>, opened: usize) -> Option<Mark> {
    const NUMBERS: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let length = inside.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = &inside[..length];
    let is_even = word == word.to_ascii_lowercase() || word == word.to_ascii_uppercase();
    let number = NUMBERS.iter().position(|number| word.eq_ignore_ascii_case(number)).filter(|_| is_even)?;
    let after = ends(&inside[length..], before)?;
    let kind = Kind::Roman { after, before };
    Some(Mark { kind, number: u32::try_from(number).ok()? + 1, length: opened + length + 1 })
}

/// `a)`, `(a)`, `a.`, and the same in other alphabets.
fn letter(inside: &str, before: Option<char>, opened: usize) -> Option<Mark> {
    const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
    let first = inside.chars().next()?;
    let small = first.to_lowercase().next()?;
    let alphabet =
        [LATIN, HEBREW, ARABIC, GREEK, CYRILLIC, CHINESE].into_iter().find(|alphabet| alphabet.contains(small))?;
    let rest = &inside[first.len_utf8()..];
    let after = if alphabet == CHINESE && rest.starts_with('、') { '、' } else { ends(rest, before)? };
    let number = u32::try_from(alphabet.chars().position(|letter| letter == small)?).ok()? + 1;
    let length = opened + first.len_utf8() + after.len_utf8();
    Some(Mark { kind: Kind::Lettered { alphabet, is_large: small != first, after, before }, number, length })
}

/// The dot or the bracket behind a letter.
fn ends(rest: &str, before: Option<char>) -> Option<char> {
    let after =
        rest.chars().next().filter(|after| if before.is_some() { *after == ')' } else { ".)".contains(*after) })?;
    rest[1..].starts_with([' ', '\t']).then_some(after)
}
