//! Rows of tables that are not what they seem.

use super::super::tree::{Spanned, Table};
use super::Left;

pub(super) fn find(source: &str, table: &Table) -> Vec<Left> {
    let rows = || table.rows.iter().filter_map(|row| Some((row, source.get(row.span.clone())?.trim())));
    let long = rows().find_map(|(row, written)| long_row(row, written, table.head.len()));
    let text = rows().find_map(|(row, written)| text_below(row, written, table.head.len()));
    long.into_iter().chain(text).collect()
}

/// A row with more cells than the table has columns: the surplus is not shown.
fn long_row(row: &Spanned, written: &str, columns: usize) -> Option<Left> {
    let cells = cells(written);
    (cells > columns).then(|| {
        let message = format!("this row has {cells} cells, but the table has {columns} columns: the rest is not shown");
        let help = "remove the surplus, or add columns to the first two lines; for a `|` inside a cell write `\\|`";
        Left::new(row.span.start..row.span.start + written.len(), message, help)
    })
}

/// A row without any bar: the text that goes on right below the table.
fn text_below(row: &Spanned, written: &str, columns: usize) -> Option<Left> {
    let words = written.split_whitespace().count();
    let is_sentence = words > 3 || words > 1 && written.ends_with(['.', ':', '!', '?', '…', '。', '！', '？']);
    let is_text = columns == 1 || is_sentence || !written.is_ascii() && written.chars().count() > 12;
    (cells(written) == 1 && !written.contains('|') && is_text).then(|| {
        let help = "put an empty line before it; if it is a row, write bars: `| … | … |`";
        Left::new(row.span.start..row.span.start + written.len(), "this text has become a row of the table above", help)
    })
}

/// The number of cells of a row, without an empty one at its end.
fn cells(row: &str) -> usize {
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells: Vec<bool> = vec![false];
    let mut is_escaped = false;
    for letter in row.chars() {
        match letter {
            '|' if !is_escaped => cells.push(false),
            letter if !letter.is_whitespace() => *cells.last_mut().unwrap_or(&mut false) = true,
            _ => {}
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    cells.iter().rposition(|has_words| *has_words).map_or(0, |last| last + 1)
}
