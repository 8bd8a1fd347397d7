//! Lines and columns of problems, for programs that read a report.

use crate::problem::Problem;

/// The line and the column where each problem begins, both from 1, the column in characters. Problems in the order of
/// their places need one walk through each file.
pub fn positions<'p>(problems: impl IntoIterator<Item = &'p Problem>) -> Vec<(usize, usize)> {
    let mut walk = Walk { text: "", at: 0, line: 1, column: 1 };
    problems.into_iter().map(|problem| walk.to(problem)).collect()
}

/// A place in a file.
struct Walk<'p> {
    text: &'p str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'p> Walk<'p> {
    fn to(&mut self, problem: &'p Problem) -> (usize, usize) {
        let (text, (_, to)) = (problem.text(), problem.place());
        if !std::ptr::eq(self.text, text) || to < self.at {
            *self = Walk { text, at: 0, line: 1, column: 1 };
        }
        for character in text[self.at..to].chars() {
            if character == '\n' {
                (self.line, self.column) = (self.line + 1, 1);
            } else {
                self.column += 1;
            }
        }
        self.at = to;
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use miette::NamedSource;

    use super::*;
    use crate::problem::Check;

    #[test]
    fn counts_lines_and_characters() {
        let source = Arc::new(NamedSource::new("a.md", "aß字\n👩 x\n".to_owned()));
        let other = Arc::new(NamedSource::new("b.md", "x".to_owned()));
        let at = |source, at| Problem::new(Check::MissingLink, source, at..at, "wrong");
        let problems = [at(&source, 0), at(&source, 3), at(&source, 12), at(&source, 1), at(&other, 1)];
        assert_eq!(positions(&problems), [(1, 1), (1, 3), (2, 3), (1, 2), (1, 2)]);
    }
}
