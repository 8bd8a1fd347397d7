//! Headings: their levels, their ids, and the table of contents they make.

use catchword_bundle::Contents;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::{Body, Ids, Node, Spanned};
use crate::problem::{Check, Problem, SourceText};
use crate::slugs::hyphenated;

/// Ids that the frame around a page has, so that no heading may take them.
const FRAME: [&str; 6] = ["main", "status", "top", "content", "title", "footnotes"];

/// The ids that the author gave, and the frame's.
pub(super) fn explicit_ids(nodes: &[Spanned]) -> Ids {
    let own = nodes.iter().filter_map(|placed| match &placed.node {
        Node::Open(tag) => tag.value("id"),
        _ => None,
    });
    FRAME.into_iter().chain(own).map(str::to_owned).collect()
}

/// Puts headings one level down where the text has one of level 1, which is the page's title alone; gives each an id.
pub(super) fn name(body: &mut Body, source: &SourceText, problems: &mut Vec<Problem>) {
    let shift = u8::from(body.all_nodes().any(|placed| level_of(&placed.node) == Some(1)));
    let Body { nodes, notes, ids, contents, .. } = body;
    // The ids that the author chose come first: others must make way for them.
    for placed in nodes.iter_mut().chain(notes.iter_mut().flat_map(|note| &mut note.nodes)) {
        put_down(&mut placed.node, shift);
        if let Node::Event(Event::Start(Tag::Heading { id, attrs, .. })) = &mut placed.node {
            *id = id.take().filter(|id| !id.is_empty()).map(|id| CowStr::from(ids.unique(&id)));
            for (name, _) in attrs.drain(..) {
                let message = format!("`{name}` of a heading is left out");
                let help = "between the braces a heading may have an id, `#like-this`, and classes, `.like-this`";
                problems.push(Problem::new(Check::Sanitised, source, placed.span.clone(), message).help(help));
            }
        }
    }
    for at in 0..nodes.len() {
        contents.extend(name_heading(&mut nodes[at..], ids));
    }
    // A footnote's heading is named too, but is no part of the table of contents.
    for note in notes {
        for at in 0..note.nodes.len() {
            name_heading(&mut note.nodes[at..], ids);
        }
    }
}

/// Gives the heading that begins here an id, and returns its entry in the table of contents.
fn name_heading(nodes: &mut [Spanned], ids: &mut Ids) -> Option<Contents> {
    let (first, rest) = nodes.split_first_mut()?;
    let Node::Event(Event::Start(Tag::Heading { level, id, .. })) = &mut first.node else { return None };
    let text = plain_text(rest);
    let id = id.get_or_insert_with(|| {
        let words = hyphenated(&text);
        CowStr::from(ids.unique(if words.is_empty() { "section" } else { &words }))
    });
    Some(Contents { id: id.to_string(), level: *level as u8, text })
}

fn put_down(node: &mut Node, shift: u8) {
    match node {
        Node::Event(Event::Start(Tag::Heading { level, .. }) | Event::End(TagEnd::Heading(level))) => {
            *level = deeper(*level, shift);
        }
        Node::Open(tag) => tag.name = deeper_name(&tag.name, shift),
        Node::Close(name) => *name = deeper_name(name, shift),
        _ => {}
    }
}

/// The words up to the heading's end.
fn plain_text(nodes: &[Spanned]) -> String {
    let within = nodes.iter().take_while(|placed| !matches!(placed.node, Node::Event(Event::End(TagEnd::Heading(_)))));
    super::summary::plain(within)
}

fn level_of(node: &Node) -> Option<u8> {
    match node {
        Node::Event(Event::Start(Tag::Heading { level, .. })) => Some(*level as u8),
        Node::Open(tag) => raw_level(&tag.name),
        _ => None,
    }
}

fn raw_level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

fn deeper(level: HeadingLevel, shift: u8) -> HeadingLevel {
    HeadingLevel::try_from(usize::from(level as u8 + shift)).unwrap_or(HeadingLevel::H6)
}

fn deeper_name(name: &str, shift: u8) -> String {
    match raw_level(name) {
        Some(level) => format!("h{}", (level + shift).min(6)),
        None => name.to_owned(),
    }
}
