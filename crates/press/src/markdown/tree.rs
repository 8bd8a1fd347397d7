//! The tree that a Markdown text becomes, and how to walk it.
//!
//! Raw HTML stays flat: an author may open a `<div>` in one block and close it in another, or never. Its tags are
//! leaves ([`Node::Open`], [`Node::Close`]), and the sanitiser balances them once the page is written.

use std::ops::Range;
use std::slice;

use pulldown_cmark::Alignment;

use super::raw::{self, RawTag};
use super::{Callout, Embed};

/// A node and its span in the file, in bytes.
#[derive(Debug, Clone)]
pub(crate) struct Spanned {
    pub(crate) node: Node,
    pub(crate) span: Range<usize>,
}

impl Spanned {
    pub(super) fn new(node: Node, span: Range<usize>) -> Spanned {
        Spanned { node, span }
    }
}

/// A node of a text, with its children.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Paragraph(Vec<Spanned>),
    Heading {
        /// From 1 to 6.
        level: u8,
        /// Only the author's own, until `headings` gives every heading an id.
        id: Option<String>,
        classes: Vec<String>,
        children: Vec<Spanned>,
    },
    Quote(Vec<Spanned>),
    /// A quotation that ends in its source.
    Quotation {
        quoted: Vec<Spanned>,
        source: Vec<Spanned>,
    },
    /// A callout, or a section of a page.
    Callout {
        kind: Callout,
        /// The id of its title.
        id: String,
        /// Empty if the author gave none.
        title: Vec<Spanned>,
        children: Vec<Spanned>,
    },
    Embed(Box<Embed>),
    /// A callout of the author's own.
    Mark {
        /// In small letters.
        name: String,
        /// Empty if the author gave none.
        title: Vec<Spanned>,
        children: Vec<Spanned>,
    },
    List {
        /// The first number; `None` for a bullet list.
        start: Option<u64>,
        items: Vec<Spanned>,
    },
    Item(Vec<Spanned>),
    CodeBlock {
        /// The info string: what follows the fence. Its first word is the language.
        info: String,
        code: String,
    },
    Table(Table),
    /// A row of a table's body.
    Row(Vec<Spanned>),
    Cell(Vec<Spanned>),
    /// A picture with its caption.
    Figure {
        /// An image, or a link around one.
        picture: Box<Spanned>,
        caption: Vec<Spanned>,
        /// Who made the picture.
        credit: Option<Vec<Spanned>>,
    },
    Rule,
    Text(String),
    Code(String),
    SoftBreak,
    HardBreak,
    Emphasis(Vec<Spanned>),
    Strong(Vec<Spanned>),
    Strikethrough(Vec<Spanned>),
    Link {
        url: String,
        title: String,
        children: Vec<Spanned>,
    },
    Image {
        url: String,
        alt: String,
        title: String,
    },
    /// A reference to a footnote that is not resolved yet.
    NoteLabel(String),
    /// The `nth` reference, from 1, to a footnote.
    NoteReference {
        note: usize,
        nth: usize,
    },
    /// Whether the task of a list's item is done.
    TaskMarker(bool),
    /// A start tag of raw HTML that is on the allow-list.
    Open(RawTag),
    /// An end tag of raw HTML whose element is on the allow-list.
    Close(String),
    /// `<!-- more -->`.
    More,
}

#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) alignments: Vec<Alignment>,
    pub(crate) caption: Option<Caption>,
    /// The head's cells.
    pub(crate) head: Vec<Spanned>,
    pub(crate) rows: Vec<Spanned>,
}

/// A table's caption.
#[derive(Debug, Clone)]
pub(crate) struct Caption {
    pub(crate) id: String,
    pub(crate) children: Vec<Spanned>,
}

/// The lists of a node's children, in reading order. The only place that says which node has which.
///
/// `$borrow` is how the node is borrowed; `$many` and `$one` make an item of a list and of a single child, and `$none` is
/// the item for none.
macro_rules! lists_of {
    ($node:expr, [$($borrow:tt)+], $many:expr, $one:expr, $none:expr) => {
        match $node {
            Node::Paragraph(children)
            | Node::Quote(children)
            | Node::Item(children)
            | Node::Row(children)
            | Node::Cell(children)
            | Node::Emphasis(children)
            | Node::Strong(children)
            | Node::Strikethrough(children)
            | Node::Heading { children, .. }
            | Node::List { items: children, .. }
            | Node::Link { children, .. } => [$many(children), $none, $none],
            Node::Embed(embed) => [$many($($borrow)+ embed.below), $none, $none],
            Node::Callout { title, children, .. } | Node::Mark { title, children, .. } => [$many(title), $many(children), $none],
            Node::Quotation { quoted, source } => [$many(quoted), $many(source), $none],
            Node::Figure { picture, caption, credit } => {
                let credit = match credit {
                    Some(credit) => $many(credit),
                    None => $none,
                };
                [$one(picture), $many(caption), credit]
            }
            Node::Table(Table { caption, head, rows, .. }) => {
                let caption = match caption {
                    Some(Caption { children, .. }) => $many(children),
                    None => $none,
                };
                [caption, $many(head), $many(rows)]
            }
            Node::CodeBlock { .. }
            | Node::Rule
            | Node::Text(_)
            | Node::Code(_)
            | Node::SoftBreak
            | Node::HardBreak
            | Node::Image { .. }
            | Node::NoteLabel(_)
            | Node::NoteReference { .. }
            | Node::TaskMarker(_)
            | Node::Open(_)
            | Node::Close(_)
            | Node::More => [$none, $none, $none],
        }
    };
}

impl Node {
    /// Its children, in reading order.
    pub(crate) fn children(&self) -> impl DoubleEndedIterator<Item = &Spanned> {
        self.lists().into_iter().flatten()
    }

    fn children_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut Spanned> {
        self.lists_mut().into_iter().flatten()
    }

    /// The blocks within a block.
    pub(super) fn blocks_mut(&mut self) -> Option<&mut Vec<Spanned>> {
        match self {
            Node::Quote(blocks) | Node::Item(blocks) => Some(blocks),
            Node::Quotation { quoted: blocks, .. }
            | Node::Callout { children: blocks, .. }
            | Node::Mark { children: blocks, .. }
            | Node::List { items: blocks, .. } => Some(blocks),
            Node::Embed(embed) => Some(&mut embed.below),
            _ => None,
        }
    }

    /// Calls `visit` with each list of its children that nodes can be taken from: all but a figure's one picture.
    pub(super) fn each_list_mut(&mut self, visit: &mut dyn FnMut(&mut Vec<Spanned>)) {
        lists_of!(self, [&mut], Some, |_| None, None).into_iter().flatten().for_each(visit);
    }

    /// The lists of its children, in reading order.
    pub(super) fn lists(&self) -> [&[Spanned]; 3] {
        lists_of!(self, [&], Vec::as_slice, slice::from_ref, &[])
    }

    fn lists_mut(&mut self) -> [&mut [Spanned]; 3] {
        lists_of!(self, [&mut], Vec::as_mut_slice, slice::from_mut, &mut [])
    }
}

/// Nodes with all their descendants, in reading order.
pub(crate) fn descendants(nodes: &[Spanned]) -> impl Iterator<Item = &Spanned> {
    let mut next: Vec<&Spanned> = nodes.iter().rev().collect();
    std::iter::from_fn(move || {
        let spanned = next.pop()?;
        for list in spanned.node.lists().into_iter().rev() {
            next.extend(list.iter().rev());
        }
        Some(spanned)
    })
}

/// Where a walk continues after a node.
pub(super) enum Walk {
    /// With the node's children.
    Into,
    /// With the next node, passing over the children.
    Past,
}

/// Visits nodes with all their descendants, in reading order.
pub(super) fn walk_mut(nodes: &mut [Spanned], mut visit: impl FnMut(&mut Spanned) -> Walk) {
    let mut next: Vec<&mut Spanned> = nodes.iter_mut().rev().collect();
    while let Some(spanned) = next.pop() {
        if let Walk::Into = visit(spanned) {
            next.extend(spanned.node.children_mut().rev());
        }
    }
}

/// 1 for a tag that opens a raw element, -1 for one that closes it, else 0.
pub(super) fn raw_depth(node: &Node) -> i32 {
    match node {
        Node::Open(tag) if !raw::is_void(&tag.name) => 1,
        Node::Close(_) => -1,
        _ => 0,
    }
}

/// Whether nodes close the raw elements that they open, and no others.
pub(super) fn closes_its_tags(nodes: &[Spanned]) -> bool {
    let mut depth = 0;
    descendants(nodes).all(|spanned| {
        depth += raw_depth(&spanned.node);
        depth >= 0
    }) && depth == 0
}
