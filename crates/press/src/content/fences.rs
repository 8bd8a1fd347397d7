//! Front matter that is not between two lines `+++`: written for another generator, or almost right.

use std::ops::Range;

use toml::de::DeTable;

use super::front_matter::ContentKind;
use super::split::{FENCE, line_end};
use super::yaml;
use crate::problem::{Check, Problem};
use crate::source::File;

/// What a file without a first line `+++` has instead.
pub(super) fn other_front_matter(file: &File, kind: ContentKind) -> Problem {
    let text = file.text.inner();
    let start = text.find(|c: char| !c.is_whitespace()).unwrap_or(text.len());
    let start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let first = start..line_end(text, start);
    let line = text[first.clone()].trim();
    let span = start..start + text[first.clone()].trim_end().len();
    let problem = |message: &str| Problem::new(Check::FrontMatter, &file.text, span.clone(), message);
    if let Some(rest) = line.strip_prefix(FENCE) {
        let rest = rest.trim().trim_matches('+');
        let is_sure = rest.is_empty() || rest.eq_ignore_ascii_case("toml");
        let message = if start > 0 && rest.is_empty() && line == FENCE {
            "there are empty lines before the front matter"
        } else {
            "the first line of the front matter is not `+++` alone"
        };
        let problem = problem(message).help("the first line of the file is `+++`, with nothing before or after it");
        return if is_sure { problem.fix(0..first.end, format!("{FENCE}\n")) } else { problem };
    }
    let found = if is_dashes(line) {
        between_dashes(text, first.end)
    } else if line.starts_with('{') {
        json(text, start)
    } else {
        without_fences(text, start, kind)
    };
    let Some(Found { fields, end }) = found else { return without(file, line) };
    rewritten(kind, problem, &text[fields], end)
}

/// Fields, and where the text after them begins.
struct Found {
    fields: Range<usize>,
    end: usize,
}

/// A problem that offers the same fields in TOML.
fn rewritten(kind: ContentKind, problem: impl Fn(&str) -> Problem, fields: &str, end: usize) -> Problem {
    let is_toml = DeTable::parse(fields).is_ok();
    let toml = if is_toml { Some(fields.to_owned()) } else { yaml::to_toml(fields, kind) };
    let message = match (is_toml, fields.trim_start().starts_with('{')) {
        (true, _) => "the front matter is not between two lines `+++`",
        (false, true) => "the front matter of this file is JSON, and it should be TOML",
        (false, false) => "the front matter of this file is YAML, and it should be TOML",
    };
    let Some(toml) = toml else {
        let example = "title = \"…\"";
        return problem(message).help(format!(
            "write `{FENCE}` instead of the lines around it, and each field as TOML: `{example}` instead of `title: …`; \
             something in it can't be read, so it can't be rewritten for you"
        ));
    };
    let toml = toml.trim_start_matches('\n').trim_end();
    let whole = format!("{FENCE}\n{toml}\n{FENCE}\n");
    problem(message).help(format!("run `catchword check --fix`, or write this instead:\n{whole}")).fix(0..end, whole)
}

/// A line of three or more dashes, as YAML has around front matter. Word processors make long dashes of them.
fn is_dashes(line: &str) -> bool {
    let dashes = line.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim_end();
    let words = line.trim()[dashes.len()..].trim();
    let width: usize = dashes.chars().map(|c| if c == '-' { 1 } else { 2 }).sum();
    width >= 3 && dashes.chars().all(|c| matches!(c, '-' | '–' | '—')) && matches!(words, "" | "yaml" | "toml")
}

fn between_dashes(text: &str, from: usize) -> Option<Found> {
    let mut at = from;
    while at < text.len() {
        let end = line_end(text, at);
        let line = text[at..end].trim();
        if (is_dashes(line) || line == "..." || line == "…") && at > from {
            let fields = from..at;
            // A line of dashes is also a break between paragraphs.
            let has_fields = text[fields.clone()].lines().any(looks_like_field);
            return has_fields.then_some(Found { fields, end });
        }
        at = end;
    }
    None
}

fn json(text: &str, start: usize) -> Option<Found> {
    let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<serde_json::Value>();
    values.next()?.ok().filter(serde_json::Value::is_object)?;
    let end = start + values.byte_offset();
    let line = line_end(text, end);
    text[end..line].trim().is_empty().then_some(Found { fields: start..end, end: line })
}

/// Fields at the beginning of a file, up to an empty line or a line that ends front matter.
fn without_fences(text: &str, start: usize, kind: ContentKind) -> Option<Found> {
    let mut at = start;
    let mut has_title = false;
    while at < text.len() {
        let end = line_end(text, at);
        let line = text[at..end].trim();
        let is_end = line == FENCE || is_dashes(line);
        if is_end || line.is_empty() {
            return has_title.then_some(Found { fields: start..at, end: if is_end { end } else { at } });
        }
        let is_part = looks_like_field(line)
            || line.starts_with(['-', '[', ']', '#', '"'])
            || text[at..].starts_with([' ', '\t']);
        if !is_part {
            return None;
        }
        let name = line.split(['=', ':']).next().unwrap_or_default().trim().to_lowercase();
        has_title |= name == "title" && kind.fields().contains(&"title");
        at = end;
    }
    has_title.then_some(Found { fields: start..at, end: at })
}

fn looks_like_field(line: &str) -> bool {
    let name = line.trim().find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '"'))).unwrap_or(0);
    name > 0 && line.trim()[name..].trim_start().starts_with(['=', ':'])
}

/// A file that begins with its text.
fn without(file: &File, line: &str) -> Problem {
    let title = line.strip_prefix("# ").map_or("…", |heading| heading.trim().trim_end_matches('#').trim_end());
    let problem = Problem::new(
        Check::FrontMatter,
        &file.text,
        0..line_end(file.text.inner(), 0),
        "this file has no front matter",
    );
    problem.help(format!(
        "begin the file with a line `+++`, then `title = {}` and `date = 2026-05-01`, then another line `+++`",
        super::toml::quoted(title)
    ))
}

/// Front matter that begins with `+++` and has no such line at its end.
pub(super) fn not_closed(file: &File, from: usize) -> Problem {
    let text = file.text.inner();
    let problem = Problem::new(Check::FrontMatter, &file.text, 0..FENCE.len(), "the front matter has no end")
        .label("it begins here");
    let help = "write a line `+++` between the last field and the first line of the text";
    let (mut at, mut fields_end) = (from, from);
    while at < text.len() {
        let end = line_end(text, at);
        let line = text[at..end].trim();
        let is_fence = is_dashes(line) || (!line.is_empty() && line.bytes().all(|byte| byte == b'+'));
        let is_toml = DeTable::parse(&text[from..at]).is_ok() && at > from;
        if is_fence && is_toml {
            return Problem::new(
                Check::FrontMatter,
                &file.text,
                at..at + text[at..end].trim_end().len(),
                "the front matter ends in another line than it begins",
            )
            .help("write `+++` here too, with nothing before or after it")
            .fix(at..end, format!("{FENCE}\n"));
        }
        if line.is_empty() && is_toml && fields_end == from {
            fields_end = at;
        }
        at = end;
    }
    if fields_end > from {
        problem.help(help).fix(fields_end..fields_end, format!("{FENCE}\n"))
    } else {
        problem.help(help)
    }
}
