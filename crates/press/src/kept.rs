//! What a correction must keep: every word, the text below the front matter, and that nobody can read what nobody could
//! read.

mod unpublished;
mod words;

use crate::content::front_matter::ContentKind;
use crate::content::split::split;
use crate::read::text_file;
use crate::source::{ContentPath, File};
use unpublished::{says_hidden, stays_hidden};
use words::has_words;

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
    let is_hidden = says_hidden(front, true) || (old_parts.is_none() && says_hidden(&without_code(body), false));
    !is_hidden || stays_hidden(&new_file, parts.front_matter, kind)
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

    #[test]
    fn a_page_that_another_generator_hides_is_not_published() {
        let good = "+++\ntitle = \"A\"\ndate = 2026-05-01\n+++\n\nText.\n";
        // In the first table, the page was hidden: by a field at the top, whatever becomes of it.
        let hiding = [
            "published: false",
            "publish: no",
            "public: \"no\" # yet",
            "status: draft",
            "Status : 'Private'",
            "post_status: pending",
            "hidden: true",
            "unlisted: true",
            "private: yes",
            "published: not yet",
            "expiryDate: 2026-06-01",
            "permalink: false",
        ];
        let showing = [
            "published: true",
            "published: 2026-05-01",
            "status: publish",
            "hidden: false",
            "cover:\n  hidden: true",
            "layout: draft",
            "permalink: /old/",
        ];
        for (fields, is_hidden) in
            hiding.map(|field| (field, true)).into_iter().chain(showing.map(|field| (field, false)))
        {
            let old = format!("---\ntitle: A\ndate: 2026-05-01\n{fields}\n---\n\nText.\n");
            // Every word is kept.
            let comments: String = fields.lines().map(|line| format!("# {line}\n")).collect();
            let extra = good.replace("\n+++\n\n", &format!("\n\n[extra]\n{comments}+++\n\n"));
            let draft = extra.replace("\n\n[extra]", "\ndraft = true\n\n[extra]");
            assert_eq!(is_kept(&old, &extra, Some(ContentKind::Essay)), !is_hidden, "{old}{extra}");
            assert!(is_kept(&old, &draft, Some(ContentKind::Essay)), "{old}{draft}");
        }
        let table = [
            ("---\ntitle: A\ndate: 2026-05-01\npublished: false\n---\n\nText.\n", good, false),
            ("{\"title\": \"A\", \"date\": \"2026-05-01\", \"published\": false}\n\nText.\n", good, false),
            ("{\"title\": \"A\", \"date\": \"2026-05-01\", \"published\": true}\n\nText.\n", good, true),
            // No end.
            ("+++\ntitle = \"A\"\n\npublished: false\nB\n", "+++\ntitle = \"A\"\n+++\n\npublished: false\nB\n", false),
            ("+++\ntitle = \"A\"\n\nState: Texas\nB\n", "+++\ntitle = \"A\"\n+++\n\nState: Texas\nB\n", true),
            // The field stays where it was: it stops the build.
            (
                "+++\ntitle = “A”\nstatus = \"draft\"\n+++\nB\n",
                "+++\ntitle = \"A\"\nstatus = \"draft\"\n+++\nB\n",
                true,
            ),
            // The page was public.
            (
                "+++\ntitle = “A”\n[extra]\nstatus = \"draft\"\n+++\nB\n",
                "+++\ntitle = \"A\"\n[extra]\nstatus = \"draft\"\n+++\nB\n",
                true,
            ),
        ];
        for (old, new, is_right) in table {
            assert_eq!(is_kept(old, new, Some(ContentKind::Essay)), is_right, "{old}{new}");
        }
    }

    #[test]
    fn a_value_with_a_star_is_dropped_only_if_something_has_its_name() {
        // `kept` is what the new fields have of the old ones beside the title.
        for (fields, kept, is_right) in [
            ("title: &name Boat\nsummary: *name", "", true),
            ("authors:\n- &name Boat\ntitle: *name", "", true),
            ("title: Boat\nsummary: *name", "", false),
            ("title: &named Boat\nsummary: *name", "", false),
            ("title: Boat &name\nsummary: *name", "name", false),
            ("title: Boat & name\nsummary: *name", "name", false),
            ("title: Boat & name\nsummary: *name", "name name", true),
        ] {
            let old = format!("---\n{fields}\ndate: 2026-05-01\n---\n\nText.\n");
            let new = format!("+++\ntitle = \"Boat\"\nsummary = \"{kept}\"\ndate = 2026-05-01\n+++\n\nText.\n");
            assert_eq!(is_kept(&old, &new, Some(ContentKind::Essay)), is_right, "{old}{new}");
        }
    }
}
