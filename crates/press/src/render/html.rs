//! Nodes → HTML. pulldown-cmark writes what it writes well; the rest is written here.

use std::fmt::Write;

use catchword_i18n::Language;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::tables::Tables;
use super::{code, embeds, figures, notes};
use crate::escape::{address, attribute};
use crate::markdown::{Attribute, Body, Node, Note, RawTag, Spanned};
use crate::resolve::{LinkResolver, Target};

/// A body as HTML in parts, so that an unclosed tag in one can't swallow the next.
pub(super) struct Parts {
    pub(super) flow: String,
    /// The text of each footnote.
    pub(super) notes: Vec<String>,
}

/// Writes a body, not yet sanitised; its files' and pages' addresses are paths with the base.
pub(super) fn write(body: &Body, folder: &str, resolver: &LinkResolver, language: &Language) -> Parts {
    let mut writer = Writer {
        folder,
        resolver,
        language,
        notes: &body.notes,
        tables: Tables::default(),
        in_code: false,
        heading: None,
        has_anchors: true,
    };
    let flow = match body.standfirst {
        Some(end) => {
            let (first, rest) = body.nodes.split_at(end);
            format!("<div class=\"standfirst\">\n{}</div>\n{}", writer.write(first), writer.write(rest))
        }
        None => writer.write(&body.nodes),
    };
    writer.has_anchors = false;
    let notes = body.notes.iter().map(|note| writer.write(&note.nodes)).collect();
    Parts { flow, notes }
}

struct Writer<'a> {
    folder: &'a str,
    resolver: &'a LinkResolver,
    language: &'a Language,
    notes: &'a [Note],
    tables: Tables,
    /// Whether the text that comes is code, which was written when it began.
    in_code: bool,
    /// The id of the heading that is being written.
    heading: Option<String>,
    /// Whether headings get a link to themselves: those of a footnote do not.
    has_anchors: bool,
}

impl Writer<'_> {
    fn write(&mut self, nodes: &[Spanned]) -> String {
        let mut html = String::new();
        let events: Vec<Event<'_>> =
            nodes.iter().enumerate().map(|(at, placed)| self.event(nodes, at, &placed.node)).collect();
        pulldown_cmark::html::push_html(&mut html, events.into_iter());
        html
    }

    fn event<'n>(&mut self, nodes: &'n [Spanned], at: usize, node: &'n Node) -> Event<'n> {
        let next = nodes.get(at + 1).map(|placed| &placed.node);
        let html = match node {
            Node::Event(Event::Start(Tag::CodeBlock(kind))) => {
                self.in_code = true;
                code::block(kind, &code_of(&nodes[at + 1..]))
            }
            Node::Event(event) => match self.own(event, next) {
                Some(html) => html,
                None => return event.clone(),
            },
            Node::Link { url, title } => self.link(url, title),
            Node::Image { url, alt, title } => self.image(url, alt, title),
            Node::Open(tag) => self.tag(tag),
            Node::Close(name) => format!("</{name}>"),
            Node::More => String::new(),
            Node::NoteReference { note, nth } => notes::reference(*note, &self.notes[*note], *nth, self.language),
            Node::CalloutStart(callout, id) => figures::callout_start(*callout, id, next, self.language),
            Node::CalloutTitleEnd(callout, has_words) => figures::callout_title_end(*callout, *has_words).to_owned(),
            Node::CalloutEnd(callout) => figures::callout_end(*callout),
            Node::EmbedStart(embed) => {
                let still = embed.still.as_ref().map(|(url, alt)| self.image(url, alt, ""));
                embeds::start(embed, still, self.language)
            }
            Node::EmbedEnd => embeds::END.to_owned(),
            Node::CaptionStart(id) => format!("<caption id=\"{}\">", attribute(id)),
            Node::CaptionEnd => "</caption>\n".to_owned(),
            Node::Piece(piece) => figures::piece(*piece).to_owned(),
        };
        Event::InlineHtml(CowStr::from(html))
    }

    /// What is written otherwise than pulldown-cmark would.
    fn own(&mut self, event: &Event<'_>, next: Option<&Node>) -> Option<String> {
        Some(match event {
            Event::Start(Tag::Heading { id, .. }) => {
                self.heading = id.as_ref().map(|id| id.to_string());
                return None;
            }
            Event::End(TagEnd::Heading(level)) => {
                let anchor = self.heading.take().filter(|_| self.has_anchors && *level <= HeadingLevel::H4);
                format!("</{level}>{}\n", anchor.map(|id| self::anchor(&id)).unwrap_or_default())
            }
            Event::Text(_) if self.in_code => String::new(),
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                "</code></pre>\n".to_owned()
            }
            Event::TaskListMarker(done) => {
                let press = &self.language.press;
                let (label, checked) = if *done { (&press.done, " checked") } else { (&press.to_do, "") };
                let label = attribute(label);
                format!("<input type=\"checkbox\" disabled aria-label=\"{label}\"{checked}> ")
            }
            event => return self.tables.event(event, next, self.language),
        })
    }

    fn link(&self, url: &str, title: &str) -> String {
        let mut html = String::from("<a");
        if let Some(href) = self.href(url) {
            let _ = write!(html, " href=\"{}\"", address(&href));
        }
        if !title.is_empty() {
            let _ = write!(html, " title=\"{}\"", attribute(title));
        }
        if self.resolver.is_of_another_host(url) {
            html.push_str(" rel=\"noopener\"");
        }
        html + ">"
    }

    fn image(&self, url: &str, alt: &str, title: &str) -> String {
        let own = |name: &str, value: &str| Attribute { name: name.to_owned(), value: value.to_owned(), span: 0..0 };
        let mut attributes = vec![own("src", url), own("alt", alt)];
        if !title.is_empty() {
            attributes.push(own("title", title));
        }
        self.tag(&RawTag { name: "img".to_owned(), attributes })
    }

    fn tag(&self, tag: &RawTag) -> String {
        let mut html = format!("<{}", tag.name);
        for own in &tag.attributes {
            let value = match own.name.as_str() {
                "href" | "src" | "poster" | "action" => match self.href(&own.value) {
                    Some(href) => address(&href),
                    None => continue,
                },
                "rel"
                    if tag.name == "a"
                        && tag.value("href").is_some_and(|href| self.resolver.is_of_another_host(href)) =>
                {
                    continue;
                }
                _ => attribute(&own.value),
            };
            let _ = write!(html, " {}=\"{value}\"", own.name);
        }
        if tag.name == "a" && tag.value("href").is_some_and(|href| self.resolver.is_of_another_host(href)) {
            let _ = write!(html, " rel=\"{}\"", attribute(&with_noopener(tag.value("rel").unwrap_or_default())));
        }
        if tag.name == "img" {
            html.push_str(&self.image_attributes(tag));
        }
        html + ">"
    }

    /// A picture's measures, so that its place is kept, and that it may come late.
    fn image_attributes(&self, tag: &RawTag) -> String {
        let mut html = String::new();
        let has = |name: &str| tag.value(name).is_some();
        let size = match self.resolver.resolve(self.folder, tag.value("src").unwrap_or_default()) {
            Target::File(path, _) => self.resolver.size(&path),
            _ => None,
        };
        if let Some(size) = size.filter(|_| !has("width") && !has("height")) {
            let _ = write!(html, " width=\"{}\" height=\"{}\"", size.width, size.height);
        }
        if !has("alt") {
            html.push_str(" alt=\"\"");
        }
        if !has("loading") {
            html.push_str(" loading=\"lazy\"");
        }
        if !has("decoding") {
            html.push_str(" decoding=\"async\"");
        }
        html
    }

    /// What a link's `href` says; `None` where it may say nothing.
    fn href(&self, url: &str) -> Option<String> {
        self.resolver.href(self.folder, url)
    }
}

/// A heading's link to itself. It stands beside the heading, whose name would else have it in it, and is named by it; what
/// can be seen of it is the stylesheet's.
fn anchor(id: &str) -> String {
    format!("<a class=\"anchor\" href=\"#{}\" aria-labelledby=\"{}\"></a>", address(id), attribute(id))
}

/// The text up to the end of the block of code that has begun.
fn code_of(nodes: &[Spanned]) -> String {
    let pieces = nodes.iter().map_while(|placed| match &placed.node {
        Node::Event(Event::Text(text)) => Some(text.as_ref()),
        _ => None,
    });
    pieces.collect()
}

fn with_noopener(rel: &str) -> String {
    if rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("noopener")) {
        return rel.to_owned();
    }
    format!("{rel} noopener").trim_start().to_owned()
}
