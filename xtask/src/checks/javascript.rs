//! The project's JavaScript: ESLint's rules (`eslint.config.mjs`) and TypeScript's types from JSDoc (`jsconfig.json`).

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::process;
use crate::setup::checkers::Checkers;

const RULES: &str = "eslint.config.mjs";
const TYPES: &str = "jsconfig.json";

/// A script with one mistake for each checker: a variable that is not used, and one that is not declared.
const PLANTED: &str = "const unused = 1;\nundeclared = 2;\n";

/// Checks every script of the checkout, once a planted mistake has shown that both checkers look.
///
/// # Errors
/// When a checker finds a mistake, can't be run, or misses the planted one.
pub fn check(root: &Path, checkers: &Checkers) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("catchword-javascript-{}", std::process::id()));
    let result = find_planted(root, &folder, checkers);
    fs::remove_dir_all(&folder).ok();
    result?;
    process::run(checkers.eslint().current_dir(root).args(["--max-warnings", "0", "."]))?;
    process::run(checkers.typescript().current_dir(root).args(["--project", TYPES]))
}

fn find_planted(root: &Path, folder: &Path, checkers: &Checkers) -> Result<()> {
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text)
            .with_context(|| format!("failed to write `{name}` in `{}`", folder.display()))
    };
    fs::create_dir_all(folder).with_context(|| format!("failed to make `{}`", folder.display()))?;
    write("planted.js", PLANTED)?;
    write(TYPES, &json!({ "extends": root.join(TYPES), "include": ["planted.js"] }).to_string())?;

    let eslint = checkers.eslint().current_dir(folder).arg("--config").arg(root.join(RULES)).arg(".").output();
    let typescript = checkers.typescript().current_dir(folder).args(["--project", TYPES]).output();
    for (name, output, mistake) in [("ESLint", eslint, "no-unused-vars"), ("TypeScript", typescript, "'undeclared'")] {
        let output = output.with_context(|| format!("failed to start {name}"))?;
        let said = String::from_utf8_lossy(&output.stdout);
        if output.status.success() || !said.contains(mistake) {
            let trouble = String::from_utf8_lossy(&output.stderr);
            bail!("{name} missed a planted mistake ({mistake}): {said}{trouble}");
        }
    }
    Ok(())
}
