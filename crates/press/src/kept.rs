//! What a correction must keep: every word, the text below the front matter, and that a draft is a draft.

mod words;

use ::toml::de::DeValue;

use crate::content::front_matter::ContentKind;
use crate::content::split::split;
use crate::content::toml;
use crate::read::text_file;
use crate::source::{ContentPath, File};
use words::{QUOTES, SEPARATORS, has_words};

/// Whether a corrected file has all that the file had. `None` is the kind of `site.toml`.
pub(crate) fn is_kept(old: &str, new: &str, kind: Option<ContentKind>) -> bool {
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

/// The text as the press reads it, without byte order marks, and with one space for the control characters between two
/// words.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut characters = text.chars().filter(|c| *c != '\u{feff}').peekable();
    let is_refused = |c: &char| c.is_control() && !matches!(c, '\n' | '\t');
    let mut plain = String::with_capacity(text.len());
    while let Some(character) = characters.next() {
        if !is_refused(&character) {
            plain.push(character);
            continue;
        }
        while characters.next_if(is_refused).is_some() {}
        let is_word = |beside: Option<char>| beside.is_some_and(|beside| !beside.is_whitespace());
        if is_word(plain.chars().next_back()) && is_word(characters.peek().copied()) {
            plain.push(' ');
        }
    }
    plain
}

fn file(text: &str) -> Option<File> {
    let path = ContentPath::resolve("", "essays/file.md")?;
    Some(text_file(String::new(), path, text.as_bytes().to_vec()))
}

/// Whether the new front matter keeps the page from being published: it says that it is a draft, or has a `draft` that
/// can't be read, which stops the build.
fn stays_draft(file: &File, part: std::ops::Range<usize>, kind: ContentKind) -> bool {
    let toml = toml::parse(&file.text, part, kind.fields());
    let is_draft = toml.table().iter().any(|(key, value)| {
        key.get_ref().eq_ignore_ascii_case("draft") && !matches!(value.get_ref(), DeValue::Boolean(false))
    });
    is_draft || toml.broken.iter().any(|name| name == "draft")
}

/// Whether a text has a field `draft` whose value is not plainly false. In front matter, its sign may be missing.
fn says_draft(text: &str, is_front_matter: bool) -> bool {
    text.lines().any(|line| {
        let line = line.to_lowercase();
        line.match_indices("draft").any(|(at, word)| {
            let before = line[..at].trim_end_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c));
            let after = line[at + word.len()..].trim_start_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c));
            let is_first = before.is_empty() || before.ends_with(['{', ',', ';', '-']);
            let is_word = !line[at + word.len()..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
            let has_sign = after.starts_with(SEPARATORS);
            let is_field = is_first && is_word && (has_sign || (is_front_matter && before.is_empty()));
            is_field && !is_plainly_false(after.trim_start_matches(SEPARATORS))
        })
    })
}

fn is_plainly_false(value: &str) -> bool {
    let value = value.trim_start_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c));
    let end = value.find(|c: char| !c.is_alphanumeric()).unwrap_or(value.len());
    let rest = value[end..].trim_start_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c));
    matches!(&value[..end], "false" | "no" | "off" | "0") && (rest.is_empty() || rest.starts_with([',', ';', '}', '#']))
}

/// A text without the lines of its blocks of code.
fn without_code(body: &str) -> String {
    let mut is_code = false;
    let lines = body.lines().filter(|line| {
        let is_fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        is_code ^= is_fence;
        !is_code && !is_fence
    });
    lines.collect::<Vec<_>>().join("\n")
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
            ("---\ntitle: A\u{b}\ndate: 2026-05-01\n---\n\nText.\u{c}\n", good, true),
            // The text.
            ("+++\ntitle = \"A\"\ndate = 2026-05-01\n+++\n\nTe\u{b}xt.\n", good, false),
            ("+++\ntitle = \"\u{1f}A\"\ndate = 2026-05-01\n+++\n\nText.\u{0}\u{1}\n", good, true),
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
