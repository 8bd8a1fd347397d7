//! Footnotes: the references, the list at the end, and the links back.

use std::fmt::Write;

use catchword_i18n::{Language, fill};

use super::html::BodyHtml;
use crate::escape::{attribute, text};
use crate::markdown::Note;

/// Joins the sanitised parts: the flow, and the footnotes in a list.
pub(super) fn join(parts: BodyHtml, notes: &[Note], language: &Language) -> String {
    let mut html = parts.flow;
    if notes.is_empty() {
        return html;
    }
    let label = text(&language.press.footnotes);
    let _ = write!(
        html,
        "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"footnotes\">\
         <h2 class=\"visually-hidden\" id=\"footnotes\">{label}</h2>\n<ol>\n"
    );
    for (at, (note, mut text)) in notes.iter().zip(parts.notes).enumerate() {
        let links = back_links(number(at), note, language);
        // The links go on the last line if the note ends in a paragraph. Its end is looked for in the HTML, which is
        // safe once that is sanitised: every element is closed, and a `<` of the text is escaped. Before that, an
        // unclosed tag in the note could swallow the links.
        match text.trim_end().strip_suffix("</p>").map(str::len) {
            Some(end) => text.insert_str(end, &links),
            None => text.push_str(&links),
        }
        let _ = writeln!(html, "<li id=\"fn-{}\">{text}</li>", note.name);
    }
    html.push_str("</ol></section>\n");
    html
}

/// The `nth` reference, from 1, to the note at index `at`.
pub(super) fn reference(at: usize, Note { name, .. }: &Note, nth: u32, language: &Language) -> String {
    let id = reference_id(name, nth);
    let number = language.number(number(at));
    format!("<sup><a class=\"cw-note-ref\" role=\"doc-noteref\" href=\"#fn-{name}\" id=\"{id}\">{number}</a></sup>")
}

fn back_links(number: u32, note: &Note, language: &Language) -> String {
    let mut links = String::new();
    for nth in 1..=note.references {
        let id = reference_id(&note.name, nth);
        let label = attribute(&fill(&language.press.back_to_text, &[("note", &language.number(number))]));
        let again = if nth > 1 { format!(" ({})", language.number(nth)) } else { String::new() };
        let _ = write!(
            links,
            " <a class=\"cw-note-back\" role=\"doc-backlink\" href=\"#{id}\" aria-label=\"{label}{again}\">↩</a>"
        );
    }
    links
}

/// A footnote's number, from 1.
fn number(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or(u32::MAX)
}

fn reference_id(name: &str, nth: u32) -> String {
    if nth > 1 { format!("fnref-{name}-{nth}") } else { format!("fnref-{name}") }
}
