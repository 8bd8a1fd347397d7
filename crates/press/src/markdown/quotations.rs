//! Quotations that end in their source: a last paragraph that begins with a dash.
//!
//! > The attribution of a quotation stands outside of it (HTML, section 4.4.4, "The blockquote element").
//!
//! Where the paragraph before begins with a dash as well, people are talking, and the last of them is no source.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Node, Piece, Spanned};

/// What a source begins with. `--` and `---` have become two of these by now.
const DASHES: [char; 3] = ['–', '—', '―'];

/// Sets apart the sources of quotations.
pub(super) fn mark(nodes: Vec<Spanned>) -> Vec<Spanned> {
    let mut marked: Vec<Spanned> = Vec::with_capacity(nodes.len());
    let mut open: Vec<Quotation> = Vec::new();
    let mut depth = 0;
    for placed in nodes {
        let before = depth;
        depth += placed.node.depth();
        match &placed.node {
            Node::Event(Event::End(TagEnd::BlockQuote(_))) => {
                let source = open.pop().and_then(|quotation| Some((quotation.start, quotation.source(&marked)?)));
                match source {
                    None => marked.push(placed),
                    Some((start, (source, end))) => {
                        marked[start].node = Node::Piece(Piece::QuotationStart);
                        marked[source].node = Node::Piece(Piece::Source);
                        marked[end].node = Node::Piece(Piece::QuotationEnd);
                    }
                }
                continue;
            }
            Node::Event(Event::End(TagEnd::Paragraph)) => {
                if let Some(quotation) = open.last_mut().filter(|quotation| quotation.depth == depth)
                    && let Some((_, end)) = quotation.blocks.last_mut()
                {
                    *end = Some(marked.len());
                }
            }
            _ => {
                if let Some(quotation) = open.last_mut().filter(|quotation| quotation.depth == before) {
                    quotation.blocks.push((marked.len(), None));
                }
            }
        }
        if matches!(placed.node, Node::Event(Event::Start(Tag::BlockQuote(_)))) {
            open.push(Quotation { start: marked.len(), depth, blocks: Vec::new() });
        }
        marked.push(placed);
    }
    marked
}

/// A quotation that has begun.
struct Quotation {
    start: usize,
    depth: i32,
    /// Where each block in it begins, and where it ends if it is a paragraph.
    blocks: Vec<(usize, Option<usize>)>,
}

impl Quotation {
    /// The paragraph that is the source: its start and its end.
    fn source(&self, nodes: &[Spanned]) -> Option<(usize, usize)> {
        let [.., before, (start, end)] = self.blocks.as_slice() else { return None };
        let end = (*end)?;
        let says = super::summary::plain(nodes[*start..end].iter());
        let is_source = begins_with_a_dash(nodes, *start) && says.contains(char::is_alphanumeric);
        (is_source && !begins_with_a_dash(nodes, before.0)).then_some((*start, end))
    }
}

fn begins_with_a_dash(nodes: &[Spanned], block: usize) -> bool {
    match nodes.get(block + 1).map(|placed| &placed.node) {
        Some(Node::Event(Event::Text(text))) => text.starts_with(DASHES),
        _ => false,
    }
}
