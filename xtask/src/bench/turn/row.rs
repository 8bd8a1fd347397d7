//! The site's essays in the order in which they are turned.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::checks::pages::json;

/// An essay, as far as its turning needs to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Essay {
    /// Its address below the host.
    pub(super) path: String,
    pub(super) title: String,
}

impl Essay {
    /// The address of its data.
    pub(super) fn bundle(&self) -> String {
        format!("{}index.json", self.path)
    }
}

/// The essays of the site in `dist`, from the one that has none before it along "next".
///
/// # Errors
/// When a bundle can't be read, or there are fewer than two essays in a row.
pub(super) fn of(dist: &Path) -> Result<Vec<Essay>> {
    let site = json(&dist.join("site.json")).context("`cargo xtask build` makes a site")?;
    let name = site["essays_at"].as_str().unwrap_or("essays");
    let folder = dist.join(name);
    let entries = fs::read_dir(&folder).with_context(|| format!("failed to read `{}`", folder.display()))?;
    let bundles = entries.flatten().map(|entry| entry.path().join("index.json")).filter(|bundle| bundle.is_file());
    let bundles: Vec<_> = bundles.map(|bundle| json(&bundle)).collect::<Result<_>>()?;
    let row = in_order(&format!("{}{name}/", site["base"].as_str().unwrap_or("/")), &bundles);
    if row.len() < 2 {
        bail!("the site in `{}` has no two essays to turn between", dist.display());
    }
    Ok(row)
}

/// The row of these bundles, whose pages lie below `place`.
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
    fn essays_stand_as_they_are_turned() {
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
    fn a_row_that_bites_its_tail_has_an_end() {
        let link = |slug: &str| json!({ "url": format!("/essays/{slug}/") });
        let bundles = [
            json!({ "_catchword": { "slug": "a", "next": link("b") } }),
            json!({ "_catchword": { "slug": "b", "previous": link("a"), "next": link("a") } }),
        ];
        assert_eq!(in_order("/essays/", &bundles).len(), 2);
    }
}
