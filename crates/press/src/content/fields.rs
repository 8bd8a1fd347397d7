//! A TOML table, read field by field.
//!
//! serde would stop at the first mistake; an author wants to know them all. So each field is read by name, mistakes are
//! collected, and a field that was never asked for is reported as unknown.

use std::collections::BTreeMap;
use std::ops::Range;

use catchword_bundle::{Extra, Slug, SlugError};
use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

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
    /// What messages call the table.
    name: String,
    entries: Vec<(Located<String>, Spanned<DeValue<'i>>)>,
    asked: Vec<&'static str>,
    /// Lines that are not TOML.
    broken: Vec<Problem>,
    problems: Vec<Problem>,
}

impl<'i> Fields<'i> {
    /// The table in a part of a file. Reports what is not TOML, and has the rest.
    pub(crate) fn parse(
        source: &'i SourceText,
        part: Range<usize>,
        head: Range<usize>,
        name: &'static str,
    ) -> Fields<'i> {
        let offset = part.start;
        let (table, errors) = DeTable::parse_recoverable(&source.inner()[part]);
        let mut fields = Fields::of(source, offset, head, name.to_owned(), table.into_inner());
        fields.broken = errors.iter().map(|error| not_toml(source, offset, error)).collect();
        fields
    }

    fn of(source: &'i SourceText, offset: usize, span: Range<usize>, name: String, table: DeTable<'i>) -> Fields<'i> {
        let entries = table
            .into_iter()
            .map(|(key, value)| {
                let span = shifted(key.span(), offset);
                (Located { value: key.into_inner().into_owned(), span }, value)
            })
            .collect();
        Fields { source, offset, span, name, entries, asked: Vec::new(), broken: Vec::new(), problems: Vec::new() }
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

    /// All problems, once every known field has been read: fields that are left over have unknown names.
    pub(crate) fn finish(mut self) -> Vec<Problem> {
        for (key, _) in std::mem::take(&mut self.entries) {
            let message = format!("`{}` is not a field that {} can have", key.value, self.name);
            let help = match nearest(&key.value, self.asked.iter().copied()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("it can have {}", listed(&self.asked)),
            };
            self.report(Check::UnknownField, key.span, message, help);
        }
        // A line that is not TOML can make its own field wrong and others seem missing.
        let Fields { broken, mut problems, .. } = self;
        problems.retain(|problem| !broken.iter().any(|error| error.explains(problem)));
        problems.extend(broken);
        problems
    }

    /// The fields that have not been read yet, with their values as texts.
    pub(crate) fn rest_as_texts(&mut self) -> Vec<(Located<String>, Located<String>)> {
        let entries = std::mem::take(&mut self.entries);
        entries
            .into_iter()
            .filter_map(|(key, value)| {
                let value = self.as_text(&key.value, value)?;
                Some((key, value))
            })
            .collect()
    }

    pub(crate) fn text(&mut self, name: &'static str) -> Option<Located<String>> {
        let value = self.take(name)?;
        self.as_text(name, value)
    }

    /// A text that must be there and not be empty.
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

    pub(crate) fn missing(&mut self, name: &str, example: &str) {
        let message = format!("`{name}` is missing in {}", self.name);
        self.report(Check::MissingField, self.span(), message, format!("add `{example}`"));
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|(key, _)| key.value == name)
    }

    pub(crate) fn flag(&mut self, name: &'static str) -> Option<bool> {
        let value = self.take(name)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => self.wrong_type(name, "`true` or `false`", &value),
        }
    }

    pub(crate) fn slug(&mut self, name: &'static str) -> Option<Located<Slug>> {
        let text = self.text(name)?;
        match Slug::parse(&text.value) {
            Ok(slug) => Some(Located { value: slug, span: text.span }),
            Err(error) => {
                // Without escapes, places in the text are places in the file.
                let plain =
                    self.source.inner().get(text.span.start + 1..text.span.end.saturating_sub(1)) == Some(&text.value);
                let at = text.span.start + 1;
                let span = match error {
                    SlugError::Character(character, byte) if plain => at + byte..at + byte + character.len_utf8(),
                    SlugError::Hyphen(byte) if plain => at + byte..at + byte + 1,
                    _ => text.span,
                };
                let help = match crate::slugs::slug_of(&text.value) {
                    Some(slug) => {
                        format!("use small letters, digits, and single hyphens between them, such as `{slug}`")
                    }
                    None => "use small letters, digits, and single hyphens between them".to_owned(),
                };
                self.report(Check::BadSlug, span, format!("`{name}` can't be part of an address: {error}"), help);
                None
            }
        }
    }

    /// One of a few words.
    pub(crate) fn choice<T: Copy>(&mut self, name: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(name)?;
        if let Some((_, choice)) = choices.iter().find(|(word, _)| *word == text.value) {
            return Some(*choice);
        }
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let message = format!("`{name}` can't be \"{}\"", text.value);
        self.report(Check::BadValue, text.span, message, format!("it can be one of {}", listed(&words)));
        None
    }

    /// A day of the calendar.
    pub(crate) fn day(&mut self, name: &'static str) -> Option<Located<Date>> {
        let value = self.take(name)?;
        let span = shifted(value.span(), self.offset);
        let DeValue::Datetime(found) = value.get_ref() else {
            let message = format!("`{name}` is {}, and should be a date", kind_of(value.get_ref()));
            self.report(Check::BadDate, span, message, format!("write it as `{name} = 2026-05-01`, without quotes"));
            return None;
        };
        let (Some(date), None, None) = (found.date, found.time, found.offset) else {
            let help = format!("write only the day: `{name} = 2026-05-01`");
            self.report(Check::BadDate, span, format!("`{name}` has a time of day, and should be a date alone"), help);
            return None;
        };
        // TOML's years have four digits; both casts only narrow what its parser has bounded.
        match Date::new(date.year as i16, date.month as i8, date.day as i8) {
            Ok(day) => Some(Located { value: day, span }),
            Err(_) => {
                self.report(
                    Check::BadDate,
                    span,
                    format!("`{name}` is not a date of the calendar"),
                    "check the day and the month",
                );
                None
            }
        }
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, name: &'static str) -> Vec<Located<String>> {
        let Some(value) = self.take(name) else { return Vec::new() };
        let span = shifted(value.span(), self.offset);
        let DeValue::Array(values) = value.into_inner() else {
            let help = format!("write `{name} = [\"…\", \"…\"]`");
            self.report(Check::WrongType, span, format!("`{name}` should be a list of texts in quotes"), help);
            return Vec::new();
        };
        values.into_iter().filter_map(|value| self.as_text(name, value)).collect()
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

    /// A table with any fields.
    pub(crate) fn extra(&mut self, name: &'static str) -> BTreeMap<String, Extra> {
        let Some(value) = self.take(name) else { return BTreeMap::new() };
        match value.get_ref() {
            DeValue::Table(_) => match self.as_extra(value) {
                Some(Extra::Table(table)) => table,
                _ => BTreeMap::new(),
            },
            _ => self.wrong_type(name, "a table", &value).unwrap_or_default(),
        }
    }

    fn take(&mut self, name: &'static str) -> Option<Spanned<DeValue<'i>>> {
        self.asked.push(name);
        let at = self.entries.iter().position(|(key, _)| key.value == name)?;
        Some(self.entries.swap_remove(at).1)
    }

    fn as_text(&mut self, name: &str, value: Spanned<DeValue<'i>>) -> Option<Located<String>> {
        let span = shifted(value.span(), self.offset);
        match value.get_ref() {
            DeValue::String(text) => Some(Located { value: text.clone().into_owned(), span }),
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
                let mut fields = Fields::of(self.source, self.offset, span, format!("`{name}`"), table);
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

fn not_toml(source: &SourceText, offset: usize, error: &toml::de::Error) -> Problem {
    let span = shifted(error.span().unwrap_or(0..0), offset);
    let text = source.inner();
    let line = text[..span.start.min(text.len())].rfind('\n').map_or(0, |at| at + 1);
    let name = text[line..].split('=').next().unwrap_or_default().trim();
    if matches!(name, "date" | "updated") {
        let value = line + text[line..].find('=').map_or(0, |at| at + 1);
        let end = text[value..].find(['\r', '\n', '#']).map_or(text.len(), |at| value + at);
        let spaces = text[value..end].len() - text[value..end].trim_start().len();
        let span = value + spaces..value + text[value..end].trim_end().len();
        return Problem::new(Check::BadDate, source, span, format!("`{name}` is not a date of the calendar"))
            .label(error.message())
            .help(format!("write it as `{name} = 2026-05-01`, without quotes"));
    }
    Problem::new(Check::BadToml, source, span, format!("this can't be read: {}", error.message())).help(
        "write each field on a line of its own, a text in quotes, and a list in brackets; the format is TOML, \
               explained at https://toml.io",
    )
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
