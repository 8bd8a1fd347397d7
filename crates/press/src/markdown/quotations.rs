//! Quotations that end in their source: a last paragraph that begins with a dash. In HTML the source must be outside the
//! `blockquote` (HTML, section 4.4.4, "The blockquote element").
//!
//! If the paragraph before begins with a dash as well, it is a dialogue without a source.

use super::tree::{Node, Spanned, Walk, closes_its_tags, descendants, raw_depth, walk_mut};

/// A source begins with one of these. Smart punctuation has already turned `--` and `---` into dashes.
const DASHES: [char; 3] = ['–', '—', '―'];

/// Sets the sources of quotations apart.
pub(super) fn find_quotations(blocks: &mut [Spanned]) {
    walk_mut(blocks, |spanned| {
        if let Node::Quote(children) = &mut spanned.node
            && let Some(source) = take_source(children)
        {
            spanned.node = Node::Quotation { quoted: std::mem::take(children), source };
        }
        Walk::Into
    });
}

/// Takes the source's words out of a quotation, with their paragraph.
fn take_source(blocks: &mut Vec<Spanned>) -> Option<Vec<Spanned>> {
    let (last, before) = blocks.split_last_mut()?;
    let Node::Paragraph(words) = &mut last.node else { return None };
    let is_source = begins_with_a_dash(words)
        && closes_its_tags(words)
        && super::summary::plain(words).contains(char::is_alphanumeric);
    if !is_source || last_begins_with_a_dash(before)? {
        return None;
    }
    let source = std::mem::take(words);
    blocks.pop();
    Some(source)
}

/// Whether the last block begins with a dash; what is inside a raw element is no block of its own. `None` if there is no
/// block, or if a raw element is still open: what follows may be inside it.
fn last_begins_with_a_dash(blocks: &[Spanned]) -> Option<bool> {
    let mut depth = 0;
    let mut last = None;
    for (at, block) in blocks.iter().enumerate() {
        if depth == 0 {
            last = Some(at);
        }
        depth += descendants(std::slice::from_ref(block)).map(|spanned| raw_depth(&spanned.node)).sum::<i32>();
    }
    let at = last.filter(|_| depth == 0)?;
    Some(match &blocks[at].node {
        Node::CodeBlock { code, .. } => code.starts_with(DASHES),
        Node::Open(_) => begins_with_a_dash(&blocks[at + 1..]),
        block => block.children().next().is_some_and(|first| begins_with_a_dash(std::slice::from_ref(first))),
    })
}

fn begins_with_a_dash(nodes: &[Spanned]) -> bool {
    matches!(nodes.first().map(|spanned| &spanned.node), Some(Node::Text(text)) if text.starts_with(DASHES))
}
