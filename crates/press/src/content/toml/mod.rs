//! TOML, as far as it can be read, and in plain words what can't.
//!
//! 1. The text becomes statements (`statements.rs`).
//! 2. A statement that is not TOML is reported, with the line that was probably meant (`repair.rs`, `values.rs`).
//! 3. The parser reads the rest. So a mistake hides no other, and no field is read half.

mod repair;
mod statements;
mod values;

use std::collections::HashMap;
use std::ops::Range;

use toml::de::DeTable;

use super::days::{self, Reading};
use super::fields::listed;
use crate::problem::{Check, Problem, SourceText};
use repair::{Repair, repair};
pub(super) use statements::{Statement, statements};
pub(crate) use values::quoted;

/// A longer line is not repeated in a hint.
const LONGEST_HINT: usize = 300;

/// A text without the statements that are not TOML.
pub(crate) struct Toml {
    /// Spaces are in their places.
    text: String,
    /// Where it begins in its file.
    pub(super) offset: usize,
    /// What is not TOML.
    pub(crate) problems: Vec<Problem>,
    /// The fields that are in a line that is not TOML.
    pub(crate) broken: Vec<String>,
}

impl Toml {
    /// The table. What can't be read is not in it.
    pub(crate) fn table(&self) -> DeTable<'_> {
        DeTable::parse_recoverable(&self.text).0.into_inner()
    }
}

/// Reads a part of a file. `names` are the fields that it can have.
pub(crate) fn parse(source: &SourceText, part: Range<usize>, names: &[&str]) -> Toml {
    let text = &source.inner()[part.clone()];
    let (mut problems, mut broken) = (Vec::new(), Vec::new());
    let mut rest = text.to_owned();
    if let Err(_not_toml) = DeTable::parse(text) {
        let mut written: HashMap<(String, String), usize> = HashMap::new();
        let mut table = String::new();
        // Below the line of a table that can't be read, nobody knows where a field belongs.
        let mut is_lost = false;
        for statement in statements(text) {
            let words = &text[statement.span.clone()];
            let name = name_of(words, &statement);
            is_lost = if statement.is_header { name.is_none() } else { is_lost };
            let Some(name) = name.filter(|_| !is_lost) else {
                if statement.is_header || !is_lost {
                    match on_one_line(words, names) {
                        Some(fields) => broken.extend(fields.into_iter().map(|(name, _)| name)),
                        None => broken.extend(first_word(words)),
                    }
                    problems.push(report(source, part.start, &statement, words, names));
                }
                blank(&mut rest, statement.span);
                continue;
            };
            if statement.is_header {
                table.clone_from(&name);
            }
            if words.trim_start().starts_with("[[") {
                // Each is a table of its own.
                written.retain(|(table, _), _| *table != name);
                continue;
            }
            let key = if statement.is_header { (String::new(), name.clone()) } else { (table.clone(), name.clone()) };
            if let Some(first) = written.get(&key) {
                problems.push(twice(source, part.start, &statement, &name, *first));
                blank(&mut rest, statement.span);
            } else {
                written.insert(key, statement.span.start);
            }
        }
    }
    if problems.is_empty()
        && let Err(error) = DeTable::parse(&rest)
    {
        let at = error.span().unwrap_or(0..0);
        let span = part.start + at.start..part.start + at.end;
        problems.push(unreadable(source, span, "this line can't be read"));
    }
    Toml { text: rest, offset: part.start, problems, broken }
}

/// Where a field that begins at `from` ends, without the break of its last line.
pub(super) fn end_of_field(text: &str, from: usize) -> usize {
    statements::end_of_field(text, statements::line_at(text, from))
}

/// The name of the field or table that a statement writes; `None` if it is not TOML.
fn name_of(words: &str, statement: &Statement) -> Option<String> {
    let table = DeTable::parse(words).ok()?;
    let (key, value) = table.get_ref().iter().next()?;
    let mut name = key.get_ref().to_string();
    if statement.is_header {
        return Some(words.trim().trim_matches(['[', ']', ' ']).to_owned());
    }
    // A name with points in it is written once for each last part.
    let is_dotted = words.trim_start().strip_prefix(&*name).is_some_and(|after| after.trim_start().starts_with('.'));
    if is_dotted && value.get_ref().is_table() {
        name = words.split('=').next().unwrap_or_default().trim().to_owned();
    }
    Some(name)
}

fn first_word(words: &str) -> Option<String> {
    let word = words
        .trim_start()
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))
        .find(|word| !word.is_empty())?;
    Some(word.to_lowercase())
}

/// Replaces a statement by spaces, so that all others keep their places.
fn blank(text: &mut String, span: Range<usize>) {
    let spaces: String = text[span.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    text.replace_range(span, &spaces);
}

fn report(source: &SourceText, offset: usize, statement: &Statement, words: &str, names: &[&str]) -> Problem {
    let lead = words.len() - words.trim_start().len();
    let span = offset + statement.span.start + lead..offset + statement.span.start + words.trim_end().len();
    let name = first_word(words).unwrap_or_default();
    if let Some(fields) = on_one_line(words, names) {
        let lines = fields.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
        let fields: Vec<&str> = fields.iter().map(|(name, _)| &**name).collect();
        return Problem::new(Check::BadToml, source, span.clone(), format!("{} are on one line", listed(&fields)))
            .help(format!("write each field on a line of its own:\n{lines}"))
            .fix(span, lines);
    }
    if matches!(&*name, "date" | "updated")
        && let Some(problem) = not_a_day(source, &span, &name, words)
    {
        return problem;
    }
    if let Some(line) = with_commas(words) {
        let message = format!("a comma is missing between two fields of `{name}`");
        return Problem::new(Check::BadToml, source, span, message).help(format!("write `{line}`"));
    }
    let Some(Repair { reason, line, is_sure }) = repair(words, names) else {
        return match words.trim().strip_suffix(['=', ':']).map(str::trim) {
            Some(name) => unreadable(source, span, &format!("`{name}` has no value")),
            None if words.contains("\"\"\"") || words.contains("'''") => {
                unreadable(source, span, "this text has no end: its last line needs the three quotation marks again")
            }
            None => unreadable(source, span, "this line can't be read"),
        };
    };
    let check = if matches!(&*name, "date" | "updated") { Check::BadDate } else { Check::BadToml };
    let subject = if name.is_empty() || statement.is_header { "this line".to_owned() } else { format!("`{name}`") };
    let problem = Problem::new(check, source, span.clone(), format!("{subject} can't be read: {reason}"));
    let problem = if line.len() > LONGEST_HINT {
        problem.help("put straight quotation marks before and after the text, and none within it")
    } else {
        problem.help(format!("write `{line}`"))
    };
    let text = &source.inner()[offset..];
    let is_whole = words.contains('\n') || !statements::may_go_on(text, statement.span.end);
    if is_sure && is_whole { problem.fix(span, line) } else { problem }
}

/// A short line with commas between the fields within its braces, if nothing else is wrong with it.
fn with_commas(words: &str) -> Option<String> {
    if !words.contains('{') || words.len() > LONGEST_HINT {
        return None;
    }
    let (mut line, mut rest) = (String::new(), words.trim());
    while let Some(at) = rest.find(['"', '\'']) {
        let mark = &rest[at..=at];
        let end = at + 1 + rest[at + 1..].find(mark)? + 1;
        line.push_str(&rest[..end]);
        rest = &rest[end..];
        let next = rest.trim_start();
        let name = next.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(0);
        if name > 0 && next[name..].trim_start().starts_with('=') {
            line.push(',');
        }
    }
    line.push_str(rest);
    (line != words.trim() && DeTable::parse(&line).is_ok()).then_some(line)
}

/// The fields of a line that has several, each with its name; `None` if it has one, or if it can be read otherwise.
fn on_one_line<'w>(words: &'w str, names: &[&str]) -> Option<Vec<(String, &'w str)>> {
    let (mut fields, mut rest) = (Vec::new(), words.trim());
    loop {
        let field = |line: &'w str| -> Option<(String, &'w str)> {
            DeTable::parse(line).ok()?;
            Some((first_word(line)?, line))
        };
        let begins_field = |at: usize| {
            let name = names.iter().find(|name| rest[at..].starts_with(**name));
            name.is_some_and(|name| rest[at + name.len()..].trim_start().starts_with('='))
        };
        let places = rest.match_indices([' ', '\t', ',', ';']).map(|(before, _)| before + 1);
        let parted = places.filter(|at| begins_field(*at)).find_map(|at| {
            let first = field(rest[..at].trim_end_matches([' ', '\t', ',', ';']))?;
            Some((first, &rest[at..]))
        });
        match parted {
            Some((first, after)) => {
                fields.push(first);
                rest = after;
            }
            None if fields.is_empty() => return None,
            None => {
                fields.push(field(rest)?);
                return Some(fields);
            }
        }
    }
}

/// A date that is not a day, or that may be two days.
fn not_a_day(source: &SourceText, span: &Range<usize>, name: &str, words: &str) -> Option<Problem> {
    let value = words.split_once(['=', ':'])?.1.split(" #").next().unwrap_or_default();
    let value = value.trim().trim_matches(['"', '\'', '“', '”']);
    if value.is_empty() {
        return None;
    }
    let problem = |message: String| Problem::new(Check::BadDate, source, span.clone(), message);
    match days::loosely(value) {
        Some(Reading::One(_)) => None,
        Some(Reading::Two(one, other)) => {
            Some(two_days(problem(format!("`{name}` can be two days: {value}")), name, one, other))
        }
        None => Some(problem(format!("`{name}` is not a date of the calendar")).help(no_day(name, value))),
    }
}

/// What to do about a value that is no day.
pub(crate) fn no_day(name: &str, value: &str) -> String {
    let has_numbers_only = value.chars().all(|c| c.is_ascii_digit() || c == '-');
    if let Some((day, time)) = value.split_once(['T', 't', ' ']).filter(|(_, time)| time.contains(':'))
        && let Some(Reading::One(day)) = days::loosely(day)
    {
        return format!("`{time}` is no time of day, and a date has none: write `{name} = {day}`");
    }
    if let Some(last) = days::last_of_month(value) {
        return format!("that month ends earlier: its last day is `{name} = {last}`");
    }
    match days::exchanged(value) {
        Some(day) => format!("if the day and the month are exchanged, write `{name} = {day}`"),
        None if has_numbers_only => "check the month and the day: a date is the year, the month and the day, with \
                                     hyphens between them, without quotes"
            .to_owned(),
        None => format!("write it as year, month and day: `{name} = 2026-05-01`, without quotes"),
    }
}

/// Adds both readings of a date to a problem.
pub(crate) fn two_days(problem: Problem, name: &str, one: jiff::civil::Date, other: jiff::civil::Date) -> Problem {
    let words = |day: jiff::civil::Date| crate::texts::day(catchword_i18n::language("en"), day);
    problem.help(format!(
        "write `{name} = {one}` if it is {}, or `{name} = {other}` if it is {}",
        words(one),
        words(other)
    ))
}

fn twice(source: &SourceText, offset: usize, statement: &Statement, name: &str, first: usize) -> Problem {
    let line = source.inner()[..offset + first].matches('\n').count() + 1;
    let span = offset + statement.span.start..offset + statement.span.end;
    let (what, help) = if statement.is_header {
        (format!("the table `[{name}]` is here twice"), "put all its fields below one of the two lines")
    } else {
        (format!("`{name}` is here twice"), "keep one of the two lines, and remove the other")
    };
    Problem::new(Check::BadToml, source, span, format!("{what}; the first is in line {line}")).help(help)
}

fn unreadable(source: &SourceText, span: Range<usize>, message: &str) -> Problem {
    Problem::new(Check::BadToml, source, span, message).help(
        "write each field on a line of its own: its name, `=`, and its value; a text stands in straight quotes \
         (`title = \"The boat\"`), a list in brackets (`tags = [\"repair\", \"couples\"]`)",
    )
}
