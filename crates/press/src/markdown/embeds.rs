//! Embeds: what another host shows in a frame. Written as a callout that holds a link to it and perhaps a still:
//!
//! ```markdown
//! > [!VIDEO] A walk along the quay
//! > ![The quay at low tide.](/images/quay.jpg)
//! > <https://player.example/embed/42>
//! ```

use std::ops::Range;

use super::tree::{Node, Spanned, Walk, descendants, walk_mut};
use super::{Callout, summary};
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
    /// What else stood in the callout.
    pub(crate) below: Vec<Spanned>,
}

/// Makes embeds of such callouts; what else stands in one is shown below it.
pub(super) fn find_embeds(blocks: &mut [Spanned], source: &SourceText, problems: &mut Vec<Problem>) {
    walk_mut(blocks, |spanned| {
        let span = spanned.span.clone();
        let Node::Callout { kind, id, title, children } = &mut spanned.node else { return Walk::Into };
        if !kind.is_embed() {
            return Walk::Into;
        }
        if let Some(inner) = descendants(children).find(|spanned| is_embed(&spanned.node)) {
            let help = "end the first with a line that doesn't begin with `>`";
            let problem =
                Problem::new(Check::IncompleteEmbed, source, inner.span.clone(), "an embed stands in an embed");
            problems.push(problem.help(help));
        }
        let mut parts = Parts::default();
        parts.take_from(children);
        let title = summary::plain(title);
        if title.is_empty() || parts.url.is_none() {
            problems.push(incomplete(*kind, title.is_empty(), span, source));
        }
        spanned.node = Node::Embed(Box::new(Embed {
            kind: *kind,
            id: std::mem::take(id),
            title,
            url: parts.url.unwrap_or_default(),
            still: parts.still,
            below: std::mem::take(children),
        }));
        Walk::Past
    });
}

fn is_embed(node: &Node) -> bool {
    matches!(node, Node::Callout { kind, .. } if kind.is_embed())
}

/// What makes an embed.
#[derive(Default)]
struct Parts {
    url: Option<String>,
    still: Option<(String, String)>,
}

impl Parts {
    /// Takes the first link and the first picture out of the paragraphs that hold nothing else.
    fn take_from(&mut self, blocks: &mut Vec<Spanned>) {
        let mut below = Vec::with_capacity(blocks.len());
        for mut block in blocks.drain(..) {
            if let Node::Paragraph(words) = &block.node
                && let Some(title) = self.take(words)
            {
                below.extend(paragraph(title, &block));
                continue;
            }
            if let Some(inner) = block.node.blocks_mut() {
                self.take_from(inner);
            }
            below.push(block);
        }
        *blocks = below;
    }

    /// Takes the link and the picture of a paragraph that holds nothing else, and nothing of which there is one already.
    /// Returns the picture's title, empty where there is none.
    fn take<'n>(&mut self, words: &'n [Spanned]) -> Option<&'n str> {
        let holds_parts_alone = words.iter().all(|spanned| {
            matches!(spanned.node, Node::Link { .. } | Node::Image { .. } | Node::SoftBreak | Node::HardBreak)
        });
        if !holds_parts_alone {
            return None;
        }
        let links: Vec<&str> = descendants(words).filter_map(link).collect();
        let pictures: Vec<_> = descendants(words).filter_map(picture).collect();
        let is_new = links.len() + usize::from(self.url.is_some()) <= 1
            && pictures.len() + usize::from(self.still.is_some()) <= 1;
        if !is_new {
            return None;
        }
        if let Some(url) = links.first() {
            self.url = Some((*url).to_owned());
        }
        let Some((url, alt, title)) = pictures.first() else { return Some("") };
        self.still = Some(((*url).to_owned(), (*alt).to_owned()));
        Some(title)
    }
}

fn link(spanned: &Spanned) -> Option<&str> {
    let Node::Link { url, .. } = &spanned.node else { return None };
    Some(url)
}

/// A picture's address, what it shows, and its title.
fn picture(spanned: &Spanned) -> Option<(&str, &str, &str)> {
    let Node::Image { url, alt, title } = &spanned.node else { return None };
    Some((url, alt, title))
}

/// Words as a paragraph; nothing where there are none.
fn paragraph(words: &str, at: &Spanned) -> Option<Spanned> {
    let text = Spanned::new(Node::Text(words.to_owned()), at.span.clone());
    (!words.trim().is_empty()).then(|| Spanned::new(Node::Paragraph(vec![text]), at.span.clone()))
}

fn incomplete(kind: Callout, lacks_title: bool, span: Range<usize>, source: &SourceText) -> Problem {
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
    Problem::new(Check::IncompleteEmbed, source, span, message).help(help)
}
