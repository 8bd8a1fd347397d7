//! Embeds: what another host shows in a frame. Written as a callout that holds a link to it and perhaps a still:
//!
//! ```markdown
//! > [!VIDEO] A walk along the quay
//! > ![The quay at low tide.](/images/quay.jpg)
//! > <https://player.example/embed/42>
//! ```

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::{Callout, Node, Spanned, is_paragraph_end, is_paragraph_start, summary};
use crate::problem::{Check, Problem, SourceText};

/// What is shown in a frame once a reader asks for it.
#[derive(Debug, Clone)]
pub(crate) struct Embed {
    /// [`Callout::Video`], [`Callout::Podcast`] or [`Callout::Booking`].
    pub(crate) kind: Callout,
    /// The id of what is said of the host.
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) url: String,
    /// The picture in the frame's place until then: its address, and what it shows.
    pub(crate) still: Option<(String, String)>,
}

/// Makes embeds of such callouts; what else stands in one is said below it.
pub(super) fn mark(nodes: Vec<Spanned>, source: &SourceText, problems: &mut Vec<Problem>) -> Vec<Spanned> {
    let mut marked = Vec::with_capacity(nodes.len());
    let mut nodes = nodes.into_iter();
    while let Some(placed) = nodes.next() {
        let Node::CalloutStart(kind, id) = &placed.node else {
            marked.push(placed);
            continue;
        };
        if !kind.is_embed() {
            marked.push(placed);
            continue;
        }
        let within = up_to_its_end(&mut nodes);
        if let Some(inner) = within.iter().find(|placed| is_embed_start(placed)) {
            let help = "end the first with a line that doesn't begin with `>`";
            let problem =
                Problem::new(Check::IncompleteEmbed, source, inner.span.clone(), "an embed stands in an embed");
            problems.push(problem.help(help));
        }
        let title_end = within.iter().position(|placed| matches!(placed.node, Node::CalloutTitleEnd(..)));
        let (title, parts) = within.split_at(title_end.map_or(0, |at| at + 1));
        let title = summary::plain(title.iter());
        let Parts { url, still, below } = apart(parts);
        if title.is_empty() || url.is_none() {
            problems.push(incomplete(*kind, title.is_empty(), &placed, source));
        }
        let embed = Embed { kind: *kind, id: id.clone(), title, url: url.unwrap_or_default(), still };
        let span = placed.span.clone();
        marked.push(Spanned { node: Node::EmbedStart(Box::new(embed)), span: span.clone() });
        marked.extend(below);
        marked.push(Spanned { node: Node::EmbedEnd, span });
    }
    marked
}

fn is_embed_start(placed: &Spanned) -> bool {
    matches!(placed.node, Node::CalloutStart(callout, _) if callout.is_embed())
}

/// What stands in the callout that has begun. Its end is taken, too.
fn up_to_its_end(nodes: &mut impl Iterator<Item = Spanned>) -> Vec<Spanned> {
    let mut depth = 0_u32;
    let is_within = |placed: &Spanned| {
        match placed.node {
            Node::CalloutStart(..) => depth += 1,
            Node::CalloutEnd(_) if depth == 0 => return false,
            Node::CalloutEnd(_) => depth -= 1,
            _ => {}
        }
        true
    };
    nodes.take_while(is_within).collect()
}

/// What makes an embed, and all else.
#[derive(Default)]
struct Parts {
    url: Option<String>,
    still: Option<(String, String)>,
    below: Vec<Spanned>,
}

/// Takes the first link and the first picture out of the paragraphs that hold nothing else.
fn apart(nodes: &[Spanned]) -> Parts {
    let mut parts = Parts::default();
    let mut rest = nodes;
    while let Some(first) = rest.first() {
        let length = match rest.iter().position(is_paragraph_end) {
            Some(end) if is_paragraph_start(first) => end + 1,
            _ => 1,
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        let links: Vec<&str> = piece.iter().filter_map(link).collect();
        let pictures: Vec<_> = piece.iter().filter_map(picture).collect();
        let is_new = links.len() + usize::from(parts.url.is_some()) <= 1
            && pictures.len() + usize::from(parts.still.is_some()) <= 1;
        if !is_new || !holds_parts_alone(piece) {
            parts.below.extend_from_slice(piece);
            continue;
        }
        parts.url = parts.url.or(links.first().map(|url| (*url).to_owned()));
        if let Some((url, alt, title)) = pictures.first() {
            parts.still = Some(((*url).to_owned(), (*alt).to_owned()));
            parts.below.extend(paragraph(title, first));
        }
    }
    parts
}

fn link(placed: &Spanned) -> Option<&str> {
    let Node::Link { url, .. } = &placed.node else { return None };
    Some(url)
}

/// A picture's address, what it shows, and what is said of it.
fn picture(placed: &Spanned) -> Option<(&str, &str, &str)> {
    let Node::Image { url, alt, title } = &placed.node else { return None };
    Some((url, alt, title))
}

/// Words as a paragraph; nothing where there are none.
fn paragraph(words: &str, at: &Spanned) -> Vec<Spanned> {
    if words.trim().is_empty() {
        return Vec::new();
    }
    let events =
        [Event::Start(Tag::Paragraph), Event::Text(CowStr::from(words.to_owned())), Event::End(TagEnd::Paragraph)];
    events.map(|event| Spanned { node: Node::Event(event), span: at.span.clone() }).into()
}

fn holds_parts_alone(paragraph: &[Spanned]) -> bool {
    let [start, within @ .., _] = paragraph else { return false };
    let mut in_link = false;
    is_paragraph_start(start)
        && within.iter().all(|placed| match &placed.node {
            Node::Link { .. } => {
                in_link = true;
                true
            }
            Node::Event(Event::End(TagEnd::Link)) => {
                in_link = false;
                true
            }
            Node::Image { .. } | Node::Event(Event::SoftBreak | Event::HardBreak) => true,
            _ => in_link,
        })
}

fn incomplete(kind: Callout, lacks_title: bool, placed: &Spanned, source: &SourceText) -> Problem {
    let mark = kind.name().to_uppercase();
    let (message, help) = if lacks_title {
        (
            "the embed has no title",
            format!("write it behind the mark, on the same line: `> [!{mark}] A walk along the quay`"),
        )
    } else {
        (
            "the embed leads nowhere",
            "put the address that the service gives for embedding on a line of its own: `> <https://…>`".to_owned(),
        )
    };
    Problem::new(Check::IncompleteEmbed, source, placed.span.clone(), message).help(help)
}
