//! The app's files under the names by which pages load them.
//!
//! Trunk names a file by its content before wasm-opt changes it, so another wasm-opt would put other bytes under the same
//! name. What may be kept for ever by every cache on the way is named here, by what is really sent.

use std::collections::BTreeMap;

use catchword_bundle::allow;
use catchword_i18n::Language;
use sha2::{Digest, Sha256};

use super::app::App;
use super::minify;
use super::shell::Shell;

/// The start script, as the project has it in `public/`.
const START: &str = "start.js";

/// The project's own modules, as they are named in `public/`.
const MODULES: [&str; 4] = [START, "embed.js", "search.js", "missing.js"];

/// The project's one classic script: it runs before the styles, as no module does.
const CLASSIC: &str = "look.js";

/// The only files that a worker may be made of, below the base.
const WORKERS: [&str; 2] = ["sw.js", "pagefind/pagefind-worker.js"];

/// What the app's files are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssetNames {
    /// By a hash of their content: such a file never changes.
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
    /// The paths of those whose names are made of their content.
    pub(super) immutable: Vec<String>,
}

impl Assets {
    pub(super) fn new(app: &App, base: &str, names: AssetNames, languages: &[&Language]) -> Assets {
        let mut files = app.files.clone();
        if let Some(start) = files.get_mut(START) {
            *start = filled(&String::from_utf8_lossy(start)).into_bytes();
        }
        for name in MODULES {
            if let Some(script) = files.get_mut(name) {
                *script = minify::module(&String::from_utf8_lossy(script)).into_bytes();
            }
        }
        if let Some(script) = files.get_mut(CLASSIC) {
            *script = minify::classic(&String::from_utf8_lossy(script)).into_bytes();
        }
        if let Some(code) = app.shell.code().and_then(|code| files.get_mut(code)) {
            code.splice(0..0, words(languages).into_bytes());
        }
        let names: BTreeMap<String, String> = match names {
            AssetNames::Content => {
                app.shell.files().filter_map(|path| Some((path.to_owned(), named(path, files.get(path)?)))).collect()
            }
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

/// The start script with the allow-list in it.
fn filled(script: &str) -> String {
    let quoted: Vec<String> = WORKERS.iter().map(|file| format!("\"{file}\"")).collect();
    script
        .replace("\"ALLOWED\"", &format!("\"{}\"", allow::as_text()))
        .replace("\"EVERYWHERE\"", &format!("\"{}\"", allow::EVERYWHERE.join(" ")))
        .replace("\"PREFIX\"", &format!("\"{}\"", allow::PREFIX))
        .replace("[\"WORKERS\"]", &format!("[{}]", quoted.join(", ")))
}

/// A line of script with the words that the app says in a site's languages: a visitor downloads no others.
fn words(languages: &[&Language]) -> String {
    let words: Vec<Vec<&str>> = languages.iter().map(|language| language.app.parts().collect()).collect();
    format!("self.catchwordWords={};\n", serde_json::to_string(&words).expect("texts are written as JSON"))
}

/// A file's name by its content: `app-1f2e3d4c5b6a7988.js`.
fn named(path: &str, bytes: &[u8]) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(_, name)| (&path[..path.len() - name.len()], name));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = stem.split('-').next().unwrap_or(stem);
    let hash: String = Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{folder}{stem}-{hash}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_follows_the_content() {
        assert_eq!(named("app-0123_bg.wasm", b""), "app-e3b0c44298fc1c14.wasm");
        assert_eq!(named("start.js", b""), "start-e3b0c44298fc1c14.js");
        assert_eq!(named("deep/a.css", b"a"), "deep/a-ca978112ca1bbdca.css");
    }

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
    fn the_projects_own_start_script_takes_the_list() {
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
