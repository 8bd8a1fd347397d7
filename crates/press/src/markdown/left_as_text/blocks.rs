//! Blocks that are not what they look like in the file: code that does not end, headings that are paragraphs, rows of a
//! table that are too long.

use std::ops::Range;

use super::super::events::Parsed;
use super::super::tree::{Node, Spanned, Table, descendants};
use super::Left;
use super::lines::merge_marker;
use super::text::LeftText;

/// Fields that the front matter of other tools begins with.
const FIELDS: [&str; 14] = [
    "title",
    "date",
    "tags",
    "layout",
    "author",
    "authors",
    "categories",
    "slug",
    "draft",
    "description",
    "summary",
    "permalink",
    "published",
    "aliases",
];

pub(super) fn find(parsed: &Parsed, text: &LeftText<'_>, found: &mut Vec<Left>) {
    let source = text.source;
    let defined = parsed.definitions.iter().flat_map(|definition| descendants(&definition.blocks));
    for spanned in descendants(&parsed.blocks).chain(defined) {
        match &spanned.node {
            Node::CodeBlock { .. } => found.extend(unclosed_code(source, &spanned.span)),
            Node::Heading { .. } => found.extend(underlined(source, &spanned.span)),
            Node::Table(table) => found.extend(long_rows(source, table)),
            _ => {}
        }
    }
    front_matter(source, &parsed.blocks, found);
    merge(source, parsed, found);
}

/// A fence without another one below the code.
fn unclosed_code(source: &str, span: &Range<usize>) -> Option<Left> {
    let code = source.get(span.clone())?;
    let mark = code.chars().next().filter(|first| matches!(first, '`' | '~'))?;
    let length = code.chars().take_while(|letter| *letter == mark).count();
    let last = code.trim_end().lines().next_back().unwrap_or_default();
    let fence = last.trim_matches([' ', '\t', '>', '\r']);
    let is_closed =
        code.trim_end().contains('\n') && fence.len() >= length && fence.chars().all(|letter| letter == mark);
    if length < 3 || is_closed {
        return None;
    }
    let fence = &code[..length];
    let help = format!("write {fence} on a line of its own below the code");
    Some(Left::new(span.start..span.start + length, "this code has no end: all that follows is shown as code", help))
}

/// A paragraph that a line of dashes below makes a heading.
fn underlined(source: &str, span: &Range<usize>) -> Option<Left> {
    let heading = source.get(span.clone())?.trim_end();
    if heading.starts_with('#') {
        return None;
    }
    let (words, line) = heading.rsplit_once('\n')?;
    let line = line.trim_matches([' ', '\t', '>', '\r']);
    let mark = line.chars().next().filter(|first| matches!(first, '-' | '='))?;
    let is_sentence = words.trim_end().ends_with(['.', ',', ';', ':', '…', '。', '”', '"']) && words.len() > 60;
    let is_merge = line == "=======" && source.contains("<<<<<<< ");
    if !(words.trim_end().contains('\n') || is_sentence) || field(words).is_some() || is_merge {
        return None;
    }
    let what = if mark == '-' { "dashes" } else { "equals signs" };
    let end = span.start + heading.len();
    Some(Left::new(
        end - line.len()..end,
        format!("this line of {what} makes the whole paragraph above it a heading"),
        "put an empty line before it for a line across the page; for a heading write `## ` before its words",
    ))
}

/// Rows with more cells than the table has columns: the surplus is not shown.
fn long_rows(source: &str, table: &Table) -> Option<Left> {
    table.rows.iter().find_map(|row| {
        let written = source.get(row.span.clone())?.trim();
        let cells = cells(written);
        (cells > table.head.len()).then(|| {
            let message = format!(
                "this row has {cells} cells, but the table has {} columns: the rest is not shown",
                table.head.len()
            );
            let help = "remove the surplus, or add columns to the first two lines; for a `|` inside a cell write `\\|`";
            Left::new(row.span.start..row.span.start + written.len(), message, help)
        })
    })
}

/// The number of cells of a row, without an empty one at its end.
fn cells(row: &str) -> usize {
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells: Vec<bool> = vec![false];
    let mut is_escaped = false;
    for letter in row.chars() {
        match letter {
            '|' if !is_escaped => cells.push(false),
            letter if !letter.is_whitespace() => *cells.last_mut().unwrap_or(&mut false) = true,
            _ => {}
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    cells.iter().rposition(|has_words| *has_words).map_or(0, |last| last + 1)
}

/// `---`, fields, `---`: the front matter of other tools.
fn front_matter(source: &str, blocks: &[Spanned], found: &mut Vec<Left>) {
    let mut left = |block: &Spanned| {
        let written = source.get(block.span.clone()).unwrap_or_default();
        if let Some(field) = field(written) {
            let help = "front matter stands once, between two lines `+++` at the very top of the file, as \
                        `title = \"…\"`: put what you need there, and remove this one";
            let at = block.span.start..block.span.start + field.len();
            found.push(Left::new(at, "a second front matter is shown as text", help));
        }
    };
    if let Some(first) = blocks.first().filter(|block| matches!(block.node, Node::Heading { .. })) {
        left(first);
    }
    for pair in blocks.windows(2) {
        let between = source.get(pair[0].span.start..pair[1].span.start).unwrap_or_default();
        if matches!(pair[0].node, Node::Rule) && between.matches('\n').count() == 1 {
            left(&pair[1]);
        }
    }
}

/// The field that a text begins with, `title:`.
fn field(text: &str) -> Option<&str> {
    let (name, rest) = text.trim_start().split_once(':')?;
    let is_field = FIELDS.contains(&name.to_ascii_lowercase().as_str()) && (rest.starts_with([' ', '\r', '\n']));
    is_field.then(|| &text.trim_start()[..name.len() + 1])
}

/// `=======` below text makes a heading, and `>>>>>>>` a quotation in a quotation.
fn merge(source: &str, parsed: &Parsed, found: &mut Vec<Left>) {
    let begins = source.contains("<<<<<<< ");
    for block in descendants(&parsed.blocks) {
        let written = source.get(block.span.clone()).unwrap_or_default();
        match &block.node {
            Node::Quote(_) if written.starts_with(">>>>>>> ") => {
                found.push(merge_marker(block.span.start..block.span.start + 7));
            }
            Node::Heading { .. } if begins && written.trim_end().ends_with("\n=======") => {
                let end = block.span.start + written.trim_end().len();
                found.push(merge_marker(end - 7..end));
            }
            _ => {}
        }
    }
}
