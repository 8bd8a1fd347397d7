//! Symbolic links within the content folder. What is not published must not become public under another name.

use std::path::Path;

use super::outside::Places;
use super::{ADDRESSES, ESSAYS, PAGES, SETTINGS, is_markdown, names};
use crate::problem::{Check, Problem};

/// Why a symbolic link is not followed, each with what it leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// A file or a folder that is passed over.
    Hidden(String),
    /// A text, or a folder of texts.
    Text(String),
    /// A file of the site's own: `site.toml`.
    Own(String),
}

impl Refused {
    /// Why a link is not followed, if it is not. `path` is the link's own, below the content folder.
    pub(super) fn link(link: &Path, path: &str, places: &Places) -> Option<Refused> {
        let target = link.canonicalize().ok()?;
        let is_hidden = |below: &Path| {
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            let is_folder = |at: usize| at + 1 < parts.len() || target.is_dir();
            parts.iter().enumerate().any(|(at, part)| names::left_out(part, is_folder(at)).is_some())
        };
        let is_site = places.below_content(&target).is_some_and(names::is_in_site);
        if is_site || places.below(&target).all(is_hidden) {
            let below = places.below(&target).next().unwrap_or(&target);
            return Some(Refused::Hidden(below.display().to_string().replace('\\', "/")));
        }
        let below = places.below_content(&target)?.to_str()?.replace('\\', "/");
        Refused::file(path, &below)
    }

    /// The same for a file, which may be in a folder that is a link.
    pub(super) fn file(path: &str, target: &str) -> Option<Refused> {
        if [SETTINGS, ADDRESSES].contains(&target) && path != target {
            return Some(Refused::Own(target.to_owned()));
        }
        let is_in_room = |path: &str| [ESSAYS, PAGES].contains(&path.split('/').next().unwrap_or_default());
        let is_text = |path: &str| is_in_room(path) && is_markdown(Path::new(path));
        let is_all_texts = [ESSAYS, PAGES].contains(&target) && !is_in_room(path);
        (is_all_texts || is_text(target) && !is_text(path)).then(|| Refused::Text(target.to_owned()))
    }

    pub(super) fn problem(self, link: &Path) -> Problem {
        let name = link.file_name().unwrap_or_default().to_string_lossy();
        let (message, help) = match self {
            Refused::Hidden(target) => (
                format!("`{name}` is a link to `{target}`, which is not published"),
                "remove this link, or move what readers may see to a place whose name does not begin with `.` or `_`, and \
                 make the link lead there",
            ),
            Refused::Text(target) => (
                format!("`{name}` is a link to the source of texts, `{target}`"),
                "a text is published as a page, and its source is not: remove this link and write one to the page, such as \
                 `[…](/essays/other.md)`; if readers should load the source, copy the file",
            ),
            Refused::Own(target) => (
                format!("`{name}` is a link to `{target}`, which is not for readers"),
                "remove this link; if readers should load the file, copy it under another name",
            ),
        };
        Problem::of_file(Check::BadFile, link, message).help(help)
    }
}
