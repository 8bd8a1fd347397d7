//! The essays that every site shows: some of the sample's own, without pictures and without links among them, so that each
//! site has the same text and no link leads nowhere.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::files;

/// Their files in `content/essays/`.
const CHOSEN: [&str; 6] = [
    "the-word-no",
    "how-to-apologise",
    "anatomy-of-an-argument",
    "a-year-of-firsts",
    "sunday-evening",
    "the-waiting-room",
];

/// The settings of our own site.
const SETTINGS: &str = "title = \"The Second Chair\"\nurl = \"https://second-chair.example/\"\nlanguage = \"en\"\n\
                        authors = [{ name = \"Maren Oldacre\" }]\n";

/// An essay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Essay {
    pub(super) slug: String,
    pub(super) title: String,
    date: String,
    /// In Markdown.
    text: String,
}

impl Essay {
    /// The path of its page, the same in every site.
    pub(super) fn path(&self) -> String {
        format!("/essays/{}/", self.slug)
    }

    /// Reads a file of the sample. Its front matter is TOML between two lines of `+++`.
    fn of(slug: &str, file: &str) -> Result<Self> {
        let parts: Vec<_> = file.splitn(3, "+++\n").collect();
        let [_, front_matter, text] = parts.as_slice() else { bail!("it has no front matter") };
        let field = |name: &str| {
            let value = front_matter.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
            value.map(|value| value.trim_matches('"').to_owned()).with_context(|| format!("it has no {name}"))
        };
        Ok(Self {
            slug: slug.to_owned(),
            title: field("title")?,
            date: field("date")?,
            text: without_links(text.trim()),
        })
    }
}

/// The essays in reading order, the newest first.
///
/// # Errors
/// When a file can't be read.
pub(super) fn read(root: &Path) -> Result<Vec<Essay>> {
    let mut essays = Vec::new();
    for slug in CHOSEN {
        let file = root.join(format!("content/essays/{slug}.md"));
        let name = || format!("failed to read `{}`", file.display());
        let text = fs::read_to_string(&file).with_context(name)?;
        essays.push(Essay::of(slug, &text).with_context(name)?);
    }
    essays.sort_by(|a, b| b.date.cmp(&a.date));
    Ok(essays)
}

/// Writes the content of our own site.
///
/// # Errors
/// When it can't be written.
pub(super) fn write_content(essays: &[Essay], content: &Path) -> Result<()> {
    files::write(&content.join("site.toml"), SETTINGS)?;
    for Essay { slug, title, date, text } in essays {
        let file = content.join(format!("essays/{slug}.md"));
        files::write(&file, &format!("+++\ntitle = \"{title}\"\ndate = {date}\n+++\n\n{text}\n"))?;
    }
    Ok(())
}

/// Writes the essays for a peer: a list in `essays.json`, and a file for each in `essays/`, with YAML as front matter,
/// which all of them read. With `headed` the text begins with the title.
///
/// # Errors
/// When they can't be written.
pub(super) fn write_for_peer(essays: &[Essay], folder: &Path, headed: bool) -> Result<()> {
    let list: Vec<Value> = essays
        .iter()
        .map(|Essay { slug, title, date, .. }| json!({ "slug": slug, "title": title, "date": date }))
        .collect();
    files::write(&folder.join("essays.json"), &Value::from(list).to_string())?;
    for (at, essay) in essays.iter().enumerate() {
        let neighbour = |name: &str, at: Option<usize>| {
            let neighbour = at.and_then(|at| essays.get(at));
            neighbour.map_or_else(String::new, |to| {
                format!("{name}: {{ text: \"{}\", link: \"{}\" }}\n", to.title, to.path())
            })
        };
        let Essay { slug, title, date, text } = essay;
        let heading = if headed { format!("# {title}\n\n") } else { String::new() };
        let (previous, next) = (neighbour("prev", at.checked_sub(1)), neighbour("next", Some(at + 1)));
        let page =
            format!("---\ntitle: \"{title}\"\nslug: {slug}\ndate: {date}\n{previous}{next}---\n\n{heading}{text}\n");
        files::write(&folder.join(format!("essays/{slug}.md")), &page)?;
    }
    Ok(())
}

/// The text with the words of each `[link](file.md)` alone.
fn without_links(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once("](") {
        let target = after.split(')').next().unwrap_or_default();
        let start = before.rfind('[').filter(|_| target.ends_with(".md"));
        match start {
            Some(start) => {
                plain.push_str(&before[..start]);
                plain.push_str(&before[start + 1..]);
                rest = &after[target.len() + 1..];
            }
            None => {
                plain.push_str(before);
                plain.push_str("](");
                rest = after;
            }
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str =
        "+++\ntitle = \"A title\"\ndate = 2026-01-02\ntags = [\"x\"]\n+++\n\nSee [this](that.md), or [it](/it).\n";

    #[test]
    fn an_essay_is_its_title_day_and_text() {
        let essay = Essay::of("a-title", FILE).unwrap();
        assert_eq!((essay.title.as_str(), essay.date.as_str()), ("A title", "2026-01-02"));
        assert_eq!(essay.text, "See this, or [it](/it).");
        assert_eq!(Essay::of("x", "No front matter").unwrap_err().to_string(), "it has no front matter");
        assert_eq!(Essay::of("x", "+++\ntitle = \"A\"\n+++\n").unwrap_err().to_string(), "it has no date");
    }

    #[test]
    fn a_peers_essay_names_its_neighbours() {
        let folder = tempfile::tempdir().unwrap();
        let essays = ["first", "last"].map(|slug| Essay::of(slug, FILE).unwrap());
        write_for_peer(&essays, folder.path(), true).unwrap();
        let read = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap();
        let last = "---\ntitle: \"A title\"\nslug: last\ndate: 2026-01-02\n\
                    prev: { text: \"A title\", link: \"/essays/first/\" }\n---\n\n# A title\n\nSee this, or [it](/it).\n";
        assert_eq!(read("essays/last.md"), last);
        assert!(read("essays/first.md").contains("\nnext: { text: \"A title\", link: \"/essays/last/\" }\n---"));
        assert!(read("essays.json").contains("\"slug\":\"first\""));
    }

    #[test]
    fn the_samples_essays_have_what_the_bench_needs() {
        let essays = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap();
        assert_eq!(essays.len(), CHOSEN.len());
        assert!(essays.iter().all(|essay| !essay.text.contains(".md)")), "no link to an essay is left");
    }
}
