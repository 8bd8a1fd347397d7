//! Callouts, quotations with their source, pictures with their caption.

use super::html::Writer;
use crate::escape::{self, attribute};
use crate::markdown::{Callout, Spanned, plain as plain_text};
use crate::parts::SlotName;
use crate::texts;

/// Writes a quotation with its source. The caption names the figure (HTML-AAM 1.0, section 4.1.4).
pub(super) fn quotation(writer: &mut Writer<'_>, quoted: &[Spanned], source: &[Spanned]) {
    writer.inline("<figure class=\"quotation\"><blockquote>\n", quoted, "</blockquote>\n");
    writer.inline("<figcaption>", source, "</figcaption></figure>\n");
}

/// Writes a picture with its caption.
pub(super) fn figure(writer: &mut Writer<'_>, picture: &Spanned, caption: &[Spanned], credit: Option<&[Spanned]>) {
    writer.inline("<figure>", std::slice::from_ref(picture), "\n");
    writer.inline("<figcaption>", caption, "");
    if let Some(credit) = credit {
        writer.inline("<small class=\"credit\">", credit, "</small>");
    }
    writer.push("</figcaption></figure>\n");
}

/// Writes a callout. Without a title, its kind is its title.
pub(super) fn callout(writer: &mut Writer<'_>, kind: Callout, id: &str, title: &[Spanned], children: &[Spanned]) {
    let (element, name, id) = (element(kind), kind.name(), attribute(id));
    if kind == Callout::Question {
        writer.push(&format!("<{element} class=\"{name}\">"));
        writer.inline(&format!("<summary id=\"{id}\">"), title, "</summary>\n");
    } else if kind.is_section() {
        writer.push(&format!("<{element} class=\"{name}\">"));
        if title.is_empty() {
            writer.push("\n");
        } else {
            writer.inline(&format!("<h2 id=\"{id}\">"), title, "</h2>\n");
        }
    } else {
        let word =
            if title.is_empty() { escape::text(texts::callout(writer.context.language, kind)) } else { String::new() };
        writer.push(&format!("<{element} class=\"callout callout-{name}\" role=\"note\" aria-labelledby=\"{id}\">"));
        writer.inline(&format!("<p class=\"callout-title\" id=\"{id}\">{word}"), title, "</p>\n");
    }
    writer.nodes(children);
    if kind == Callout::Newest {
        writer.push(writer.context.newest);
    }
    writer.push(&format!("</{element}>\n"));
}

/// A callout of the author's own.
pub(super) fn mark(writer: &mut Writer<'_>, name: &str, title: &[Spanned], children: &[Spanned]) {
    let (title_html, content) = (writer.apart(title), writer.apart(children));
    let Some(mark) = writer.context.marks.get(name) else { return writer.push(&content) };
    let template = if title.is_empty() { &mark.plain } else { &mark.titled };
    let html = |slot: &SlotName| match slot {
        SlotName::Title => title_html.clone(),
        SlotName::Content => content.clone(),
        _ => String::new(),
    };
    let plain = |slot: &SlotName| match slot {
        SlotName::Title => plain_text(title),
        _ => String::new(),
    };
    writer.push(&template.around(html, plain));
    writer.push("\n");
}

fn element(callout: Callout) -> &'static str {
    match callout {
        Callout::Sidebar => "aside",
        Callout::Question => "details",
        _ => "div",
    }
}
