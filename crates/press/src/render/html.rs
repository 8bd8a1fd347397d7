//! Nodes → HTML. pulldown-cmark writes what it writes well; the rest is written here.

use std::fmt::Write;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html};
use quire::routes::Address;

use crate::links::{Shelf, Target};
use crate::markdown::{Attribute, Body, Callout, Node, Note, Placed, RawTag};
use crate::words::Words;

/// A body as HTML in parts, so that an unclosed tag in one can't swallow the next.
pub(super) struct Parts {
    pub(super) flow: String,
    /// The text of each footnote.
    pub(super) notes: Vec<String>,
}

/// Writes a body, not yet sanitised; its files' and pages' addresses are paths with the base.
pub(super) fn write(body: &Body, folder: &str, shelf: &Shelf, words: &Words) -> Parts {
    let mut writer = Writer { folder, shelf, words, notes: &body.notes, table: Table::default(), tables: 0 };
    let flow = writer.write(&body.nodes);
    let notes = body.notes.iter().map(|note| writer.write(&note.nodes)).collect();
    Parts { flow, notes }
}

/// The sanitised parts as one.
pub(super) fn join(parts: Parts, notes: &[Note], words: &Words) -> String {
    let mut html = parts.flow;
    if notes.is_empty() {
        return html;
    }
    let label = words.footnotes;
    let _ = write!(
        html,
        "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"footnotes\">\
         <h2 class=\"visually-hidden\" id=\"footnotes\">{label}</h2>\n<ol>\n"
    );
    for (at, (note, mut text)) in notes.iter().zip(parts.notes).enumerate() {
        let links = back_links(at + 1, note, words);
        // Beside the last words, where the note ends in a paragraph.
        match text.trim_end().strip_suffix("</p>").map(str::len) {
            Some(end) => text.insert_str(end, &links),
            None => text.push_str(&links),
        }
        let _ = writeln!(html, "<li id=\"fn-{}\">{text}</li>", note.name);
    }
    html.push_str("</ol></section>\n");
    html
}

struct Writer<'a> {
    folder: &'a str,
    shelf: &'a Shelf,
    words: &'a Words,
    notes: &'a [Note],
    table: Table,
    /// How many tables have begun.
    tables: u32,
}

/// The table that is being written; tables don't nest in Markdown.
#[derive(Default)]
struct Table {
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    has_body: bool,
}

impl Writer<'_> {
    fn write(&mut self, nodes: &[Placed]) -> String {
        let mut html = String::new();
        let events: Vec<Event<'_>> =
            nodes.iter().enumerate().map(|(at, placed)| self.event(nodes, at, &placed.node)).collect();
        pulldown_cmark::html::push_html(&mut html, events.into_iter());
        html
    }

    fn event<'n>(&mut self, nodes: &'n [Placed], at: usize, node: &'n Node) -> Event<'n> {
        let html = match node {
            Node::Event(event) => match self.own(event) {
                Some(html) => html,
                None => return event.clone(),
            },
            Node::Link { url, title } => self.link(url, title),
            Node::Image { url, alt, title } => self.image(url, alt, title),
            Node::Open(tag) => self.tag(tag),
            Node::Close(name) => format!("</{name}>"),
            Node::More => String::new(),
            Node::NoteReference { note, nth } => self.note_reference(*note, *nth),
            Node::CalloutStart(callout, id) => self.callout_start(*callout, id, nodes.get(at + 1)),
            Node::CalloutTitleEnd => "</p>\n".to_owned(),
            Node::CalloutEnd(callout) => format!("</{}>\n", element(*callout)),
        };
        Event::InlineHtml(CowStr::from(html))
    }

    /// What is written otherwise than pulldown-cmark would.
    fn own(&mut self, event: &Event<'_>) -> Option<String> {
        Some(match event {
            Event::Start(Tag::CodeBlock(kind)) => code_block(kind),
            Event::End(TagEnd::CodeBlock) => "</code></pre>\n".to_owned(),
            Event::Start(Tag::Table(columns)) => {
                self.tables += 1;
                self.table = Table { columns: columns.clone(), ..Table::default() };
                // Two regions of one name can't be told apart in a screen reader's list of regions.
                let number = if self.tables > 1 { format!(" {}", self.tables) } else { String::new() };
                let label = self.words.table;
                format!("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{label}{number}\"><table>\n")
            }
            Event::End(TagEnd::Table) => {
                let body = if self.table.has_body { "</tbody>\n" } else { "" };
                format!("{body}</table></div>\n")
            }
            Event::Start(Tag::TableHead) => {
                self.table.in_head = true;
                self.table.column = 0;
                "<thead><tr>".to_owned()
            }
            Event::End(TagEnd::TableHead) => {
                self.table.in_head = false;
                "</tr></thead>\n".to_owned()
            }
            Event::Start(Tag::TableRow) => {
                self.table.column = 0;
                let opens = !std::mem::replace(&mut self.table.has_body, true);
                if opens { "<tbody>\n<tr>" } else { "<tr>" }.to_owned()
            }
            Event::End(TagEnd::TableRow) => "</tr>\n".to_owned(),
            Event::Start(Tag::TableCell) => self.cell(),
            Event::End(TagEnd::TableCell) => if self.table.in_head { "</th>" } else { "</td>" }.to_owned(),
            Event::TaskListMarker(done) => {
                let (label, checked) = if *done { (self.words.done, " checked") } else { (self.words.to_do, "") };
                format!("<input type=\"checkbox\" disabled aria-label=\"{label}\"{checked}> ")
            }
            _ => return None,
        })
    }

    fn cell(&mut self) -> String {
        let class = match self.table.columns.get(self.table.column) {
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::None) | None => "",
        };
        self.table.column += 1;
        if self.table.in_head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") }
    }

    fn link(&self, url: &str, title: &str) -> String {
        let mut html = String::from("<a");
        if let Some(href) = self.href(url) {
            let _ = write!(html, " href=\"{}\"", address(&href));
        }
        if !title.is_empty() {
            let _ = write!(html, " title=\"{}\"", text(title));
        }
        if self.shelf.is_of_another_host(url) {
            html.push_str(" rel=\"noopener\"");
        }
        html + ">"
    }

    fn image(&self, url: &str, alt: &str, title: &str) -> String {
        let attribute =
            |name: &str, value: &str| Attribute { name: name.to_owned(), value: value.to_owned(), span: 0..0 };
        let mut attributes = vec![attribute("src", url), attribute("alt", alt)];
        if !title.is_empty() {
            attributes.push(attribute("title", title));
        }
        self.tag(&RawTag { name: "img".to_owned(), attributes })
    }

    fn tag(&self, tag: &RawTag) -> String {
        let mut html = format!("<{}", tag.name);
        for attribute in &tag.attributes {
            let value = match attribute.name.as_str() {
                "href" | "src" | "poster" => match self.href(&attribute.value) {
                    Some(href) => address(&href),
                    None => continue,
                },
                "rel"
                    if tag.name == "a" && tag.value("href").is_some_and(|href| self.shelf.is_of_another_host(href)) =>
                {
                    continue;
                }
                _ => text(&attribute.value),
            };
            let _ = write!(html, " {}=\"{value}\"", attribute.name);
        }
        if tag.name == "a" && tag.value("href").is_some_and(|href| self.shelf.is_of_another_host(href)) {
            let _ = write!(html, " rel=\"{}\"", text(&with_noopener(tag.value("rel").unwrap_or_default())));
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
        let size = match self.shelf.resolve(self.folder, tag.value("src").unwrap_or_default()) {
            Target::File(path, _) => self.shelf.size(&path),
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

    /// What a link's `href` says; `None` where it may say nothing. A link that leads nowhere stays as it was written.
    fn href(&self, url: &str) -> Option<String> {
        Some(match self.shelf.resolve(self.folder, url) {
            Target::Document(path, place) => {
                let Some(Some(page)) = self.shelf.documents.get(&path) else { return Some(url.to_owned()) };
                self.page(page, place.as_deref())
            }
            Target::File(path, rest) => self.shelf.file_url(&path) + &rest,
            Target::Page(_, path) | Target::Other(path) => path,
            Target::Refused => return None,
            Target::Place(_) | Target::Away | Target::Missing => url.to_owned(),
        })
    }

    fn page(&self, page: &Address, place: Option<&str>) -> String {
        let path = self.shelf.routes.write(page);
        match place {
            Some(place) => format!("{path}#{place}"),
            None => path,
        }
    }

    fn note_reference(&self, note: usize, nth: u32) -> String {
        let Note { name, .. } = &self.notes[note];
        let id = reference_id(name, nth);
        let number = note + 1;
        format!("<sup><a class=\"note-ref\" role=\"doc-noteref\" href=\"#fn-{name}\" id=\"{id}\">{number}</a></sup>")
    }

    fn callout_start(&self, callout: Callout, id: &str, next: Option<&Placed>) -> String {
        let (element, name) = (element(callout), callout.name());
        let own_words = match next.map(|placed| &placed.node) {
            Some(Node::CalloutTitleEnd) => self.words.callout(callout),
            _ => "",
        };
        format!(
            "<{element} class=\"callout callout-{name}\" role=\"note\" aria-labelledby=\"{id}\">\
             <p class=\"callout-title\" id=\"{id}\">{own_words}"
        )
    }
}

fn back_links(number: usize, note: &Note, words: &Words) -> String {
    let mut links = String::new();
    for nth in 1..=note.references {
        let id = reference_id(&note.name, nth);
        let (label, again) = (words.back_to_reference, if nth > 1 { format!(" ({nth})") } else { String::new() });
        let _ = write!(
            links,
            " <a class=\"note-back\" role=\"doc-backlink\" href=\"#{id}\" aria-label=\"{label} {number}{again}\">↩</a>"
        );
    }
    links
}

fn reference_id(name: &str, nth: u32) -> String {
    if nth > 1 { format!("fnref-{name}-{nth}") } else { format!("fnref-{name}") }
}

fn element(callout: Callout) -> &'static str {
    if callout == Callout::Sidebar { "aside" } else { "div" }
}

fn code_block(kind: &CodeBlockKind<'_>) -> String {
    let language = match kind {
        CodeBlockKind::Fenced(info) => info.split([' ', ',', '\t', '{']).next().unwrap_or_default(),
        CodeBlockKind::Indented => "",
    };
    // Wide code scrolls, so it has to be reached by keys.
    match language {
        "" => "<pre tabindex=\"0\"><code>".to_owned(),
        language => format!("<pre tabindex=\"0\"><code class=\"language-{}\">", text(language)),
    }
}

fn with_noopener(rel: &str) -> String {
    if rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("noopener")) {
        return rel.to_owned();
    }
    format!("{rel} noopener").trim_start().to_owned()
}

/// A text as an attribute's value.
fn text(value: &str) -> String {
    let mut escaped = String::new();
    escape_html(&mut escaped, value).expect("writing to a String can't fail");
    escaped
}

/// An address as an attribute's value.
fn address(value: &str) -> String {
    let mut escaped = String::new();
    escape_href(&mut escaped, value).expect("writing to a String can't fail");
    escaped
}
