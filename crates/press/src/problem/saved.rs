//! A problem as it is kept for a build that has nothing to do and says the same again.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::{Check, Fix, Problem, Severity, SourceText};

/// A problem without the text of its file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SavedProblem {
    check: String,
    is_error: bool,
    message: String,
    label: String,
    help: Option<String>,
    fix: Option<(usize, usize, String)>,
    file: String,
    span: (usize, usize),
}

impl SavedProblem {
    pub(crate) fn of(problem: &Problem) -> SavedProblem {
        let Problem { check, severity, message, label, help, fix, source, span, .. } = problem;
        SavedProblem {
            check: check.name().to_owned(),
            is_error: *severity == Severity::Error,
            message: message.clone(),
            label: label.to_string(),
            help: help.clone(),
            fix: fix.as_ref().map(|fix| (fix.span.start, fix.span.end, fix.text.clone())),
            file: source.name().to_owned(),
            span: (span.start, span.end),
        }
    }

    /// The name of its file, as reports show it.
    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    /// The problem in its file's text. `None` if there is no such check, or no such place in the text.
    pub(crate) fn problem(&self, source: SourceText) -> Option<Problem> {
        let SavedProblem { check, is_error, message, label, help, fix, span, .. } = self.clone();
        source.inner().get(span.0..span.1)?;
        Some(Problem {
            check: Check::parse(&check)?,
            severity: if is_error { Severity::Error } else { Severity::Warning },
            message,
            label: label.into_boxed_str(),
            help,
            fix: fix.map(|(start, end, text)| Box::new(Fix { span: start..end, text })),
            source,
            span: span.0..span.1,
            excerpt: OnceLock::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use miette::NamedSource;

    use super::*;

    #[test]
    fn a_saved_problem_is_the_same_problem() {
        let text: SourceText = Arc::new(NamedSource::new("essays/ü.md", "Straße und Weg".to_owned()));
        let problem =
            Problem::new(Check::MissingAlt, &text, 0..7, "a message").label("there").help("do this").fix(0..7, "Weg");
        let saved = serde_json::to_string(&SavedProblem::of(&problem)).unwrap();
        let saved: SavedProblem = serde_json::from_str(&saved).unwrap();
        assert_eq!(format!("{:?}", saved.problem(Arc::clone(&text)).unwrap()), format!("{problem:?}"));
        // The text is another one now.
        assert!(saved.problem(Arc::new(NamedSource::new("essays/ü.md", "Weg".to_owned()))).is_none());
    }
}
