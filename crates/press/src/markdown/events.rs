//! pulldown-cmark's events, with their places in the file.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::raw::{Chunk, RawReader};
use super::{Node, Spanned};
use crate::problem::{Problem, SourceText};

/// Reads the Markdown in a part of a file.
pub(super) fn read(source: &SourceText, part: Range<usize>) -> (Vec<Spanned>, Vec<Problem>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let offset = part.start;
    let mut events = Parser::new_ext(&source.inner()[part], options)
        .into_offset_iter()
        .map(|(event, span)| (event, span.start + offset..span.end + offset));
    let mut nodes = Vec::new();
    let mut raw = RawReader::new(source);
    while let Some((event, span)) = events.next() {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                let mut chunk = Chunk::default();
                for (event, span) in events.by_ref() {
                    match event {
                        Event::Html(text) | Event::Text(text) => chunk.push(&text, span),
                        Event::End(TagEnd::HtmlBlock) => break,
                        _ => {}
                    }
                }
                raw.read(&chunk, &mut nodes);
                raw.end_block();
            }
            Event::InlineHtml(text) | Event::Html(text) => {
                let mut chunk = Chunk::default();
                chunk.push(&text, span);
                raw.read(&chunk, &mut nodes);
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let alt = alternative(&mut events);
                if !raw.is_leaving_out() {
                    let node = Node::Image { url: dest_url.into_string(), alt, title: title.into_string() };
                    nodes.push(Spanned { node, span });
                }
            }
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
                let node = Node::Link { url: format!("{mail}{dest_url}"), title: title.into_string() };
                nodes.push(Spanned { node, span });
            }
            event => {
                if ends_block(&event) {
                    raw.end_block();
                }
                let is_content = !matches!(event, Event::Start(_) | Event::End(_));
                if !(is_content && raw.is_leaving_out()) {
                    nodes.push(Spanned { node: Node::Event(event.into_static()), span });
                }
            }
        }
    }
    (nodes, raw.problems)
}

/// The text in a picture's place, up to the picture's end.
fn alternative<'e>(events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>) -> String {
    let mut alt = String::new();
    let mut depth = 0;
    for (event, _) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => break,
            Event::End(_) => depth -= 1,
            Event::Text(text) | Event::Code(text) => alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }
    alt
}

fn ends_block(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item | TagEnd::BlockQuote(_))
    )
}
