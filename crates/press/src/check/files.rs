//! Whether the author's files can be published. Each keeps its own path, so the build must not need that path for itself.

use super::links::LinkedFiles;
use super::site_paths::SitePaths;
use crate::paths::{FAVICON, folders_above, is_in_search_folder};
use crate::problem::{Check, Problem};

/// No file that a page leads to may be in the place of something that the build makes. The icon may: it replaces the one
/// that every site has.
pub(crate) fn check_files(linked: &LinkedFiles, site: &SitePaths<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (path, (source, span)) in linked {
        let below = path.as_str().to_lowercase();
        let is_below_a_file = || folders_above(&below).any(|folder| site.is_file(folder));
        let what = match &*below {
            FAVICON => continue,
            below if site.is_file(below) => "the site makes a file with this name itself",
            below if is_in_search_folder(below) => "this name belongs to the site's search",
            below if site.is_folder(below) => "the site has a page at this address",
            _ if is_below_a_file() => "its folder has the name of a file that the site makes itself",
            _ => continue,
        };
        let message = format!("`{path}` can't be published: {what}");
        let help =
            "give your file another name, or move it into a folder of its own, such as `files`; then correct the link";
        problems.push(Problem::new(Check::TakenFile, source, span.clone(), message).help(help));
    }
    problems
}
