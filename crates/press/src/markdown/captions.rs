//! Captions of tables: a paragraph right below one that begins with `Table:`.

use super::Ids;
use super::tree::{Caption, Node, Spanned, Table};

/// A caption begins with this. It is syntax, so it is the same in every language.
const MARK: &str = "Table:";

/// Moves captions into their tables.
pub(super) fn find_captions(blocks: &mut Vec<Spanned>, ids: &mut Ids) {
    let mut kept: Vec<Spanned> = Vec::with_capacity(blocks.len());
    for mut block in blocks.drain(..) {
        if let Some(inner) = block.node.blocks_mut() {
            find_captions(inner, ids);
        }
        if let Some(Spanned { node: Node::Table(Table { caption: caption @ None, .. }), .. }) = kept.last_mut()
            && let Node::Paragraph(words) = &mut block.node
            && take_mark(words)
        {
            *caption = Some(Caption { id: ids.unique("table-caption"), children: std::mem::take(words) });
            continue;
        }
        kept.push(block);
    }
    *blocks = kept;
}

/// Removes the mark from a paragraph that begins with it and has words after it.
fn take_mark(paragraph: &mut [Spanned]) -> bool {
    let Some((Spanned { node: Node::Text(text), .. }, after)) = paragraph.split_first_mut() else { return false };
    let Some(rest) = text.strip_prefix(MARK) else { return false };
    // `Table:Costs` may be a title: after the mark comes a space or another node.
    if rest.starts_with(|character: char| !character.is_whitespace()) {
        return false;
    }
    let rest = rest.trim_start().to_owned();
    if rest.is_empty() && super::summary::plain(after).is_empty() {
        return false;
    }
    *text = rest;
    true
}
