//! The fields of other generators' front matter, as fields of ours.

use super::lines::Lines;
use super::tree::{Pair, Value};
use super::values::{inline, is_null, key_of};
use crate::content::alias::Alias;
use crate::content::days::{self, Reading};
use crate::content::front_matter::ContentKind;
use crate::content::held_back::{is_first_day, is_holding, is_holding_word};
use crate::content::toml::quoted;
use crate::content::visibility::plain;
use catchword_bundle::Slug;
use jiff::civil::Date;

/// Puts a field where it belongs. What has no place above the tables goes to `[extra]`, so nothing is lost.
pub(super) fn place(pair: &Pair, kind: ContentKind, lines: &mut Lines) {
    if !place_known(pair, kind, lines) {
        if hides(pair, lines) {
            lines.hide(&pair.key);
        }
        if let Some(line) = told_later(pair, kind, lines) {
            lines.top.push(line);
            return;
        }
        let key = match pair.key.to_lowercase() {
            name if kind.fields().contains(&&*name) => format!("original_{}", pair.key),
            _ => pair.key.clone(),
        };
        let line = match inline(&pair.value) {
            Some(value) => format!("{} = {value}", key_of(&key)),
            None => format!("# {key}:"),
        };
        lines.extra.push(line);
    }
}

/// A field whose value can't be taken over, with its value as it is: the next report tells its author what is wrong with
/// it. `None` for a field of no meaning here, and for a second one of a kind.
fn told_later(pair: &Pair, kind: ContentKind, lines: &Lines) -> Option<(String, String)> {
    let name = pair.key.to_lowercase();
    let begins_with_digit = text_of(&pair.value).is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()));
    let (meant, written) = match &*name {
        name if kind.fields().contains(&name) => (name, name),
        "lastmod" | "modified" | "last_modified_at" | "updateddate" | "updated_at" => ("updated", "updated"),
        "pubdate" | "publishdate" | "publish_date" | "published_at" | "published" if begins_with_digit => {
            ("date", "date")
        }
        "image" | "cover" | "featured_image" | "thumbnail" | "banner" => ("hero", &*name),
        "language" | "locale" => ("lang", &*name),
        "description" | "excerpt" => ("summary", &*name),
        _ => return None,
    };
    let is_new = !lines.has(meant) && !lines.has(written) && (meant != "hero" || lines.hero.is_empty());
    // A day is missing below all other fields, too.
    let is_new = is_new && (meant != "date" || written == name || lines.date.is_none());
    Some((written.to_owned(), inline(&pair.value).filter(|_| is_new)?))
}

/// Whether a field without a place of its own keeps the page from readers, now or on some days. What nobody can be sure
/// about stays unpublished.
fn hides(pair: &Pair, lines: &Lines) -> bool {
    let text = match &pair.value {
        Value::Map(fields) => return fields.iter().any(|field| hides(field, lines)),
        Value::List(items) => {
            return items.iter().any(|item| match item {
                Value::Map(fields) => fields.iter().any(|field| hides(field, lines)),
                item => text_of(item).is_some_and(is_holding_word),
            });
        }
        value @ Value::Text { .. } => text_of(value),
    };
    let Some(text) = text else { return false };
    let day = day_of(text).map(|(day, _)| day);
    match (&*plain(&pair.key), day) {
        (name, day) if is_first_day(name) => match (day, lines.date) {
            (Some(first), Some(date)) => first > date,
            _ => true,
        },
        ("published" | "publish", Some(_)) => false,
        _ => is_holding(&pair.key, text),
    }
}

/// Whether a field has a place of its own.
fn place_known(pair: &Pair, kind: ContentKind, lines: &mut Lines) -> bool {
    let value = &pair.value;
    let text = text_of(value);
    let has = |name: &str| kind.fields().contains(&name);
    match (pair.key.to_lowercase().as_str(), text) {
        ("title", Some(text)) => lines.set("title", quoted(text)),
        ("date" | "pubdate" | "publishdate" | "publish_date" | "published_at" | "published", Some(text))
            if !is_flag(text) && (lines.date.is_none() || pair.key.eq_ignore_ascii_case("date")) =>
        {
            day(text).is_some_and(|day| lines.set("date", day))
        }
        ("lastmod" | "updated" | "modified" | "last_modified_at" | "updateddate" | "updated_at", Some(text)) => {
            day(text).is_some_and(|day| lines.set("updated", day))
        }
        ("draft", Some(text)) if is_flag(text) => lines.set("draft", truth(text).to_string()),
        // Every page is published that is no draft.
        ("published", Some(text)) if is_flag(text) => lines.set("draft", (!truth(text)).to_string()),
        ("permalink", Some("false")) => false,
        ("description" | "summary" | "excerpt", Some(text)) => lines.set("summary", quoted(text)),
        ("slug", Some(text)) if Slug::parse(text).is_ok() => lines.set("slug", quoted(text)),
        ("series", Some(text)) if has("series") => lines.set("series", quoted(text)),
        ("lang" | "language" | "locale", Some(text)) => lines.set("lang", quoted(&text.replace('_', "-"))),
        ("content_note", Some(text)) => lines.set("content_note", quoted(text)),
        ("author" | "authors", _) if !lines.has("author") && !lines.has("authors") => authors(value, lines),
        ("tags" | "tag" | "categories" | "category" | "keywords", _) if has("tags") => {
            let Some(tags) = texts(value) else { return false };
            let is_held_back = tags.iter().any(|tag| is_holding_word(tag));
            lines.add("tags", tags);
            if is_held_back {
                lines.hide(&pair.key);
            }
            true
        }
        ("permalink" | "url" | "redirect_from" | "aliases" | "alias" | "redirects", _) => {
            let Some(addresses) = texts_of_list(value) else { return false };
            // An `url` or a `permalink` of another site may be what the text is about.
            let is_old = !matches!(pair.key.to_lowercase().as_str(), "permalink" | "url");
            let path = |address: &String| path_of(address, is_old).filter(|path| Alias::parse(path).is_ok());
            let (good, bad): (Vec<String>, Vec<String>) =
                addresses.into_iter().partition(|address| path(address).is_some());
            lines.hosted.extend(good.iter().filter(|address| url::Url::parse(address).is_ok()).cloned());
            if !good.is_empty() {
                lines.add("aliases", good.iter().filter_map(path).collect());
            }
            if pair.key.eq_ignore_ascii_case("aliases") {
                lines.add("aliases", bad);
                return true;
            }
            // With one that can't be an alias, the field stays in `[extra]`, too.
            bad.is_empty()
        }
        ("image" | "cover" | "hero" | "featured_image" | "thumbnail" | "banner", _) => hero(value, lines),
        _ => false,
    }
}

/// `[hero]`, if the picture has a description. Without one, an author must write it first.
fn hero(value: &Value, lines: &mut Lines) -> bool {
    let Value::Map(pairs) = value else { return false };
    let field = |names: &[&str]| {
        let pair = pairs.iter().find(|pair| names.contains(&pair.key.to_lowercase().as_str()))?;
        text_of(&pair.value)
    };
    let (Some(image), Some(alt)) = (field(&["image", "src", "path", "url", "file"]), field(&["alt"])) else {
        return false;
    };
    if !lines.hero.is_empty() || pairs.len() > 2 {
        return false;
    }
    lines.hero = vec![format!("image = {}", quoted(image)), format!("alt = {}", quoted(alt))];
    true
}

fn authors(value: &Value, lines: &mut Lines) -> bool {
    match value {
        Value::Text { .. } => text_of(value).is_some_and(|name| lines.set("author", quoted(name))),
        Value::List(items) => {
            let read: Option<Vec<String>> = items.iter().map(author).collect();
            read.is_some_and(|names| !names.is_empty() && lines.set("authors", format!("[{}]", names.join(", "))))
        }
        Value::Map(_) => author(value).is_some_and(|author| lines.set("authors", format!("[{author}]"))),
    }
}

/// An author with no more than a name and an address.
fn author(value: &Value) -> Option<String> {
    match value {
        Value::Text { .. } => text_of(value).map(quoted),
        Value::Map(pairs) => {
            let name = pairs.iter().find(|pair| pair.key == "name").and_then(|pair| text_of(&pair.value))?;
            let url = pairs.iter().find(|pair| pair.key == "url").and_then(|pair| text_of(&pair.value));
            let known = 1 + usize::from(url.is_some());
            let url = url.map(|url| format!(", url = {}", quoted(url))).unwrap_or_default();
            (pairs.len() == known).then(|| format!("{{ name = {}{url} }}", quoted(name)))
        }
        Value::List(_) => None,
    }
}

/// The day in TOML, and the whole text as a comment if it says more.
fn day(text: &str) -> Option<String> {
    let (day, rest) = day_of(text)?;
    Some(if rest.is_empty() { day.to_string() } else { format!("{day} # {rest}") })
}

/// The day, and the whole text if it says more.
pub(super) fn day_of(text: &str) -> Option<(Date, &str)> {
    let date = text.split(['T', ' ']).next().unwrap_or_default();
    let whole = days::loosely(text).map(|day| (day, ""));
    let (reading, rest) = whole.or_else(|| {
        let has_time = text[date.len()..].contains(':');
        if has_time { days::loosely(date).map(|day| (day, text)) } else { None }
    })?;
    let Reading::One(day) = reading else { return None };
    // A line break would end the comment.
    if rest.contains(char::is_control) {
        return None;
    }
    Some((day, rest))
}

/// A list of texts, or one text with commas or only one word.
fn texts(value: &Value) -> Option<Vec<String>> {
    match text_of(value) {
        // A list whose items are all on the line of its name.
        Some(text) if text.starts_with("- ") => {
            Some(text[2..].split(" - ").map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect())
        }
        Some(text) => {
            Some(text.split(',').map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect())
        }
        None => texts_of_list(value),
    }
}

/// A list of texts, or one text.
fn texts_of_list(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Text { .. } => Some(text_of(value).map(str::to_owned).into_iter().collect()),
        Value::List(items) => items.iter().map(|item| text_of(item).map(str::to_owned)).collect(),
        Value::Map(_) => None,
    }
}

/// The path of an old address; of one with the name of a host too, if it `is_old` for sure. `None` if it has none.
fn path_of(address: &str, is_old: bool) -> Option<String> {
    match url::Url::parse(address) {
        Ok(url) if is_old && matches!(url.scheme(), "https" | "http") => {
            let rest = address.split_once("//")?.1;
            // As it is written.
            rest.find('/').map(|at| rest[at..].to_owned()).filter(|path| path != "/")
        }
        Ok(_) => None,
        _ if address.starts_with('/') => Some(address.to_owned()),
        _ => Some(format!("/{address}")),
    }
}

/// A text; `None` if there is nothing, or more than a text.
pub(super) fn text_of(value: &Value) -> Option<&str> {
    match value {
        Value::Text { text, is_plain } if !(*is_plain && is_null(text)) => Some(text.trim()),
        _ => None,
    }
}

fn is_flag(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "true" | "false" | "yes" | "no" | "on" | "off")
}

fn truth(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "true" | "yes" | "on")
}
