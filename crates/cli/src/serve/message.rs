//! What browsers are told when something was saved.

use std::path::Path;

use catchword_press::{BuildError, Problem, Severity, positions};
use miette::Diagnostic;
use serde::Serialize;

/// How many problems a page shows.
const MOST: usize = 200;

/// The news of one state of the site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Message {
    /// Counts the states: a browser that misses one reads its page again.
    pub(super) number: u64,
    /// Whether this state has errors, so that the site is still the one before.
    pub(super) failed: bool,
    /// Whether it is something that every page shows.
    pub(super) frame: bool,
    /// Whether the styles have changed.
    pub(super) style: bool,
    /// The addresses of the pages that have changed.
    pub(super) pages: Vec<String>,
    /// The addresses of the pictures and other files that have changed.
    pub(super) files: Vec<String>,
    /// What is wrong, errors first.
    pub(super) problems: Vec<Shown>,
}

/// A problem, as a page shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Shown {
    is_error: bool,
    /// Empty if it is not about a file.
    file: String,
    /// From 1; 0 without a file.
    line: usize,
    /// The line's text before the place, at it and after it; empty if there is none.
    text: Vec<String>,
    message: String,
    help: Option<String>,
}

impl Shown {
    /// All problems, errors first. Their files are named from the content folder.
    pub(super) fn all(problems: &[Problem], content: &Path) -> Vec<Shown> {
        let folder = format!("{}/", content.display().to_string().replace('\\', "/").trim_end_matches('/'));
        let places = positions(problems);
        let mut shown: Vec<Shown> =
            problems.iter().zip(places).map(|(problem, (line, _))| Shown::of(problem, line, &folder)).collect();
        shown.sort_by_key(|problem| !problem.is_error);
        shown.truncate(MOST);
        shown
    }

    /// Why a site could not be made.
    pub(super) fn of_failure(failure: &BuildError, content: &Path) -> Vec<Shown> {
        if let BuildError::Problems(problems) = failure {
            return Shown::all(problems, content);
        }
        let help = failure.help().map(|help| help.to_string());
        vec![Shown { is_error: true, message: failure.to_string(), help, ..Shown::default() }]
    }

    fn of(problem: &Problem, line: usize, folder: &str) -> Shown {
        let text = problem.line().map(|parts| parts.map(str::to_owned).to_vec()).unwrap_or_default();
        Shown {
            is_error: problem.severity == Severity::Error,
            file: problem.file().strip_prefix(folder).unwrap_or(problem.file()).to_owned(),
            line,
            text,
            message: problem.message().to_owned(),
            help: problem.advice().map(str::to_owned),
        }
    }
}
