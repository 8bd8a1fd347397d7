//! What an author reads when something is wrong.

use catchword_press::{AppError, Failure, Problem, Severity};
use miette::{Diagnostic, Report};

/// How many warnings a build shows.
const MOST: usize = 20;

/// Why a command did not do what it should.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub(crate) enum Failed {
    /// The press could not.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Press(#[from] Failure),
    /// There is no app.
    #[error(transparent)]
    #[diagnostic(transparent)]
    App(#[from] AppError),
    /// A hook could not.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Hook(#[from] crate::hook::HookError),
}

/// Prints why a command failed.
pub(crate) fn print_failure(failed: Failed) {
    match failed {
        Failed::Press(Failure::Problems(problems)) => {
            print_all(&problems);
            print_count(&problems);
        }
        Failed::Press(failure) => eprintln!("{:?}", Report::new(failure)),
        Failed::App(error) => eprintln!("{:?}", Report::new(error)),
        Failed::Hook(error) => eprintln!("{:?}", Report::new(error)),
    }
}

/// Prints warnings, each with its place; of very many the first, for an old blog has thousands.
pub(crate) fn print_first(warnings: &[Problem]) {
    let (first, rest) = warnings.split_at(warnings.len().min(MOST));
    print_all(first);
    if !rest.is_empty() {
        eprintln!("… and {} more: `catchword check` shows them all", counted(rest.len(), "warning"));
    }
}

/// The closing line of a report.
pub(crate) fn print_count(problems: &[Problem]) {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = problems.len() - errors;
    eprintln!("{}, {}", counted(errors, "problem"), counted(warnings, "warning"));
}

/// A number of things, such as `1 essay` or `2 essays`.
pub(crate) fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// Prints problems, each with its place.
pub(crate) fn print_all(problems: &[Problem]) {
    for problem in problems {
        eprintln!("{:?}", Report::new(problem.clone()));
    }
}
