//! Blocks that are not what they look like in the file: headings that are paragraphs, front matter, marks of a merge.

use std::ops::Range;

use super::super::events::Parsed;
use super::super::tree::{Node, Spanned, descendants};
use super::lines::merge_marker;
use super::text::LeftText;
use super::{Left, code, headings, numbers, tables};

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
            Node::CodeBlock { code, .. } => found.extend(code::find(source, &spanned.span, code)),
            Node::Heading { level, children, .. } => {
                found.extend(underlined(source, &spanned.span));
                found.extend(headings::find(source, &spanned.span, *level, children));
            }
            Node::List { start: Some(start), items } => found.extend(numbers::find(source, *start, items)),
            Node::Image { url, alt, .. } => found.extend(size(&spanned.span, url, alt)),
            Node::Table(table) => found.extend(tables::find(source, table)),
            _ => {}
        }
    }
    front_matter(source, &parsed.blocks, found);
    merge(source, parsed, found);
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
    let is_short = words.trim_end().ends_with(['.', '。']) && mark == '-' && words.split_whitespace().count() > 3;
    let is_sentence =
        is_short || words.trim_end().ends_with(['.', ',', ';', ':', '…', '。', '”', '"']) && words.len() > 60;
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

/// `![A boat|300](boat.png)`: a size, as Obsidian has it.
fn size(span: &Range<usize>, url: &str, alt: &str) -> Option<Left> {
    let (words, size) = alt.rsplit_once('|')?;
    let size = size.trim();
    let (width, height) = size.split_once('x').unwrap_or((size, "0"));
    let is_number = |text: &str| !text.is_empty() && text.len() < 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    let words = words.trim();
    (is_number(width) && is_number(height)).then(|| {
        let help = format!(
            "write `![{words}]({url})`, or with a size `<img src=\"{url}\" alt=\"{words}\" width=\"{width}\">`"
        );
        Left::new(span.clone(), "this size is a part of the picture's description", help)
    })
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
