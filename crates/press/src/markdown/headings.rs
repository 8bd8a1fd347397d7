//! Headings: their levels and ids, and the table of contents.

use std::ops::Range;

use super::tree::{Node, Spanned, Walk, walk_mut};
use super::{Body, Ids};
use crate::problem::{Check, Problem, SourceText};
use crate::slugs::hyphenated;
use catchword_bundle::TocEntry;

/// Words of which no id is made without a number: a link to `#top` leads to the top of a page (HTML, "select the indicated
/// part"), and the others were once ids of the frame, so links to such headings have a number.
const NUMBERED: [&str; 6] = ["main", "status", "top", "content", "title", "footnotes"];

/// Moves all headings down a level if there is one of level 1, which is only for the page's title, and gives each an
/// id.
pub(super) fn name(body: &mut Body) {
    let shift = u8::from(body.all_nodes().any(|spanned| level_of(&spanned.node) == Some(1)));
    let Body { blocks, notes, ids, contents, .. } = body;
    let mut texts: Vec<&mut [Spanned]> = vec![blocks];
    texts.extend(notes.iter_mut().map(|note| note.blocks.as_mut_slice()));
    // A heading in a footnote gets an id, too, but is not in the table of contents.
    for (at, text) in texts.into_iter().enumerate() {
        walk_mut(text, |spanned| {
            move_down(&mut spanned.node, shift);
            contents.extend(name_heading(&mut spanned.node, ids).filter(|_| at == 0));
            Walk::Into
        });
    }
}

/// Gives a heading an id if it has none; returns its entry in the table of contents.
fn name_heading(node: &mut Node, ids: &mut Ids) -> Option<TocEntry> {
    let Node::Heading { level, id, children, .. } = node else { return None };
    let text = super::summary::plain(children);
    let own = id.take().filter(|id| !id.is_empty());
    let id = id.insert(own.unwrap_or_else(|| match hyphenated(&text).as_str() {
        "" => ids.unique("section"),
        words if NUMBERED.contains(&words) => ids.numbered(words),
        words => ids.unique(words),
    }));
    Some(TocEntry { id: id.clone(), level: *level, text })
}

/// What is left out of the braces behind a heading: attributes, by their names; single letters, which the parser passes over;
/// and all ids but the last.
pub(super) fn left_out(
    attributes: &[&str],
    words: &[Spanned],
    source: &SourceText,
    span: &Range<usize>,
) -> Vec<Problem> {
    let written = source.inner().get(span.clone()).unwrap_or_default();
    let open = written.rfind('{').unwrap_or(written.len());
    let inside = written[open..].trim_start_matches('{').split('}').next().unwrap_or_default();
    let is_read = words.last().is_none_or(|last| last.span.end <= span.start + open);
    let inside = if is_read { inside } else { "" };
    let ids: Vec<&str> = inside.split_whitespace().filter(|word| word.len() > 1 && word.starts_with('#')).collect();
    let single = inside.split_whitespace().filter(|word| word.len() == 1 && *word != ":");
    let others = ids.iter().rev().skip(1).copied();
    let problem = |name: &str| {
        Problem::new(Check::Sanitised, source, span.clone(), format!("`{name}` of a heading is left out")).help(
            "between the braces a heading may have one id, `#like-this` without a space, and classes, `.like-this`",
        )
    };
    attributes.iter().copied().chain(single).chain(others).map(problem).collect()
}

fn move_down(node: &mut Node, shift: u8) {
    match node {
        Node::Heading { level, .. } => *level = (*level + shift).min(6),
        Node::Open(tag) => tag.name = deeper_name(&tag.name, shift),
        Node::Close(name) => *name = deeper_name(name, shift),
        _ => {}
    }
}

fn level_of(node: &Node) -> Option<u8> {
    match node {
        Node::Heading { level, .. } => Some(*level),
        Node::Open(tag) => raw_level(&tag.name),
        _ => None,
    }
}

fn raw_level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

fn deeper_name(name: &str, shift: u8) -> String {
    match raw_level(name) {
        Some(level) => format!("h{}", (level + shift).min(6)),
        None => name.to_owned(),
    }
}
