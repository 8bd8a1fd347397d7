//! Tables, each in a region that scrolls, so that a wide table doesn't widen the page. The region has an accessible name.

use pulldown_cmark::Alignment;

use super::html::Writer;
use crate::escape::attribute;
use crate::markdown::{Node, Spanned, Table};

/// Writes a table.
pub(super) fn table(writer: &mut Writer<'_>, table: &Table) {
    writer.tables += 1;
    let name = name(writer, table);
    writer.push(&format!("<div class=\"table\" role=\"region\" tabindex=\"0\" {name}><table>\n"));
    if let Some(caption) = &table.caption {
        writer.inline(&format!("<caption id=\"{}\">", attribute(&caption.id)), &caption.children, "</caption>\n");
    }
    writer.push("<thead>");
    row(writer, &table.head, &table.alignments, "<th scope=\"col\"", "</th>");
    writer.push("</thead>\n");
    if !table.rows.is_empty() {
        writer.push("<tbody>\n");
        for spanned in &table.rows {
            match &spanned.node {
                Node::Row(cells) => {
                    row(writer, cells, &table.alignments, "<td", "</td>");
                    writer.push("\n");
                }
                // Only if the text is nested too deep for rows.
                _ => writer.nodes(std::slice::from_ref(spanned)),
            }
        }
        writer.push("</tbody>\n");
    }
    writer.push("</table></div>\n");
}

/// The region's name: its caption, or else a number. In a screen reader's list no two regions may have the same name.
fn name(writer: &Writer<'_>, table: &Table) -> String {
    let language = writer.context.language;
    match (&table.caption, writer.tables) {
        (Some(caption), _) => format!("aria-labelledby=\"{}\"", attribute(&caption.id)),
        (None, 1) => format!("aria-label=\"{}\"", attribute(&language.press.table)),
        (None, count) => format!("aria-label=\"{} {}\"", attribute(&language.press.table), language.number(count)),
    }
}

fn row(writer: &mut Writer<'_>, cells: &[Spanned], alignments: &[Alignment], start: &str, end: &str) {
    writer.push("<tr>");
    for (column, cell) in cells.iter().enumerate() {
        let class = match alignments.get(column) {
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::None) | None => "",
        };
        writer.inline(&format!("{start}{class}>"), std::slice::from_ref(cell), end);
    }
    writer.push("</tr>");
}
