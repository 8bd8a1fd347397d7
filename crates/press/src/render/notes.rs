//! Footnotes: the references, the list at the end, and the links back.

use std::fmt::Write;

use catchword_i18n::{Language, fill};

use super::html::BodyHtml;
use crate::escape::{attribute, text};
use crate::markdown::{Body, Note};

/// Joins the sanitised parts: the flow, and the footnotes in a list.
pub(super) fn join(parts: BodyHtml, body: &Body, language: &Language) -> String {
    let mut html = parts.flow;
    let Some(id) = &body.footnotes else { return html };
    let (id, label) = (attribute(id), text(&language.press.footnotes));
    let _ = write!(
        html,
        "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"{id}\">\
         <h2 class=\"visually-hidden\" id=\"{id}\">{label}</h2>\n<ol>\n"
    );
    for (at, (note, mut text)) in body.notes.iter().zip(parts.notes).enumerate() {
        let links = back_links(number(at), note, language);
        // The links go on the last line if the note ends in a paragraph. Its end is looked for in the HTML, which is
        // safe once that is sanitised: every element is closed, and a `<` of the text is escaped. Before that, an
        // unclosed tag in the note could swallow the links.
        match text.trim_end().strip_suffix("</p>").map(str::len) {
            Some(end) => text.insert_str(end, &links),
            None => text.push_str(&links),
        }
        let _ = writeln!(html, "<li id=\"{}\">{text}</li>", note.id);
    }
    html.push_str("</ol></section>\n");
    html
}

/// The `nth` reference, from 1, to the note at index `at`.
pub(super) fn reference(at: usize, Note { id, references, .. }: &Note, nth: usize, language: &Language) -> String {
    let own = &references[nth - 1];
    let number = language.number(number(at));
    format!("<sup><a class=\"cw-note-ref\" role=\"doc-noteref\" href=\"#{id}\" id=\"{own}\">{number}</a></sup>")
}

fn back_links(number: u32, note: &Note, language: &Language) -> String {
    let mut links = String::new();
    for (at, id) in note.references.iter().enumerate() {
        let label = attribute(&fill(&language.press.back_to_text, &[("note", &language.number(number))]));
        let again = if at > 0 { format!(" ({})", language.number(self::number(at))) } else { String::new() };
        let _ = write!(
            links,
            " <a class=\"cw-note-back\" role=\"doc-backlink\" href=\"#{id}\" aria-label=\"{label}{again}\">↩</a>"
        );
    }
    links
}

/// The number, from 1, of the footnote or reference at an index.
fn number(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or(u32::MAX)
}
