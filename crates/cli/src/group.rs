//! Repeated problems, a few of each kind instead of thousands.

use std::collections::BTreeMap;

use catchword_press::{Check, Problem};

/// In one file, so many problems of one check are shown in full.
const IN_A_FILE: usize = 3;
/// In so many files, a check's problems are shown.
const FILES: usize = 5;
/// So many lines are named of those that are not shown.
const LINES: usize = 10;

/// A part of a report.
pub(crate) enum Part<'p> {
    /// A problem, shown in full.
    Whole(&'p Problem),
    /// A sentence about problems that are not shown.
    More(String),
}

/// The parts of a report about problems in the order of their files. `positions` are their lines and columns.
pub(crate) fn grouped<'p>(problems: &'p [Problem], positions: &[(usize, usize)]) -> Vec<Part<'p>> {
    let mut parts = Vec::new();
    // How many files each check has been shown in, and in which and how many others it is.
    let mut files: BTreeMap<Check, usize> = BTreeMap::new();
    let mut hidden: BTreeMap<Check, Vec<usize>> = BTreeMap::new();
    let mut start = 0;
    while start < problems.len() {
        let file = problems[start].file();
        let end = start + problems[start..].iter().take_while(|problem| problem.file() == file).count();
        let mut in_file: BTreeMap<Check, Vec<usize>> = BTreeMap::new();
        (start..end).for_each(|at| in_file.entry(problems[at].check).or_default().push(at));
        in_file.retain(|check, places| {
            let count = files.entry(*check).or_default();
            *count += 1;
            if *count > FILES {
                hidden.entry(*check).or_default().push(places.len());
            }
            *count <= FILES
        });
        for (at, problem) in problems.iter().enumerate().take(end).skip(start) {
            let Some(places) = in_file.get(&problem.check) else { continue };
            // One that would be alone in a sentence is shown instead.
            let shown = if places.len() == IN_A_FILE + 1 { places.len() } else { IN_A_FILE };
            match places.iter().position(|place| *place == at) {
                Some(place) if place < shown => parts.push(Part::Whole(problem)),
                Some(place) if place == shown => {
                    parts.push(Part::More(more_in_file(problem, &places[shown..], positions)));
                }
                _ => {}
            }
        }
        start = end;
    }
    parts.extend(hidden.iter().map(|(check, counts)| Part::More(more_files(*check, counts))));
    parts
}

fn more_in_file(problem: &Problem, places: &[usize], positions: &[(usize, usize)]) -> String {
    let mut lines: Vec<usize> = places.iter().map(|at| positions[*at].0).collect();
    lines.dedup();
    let named: Vec<String> = lines.iter().take(LINES).map(usize::to_string).collect();
    let rest = if lines.len() > LINES { ", …" } else { "" };
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    format!(
        "… {}: and {} more in {} ({noun} {}{rest})",
        problem.check.name(),
        places.len(),
        problem.file(),
        named.join(", ")
    )
}

fn more_files(check: Check, counts: &[usize]) -> String {
    let (files, all) = (counts.len(), counts.iter().sum::<usize>());
    let noun = if files == 1 { "file" } else { "files" };
    let times = if all > files { format!(" ({all} times)") } else { String::new() };
    format!("… {}: and {files} more {noun}{times}", check.name())
}
