//! Splits a Markdown file into front matter and text.

use std::ops::Range;

use crate::problem::{Check, Problem};
use crate::source::File;

/// The line before and after the front matter.
const FENCE: &str = "+++";

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
/// A problem, where there is no front matter or no end to it.
pub(crate) fn split(file: &File) -> Result<SplitFile, Problem> {
    let text = file.text.inner();
    let first = line_end(text, 0);
    if text[..first].trim_end() != FENCE {
        return Err(Problem::new(
            Check::FrontMatter,
            &file.text,
            0..text[..first].trim_end().len(),
            "this file has no front matter",
        )
        .help(
            "begin the file with a line `+++`, then `title = \"…\"` and `date = 2026-05-01`, then another line `+++`",
        ));
    }
    let mut at = first;
    while at < text.len() {
        let end = line_end(text, at);
        if text[at..end].trim_end() == FENCE {
            return Ok(SplitFile { head: 0..FENCE.len(), front_matter: first..at, body: end..text.len() });
        }
        at = end;
    }
    Err(Problem::new(Check::FrontMatter, &file.text, 0..FENCE.len(), "the front matter has no end")
        .label("it begins here")
        .help("write a line `+++` between the last field and the first line of the text"))
}

/// Where the line that begins at `from` ends, its line break included.
fn line_end(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |at| from + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::text_file;
    use crate::source::ContentPath;

    fn parts(text: &str) -> Result<(String, String), String> {
        let path = ContentPath::resolve("", "essays/a.md").unwrap();
        let file = text_file("a.md".to_owned(), path, text.as_bytes().to_vec());
        let text = file.text.inner().clone();
        split(&file)
            .map(|parts| (text[parts.front_matter].to_owned(), text[parts.body].to_owned()))
            .map_err(|problem| problem.to_string())
    }

    #[test]
    fn splits_at_the_fences() {
        let split = |front_matter: &str, body: &str| Ok((front_matter.to_owned(), body.to_owned()));
        assert_eq!(parts("+++\na = 1\n+++\n\nText"), split("a = 1\n", "\nText"));
        assert_eq!(parts("+++\r\na = 1\r\n+++\r\nText"), split("a = 1\r\n", "Text"));
        assert_eq!(parts("\u{feff}+++\n+++"), split("", ""));
        assert_eq!(parts("Text"), Err("this file has no front matter".to_owned()));
        assert_eq!(parts(""), Err("this file has no front matter".to_owned()));
        assert_eq!(parts("+++\ntitle = 1\n"), Err("the front matter has no end".to_owned()));
        assert_eq!(parts("++++\n+++\n"), Err("this file has no front matter".to_owned()));
    }
}
