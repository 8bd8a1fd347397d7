//! The raw elements that are open, and how deep they nest.

use std::collections::HashMap;

use super::is_void;

/// How many raw elements may be open. Parsers look through all of them at each tag, and browsers have a limit, too.
pub(super) const MAX_DEPTH: usize = 500;

/// Elements that end by themselves where the next of their kind begins (HTML, "Optional tags").
const ENDING: [&str; 15] =
    ["a", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "rt", "rp", "colgroup"];

/// The raw elements that are open.
#[derive(Default)]
pub(super) struct OpenElements {
    depth: usize,
    /// How many of each name are open, and how many more are left out.
    by_name: HashMap<String, (usize, usize)>,
    /// Whether one is told that is too deep.
    pub(super) is_told: bool,
}

impl OpenElements {
    /// Opens an element, unless it is nested too deeply.
    pub(super) fn open(&mut self, name: &str) -> bool {
        if is_void(name) || ENDING.contains(&name) {
            return true;
        }
        let is_kept = self.depth < MAX_DEPTH;
        let (open, left_out) = self.by_name.entry(name.to_owned()).or_default();
        if is_kept {
            *open += 1;
            self.depth += 1;
        } else {
            *left_out += 1;
        }
        is_kept
    }

    /// Closes an element, unless it was left out.
    pub(super) fn close(&mut self, name: &str) -> bool {
        match self.by_name.get_mut(name) {
            Some((_, left_out)) if *left_out > 0 => {
                *left_out -= 1;
                return false;
            }
            Some((open, _)) if *open > 0 => {
                *open -= 1;
                self.depth -= 1;
            }
            _ => {}
        }
        true
    }
}
