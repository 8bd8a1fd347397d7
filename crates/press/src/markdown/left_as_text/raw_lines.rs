//! Markdown inside raw HTML, which is only read after an empty line: headings, items of lists, code.

use super::Left;
use super::items::begins;
use super::text::{Line, Paragraph};

const HELP: &str = "inside HTML, Markdown is only read after an empty line: put one after the tag above, and one before the tag \
                    that ends it";

/// Elements in which a dash may stand before a name, or before what somebody says.
const SPOKEN: [&str; 5] = ["<p", "<blockquote", "<cite", "<figcaption", "<footer"];

pub(super) fn find(paragraph: &Paragraph<'_>, found: &mut Vec<Left>) {
    if !paragraph.is_raw {
        return;
    }
    let first = paragraph.lines.iter().enumerate().find_map(|(nth, line)| {
        let what = match line.words() {
            words if begins(line, paragraph.source) && is_heading(words) => "this is not a heading",
            words if begins(line, paragraph.source) && is_item(words) && is_list(paragraph, nth) => {
                "this is not a list"
            }
            words if has_code(words) => "these backticks make no code",
            _ => return None,
        };
        Some((line, what))
    });
    found.extend(first.map(|(line, what)| Left::new(line.first(1), what, HELP)));
}

/// `## Heading`.
fn is_heading(words: &str) -> bool {
    let rest = words.trim_start_matches('#');
    (1..=6).contains(&(words.len() - rest.len())) && rest.starts_with(' ') && rest.contains(char::is_alphanumeric)
}

/// `- item`, `1. item`.
fn is_item(words: &str) -> bool {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 => words.strip_prefix(['-', '*', '+']),
        1..=2 => words[digits..].strip_prefix(['.', ')']),
        _ => None,
    };
    rest.is_some_and(|rest| rest.starts_with(' ') && rest.contains(char::is_alphanumeric))
}

/// Whether a line is one of several items, or directly below a tag of a block.
fn is_list(paragraph: &Paragraph<'_>, nth: usize) -> bool {
    let is_next = paragraph.lines.get(nth + 1).is_some_and(|line| is_item(line.words()));
    let above = nth.checked_sub(1).map_or("", |above| written(&paragraph.lines[above], paragraph.source));
    let is_below = above.starts_with('<') && above.ends_with('>') && !above.starts_with("<br");
    is_next || (is_below && !SPOKEN.iter().any(|tag| above.starts_with(tag) || above.contains(&format!("{tag}>"))))
}

fn written<'s>(line: &Line<'_>, source: &'s str) -> &'s str {
    source.get(line.start..line.start + line.text.len()).unwrap_or_default().trim()
}

/// `` `code` ``.
fn has_code(words: &str) -> bool {
    let Some((before, after)) = words.split_once('`') else { return false };
    let is_open = !before.ends_with(|last: char| last.is_alphanumeric() || last == '`');
    let inside = after.split_once('`').map_or("", |(inside, _)| inside);
    is_open && !inside.is_empty() && !inside.starts_with(' ') && !inside.ends_with(' ')
}
