//! Our own site of the same essays, and what is made of its pages: the floors, and what the peer with our markup needs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::essays::{self, Essay};
use super::files;
use crate::sites;
use crate::toolbox::Toolbox;

/// The script of a floor.
const FLOOR: &str = include_str!("floor.js");

/// Builds our site with the app in `target/app`, as an author would, and returns its folder.
///
/// # Errors
/// When no release has been built, or the press fails.
pub(super) fn build(root: &Path, toolbox: &Toolbox, essays: &[Essay]) -> Result<PathBuf> {
    if !root.join("target/app").is_dir() {
        bail!("there is no app in `target/app`: `cargo xtask build` makes it");
    }
    let home = toolbox.target().join("bench-peers");
    empty(&home)?;
    essays::write_content(essays, &home.join("content"))?;
    let site = home.join("catchword");
    sites::press(toolbox, &home.join("content"), &site)?;
    Ok(site)
}

/// Makes a floor of our site: the same pages with the floor's script in place of the app.
///
/// # Errors
/// When a page isn't as expected, or can't be written.
pub(super) fn floor(site: &Path, name: &str, attribute: &str) -> Result<PathBuf> {
    let folder = site.with_file_name(name);
    files::copy(site, &folder)?;
    // Its policy allows the scripts of the app alone.
    fs::remove_file(folder.join("_headers")).context("failed to remove the floor's `_headers`")?;
    files::write(&folder.join("floor.js"), FLOOR)?;
    for page in pages(&folder)? {
        let html = fs::read_to_string(&page).with_context(|| format!("failed to read `{}`", page.display()))?;
        let script = format!("<script type=\"module\" src=\"/floor.js\"{attribute}></script>");
        let html = with_script(&html, &script).with_context(|| format!("`{}`", page.display()))?;
        files::write(&page, &html)?;
    }
    files::compress(&folder)?;
    Ok(folder)
}

/// The style, the header, the footer and each essay's `<main>` of our pages, as JSON.
///
/// # Errors
/// When a page isn't as expected.
pub(super) fn parts(site: &Path, essays: &[Essay]) -> Result<String> {
    let read = |essay: &Essay| {
        let page = site.join(format!("essays/{}/index.html", essay.slug));
        fs::read_to_string(&page).with_context(|| format!("failed to read `{}`", page.display()))
    };
    let mut mains = Vec::new();
    for essay in essays {
        let page = read(essay)?;
        let main = between(&page, "<main", "</main>")?;
        let inner = main.split_once('>').map(|(_, inner)| inner.trim_end_matches("</main>").to_owned());
        mains.push(json!({ "slug": essay.slug, "title": essay.title, "main": inner }));
    }
    let page = read(essays.first().context("there are no essays")?)?;
    let style = between(&page, "<style>", "</style>")?;
    Ok(json!({
        "style": style.trim_start_matches("<style>").trim_end_matches("</style>"),
        "header": between(&page, "<header lang", "</header>")?,
        "footer": between(&page, "<footer", "</footer>")?,
        "essays": mains,
    })
    .to_string())
}

/// The page without the app's script and the policy that forbids others, and with this script.
fn with_script(page: &str, script: &str) -> Result<String> {
    let policy = between(page, "<meta http-equiv=\"Content-Security-Policy\"", ">")?;
    let app = between(page, "<script data-base", "</script>")?;
    Ok(page.replacen(policy, "", 1).replacen(app, script, 1))
}

/// The part of a page from one mark to the next of the other, with both.
fn between<'a>(page: &'a str, start: &str, end: &str) -> Result<&'a str> {
    let from = page.find(start).with_context(|| format!("the page has no `{start}`"))?;
    let to = page[from..].find(end).with_context(|| format!("the page has no `{end}` after `{start}`"))?;
    Ok(&page[from..from + to + end.len()])
}

fn pages(folder: &Path) -> Result<Vec<PathBuf>> {
    let essays = folder.join("essays");
    let entries = fs::read_dir(&essays).with_context(|| format!("failed to read `{}`", essays.display()))?;
    let essays = entries.flatten().map(|entry| entry.path().join("index.html")).filter(|page| page.is_file());
    Ok(essays.chain([folder.join("index.html")]).collect())
}

fn empty(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        fs::remove_dir_all(folder).with_context(|| format!("failed to empty `{}`", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("failed to make `{}`", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"x\"><style>p{}</style>\
                        <script data-base=\"/\" src=\"/a.js\"></script><header lang=\"en\">H</header>\
                        <main id=\"m\"><h1>T</h1></main><footer>F</footer>";

    #[test]
    fn a_floor_has_its_own_script_alone() {
        let page = with_script(PAGE, "<script src=f></script>").unwrap();
        assert!(page.starts_with("<style>p{}</style><script src=f></script><header"), "{page}");
        assert_eq!(
            with_script("<p>", "").unwrap_err().to_string(),
            "the page has no `<meta http-equiv=\"Content-Security-Policy\"`"
        );
    }

    #[test]
    fn the_parts_are_those_of_the_page() {
        let folder = tempfile::tempdir().unwrap();
        let essays = essays::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap();
        for essay in &essays {
            files::write(&folder.path().join(format!("essays/{}/index.html", essay.slug)), PAGE).unwrap();
        }
        let parts: serde_json::Value = serde_json::from_str(&parts(folder.path(), &essays).unwrap()).unwrap();
        assert_eq!((&parts["style"], &parts["header"]), (&json!("p{}"), &json!("<header lang=\"en\">H</header>")));
        assert_eq!(parts["essays"][0]["main"], "<h1>T</h1>");
    }
}
