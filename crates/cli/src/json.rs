//! Problems for programs: a JSON object on each line.

use std::io::{self, Write};

use catchword_press::{Problem, Severity};
use serde::Serialize;

#[derive(Serialize)]
struct Record<'p> {
    check: &'p str,
    severity: &'p str,
    file: &'p str,
    line: usize,
    column: usize,
    message: &'p str,
    help: Option<&'p str>,
}

/// A file's name from the current folder, if it is in there.
fn relative<'n>(name: &'n str, here: &str) -> &'n str {
    let name = name.strip_prefix(here).unwrap_or(name);
    name.strip_prefix("./").unwrap_or(name)
}

/// Writes all problems to the standard output. Lines and columns count from 1, columns in characters.
pub(crate) fn print(problems: &[Problem]) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let here = std::env::current_dir()?.display().to_string().replace('\\', "/");
    let here = format!("{}/", here.trim_end_matches('/'));
    for (problem, (line, column)) in problems.iter().zip(catchword_press::positions(problems)) {
        let record = Record {
            check: problem.check.name(),
            severity: if problem.severity == Severity::Error { "error" } else { "warning" },
            file: relative(problem.file(), &here),
            line,
            column,
            message: problem.message(),
            help: problem.advice(),
        };
        serde_json::to_writer(&mut out, &record)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
