//! Writes the tree as HTML.
//!
//! Plain Markdown becomes the same HTML as with pulldown-cmark's own writer.

use std::fmt::Write;

use pulldown_cmark_escape::escape_html_body_text;

use super::{RenderContext, code, directions, embeds, figures, notes, tables};
use crate::escape::{address, attribute};
use crate::markdown::{Attribute, Body, Node, Note, RawTag, Spanned};
use crate::resolve::LinkTarget;
use crate::store::Digest;

/// A body as HTML, in parts that are sanitised one by one, so that an unclosed tag in one can't affect the next.
pub(super) struct BodyHtml {
    pub(super) flow: String,
    /// Each footnote's content.
    pub(super) notes: Vec<String>,
}

/// Writes a body, unsanitised. Addresses of the site's files and pages become paths with the base.
pub(super) fn write(body: &Body, context: &RenderContext<'_>) -> BodyHtml {
    let mut writer = Writer {
        html: String::new(),
        context,
        notes: &body.notes,
        tables: 0,
        has_anchors: context.has_anchors,
        is_right_to_left: directions::has_right_to_left(body),
    };
    let (standfirst, rest) = body.blocks.split_at(body.standfirst.unwrap_or(0));
    if body.standfirst.is_some() {
        writer.push("<div class=\"standfirst\">\n");
        writer.nodes(standfirst);
        writer.push("</div>\n");
    }
    writer.nodes(rest);
    let flow = std::mem::take(&mut writer.html);
    writer.has_anchors = false;
    let notes = body.notes.iter().map(|note| {
        writer.nodes(&note.blocks);
        std::mem::take(&mut writer.html)
    });
    BodyHtml { flow, notes: notes.collect() }
}

pub(super) struct Writer<'a> {
    html: String,
    pub(super) context: &'a RenderContext<'a>,
    notes: &'a [Note],
    /// How many tables there are so far.
    pub(super) tables: u32,
    /// Whether headings get a link to themselves: not in footnotes.
    has_anchors: bool,
    /// Whether some of the text runs from right to left.
    is_right_to_left: bool,
}

impl Writer<'_> {
    /// Nodes as HTML by themselves.
    pub(super) fn apart(&mut self, nodes: &[Spanned]) -> String {
        let before = std::mem::take(&mut self.html);
        self.nodes(nodes);
        std::mem::replace(&mut self.html, before)
    }

    pub(super) fn nodes(&mut self, nodes: &[Spanned]) {
        for spanned in nodes {
            self.node(&spanned.node);
        }
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Paragraph(children) => self.block("<p>", children, "</p>\n"),
            Node::Heading { level, id, classes, children } => self.heading(*level, id.as_deref(), classes, children),
            Node::Quote(children) => self.block("<blockquote>\n", children, "</blockquote>\n"),
            Node::Quotation { quoted, source } => figures::quotation(self, quoted, source),
            Node::Callout { kind, id, title, children } => figures::callout(self, *kind, id, title, children),
            Node::Embed(embed) => embeds::embed(self, embed),
            Node::Mark { name, title, children } => figures::mark(self, name, title, children),
            Node::List { start: None, items } => self.block("<ul>\n", items, "</ul>\n"),
            Node::List { start: Some(1), items } => self.block("<ol>\n", items, "</ol>\n"),
            Node::List { start: Some(start), items } => {
                self.block(&format!("<ol start=\"{start}\">\n"), items, "</ol>\n");
            }
            Node::Item(children) => self.block("<li>", children, "</li>\n"),
            Node::CodeBlock { info, code } => self.code_block(info, code),
            Node::Table(table) => tables::table(self, table),
            // `tables` writes their elements.
            Node::Row(children) | Node::Cell(children) => self.nodes(children),
            Node::Figure { picture, caption, credit } => figures::figure(self, picture, caption, credit.as_deref()),
            Node::Rule => self.block("<hr />\n", &[], ""),
            Node::Text(text) => self.text(text),
            Node::Code(code) => {
                self.push("<code>");
                self.text(code);
                self.push("</code>");
            }
            Node::SoftBreak => self.push("\n"),
            Node::HardBreak => self.push("<br />\n"),
            Node::Emphasis(children) => self.inline("<em>", children, "</em>"),
            Node::Strong(children) => self.inline("<strong>", children, "</strong>"),
            Node::Strikethrough(children) => self.inline("<del>", children, "</del>"),
            Node::Link { url, title, children } => self.inline(&self.link(url, title, children), children, "</a>"),
            Node::Image { url, alt, title } => self.push(&self.image(url, alt, title)),
            Node::NoteReference { note, nth } => {
                self.push(&notes::reference(*note, &self.notes[*note], *nth, self.context.language));
            }
            Node::TaskMarker(done) => self.task_marker(*done),
            Node::Open(tag) => self.push(&self.tag(tag)),
            Node::Close(name) => {
                let _ = write!(self.html, "</{name}>");
            }
            // `markdown::notes` has resolved every label.
            Node::NoteLabel(_) | Node::More => {}
        }
    }

    pub(super) fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn text(&mut self, text: &str) {
        let _ = escape_html_body_text(&mut self.html, text);
    }

    fn code_block(&mut self, info: &str, code: &str) {
        let made_of = |digest: &mut Digest| {
            digest.text(info);
            digest.text(code);
        };
        let html = self.context.store.text("code", made_of, || code::block(info, code));
        self.push(&html);
    }

    /// Writes an element that starts on a new line.
    fn block(&mut self, start: &str, children: &[Spanned], end: &str) {
        self.begin_line();
        self.inline(start, children, end);
    }

    pub(super) fn inline(&mut self, start: &str, children: &[Spanned], end: &str) {
        self.push(start);
        self.nodes(children);
        self.push(end);
    }

    fn begin_line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    fn heading(&mut self, level: u8, id: Option<&str>, classes: &[String], children: &[Spanned]) {
        self.begin_line();
        let _ = write!(self.html, "<h{level}");
        if let Some(id) = id {
            let _ = write!(self.html, " id=\"{}\"", attribute(id));
        }
        if !classes.is_empty() {
            let _ = write!(self.html, " class=\"{}\"", attribute(&classes.join(" ")));
        }
        self.push(">");
        self.nodes(children);
        let anchor = id.filter(|_| self.has_anchors && level <= 4).map(anchor).unwrap_or_default();
        let _ = writeln!(self.html, "</h{level}>{anchor}");
    }

    fn task_marker(&mut self, done: bool) {
        let press = &self.context.language.press;
        let (label, checked) = if done { (&press.done, " checked") } else { (&press.to_do, "") };
        let label = attribute(label);
        let _ = write!(self.html, "<input type=\"checkbox\" disabled aria-label=\"{label}\"{checked}> ");
    }

    fn link(&self, url: &str, title: &str, children: &[Spanned]) -> String {
        let mut html = String::from("<a");
        if let Some(href) = self.href(url) {
            let _ = write!(html, " href=\"{}\"", address(&href));
        }
        if !title.is_empty() {
            let _ = write!(html, " title=\"{}\"", attribute(title));
        }
        if self.context.resolver.is_of_another_host(url) {
            html.push_str(" rel=\"noopener\"");
        }
        if self.is_right_to_left && directions::is_bare_address(url, children) {
            html.push_str(" dir=\"ltr\"");
        }
        html + ">"
    }

    pub(super) fn image(&self, url: &str, alt: &str, title: &str) -> String {
        let own = |name: &str, value: &str| Attribute { name: name.to_owned(), value: value.to_owned(), span: 0..0 };
        let mut attributes = vec![own("src", url), own("alt", alt)];
        if !title.is_empty() {
            attributes.push(own("title", title));
        }
        self.tag(&RawTag { name: "img".to_owned(), attributes })
    }

    fn tag(&self, tag: &RawTag) -> String {
        let leaves_site =
            tag.name == "a" && tag.value("href").is_some_and(|href| self.context.resolver.is_of_another_host(href));
        let mut html = format!("<{}", tag.name);
        for own in &tag.attributes {
            let value = match own.name.as_str() {
                "href" | "src" | "poster" | "action" => match self.href(&own.value) {
                    Some(href) => address(&href),
                    None => continue,
                },
                "cite" => match self.href(&self.context.resolver.source(&own.value)) {
                    Some(href) => address(&href),
                    None => continue,
                },
                "rel" if leaves_site => continue,
                _ => attribute(&own.value),
            };
            let _ = write!(html, " {}=\"{value}\"", own.name);
        }
        if leaves_site {
            let _ = write!(html, " rel=\"{}\"", attribute(&with_noopener(tag.value("rel").unwrap_or_default())));
        }
        if tag.name == "img" {
            html.push_str(&self.image_attributes(tag));
        }
        html + ">"
    }

    /// The attributes that an image lacks: its size, so that the page doesn't shift when it arrives; and lazy loading.
    fn image_attributes(&self, tag: &RawTag) -> String {
        let mut html = String::new();
        let has = |name: &str| tag.value(name).is_some();
        let size = match self.context.resolver.resolve(self.context.folder, tag.value("src").unwrap_or_default()) {
            LinkTarget::File(path, _) => self.context.resolver.size(&path),
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

    /// A link's `href`; `None` if the address is not allowed.
    fn href(&self, url: &str) -> Option<String> {
        self.context.resolver.href(self.context.folder, url)
    }
}

/// A heading's link to itself. It is beside the heading, to stay out of its accessible name, and is named by it. The
/// stylesheet gives it its look.
fn anchor(id: &str) -> String {
    format!("<a class=\"cw-anchor\" href=\"#{}\" aria-labelledby=\"{}\"></a>", address(id), attribute(id))
}

fn with_noopener(rel: &str) -> String {
    if rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("noopener")) {
        return rel.to_owned();
    }
    format!("{rel} noopener").trim_start().to_owned()
}
