//! The fonts that the engines see. By fontconfig they get those that `cargo xtask test` names, and none of the system's
//! own: where a line breaks then does not depend on the machine.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs, process};

/// The families that stand for the generic ones, CSS Fonts 4, 2.1.2. What the first lacks the second has.
const GENERIC: [(&[&str], [&str; 2]); 3] = [
    (&["serif", "ui-serif"], ["Liberation Serif", "DejaVu Sans"]),
    (&["sans-serif", "system-ui", "ui-sans-serif"], ["Liberation Sans", "DejaVu Sans"]),
    (&["monospace", "ui-monospace"], ["Liberation Mono", "DejaVu Sans"]),
];

/// Whether the engines get fonts of the tests' own. Elsewhere than on Linux, and where the files are not there, they use
/// the system's.
pub(crate) fn are_chosen() -> bool {
    configuration().is_some()
}

/// The environment in which an engine must be started.
pub(super) fn environment() -> Option<(&'static str, &'static Path)> {
    configuration().map(|file| ("FONTCONFIG_FILE", file))
}

/// The file with the configuration, written once.
fn configuration() -> Option<&'static Path> {
    static FILE: OnceLock<Option<PathBuf>> = OnceLock::new();
    let file = FILE.get_or_init(|| {
        let fonts: Vec<_> = env::split_paths(&env::var_os("CATCHWORD_FONTS")?).collect();
        Some(write(&fonts, &Path::new(env!("CARGO_TARGET_TMPDIR")).join("fonts")))
    });
    file.as_deref()
}

/// Writes the configuration into a folder, where fontconfig keeps its cache, too.
fn write(fonts: &[PathBuf], folder: &Path) -> PathBuf {
    fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let file = folder.join("fonts.conf");
    // Another run of the tests may be reading the file: it is replaced as a whole.
    let beside = folder.join(format!("fonts-{}.conf", process::id()));
    fs::write(&beside, text(fonts, &folder.join("cache")))
        .and_then(|()| fs::rename(&beside, &file))
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    file
}

/// The configuration's text: see `fonts-conf(5)`. It includes no other file.
fn text(fonts: &[PathBuf], cache: &Path) -> String {
    let folders: BTreeSet<_> = fonts.iter().filter_map(|font| font.parent()).collect();
    let each = |name: &str, paths: &mut dyn Iterator<Item = String>| {
        paths.map(|path| format!("<{name}>{path}</{name}>")).collect::<String>()
    };
    let path = |path: &Path| path.display().to_string();
    let folder_elements = each("dir", &mut folders.iter().map(|folder| path(folder)));
    // Beside the chosen files a folder may have others.
    let rejected = each("glob", &mut folders.iter().map(|folder| format!("{}/*", folder.display())));
    let accepted = each("glob", &mut fonts.iter().map(|font| path(font)));
    let aliases: String =
        GENERIC.iter().flat_map(|(names, families)| names.iter().map(move |name| alias(name, families))).collect();
    format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\">\n<fontconfig>\n\
         {folder_elements}\n<cachedir>{}</cachedir>\n\
         <selectfont><rejectfont>{rejected}</rejectfont><acceptfont>{accepted}</acceptfont></selectfont>\n\
         {aliases}</fontconfig>\n",
        cache.display()
    )
}

fn alias(name: &str, families: &[&str]) -> String {
    let families: String = families.iter().map(|family| format!("<family>{family}</family>")).collect();
    format!("<alias binding=\"strong\"><family>{name}</family><prefer>{families}</prefer></alias>\n")
}
