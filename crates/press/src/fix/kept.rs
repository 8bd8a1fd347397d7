//! What a correction must keep: every word, the text below the front matter, and that a draft is a draft.

use std::collections::{HashMap, HashSet};

use super::draft::{says_draft, stays_draft, without_code};
use crate::content::days::{self, Reading};
use crate::content::front_matter::ContentKind;
use crate::content::split::split;
use crate::read::text_file;
use crate::source::{ContentPath, File};

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

/// Whether a corrected file has all that the file had. `None` is the kind of `site.toml`.
pub(super) fn is_kept(old: &str, new: &str, kind: Option<ContentKind>) -> bool {
    let (old, new) = (plain(old), plain(new));
    let Some(kind) = kind else { return has_words(&old, &new) };
    let (Some(old_file), Some(new_file)) = (file(&old), file(&new)) else { return false };
    let Ok(parts) = split(&new_file, kind) else { return false };
    let body = &new[parts.body.clone()];
    let Some(front) = old.strip_suffix(body) else { return false };
    let old_parts = split(&old_file, kind).ok();
    if old_parts.as_ref().is_some_and(|old| old.body.start != front.len())
        || !has_words(front, &new[..parts.body.start])
    {
        return false;
    }
    // Where the front matter had no end, an author may have meant any line of the text.
    let is_draft = says_draft(front, true) || (old_parts.is_none() && says_draft(&without_code(body), false));
    !is_draft || stays_draft(&new_file, parts.front_matter, kind)
}

/// The text as the press reads it, without the characters that a correction removes.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || *c == '\u{feff}')).collect()
}

fn file(text: &str) -> Option<File> {
    let path = ContentPath::resolve("", "essays/file.md")?;
    Some(text_file(String::new(), path, text.as_bytes().to_vec()))
}

/// Whether every word of the old fields is in the new ones, as often as before.
fn has_words(old: &str, new: &str) -> bool {
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
fn with_a_line_each(text: &str) -> String {
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
                needed.extend(words(line));
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
fn field(line: &str) -> Option<(&str, &str)> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_keeps_words_text_and_drafts() {
        let good = "+++\ntitle = \"A\"\ndate = 2026-05-01\n+++\n\nText.\n";
        let table = [
            ("---\ntitle: A\ndate: May 1, 2026\n---\n\nText.\n", good, true),
            ("{\"title\": \"\\u0041\", \"date\": \"2026-05-01\"}\n\nText.\n", good, true),
            ("--- yaml\nTitle: A\nDate: 2026-05-01\ndraft: no # x\n---\n\nText.\n", good, false),
            ("---\ntitle: A\ndate: 2026-05-01\nlang: English\npublished: true\n---\n\nText.\n", good, true),
            // A word, and a word of two.
            ("---\ntitle: A b\ndate: 2026-05-01\n---\n\nText.\n", good, false),
            ("---\ntitle: A A\ndate: 2026-05-01\n---\n\nText.\n", good, false),
            ("---\ntitle: a\ndate: 2026-05-01\n---\n\nText.\n", good, false),
            // The text.
            ("---\ntitle: A\ndate: 2026-05-01\n---\n\nText. \n", good, false),
            ("+++\ntitle: A\ndate: 2026-05-01\n+++\n\n\nText.\n", good, false),
            // No end.
            ("---\ntitle: A\n---\n", "+++\ntitle = \"A\"\n", false),
            // Drafts.
            ("---\ntitle: A\ndate: 2026-05-01\ndraft: yes\n---\n\nText.\n", good, false),
            (
                "---\ntitle: A\ndate: 2026-05-01\ndraft: yes\n---\nB\n",
                "+++\ntitle = \"A\"\ndate = 2026-05-01\ndraft = true\n+++\nB\n",
                true,
            ),
            ("---\ntitle: A\ndate: 2026-05-01\ndraft: false\n---\n\nText.\n", good, true),
            ("+++\ntitle = \"A\"\n\ndraft = true\nB\n", "+++\ntitle = \"A\"\n+++\n\ndraft = true\nB\n", false),
            (
                "+++\ntitle = \"A\"\n\n```\ndraft = true\n```\nB\n",
                "+++\ntitle = \"A\"\n+++\n\n```\ndraft = true\n```\nB\n",
                true,
            ),
        ];
        for (old, new, is_right) in table {
            assert_eq!(is_kept(old, new, Some(ContentKind::Essay)), is_right, "{old}{new}");
        }
        assert!(is_kept("url = \"example.org\"", "url = \"https://example.org/\"", None));
        assert!(!is_kept("url = \"https://example.org/?a\"", "url = \"https://example.org/\"", None));
    }
}
