//! Symbolic links: which places outside the content folder they may lead to.

use std::path::{Path, PathBuf};

use crate::problem::{Check, Problem};
use crate::source::File;

/// The folders in which files may be, the content folder first.
pub(super) struct Places(Vec<PathBuf>);

impl Places {
    /// The content folder, and the folders that `[files]` in `site.toml` names. Reports those that aren't there.
    pub(super) fn of(content: &Path, settings: &File, problems: &mut Vec<Problem>) -> Places {
        let mut places: Vec<PathBuf> = content.canonicalize().into_iter().collect();
        for named in named(settings.text.inner()) {
            match content.join(&named).canonicalize() {
                Ok(place) => places.push(place),
                Err(_) => {
                    let at = settings.text.inner().find(&named).unwrap_or_default();
                    let message = format!("`outside` names a place that isn't there: \"{named}\"");
                    let help = "write the path of a folder as it is seen from the folder of your content, such as \
                                `outside = [\"../photos\"]`";
                    let problem = Problem::new(Check::BadValue, &settings.text, at..at + named.len(), message);
                    problems.push(problem.help(help));
                }
            }
        }
        Places(places)
    }

    /// A place below each of these folders that it is in, the content folder first.
    pub(super) fn below<'p>(&'p self, target: &'p Path) -> impl Iterator<Item = &'p Path> {
        self.0.iter().filter_map(|place| target.strip_prefix(place).ok())
    }

    /// A place below the content folder.
    pub(super) fn below_content<'p>(&self, target: &'p Path) -> Option<&'p Path> {
        target.strip_prefix(self.0.first()?).ok()
    }

    /// Where a symbolic link leads, if files may not be there.
    pub(super) fn refused(&self, link: &Path) -> Option<PathBuf> {
        let target = link.canonicalize().ok()?;
        let is_inside = self.0.iter().any(|place| target.starts_with(place));
        (!is_inside).then_some(target)
    }
}

/// `[files] outside` of `site.toml`. Mistakes in it are reported when the settings are read.
fn named(settings: &str) -> Vec<String> {
    let table: toml::Table = settings.parse().unwrap_or_default();
    let list = table.get("files").and_then(|files| files.get("outside")).and_then(toml::Value::as_array);
    list.into_iter().flatten().filter_map(|place| place.as_str().map(str::to_owned)).collect()
}
