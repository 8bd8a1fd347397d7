//! Fields that no one has asked for: those with a name of no field, and those in the wrong place.

use catchword_bundle::Slug;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Fields, Located, listed, shifted};
use crate::content::names;
use crate::content::toml::quoted;
use crate::content::visibility::{Visibility, visibility};
use crate::problem::{Check, Problem, nearest};

impl Fields<'_> {
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
                Some("hero") => hero(value.get_ref()),
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

    /// Takes the fields that are `true` or `false`, with the places of their values.
    pub(crate) fn rest_of_flags(&mut self) -> Vec<(String, Located<bool>)> {
        let is_flag = |value: &DeValue<'_>| value.is_bool();
        let (flags, rest) =
            std::mem::take(&mut self.entries).into_iter().partition(|(_, value)| is_flag(value.get_ref()));
        self.entries = rest;
        let flags: Vec<(Located<String>, Spanned<DeValue<'_>>)> = flags;
        let located = |(key, value): (Located<String>, Spanned<DeValue<'_>>)| {
            let flag = value.get_ref().as_bool().unwrap_or_default();
            (key.value, Located { value: flag, span: shifted(value.span(), self.offset) })
        };
        flags.into_iter().map(located).collect()
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
}

/// How to write a table of this name that is something else now.
pub(super) fn shape(name: &str, value: &DeValue<'_>) -> Option<String> {
    let text = value.as_str().map(str::trim).unwrap_or_default();
    let of_script = || {
        let after = text.split_once("src=")?.1;
        let source = after.trim_start_matches(['"', '\'']).split(['"', '\'', '>', ' ']).next()?;
        (!source.is_empty()).then_some(source)
    };
    Some(match name {
        "links" => {
            let is_address = text.starts_with('/') || text.contains("://");
            let address = if is_address { text } else { "/about/" };
            let words = if is_address || text.is_empty() { "About" } else { text };
            format!("write `links = [{{ title = {}, url = {} }}]`", quoted(words), quoted(address))
        }
        "scripts" => {
            let source = of_script().or_else(|| Some(text).filter(|text| text.ends_with(".js")));
            format!("write `scripts = [{{ src = {} }}]`", quoted(source.unwrap_or("/files/script.js")))
        }
        "credit" => {
            let name = if text.is_empty() { "…" } else { text };
            format!("write `credit = {{ name = {} }}`", quoted(name))
        }
        _ => return None,
    })
}

/// How to write a picture above the text.
fn hero(value: &DeValue<'_>) -> String {
    let text = value.as_str().filter(|text| text.contains(['.', '/']));
    let image = text.map_or_else(|| "\"/images/….jpg\"".to_owned(), quoted);
    format!(
        "the picture above the text has a table of its own: remove this line, and write this below all other fields of the \
         front matter; `alt` describes the picture for readers who can't see it:\n[hero]\nimage = {image}\nalt = \"…\""
    )
}

/// The fields in the tables of front matter that belong above them.
pub(super) fn below(table: &DeTable<'_>, top: &[&str]) -> Vec<String> {
    let tables =
        table.iter().filter(|(name, _)| matches!(&**name.get_ref(), "extra" | "hero") && top.contains(&"hero"));
    let keys = tables.filter_map(|(_, table)| table.get_ref().as_table()).flat_map(|table| table.keys());
    keys.map(|key| key.get_ref().to_string()).filter(|key| top.contains(&&**key)).collect()
}

/// Whether another generator would not publish a page with this field.
pub(super) fn hides(name: &str, value: &DeValue<'_>) -> bool {
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
