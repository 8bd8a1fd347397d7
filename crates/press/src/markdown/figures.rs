//! Figures: a paragraph that consists of a picture and its caption.
//!
//! The picture comes first, on its own or inside a link. The caption follows after a line break; without one, it is the
//! picture's title. A caption may end in a credit: emphasised text on a line of its own, or after a whole sentence.

use super::tree::{Node, Spanned, Walk, closes_its_tags, descendants, walk_mut};

/// A sentence ends with one of these, and perhaps a closing mark after it.
const SENTENCE_ENDS: [char; 7] = ['.', '!', '?', '…', '。', '！', '？'];
const CLOSING: [char; 7] = [')', ']', '"', '”', '’', '»', '」'];

/// Turns such paragraphs into figures.
pub(super) fn find_figures(blocks: &mut [Spanned]) {
    walk_mut(blocks, |spanned| {
        if let Node::Paragraph(words) = &mut spanned.node
            && let Some(figure) = figure(words)
        {
            spanned.node = figure;
        }
        Walk::Into
    });
}

/// The figure that a paragraph makes, with the paragraph's nodes; `None` if it makes none.
fn figure(words: &mut Vec<Spanned>) -> Option<Node> {
    let (picture, rest) = words.split_first_mut()?;
    if !is_picture(&picture.node) {
        return None;
    }
    let (caption, credit) = match rest {
        [] => (vec![take_title(picture)?], None),
        [line_break, caption @ ..] if is_break(line_break) && is_caption(caption) => {
            let mut caption = words.split_off(2);
            let credit = take_credit(&mut caption);
            (caption, credit)
        }
        _ => return None,
    };
    Some(Node::Figure { picture: Box::new(words.swap_remove(0)), caption, credit })
}

/// Whether a node is an image, or a link around one.
fn is_picture(node: &Node) -> bool {
    match node {
        Node::Image { .. } => true,
        Node::Link { children, .. } => matches!(children.as_slice(), [Spanned { node: Node::Image { .. }, .. }]),
        _ => false,
    }
}

/// Takes a picture's title as text.
fn take_title(picture: &mut Spanned) -> Option<Spanned> {
    match &mut picture.node {
        Node::Image { title, .. } if !title.trim().is_empty() => {
            Some(Spanned::new(Node::Text(std::mem::take(title)), picture.span.clone()))
        }
        Node::Link { children, .. } => children.iter_mut().find_map(take_title),
        _ => None,
    }
}

/// Whether the nodes after a picture are a caption: they have words, and hold no other picture.
fn is_caption(nodes: &[Spanned]) -> bool {
    let is_media = |spanned: &Spanned| match &spanned.node {
        Node::Image { .. } | Node::More => true,
        Node::Open(tag) => ["img", "video", "audio"].contains(&tag.name.as_str()),
        _ => false,
    };
    !super::summary::plain(nodes).is_empty() && !descendants(nodes).any(is_media)
}

/// Takes the credit at the end of a caption.
fn take_credit(caption: &mut Vec<Spanned>) -> Option<Vec<Spanned>> {
    let (last, before) = caption.split_last_mut()?;
    let Node::Emphasis(words) = &mut last.node else { return None };
    let stands_apart = match before.last().map(|spanned| &spanned.node) {
        None | Some(Node::SoftBreak | Node::HardBreak) => true,
        Some(Node::Text(text)) => {
            text.ends_with(char::is_whitespace) && text.trim_end().trim_end_matches(CLOSING).ends_with(SENTENCE_ENDS)
        }
        Some(_) => false,
    };
    if !stands_apart || !closes_its_tags(words) {
        return None;
    }
    let credit = std::mem::take(words);
    if let Some(line_break) = before.last_mut().filter(|spanned| is_break(spanned)) {
        line_break.node = Node::SoftBreak;
    }
    caption.pop();
    Some(credit)
}

fn is_break(spanned: &Spanned) -> bool {
    matches!(spanned.node, Node::SoftBreak | Node::HardBreak)
}
