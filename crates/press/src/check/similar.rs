//! What an author probably meant by a link that leads to no file.

use std::collections::BTreeMap;

use crate::problem::nearest;
use crate::resolve::LinkResolver;
use crate::source::ContentPath;

/// The files of the content folder, to suggest one with a similar name for a link that leads nowhere.
pub(super) struct SimilarNames<'a> {
    /// The paths of the files with each name, in order.
    by_name: BTreeMap<&'a str, Vec<&'a str>>,
    /// For how many more links a similar name is looked up. Each lookup compares every name, and an import from another
    /// blog can break thousands of links.
    left: usize,
}

impl<'a> SimilarNames<'a> {
    /// For how many links a similar name is looked up.
    const MOST: usize = 200;

    pub(super) fn of(resolver: &'a LinkResolver) -> SimilarNames<'a> {
        let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for path in resolver.markdown_files.keys().chain(resolver.assets.keys()).map(ContentPath::as_str) {
            by_name.entry(file_name(path)).or_default().push(path);
        }
        by_name.values_mut().for_each(|paths| paths.sort_unstable());
        SimilarNames { by_name, left: SimilarNames::MOST }
    }

    /// How to correct a link that leads to no file.
    pub(super) fn help(&mut self, link: &str) -> String {
        const PATHS: &str = "write the path from this file's own folder, or from the content folder with `/` before it";
        let wanted = file_name(link.split(['?', '#']).next().unwrap_or_default());
        let is_looked_for = self.left > 0;
        self.left = self.left.saturating_sub(1);
        let name = is_looked_for.then(|| nearest(wanted, self.by_name.keys().copied())).flatten();
        match name.and_then(|name| self.by_name[name].first()) {
            Some(path) => format!("did you mean `/{path}`? If not, {PATHS}"),
            None => PATHS.to_owned(),
        }
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}
