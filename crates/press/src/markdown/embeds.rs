//! Embeds: content of another host, shown in a frame. Written as a callout with a link to it and an optional picture:
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

/// Content of another host. Its frame is loaded once a reader asks for it.
#[derive(Debug, Clone)]
pub(crate) struct Embed {
    /// [`Callout::Video`], [`Callout::Podcast`] or [`Callout::Booking`].
    pub(crate) kind: Callout,
    /// The id of the sentence that names the host.
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) url: String,
    /// The picture shown until then: its address and its alternative text.
    pub(crate) still: Option<(String, String)>,
    /// What else the callout contains.
    pub(crate) below: Vec<Spanned>,
}

/// Turns such callouts into embeds.
pub(super) fn find_embeds(blocks: &mut [Spanned], source: &SourceText, problems: &mut Vec<Problem>) {
    walk_mut(blocks, |spanned| {
        let span = spanned.span.clone();
        let Node::Callout { kind, id, title, children } = &mut spanned.node else { return Walk::Into };
        if !kind.is_embed() {
            return Walk::Into;
        }
        if let Some(inner) = descendants(children).find(|spanned| is_embed(&spanned.node)) {
            let help = "end the first with a line that doesn't begin with `>`, such as an empty line";
            let problem =
                Problem::new(Check::IncompleteEmbed, source, inner.span.clone(), "an embed is inside another embed");
            problems.push(problem.help(help));
        }
        let mut parts = EmbedLinks::default();
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

/// The parts of an embed that are found among its blocks.
#[derive(Default)]
struct EmbedLinks {
    url: Option<String>,
    still: Option<(String, String)>,
}

impl EmbedLinks {
    /// Takes the first link and the first picture from paragraphs that hold nothing else.
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

    /// Takes the link and the picture of a paragraph, if it holds nothing else and neither was found before. Returns the
    /// picture's title, empty if there is none.
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

/// A picture's address, alternative text and title.
fn picture(spanned: &Spanned) -> Option<(&str, &str, &str)> {
    let Node::Image { url, alt, title } = &spanned.node else { return None };
    Some((url, alt, title))
}

/// A paragraph with these words; `None` if there are none.
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
            "the embed has no address",
            "put the address that the service gives for embedding on a line of its own: `> <https://…>`".to_owned(),
        )
    };
    Problem::new(Check::IncompleteEmbed, source, span, message).help(help)
}
