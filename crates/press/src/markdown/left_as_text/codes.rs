//! Codes in square brackets, as in forums and in the plug-ins of WordPress: `[b]words[/b]`, `[vc_row]`.

use std::collections::HashMap;
use std::ops::Range;

use super::Left;
use super::text::{Line, Paragraph};

/// Codes of forums, and what to write instead.
const FORUM: [(&str, &str); 15] = [
    ("b", "`**words**`"),
    ("i", "`*words*`"),
    ("u", "`<u>words</u>`"),
    ("s", "`~~words~~`"),
    ("url", "`[words](https://…)`"),
    ("img", "`![what it shows](/images/picture.jpg)`"),
    ("quote", "a quotation: `> ` before each line"),
    ("list", "a list: `- ` before each item"),
    ("center", "the words alone, for the look of the site decides on their place"),
    ("color", "the words alone, for the look of the site decides on their colour"),
    ("size", "the words alone, for the look of the site decides on their size"),
    ("font", "the words alone, for the look of the site decides on their font"),
    ("footnote", "`[^1]` here, and `[^1]: words` on a line of its own after an empty line"),
    ("fn", "`[^1]` here, and `[^1]: words` on a line of its own after an empty line"),
    ("ref", "`[^1]` here, and `[^1]: words` on a line of its own after an empty line"),
];

/// The codes of a text, in order.
#[derive(Default)]
pub(super) struct Codes<'t> {
    /// Where the first code of each name begins that has not ended.
    open: HashMap<&'t str, Range<usize>>,
}

impl<'t> Codes<'t> {
    pub(super) fn read(&mut self, paragraph: &Paragraph<'t>, found: &mut Vec<Left>) {
        for line in &paragraph.lines {
            for (at, _) in line.text.match_indices('[') {
                self.code(line, at, found);
            }
            found.extend(alone(line));
        }
    }

    fn code(&mut self, line: &Line<'t>, at: usize, found: &mut Vec<Left>) {
        let after = &line.text[at + 1..];
        let is_end = after.starts_with('/');
        let after = after.strip_prefix('/').unwrap_or(after);
        let name = name(after);
        let rest = &after[name.len()..];
        // Those are told elsewhere.
        if name.is_empty() || super::tools::is_shortcode(name) {
            return;
        }
        if is_end {
            if rest.starts_with(']')
                && let Some(place) = self.open.remove(name)
            {
                found.push(left(place, name));
            }
        } else if has_values(rest) {
            self.open.remove(name);
            found.push(left(line.span(at..at + 1 + name.len()), name));
        } else if rest.starts_with([']', '=', ' ']) {
            self.open.entry(name).or_insert_with(|| line.span(at..at + 1 + name.len()));
        }
    }
}

/// The name of a code, from what follows its bracket.
fn name(after: &str) -> &str {
    let length = after.bytes().take(31).take_while(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte)).count();
    if after.starts_with(|first: char| first.is_ascii_alphabetic()) && length < 31 { &after[..length] } else { "" }
}

/// Whether values follow, as in `[vc_empty_space height="32px"]`.
fn has_values(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(' ') else { return false };
    let name = rest.bytes().take(30).take_while(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte)).count();
    name > 0
        && rest[name..].strip_prefix('=').is_some_and(|value| value.starts_with(['"', '“', '”', '″', '\'']))
        && rest.bytes().take(500).any(|byte| byte == b']')
}

/// `[mc4wp_form]` and `[wpforms id=12]`, alone on a line.
fn alone(line: &Line<'_>) -> Option<Left> {
    let inside = line.words().strip_prefix('[')?.strip_suffix(']')?;
    let name = name(inside);
    let rest = inside.strip_prefix(name)?;
    let is_value = |word: &str| {
        word.split_once('=').is_some_and(|(key, value)| {
            let is_key =
                !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
            is_key && !value.is_empty() && !value.contains(['=', '[', ']', '(', ')']) && !value.starts_with(['"', '\''])
        })
    };
    let is_code = rest.is_empty() && name.contains('_') && !name.ends_with('_')
        || rest.starts_with(' ') && rest.split_whitespace().all(is_value);
    (!name.is_empty() && is_code && !super::tools::is_shortcode(name)).then(|| {
        let help = "Catchword has no such codes: remove it, or write what it should show as Markdown";
        Left::new(line.first(1 + name.len()), format!("`[{name}]` does nothing here"), help)
    })
}

fn left(place: Range<usize>, name: &str) -> Left {
    let help = match FORUM.iter().find(|(code, _)| name.eq_ignore_ascii_case(code)) {
        Some((_, instead)) => format!("write {instead}"),
        None => "Catchword has no such codes: remove it, and keep the words in it".to_owned(),
    };
    Left::new(place, format!("`[{name}]` does nothing here"), help)
}

/// Whether a pair of brackets belongs to a code that ends soon, so that it is no link.
pub(super) fn is_code(words: &str, after: &str) -> bool {
    let name = name(words);
    let end = format!("[/{name}]");
    let is_near = || after.as_bytes().windows(end.len()).take(500).any(|part| part == end.as_bytes());
    words == "*" || !name.is_empty() && name.len() == words.len() && is_near()
}
