//! The words of front matter that a correction must keep.

use std::collections::{HashMap, HashSet};

use crate::content::days::{self, Reading};
use crate::content::front_matter::ContentKind;

/// Names that other generators have for fields of ours. A correction writes our name instead.
const MAPPED: [&str; 33] = [
    "alias",
    "banner",
    "categories",
    "category",
    "cover",
    "description",
    "excerpt",
    "featured_image",
    "file",
    "image",
    "keywords",
    "language",
    "last_modified_at",
    "lastmod",
    "locale",
    "modified",
    "path",
    "permalink",
    "pubdate",
    "publish_date",
    "published",
    "published_at",
    "publishdate",
    "redirect_from",
    "redirects",
    "src",
    "tag",
    "tagline",
    "thumbnail",
    "timezone",
    "updated_at",
    "updateddate",
    "url",
];

pub(super) const SEPARATORS: [char; 6] = ['=', ':', '＝', '：', '—', '→'];
pub(super) const QUOTES: [char; 8] = ['"', '\'', '“', '”', '„', '‘', '’', '«'];

/// Whether every word of the old fields is in the new ones, as often as before.
pub(super) fn has_words(old: &str, new: &str) -> bool {
    // A value that is still to be corrected counts as what it stands for, too.
    let (as_written, as_meant) = (counted(words(new)), counted(needed(new)));
    counted(needed(&with_a_line_each(old)))
        .iter()
        .all(|(word, count)| [&as_written, &as_meant].iter().any(|new| new.get(word).is_some_and(|new| new >= count)))
}

fn counted(words: Vec<String>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

/// The runs of letters and digits.
fn words(text: &str) -> Vec<String> {
    let text = unescaped(text);
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// A text with a character instead of each escape such as `\u00e9`.
fn unescaped(text: &str) -> String {
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        let escape = rest[at + 1..].chars().next();
        let digits = match escape {
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            _ => 0,
        };
        let code = rest.get(at + 2..at + 2 + digits).filter(|code| !code.is_empty());
        let character = code.and_then(|code| u32::from_str_radix(code, 16).ok()).map(char::from_u32);
        let length = match (character, escape) {
            (Some(character), _) => {
                plain.push(character.unwrap_or(' '));
                2 + digits
            }
            (None, Some('n' | 't' | 'r' | 'b' | 'f' | '\\')) => {
                plain.push(' ');
                2
            }
            _ => {
                plain.push('\\');
                1
            }
        };
        rest = &rest[at + length..];
    }
    plain + rest
}

/// JSON with a field in each line; any other text as it is.
pub(super) fn with_a_line_each(text: &str) -> String {
    let pretty = || {
        let value: serde_json::Value = serde_json::from_str(text.trim()).ok().filter(serde_json::Value::is_object)?;
        let pretty = serde_json::to_string_pretty(&value).ok()?;
        let sorted = |text: &str| {
            let mut words = words(text);
            words.sort_unstable();
            words
        };
        // Of two fields of one name, only one would be left.
        (sorted(&pretty) == sorted(text)).then_some(pretty)
    };
    pretty().unwrap_or_else(|| text.to_owned())
}

/// The words that the new fields must have.
fn needed(old: &str) -> Vec<String> {
    let anchors = anchors(old);
    let without_anchor = |value| without_anchor(value, &anchors);
    let mut needed = Vec::new();
    let mut tags: HashSet<String> = HashSet::new();
    let mut is_tags = false;
    for line in old.lines() {
        let is_fence = ["---", "+++", "—", "––"].iter().any(|fence| line.trim_start().starts_with(fence));
        let fence_word = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if is_fence && matches!(&*fence_word, "yaml" | "toml") {
            continue;
        }
        let Some((name, value)) = field(line) else {
            if is_tags {
                tags.extend(items(line));
            } else {
                let item = line.trim_start().strip_prefix("- ").map(without_anchor);
                needed.extend(words(item.unwrap_or(line)));
            }
            continue;
        };
        let known = name.to_lowercase().replace(['-', ' '], "_");
        let is_known = MAPPED.contains(&&*known) || ContentKind::Essay.fields().contains(&&*known);
        if !is_known {
            needed.extend(words(name));
        }
        is_tags = matches!(&*known, "tags" | "tag" | "categories" | "category" | "keywords");
        if is_tags {
            tags.extend(items(value));
            continue;
        }
        let value = if line.contains(':') { without_anchor(value) } else { value };
        let (value, comment) = value.split_once(" #").unwrap_or((value, ""));
        needed.extend(words(comment));
        match in_other_words(&known, value) {
            Some(day) => needed.extend(words(&day)),
            None => needed.extend(words(value)),
        }
    }
    needed.extend(tags.iter().flat_map(|tag| words(tag)));
    needed
}

/// The name and the value of a line that is a field.
pub(super) fn field(line: &str) -> Option<(&str, &str)> {
    let at = line.find(SEPARATORS)?;
    let is_edge = |c: char| c.is_whitespace() || QUOTES.contains(&c) || matches!(c, '{' | '-');
    let name = line[..at].trim_matches(is_edge);
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    is_name.then(|| (name, line[at..].trim_start_matches(SEPARATORS).trim()))
}

/// The texts of a list.
fn items(list: &str) -> impl Iterator<Item = String> {
    let is_edge = |c: char| c.is_whitespace() || QUOTES.contains(&c) || c == '-';
    list.split([',', '[', ']']).map(move |item| item.trim_matches(is_edge).to_owned()).filter(|item| !item.is_empty())
}

/// A value of YAML without the name that it gives to itself (`&name`); nothing of a value that has the name of another one
/// in the text (`*name`), because that one is written again in its place.
fn without_anchor<'v>(value: &'v str, anchors: &HashSet<&str>) -> &'v str {
    let value = value.trim();
    match (value.strip_prefix('&'), value.strip_prefix('*')) {
        (Some(name), _) if name_length(name) > 0 => &name[name_length(name)..],
        (_, Some(name)) if anchors.contains(name) => "",
        _ => value,
    }
}

/// The names that values of YAML give to themselves, each at the beginning of its value.
fn anchors(text: &str) -> HashSet<&str> {
    let begins_a_value = |at: usize| text[..at].trim_end_matches(' ').ends_with([':', '-', '[', '{', ',']);
    let found = text.match_indices('&').filter(|(at, _)| begins_a_value(*at)).map(|(at, _)| &text[at + 1..]);
    found.map(|rest| &rest[..name_length(rest)]).collect()
}

/// Where the name of a value of YAML ends.
fn name_length(text: &str) -> usize {
    text.find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}')).unwrap_or(text.len())
}

/// What a correction writes instead of a value of a known kind: days, languages, places, and `true` or `false`.
fn in_other_words(name: &str, value: &str) -> Option<String> {
    let value = value.trim_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c) || matches!(c, ',' | ';' | '}'));
    let is_word = value.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let is_flag = matches!(&*value.to_lowercase(), "true" | "false" | "yes" | "no" | "on" | "off" | "0" | "1");
    match name {
        "draft" | "gone" | "published" if is_flag => Some(String::new()),
        "lang" | "language" | "locale" | "timezone" if is_word => Some(String::new()),
        // Every address of the site is a safe one.
        "url" => value.strip_prefix("http://").map(str::to_owned),
        _ => match days::loosely(value) {
            Some(Reading::One(day)) if is_day(name) => Some(day.to_string()),
            _ => None,
        },
    }
}

fn is_day(name: &str) -> bool {
    matches!(
        name,
        "date"
            | "updated"
            | "pubdate"
            | "publishdate"
            | "publish_date"
            | "published_at"
            | "published"
            | "lastmod"
            | "modified"
            | "last_modified_at"
            | "updateddate"
            | "updated_at"
    )
}
