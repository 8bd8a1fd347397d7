//! Texts that readers see, and names.

use std::ops::Range;

use catchword_bundle::Author;
use toml::de::DeValue;

use super::{Fields, Located, shifted};
use crate::characters::named;
use crate::content::plain::{self, Plain};
use crate::content::toml::quoted;
use crate::problem::Check;

impl<'i> Fields<'i> {
    /// A text that readers see: one line, without Markdown and HTML.
    pub(crate) fn words(&mut self, name: &'static str) -> Option<Located<String>> {
        let text = self.text(name)?;
        let read = plain::plain(&text.value);
        let has_paragraphs = read.has_paragraphs;
        Some(self.plain(name, text.span, Plain { has_lines: has_paragraphs, ..read }))
    }

    /// Reports what is not plain in a text.
    fn plain(&mut self, name: &str, span: Range<usize>, read: Plain) -> Located<String> {
        let Plain { text, without_markup, hidden, reference, has_lines, has_paragraphs: _ } = read;
        if let Some(character) = hidden {
            let message = format!("there is {} in `{name}`", named(character));
            self.report(Check::HiddenCharacter, span.clone(), message, format!("write it again: `{}`", quoted(&text)));
        }
        if has_lines {
            let message = format!("`{name}` has several lines, and readers see it as one line");
            let help = format!("write it on one line: `{}`", quoted(&text));
            self.report(Check::MarkupInField, span.clone(), message, help);
        }
        if let Some((written, meant)) = reference {
            let message = format!("readers see `{written}` in `{name}` as it is written");
            let help = match meant {
                Some(meant) => format!("write the character itself: `{}`", quoted(&meant)),
                None => {
                    format!("there is no character of this name: write the character itself instead of `{written}`")
                }
            };
            self.report(Check::MarkupInField, span.clone(), message, help);
        }
        if let Some(plain) = without_markup {
            let message = format!("`{name}` is plain text, so readers would see the marks of Markdown or HTML in it");
            self.report(Check::MarkupInField, span.clone(), message, format!("write `{}`", quoted(&plain)));
        }
        Located { value: text, span }
    }

    /// A required text that readers see, which must not be empty and has one line.
    pub(crate) fn required_words(&mut self, name: &'static str, example: &str) -> Option<Located<String>> {
        let text = self.required_text(name, example)?;
        let read = plain::plain(&text.value);
        Some(self.plain(name, text.span, read))
    }

    /// Names, each as it is compared with others.
    pub(crate) fn names(&mut self, name: &'static str) -> Vec<Located<String>> {
        let texts = self.texts(name);
        texts.into_iter().map(|text| self.name_of(name, text)).collect()
    }

    /// A name, as it is compared with others.
    pub(crate) fn name(&mut self, name: &'static str) -> Option<Located<String>> {
        let text = self.text(name)?;
        Some(self.name_of(name, text))
    }

    fn name_of(&mut self, name: &'static str, text: Located<String>) -> Located<String> {
        let read = plain::name(&text.value);
        self.plain(name, text.span, read)
    }

    /// A required name, which must not be empty.
    pub(crate) fn required_name(&mut self, name: &'static str, example: &str) -> Option<Located<String>> {
        let text = self.required_text(name, example)?;
        Some(self.name_of(name, text))
    }

    /// A list of names, or of tables that `read` reads.
    pub(crate) fn texts_or_tables(
        &mut self,
        name: &'static str,
        mut read: impl FnMut(&mut Fields<'i>) -> Option<Author>,
    ) -> Vec<Located<Author>> {
        let at = self.place_of(name);
        let has_tables = at
            .and_then(|at| self.entries[at].1.get_ref().as_array())
            .is_some_and(|values| values.iter().any(|value| value.get_ref().is_table()));
        if !has_tables {
            return self.names(name).into_iter().map(|name| name.map(|name| Author { name, url: None })).collect();
        }
        let Some(value) = self.take(name) else { return Vec::new() };
        let DeValue::Array(values) = value.into_inner() else { return Vec::new() };
        let mut authors = Vec::new();
        for value in values {
            let span = shifted(value.span(), self.offset);
            let author = if value.get_ref().is_str() {
                self.as_text(name, value)
                    .map(|text| self.name_of(name, text))
                    .map(|name| Author { name: name.value, url: None })
            } else {
                self.as_table(name, value, &mut read)
            };
            authors.extend(author.map(|value| Located { value, span }));
        }
        authors
    }

    /// A required text, which must not be empty.
    pub(crate) fn required_text(&mut self, name: &'static str, example: &str) -> Option<Located<String>> {
        if !self.has(name) {
            self.asked.push(name);
            self.missing(name, example);
            return None;
        }
        let text = self.text(name)?;
        if text.value.trim().is_empty() {
            self.report(Check::BadValue, text.span, format!("`{name}` is empty"), format!("write `{example}`"));
            return None;
        }
        Some(text)
    }
}
