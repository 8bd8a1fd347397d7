//! Finds mark-up that stayed text: readers would see it as it is written. The author mistyped it, or knows it from
//! another tool.
//!
//! 1. [`text`]: the text without everything that the parser understood, in its places and lines.
//! 2. [`lines`], [`items`], [`rows`], [`raw_lines`], [`languages`] and [`wide`]: how paragraphs and their lines begin.
//! 3. [`emphasis`], [`marks`], [`links`], [`tools`], [`formulas`], [`characters`], [`private`] and [`leftovers`]: what is inside of
//!    lines.
//! 4. [`blocks`], [`headings`], [`code`], [`numbers`], [`tables`] and [`raw`]: blocks and elements that are not what they seem, found in the tree.
//!
//! Of each kind, one is reported in a line.

mod blocks;
mod characters;
mod code;
mod codes;
mod definitions;
mod emphasis;
mod encoding;
mod formulas;
mod headings;
mod items;
mod languages;
mod leftovers;
mod lines;
mod links;
mod marks;
mod numbers;
mod private;
mod raw;
mod raw_lines;
mod rows;
mod tables;
mod text;
mod tools;
mod videos;
mod wide;

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::ops::Range;

use super::events::Parsed;
use crate::problem::{Check, Problem, SourceText};
use text::LeftText;

/// Mark-up that is left as text.
struct Left {
    /// Its span in the file, in bytes.
    at: Range<usize>,
    message: String,
    help: String,
}

impl Left {
    fn new(at: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Left {
        Left { at, message: message.into(), help: help.into() }
    }
}

/// Finds mark-up that is left as text in a part of a file.
pub(super) fn find(parsed: &Parsed, source: &SourceText, part: Range<usize>) -> Vec<Problem> {
    let text = LeftText::of(parsed, source.inner(), part);
    let mut found = Vec::new();
    let without_colon = links::without_colon(&text);
    for paragraph in text.paragraphs() {
        lines::find(&paragraph, &mut found);
        items::find(&paragraph, &mut found);
        rows::find(&paragraph, &mut found);
        marks::find(&paragraph, &mut found);
        raw_lines::find(&paragraph, &mut found);
        languages::find(&paragraph, &mut found);
        wide::find(&paragraph, &mut found);
        emphasis::find(&paragraph, &mut found);
        links::find(&paragraph, &without_colon, &mut found);
        tools::find(&paragraph, &mut found);
        formulas::find(&paragraph, &mut found);
        characters::find(&paragraph, &mut found);
    }
    leftovers::find(text.paragraphs(), &mut found);
    private::find(text.paragraphs(), &mut found);
    blocks::find(parsed, &text, &mut found);
    links::definitions(parsed, &mut found);
    definitions::find(parsed, &text, &mut found);
    raw::find(parsed, &text, &mut found);
    found.sort_by_key(|left| left.at.start);
    let mut told: HashSet<(usize, String)> = HashSet::new();
    let mut line = LineNumber { text: source.inner(), at: 0, number: 0 };
    found.retain(|left| told.insert((line.of(left.at.start), left.message.clone())));
    let problem = |left: Left| Problem::new(Check::LeftAsText, source, left.at, left.message).help(left.help);
    found.into_iter().map(problem).collect()
}

/// Counts the lines up to places that are asked for in order.
struct LineNumber<'t> {
    text: &'t str,
    at: usize,
    number: usize,
}

impl LineNumber<'_> {
    fn of(&mut self, place: usize) -> usize {
        self.number += self.text.as_bytes()[self.at..place].iter().filter(|byte| **byte == b'\n').count();
        self.at = place;
        self.number
    }
}
