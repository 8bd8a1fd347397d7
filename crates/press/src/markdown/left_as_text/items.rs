//! Lists that are none.

use super::Left;
use super::lines::beginning;
use super::text::{Line, Paragraph};

/// Hyphens and dashes that make no list.
const DASHES: [char; 7] = ['\u{2010}', '\u{2011}', '\u{2012}', '–', '—', '―', '−'];

/// What word processors write before an item, with a tab after it.
const TABBED: [char; 14] = ['•', '·', '◦', '▪', '‣', '●', '○', '■', 'o', '§', 'Ø', 'ü', '\u{f0b7}', '–'];

pub(super) fn find(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    let begins = |line: &Line<'_>| begins(line, paragraph.source);
    if let Some((line, first)) = paragraph.lines.iter().find_map(|line| Some((line, tabbed(line)?)))
        && begins(line)
    {
        let help = format!("write a dash and a space: `- {}`", beginning(line.words()[first..].trim_start()));
        found.push(Left::new(line.first(first), "this is not a list", help));
        return;
    }
    marked(paragraph, found);
    dashes(paragraph, found);
}

/// Whether only white space and the marks of quotations are before the text of a line: after the mark of a heading or a list
/// stands the name of something, such as `-v`.
pub(super) fn begins(line: &Line<'_>, source: &str) -> bool {
    let before = source.get(line.start..line.start + line.begin()).unwrap_or_default();
    before.trim_matches([' ', '\t', '>']).is_empty()
}

/// The length of a mark with a tab behind it.
fn tabbed(line: &Line<'_>) -> Option<usize> {
    let words = line.words();
    let first = words.chars().next().filter(|first| TABBED.contains(first))?;
    words[first.len_utf8()..].starts_with('\t').then_some(first.len_utf8())
}

/// `-item`, `1.item`, `• item`.
fn marked(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    let marked = |line: &Line<'_>| item_mark(line.words()).filter(|_| begins(line, paragraph.source));
    let Some(nth) = paragraph.lines.iter().position(|line| marked(line).is_some()) else { return };
    let line = &paragraph.lines[nth];
    let Some((length, is_bullet)) = marked(line) else { return };
    let count = paragraph.lines.iter().filter(|line| marked(line).is_some()).count();
    let words = line.words();
    // A line in the middle of a paragraph may begin like that by chance, and a bullet may separate words.
    let separates = is_bullet && (!words.starts_with("• ") || words.matches('•').count() > 1);
    if count < 2 && (nth > 0 || separates) {
        return;
    }
    if count < 2 && paragraph.lines.len() == 1 && is_meant(words) {
        return;
    }
    let mark = if words.starts_with(|first: char| first.is_ascii_digit()) { &words[..length] } else { "-" };
    let rest = beginning(words[length..].trim_start());
    let otherwise = match words.chars().next() {
        Some('*') => format!("; for slanted words write `*words*`, for an asterisk itself `\\*{rest}`"),
        Some('-' | '\u{2010}' | '\u{2011}') => format!("; for a dash write `— {rest}`"),
        _ => String::new(),
    };
    let help = format!("write a space after the mark, and an empty line before the list: `{mark} {rest}`{otherwise}");
    found.push(Left::new(line.first(length), "this is not a list", help));
}

/// Whether the mark of a single line is meant as it is: `*Names have been changed.`, a note to an asterisk, and `-Rilke`, a name
/// or a few words behind a dash.
fn is_meant(words: &str) -> bool {
    let Some(rest) = words.strip_prefix(['*', '-']) else { return false };
    let is_large = rest.starts_with(char::is_uppercase);
    let count = rest.split_whitespace().count();
    match words.as_bytes().first() {
        Some(b'*') => is_large && count > 2 && rest.ends_with(['.', '!', '?', ')', '…', '”', '"']),
        Some(b'-') => is_large && count <= 3,
        _ => false,
    }
}

/// The length of a list's mark that makes no item, and whether it is a bullet.
fn item_mark(words: &str) -> Option<(usize, bool)> {
    let first = words.chars().next()?;
    if "•·◦▪‣●○■".contains(first) {
        return words[first.len_utf8()..]
            .starts_with(|next: char| !next.is_control())
            .then_some((first.len_utf8(), true));
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let length = match (first, digits) {
        ('-' | '*' | '+' | '\u{2010}' | '\u{2011}', _) => first.len_utf8(),
        (_, 1..=3) if words[digits..].starts_with(['.', ')']) => digits + 1,
        _ => return None,
    };
    let mut letters = words[length..].chars();
    let is_word = letters.next().is_some_and(char::is_alphabetic)
        && letters
            .next()
            .is_some_and(|second| second.is_alphabetic() || (digits == 0 && (second == ' ' || second == '\'')));
    // `*Note*` beside something that does not let it end.
    let is_emphasis = first == '*' && words[1..].contains('*');
    (is_word && !is_emphasis).then_some((length, false))
}

/// Whether a line ends in a break that readers see.
pub(super) fn is_broken(line: &Line<'_>, source: &str) -> bool {
    let written = source.get(line.start..line.start + line.text.len()).unwrap_or_default().trim_end_matches('\r');
    written.ends_with("  ") || written.ends_with('\\') || written.trim_end().ends_with('>')
}

/// `– item`, on lines that follow each other. After the end of a line, as in a poem, it may be what somebody says.
fn dashes(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    let dash = |line: &Line<'_>| {
        let first = line.words().chars().next().filter(|first| DASHES.contains(first))?;
        let rest = &line.words()[first.len_utf8()..];
        (begins(line, paragraph.source) && rest.trim_start().starts_with(char::is_alphanumeric)).then_some(first)
    };
    let pair = paragraph.lines.windows(2).find(|pair| {
        dash(&pair[0]).is_some() && dash(&pair[0]) == dash(&pair[1]) && !is_broken(&pair[0], paragraph.source)
    });
    if let Some([line, _]) = pair
        && let Some(mark) = dash(line)
    {
        let help = "for a list write a hyphen and a space before each line, `- words`, and an empty line before the list; for what \
                    people say put an empty line between the lines";
        found.push(Left::new(line.first(mark.len_utf8()), "these lines become one", help));
    }
}
