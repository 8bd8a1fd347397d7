//! Front matter in TOML, line by line.

use jiff::civil::Date;

use super::fields::{day_of, text_of};
use super::tree::Pair;
use crate::content::toml::quoted;

/// Front matter in TOML, a line each.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// Fields above all tables, by name.
    pub(super) top: Vec<(String, String)>,
    pub(super) hero: Vec<String>,
    pub(super) extra: Vec<String>,
    /// Old addresses with the names of their hosts, whose paths are among the aliases.
    pub(super) hosted: Vec<String>,
    /// The day that the field `date` has.
    pub(super) date: Option<Date>,
}

impl Lines {
    /// No lines yet, for these fields.
    pub(super) fn of(pairs: &[Pair]) -> Lines {
        let date = pairs.iter().find(|pair| pair.key.eq_ignore_ascii_case("date"));
        Lines { date: date.and_then(|pair| day_of(text_of(&pair.value)?)).map(|(day, _)| day), ..Lines::default() }
    }

    /// Makes the page a draft, because of a field that goes to `[extra]`.
    pub(super) fn hide(&mut self, because: &str) {
        let value = format!("true # because of `{because}` below: remove this line to publish the page");
        match self.top.iter_mut().find(|(known, _)| known == "draft") {
            Some((_, written)) if written.starts_with("true") => {}
            Some((_, written)) => *written = value,
            None => self.top.push(("draft".to_owned(), value)),
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.top.iter().any(|(known, _)| known == name)
    }

    /// Adds a field above all tables, if there is none of that name yet.
    pub(super) fn set(&mut self, name: &str, value: String) -> bool {
        let is_new = !self.has(name);
        if is_new {
            self.top.push((name.to_owned(), value));
        }
        is_new
    }

    /// Adds to a list. What is in it already is not added again.
    pub(super) fn add(&mut self, name: &str, items: Vec<String>) {
        let list = match self.top.iter().position(|(known, _)| known == name) {
            Some(at) => at,
            None => {
                self.top.push((name.to_owned(), "[]".to_owned()));
                self.top.len() - 1
            }
        };
        let written = &mut self.top[list].1;
        let mut all = texts_of_toml(written);
        for item in items {
            if !all.contains(&item) {
                all.push(item);
            }
        }
        *written = format!("[{}]", all.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", "));
    }
}

/// The texts of a list that is written in TOML.
fn texts_of_toml(list: &str) -> Vec<String> {
    let line = format!("a = {list}");
    let Ok(table) = toml::de::DeTable::parse(&line) else { return Vec::new() };
    let items = table.get_ref().values().filter_map(|value| value.get_ref().as_array()).flat_map(|items| items.iter());
    items.filter_map(|item| item.get_ref().as_str()).map(str::to_owned).collect()
}
