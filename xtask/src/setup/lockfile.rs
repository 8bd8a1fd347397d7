//! The version of a package in Cargo.lock.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The version of `package` in the Cargo.lock at `path`.
///
/// # Errors
/// When the file can't be read, or does not have exactly one version of the package.
pub fn version_of(path: &Path, package: &str) -> Result<String> {
    let text = fs::read_to_string(path).with_context(|| format!("failed to read `{}`", path.display()))?;
    match versions(&text, package).as_slice() {
        [version] => Ok((*version).to_owned()),
        [] => bail!("`{}` has no package `{package}`", path.display()),
        more => bail!("`{}` has `{package}` in {} versions: {}", path.display(), more.len(), more.join(", ")),
    }
}

/// Cargo writes `name` and `version` as the first two lines of a `[[package]]`.
fn versions<'a>(lockfile: &'a str, package: &str) -> Vec<&'a str> {
    let mut lines = lockfile.lines();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        if value(line, "name") == Some(package) {
            found.extend(lines.next().and_then(|line| value(line, "version")));
        }
    }
    found
}

fn value<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
[[package]]
name = "wasm-bindgen"
version = "0.2.130"
dependencies = [
 "wasm-bindgen-macro",
]

[[package]]
name = "wasm-bindgen-futures"
version = "0.4.60"

[[package]]
name = "syn"
version = "1.0.109"

[[package]]
name = "syn"
version = "2.0.106"
"#;

    #[test]
    fn packages_with_similar_names_are_not_mixed_up() {
        assert_eq!(versions(LOCK, "wasm-bindgen"), ["0.2.130"]);
        assert_eq!(versions(LOCK, "syn"), ["1.0.109", "2.0.106"]);
        assert!(versions(LOCK, "wasm").is_empty());
    }

    #[test]
    fn the_workspace_locks_one_wasm_bindgen() {
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        assert!(version_of(&lock, "wasm-bindgen").unwrap().starts_with("0.2."));
    }
}
