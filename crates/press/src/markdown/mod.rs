//! Parses Markdown, as far as that can be done without the rest of the site: text → a tree of nodes with their spans.
//!
//! 1. [`events`]: pulldown-cmark's events become a [`tree`]. Before, [`prepare`] helps the parser where CommonMark is not
//!    what authors expect; after, [`stars`] keeps asterisks inside of words, and [`typography`] sets quotation marks and dashes. Raw HTML becomes tags ([`raw`]), each
//!    looked up in the one allow-list ([`catchword_bundle::allow`]); what is not on it is reported and left out.
//! 2. [`left_as_text`]: mark-up that the parser did not understand is reported.
//! 3. [`names`]: the author's own ids and classes. No id is on a page twice, and none is the frame's.
//! 4. [`notes`]: footnotes, in the order in which the text refers to them.
//! 5. [`callouts`]: quotations that begin with `[!NOTE]` or `[!SIDEBAR]` become callouts, those with `[!SERVICES]` and the
//!    like sections, those with `[!VIDEO]` and the like embeds ([`embeds`]).
//! 6. [`quotations`]: a last paragraph that begins with a dash becomes the quotation's source.
//! 7. [`figures`]: a paragraph of a picture and its caption becomes a figure.
//! 8. [`captions`]: the paragraph below a table becomes its caption.
//! 9. [`headings`]: headings start at level 2 and get ids.
//! 10. [`summary`]: the first paragraph, the text before `<!-- more -->`, the number of words.
//!
//! Each pass is a function over the tree; `render::html` writes it. Where links and pictures lead is checked later:
//! that needs the whole site.

mod callouts;
mod captions;
mod embeds;
mod events;
mod figures;
mod headings;
mod ids;
mod in_part;
mod left_as_text;
mod names;
mod notes;
mod players;
mod prepare;
mod quotations;
mod raw;
pub(crate) mod sanitiser;
mod stars;
mod summary;
#[cfg(test)]
mod tests;
mod tree;
mod typography;

use std::ops::Range;

use catchword_bundle::TocEntry;

pub(crate) use callouts::{Callout, OwnMarks};
pub(crate) use embeds::Embed;
pub(crate) use ids::Ids;
pub(crate) use in_part::in_part;
pub(crate) use notes::Note;
pub(crate) use players::Player;
pub(crate) use raw::{Attribute, RawTag};
pub(crate) use summary::plain;
pub(crate) use tree::{Node, Spanned, Table, descendants};

use crate::problem::{Problem, SourceText};

/// A parsed text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Body {
    pub(crate) blocks: Vec<Spanned>,
    pub(crate) notes: Vec<Note>,
    /// The id of the heading above the footnotes, if there are any.
    pub(crate) footnotes: Option<String>,
    pub(crate) contents: Vec<TocEntry>,
    /// Every `id` in it, so that links to a place can be checked.
    pub(crate) ids: Ids,
    /// The text before `<!-- more -->`, else the first paragraph, as plain text.
    pub(crate) summary: Option<String>,
    /// How many blocks come before `<!-- more -->`, if they have words and the mark is in no other block.
    pub(crate) standfirst: Option<usize>,
    /// The number of words, without code blocks.
    pub(crate) words: u32,
}

impl Body {
    /// Whether some of it is HTML that the author wrote.
    pub(crate) fn has_raw_html(&self) -> bool {
        self.all_nodes().any(|spanned| matches!(spanned.node, Node::Open(_) | Node::Close(_)))
    }

    /// All nodes, each before its children, those of footnotes after those of the flow.
    pub(crate) fn all_nodes(&self) -> impl Iterator<Item = &Spanned> {
        descendants(&self.blocks).chain(self.notes.iter().flat_map(|note| descendants(&note.blocks)))
    }

    /// The addresses of its links, pictures and other files, as the author wrote them.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &str> {
        self.all_nodes().flat_map(|spanned| match &spanned.node {
            Node::Link { url, .. } | Node::Image { url, .. } => vec![url.as_str()],
            Node::Embed(embed) => embed.still.iter().map(|(url, _)| url.as_str()).collect(),
            Node::Open(tag) => {
                ["href", "src", "poster", "action", "cite"].into_iter().filter_map(|name| tag.value(name)).collect()
            }
            _ => Vec::new(),
        })
    }
}

/// Reads the Markdown in a part of a file. `language` is a BCP 47 tag.
pub(crate) fn parse(source: &SourceText, part: Range<usize>, language: &str, marks: &OwnMarks) -> (Body, Vec<Problem>) {
    let parsed = events::read(source, part.clone(), language);
    let left = left_as_text::find(&parsed, source, part);
    let events::Parsed { mut blocks, mut definitions, mut problems, .. } = parsed;
    problems.extend(left);
    let defined = definitions.iter_mut().map(|definition| &mut definition.blocks);
    let mut ids = names::own_ids(std::iter::once(&mut blocks).chain(defined), source, &mut problems);
    let mut notes = notes::gather(&mut blocks, definitions, &mut ids, source, &mut problems);
    let footnotes = (!notes.is_empty()).then(|| ids.unique("footnotes"));
    find_structure(&mut blocks, source, marks, &mut ids, &mut problems);
    for note in &mut notes {
        find_structure(&mut note.blocks, source, marks, &mut ids, &mut problems);
    }
    let mut body =
        Body { blocks, notes, footnotes, contents: Vec::new(), ids, summary: None, standfirst: None, words: 0 };
    problems.extend(body.all_nodes().filter_map(|spanned| callouts::misplaced_mark(spanned, source, marks)));
    headings::name(&mut body);
    body.summary = summary::summary(&body.blocks);
    body.standfirst = summary::standfirst(&body.blocks);
    body.words = summary::words(&body);
    (body, problems)
}

/// Finds the structure that Markdown has no syntax for.
fn find_structure(
    blocks: &mut Vec<Spanned>,
    source: &SourceText,
    marks: &OwnMarks,
    ids: &mut Ids,
    problems: &mut Vec<Problem>,
) {
    callouts::find_callouts(blocks, source, marks, ids, problems);
    embeds::find_embeds(blocks, source, problems);
    quotations::find_quotations(blocks);
    figures::find_figures(blocks);
    captions::find_captions(blocks, ids);
}
