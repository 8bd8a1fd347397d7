//! The statements of a TOML text: a line each, or several lines that belong together.

use std::ops::Range;

/// A statement, in bytes of the text, without the break of its last line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::content) struct Statement {
    pub(in crate::content) span: Range<usize>,
    /// Whether it is the line of a table, such as `[hero]`.
    pub(in crate::content) is_header: bool,
}

/// The statements of a text, without empty lines and comments.
pub(in crate::content) fn statements(text: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let line = line_at(text, at);
        let trimmed = text[line.clone()].trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            at = line.end + 1;
            continue;
        }
        let is_header = trimmed.starts_with('[');
        let end = if is_header { line.end } else { end_of_field(text, line) };
        found.push(Statement { span: at..end, is_header });
        at = end + 1;
    }
    found
}

/// The line that begins at `from`, without its break.
pub(super) fn line_at(text: &str, from: usize) -> Range<usize> {
    from..text[from..].find('\n').map_or(text.len(), |length| from + length)
}

/// What the end of a line is inside of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    /// A text of several lines, and its mark.
    Text(&'static str),
}

/// Where a field ends: at the end of its line, unless a bracket or a text of several lines is still open.
pub(super) fn end_of_field(text: &str, first: Range<usize>) -> usize {
    if let Some(end) = end_of_open_text(text, &first) {
        return end;
    }
    let (mut line, mut depth, mut inside) = (first.clone(), 0i32, Inside::Nothing);
    loop {
        (depth, inside) = after_line(&text[line.clone()], depth, inside);
        let is_open = inside != Inside::Nothing || depth > 0;
        if !is_open {
            return line.end;
        }
        if line.end >= text.len() {
            // A bracket that is never closed: only its line is wrong. A text that has no end holds all the rest.
            return if inside == Inside::Nothing { first.end } else { text.len() };
        }
        let next = line_at(text, line.end + 1);
        if inside == Inside::Nothing && begins_another(&text[next.clone()]) {
            return line.end;
        }
        line = next;
    }
}

/// How many lines a text may have whose mark stands only at its end.
const MOST_LINES: usize = 8;

/// Where a text ends that begins with one quotation mark and has the other one in a line below.
fn end_of_open_text(text: &str, first: &Range<usize>) -> Option<usize> {
    let value = text[first.clone()].split_once(['=', ':'])?.1.trim();
    let rest = value.strip_prefix(['"', '“', '„'])?;
    let closing = ['"', '”', '“'];
    if rest.is_empty() || rest.contains(closing) {
        return None;
    }
    let mut line = first.clone();
    for _ in 1..MOST_LINES {
        if line.end >= text.len() {
            return None;
        }
        line = line_at(text, line.end + 1);
        let words = text[line.clone()].trim();
        if words.is_empty() || words.starts_with(['#', '[']) || begins_another(words) {
            return None;
        }
        if let Some(at) = words.find(closing) {
            let mark = words[at..].chars().next().map_or(1, char::len_utf8);
            let after = words[at + mark..].trim();
            return (after.is_empty() && at > 0).then_some(line.end);
        }
    }
    None
}

/// Whether a line that follows a field may be the rest of it.
pub(super) fn may_go_on(text: &str, end: usize) -> bool {
    let next = text.get(end + 1..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim();
    !next.is_empty() && !next.starts_with(['#', '[', ']', '}', '+']) && !begins_another(next)
}

/// Whether a line within a list looks like the next field or the line of a table.
fn begins_another(line: &str) -> bool {
    let name = line.len() - line.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-')).len();
    let after = line[name..].trim_start();
    let is_table = line.starts_with('[') && line.trim_end().ends_with(']') && !line.contains(['"', '\'', ',']);
    (name > 0 && (after.starts_with('=') || after.starts_with(": "))) || is_table
}

/// How many brackets are open at the end of a line, and what it is inside of.
fn after_line(line: &str, mut depth: i32, inside: Inside) -> (i32, Inside) {
    let mut rest = line;
    if let Inside::Text(mark) = inside {
        let Some(end) = end_of_text(line, mark) else { return (depth, inside) };
        rest = &line[end..];
    }
    loop {
        let Some(at) = rest.find(['"', '\'', '[', ']', '{', '}', '#']) else { return (depth, Inside::Nothing) };
        let found = rest.as_bytes()[at];
        let after = &rest[at..];
        rest = match found {
            b'#' => return (depth, Inside::Nothing),
            b'[' | b'{' => {
                depth += 1;
                &after[1..]
            }
            b']' | b'}' => {
                depth -= 1;
                &after[1..]
            }
            _ => {
                let (long, short) = if found == b'"' { ("\"\"\"", "\"") } else { ("'''", "'") };
                if let Some(text) = after.strip_prefix(long) {
                    match end_of_text(text, long) {
                        Some(end) => &text[end..],
                        None => return (depth, Inside::Text(long)),
                    }
                } else {
                    // Without an end, the text ends with the line.
                    end_of_text(&after[1..], short).map_or("", |end| &after[1 + end..])
                }
            }
        };
    }
}

/// Where a text that is open ends, after its mark.
fn end_of_text(text: &str, mark: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find(mark)?;
        let slashes = text[..at].len() - text[..at].trim_end_matches('\\').len();
        if mark.starts_with('\'') || slashes.is_multiple_of(2) {
            return Some(at + mark.len());
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_statements() {
        let found = |text: &str| -> Vec<String> {
            statements(text).into_iter().map(|statement| text[statement.span].to_owned()).collect()
        };
        assert_eq!(found("a = 1\n\n# b\n[c]\n  d = 2\n"), ["a = 1", "[c]", "  d = 2"]);
        assert_eq!(found("a = [\n  1, # ]\n  \"]\"\n]\nb = 2"), ["a = [\n  1, # ]\n  \"]\"\n]", "b = 2"]);
        assert_eq!(found("a = \"\"\"x\n\\\"\"\" y\n\"\"\"\nb = ''"), ["a = \"\"\"x\n\\\"\"\" y\n\"\"\"", "b = ''"]);
        // What is not closed.
        assert_eq!(found("a = [1,\nb = 2\n[c]"), ["a = [1,", "b = 2", "[c]"]);
        assert_eq!(found("a = [1,\n[c]\nd = 1"), ["a = [1,", "[c]", "d = 1"]);
        assert_eq!(found("a = \"x\nb = 2"), ["a = \"x", "b = 2"]);
        assert_eq!(found("a = \"\"\"x\nb = 2"), ["a = \"\"\"x\nb = 2"]);
        assert_eq!(found("a = [1,\n2\n"), ["a = [1,", "2"]);
        // A text that goes on in the next line.
        assert_eq!(found("a = \"x\ny\"\nb = 2"), ["a = \"x\ny\"", "b = 2"]);
        assert_eq!(found("a = “x\ny\nz”\nb = 2"), ["a = “x\ny\nz”", "b = 2"]);
        assert_eq!(found("a = \"x\ny\n\nz\""), ["a = \"x", "y", "z\""]);
        assert_eq!(found("a = \"x\nb = \"z\""), ["a = \"x", "b = \"z\""]);
    }
}
