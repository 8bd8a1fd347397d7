//! Splits a Markdown file into front matter and text.

use std::ops::Range;

use super::fences;
use super::front_matter::ContentKind;
use super::text_within;
use crate::problem::Problem;
use crate::source::File;

/// The line before and after the front matter.
pub(super) const FENCE: &str = "+++";

/// The parts of a Markdown file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SplitFile {
    /// The first line.
    pub(crate) head: Range<usize>,
    /// The TOML between the fences.
    pub(crate) front_matter: Range<usize>,
    /// The Markdown after them.
    pub(crate) body: Range<usize>,
}

/// Splits a Markdown file.
///
/// # Errors
/// A problem, if there is no front matter, it is not closed, or it is written for another generator.
pub(crate) fn split(file: &File, kind: ContentKind) -> Result<SplitFile, Problem> {
    let text = file.text.inner();
    let first = line_end(text, 0);
    if text[..first].trim_end() != FENCE {
        return Err(fences::other_front_matter(file, kind));
    }
    let mut at = first;
    while at < text.len() {
        let end = line_end(text, at);
        if text[at..end].trim() == FENCE {
            if let Some(begins) = text_within::in_toml(text, first..at) {
                return Err(fences::ends_before(file, 0..FENCE.len(), begins, FENCE));
            }
            return Ok(SplitFile { head: 0..FENCE.len(), front_matter: first..at, body: end..text.len() });
        }
        at = end;
    }
    Err(fences::not_closed(file, first, kind))
}

/// Where the line that begins at `from` ends, its line break included.
pub(super) fn line_end(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |at| from + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::text_file;
    use crate::source::ContentPath;

    fn file(text: &str) -> File {
        let path = ContentPath::resolve("", "essays/a.md").unwrap();
        text_file("a.md".to_owned(), path, text.as_bytes().to_vec())
    }

    fn parts(text: &str) -> Result<(String, String), String> {
        let file = file(text);
        let text = file.text.inner().clone();
        split(&file, ContentKind::Essay)
            .map(|parts| (text[parts.front_matter].to_owned(), text[parts.body].to_owned()))
            .map_err(|problem| problem.to_string())
    }

    #[test]
    fn splits_at_the_fences() {
        let split = |front_matter: &str, body: &str| Ok((front_matter.to_owned(), body.to_owned()));
        assert_eq!(parts("+++\na = 1\n+++\n\nText"), split("a = 1\n", "\nText"));
        assert_eq!(parts("+++\r\na = 1\r\n+++\r\nText"), split("a = 1\n", "Text"));
        assert_eq!(parts("+++ \ra = 1\r +++\t\rText"), split("a = 1\n", "Text"));
        assert_eq!(parts("\u{feff}+++\n+++"), split("", ""));
        assert_eq!(parts("Text"), Err("this file has no front matter".to_owned()));
        assert_eq!(parts(""), Err("this file has no front matter".to_owned()));
        assert_eq!(parts("+++\ntitle: 1\n"), Err("the front matter has no end".to_owned()));
    }

    /// What `check --fix` makes of a file, if it can do anything at once.
    fn fixed(text: &str) -> Option<String> {
        let file = file(text);
        let problem = split(&file, ContentKind::Essay).unwrap_err();
        let fix = problem.correction()?;
        let text = file.text.inner();
        Some(format!("{}{}{}", &text[..fix.span.start], fix.text, &text[fix.span.end..]))
    }

    #[test]
    fn front_matter_that_is_not_between_the_right_lines_is_corrected() {
        let table = [
            ("\n\n+++\ntitle = \"A\"\n+++\n\nText", "+++\ntitle = \"A\"\n+++\n\nText"),
            ("  +++\ntitle = \"A\"\n+++\nText", "+++\ntitle = \"A\"\n+++\nText"),
            ("+++ toml\ntitle = \"A\"\n+++\nText", "+++\ntitle = \"A\"\n+++\nText"),
            ("++\ntitle = \"A\"\n+++\nText", "+++\ntitle = \"A\"\n+++\nText"),
            ("+ + +\ntitle = \"A\"\n+++\nText", "+++\ntitle = \"A\"\n+++\nText"),
            ("＋＋＋\ntitle = \"A\"\n+++\nText", "+++\ntitle = \"A\"\n+++\nText"),
            ("++++\ntitle = \"A\"\n+++\nText", "+++\ntitle = \"A\"\n+++\nText"),
            ("---\ntitle = \"A\"\n---\nText", "+++\ntitle = \"A\"\n+++\nText"),
            ("+++\ntitle = \"A\"\n---\nText\n\n---\n", "+++\ntitle = \"A\"\n+++\nText\n\n---\n"),
            ("+++\ntitle = \"A\"\n++++\nText", "+++\ntitle = \"A\"\n+++\nText"),
            ("+++\ntitle = \"A\"\n\nText\n", "+++\ntitle = \"A\"\n+++\n\nText\n"),
            ("+++\ntitle = \"A\"\n\ndraft = true\n\nBody\n", "+++\ntitle = \"A\"\n\ndraft = true\n+++\n\nBody\n"),
            (
                "+++\ntitle = \"A\"\n\n[extra]\na = [\n\n1]\n\n# Heading\n",
                "+++\ntitle = \"A\"\n\n[extra]\na = [\n\n1]\n+++\n\n# Heading\n",
            ),
            ("title: A\n\nlayout: b\n+++\n\nBody\n", "+++\ntitle = \"A\"\n\n[extra]\nlayout = \"b\"\n+++\n\nBody\n"),
            ("title: A\n\ndraft: true\n\nBody\n", "+++\ntitle = \"A\"\ndraft = true\n+++\n\nBody\n"),
            (
                "---\ntitle: A\nsummary: |\n  b\n  ...\n  ---\n  c\ndraft: true\n---\nBody\n",
                "+++\ntitle = \"A\"\nsummary = \"\"\"\nb\n...\n---\nc\"\"\"\ndraft = true\n+++\nBody\n",
            ),
            ("title = \"A\"\n\nText\n", "+++\ntitle = \"A\"\n+++\n\nText\n"),
            ("title = \"A\"\n+++\nText\n", "+++\ntitle = \"A\"\n+++\nText\n"),
            ("---\ntitle: A\n---\n\nText\n", "+++\ntitle = \"A\"\n+++\n\nText\n"),
            ("\n---\ntitle: A\n...\nText\n", "+++\ntitle = \"A\"\n+++\nText\n"),
            ("--- \r\ntitle: A\r\n---\r\nText\r\n", "+++\ntitle = \"A\"\n+++\nText\n"),
            ("———\ntitle: A\n———\nText\n", "+++\ntitle = \"A\"\n+++\nText\n"),
            ("title: A\ntags: [b]\n\nText\n", "+++\ntitle = \"A\"\ntags = [\"b\"]\n+++\n\nText\n"),
            ("title: A\n---\nText\n", "+++\ntitle = \"A\"\n+++\nText\n"),
            ("{\n  \"title\": \"A\"\n}\n\nText\n", "+++\ntitle = \"A\"\n+++\n\nText\n"),
            ("---\ntitle: A\n---", "+++\ntitle = \"A\"\n+++\n"),
        ];
        for (text, right) in table {
            assert_eq!(fixed(text).as_deref(), Some(right), "{text}");
        }
        for text in [
            "# A heading\n\nText",
            "Note: this is text\n\nText",
            "---\n\nText\n\n---\n",
            "{{ x }}",
            "---\ntitle: A\n",
            "+++ title = \"A\" +++\n",
            "title: A\n\nNote: a heading\n---\n\nText\n",
            "title: A\n\n# Heading\n\ndate = 2026-05-01\n\nText\n",
            "+++\ntitle = \"A\"\nText\n",
            // The line below the fields is missing, and a break is further down.
            "---\ntitle: A\n\nThe quarrel was about: a boat.\n\n---\n\nMore.\n",
            "---\ntitle: A\n\nNote: all names have been changed.\n\n---\n\nMore.\n",
            "---\ntitle: A\n\nWhat helps:\n- sleep\n\n---\n\nMore.\n",
            "---\ntitle: A\n\n# The first hour\n\n---\n\nMore.\n",
            "---\ntitle: A\n\nIt rained.\n",
            "---\ntitle = \"A\"\n\n# The first hour\n\n---\n\nMore.\n",
            "+++\ntitle = \"A\"\n\n# The first hour\n\n+++\n\nMore.\n",
            "+++\ntitle = \"A\"\n\nThe boat sank at night.\n\n+++\n\nMore.\n",
        ] {
            assert_eq!(fixed(text), None, "{text}");
        }
        for (text, said) in [
            ("{\\rtf1\\ansi title}", "save it as plain text"),
            ("{\n  \"title\": \"A\",\n}\n\nText\n", "because line 3 can't be read"),
            ("```toml\ntitle = \"A\"\n```\n\nText\n", "instead of the line that ends the block"),
            ("```\n+++\ntitle = \"A\"\n+++\n```\nText\n", "remove this line"),
            ("```toml\n+++\ntitle = \"A\"\n+++\n```\nText\n", "remove this line"),
            ("---\ntitle: A\ntitle: B\n---\nText\n", "in line 3, `title` is there for the second time"),
            ("```rust\nlet a = 1;\n```\nText\n", "begin the file with a line `+++`"),
        ] {
            let problem = split(&file(text), ContentKind::Essay).unwrap_err();
            assert!(problem.advice().unwrap_or_default().contains(said), "{text}{:?}", problem.advice());
        }
        let text = "---\ntitle: A\n\n# The first hour\n\nIt rained: hard.\n\n---\n\nMore.\n";
        let help = split(&file(text), ContentKind::Essay).unwrap_err().advice().unwrap_or_default().to_owned();
        assert!(help.contains("in line 4 (`# The first hour`): write a line `---` above it"), "{help}");
        assert!(!help.contains("instead"), "{help}");
    }
}
