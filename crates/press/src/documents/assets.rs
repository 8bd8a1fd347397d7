//! The app's files under the names by which pages load them.
//!
//! Trunk hashes a file before wasm-opt changes it, so another wasm-opt would put other bytes under the same name. Files
//! that caches may keep for ever are named here, by the bytes that are really sent.

use std::collections::BTreeMap;

use catchword_bundle::allow;
use catchword_i18n::Language;

use super::app::App;
use super::minify;
use super::shell::Shell;
use crate::paths::{
    EMBED_SCRIPT, LOOK_SCRIPT, MISSING_SCRIPT, SEARCH_FOLDER, SEARCH_SCRIPT, SEARCH_WORKER, START_SCRIPT,
    named_by_content,
};

/// The project's own modules, as they are named in `public/`.
const MODULES: [&str; 4] = [START_SCRIPT, EMBED_SCRIPT, SEARCH_SCRIPT, MISSING_SCRIPT];

/// What the app's files are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssetNames {
    /// By a hash of their content, so that a file under one name never changes.
    Content,
    /// As Trunk called them.
    Kept,
}

/// The app's files, ready to be written.
pub(super) struct Assets {
    /// The shell page, loading them by their names.
    pub(super) shell: Shell,
    /// By their paths below the output folder.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// The paths of the files whose names are made of their content.
    pub(super) immutable: Vec<String>,
}

impl Assets {
    pub(super) fn new(app: &App, base: &str, names: AssetNames, languages: &[&Language]) -> Assets {
        let mut files = app.files.clone();
        if let Some(start) = files.get_mut(START_SCRIPT) {
            *start = filled(&String::from_utf8_lossy(start)).into_bytes();
        }
        for name in MODULES {
            if let Some(script) = files.get_mut(name) {
                *script = minify::module(&String::from_utf8_lossy(script)).into_bytes();
            }
        }
        // The one classic script: it runs before the styles, as no module does.
        if let Some(script) = files.get_mut(LOOK_SCRIPT) {
            *script = minify::classic(&String::from_utf8_lossy(script)).into_bytes();
        }
        if let Some(code) = app.shell.code().and_then(|code| files.get_mut(code)) {
            code.splice(0..0, texts_of(languages).into_bytes());
        }
        let names: BTreeMap<String, String> = match names {
            AssetNames::Content => app
                .shell
                .files()
                .filter_map(|path| Some((path.to_owned(), named_by_content(path, files.get(path)?))))
                .collect(),
            AssetNames::Kept => BTreeMap::new(),
        };
        for (old, new) in &names {
            if let Some(bytes) = files.remove(old) {
                files.insert(new.clone(), bytes);
            }
        }
        let shell = app.shell.renamed(base, |path| names.get(path).cloned().unwrap_or_else(|| path.to_owned()));
        Assets { shell, files, immutable: names.into_values().collect() }
    }
}

/// The start script with the allow-list in it, and the only file that a worker may be made of.
fn filled(script: &str) -> String {
    script
        .replace("\"ALLOWED\"", &format!("\"{}\"", allow::as_text()))
        .replace("\"EVERYWHERE\"", &format!("\"{}\"", allow::EVERYWHERE.join(" ")))
        .replace("\"PREFIX\"", &format!("\"{}\"", allow::PREFIX))
        .replace("\"WORKERS\"", &format!("\"{SEARCH_FOLDER}/{SEARCH_WORKER}\""))
}

/// A line of script with the app's texts in a site's languages: a visitor downloads no others.
fn texts_of(languages: &[&Language]) -> String {
    let words: Vec<Vec<&str>> = languages.iter().map(|language| language.app.parts().collect()).collect();
    format!("self.catchwordWords={};\n", serde_json::to_string(&words).expect("texts are written as JSON"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_projects_own_scripts_are_minified() {
        for script in [
            include_str!("../../../../public/embed.js"),
            include_str!("../../../../public/missing.js"),
            include_str!("../../../../public/search.js"),
            include_str!("../../../../public/start.js"),
        ] {
            let minified = minify::module(script);
            assert!(minified.lines().count() == 1, "not parsed: {}", script.lines().next().unwrap_or_default());
        }
    }

    #[test]
    fn the_look_script_keeps_its_budget() {
        let script = minify::classic(include_str!("../../../../public/look.js"));
        assert!(script.len() < 300, "{} bytes, and the styles wait for it: {script}", script.len());
        assert!(script.starts_with("(self.catchwordLook=()=>{"), "{script}");
    }

    #[test]
    fn the_start_script_takes_the_list() {
        let script = filled(include_str!("../../../../public/start.js"));
        assert!(script.contains("a href hreflang rel target download;abbr;"), "{script}");
        for mark in ["ALLOWED", "EVERYWHERE", "PREFIX", "WORKERS"] {
            assert!(!script.contains(&format!("\"{mark}\"")), "{mark} is left in the start script");
        }
        // Every page loads it before anything else that runs.
        let script = minify::module(&script);
        let size = crate::compress::brotli(script.as_bytes(), 11).unwrap().len();
        assert!(size <= 2048, "the start script is {size} bytes in brotli, and may be 2048");
    }
}
