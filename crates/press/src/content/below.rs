//! Fields that stand below the front matter, at the beginning of the text.

use std::ops::Range;

use super::front_matter::ContentKind;
use super::split::line_end;
use super::visibility::{Visibility, visibility};
use crate::problem::{Check, Problem};
use crate::source::File;

/// Reports each line at the beginning of a text that is a field.
pub(crate) fn fields_below(file: &File, body: Range<usize>, kind: ContentKind) -> Vec<Problem> {
    let text = &file.text.inner()[..body.end];
    let (mut at, mut problems) = (body.start, Vec::new());
    while at < text.len() {
        let end = line_end(text, at);
        let line = text[at..end].trim_end();
        if let Some(name) = field_in(line, kind) {
            let message = format!("`{name}` is below the front matter, so it has no effect, and readers see this line");
            let problem = Problem::new(Check::MisplacedField, &file.text, at..at + line.len(), message);
            let sign = if line[name.len()..].trim_start().starts_with(':') {
                format!(", and write `=` after `{name}`")
            } else {
                String::new()
            };
            problems.push(problem.help(format!("move this line up, above the second line `+++`{sign}")));
        } else if !line.is_empty() {
            break;
        }
        at = end;
    }
    problems
}

/// The name of the field that a line has. A sentence may begin with a word and a colon, but with a capital.
fn field_in(line: &str, kind: ContentKind) -> Option<&str> {
    let length = line.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))?;
    let (name, after) = line.split_at(length);
    let after = after.trim_start_matches([' ', '\t']);
    let value = after.strip_prefix('=').or_else(|| after.strip_prefix(": "))?.trim();
    let is_known = kind.fields().contains(&name)
        || (after.starts_with('=') && kind.fields().contains(&&*name.to_lowercase()))
        || visibility(name, value.trim_matches(['"', '\''])) == Some(Visibility::Hidden)
            && name.chars().all(char::is_lowercase);
    (is_known && !value.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_field_from_a_sentence() {
        for (line, name) in [
            ("draft = true", Some("draft")),
            ("tags = [\"a\"]", Some("tags")),
            ("Title=\"A\"", Some("Title")),
            ("author: me", Some("author")),
            ("published: false", Some("published")),
            ("published: last year", None),
            ("Summary: it rained.", None),
            ("title", None),
            ("title =", None),
            ("x = 1", None),
            ("date back then: 3", None),
            ("    draft = true", None),
            ("", None),
        ] {
            assert_eq!(field_in(line, ContentKind::Essay), name, "{line}");
        }
    }
}
