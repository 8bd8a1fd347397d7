//! Markdown, as far as it can be understood without the rest of the site: text → nodes with their places.
//!
//! 1. [`events`]: pulldown-cmark's events become [`Node`]s. Raw HTML becomes tags ([`raw`]), each looked up in the one
//!    allow-list ([`catchword_bundle::allow`]); what is not on it is reported with its place and left out.
//! 2. [`notes`]: footnotes leave the flow and wait at its end, in the order in which the text refers to them.
//! 3. [`callouts`]: quotations that begin with `[!NOTE]` or `[!SIDEBAR]` become callouts, those with `[!SERVICES]` and the
//!    like sections, those with `[!VIDEO]` and the like embeds ([`embeds`]).
//! 4. [`quotations`]: those that end in their source set it apart.
//! 5. [`figures`]: a picture with words to it becomes a figure.
//! 6. [`captions`]: the paragraph below a table becomes its caption.
//! 7. [`headings`]: headings begin at level 2 and get ids.
//! 8. [`summary`]: the first paragraph, what stands before `<!-- more -->`, the number of words.
//!
//! Where links and pictures lead is not looked at here: that takes the whole site.

mod callouts;
mod captions;
mod embeds;
mod events;
mod figures;
mod headings;
mod ids;
mod notes;
mod quotations;
mod raw;
pub(crate) mod sanitiser;
mod summary;
#[cfg(test)]
mod tests;

use std::ops::Range;

use catchword_bundle::Contents;
use pulldown_cmark::{Event, Tag, TagEnd};

pub(crate) use callouts::Callout;
pub(crate) use embeds::Embed;
pub(crate) use ids::Ids;
pub(crate) use notes::Note;
pub(crate) use raw::{Attribute, RawTag};

use crate::problem::{Problem, SourceText};

/// A text that has been understood.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    pub(crate) nodes: Vec<Spanned>,
    pub(crate) notes: Vec<Note>,
    pub(crate) contents: Vec<Contents>,
    /// Every `id` in it, so that links to a place can be checked.
    pub(crate) ids: Ids,
    /// What stands before `<!-- more -->`, else the first paragraph, as plain text.
    pub(crate) summary: Option<String>,
    /// How many nodes of the flow stand before `<!-- more -->`, where they say something and the mark lies in no block.
    pub(crate) standfirst: Option<usize>,
    /// Words of the running text: code blocks are not read but looked at.
    pub(crate) words: u32,
}

impl Body {
    /// All nodes, those of footnotes after those of the flow.
    pub(crate) fn all_nodes(&self) -> impl Iterator<Item = &Spanned> {
        self.nodes.iter().chain(self.notes.iter().flat_map(|note| &note.nodes))
    }
}

/// A node and where it stands in its file, in bytes.
#[derive(Debug, Clone)]
pub(crate) struct Spanned {
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
    /// The end of a callout's title, and whether the author gave it one.
    CalloutTitleEnd(Callout, bool),
    /// The end of a callout.
    CalloutEnd(Callout),
    /// The start of an embed; up to its end comes what is said below it.
    EmbedStart(Box<Embed>),
    /// The end of an embed.
    EmbedEnd,
    /// The start of a table's caption, which has this id.
    CaptionStart(String),
    /// The end of a table's caption.
    CaptionEnd,
    /// Where a figure begins, ends or goes on to another part of it.
    Piece(Piece),
}

/// The seams of figures: of a quotation with its source, of a picture with its caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    QuotationStart,
    /// What was quoted ends, and who said it begins.
    Source,
    QuotationEnd,
    PictureStart,
    /// The picture is over, its caption begins.
    Caption,
    CreditStart,
    CreditEnd,
    PictureEnd,
}

impl Node {
    /// By how much what follows lies deeper than what came before.
    fn depth(&self) -> i32 {
        match self {
            Node::Event(Event::Start(_))
            | Node::Link { .. }
            | Node::CalloutStart(..)
            | Node::CaptionStart(_)
            | Node::EmbedStart(_) => 1,
            Node::Event(Event::End(_)) | Node::Close(_) | Node::CalloutEnd(_) | Node::CaptionEnd | Node::EmbedEnd => -1,
            Node::Open(tag) if raw::is_void(&tag.name) => 0,
            Node::Open(_) => 1,
            Node::Piece(Piece::QuotationStart | Piece::PictureStart | Piece::CreditStart) => 1,
            Node::Piece(Piece::QuotationEnd | Piece::PictureEnd | Piece::CreditEnd) => -1,
            _ => 0,
        }
    }
}

/// Understands the Markdown in a part of a file.
pub(crate) fn parse(source: &SourceText, part: Range<usize>) -> (Body, Vec<Problem>) {
    let (nodes, mut problems) = events::read(source, part);
    let mut ids = headings::explicit_ids(&nodes);
    let (nodes, notes) = notes::gather(nodes, &mut ids, source, &mut problems);
    let nodes = put_together(nodes, source, &mut ids, &mut problems);
    let together = |note: Note| Note { nodes: put_together(note.nodes, source, &mut ids, &mut problems), ..note };
    let notes = notes.into_iter().map(together).collect();
    let mut body = Body { nodes, notes, contents: Vec::new(), ids, summary: None, standfirst: None, words: 0 };
    problems.extend(body.all_nodes().filter_map(|placed| callouts::complaint(placed, source)));
    headings::name(&mut body, source, &mut problems);
    body.summary = summary::summary(&body.nodes);
    body.standfirst = summary::standfirst(&body.nodes);
    body.words = summary::words(&body);
    (body, problems)
}

/// Finds what Markdown has no mark of its own for.
fn put_together(nodes: Vec<Spanned>, source: &SourceText, ids: &mut Ids, problems: &mut Vec<Problem>) -> Vec<Spanned> {
    let nodes = embeds::mark(callouts::mark(nodes, source.inner(), ids), source, problems);
    captions::mark(figures::mark(quotations::mark(nodes)), ids)
}

fn is_paragraph_start(placed: &Spanned) -> bool {
    matches!(placed.node, Node::Event(Event::Start(Tag::Paragraph)))
}

fn is_paragraph_end(placed: &Spanned) -> bool {
    matches!(placed.node, Node::Event(Event::End(TagEnd::Paragraph)))
}
