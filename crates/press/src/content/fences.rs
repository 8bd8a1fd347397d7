//! Front matter that is not between two lines `+++`: written for another generator, or almost right.

use std::ops::Range;

use toml::de::DeTable;

use super::extent::extent;
use super::front_matter::ContentKind;
use super::split::{FENCE, line_end};
use super::text_within;
use super::yaml::{self, Unreadable};
use crate::problem::{BY_PROGRAM, Check, Problem};
use crate::source::File;

/// How many characters of a line a hint repeats.
const MOST_SHOWN: usize = 40;

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
    if let Some(problem) = almost(text, start, line, &problem) {
        return problem;
    }
    let found = if is_dashes(line) {
        if let Some(at) = text_after_fields(text, first.end, kind) {
            return ends_before(file, span, at, "---");
        }
        between_dashes(text, first.end)
    } else if line.starts_with('{') {
        json(text, start)
    } else {
        without_fences(text, start, kind)
    };
    let Some(Found { fields, end }) = found else { return without(file, line) };
    rewritten(kind, problem, text, fields, end)
}

/// A first line that is not ours, and that is no text either: nothing of it should be published.
fn almost(text: &str, start: usize, line: &str, problem: &impl Fn(&str) -> Problem) -> Option<Problem> {
    let next = text[line_end(text, start)..].lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '＋' { '+' } else { c }).collect();
    let is_plus = bare.len() > 1 && bare.bytes().all(|byte| byte == b'+') && looks_like_field(next);
    if is_plus {
        let problem = problem("the first line of the front matter is not `+++` alone");
        let help = "the first line of the file is `+++`: three plus signs with nothing before, between or after them";
        return Some(problem.help(help).fix(0..line_end(text, start), format!("{FENCE}\n")));
    }
    let small = line.to_lowercase();
    let is_code = (line.starts_with("```") || line.starts_with("~~~"))
        && (matches!(
            small.trim_matches(['`', '~', ' ']),
            "toml" | "yaml" | "yml" | "json" | "frontmatter" | "front-matter"
        ) || matches!(next.trim(), FENCE | "---"))
        && (looks_like_field(next) || matches!(next.trim(), FENCE | "---" | "{"));
    if is_code {
        let problem = problem("the front matter is in a block of code");
        return Some(if looks_like_field(next) {
            problem.help(format!("write `{FENCE}` instead of this line, and instead of the line that ends the block"))
        } else {
            problem.help("remove this line, and the line that ends the block")
        });
    }
    if small.starts_with("{\\rtf") {
        let help = "open it in the program that wrote it, and save it as plain text, with a name that ends in `.md`; then begin \
                    it with a line `+++`, the fields, and another line `+++`";
        return Some(problem("this file is in RTF, the format of a word processor, and not plain text").help(help));
    }
    let is_json = line.starts_with('{') && json(text, start).is_none() && {
        let first = line[1..].trim_start();
        let first = if first.is_empty() { next.trim() } else { first };
        first.starts_with('"') && looks_like_field(first)
    };
    if is_json {
        let error = serde_json::Deserializer::from_str(&text[start..]).into_iter::<serde_json::Value>().next();
        let place = error.and_then(Result::err).map(|error| text[..start].matches('\n').count() + error.line());
        let place = place.map_or_else(String::new, |line| format!(", because line {line} can't be read"));
        let problem = problem("the front matter of this file is JSON, and it should be TOML");
        return Some(problem.help(format!(
            "it can't be rewritten for you{place}: often a comma is missing, or there is one after the last field. Correct \
             that, or write the fields as TOML between two lines `{FENCE}`, such as `title = \"…\"`"
        )));
    }
    None
}

/// Fields, and where the text after them begins.
struct Found {
    fields: Range<usize>,
    end: usize,
}

/// A problem that offers the same fields in TOML.
fn rewritten(
    kind: ContentKind,
    problem: impl Fn(&str) -> Problem,
    text: &str,
    part: Range<usize>,
    end: usize,
) -> Problem {
    let fields = &text[part.clone()];
    let is_toml = DeTable::parse(fields).is_ok();
    let toml = if is_toml { Ok(fields.to_owned()) } else { yaml::to_toml(fields, kind) };
    let message = match (is_toml, fields.trim_start().starts_with('{')) {
        (true, _) => "the front matter is not between two lines `+++`",
        (false, true) => "the front matter of this file is JSON, and it should be TOML",
        (false, false) => "the front matter of this file is YAML, and it should be TOML",
    };
    let has_host =
        toml.iter().flat_map(|toml| toml.lines()).any(|line| line.starts_with("aliases") && line.contains(" # http"));
    let hosts = if has_host { "; of old addresses with a host, the aliases have the paths" } else { "" };
    let held_back = toml.iter().flat_map(|toml| toml.lines()).find_map(|line| {
        let (_, name) = line.strip_prefix("draft = true # because of ")?.split_once('`')?;
        Some(format!("; it becomes a draft because of `{}`", name.split('`').next()?))
    });
    let message = &format!("{message}{hosts}{}", held_back.unwrap_or_default());
    let toml = match toml {
        Ok(toml) => toml,
        Err(Unreadable { line, reason }) => {
            let first = text[..part.start].matches('\n').count() + 1;
            let place = line.map_or_else(|| "in it".to_owned(), |line| format!("in line {}", first + line));
            return problem(message).help(format!(
                "it can't be rewritten for you, because {place}, {reason}: correct that, or write `{FENCE}` instead of the \
                 lines around it, and each field as TOML: `title = \"…\"` instead of `title: …`"
            ));
        }
    };
    let toml = toml.trim_start_matches('\n').trim_end();
    let whole = format!("{FENCE}\n{toml}\n{FENCE}\n");
    problem(message).help(format!("{BY_PROGRAM}\n{whole}")).fix(0..end, whole)
}

/// A line of three or more dashes, as YAML has around front matter. Word processors make long dashes of them.
pub(super) fn is_dashes(line: &str) -> bool {
    let dashes = line.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim_end();
    let words = line.trim()[dashes.len()..].trim();
    let width: usize = dashes.chars().map(|c| if c == '-' { 1 } else { 2 }).sum();
    width >= 3 && dashes.chars().all(|c| matches!(c, '-' | '–' | '—')) && matches!(words, "" | "yaml" | "toml")
}

fn between_dashes(text: &str, from: usize) -> Option<Found> {
    let mut at = from;
    while at < text.len() {
        let end = line_end(text, at);
        // Within a text of several lines, such a line is indented.
        let line = text[at..end].trim_end();
        let is_indented = line.starts_with(char::is_whitespace);
        if !is_indented && (is_dashes(line) || matches!(line, "..." | "…" | FENCE)) && at > from {
            let fields = from..at;
            // A line of dashes is also a break between paragraphs.
            let has_fields = text[fields.clone()].lines().any(looks_like_field);
            return has_fields.then_some(Found { fields, end });
        }
        at = end;
    }
    None
}

/// Where the text begins after fields whose end no line marks, or none that is sure. The text may have a break further
/// down that looks like that line.
fn text_after_fields(text: &str, from: usize, kind: ContentKind) -> Option<usize> {
    if !looks_like_field(&text[from..line_end(text, from)]) && !text[from..].starts_with('#') {
        return None;
    }
    let found = between_dashes(text, from);
    let fields = found.map_or(from..text.len(), |found| found.fields);
    if DeTable::parse(&text[fields.clone()]).is_ok() {
        return text_within::in_toml(text, fields);
    }
    text_within::in_yaml(text, fields, kind)
}

/// Front matter without a line at its end that is sure. Only its author can know where that line belongs.
pub(super) fn ends_before(file: &File, head: Range<usize>, at: usize, fence: &str) -> Problem {
    let text = file.text.inner();
    let line = text[..at].matches('\n').count() + 1;
    let words: String = text[at..line_end(text, at)].trim().chars().take(MOST_SHOWN).collect();
    Problem::new(Check::FrontMatter, &file.text, head, "the front matter has no end before the text").help(format!(
        "the text seems to begin in line {line} (`{words}`): write a line `{fence}` above it, below the last field. If that \
         line is a comment or a field, put no empty line before it"
    ))
}

fn json(text: &str, start: usize) -> Option<Found> {
    let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<serde_json::Value>();
    values.next()?.ok().filter(serde_json::Value::is_object)?;
    let end = start + values.byte_offset();
    let line = line_end(text, end);
    text[end..line].trim().is_empty().then_some(Found { fields: start..end, end: line })
}

/// Fields at the beginning of a file, if one of them is its title.
fn without_fences(text: &str, start: usize, kind: ContentKind) -> Option<Found> {
    // A file that begins with its text is the most common.
    if !looks_like_field(&text[start..line_end(text, start)]) && !text[start..].starts_with(['#', '[', '"']) {
        return None;
    }
    let extent = extent(text, start, kind)?;
    let fields = start..extent.end;
    let is_title = |line: &str| sign_of(line.trim()).is_some_and(|(name, _)| name.eq_ignore_ascii_case("title"));
    let has_title = text[fields.clone()].lines().any(is_title);
    let end = extent.fence.map_or(extent.end, |fence| fence.end);
    has_title.then_some(Found { fields, end })
}

fn looks_like_field(line: &str) -> bool {
    sign_of(line.trim()).is_some()
}

/// The name of a field, and the sign after it.
pub(super) fn sign_of(line: &str) -> Option<(&str, char)> {
    let end = line.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"')))?;
    let name = line[..end].trim_matches('"');
    let sign = line[end..].trim_start().chars().next().filter(|sign| matches!(sign, '=' | ':'))?;
    (!name.is_empty()).then_some((name, sign))
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
pub(super) fn not_closed(file: &File, from: usize, kind: ContentKind) -> Problem {
    let text = file.text.inner();
    let problem = Problem::new(Check::FrontMatter, &file.text, 0..FENCE.len(), "the front matter has no end")
        .label("it begins here")
        .help("write a line `+++` between the last field and the first line of the text");
    let Some(extent) = extent(text, from, kind).filter(|extent| extent.end > from) else { return problem };
    if DeTable::parse(&text[from..extent.end]).is_err() {
        // YAML whose first line is that of TOML.
        let Some(fence) = extent.fence.filter(|fence| yaml::to_toml(&text[from..fence.start], kind).is_ok()) else {
            return problem;
        };
        let first = |message: &str| Problem::new(Check::FrontMatter, &file.text, 0..FENCE.len(), message);
        return rewritten(kind, first, text, from..fence.start, fence.end);
    }
    match extent.fence {
        Some(fence) => {
            let line = fence.start..fence.start + text[fence.clone()].trim_end().len();
            Problem::new(Check::FrontMatter, &file.text, line, "the front matter ends in another line than it begins")
                .help("write `+++` here too, with nothing before or after it")
                .fix(fence, format!("{FENCE}\n"))
        }
        None if text[..extent.end].ends_with('\n') => problem.fix(extent.end..extent.end, format!("{FENCE}\n")),
        None => problem,
    }
}
