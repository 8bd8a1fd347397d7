//! The fonts that the engines see in the browser tests, and no others: lines then break alike on every machine.
//!
//! `tests/browser/harness/fonts.rs` makes a fontconfig configuration of these files. Where they can't be had the engines
//! use the system's own fonts.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The environment variable with the paths of the font files, separated as PATH is.
pub const CATCHWORD_FONTS: &str = "CATCHWORD_FONTS";

/// Debian's packages with the files.
pub const PACKAGES: [&str; 2] = ["fonts-liberation", "fonts-dejavu-core"];

/// Liberation has Latin, Greek, Cyrillic and Hebrew letters, DejaVu Sans the Arabic ones and the signs.
const FILES: [&str; 14] = [
    "LiberationSerif-Regular.ttf",
    "LiberationSerif-Bold.ttf",
    "LiberationSerif-Italic.ttf",
    "LiberationSerif-BoldItalic.ttf",
    "LiberationSans-Regular.ttf",
    "LiberationSans-Bold.ttf",
    "LiberationSans-Italic.ttf",
    "LiberationSans-BoldItalic.ttf",
    "LiberationMono-Regular.ttf",
    "LiberationMono-Bold.ttf",
    "LiberationMono-Italic.ttf",
    "LiberationMono-BoldItalic.ttf",
    "DejaVuSans.ttf",
    "DejaVuSans-Bold.ttf",
];

/// Where packages put them: Debian's, Fedora's, Arch's.
const FOLDERS: [&str; 9] = [
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/liberation",
    "/usr/share/fonts/liberation-serif-fonts",
    "/usr/share/fonts/liberation-sans-fonts",
    "/usr/share/fonts/liberation-mono-fonts",
    "/usr/share/fonts/dejavu-sans-fonts",
    "/usr/share/fonts/TTF",
];

/// The value of [`CATCHWORD_FONTS`]: as the environment has it, or else the files of [`PACKAGES`].
///
/// # Errors
/// When one of the files is not there; the message says how to get it.
pub fn find() -> Result<OsString> {
    if let Some(named) = env::var_os(CATCHWORD_FONTS) {
        return Ok(named);
    }
    let files = FILES.iter().map(|file| in_folders(file, &FOLDERS)).collect::<Option<Vec<_>>>();
    let files = files.with_context(advice)?;
    env::join_paths(files).context("a font's path has the sign that separates paths")
}

/// The first folder's file of that name.
fn in_folders(file: &str, folders: &[&str]) -> Option<PathBuf> {
    folders.iter().map(|folder| Path::new(folder).join(file)).find(|path| path.is_file())
}

fn advice() -> String {
    let packages = PACKAGES.join(" ");
    match env::consts::OS {
        "linux" => format!(
            "the tests use the system's fonts; on Debian `apt-get install {packages}` as root would get their own, \
             elsewhere install the Liberation and DejaVu Sans fonts, or name font files in {CATCHWORD_FONTS}"
        ),
        _ => "the tests use the system's fonts: their own are chosen by fontconfig, which browsers use on Linux alone"
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_in_the_first_folder_that_has_it() {
        let root = env!("CARGO_MANIFEST_DIR");
        let setup = format!("{root}/src/setup");
        assert_eq!(in_folders("fonts.rs", &[root, &setup]), Some(Path::new(&setup).join("fonts.rs")));
        assert_eq!(in_folders("no-such-font.ttf", &[root, &setup]), None);
    }
}
