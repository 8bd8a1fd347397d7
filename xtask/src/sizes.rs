//! The sizes of a built site, by kind of file.

use std::fmt;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use walkdir::WalkDir;

/// The budget of the app's code (wasm and scripts), in bytes after brotli: 67 KB.
pub const CODE_BUDGET: usize = 67 * 1024;

/// The budget of the stylesheet, in bytes after brotli: 9 KB.
pub const STYLE_BUDGET: usize = 9 * 1024;

const KINDS: [FileKind; 8] = [
    FileKind::Html,
    FileKind::Wasm,
    FileKind::Js,
    FileKind::Css,
    FileKind::Json,
    FileKind::Image,
    FileKind::OnDemand,
    FileKind::Other,
];

/// The folder and the scripts that only a search, a pressed embed, or the page for a missing page loads.
const ON_DEMAND: [&str; 5] = ["pagefind", "search.js", "search-worker.js", "embed.js", "missing.js"];

/// Trunk leaves it in the folder. No page loads it.
const TRUNKS_LOCK: &str = ".trunk-lock";

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    Html,
    Wasm,
    Js,
    Css,
    Json,
    Image,
    OnDemand,
    Other,
}

impl FileKind {
    fn of(path: &Path) -> Self {
        if path.iter().any(|name| ON_DEMAND.iter().any(|own| name == *own)) {
            return Self::OnDemand;
        }
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
        match extension.as_deref() {
            Some("html") => Self::Html,
            Some("wasm") => Self::Wasm,
            Some("js" | "mjs") => Self::Js,
            Some("css") => Self::Css,
            Some("json") => Self::Json,
            Some("png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" | "ico") => Self::Image,
            _ => Self::Other,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Wasm => "wasm",
            Self::Js => "js",
            Self::Css => "css",
            Self::Json => "json",
            Self::Image => "images",
            Self::OnDemand => "on demand",
            Self::Other => "other",
        }
    }

    /// Brotli's quality, 0 to 11. Code is compressed ahead of time; pages are measured as a host compresses them on the fly.
    fn quality(self) -> i32 {
        match self {
            Self::Wasm | Self::Js | Self::Css => 11,
            _ => 5,
        }
    }
}

/// The files of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Weight {
    count: usize,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// The sizes of a built site. Displayed as a table.
#[derive(Debug, Default)]
pub struct Sizes([Weight; KINDS.len()]);

impl Sizes {
    /// Measures every file in `dist`.
    ///
    /// # Errors
    /// When a file can't be read.
    pub fn of(dist: &Path) -> Result<Self> {
        let mut sizes = Self::default();
        for_each_file(dist, |_, kind, bytes| sizes.add(kind, bytes))?;
        Ok(sizes)
    }

    /// The size of the app's code as it is transferred: wasm and js after brotli, in bytes.
    #[must_use]
    pub fn code(&self) -> usize {
        self.weight(FileKind::Wasm).brotli + self.weight(FileKind::Js).brotli
    }

    /// What has a budget: its name, its size and its budget, in bytes.
    #[must_use]
    pub fn budgets(&self) -> [(&'static str, usize, usize); 2] {
        [("code (wasm + js)", self.code(), CODE_BUDGET), ("style", self.style(), STYLE_BUDGET)]
    }

    /// The size of the stylesheet as it is transferred: after brotli, in bytes.
    #[must_use]
    pub fn style(&self) -> usize {
        self.weight(FileKind::Css).brotli
    }

    fn weight(&self, kind: FileKind) -> Weight {
        self.0[kind as usize]
    }

    fn add(&mut self, kind: FileKind, bytes: &[u8]) -> Result<()> {
        let weight = &mut self.0[kind as usize];
        weight.count += 1;
        weight.raw += bytes.len();
        if kind != FileKind::Image {
            weight.gzip += gzip(bytes).context("failed to gzip")?;
            weight.brotli += brotli(bytes, kind.quality()).context("failed to compress with brotli")?;
        }
        Ok(())
    }
}

/// The size of code after brotli, in bytes.
///
/// # Errors
/// When brotli fails.
pub fn code_brotli(bytes: &[u8]) -> Result<usize> {
    brotli(bytes, FileKind::Js.quality()).context("failed to compress with brotli")
}

/// Calls `each` with every file in `dist`, its path and its kind. What stands in every document counts as a file.
pub(crate) fn for_each_file(dist: &Path, mut each: impl FnMut(&Path, FileKind, &[u8]) -> Result<()>) -> Result<()> {
    let home = fs::read_to_string(dist.join("index.html")).unwrap_or_default();
    for (element, kind) in [("<style>", FileKind::Css), ("<script>", FileKind::Js)] {
        if let Some(text) = inline(&home, element) {
            each(Path::new(element), kind, text.as_bytes())?;
        }
    }
    for entry in WalkDir::new(dist).follow_links(true) {
        let entry = entry.with_context(|| format!("failed to read `{}`", dist.display()))?;
        let path = entry.path();
        if entry.file_type().is_file() && !is_compressed(path) && entry.file_name() != TRUNKS_LOCK {
            let bytes = fs::read(path).with_context(|| format!("failed to read `{}`", path.display()))?;
            let path = path.strip_prefix(dist).unwrap_or(path);
            each(path, FileKind::of(path), &bytes)?;
        }
    }
    Ok(())
}

/// The text of a page's first element with this start tag: the styles, and the script before them, stand in every document.
fn inline<'a>(page: &'a str, start: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(start)?;
    rest.split_once("</").map(|(text, _)| text)
}

/// Whether it is a compressed copy of another file: a visitor gets one or the other.
fn is_compressed(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "br" || ending == "gz")
}

fn gzip(bytes: &[u8]) -> std::io::Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(mut bytes: &[u8], quality: i32) -> std::io::Result<usize> {
    let params = brotli::enc::BrotliEncoderParams { quality, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut bytes, &mut std::io::sink(), &params)
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<8}{:>7}{:>12}{:>12}{:>12}", "kind", "files", "bytes", "gzip", "brotli")?;
        for kind in KINDS {
            let Weight { count, raw, gzip, brotli } = self.weight(kind);
            if kind == FileKind::Image {
                writeln!(f, "{:<8}{count:>7}{raw:>12}{:>12}{:>12}", kind.name(), "-", "-")?;
            } else {
                writeln!(f, "{:<8}{count:>7}{raw:>12}{gzip:>12}{brotli:>12}", kind.name())?;
            }
        }
        writeln!(f, "gzip 9; brotli 11 for wasm, js and css, 5 for the others\n")?;
        for (what, bytes, budget) in self.budgets() {
            writeln!(f, "{what}: {bytes} bytes brotli, budget {budget}")?;
            if bytes > budget {
                writeln!(f, "That is {} bytes over the budget, so `cargo xtask test` fails.", bytes - budget)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_kind_is_told_by_its_name() {
        for (path, kind) in [
            ("index.html", FileKind::Html),
            ("app-1f_bg.wasm", FileKind::Wasm),
            ("start.js", FileKind::Js),
            ("essays/x/index.json", FileKind::Json),
            ("pagefind/pagefind-worker.js", FileKind::OnDemand),
            ("search.js", FileKind::OnDemand),
            ("search-worker.js", FileKind::OnDemand),
            ("search/index.html", FileKind::Html),
            ("images/a.PNG", FileKind::Image),
            ("_headers", FileKind::Other),
        ] {
            assert_eq!(FileKind::of(Path::new(path)), kind, "{path}");
        }
        assert!(KINDS.iter().enumerate().all(|(place, kind)| place == *kind as usize));
    }

    #[test]
    fn what_stands_in_the_document_counts_as_a_file() {
        let page = "<script src=a.js></script><script>a()</script><style>b{}</style>";
        assert_eq!(inline(page, "<script>"), Some("a()"));
        assert_eq!(inline(page, "<style>"), Some("b{}"));
        let dist = tempfile::tempdir().unwrap();
        fs::write(dist.path().join("index.html"), page).unwrap();
        let sizes = Sizes::of(dist.path()).unwrap();
        assert_eq!((sizes.style(), sizes.code()), (brotli(b"b{}", 11).unwrap(), brotli(b"a()", 11).unwrap()));
    }

    #[test]
    fn code_is_wasm_and_js_and_nothing_else() {
        let mut sizes = Sizes::default();
        for kind in KINDS {
            sizes.add(kind, &[b'a'; 1000]).unwrap();
        }
        assert_eq!(sizes.code(), 2 * brotli(&[b'a'; 1000], 11).unwrap());
    }

    #[test]
    fn the_table_says_when_code_is_over_the_budget() {
        let mut sizes = Sizes::default();
        sizes.0[FileKind::Wasm as usize].brotli = CODE_BUDGET;
        let within = "code (wasm + js): 68608 bytes brotli, budget 68608\nstyle: 0 bytes brotli, budget 9216\n";
        assert!(sizes.to_string().ends_with(within));
        sizes.0[FileKind::Js as usize].brotli = 1;
        assert!(sizes.to_string().contains("That is 1 bytes over the budget"));
        sizes.0[FileKind::Css as usize].brotli = STYLE_BUDGET + 2;
        assert!(sizes.to_string().contains("That is 2 bytes over the budget"));
    }
}
