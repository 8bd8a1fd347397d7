//! Finds references to footnotes inside the words of a link or a picture.

use std::ops::Range;

/// How deep brackets may nest.
const MAX_DEPTH: usize = 32;

/// Calls `hide` with the span of each such reference, `[^…]`.
pub(super) fn in_links(text: &str, mut hide: impl FnMut(Range<usize>)) {
    if !text.contains("[^") {
        return;
    }
    let bytes = text.as_bytes();
    // For each open bracket, the references inside it.
    let mut open: Vec<Vec<Range<usize>>> = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['[', ']', '\\', '\n']).map(|next| at + next) {
        at = next + 1;
        match bytes[next] {
            b'\\' => at += text[at..].chars().next().map_or(0, char::len_utf8),
            // An empty line ends a paragraph, and all brackets with it.
            b'\n' if text[at..].trim_start_matches([' ', '\t', '>']).starts_with(['\n', '\r']) => open.clear(),
            b'[' => match reference(&text[next..]) {
                Some(length) => {
                    at = next + length;
                    if let Some(inside) = open.last_mut() {
                        inside.push(next..at);
                    }
                }
                None if open.len() < MAX_DEPTH => open.push(Vec::new()),
                None => open.clear(),
            },
            b']' => {
                let Some(inside) = open.pop() else { continue };
                if matches!(bytes.get(at), Some(b'(' | b'[')) {
                    inside.into_iter().for_each(&mut hide);
                } else if let Some(around) = open.last_mut() {
                    around.extend(inside);
                }
            }
            _ => {}
        }
    }
}

/// The length of a reference that a text begins with.
fn reference(text: &str) -> Option<usize> {
    let label = text.strip_prefix("[^")?;
    let end = label.bytes().take(200).position(|byte| b"[]\n".contains(&byte))?;
    (end > 0 && label.as_bytes()[end] == b']').then_some("[^".len() + end + 1)
}
