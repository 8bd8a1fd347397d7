//! Where front matter ends that has no line at its end, or none that is sure.

use std::ops::Range;

use super::fences::{is_dashes, sign_of};
use super::front_matter::ContentKind;
use super::split::{FENCE, line_end};
use super::toml;

/// Where fields end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Extent {
    /// The end of the last field, with its line break.
    pub(super) end: usize,
    /// The line that ends the front matter, if there is one.
    pub(super) fence: Option<Range<usize>>,
}

/// Reads fields from `from` on. An empty line does not end them if other fields follow. `None` if nobody can say where
/// the fields end and the text begins.
pub(super) fn extent(text: &str, from: usize, kind: ContentKind) -> Option<Extent> {
    let (mut at, mut fields_end) = (from, from);
    let mut is_after_gap = false;
    // A text of several lines in YAML goes on below empty lines.
    let mut is_block = false;
    // Lines that may be fields or text, and a line that may be a comment or a heading.
    let (mut is_doubtful, mut has_heading) = (false, false);
    while at < text.len() {
        let end = line_end(text, at);
        let line = &text[at..end];
        let is_indented = line.starts_with([' ', '\t']);
        let trimmed = line.trim();
        if trimmed.is_empty() {
            is_after_gap = true;
            at = end;
            continue;
        }
        let is_plus = !is_indented && trimmed.bytes().all(|byte| byte == b'+');
        if is_plus || (is_dashes(line) && !is_indented) {
            // A line of dashes also makes a heading of the line above it, or a break between paragraphs.
            let is_sure = trimmed == FENCE || !(is_doubtful || has_heading);
            return is_sure.then_some(Extent { end: at, fence: Some(at..end) });
        }
        let sign = sign_of(trimmed);
        let is_field = match sign {
            Some((_, '=')) => true,
            Some((name, _)) => !is_after_gap || kind.fields().contains(&name.to_lowercase().as_str()),
            None => is_header(trimmed) || (!is_after_gap && trimmed.starts_with(['-', '[', ']', '#', '"'])),
        };
        if is_indented && (is_block || !is_after_gap) {
            // A part of the field above.
            fields_end = end;
            at = end;
            continue;
        }
        if is_field && (!is_after_gap || !is_indented) {
            is_doubtful |= has_heading;
            is_block = trimmed.split(" #").next().is_some_and(|field| {
                field
                    .trim_end()
                    .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'))
                    .ends_with(['|', '>'])
            });
            let end =
                if matches!(sign, Some((_, '='))) { (toml::end_of_field(text, at) + 1).min(text.len()) } else { end };
            is_after_gap = false;
            fields_end = end;
            at = end;
            continue;
        }
        if sign.is_some() && !is_indented {
            is_doubtful = true;
        } else if trimmed.starts_with('#') && !is_indented {
            has_heading = true;
        } else {
            break;
        }
        at = end;
    }
    // What follows the fields without an empty line is one of them that can't be read.
    let is_apart = text[fields_end..].lines().next().is_none_or(|line| line.trim().is_empty());
    (is_apart && !is_doubtful).then_some(Extent { end: fields_end, fence: None })
}

/// Whether a line is that of a table.
fn is_header(line: &str) -> bool {
    let line = line.split(" #").next().unwrap_or_default().trim();
    let name = line.trim_start_matches('[').trim_end_matches(']');
    line.starts_with('[')
        && line.ends_with(']')
        && !name.is_empty()
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}
