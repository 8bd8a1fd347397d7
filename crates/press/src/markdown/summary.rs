//! What can be said of a text in few words: its first paragraph, and how long it takes to read.

use pulldown_cmark::{Event, Tag, TagEnd};
use unicode_segmentation::UnicodeSegmentation;

use super::{Body, Node, Piece, RawTag, Spanned, is_paragraph_end};

/// A summary made of the first paragraph is not longer, in characters.
const LONGEST_SUMMARY: usize = 200;

/// What stands before `<!-- more -->`, else the first paragraph that says something, cut at a word.
pub(super) fn summary(nodes: &[Spanned]) -> Option<String> {
    if let Some(more) = nodes.iter().position(|placed| matches!(placed.node, Node::More)) {
        let before = plain(nodes[..more].iter());
        if !before.is_empty() {
            return Some(before);
        }
    }
    let mut depth = 0_u32;
    for (at, placed) in nodes.iter().enumerate() {
        match &placed.node {
            Node::Event(Event::Start(Tag::Paragraph)) if depth == 0 => {
                let within = nodes[at..].iter().take_while(|placed| !is_paragraph_end(placed));
                let text = plain(within);
                if !text.is_empty() {
                    return Some(shortened(&text));
                }
            }
            Node::Event(Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Table(_)))
            | Node::CalloutStart(..)
            | Node::EmbedStart(_)
            | Node::Piece(Piece::QuotationStart) => {
                depth += 1;
            }
            Node::Event(Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Table))
            | Node::CalloutEnd(_)
            | Node::EmbedEnd
            | Node::Piece(Piece::QuotationEnd) => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
    }
    None
}

/// How many nodes stand before `<!-- more -->`, if they can be set apart from what follows: they say something, and nothing
/// that begins among them ends after them.
pub(super) fn standfirst(nodes: &[Spanned]) -> Option<usize> {
    let mut depth = 0;
    for (at, placed) in nodes.iter().enumerate() {
        if matches!(placed.node, Node::More) {
            return (depth == 0 && !plain(nodes[..at].iter()).is_empty()).then_some(at);
        }
        depth += placed.node.depth();
        if depth < 0 {
            return None;
        }
    }
    None
}

/// How many words the running text has; of scripts without spaces, the words that Unicode finds (UAX 29).
pub(super) fn words(body: &Body) -> u32 {
    let mut count = 0;
    let mut in_code = false;
    for placed in body.all_nodes() {
        match &placed.node {
            Node::Event(Event::Start(Tag::CodeBlock(_))) => in_code = true,
            Node::Event(Event::End(TagEnd::CodeBlock)) => in_code = false,
            Node::Event(Event::Text(text) | Event::Code(text)) if !in_code => count += text.unicode_words().count(),
            _ => {}
        }
    }
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whether an element of raw HTML stands within a line (HTML, 4.5, "Text-level semantics", without `br`).
fn is_within_a_line(name: &str) -> bool {
    const NAMES: [&str; 28] = [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
        "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    ];
    NAMES.contains(&name)
}

/// The text of nodes, with single spaces.
pub(super) fn plain<'n>(nodes: impl Iterator<Item = &'n Spanned>) -> String {
    let mut text = String::new();
    for placed in nodes {
        match &placed.node {
            Node::Event(Event::Text(piece) | Event::Code(piece)) => text.push_str(piece),
            // What stands within a line parts no words; all else does, and a space too many is taken out below.
            Node::Event(Event::Start(
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript,
            ))
            | Node::Event(Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link,
            ))
            | Node::Link { .. }
            | Node::NoteReference { .. } => {}
            Node::Open(RawTag { name, .. }) | Node::Close(name) if is_within_a_line(name) => {}
            _ => text.push(' '),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(text: &str) -> String {
    let Some((limit, _)) = text.char_indices().nth(LONGEST_SUMMARY) else { return text.to_owned() };
    let cut = text[..limit].rfind(' ').unwrap_or(limit);
    let kept =
        text[..cut].trim_end_matches(|character: char| character.is_whitespace() || ",;:–—-(".contains(character));
    format!("{kept}…")
}
