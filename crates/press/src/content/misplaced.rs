//! Moves fields that are below the line of a table up, where they belong.

use std::collections::HashSet;
use std::ops::Range;

use ::toml::de::DeTable;

use super::toml::{Statement, statements};
use crate::problem::{Check, Problem, SourceText};

/// A field, with the comments right above it, in bytes of the front matter.
struct Move {
    lines: Range<usize>,
    /// The place of its problem.
    at: usize,
}

/// Adds a correction to each report of a field in the wrong place: all of them move at once, with their comments, to the
/// end of the fields above the tables. A field that is there already stays where it is, because only its author knows
/// which of the two is meant.
pub(super) fn with_moves(
    source: &SourceText,
    part: Range<usize>,
    names: &[&str],
    problems: Vec<Problem>,
) -> Vec<Problem> {
    let text = &source.inner()[part.clone()];
    let is_misplaced = |problem: &Problem| problem.check == Check::MisplacedField;
    if !problems.iter().any(is_misplaced) || DeTable::parse(text).is_err() {
        return problems;
    }
    let statements = statements(text);
    let Some(first_table) = statements.iter().position(|statement| statement.is_header) else { return problems };
    let places: HashSet<usize> =
        problems.iter().filter(|problem| is_misplaced(problem)).map(|problem| problem.place().1 - part.start).collect();
    let moves = moves(text, &statements, first_table, names, &places);
    let Some(last) = moves.last() else { return problems };
    let to = statements[..first_table].last().map_or(0, |statement| (statement.span.end + 1).min(text.len()));
    let span = part.start + to..part.start + last.lines.end;
    let (mut moved, mut rest, mut copied) = (String::new(), String::new(), to);
    for Move { lines, .. } in &moves {
        rest.push_str(&text[copied..lines.start]);
        for line in text[lines.clone()].trim_end_matches('\n').split('\n') {
            moved.push_str(line);
            moved.push('\n');
        }
        copied = lines.end;
    }
    let corrected = moved.trim_start_matches([' ', '\t']).to_owned() + &rest;
    let places: HashSet<usize> = moves.iter().map(|field| field.at + part.start).collect();
    let with_fix = |problem: Problem| {
        let is_moved = is_misplaced(&problem) && places.contains(&problem.place().1);
        if is_moved { problem.fix(span.clone(), corrected.clone()) } else { problem }
    };
    problems.into_iter().map(with_fix).collect()
}

fn moves(
    text: &str,
    statements: &[Statement],
    first_table: usize,
    names: &[&str],
    places: &HashSet<usize>,
) -> Vec<Move> {
    let name = |statement: &Statement| -> Option<String> {
        let table = DeTable::parse(&text[statement.span.clone()]).ok()?.into_inner();
        table.keys().next().map(|key| key.get_ref().to_string())
    };
    let mut known: HashSet<String> = statements[..first_table].iter().filter_map(name).collect();
    // The tables are fields, too.
    known.extend(statements.iter().filter(|statement| statement.is_header).filter_map(name));
    let mut moves: Vec<Move> = Vec::new();
    let mut above = 0;
    for statement in &statements[first_table..] {
        let start = statement.span.start;
        let words = &text[statement.span.clone()];
        let at = start + words.len() - words.trim_start().len();
        let field = name(statement).filter(|name| !statement.is_header && names.contains(&name.as_str()));
        if let Some(name) = field.filter(|_| places.contains(&at))
            && known.insert(name)
        {
            let lines = with_comments(text, above, start)..(statement.span.end + 1).min(text.len());
            moves.push(Move { lines, at });
        }
        above = (statement.span.end + 1).min(text.len());
    }
    moves
}

/// Where the comments begin that are right above a line.
fn with_comments(text: &str, from: usize, line: usize) -> usize {
    let mut start = line;
    for comment in text[from.min(line)..line].split_inclusive('\n').rev() {
        if !comment.trim_start().starts_with('#') {
            break;
        }
        start -= comment.len();
    }
    start
}
