//! A text's summary, its standfirst, and its number of words.

use std::ops::ControlFlow;

use unicode_segmentation::UnicodeSegmentation;

use super::Body;
use super::raw::RawTag;
use super::tree::{Node, Spanned, closes_its_tags, descendants};

/// The longest summary made from a first paragraph, in characters.
const LONGEST_SUMMARY: usize = 200;

/// The text before `<!-- more -->`, else the first paragraph with words that is in no other block, cut at a word.
pub(super) fn summary(blocks: &[Spanned]) -> Option<String> {
    let before = text_before_more(blocks).unwrap_or_default();
    if !before.is_empty() {
        return Some(before);
    }
    let mut texts = blocks.iter().filter_map(|block| match &block.node {
        Node::Paragraph(words) => Some(plain(words)),
        _ => None,
    });
    texts.find(|text| !text.is_empty()).map(|text| shortened(&text))
}

/// How many blocks come before `<!-- more -->`, if they can be set apart: they have words, and close their raw elements.
pub(super) fn standfirst(blocks: &[Spanned]) -> Option<usize> {
    let end = blocks.iter().position(|block| matches!(block.node, Node::More))?;
    let before = &blocks[..end];
    let is_first = !descendants(before).any(|spanned| matches!(spanned.node, Node::More));
    (is_first && closes_its_tags(before) && !plain(before).is_empty()).then_some(end)
}

/// The number of words in the running text, by Unicode's word boundaries (UAX 29): some scripts have no spaces.
pub(super) fn words(body: &Body) -> u32 {
    let counts = body.all_nodes().map(|spanned| match &spanned.node {
        Node::Text(text) | Node::Code(text) => text.unicode_words().count(),
        _ => 0,
    });
    u32::try_from(counts.sum::<usize>()).unwrap_or(u32::MAX)
}

/// Whether a raw element is inline (HTML, section 4.5, "Text-level semantics", without `br`).
fn is_inline(name: &str) -> bool {
    const NAMES: [&str; 28] = [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
        "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    ];
    NAMES.contains(&name)
}

/// The text of nodes, with single spaces.
pub(super) fn plain(nodes: &[Spanned]) -> String {
    let mut text = String::new();
    let _ = gather(nodes, &mut text, &|_| false);
    with_single_spaces(&text)
}

/// The text before `<!-- more -->`; `None` without that mark.
fn text_before_more(blocks: &[Spanned]) -> Option<String> {
    let mut text = String::new();
    let end = gather(blocks, &mut text, &|node| matches!(node, Node::More));
    end.is_break().then(|| with_single_spaces(&text))
}

/// Appends the text of nodes, up to the first that `ends` it.
fn gather(nodes: &[Spanned], text: &mut String, ends: &impl Fn(&Node) -> bool) -> ControlFlow<()> {
    for Spanned { node, .. } in nodes {
        if ends(node) {
            return ControlFlow::Break(());
        }
        match node {
            Node::Text(piece) | Node::Code(piece) => text.push_str(piece),
            // Inline elements don't separate words; all others do. Surplus spaces are removed afterwards.
            Node::Emphasis(words)
            | Node::Strong(words)
            | Node::Strikethrough(words)
            | Node::Link { children: words, .. } => {
                gather(words, text, ends)?;
            }
            Node::NoteReference { .. } => {}
            Node::Open(RawTag { name, .. }) | Node::Close(name) if is_inline(name) => {}
            Node::CodeBlock { code, .. } => text.extend([" ", code, " "]),
            _ => {
                text.push(' ');
                for list in node.lists() {
                    gather(list, text, ends)?;
                    text.push(' ');
                }
            }
        }
    }
    ControlFlow::Continue(())
}

/// A text with single spaces. No-break spaces stay: French has them inside of quotation marks.
fn with_single_spaces(text: &str) -> String {
    let is_space = |letter: char| letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{2007}' | '\u{202f}');
    let words = text.split(is_space).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").trim().to_owned()
}

fn shortened(text: &str) -> String {
    let Some((limit, _)) = text.char_indices().nth(LONGEST_SUMMARY) else { return text.to_owned() };
    let cut = text[..limit].rfind(' ').unwrap_or(limit);
    let kept =
        text[..cut].trim_end_matches(|character: char| character.is_whitespace() || ",;:–—-(".contains(character));
    format!("{kept}…")
}
