//! Tables, each in a region of its own that scrolls where the page must not, and that has a name for whoever can't see it.

use catchword_i18n::Language;
use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use crate::escape::attribute;
use crate::markdown::Node;

/// The table that is being written; tables don't nest in Markdown.
#[derive(Default)]
pub(super) struct Tables {
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    has_body: bool,
    /// How many tables have begun.
    count: u32,
}

impl Tables {
    /// What an event of a table is in HTML; of another, nothing. `next` is the node after it.
    pub(super) fn event(&mut self, event: &Event<'_>, next: Option<&Node>, language: &Language) -> Option<String> {
        Some(match event {
            Event::Start(Tag::Table(columns)) => {
                *self = Tables { columns: columns.clone(), count: self.count + 1, ..Tables::default() };
                let name = self.name(next, language);
                format!("<div class=\"table\" role=\"region\" tabindex=\"0\" {name}><table>\n")
            }
            Event::End(TagEnd::Table) => {
                let body = if self.has_body { "</tbody>\n" } else { "" };
                format!("{body}</table></div>\n")
            }
            Event::Start(Tag::TableHead) => {
                self.in_head = true;
                self.column = 0;
                "<thead><tr>".to_owned()
            }
            Event::End(TagEnd::TableHead) => {
                self.in_head = false;
                "</tr></thead>\n".to_owned()
            }
            Event::Start(Tag::TableRow) => {
                self.column = 0;
                let opens = !std::mem::replace(&mut self.has_body, true);
                if opens { "<tbody>\n<tr>" } else { "<tr>" }.to_owned()
            }
            Event::End(TagEnd::TableRow) => "</tr>\n".to_owned(),
            Event::Start(Tag::TableCell) => self.cell(),
            Event::End(TagEnd::TableCell) => if self.in_head { "</th>" } else { "</td>" }.to_owned(),
            _ => return None,
        })
    }

    /// The caption's words; without one, a number: two regions of one name can't be told apart in a screen reader's list.
    fn name(&self, next: Option<&Node>, language: &Language) -> String {
        match (next, self.count) {
            (Some(Node::CaptionStart(id)), _) => format!("aria-labelledby=\"{}\"", attribute(id)),
            (_, 1) => format!("aria-label=\"{}\"", attribute(&language.press.table)),
            (_, count) => format!("aria-label=\"{} {}\"", attribute(&language.press.table), language.number(count)),
        }
    }

    fn cell(&mut self) -> String {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::None) | None => "",
        };
        self.column += 1;
        if self.in_head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") }
    }
}
