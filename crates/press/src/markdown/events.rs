//! Builds the tree from pulldown-cmark's events.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::headings;
use super::notes::Definition;
use super::prepare::Prepared;
use super::raw::{Chunk, RawReader};
use super::tree::{Node, Spanned, Table};
use super::{stars, typography};
use crate::problem::{Check, Problem, SourceText};

/// How deep nodes may nest. The serialiser and dropping the tree recurse, so the stack sets a limit; browsers have one, too
/// (Blink stops at 512 elements).
const MAX_DEPTH: usize = 100;

/// A text as a tree, before any pass.
pub(super) struct Parsed {
    pub(super) blocks: Vec<Spanned>,
    /// The footnotes' definitions, taken out of the blocks that contain them.
    pub(super) definitions: Vec<Definition>,
    /// Lines that say where links lead, `[label]: address`, each with the address.
    pub(super) addresses: Vec<(Range<usize>, String)>,
    /// The spans of blocks of raw HTML.
    pub(super) raw_blocks: Vec<Range<usize>>,
    pub(super) problems: Vec<Problem>,
}

/// Reads the Markdown in a part of a file. Quotation marks get the form of the language.
pub(super) fn read(source: &SourceText, part: Range<usize>, language: &str) -> Parsed {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let offset = part.start;
    let prepared = Prepared::of(&source.inner()[part]);
    let parser = Parser::new_ext(prepared.text(), options);
    let defined = parser.reference_definitions().iter();
    let addresses =
        defined.map(|(_, link)| (link.span.start + offset..link.span.end + offset, link.dest.to_string())).collect();
    let mut events: Vec<_> = parser
        .into_offset_iter()
        .flat_map(|(event, span)| prepared.originals(event, span.start + offset..span.end + offset))
        .collect();
    stars::keep(&mut events, source.inner());
    typography::set(&mut events, source.inner(), language);
    let mut events = events.into_iter();
    let mut raw_blocks = Vec::new();
    let mut builder = Builder::new(source);
    while let Some((event, span)) = events.next() {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                raw_blocks.push(span);
                let mut chunk = Chunk::default();
                for (event, span) in events.by_ref() {
                    match event {
                        Event::Html(text) | Event::Text(text) => chunk.push(&text, span),
                        Event::End(TagEnd::HtmlBlock) => break,
                        _ => {}
                    }
                }
                builder.raw(&chunk);
                builder.raw.end_block();
            }
            Event::InlineHtml(text) | Event::Html(text) => {
                let mut chunk = Chunk::default();
                chunk.push(&text, span);
                builder.raw(&chunk);
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let alt = alternative(&mut events);
                builder.leaf(Node::Image { url: dest_url.into_string(), alt, title: title.into_string() }, span);
            }
            Event::Start(tag) => builder.start(tag, span),
            Event::End(tag) => builder.end(tag, span),
            Event::Text(text) => builder.leaf(Node::Text(text.into_string()), span),
            Event::Code(text) => builder.leaf(Node::Code(text.into_string()), span),
            Event::FootnoteReference(label) => builder.leaf(Node::NoteLabel(label.into_string()), span),
            Event::SoftBreak => builder.leaf(Node::SoftBreak, span),
            Event::HardBreak => builder.leaf(Node::HardBreak, span),
            Event::Rule => builder.leaf(Node::Rule, span),
            Event::TaskListMarker(done) => builder.leaf(Node::TaskMarker(done), span),
            // These options are not set.
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }
    let Builder { blocks, definitions, raw, mut problems, too_deep_at, .. } = builder;
    problems.extend(raw.problems);
    problems.extend(too_deep_at.map(|span| too_deep(source, span)));
    Parsed { blocks, definitions, addresses, raw_blocks, problems }
}

/// Builds the tree from its events.
struct Builder<'s, 'e> {
    source: &'s SourceText,
    raw: RawReader<'s>,
    /// The elements that are open, each inside the one before.
    open: Vec<Unfinished<'e>>,
    /// How many elements are open beyond [`MAX_DEPTH`].
    too_deep: usize,
    /// The span of the first element beyond it.
    too_deep_at: Option<Range<usize>>,
    blocks: Vec<Spanned>,
    definitions: Vec<Definition>,
    problems: Vec<Problem>,
}

struct Unfinished<'e> {
    tag: Tag<'e>,
    children: Vec<Spanned>,
}

impl<'s, 'e> Builder<'s, 'e> {
    fn new(source: &'s SourceText) -> Builder<'s, 'e> {
        Builder {
            source,
            raw: RawReader::new(source),
            open: Vec::new(),
            too_deep: 0,
            too_deep_at: None,
            blocks: Vec::new(),
            definitions: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn start(&mut self, tag: Tag<'e>, span: Range<usize>) {
        if self.open.len() < MAX_DEPTH {
            self.open.push(Unfinished { tag, children: Vec::new() });
            return;
        }
        self.separate(tag.to_end(), span.start);
        self.too_deep_at.get_or_insert(span);
        self.too_deep += 1;
    }

    fn end(&mut self, tag: TagEnd, span: Range<usize>) {
        if ends_block(tag) {
            self.raw.end_block();
        }
        if self.too_deep > 0 {
            self.too_deep -= 1;
            self.separate(tag, span.end);
            return;
        }
        let Some(Unfinished { tag, children }) = self.open.pop() else { return };
        if let Tag::FootnoteDefinition(label) = tag {
            self.definitions.push(Definition { label: label.into_string(), span, blocks: children });
            return;
        }
        if let Tag::Heading { attrs, .. } = &tag {
            let names: Vec<&str> = attrs.iter().map(|(name, _)| &**name).collect();
            self.problems.extend(headings::left_out(&names, &children, self.source, &span));
        }
        let node = element(tag, children);
        self.nodes().push(Spanned::new(node, span));
    }

    /// Separates the words of a block that is nested too deeply from those around it.
    fn separate(&mut self, tag: TagEnd, at: usize) {
        if !is_inline(tag) {
            self.nodes().push(Spanned::new(Node::SoftBreak, at..at));
        }
    }

    /// Adds a node without children, unless it is inside a raw element that is left out with its content.
    fn leaf(&mut self, node: Node, span: Range<usize>) {
        if !self.raw.is_leaving_out() {
            self.nodes().push(Spanned::new(node, span));
        }
    }

    fn raw(&mut self, chunk: &Chunk) {
        self.raw.read(chunk, innermost(&mut self.open, &mut self.blocks));
    }

    fn nodes(&mut self) -> &mut Vec<Spanned> {
        innermost(&mut self.open, &mut self.blocks)
    }
}

/// The children of the innermost open element.
fn innermost<'n>(open: &'n mut [Unfinished<'_>], blocks: &'n mut Vec<Spanned>) -> &'n mut Vec<Spanned> {
    open.last_mut().map_or(blocks, |open| &mut open.children)
}

/// The node for an element and its children.
fn element(tag: Tag<'_>, children: Vec<Spanned>) -> Node {
    match tag {
        Tag::Paragraph => Node::Paragraph(children),
        Tag::Heading { level, id, classes, .. } => Node::Heading {
            level: level as u8,
            id: id.map(|id| id.into_string()),
            classes: classes.into_iter().map(|class| class.into_string()).collect(),
            children,
        },
        Tag::BlockQuote(_) => Node::Quote(children),
        Tag::CodeBlock(kind) => {
            let info = match kind {
                CodeBlockKind::Fenced(info) => info.into_string(),
                CodeBlockKind::Indented => String::new(),
            };
            Node::CodeBlock { info, code: text_of(children) }
        }
        Tag::List(start) => Node::List { start, items: children },
        Tag::Item => Node::Item(children),
        Tag::Table(alignments) => {
            // A table that is nested too deeply has text instead of rows.
            let mut rows = children.into_iter().peekable();
            let head = match rows.next_if(|row| matches!(row.node, Node::Row(_))) {
                Some(Spanned { node: Node::Row(cells), .. }) => cells,
                _ => Vec::new(),
            };
            Node::Table(Table { alignments, caption: None, head, rows: rows.collect() })
        }
        Tag::TableHead | Tag::TableRow => Node::Row(children),
        Tag::TableCell => Node::Cell(children),
        Tag::Emphasis => Node::Emphasis(children),
        Tag::Strong => Node::Strong(children),
        Tag::Strikethrough => Node::Strikethrough(children),
        Tag::Link { link_type, dest_url, title, .. } => {
            let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
            Node::Link { url: format!("{mail}{dest_url}"), title: title.into_string(), children }
        }
        // The rest belong to options that are not set, or are handled before.
        Tag::HtmlBlock
        | Tag::Image { .. }
        | Tag::FootnoteDefinition(_)
        | Tag::DefinitionList
        | Tag::DefinitionListTitle
        | Tag::DefinitionListDefinition
        | Tag::Superscript
        | Tag::Subscript
        | Tag::MetadataBlock(_) => Node::Paragraph(children),
    }
}

fn text_of(nodes: Vec<Spanned>) -> String {
    let texts = nodes.into_iter().filter_map(|spanned| match spanned.node {
        Node::Text(text) => Some(text),
        _ => None,
    });
    texts.collect()
}

/// The report shows where it begins: the whole of it may be the whole file.
fn too_deep(source: &SourceText, span: Range<usize>) -> Problem {
    let begin = source.inner().get(span.clone()).unwrap_or_default();
    let first = begin.char_indices().take_while(|(at, letter)| *at < 40 && *letter != '\n').last();
    let span = span.start..span.start + first.map_or(0, |(at, letter)| at + letter.len_utf8());
    let message = format!("this is nested more than {MAX_DEPTH} levels deep, so it is shown as plain text");
    Problem::new(Check::Sanitised, source, span, message)
        .help("look for a line that begins with many `>`, or for lists inside lists inside lists")
}

/// A picture's alternative text. Takes the events up to the picture's end.
fn alternative<'e>(events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>) -> String {
    let mut alt = String::new();
    let mut depth = 0;
    for (event, _) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => break,
            Event::End(_) => depth -= 1,
            Event::Text(text) | Event::Code(text) => alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }
    alt
}

fn ends_block(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item | TagEnd::BlockQuote(_))
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
}
