//! `[extra]`: fields of an author's own.

use std::collections::BTreeMap;
use std::ops::Range;

use catchword_bundle::Extra;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Fields, Located, hides, shifted};
use crate::problem::Check;

impl<'i> Fields<'i> {
    /// A table with any fields. `is_public` says whether readers see the page.
    pub(crate) fn extra(&mut self, name: &'static str, is_public: bool) -> BTreeMap<String, Extra> {
        let Some(value) = self.take(name) else { return BTreeMap::new() };
        match value.get_ref() {
            DeValue::Table(table) => {
                let lost: Vec<Located<String>> = table
                    .iter()
                    .filter(|(key, _)| self.top.contains(&&**key.get_ref()))
                    .map(|(key, _)| Located {
                        value: key.get_ref().to_string(),
                        span: shifted(key.span(), self.offset),
                    })
                    .chain(drafts_within(table, self.offset))
                    .collect();
                lost.into_iter().for_each(|key| self.inside_extra(key));
                let hiding = table.iter().filter(|(key, value)| {
                    is_public && !self.top.contains(&&**key.get_ref()) && hides(key.get_ref(), value.get_ref())
                });
                let hiding: Vec<Located<String>> = hiding
                    .map(|(key, value)| Located {
                        value: key.get_ref().to_string(),
                        span: shifted(key.span().start..value.span().end, self.offset),
                    })
                    .collect();
                hiding.into_iter().for_each(|key| self.hidden_nowhere(key));
                match self.as_extra(value) {
                    Some(Extra::Table(table)) => table,
                    _ => BTreeMap::new(),
                }
            }
            _ => self.wrong_type(name, "a table", &value).unwrap_or_default(),
        }
    }

    /// Reports a field of `[extra]` that has the name of one that belongs above all tables.
    fn inside_extra(&mut self, key: Located<String>) {
        let message = format!("`{}` is inside `[extra]`, and so it has no effect", key.value);
        let help = "everything below the line `[extra]` belongs to that table: move this line up, above the first line that \
                    begins with `[`; if it is a field of your own, give it another name";
        self.report(Check::MisplacedField, key.span, message, help);
    }

    /// Reports a field with which another generator would not publish the page.
    fn hidden_nowhere(&mut self, key: Located<String>) {
        let message = format!("`{}` is inside `[extra]`, and so the page is published all the same", key.value);
        let help = "to keep the page from readers, write `draft = true` above the first line that begins with `[`; to publish \
                    it, remove this line";
        self.report(Check::MisplacedField, key.span, message, help);
    }

    fn as_extra(&mut self, value: Spanned<DeValue<'i>>) -> Option<Extra> {
        let span = shifted(value.span(), self.offset);
        Some(match value.into_inner() {
            DeValue::String(text) => Extra::Text(text.into_owned()),
            DeValue::Boolean(flag) => Extra::Bool(flag),
            DeValue::Datetime(datetime) => Extra::Text(datetime.to_string()),
            DeValue::Array(values) => {
                Extra::List(values.into_iter().filter_map(|value| self.as_extra(value)).collect())
            }
            DeValue::Table(table) => Extra::Table(
                table
                    .into_iter()
                    .filter_map(|(key, value)| Some((key.into_inner().into_owned(), self.as_extra(value)?)))
                    .collect(),
            ),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Extra::Integer(number),
                Err(_) => return self.no_number(span),
            },
            DeValue::Float(number) => match number.as_str().parse::<f64>() {
                Ok(number) if number.is_finite() => Extra::Number(number),
                _ => return self.no_number(span),
            },
        })
    }

    fn no_number<T>(&mut self, span: Range<usize>) -> Option<T> {
        self.report(Check::BadValue, span, "this number is too large or not a number", "write it as a text in quotes");
        None
    }
}

/// A `draft` in the tables of `[extra]`, which would not keep the page from being published.
fn drafts_within(table: &DeTable<'_>, offset: usize) -> Vec<Located<String>> {
    let mut found = Vec::new();
    for value in table.values().filter_map(|value| value.get_ref().as_table()) {
        let draft = value.iter().find(|(key, value)| key.get_ref() == "draft" && value.get_ref().is_bool());
        found.extend(draft.map(|(key, _)| Located { value: "draft".to_owned(), span: shifted(key.span(), offset) }));
        found.extend(drafts_within(value, offset));
    }
    found
}
