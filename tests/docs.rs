//! `docs/ARCHITECTURE.md` names files, functions and types. They must exist.

use std::path::Path;

const DOCUMENT: &str = include_str!("../docs/ARCHITECTURE.md");

/// Folders that a build makes; a fresh checkout has none of them.
const BUILT: [&str; 2] = ["target", "dist"];

/// The keywords before the name of a function, a type or a constant.
const KEYWORDS: [&str; 5] = ["fn", "struct", "enum", "trait", "const"];

#[test]
fn every_path_and_name_in_the_architecture_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let errors: Vec<String> = code_spans(DOCUMENT).filter_map(|span| check(root, span).err()).collect();
    assert!(errors.is_empty(), "docs/ARCHITECTURE.md:\n{}", errors.join("\n"));
}

#[test]
fn every_link_in_the_architecture_leads_to_a_file() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    for target in DOCUMENT.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(docs.join(target).is_file(), "docs/ARCHITECTURE.md links to {target}");
    }
}

#[test]
fn a_wrong_path_or_name_is_an_error() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for span in ["src/app.rs", "src/app.rs: App", "crates/bundle/", "target/app", "/essays/x/", "catchword hook base"] {
        assert_eq!(check(root, span), Ok(()), "{span}");
    }
    for span in ["src/nothing.rs", "nothing/", "src/app.rs: Nothing", "crates/bundle/src/app.rs: App", "app.rs"] {
        assert!(check(root, span).is_err(), "{span}");
    }
}

/// The text between backticks, without blocks of code.
fn code_spans(markdown: &str) -> impl Iterator<Item = &str> {
    markdown.split("```").step_by(2).flat_map(|text| text.split('`').skip(1).step_by(2))
}

/// Checks a code span that is a path, or a path and a name: `src/app.rs: App`. Any other span is right.
fn check(root: &Path, span: &str) -> Result<(), String> {
    let (path, name) = span.split_once(": ").map_or((span, None), |(path, name)| (path, Some(name)));
    let first = path.split('/').next().unwrap_or_default();
    let is_path = path.contains('/') || path.ends_with(".rs");
    if !is_path || path.contains(' ') || first.is_empty() || BUILT.contains(&first) {
        return Ok(());
    }
    let file = root.join(path);
    let Some(name) = name else {
        return if file.exists() { Ok(()) } else { Err(format!("`{path}` does not exist")) };
    };
    let code = std::fs::read_to_string(&file).map_err(|error| format!("`{path}`: {error}"))?;
    let words: Vec<&str> = code.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    let is_defined = words.windows(2).any(|pair| KEYWORDS.contains(&pair[0]) && pair[1] == name);
    if is_defined { Ok(()) } else { Err(format!("`{path}` has no `{name}`")) }
}
