//! The files of a site that are neither pages nor data: feeds, the sitemap, `robots.txt`, the hosts' files, and pages
//! that redirect from old addresses.

use std::collections::{BTreeMap, BTreeSet};

use crate::documents::Documents;
use crate::feeds::feed_files;
use crate::hosts::{Hosting, host_files, redirect_pages};
use crate::paths::folders_above;
use crate::render::Output;
use crate::robots::robots_file;
use crate::sitemap::sitemap_files;

/// Each file by its path below the output folder.
pub(crate) fn site_files(output: &Output, documents: &Documents) -> BTreeMap<String, Vec<u8>> {
    let Documents { app_files, immutable, inline, .. } = documents;
    let Output { site, allow, redirects, gone, is_preview, .. } = output;
    let mut files = BTreeMap::new();
    // A site with drafts is nothing to subscribe to, and nothing to find.
    if !is_preview {
        files.extend(feed_files(output));
        files.extend(sitemap_files(output));
        files.extend([robots_file(site)]);
    }
    let listed = !is_preview;
    files.extend(host_files(&Hosting { site, allow, immutable, redirects, gone, listed, inline }));
    // The author's own come before ours.
    files.retain(|path, _| !output.files.keys().any(|own| own.as_str() == path));
    let taken = Taken::of(output.files.keys().map(|path| path.as_str()).chain(app_files.keys().map(String::as_str)));
    // `check` knows the app's files by their usual names only; an adapted app may have others.
    let redirect_pages = redirect_pages(site, redirects).into_iter().filter(|(path, _)| taken.leaves_room_for(path));
    for (path, html) in redirect_pages {
        files.entry(path).or_insert(html.into_bytes());
    }
    files
}

/// Files, and the folders that they lie in.
struct Taken<'a> {
    files: BTreeSet<&'a str>,
    folders: BTreeSet<&'a str>,
}

impl<'a> Taken<'a> {
    fn of(files: impl Iterator<Item = &'a str> + Clone) -> Taken<'a> {
        Taken { files: files.clone().collect(), folders: files.flat_map(folders_above).collect() }
    }

    fn leaves_room_for(&self, path: &str) -> bool {
        let is_below_a_file = folders_above(path).any(|folder| self.files.contains(folder));
        !is_below_a_file && !self.files.contains(path) && !self.folders.contains(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_page_keeps_out_of_the_way() {
        let taken = Taken::of(["a.html", "b.html/c.png"].into_iter());
        for path in ["a.html", "a.html/index.html", "b.html", "b.html/c.png/index.html"] {
            assert!(!taken.leaves_room_for(path), "{path}");
        }
        assert!(taken.leaves_room_for("c/index.html") && taken.leaves_room_for("b.html/index.html"));
    }
}
