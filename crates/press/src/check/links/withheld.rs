//! Which of the author's other files are published, and which only unpublished texts lead to.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::{Checker, LinkedFiles, Place, WithheldFiles};
use crate::check::ParsedFile;
use crate::source::{Asset, ContentPath};

impl Checker<'_> {
    /// Remembers a file that is published because this page leads to it, or is not because only such pages do that are
    /// not published.
    pub(super) fn keep_file(&mut self, place: Place<'_>, path: &ContentPath, span: &Range<usize>) {
        if place.file.is_none_or(ParsedFile::is_published) {
            self.linked.entry(path.clone()).or_insert_with(|| (place.source.clone(), span.clone()));
        } else {
            self.withheld.insert(path.clone());
        }
    }

    /// The same for pictures whose names are in unpublished texts, in whatever form: `![[boat.png]]` is no picture, but an
    /// author thinks that it is.
    pub(super) fn withhold_named<'p>(&mut self, unpublished: impl Iterator<Item = &'p ParsedFile<'p>>) {
        let pictures: Vec<&ContentPath> = self.resolver.assets.keys().filter(|path| path.is_in_images()).collect();
        for file in unpublished {
            let text = file.file.text.inner();
            self.withheld.extend(pictures.iter().filter(|path| text.contains(path.name())).copied().cloned());
        }
    }
}

/// The other names that files have through symbolic links: they are withheld with the file itself.
pub(super) fn withheld_with(
    withheld: &WithheldFiles,
    linked: &LinkedFiles,
    assets: &BTreeMap<ContentPath, Asset>,
) -> Vec<ContentPath> {
    let of = |path: &ContentPath| assets.get(path).and_then(|asset| asset.target.as_ref()).unwrap_or(path).clone();
    let known: HashSet<ContentPath> = withheld.iter().map(of).collect();
    if known.is_empty() {
        return Vec::new();
    }
    let others = assets.keys().filter(|path| !linked.contains_key(path) && known.contains(&of(path)));
    others.cloned().collect()
}
