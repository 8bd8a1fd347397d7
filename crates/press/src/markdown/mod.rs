//! Markdown, as far as it can be understood without the rest of the site: text → nodes with their places.
//!
//! 1. [`events`]: pulldown-cmark's events become [`Node`]s. Raw HTML becomes tags ([`raw`]), each looked up in the one
//!    allow-list ([`quire_bundle::allow`]); what is not on it is reported with its place and left out.
//! 2. [`notes`]: footnotes leave the flow and wait at its end, in the order in which the text refers to them.
//! 3. [`callouts`]: quotations that begin with `[!NOTE]` or `[!SIDEBAR]` become callouts.
//! 4. [`headings`]: headings begin at level 2 and get ids.
//! 5. [`digest`]: the first paragraph, the number of words.
//!
//! Where links and pictures lead is not looked at here: that takes the whole site.

mod callouts;
mod digest;
mod events;
mod headings;
mod ids;
mod notes;
mod raw;
pub(crate) mod sanitiser;
#[cfg(test)]
mod tests;

use std::ops::Range;

use pulldown_cmark::Event;
use quire_bundle::Contents;

pub(crate) use callouts::Callout;
pub(crate) use ids::Ids;
pub(crate) use notes::Note;
pub(crate) use raw::{Attribute, RawTag};

use crate::problem::{Problem, SourceText};

/// A text that has been understood.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    pub(crate) nodes: Vec<Placed>,
    pub(crate) notes: Vec<Note>,
    pub(crate) contents: Vec<Contents>,
    /// Every `id` in it, so that links to a place can be checked.
    pub(crate) ids: Ids,
    /// What stands before `<!-- more -->`, else the first paragraph, as plain text.
    pub(crate) summary: Option<String>,
    /// Words of the running text: code blocks are not read but looked at.
    pub(crate) words: u32,
}

impl Body {
    /// All nodes, those of footnotes after those of the flow.
    pub(crate) fn all_nodes(&self) -> impl Iterator<Item = &Placed> {
        self.nodes.iter().chain(self.notes.iter().flat_map(|note| &note.nodes))
    }
}

/// A node and where it stands in its file, in bytes.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) node: Node,
    pub(crate) span: Range<usize>,
}

/// A piece of a text, between a start and an end or by itself.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    /// What needs nothing but pulldown-cmark's own meaning.
    Event(Event<'static>),
    /// The start of a link; its end is an event.
    Link { url: String, title: String },
    /// A picture.
    Image { url: String, alt: String, title: String },
    /// A tag of raw HTML that is on the allow-list.
    Open(RawTag),
    /// An end tag of raw HTML, its element on the allow-list.
    Close(String),
    /// `<!-- more -->`.
    More,
    /// The `nth` reference, from 1, to a footnote.
    NoteReference { note: usize, nth: u32 },
    /// The start of a callout and of its title, which has this id.
    CalloutStart(Callout, String),
    /// The end of a callout's title.
    CalloutTitleEnd,
    /// The end of a callout.
    CalloutEnd(Callout),
}

/// Understands the Markdown in a part of a file.
pub(crate) fn parse(source: &SourceText, part: Range<usize>) -> (Body, Vec<Problem>) {
    let (nodes, mut problems) = events::read(source, part);
    let mut ids = headings::explicit_ids(&nodes);
    let (nodes, notes) = notes::gather(nodes, &mut ids, source, &mut problems);
    let nodes = callouts::mark(nodes, source.inner(), &mut ids);
    let mut body = Body { nodes, notes, contents: Vec::new(), ids, summary: None, words: 0 };
    headings::name(&mut body, source, &mut problems);
    body.summary = digest::summary(&body.nodes);
    body.words = digest::words(&body);
    (body, problems)
}
