//! The files with code of a built site.

use std::path::Path;

use anyhow::Result;

use crate::sizes::{self, FileKind};

/// A file with code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CodeFile {
    /// Its path in the site, without the hash of its content.
    pub(super) name: String,
    /// Whether no page loads it before a reader asks for what it does.
    pub(super) on_demand: bool,
    pub(super) raw: usize,
    pub(super) brotli: usize,
}

impl CodeFile {
    /// All files with code in `dist`, in the order of their names.
    ///
    /// # Errors
    /// When a file can't be read.
    pub(super) fn all(dist: &Path) -> Result<Vec<Self>> {
        let mut files = Vec::new();
        sizes::for_each_file(dist, |path, kind, bytes| {
            let on_demand = kind == FileKind::OnDemand;
            if matches!(kind, FileKind::Wasm | FileKind::Js) || (on_demand && is_code(path)) {
                let name = without_hash(&path.to_string_lossy());
                files.push(Self { name, on_demand, raw: bytes.len(), brotli: sizes::code_brotli(bytes)? });
            }
            Ok(())
        })?;
        files.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(files)
    }
}

/// Whether a file that is loaded on demand is code and not, say, a part of the search index. The search's own wasm is
/// compressed and has an ending of its own: `wasm.en.pagefind`.
fn is_code(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    [".js", ".mjs", ".wasm"].iter().any(|ending| name.ends_with(ending)) || name.starts_with("wasm.")
}

/// Takes the hash out of a name such as `app-0123456789abcdef.js`.
fn without_hash(name: &str) -> String {
    let Some((stem, ending)) = name.rsplit_once('.') else { return name.to_owned() };
    match stem.rsplit_once('-') {
        Some((stem, hash)) if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            format!("{stem}.{ending}")
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn code_that_pages_load_is_told_from_code_on_demand_and_from_the_rest() {
        let dist = tempfile::tempdir().unwrap();
        fs::create_dir(dist.path().join("pagefind")).unwrap();
        for (path, text) in [
            ("index.html", "<script>a()</script><style>b{}</style>"),
            ("app-0123456789abcdef.wasm", "wasm"),
            ("app-0123456789abcdef.wasm.br", "wasm"),
            ("start.js", "start()"),
            ("search.js", "search()"),
            ("style.css", "b{}"),
            ("pagefind/pagefind-worker.js", "work()"),
            ("pagefind/wasm.en.pagefind", "wasm"),
            ("pagefind/pagefind-entry.json", "{}"),
        ] {
            fs::write(dist.path().join(path), text).unwrap();
        }
        let files = CodeFile::all(dist.path()).unwrap();
        let found: Vec<_> = files.iter().map(|file| (file.name.as_str(), file.on_demand, file.raw)).collect();
        assert_eq!(
            found,
            [
                ("<script>", false, 3),
                ("app.wasm", false, 4),
                ("pagefind/pagefind-worker.js", true, 6),
                ("pagefind/wasm.en.pagefind", true, 4),
                ("search.js", true, 8),
                ("start.js", false, 7),
            ]
        );
        let at_once: usize = files.iter().filter(|file| !file.on_demand).map(|file| file.brotli).sum();
        assert_eq!(at_once, sizes::Sizes::of(dist.path()).unwrap().code());
    }

    #[test]
    fn only_a_hash_is_taken_out_of_a_name() {
        for (long, short) in [
            ("app-0123456789abcdef.js", "app.js"),
            ("pagefind/pagefind-worker.js", "pagefind/pagefind-worker.js"),
            ("a-0123.js", "a-0123.js"),
            ("LICENSE", "LICENSE"),
        ] {
            assert_eq!(without_hash(long), short);
        }
    }
}
