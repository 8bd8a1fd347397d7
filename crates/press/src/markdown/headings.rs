//! Headings: their levels and ids, and the table of contents.

use super::tree::{Node, Spanned, Walk, walk_mut};
use super::{Body, Ids};
use crate::slugs::hyphenated;
use catchword_bundle::TocEntry;

/// Ids in the layout of every page: no heading may have one of them.
pub(crate) const FRAME_IDS: [&str; 6] = ["main", "status", "top", "content", "title", "footnotes"];

/// The ids that the author gave in raw HTML, and the layout's.
pub(super) fn explicit_ids<'n>(nodes: impl Iterator<Item = &'n Spanned>) -> Ids {
    let own = nodes.filter_map(|spanned| match &spanned.node {
        Node::Open(tag) => tag.value("id"),
        _ => None,
    });
    FRAME_IDS.into_iter().chain(own).map(str::to_owned).collect()
}

/// Moves all headings down a level if there is one of level 1, which is only for the page's title, and gives each an
/// id.
pub(super) fn name(body: &mut Body) {
    let shift = u8::from(body.all_nodes().any(|spanned| level_of(&spanned.node) == Some(1)));
    let Body { blocks, notes, ids, contents, .. } = body;
    let mut texts: Vec<&mut [Spanned]> = vec![blocks];
    texts.extend(notes.iter_mut().map(|note| note.blocks.as_mut_slice()));
    // Ids chosen by the author come first, so that generated ones avoid them.
    for text in &mut texts {
        walk_mut(text, |spanned| {
            move_down(&mut spanned.node, shift);
            if let Node::Heading { id, .. } = &mut spanned.node {
                *id = id.take().filter(|id| !id.is_empty()).map(|id| ids.unique(&id));
            }
            Walk::Into
        });
    }
    // A heading in a footnote gets an id, too, but is not in the table of contents.
    for (at, text) in texts.into_iter().enumerate() {
        walk_mut(text, |spanned| {
            contents.extend(name_heading(&mut spanned.node, ids).filter(|_| at == 0));
            Walk::Into
        });
    }
}

/// Gives a heading an id if it has none; returns its entry in the table of contents.
fn name_heading(node: &mut Node, ids: &mut Ids) -> Option<TocEntry> {
    let Node::Heading { level, id, children, .. } = node else { return None };
    let text = super::summary::plain(children);
    let id = id.get_or_insert_with(|| {
        let words = hyphenated(&text);
        ids.unique(if words.is_empty() { "section" } else { &words })
    });
    Some(TocEntry { id: id.clone(), level: *level, text })
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
