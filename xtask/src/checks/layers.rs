//! Checks that no module imports from a layer above its own.
//!
//! The table of a crate lists its modules, the lowest first: each may import those listed before it. The check reads
//! source files, not types, so it sees `use` declarations and paths that begin with `crate`, `super` or `self`. It
//! ignores tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

use super::imports::{Import, SourceFile, prefixes, resolve};

/// A crate's modules in layers.
struct Layers {
    /// The crate's name in paths.
    name: &'static str,
    /// The folder of its sources.
    folder: &'static str,
    /// The modules, the lowest first. If a module's submodules are listed, all of them must be.
    modules: &'static [&'static str],
}

/// The crates that are checked.
const CHECKED: &[&Layers] = &[&APP, &PRESS, &PUBLISH, &FONTS];

const APP: Layers = Layers {
    name: "catchword_app",
    folder: "src",
    modules: &[
        "dom",
        "routes",
        "head",
        "state",
        "cache",
        "components",
        "pages",
        "views",
        "page",
        "reading",
        "navigation::saved_place",
        "navigation::history",
        "navigation::document_head",
        "navigation::focus_scroll",
        "navigation::turn_marker",
        "navigation::fault_note",
        "navigation::dialog",
        "navigation::prefetch",
        "navigation::ahead",
        "navigation::turn",
        "navigation::links",
        "navigation::clicks",
        "navigation::keys",
        "navigation::intent",
        "navigation::listeners",
        "navigation",
        "app",
        "prerender",
        "start",
    ],
};

const PRESS: Layers = Layers {
    name: "catchword_press",
    folder: "crates/press/src",
    modules: &[
        // What the stages share.
        "store",
        "excerpt",
        "problem",
        "positions",
        "characters",
        "source",
        "walk",
        "secrets",
        "picture",
        "unlinked",
        "paths",
        "escape",
        "slugs",
        "dates",
        "edition",
        "pagination",
        "resolve",
        "slips",
        "hosts",
        "look",
        "styles",
        "parts",
        "markdown",
        "texts",
        "content",
        "addresses",
        // Stages. From `feeds` to `site_files` come the documents and the site's other files.
        "read",
        // What a correction may not lose.
        "kept",
        "check",
        "arrange",
        "render",
        "index",
        "feeds",
        "sitemap",
        "robots",
        "documents",
        "site_files",
        "write_error",
        "interrupt",
        "new_file",
        "record",
        "out",
        "last_build",
        "built",
        "write",
        "compress",
        "memory",
        // Not stages: correct the author's files, and begin new ones.
        "fix",
        "answers",
        "new_text",
    ],
};

const PUBLISH: Layers = Layers {
    name: "catchword_publish",
    folder: "crates/publish/src",
    modules: &[
        "temporary",
        "error",
        "files",
        "site",
        "plan",
        "place",
        "program",
        "ssh",
        "server",
        "together",
        "headers",
        "http",
        // The places.
        "git",
        "rsync",
        "sftp",
        "netlify",
        "s3",
    ],
};

const FONTS: Layers = Layers {
    name: "catchword_fonts",
    folder: "crates/fonts/src",
    modules: &[
        "guard",
        "error",
        "embedding",
        "container",
        "characters",
        "english",
        "features",
        "kerning",
        "cff",
        "font",
        "systems",
        "fallback",
        "css",
        "subset",
    ],
};

/// Checks the crates below the workspace's root.
pub fn check(root: &Path) -> Result<()> {
    let mut found = Vec::new();
    for layers in CHECKED {
        found.extend(violations(&read(root, layers.folder)?, layers));
    }
    if !found.is_empty() {
        bail!("modules import from layers above their own\n{}", found.join("\n"));
    }
    Ok(())
}

/// What is wrong with a crate's imports, a sentence each.
fn violations(files: &[(String, String)], layers: &Layers) -> Vec<String> {
    let mut files: Vec<_> = files.iter().map(|(path, text)| SourceFile::parse(path, text, layers.folder)).collect();
    let test_modules: BTreeSet<String> = files.iter().flat_map(|file| file.test_modules.clone()).collect();
    files.retain(|file| !prefixes(&file.module).any(|module| test_modules.contains(module)));
    let modules: BTreeSet<String> = files.iter().map(|file| file.module.clone()).collect();

    let mut found = Vec::new();
    for entry in layers.modules.iter().filter(|entry| !modules.contains(**entry)) {
        found.push(format!("the table of `{}` names `{entry}`, but there is no such module", layers.folder));
    }
    // The crate's root may import everything.
    for file in files.iter().filter(|file| !file.module.is_empty()) {
        let Some(layer) = layers.of(&file.module) else {
            found.push(format!(
                "{}: the module `{}` is in no layer; add it to the table in xtask/src/checks/layers.rs",
                file.path, file.module
            ));
            continue;
        };
        for Import { line, module, path, is_use } in &file.imports {
            let Some(target) = resolve(path, module, *is_use, layers.name, &modules) else { continue };
            let place = format!("{}, line {line}: `{}`", file.path, layers.modules[layer]);
            if target.is_empty() {
                found.push(format!("{place} imports from the crate's root, which is above all modules"));
            } else if let Some(other) = layers.of(target)
                && other > layer
            {
                found.push(format!("{place} imports `{}`, which is in a higher layer", layers.modules[other]));
            }
        }
    }
    found.dedup();
    found
}

impl Layers {
    /// The position of a module in the table; `None` if it is missing.
    fn of(&self, module: &str) -> Option<usize> {
        let entry = prefixes(module).find(|prefix| self.modules.contains(prefix))?;
        let has_own_layers =
            self.modules.iter().any(|other| other.strip_prefix(entry).is_some_and(|rest| rest.starts_with("::")));
        if has_own_layers && entry != module {
            return None;
        }
        self.modules.iter().position(|other| *other == entry)
    }
}

/// The paths, from the root, and texts of all Rust files in a folder.
fn read(root: &Path, folder: &str) -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(root.join(folder)).sort_by_file_name() {
        let entry = entry.with_context(|| format!("failed to list `{folder}`"))?;
        let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let path = below.display().to_string().replace('\\', "/");
        if path.ends_with(".rs") {
            let text = fs::read_to_string(entry.path()).with_context(|| format!("failed to read `{path}`"))?;
            files.push((path, text));
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Layers =
        Layers { name: "small", folder: "src", modules: &["ground", "house::wall", "house::roof", "house", "garden"] };

    /// The small tree, with one file's text replaced.
    fn found(path: &str, text: &str) -> Vec<String> {
        let mut files: Vec<(String, String)> = [
            "src/lib.rs",
            "src/ground.rs",
            "src/house/mod.rs",
            "src/house/wall.rs",
            "src/house/roof.rs",
            "src/garden.rs",
        ]
        .map(|path| (path.to_owned(), String::new()))
        .into();
        files.retain(|(other, _)| other != path);
        files.push((path.to_owned(), text.to_owned()));
        violations(&files, &SMALL)
    }

    fn lines(path: &str, text: &str) -> Vec<usize> {
        let line = |sentence: &String| sentence.split_once(", line ")?.1.split(':').next()?.parse().ok();
        found(path, text).iter().map(|sentence| line(sentence).expect(sentence)).collect()
    }

    #[test]
    fn an_import_from_above_is_found_however_it_is_written() {
        for text in [
            "use crate::house;",
            "use crate::house::wall::Brick;",
            "use crate::{\n  garden::{self, Tree}, };",
            "pub(crate) use crate::garden::*;",
            "fn f() { crate::garden::plant::<u8>(); }",
            "use super::garden;",
            "mod inner { use super::super::garden; }",
            "use small::garden;",
            "const A: char = '\"'; use crate::garden;",
            "fn f<'a>(a: &'a str) { self::super::garden::g(a) }",
        ] {
            assert_eq!(found("src/ground.rs", text).len(), 1, "{text}");
        }
        assert_eq!(
            found("src/ground.rs", "\nuse crate::garden::Tree;"),
            ["src/ground.rs, line 2: `ground` imports `garden`, which is in a higher layer"]
        );
    }

    #[test]
    fn each_import_of_a_group_has_its_line() {
        let text = "use crate::{\n    garden,\n    ground,\n    house::{roof, wall},\n};";
        assert_eq!(lines("src/house/wall.rs", text), [2, 4]);
        assert_eq!(lines("src/ground.rs", text), [2, 4, 4]);
        assert_eq!(lines("src/garden.rs", text), [0; 0]);
    }

    #[test]
    fn submodules_have_layers_of_their_own() {
        assert_eq!(lines("src/house/wall.rs", "use super::roof::Tile;\nuse super::House;"), [1, 2]);
        assert_eq!(lines("src/house/roof.rs", "use super::wall::Brick;\nuse crate::ground;"), [0; 0]);
        assert_eq!(lines("src/house/mod.rs", "pub use roof::Tile; use self::wall::Brick;"), [0; 0]);
        assert_eq!(lines("src/lib.rs", "pub use garden::Tree;"), [0; 0]);
    }

    #[test]
    fn tests_comments_and_texts_are_ignored() {
        for text in [
            "// use crate::garden;\n/* crate::garden /* */ crate::garden */",
            "const A: &str = \"crate::garden\"; const B: &str = r#\"\"crate::garden\"#;",
            "#[cfg(test)]\nmod tests { use crate::garden; fn f() { {} } }",
            "#[cfg(test)] use crate::garden::{self, Tree};",
            "pub(crate) use crate::ground::Stone; use std::fmt; use other::garden;",
        ] {
            assert_eq!(found("src/ground.rs", text), [""; 0], "{text}");
        }
        let mut files = vec![("src/house/mod.rs".to_owned(), "#[cfg(test)]\nmod tests;".to_owned())];
        files.push(("src/house/tests/deep.rs".to_owned(), "use crate::garden;".to_owned()));
        assert!(violations(&files, &SMALL).iter().all(|sentence| sentence.starts_with("the table")));
    }

    #[test]
    fn an_import_from_the_root_is_found() {
        assert_eq!(
            found("src/garden.rs", "use crate::Failure;"),
            ["src/garden.rs, line 1: `garden` imports from the crate's root, which is above all modules"]
        );
    }

    #[test]
    fn a_module_missing_in_the_table_is_found_and_the_reverse() {
        for (path, module) in [("src/attic.rs", "attic"), ("src/house/door.rs", "house::door")] {
            let expected = format!(
                "{path}: the module `{module}` is in no layer; add it to the table in xtask/src/checks/layers.rs"
            );
            assert_eq!(found(path, ""), [expected]);
        }
        assert_eq!(
            violations(
                &[("src/ground.rs".to_owned(), String::new())],
                &Layers { modules: &["ground", "pond"], ..SMALL }
            ),
            ["the table of `src` names `pond`, but there is no such module"]
        );
    }

    #[test]
    fn the_crates_keep_their_layers() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        check(root).unwrap();
    }
}
