//! Values that are not only texts: dates, slugs, lists and choices.

use catchword_bundle::{Slug, SlugError};
use jiff::civil::Date;
use toml::de::DeValue;

use super::{Fields, Located, kind_of, listed, shifted};
use crate::characters::{has_no_width, is_hidden, named};
use crate::content::days::{self, Reading};
use crate::content::toml::{no_day, quoted, two_days};
use crate::problem::{Check, Problem};

impl Fields<'_> {
    pub(crate) fn flag(&mut self, name: &'static str) -> Option<bool> {
        let value = self.take(name)?;
        let flag = match value.get_ref() {
            DeValue::Boolean(flag) => return Some(*flag),
            DeValue::String(text) => match text.trim().to_lowercase().as_str() {
                "true" | "yes" => true,
                "false" | "no" => false,
                _ => return self.wrong_type(name, "`true` or `false`", &value),
            },
            _ => return self.wrong_type(name, "`true` or `false`", &value),
        };
        let span = shifted(value.span(), self.offset);
        let problem = self.problem(
            Check::WrongType,
            span.clone(),
            format!("`{name}` is a text, and should be `true` or `false`"),
        );
        self.add(problem.help(format!("write `{name} = {flag}`, without quotes")).fix(span, flag.to_string()));
        Some(flag)
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
                let help = match last_part(&text.value) {
                    Some(slug) if text.value.contains(['/', '.']) => {
                        format!("write only the last part of the address, without an ending: `{name} = \"{slug}\"`")
                    }
                    Some(slug) => format!(
                        "use small letters, digits, and single hyphens between them: write `{name} = \"{slug}\"`"
                    ),
                    None => "use small letters, digits, and single hyphens between them".to_owned(),
                };
                let reason = match error {
                    SlugError::Character(character, _) if is_hidden(character) || has_no_width(character) => {
                        format!("there is {} in it", named(character))
                    }
                    error => error.to_string(),
                };
                self.report(Check::BadSlug, span, format!("`{name}` can't be part of an address: {reason}"), help);
                None
            }
        }
    }

    /// A text that must be one of `choices`.
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
        let written = match value.get_ref() {
            DeValue::String(text) => text.clone().into_owned(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            _ => String::new(),
        };
        let problem = |message: String| Problem::new(Check::BadDate, self.source, span.clone(), message);
        match days::loosely(&written) {
            Some(Reading::One(day)) => {
                let problem = problem(format!("`{name}` is {}, and should be a date", kind_of(value.get_ref())));
                let help = format!("write it as `{name} = {day}`, without quotes");
                self.problems.push(problem.help(help).fix(span.clone(), day.to_string()));
                return Some(Located { value: day, span });
            }
            Some(Reading::Two(one, other)) => {
                let problem = two_days(problem(format!("`{name}` can be two days: {written}")), name, one, other);
                self.problems.push(problem);
                return None;
            }
            None => {}
        }
        let DeValue::Datetime(found) = value.get_ref() else {
            let message = format!("`{name}` is {}, and should be a date", kind_of(value.get_ref()));
            self.report(Check::BadDate, span, message, no_day(name, &written));
            return None;
        };
        let (Some(date), None, None) = (found.date, found.time, found.offset) else {
            let problem = problem(format!("`{name}` has a time of day, and should be a date alone"));
            let day = found.date.map(|date| date.to_string());
            self.problems.push(match day {
                // The time stays in the file, as a comment.
                Some(day) => problem
                    .help(format!("write only the day: `{name} = {day}`"))
                    .fix(span.clone(), format!("{day} # {}", &self.source.inner()[span])),
                None => problem.help(format!("write the day: `{name} = 2026-05-01`")),
            });
            return None;
        };
        // No cast loses anything: TOML's parser allows years of four digits, and months and days of two.
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
        let values = match value.into_inner() {
            DeValue::Array(values) if values.iter().any(|value| value.get_ref().is_table()) => {
                let help = format!("write `{name} = [\"…\", \"…\"]`, above the first line that begins with `[`");
                self.report(Check::WrongType, span, format!("`{name}` should be a list of texts in quotes"), help);
                return Vec::new();
            }
            DeValue::Array(values) => values,
            DeValue::String(text) => {
                let items: Vec<String> =
                    text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(quoted).collect();
                let list = format!("[{}]", items.join(", "));
                let problem = self.problem(
                    Check::WrongType,
                    span.clone(),
                    format!("`{name}` should be a list of texts in quotes"),
                );
                // A comma may be part of a name.
                let problem = problem.help(format!("write `{name} = {list}`"));
                let is_sure = items.len() == 1 || name == "tags";
                self.problems.push(if is_sure { problem.fix(span, list) } else { problem });
                return Vec::new();
            }
            _ => {
                let help = format!("write `{name} = [\"…\", \"…\"]`");
                self.report(Check::WrongType, span, format!("`{name}` should be a list of texts in quotes"), help);
                return Vec::new();
            }
        };
        values.into_iter().filter_map(|value| self.as_text(name, value)).collect()
    }
}

/// The slug in an address, or the words of a text as a slug.
fn last_part(text: &str) -> Option<Slug> {
    let path = text.split(['?', '#']).next().unwrap_or_default().trim_matches(['/', '\\', ' ']);
    let is_page = |name: &str| matches!(name, "index.html" | "index.htm" | "index.php" | "index.md");
    let last = path.rsplit(['/', '\\']).find(|part| !is_page(part))?;
    let stem = last.rsplit_once('.').filter(|(stem, ending)| {
        !stem.is_empty() && matches!(*ending, "html" | "htm" | "php" | "md" | "markdown" | "txt" | "aspx" | "xhtml")
    });
    crate::slugs::slug_of(stem.map_or(last, |(stem, _)| stem))
}
