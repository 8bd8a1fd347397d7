//! A TOML table, read field by field.
//!
//! serde would stop at the first mistake; an author wants to know them all. So each field is read by name, mistakes are
//! collected, and a field that was never asked for is reported as unknown.

mod extra;
mod other_types;
mod unknown;
mod values;
mod words;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::toml::{Toml, quoted};
use crate::problem::{Check, Problem, SourceText};
use unknown::{below, hides, shape};

/// A value and its place in the file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

impl<T> Located<T> {
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Located<U> {
        Located { value: change(self.value), span: self.span }
    }
}

/// A table whose fields are being read.
pub(crate) struct Fields<'i> {
    source: &'i SourceText,
    /// Where the TOML begins in its file.
    offset: usize,
    /// Where a missing field is reported.
    span: Range<usize>,
    /// The table's name in messages.
    name: String,
    /// The fields that the file can have above its tables.
    top: &'static [&'static str],
    /// Whether this is one of the file's tables.
    is_inside: bool,
    entries: Vec<(Located<String>, Spanned<DeValue<'i>>)>,
    asked: Vec<&'static str>,
    /// Fields in lines that are not TOML, by name.
    broken: &'i [String],
    /// Fields in tables that belong above them, by name. Each is reported.
    below: Vec<String>,
    problems: Vec<Problem>,
}

impl<'i> Fields<'i> {
    /// Reads what is TOML. `top` are the fields that it can have above its tables.
    pub(crate) fn of_file(
        source: &'i SourceText,
        toml: &'i Toml,
        head: Range<usize>,
        name: &'static str,
        top: &'static [&'static str],
    ) -> Fields<'i> {
        let fields = Fields {
            source,
            offset: toml.offset,
            span: head,
            name: name.to_owned(),
            top,
            is_inside: false,
            entries: Vec::new(),
            asked: Vec::new(),
            broken: &toml.broken,
            below: below(&toml.table(), top),
            problems: toml.problems.clone(),
        };
        Fields { entries: fields.entries_of(toml.table()), ..fields }
    }

    /// A table of this one.
    fn inner(&self, span: Range<usize>, name: &str, table: DeTable<'i>) -> Fields<'i> {
        Fields {
            source: self.source,
            offset: self.offset,
            span,
            name: format!("`{name}`"),
            top: self.top,
            is_inside: true,
            entries: self.entries_of(table),
            asked: Vec::new(),
            broken: self.broken,
            below: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn entries_of(&self, table: DeTable<'i>) -> Vec<(Located<String>, Spanned<DeValue<'i>>)> {
        let located = |key: Spanned<std::borrow::Cow<'i, str>>| Located {
            span: shifted(key.span(), self.offset),
            value: key.into_inner().into_owned(),
        };
        table.into_iter().map(|(key, value)| (located(key), value)).collect()
    }

    /// Where a problem with the whole table is shown.
    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Where a field that has not been read yet is.
    pub(crate) fn place(&self, name: &str) -> Option<Range<usize>> {
        Some(self.entries[self.place_of(name)?].0.span.clone())
    }

    /// Reports a problem.
    pub(crate) fn report(
        &mut self,
        check: Check,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(Problem::new(check, self.source, span, message).help(help));
    }

    /// Reports a problem that [`Fields::problem`] made.
    pub(crate) fn add(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// A problem of this table's file.
    pub(crate) fn problem(&self, check: Check, span: Range<usize>, message: impl Into<String>) -> Problem {
        Problem::new(check, self.source, span, message)
    }

    pub(crate) fn text(&mut self, name: &'static str) -> Option<Located<String>> {
        let value = self.take(name)?;
        self.as_text(name, value)
    }

    /// Reports a missing field. One that is in a line that can't be read, or in the wrong place, is not missing.
    pub(crate) fn missing(&mut self, name: &str, example: &str) {
        if self.broken.iter().chain(&self.below).any(|known| known == name) {
            return;
        }
        let message = format!("`{name}` is missing in {}", self.name);
        self.report(Check::MissingField, self.span(), message, format!("add `{example}`"));
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.place_of(name).is_some()
    }

    /// Whether a field is a table.
    pub(crate) fn is_table(&self, name: &str) -> bool {
        self.place_of(name).is_some_and(|at| self.entries[at].1.get_ref().is_table())
    }

    /// A table within this one, read by `read`.
    pub(crate) fn table<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Fields<'i>) -> Option<T>,
    ) -> Option<T> {
        let value = self.take(name)?;
        self.as_table(name, value, read)
    }

    /// A list of tables, each read by `read`.
    pub(crate) fn tables<T>(
        &mut self,
        name: &'static str,
        mut read: impl FnMut(&mut Fields<'i>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.take(name) else { return Vec::new() };
        let span = shifted(value.span(), self.offset);
        let values = match value.into_inner() {
            DeValue::Array(values) => values,
            other => {
                let help = shape(name, &other).unwrap_or_else(|| format!("write `{name} = [{{ … }}, {{ … }}]`"));
                self.report(Check::WrongType, span, format!("`{name}` should be a list of tables"), help);
                return Vec::new();
            }
        };
        values.into_iter().filter_map(|value| self.as_table(name, value, &mut read)).collect()
    }

    /// The place of a field among the entries. A name in other letters is found too.
    fn place_of(&self, name: &str) -> Option<usize> {
        let exact = self.entries.iter().position(|(key, _)| key.value == name);
        let alike = |key: &str| key.to_lowercase().replace(['-', ' '], "_") == name;
        exact.or_else(|| self.entries.iter().position(|(key, _)| alike(&key.value)))
    }

    fn take(&mut self, name: &'static str) -> Option<Spanned<DeValue<'i>>> {
        self.asked.push(name);
        let (key, value) = self.entries.swap_remove(self.place_of(name)?);
        if key.value != name {
            let message = format!("`{}` is not a field that {} can have", key.value, self.name);
            let problem = self.problem(Check::UnknownField, key.span.clone(), message);
            self.add(problem.help(format!("write `{name}`")).fix(key.span, name));
        }
        Some(value)
    }

    fn as_text(&mut self, name: &str, value: Spanned<DeValue<'i>>) -> Option<Located<String>> {
        let span = shifted(value.span(), self.offset);
        match value.get_ref() {
            DeValue::String(text) => Some(Located { value: text.clone().into_owned(), span }),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
                let text = quoted(&self.source.inner()[span.clone()]);
                let message = format!("`{name}` is {}, and should be a text in quotes", kind_of(value.get_ref()));
                let problem = self.problem(Check::WrongType, span.clone(), message);
                self.add(problem.help(format!("write `{text}`")).fix(span, text));
                None
            }
            DeValue::Array(values) => {
                let texts: Vec<&str> = values.iter().filter_map(|value| value.get_ref().as_str()).collect();
                let Some(first) = texts.first().filter(|_| texts.len() == values.len()) else {
                    return self.wrong_type(name, "a text in quotes", &value);
                };
                let problem = self.problem(
                    Check::WrongType,
                    span.clone(),
                    format!("`{name}` is a list, and should be one text in quotes"),
                );
                let first = quoted(first);
                let problem = if texts.len() == 1 {
                    problem.help(format!("write `{name} = {first}`")).fix(span, first)
                } else {
                    problem.help(format!("there can be only one: write, for example, `{name} = {first}`"))
                };
                self.add(problem);
                None
            }
            _ => self.wrong_type(name, "a text in quotes", &value),
        }
    }

    fn as_table<T>(
        &mut self,
        name: &'static str,
        value: Spanned<DeValue<'i>>,
        read: impl FnOnce(&mut Fields<'i>) -> Option<T>,
    ) -> Option<T> {
        let span = shifted(value.span(), self.offset);
        match value.into_inner() {
            DeValue::Table(table) => {
                let mut fields = self.inner(span, name, table);
                let read = read(&mut fields);
                self.problems.extend(fields.finish());
                read
            }
            other => {
                let message = format!("`{name}` is {}, and should be a table", kind_of(&other));
                let help = shape(name, &other).unwrap_or_else(|| {
                    format!("write `{name} = {{ … }}`, or a line `[{name}]` with the fields below it")
                });
                self.report(Check::WrongType, span, message, help);
                None
            }
        }
    }

    fn wrong_type<T>(&mut self, name: &str, wanted: &str, value: &Spanned<DeValue<'i>>) -> Option<T> {
        let message = format!("`{name}` is {}, and should be {wanted}", kind_of(value.get_ref()));
        let help = format!("change the value to {wanted}");
        self.report(Check::WrongType, shifted(value.span(), self.offset), message, help);
        None
    }
}

/// Names as part of a sentence: `a`, `b` and `c`.
pub(crate) fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.join(""),
    }
}

fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn shifted(span: Range<usize>, offset: usize) -> Range<usize> {
    span.start + offset..span.end + offset
}
