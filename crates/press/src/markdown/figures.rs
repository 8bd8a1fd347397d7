//! Figures: a paragraph that is a picture and what is said of it.
//!
//! The picture stands first, by itself or as a link. Its caption is what follows after a line break, or else its title. A
//! caption may end in a credit: an emphasised run on a line of its own, or after a whole sentence.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::{Node, Piece, Spanned, is_paragraph_end, is_paragraph_start};

/// What a sentence ends with, and what may stand behind that.
const SENTENCE_ENDS: [char; 7] = ['.', '!', '?', '…', '。', '！', '？'];
const CLOSING: [char; 7] = [')', ']', '"', '”', '’', '»', '」'];

/// Makes figures of such paragraphs.
pub(super) fn mark(nodes: Vec<Spanned>) -> Vec<Spanned> {
    let mut marked = Vec::with_capacity(nodes.len());
    let mut nodes = nodes.into_iter();
    while let Some(placed) = nodes.next() {
        if !is_paragraph_start(&placed) {
            marked.push(placed);
            continue;
        }
        let start = marked.len();
        marked.push(placed);
        for placed in nodes.by_ref() {
            let is_end = is_paragraph_end(&placed);
            marked.push(placed);
            if is_end {
                break;
            }
        }
        if let Some(figure) = figure(&marked[start..]) {
            marked.truncate(start);
            marked.extend(figure);
        }
    }
    marked
}

/// The figure that a paragraph is, if it is one.
fn figure(paragraph: &[Spanned]) -> Option<Vec<Spanned>> {
    let [first, within @ .., last] = paragraph else { return None };
    let length = picture(within)?;
    let (picture, rest) = within.split_at(length);
    let mut picture = picture.to_vec();
    let caption = match rest {
        [] => title(&mut picture)?,
        [line_break, caption @ ..] if is_break(line_break) && is_caption(caption) => caption.to_vec(),
        _ => return None,
    };
    let piece = |piece: Piece, of: &Spanned| Spanned { node: Node::Piece(piece), span: of.span.clone() };
    let mut figure = vec![piece(Piece::PictureStart, first)];
    figure.append(&mut picture);
    figure.push(piece(Piece::Caption, first));
    figure.extend(with_credit(caption));
    figure.push(piece(Piece::PictureEnd, last));
    Some(figure)
}

/// How many nodes the picture at the start of a paragraph has; three where it is a link.
fn picture(nodes: &[Spanned]) -> Option<usize> {
    let node = |at: usize| nodes.get(at).map(|placed| &placed.node);
    match (node(0)?, node(1), node(2)) {
        (Node::Image { .. }, ..) => Some(1),
        (Node::Link { .. }, Some(Node::Image { .. }), Some(Node::Event(Event::End(TagEnd::Link)))) => Some(3),
        _ => None,
    }
}

/// A picture's title, which it has no more.
fn title(picture: &mut [Spanned]) -> Option<Vec<Spanned>> {
    picture.iter_mut().find_map(|placed| match &mut placed.node {
        Node::Image { title, .. } if !title.trim().is_empty() => {
            let node = Node::Event(Event::Text(CowStr::from(std::mem::take(title))));
            Some(vec![Spanned { node, span: placed.span.clone() }])
        }
        _ => None,
    })
}

/// Whether what follows a picture says something of it and is not just the next picture.
fn is_caption(nodes: &[Spanned]) -> bool {
    let is_picture = |placed: &Spanned| match &placed.node {
        Node::Image { .. } | Node::More => true,
        Node::Open(tag) => ["img", "video", "audio"].contains(&tag.name.as_str()),
        _ => false,
    };
    !super::summary::plain(nodes.iter()).is_empty() && !nodes.iter().any(is_picture)
}

/// A caption with the credit at its end set apart.
fn with_credit(mut caption: Vec<Spanned>) -> Vec<Spanned> {
    let Some(start) = credit(&caption) else { return caption };
    let last = caption.len() - 1;
    caption[start].node = Node::Piece(Piece::CreditStart);
    caption[last].node = Node::Piece(Piece::CreditEnd);
    if let Some(before) = start.checked_sub(1).filter(|before| is_break(&caption[*before])) {
        caption[before].node = Node::Event(Event::SoftBreak);
    }
    caption
}

/// Where the credit begins: an emphasised run that goes on to the end.
fn credit(caption: &[Spanned]) -> Option<usize> {
    if !matches!(caption.last()?.node, Node::Event(Event::End(TagEnd::Emphasis))) {
        return None;
    }
    let mut depth = 0;
    let start = caption.iter().rposition(|placed| {
        depth -= placed.node.depth();
        depth == 0
    })?;
    let is_run = matches!(caption[start].node, Node::Event(Event::Start(Tag::Emphasis)));
    let stands_apart = match caption[..start].last().map(|placed| &placed.node) {
        None | Some(Node::Event(Event::SoftBreak | Event::HardBreak)) => true,
        Some(Node::Event(Event::Text(text))) => {
            text.ends_with(char::is_whitespace) && text.trim_end().trim_end_matches(CLOSING).ends_with(SENTENCE_ENDS)
        }
        Some(_) => false,
    };
    (is_run && stands_apart).then_some(start)
}

fn is_break(placed: &Spanned) -> bool {
    matches!(placed.node, Node::Event(Event::SoftBreak | Event::HardBreak))
}
