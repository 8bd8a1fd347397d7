//! The fonts that the engines see. A fontconfig configuration gives them the files that `cargo xtask test` names and none
//! of the system's other fonts: then line breaks do not depend on the machine.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs, process};

/// The generic families (CSS Fonts 4, 2.1.2) and their fonts. The second has the letters that the first lacks.
const GENERIC: [(&[&str], [&str; 2]); 3] = [
    (&["serif", "ui-serif"], ["Liberation Serif", "DejaVu Sans"]),
    (&["sans-serif", "system-ui", "ui-sans-serif"], ["Liberation Sans", "DejaVu Sans"]),
    (&["monospace", "ui-monospace"], ["Liberation Mono", "DejaVu Sans"]),
];

/// Whether the engines see the chosen fonts alone. Without `CATCHWORD_FONTS`, such as on macOS, they use the system's.
pub(crate) fn are_chosen() -> bool {
    configuration().is_some()
}

/// The environment variable that gives a started engine the configuration.
pub(super) fn environment() -> Option<(&'static str, &'static Path)> {
    configuration().map(|file| ("FONTCONFIG_FILE", file))
}

/// The configuration's file, written once.
fn configuration() -> Option<&'static Path> {
    static FILE: OnceLock<Option<PathBuf>> = OnceLock::new();
    let file = FILE.get_or_init(|| {
        let fonts: Vec<_> = env::split_paths(&env::var_os("CATCHWORD_FONTS")?).collect();
        Some(write(&fonts, &Path::new(env!("CARGO_TARGET_TMPDIR")).join("fonts")))
    });
    file.as_deref()
}

/// Writes the configuration to a folder, which also gets fontconfig's cache.
fn write(fonts: &[PathBuf], folder: &Path) -> PathBuf {
    fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let file = folder.join("fonts.conf");
    // Another test run may be reading the file: it is replaced at once.
    let beside = folder.join(format!("fonts-{}.conf", process::id()));
    fs::write(&beside, text(fonts, &folder.join("cache")))
        .and_then(|()| fs::rename(&beside, &file))
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    file
}

/// The configuration (`fonts-conf(5)`). It includes no other file.
fn text(fonts: &[PathBuf], cache: &Path) -> String {
    let folders: BTreeSet<_> = fonts.iter().filter_map(|font| font.parent()).collect();
    let dirs: String = folders.iter().map(|folder| format!("<dir>{}</dir>", folder.display())).collect();
    // The folders may have other fonts, too. What is accepted counts for more than what is rejected.
    let rejected: String = folders.iter().map(|folder| format!("<glob>{}/*</glob>", folder.display())).collect();
    let accepted: String = fonts.iter().map(|font| format!("<glob>{}</glob>", font.display())).collect();
    let aliases: String =
        GENERIC.iter().flat_map(|(names, families)| names.iter().map(move |name| alias(name, families))).collect();
    format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\">\n<fontconfig>\n\
         {dirs}\n<cachedir>{}</cachedir>\n\
         <selectfont><rejectfont>{rejected}</rejectfont><acceptfont>{accepted}</acceptfont></selectfont>\n\
         {aliases}</fontconfig>\n",
        cache.display()
    )
}

fn alias(name: &str, families: &[&str]) -> String {
    let families: String = families.iter().map(|family| format!("<family>{family}</family>")).collect();
    format!("<alias binding=\"strong\"><family>{name}</family><prefer>{families}</prefer></alias>\n")
}
