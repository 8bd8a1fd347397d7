//! The site's essays, in reading order.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::checks::pages::json;

/// An essay to turn to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Essay {
    /// The path of its page.
    pub(super) path: String,
    pub(super) title: String,
}

impl Essay {
    /// The path of its bundle.
    pub(super) fn bundle(&self) -> String {
        format!("{}index.json", self.path)
    }
}

/// The essays of the site in `dist`, from the one without a previous one along their links to the next.
///
/// # Errors
/// When a bundle can't be read, or there are fewer than two essays.
pub(super) fn of(dist: &Path) -> Result<Vec<Essay>> {
    let site = json(&dist.join("site.json")).context("run `cargo xtask build` first")?;
    let name = site["essays_at"].as_str().unwrap_or("essays");
    let folder = dist.join(name);
    let entries = fs::read_dir(&folder).with_context(|| format!("failed to read `{}`", folder.display()))?;
    let bundles = entries.flatten().map(|entry| entry.path().join("index.json")).filter(|bundle| bundle.is_file());
    let bundles: Vec<_> = bundles.map(|bundle| json(&bundle)).collect::<Result<_>>()?;
    let row = in_order(&format!("{}{name}/", site["base"].as_str().unwrap_or("/")), &bundles);
    if row.len() < 2 {
        bail!("the site in `{}` has fewer than two essays", dist.display());
    }
    Ok(row)
}

/// The bundles' essays in reading order. Their pages lie below `place`.
fn in_order(place: &str, bundles: &[Value]) -> Vec<Essay> {
    let path = |bundle: &Value| format!("{place}{}/", bundle["_catchword"]["slug"].as_str().unwrap_or_default());
    let mut left: HashMap<_, _> = bundles.iter().map(|bundle| (path(bundle), bundle)).collect();
    let mut row = Vec::new();
    let mut at = bundles.iter().find(|bundle| bundle["_catchword"]["previous"].is_null()).map(path);
    while let Some((path, bundle)) = at.and_then(|path| left.remove_entry(&path)) {
        row.push(Essay { path, title: bundle["title"].as_str().unwrap_or_default().to_owned() });
        at = bundle["_catchword"]["next"]["url"].as_str().map(str::to_owned);
    }
    row
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn essays_follow_their_links_to_the_next() {
        let link = |slug: &str| json!({ "url": format!("/blog/essays/{slug}/") });
        let bundles = [
            json!({ "title": "Middle", "_catchword": { "slug": "m", "previous": link("z"), "next": link("a") } }),
            json!({ "title": "Last", "_catchword": { "slug": "a", "previous": link("m") } }),
            json!({ "title": "First", "_catchword": { "slug": "z", "next": link("m") } }),
        ];
        let row = in_order("/blog/essays/", &bundles);
        assert_eq!(row.iter().map(|essay| essay.title.as_str()).collect::<Vec<_>>(), ["First", "Middle", "Last"]);
        assert_eq!(row[0].bundle(), "/blog/essays/z/index.json");
    }

    #[test]
    fn a_cycle_ends() {
        let link = |slug: &str| json!({ "url": format!("/essays/{slug}/") });
        let bundles = [
            json!({ "_catchword": { "slug": "a", "next": link("b") } }),
            json!({ "_catchword": { "slug": "b", "previous": link("a"), "next": link("a") } }),
        ];
        assert_eq!(in_order("/essays/", &bundles).len(), 2);
    }
}
