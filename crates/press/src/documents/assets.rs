//! The app's files under the names by which pages load them.
//!
//! Trunk hashes a file before wasm-opt changes it, so another wasm-opt would put other bytes under the same name. So
//! the files that caches may keep forever get their names here, from the bytes that are really sent.

use std::collections::BTreeMap;

use catchword_bundle::allow;
use catchword_i18n::Language;

use super::app::App;
use super::minify;
use super::shell::{Shell, Tag};
use crate::hosts::Inline;
use crate::paths::{
    EMBED_SCRIPT, LOOK_SCRIPT, MISSING_SCRIPT, PAGEFIND_WORKER, SEARCH_FOLDER, SEARCH_SCRIPT, SEARCH_WORKER,
    START_SCRIPT, named_by_content,
};
use crate::render::Style;

/// The project's own modules, as they are named in `public/`.
const MODULES: [&str; 4] = [START_SCRIPT, EMBED_SCRIPT, SEARCH_SCRIPT, MISSING_SCRIPT];

/// Its classic scripts: one must run before the styles, and older browsers have no modules in workers.
const CLASSIC_SCRIPTS: [&str; 2] = [LOOK_SCRIPT, SEARCH_WORKER];

/// The longest script that is written into every document, in bytes. A longer one, which only an adapted shell page has, stays
/// a file.
const LONGEST_SCRIPT: usize = 2048;

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
    /// The shell page, which loads the files by these names.
    pub(super) shell: Shell,
    /// By their paths below the output folder.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// The paths of the files whose names contain a hash of their content.
    pub(super) immutable: Vec<String>,
    /// The paths of the stylesheets that must stay files, because they name others by paths from their own.
    bound: Vec<String>,
}

impl Assets {
    pub(super) fn new(
        app: &App,
        base: &str,
        names: AssetNames,
        languages: &[&Language],
        style: &Style,
        fonts: &str,
    ) -> Assets {
        let mut files = app.files.clone();
        let bound: Vec<&str> =
            app.shell.files().filter(|path| files.get(*path).is_some_and(|css| names_files(css))).collect();
        if let Some(css) = app.shell.stylesheet().and_then(|styles| files.get_mut(styles)) {
            *css = style.added_to(String::from_utf8_lossy(css).trim_start_matches('\u{feff}'), fonts).into_bytes();
        }
        if let Some(start) = files.get_mut(START_SCRIPT) {
            *start = filled(&String::from_utf8_lossy(start)).into_bytes();
        }
        for name in MODULES {
            if let Some(script) = files.get_mut(name) {
                *script = minify::module(&String::from_utf8_lossy(script)).into_bytes();
            }
        }
        for name in CLASSIC_SCRIPTS {
            if let Some(script) = files.get_mut(name) {
                *script = minify::classic(&String::from_utf8_lossy(script)).into_bytes();
            }
        }
        if let Some(code) = app.shell.code().and_then(|code| files.get_mut(code)) {
            *code = minify::module(&String::from_utf8_lossy(code)).into_bytes();
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
        let bound = bound.into_iter().map(|path| names.get(path).map_or(path, String::as_str).to_owned()).collect();
        for (old, new) in &names {
            if let Some(bytes) = files.remove(old) {
                files.insert(new.clone(), bytes);
            }
        }
        let mut shell = app.shell.renamed(base, |path| names.get(path).cloned().unwrap_or_else(|| path.to_owned()));
        shell.set_grounds(&style.grounds);
        Assets { shell, files, immutable: names.into_values().collect(), bound }
    }

    /// Adds files whose names contain a hash of their content.
    pub(super) fn add_named_by_content(&mut self, files: Vec<(String, Vec<u8>)>) {
        self.immutable.extend(files.iter().map(|(path, _)| path.clone()));
        self.files.extend(files);
    }

    /// Puts the styles, and the script that runs before them, into the shell page: nothing is then left that the first
    /// paint waits for. They are no files any more, because no page loads them. A reader gets them again with each
    /// document, but a page that the app turns to has none.
    pub(super) fn put_inline(&mut self) -> Inline {
        let Assets { shell, files, immutable, bound } = self;
        let mut inline = Inline::default();
        let base = shell.base.clone();
        let mut written = Vec::new();
        for tag in shell.tags_mut() {
            let Some(path) = tag.blocking().and_then(|address| address.strip_prefix(&base)).map(str::to_owned) else {
                continue;
            };
            let Some(text) = files.get(&path).and_then(|bytes| as_parsed(bytes)) else { continue };
            let is_script = tag.name == "script";
            let is_right = if is_script { text.len() <= LONGEST_SCRIPT } else { !bound.contains(&path) };
            if !is_right || !tag.can_hold(&text) {
                continue;
            }
            if is_script {
                inline.add_script(&text);
            } else {
                inline.add_style(&text);
            }
            tag.put_inline(&text);
            written.push(path);
        }
        if shell.tags().any(Tag::is_stylesheet) {
            inline.keep_stylesheets();
        }
        let linked: Vec<&str> = shell.files().collect();
        written.retain(|path| !linked.contains(&path.as_str()));
        files.retain(|path, _| !written.contains(path));
        immutable.retain(|path| !written.contains(path));
        inline
    }
}

/// A file's text as an HTML parser will have it, of which a browser takes the digest: without a byte order mark, and with
/// line feeds for every other end of a line (HTML, 13.2.3.5). `None` if it is no text in UTF-8.
fn as_parsed(file: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(file).ok()?.trim_start_matches('\u{feff}');
    Some(text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned())
}

/// Whether a stylesheet names files. Their addresses begin at the stylesheet's own, which a text in a document does not have.
fn names_files(css: &[u8]) -> bool {
    let css = String::from_utf8_lossy(css).to_ascii_lowercase();
    ["url(", "image-set(", "@import"].iter().any(|name| css.contains(name))
}

/// The start script with its placeholders replaced: the allow-list, and the only scripts that a worker may run.
fn filled(script: &str) -> String {
    script
        .replace("\"ALLOWED\"", &format!("\"{}\"", allow::as_text()))
        .replace("\"EVERYWHERE\"", &format!("\"{}\"", allow::EVERYWHERE.join(" ")))
        .replace("\"PREFIX\"", &format!("\"{}\"", allow::PREFIX))
        .replace("\"WORKERS\"", &format!("\"{SEARCH_WORKER}\",\"{SEARCH_FOLDER}/{PAGEFIND_WORKER}\""))
}

/// A line of script with the app's texts in a site's languages: a visitor downloads no others.
fn texts_of(languages: &[&Language]) -> String {
    let words: Vec<Vec<&str>> = languages.iter().map(|language| language.app.parts().collect()).collect();
    format!("self.catchwordWords={};\n", serde_json::to_string(&words).expect("texts are written as JSON"))
}

#[cfg(test)]
mod tests {
    use catchword_app::prerender::Prerender;

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
        let worker = minify::classic(include_str!("../../../../public/search-worker.js"));
        assert!(worker.lines().count() == 1 && !worker.contains("excerptOf"), "{worker}");
    }

    #[test]
    fn what_the_first_paint_waits_for_stands_in_the_document() {
        let page = |head: &str| {
            format!(
                "<title>a</title><script type=module src=/b/start.js data-base=/b/ data-js=/b/app-1.js data-wasm=/b/app-1_bg.wasm></script>{head}<body>"
            )
        };
        let assets = |base: &str, head: &str, files: &[(&str, &str)]| {
            let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
            let shell = Shell::parse(&page(head)).unwrap();
            let app = App { shell, stamp: None, views: Prerender::DEFAULT, files };
            Assets::new(&app, base, AssetNames::Content, &[], &Style::default(), "")
        };
        let head = "<script src=/b/look.js></script><link rel=stylesheet href=/b/style-1.css>";
        for base in ["/", "/blog/"] {
            for css in ["p{}\nq{}", " p{}\r\nq{}\r\n", "\u{feff}p{}\rq{}"] {
                let mut whole = assets(base, head, &[("look.js", "look()\n"), ("style-1.css", css), ("start.js", "1")]);
                let inline = whole.put_inline();
                let mut written = String::new();
                whole.shell.after.iter().for_each(|tag| tag.write(&mut written));
                assert!(written.contains("<script>look();</script>\n<style>p{}\nq{}</style>\n"), "{written}");
                assert_eq!(whole.files.len(), 1, "{:?}", whole.files.keys());
                assert_eq!(whole.immutable.len(), 1, "{:?}", whole.immutable);
                let mut expected = Inline::default();
                expected.add_script("look();");
                expected.add_style("p{}\nq{}");
                assert_eq!(inline, expected);
            }
        }

        // What would end the element, what is not there, and what the first paint doesn't wait for, stays as it is.
        let stays = |head: &str, text: &str| {
            let mut assets = assets("/", head, &[("a.css", text), ("a.js", text)]);
            let before = (assets.shell.clone(), assets.files.len());
            let mut expected = Inline::default();
            if head.contains("rel=stylesheet") {
                expected.keep_stylesheets();
            }
            assert_eq!(assets.put_inline(), expected, "{head}");
            assert_eq!((assets.shell, assets.files.len()), before);
        };
        stays("<link rel=stylesheet href=/b/a.css>", "a::after{content:'</STYLE>'}");
        stays("<link rel=stylesheet href=/b/a.css>", "a::after{content:'\0'}");
        stays("<link rel=stylesheet href=/b/a.css>", "@font-face{src:URL(serif.woff2)}");
        stays("<link rel=stylesheet href=/b/a.css>", "@import 'b.css';");
        stays("<link rel=stylesheet href=/b/none.css>", "p{}");
        stays("<link rel=stylesheet href=https://styles.example/a.css>", "p{}");
        stays("<link rel=stylesheet media=print href=/b/a.css>", "p{}");
        stays("<link rel=stylesheet disabled href=/b/a.css>", "p{}");
        stays("<link rel=icon href=/b/a.css>", "p{}");
        stays("<script src=/b/a.js></script>", "a = '<!--'");
        stays("<script defer src=/b/a.js></script>", "a()");
        stays("<script nomodule src=/b/a.js></script>", "a()");
        stays("<script src=/b/a.js></script>", &"a();".repeat(1000));

        // A file that another tag names is still there.
        let mut twice =
            assets("/", "<link rel=preload href=/b/a.css><link rel=stylesheet href=/b/a.css>", &[("a.css", "p{}")]);
        twice.put_inline();
        assert_eq!((twice.files.len(), twice.immutable.len()), (1, 1));
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
