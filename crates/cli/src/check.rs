//! `catchword check`.

use std::path::Path;
use std::process::ExitCode;

use catchword_press::{BuildError, Severity};
use clap::Args;

use crate::exit::MISTAKES;
use crate::json;
use crate::report::{self, CommandError};
use crate::site_folder::Content;

#[derive(Args)]
pub(crate) struct CheckOptions {
    #[command(flatten)]
    content: Content,
    /// Correct what has only one right answer, in your files, and then check them.
    #[arg(long)]
    fix: bool,
    /// Treat warnings as errors.
    #[arg(long)]
    strict: bool,
    /// Print all mistakes for a program: a JSON object on each line.
    #[arg(long)]
    json: bool,
    /// Print all mistakes, also those that are repeated. With `--json`, all are printed anyway.
    #[arg(long)]
    all: bool,
}

/// Prints everything that is wrong with the content, drafts included.
pub(crate) fn run(options: &CheckOptions) -> Result<ExitCode, CommandError> {
    let CheckOptions { content, fix, strict, json, all } = options;
    let content = &content.find()?.content;
    if *fix {
        correct(content)?;
    }
    let (problems, count) = match catchword_press::inspect_all(content) {
        Ok(found) => (found.warnings, Some((found.essays, found.pages, found.drafts))),
        Err(BuildError::Problems(problems)) => (problems, None),
        Err(error) => return Err(error.into()),
    };
    let is_wrong = problems.iter().any(|problem| *strict || problem.severity == Severity::Error);
    if *json {
        json::print(&problems).map_err(CommandError::Print)?;
    } else {
        if *all {
            report::print_each(&problems);
        } else {
            report::print_all(&problems);
        }
        match count {
            Some((essays, pages, drafts)) if problems.is_empty() => report::print_all_well(essays, pages, drafts),
            _ => report::print_count(&problems),
        }
    }
    Ok(if is_wrong { ExitCode::from(MISTAKES) } else { ExitCode::SUCCESS })
}

/// Corrects the files, and says what was changed in which.
fn correct(content: &Path) -> Result<(), CommandError> {
    let fixed = catchword_press::fix(content).map_err(BuildError::from)?;
    for file in &fixed {
        tell!("Corrected {}:", file.name);
        for change in &file.changes {
            tell!("  {change}");
        }
    }
    if fixed.is_empty() {
        tell!("There was nothing to correct that has only one right answer.");
    }
    Ok(())
}
