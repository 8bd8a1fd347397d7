//! html-validate: every page is valid HTML.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use walkdir::WalkDir;

use crate::process;
use crate::setup::checkers::Checkers;

/// Its configuration, with a reason for each exception.
const RULES: &str = "tests/site/html.mjs";

/// How many complaints are printed.
const SHOWN: usize = 40;

/// Validates every `.html` below `dist`.
///
/// # Errors
/// When a page is not valid, or html-validate can't be run.
pub fn validate(root: &Path, dist: &Path, checkers: &Checkers) -> Result<()> {
    let pages = count(dist)?;
    let mut command = checkers.html_validate();
    command.arg("--config").arg(root.join(RULES)).args(["--formatter", "json", "--max-warnings", "0", "--ext", "html"]);
    let command = command.arg(dist).current_dir(root);
    let output = command.output().with_context(|| format!("failed to start `{}`", process::describe(command)))?;
    let reports: Value = serde_json::from_slice(&output.stdout).with_context(|| {
        let said = String::from_utf8_lossy(&output.stderr);
        format!("`{}` gave no report ({}): {}", process::describe(command), output.status, said.trim())
    })?;
    let complaints = complaints(&reports, dist);
    if !complaints.is_empty() {
        for complaint in complaints.iter().take(SHOWN) {
            println!("{complaint}");
        }
        bail!("html-validate has {} complaints about {pages} pages", complaints.len());
    }
    if !output.status.success() {
        bail!("`{}` failed ({}) without a complaint", process::describe(command), output.status);
    }
    println!("{pages} pages");
    Ok(())
}

fn complaints(reports: &Value, dist: &Path) -> Vec<String> {
    let mut complaints = Vec::new();
    for report in reports.as_array().into_iter().flatten() {
        let file = Path::new(report["filePath"].as_str().unwrap_or_default());
        let file = file.strip_prefix(dist).unwrap_or(file).display();
        for message in report["messages"].as_array().into_iter().flatten() {
            let text = |name: &str| message[name].as_str().unwrap_or_default();
            complaints.push(format!(
                "{file}:{}:{}: {} ({})",
                message["line"],
                message["column"],
                text("message"),
                text("ruleId")
            ));
        }
    }
    complaints
}

/// How many pages there are. An error if there is none: then the validator has nothing to complain of.
fn count(dist: &Path) -> Result<usize> {
    let mut pages = 0;
    for entry in WalkDir::new(dist).follow_links(true) {
        let entry = entry.with_context(|| format!("failed to read `{}`", dist.display()))?;
        pages += usize::from(entry.path().extension().is_some_and(|extension| extension == "html"));
    }
    if pages == 0 {
        bail!("there is no page in `{}`", dist.display());
    }
    Ok(pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complaint_names_the_place() {
        let reports = serde_json::json!([{ "filePath": "/dist/x/index.html", "messages": [
            { "ruleId": "no-dup-id", "message": "Duplicate ID \"a\"", "line": 3, "column": 7 },
        ]}]);
        assert_eq!(complaints(&reports, Path::new("/dist")), ["x/index.html:3:7: Duplicate ID \"a\" (no-dup-id)"]);
    }
}
