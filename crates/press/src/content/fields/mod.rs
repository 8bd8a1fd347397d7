//! A TOML table, read field by field.
//!
//! serde would stop at the first mistake; an author wants to know them all. So each field is read by name, mistakes are
//! collected, and a field that was never asked for is reported as unknown.

mod extra;
mod values;
mod words;

use std::ops::Range;

use catchword_bundle::Slug;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::names;
use super::toml::{Toml, quoted};
use super::visibility::{Visibility, visibility};
use crate::problem::{Check, Problem, SourceText, nearest};

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

    /// All problems. Call it when every known field has been read: the fields that are left are unknown.
    pub(crate) fn finish(mut self) -> Vec<Problem> {
        for (key, value) in std::mem::take(&mut self.entries) {
            if self.is_inside && self.top.contains(&&*key.value) {
                self.misplaced(key);
                continue;
            }
            let message = format!("`{}` is not a field that {} can have", key.value, self.name);
            let known = names::meant(&key.value).iter().copied().find(|known| self.asked.contains(known));
            let visible = visibility_of(&key.value, value.get_ref()).filter(|_| self.asked.contains(&"draft"));
            let help = match known.or_else(|| nearest(&key.value, self.asked.iter().copied())) {
                _ if visible == Some(Visibility::Hidden) => {
                    "to keep the page from readers, write `draft = true`".to_owned()
                }
                _ if visible == Some(Visibility::Public) => {
                    "remove this line: a page is published unless it has `draft = true`".to_owned()
                }
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("it can have {}", listed(&self.asked)),
            };
            self.report(Check::UnknownField, key.span, message, help);
        }
        self.problems
    }

    /// Reports a field that is below the line of a table, and belongs above it.
    fn misplaced(&mut self, key: Located<String>) {
        let message = format!("`{}` is inside {}, and so it has no effect", key.value, self.name);
        let help = format!(
            "everything below the line of a table belongs to that table: move this line up, above the first line that \
             begins with `[`, such as `[{}]`",
            self.name.trim_matches('`')
        );
        self.report(Check::MisplacedField, key.span, message, help);
    }

    /// The fields that have not been read yet, with their values as texts.
    pub(crate) fn rest_as_texts(&mut self) -> Vec<(Located<String>, Located<String>)> {
        let entries = std::mem::take(&mut self.entries);
        entries
            .into_iter()
            .filter_map(|(key, value)| {
                let is_misplaced = self.top.contains(&&*key.value) && !is_word(&value);
                if is_misplaced {
                    self.misplaced(key);
                    return None;
                }
                let value = self.as_text(&key.value, value)?;
                Some((key, value))
            })
            .collect()
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

    /// Takes a text or a list of texts that stands where tables should. `None` if it is something else.
    pub(crate) fn texts_for_tables(&mut self, name: &'static str) -> Option<Located<Vec<String>>> {
        let value = self.entries[self.place_of(name)?].1.get_ref();
        let texts: Vec<String> = match value {
            DeValue::String(text) => vec![text.to_string()],
            DeValue::Array(values) => {
                let texts = values.iter().map(|value| value.get_ref().as_str().map(str::to_owned));
                texts.collect::<Option<_>>()?
            }
            _ => return None,
        };
        if texts.is_empty() {
            return None;
        }
        let value = self.take(name)?;
        Some(Located { value: texts, span: shifted(value.span(), self.offset) })
    }

    /// Takes a list that stands where one text should. Returns its line with the name of the field that has a list.
    pub(crate) fn list_for_text(&mut self, name: &'static str, list: &str) -> Option<Located<String>> {
        let (key, value) = &self.entries[self.place_of(name)?];
        if !value.get_ref().is_array() {
            return None;
        }
        let span = key.span.start..value.span().end + self.offset;
        let value = shifted(value.span(), self.offset);
        self.take(name)?;
        Some(Located { value: format!("{list} = {}", &self.source.inner()[value]), span })
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
        let DeValue::Array(values) = value.into_inner() else {
            let help = format!("write `{name} = [{{ … }}, {{ … }}]`");
            self.report(Check::WrongType, span, format!("`{name}` should be a list of tables"), help);
            return Vec::new();
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
                let help = format!("write `{name} = {{ … }}`, or a line `[{name}]` with the fields below it");
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

/// The fields in the tables of front matter that belong above them.
fn below(table: &DeTable<'_>, top: &[&str]) -> Vec<String> {
    let tables =
        table.iter().filter(|(name, _)| matches!(&**name.get_ref(), "extra" | "hero") && top.contains(&"hero"));
    let keys = tables.filter_map(|(_, table)| table.get_ref().as_table()).flat_map(|table| table.keys());
    keys.map(|key| key.get_ref().to_string()).filter(|key| top.contains(&&**key)).collect()
}

/// Whether another generator would not publish a page with this field.
fn hides(name: &str, value: &DeValue<'_>) -> bool {
    visibility_of(name, value) == Some(Visibility::Hidden)
}

fn visibility_of(name: &str, value: &DeValue<'_>) -> Option<Visibility> {
    match value {
        DeValue::String(text) => visibility(name, text),
        DeValue::Boolean(flag) => visibility(name, &flag.to_string()),
        DeValue::Integer(number) => visibility(name, number.as_str()),
        _ => None,
    }
}

/// Whether a value can be a setting of a table whose fields have any names: a word.
fn is_word(value: &Spanned<DeValue<'_>>) -> bool {
    matches!(value.get_ref(), DeValue::String(text) if Slug::parse(text).is_ok())
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
