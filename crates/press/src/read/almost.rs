//! Files that are almost `site.toml`.

use std::path::Path;

use super::{SETTINGS, names_in};

/// Whether a folder holds `site.toml`, or a file that is probably meant to be it.
pub fn is_site_folder(folder: &Path) -> bool {
    folder.join(SETTINGS).is_file() || !almost_settings(folder).is_empty()
}

/// A sentence that names a file that is probably the settings under another name, or nothing.
pub(super) fn almost_settings(content: &Path) -> String {
    let is_almost = |name: &String| {
        let small = name.to_lowercase().replace(' ', "");
        matches!(&*small, "site.toml" | "site.toml.txt" | "site.tml" | "site.txt" | "site" | "site(1).toml")
    };
    match names_in(content).into_iter().find(is_almost) {
        Some(name) => format!("There is `{name}`: give it the name `{SETTINGS}`. Otherwise, "),
        None => String::new(),
    }
}
