//! Captions of tables: a paragraph right below one that begins with `Table:`.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::{Ids, Node, Spanned, is_paragraph_end, is_paragraph_start};

/// What a caption begins with; it is a mark, not a word, and the same in every language.
const MARK: &str = "Table:";

/// Moves captions into their tables, at the beginning, where HTML has them.
pub(super) fn mark(nodes: Vec<Spanned>, ids: &mut Ids) -> Vec<Spanned> {
    let mut marked: Vec<Spanned> = Vec::with_capacity(nodes.len());
    let mut start = 0;
    let mut nodes = nodes.into_iter().peekable();
    while let Some(placed) = nodes.next() {
        let ends = matches!(placed.node, Node::Event(Event::End(TagEnd::Table)));
        if matches!(placed.node, Node::Event(Event::Start(Tag::Table(_)))) {
            start = marked.len();
        }
        marked.push(placed);
        let Some(paragraph) = nodes.next_if(|placed| ends && is_paragraph_start(placed)) else { continue };
        let mut within: Vec<Spanned> = nodes.by_ref().take_while(|placed| !is_paragraph_end(placed)).collect();
        if take_mark(&mut within) {
            let placed = |node: Node| Spanned { node, span: paragraph.span.clone() };
            within.insert(0, placed(Node::CaptionStart(ids.unique("table-caption"))));
            within.push(placed(Node::CaptionEnd));
            marked.splice(start + 1..start + 1, within);
        } else {
            let end = Spanned { node: Node::Event(Event::End(TagEnd::Paragraph)), span: paragraph.span.clone() };
            marked.push(paragraph);
            marked.append(&mut within);
            marked.push(end);
        }
    }
    marked
}

/// Takes the mark away from a paragraph that begins with it and says something after it.
fn take_mark(paragraph: &mut [Spanned]) -> bool {
    let Some(Spanned { node: Node::Event(Event::Text(text)), .. }) = paragraph.first_mut() else { return false };
    let Some(rest) = text.strip_prefix(MARK) else { return false };
    // `Table:Costs` is perhaps a title; the mark is followed by a space, or by whatever else begins there.
    if rest.starts_with(|character: char| !character.is_whitespace()) {
        return false;
    }
    let rest = rest.trim_start().to_owned();
    if rest.is_empty() && super::summary::plain(paragraph[1..].iter()).is_empty() {
        return false;
    }
    paragraph[0].node = Node::Event(Event::Text(CowStr::from(rest)));
    true
}
