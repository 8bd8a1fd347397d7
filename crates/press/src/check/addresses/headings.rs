//! Headings that links lead to, and that are no longer there.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::{Places, has_id, headings_of};
use crate::addresses::Addresses;
use crate::check::ParsedFile;
use crate::markdown::Node;
use crate::problem::{Check, Problem};

/// How similar two names must be, from 0 to 1, if there are several that one could have become.
const SIMILAR: f64 = 0.4;

impl Places<'_> {
    /// A problem for each heading that has vanished from a page that is still there.
    pub(super) fn vanished_headings(&self, recorded: &Addresses) -> Vec<Problem> {
        let mut by_page: BTreeMap<&str, (&ParsedFile<'_>, HashSet<&str>)> = BTreeMap::new();
        for (address, id) in headings_of(recorded) {
            if let Some(file) = self.at(address).filter(|file| file.is_published()) {
                by_page.entry(file.file.path.as_str()).or_insert_with(|| (file, HashSet::new())).1.insert(id);
            }
        }
        by_page.into_values().flat_map(|(file, known)| vanished_from(file, &known)).collect()
    }
}

fn vanished_from(file: &ParsedFile<'_>, known: &HashSet<&str>) -> Vec<Problem> {
    let mut lost: Vec<&str> = known.iter().copied().filter(|id| !has_id(file, id)).collect();
    lost.sort_unstable();
    let mut new: Vec<(&str, Range<usize>)> = headings(file).filter(|(id, _)| !known.contains(id)).collect();
    let mut problems = Vec::new();
    for id in lost {
        let message =
            format!("this page had a heading called `#{id}`, and links to it would lead to the top of the page");
        let accept = "to give it up, run `catchword addresses --accept`";
        let (span, help) = match successor(id, &new) {
            Some(at) => {
                let (_, span) = new.remove(at);
                let line = with_id(file, &span, id);
                (span, format!("to keep the links, write `{line}`; {accept}"))
            }
            None => {
                let head = file.front_matter.as_ref().map(|front_matter| front_matter.spans.head.clone());
                let help = format!("to keep the links, write `<span id=\"{id}\"></span>` where it was; {accept}");
                (head.unwrap_or_default(), help)
            }
        };
        problems.push(Problem::new(Check::VanishedAddress, &file.file.text, span, message).help(help));
    }
    problems
}

/// The ids of a page's headings, and where they are.
fn headings<'f>(file: &'f ParsedFile<'_>) -> impl Iterator<Item = (&'f str, Range<usize>)> {
    file.body.iter().flat_map(|body| body.all_nodes()).filter_map(|spanned| match &spanned.node {
        Node::Heading { id: Some(id), .. } => Some((id.as_str(), spanned.span.clone())),
        _ => None,
    })
}

/// The new heading that an old one has probably become: the only one, or the most similar.
fn successor(id: &str, new: &[(&str, Range<usize>)]) -> Option<usize> {
    if new.len() == 1 {
        return Some(0);
    }
    let likeness = |at: &usize| strsim::normalized_damerau_levenshtein(id, new[*at].0);
    let best = (0..new.len()).max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(&best) >= SIMILAR).then_some(best)
}

/// The line of a heading with another id.
fn with_id(file: &ParsedFile<'_>, span: &Range<usize>, id: &str) -> String {
    let line = file.file.text.inner().get(span.clone()).and_then(|text| text.lines().next()).unwrap_or_default().trim();
    let words =
        line.strip_suffix('}').and_then(|line| line.rsplit_once('{')).map_or(line, |(words, _)| words.trim_end());
    // `## Words ##`.
    let open = words.trim_end_matches('#');
    let words = if open.ends_with(' ') { open.trim_end() } else { words };
    format!("{words} {{#{id}}}")
}
