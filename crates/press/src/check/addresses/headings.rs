//! Headings that links lead to, and that are no longer there.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::vanished::Vanished;
use super::{Places, has_id, headings_of, spelling};
use crate::addresses::Addresses;
use crate::check::ParsedFile;
use crate::markdown::Node;
use crate::problem::{Check, Problem, SourceText};

/// How similar two names must be, from 0 to 1, if there are several that one could have become.
const SIMILAR: f64 = 0.4;

/// With how many new headings an old one is compared.
const MOST_COMPARED: usize = 50;

/// For how many old headings of a page a new one is looked for. Nobody reads more hints, and each takes time.
const MOST_GUESSED: usize = 200;

impl Places<'_> {
    /// Adds each heading that has vanished from a page that is still there.
    pub(super) fn vanished_headings(&self, recorded: &Addresses, vanished: &mut Vanished) {
        let mut by_page: BTreeMap<&str, (&ParsedFile<'_>, HashSet<&str>)> = BTreeMap::new();
        for (address, id) in headings_of(recorded) {
            if let Some(file) = self.page_of(address).filter(|file| file.is_published()) {
                by_page.entry(file.file.path.as_str()).or_insert_with(|| (file, HashSet::new())).1.insert(id);
                if !has_id(file, id) {
                    vanished.addresses.insert(format!("{address}#{id}"));
                }
            }
        }
        vanished.problems.extend(by_page.into_values().flat_map(|(file, known)| lost_headings(file, &known)));
    }

    /// The page whose headings were at an address: the text that was there, wherever it is now; else the page that is there.
    /// Where an old address leads to another page, nobody looks for the old headings.
    fn page_of(&self, address: &str) -> Option<&ParsedFile<'_>> {
        let there = self.at(address);
        if let Some(text) = self.texts.file(address).and_then(|path| self.by_path(path)) {
            return Some(text).filter(|text| there.is_none_or(|there| there.file.path == text.file.path));
        }
        there.filter(|file| self.below(file).is_some_and(|own| spelling(&own) == spelling(address)))
    }
}

fn lost_headings(file: &ParsedFile<'_>, known: &HashSet<&str>) -> Vec<Problem> {
    let mut lost: Vec<&str> = known.iter().copied().filter(|id| !has_id(file, id)).collect();
    lost.sort_unstable();
    let mut new = NewHeadings::of(headings(file).filter(|(id, _)| !known.contains(id)));
    let linked: HashSet<&str> = own_links(&file.file.text).collect();
    let mut problems = Vec::new();
    let only = lost.len() == 1;
    for (nth, id) in lost.into_iter().enumerate() {
        let message =
            format!("this page had a heading called `#{id}`, and links to it would lead to the top of the page");
        let accept = "to give it up, run `catchword addresses --accept`";
        let (span, help) = match Some(id).filter(|_| nth < MOST_GUESSED).and_then(|id| new.take_successor(id, only)) {
            // Links within the page lead to the name that the heading has now.
            Some((new, span)) if linked.contains(new) => {
                (span, format!("to keep the links, write `<span id=\"{id}\"></span>` before this heading; {accept}"))
            }
            Some((_, span)) => {
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

/// The ids that a text's own links lead to.
fn own_links(text: &SourceText) -> impl Iterator<Item = &str> {
    let after = text.inner().split("](#").skip(1);
    after.map(|rest| rest.split([')', ' ', '\n']).next().unwrap_or_default())
}

/// The ids of a page's headings, and where they are.
fn headings<'f>(file: &'f ParsedFile<'_>) -> impl Iterator<Item = (&'f str, Range<usize>)> {
    file.body.iter().flat_map(|body| body.all_nodes()).filter_map(|spanned| match &spanned.node {
        Node::Heading { id: Some(id), .. } => Some((id.as_str(), spanned.span.clone())),
        _ => None,
    })
}

/// The headings of a page that were not there before.
struct NewHeadings<'f> {
    /// By how many words they have; all under one number if they are few.
    by_words: HashMap<usize, Vec<(&'f str, Range<usize>)>>,
    is_grouped: bool,
    count: usize,
}

impl<'f> NewHeadings<'f> {
    fn of(headings: impl Iterator<Item = (&'f str, Range<usize>)>) -> NewHeadings<'f> {
        let all: Vec<_> = headings.collect();
        let count = all.len();
        let mut new = NewHeadings { by_words: HashMap::new(), is_grouped: count > MOST_COMPARED, count };
        for heading in all {
            new.by_words.entry(new.words(heading.0)).or_default().push(heading);
        }
        new
    }

    fn words(&self, id: &str) -> usize {
        if self.is_grouped { id.split('-').count() } else { 0 }
    }

    /// Takes the heading that an old one has probably become: the only one, if this is the only old one, or the most similar.
    /// Among very many, there is no good guess.
    fn take_successor(&mut self, id: &str, is_only: bool) -> Option<(&'f str, Range<usize>)> {
        let words =
            if self.count == 1 { *self.by_words.iter().find(|(_, new)| !new.is_empty())?.0 } else { self.words(id) };
        let new = self.by_words.get_mut(&words).filter(|new| new.len() <= MOST_COMPARED)?;
        let likeness =
            |(at, (new, _)): (usize, &(&str, Range<usize>))| (strsim::normalized_damerau_levenshtein(id, new), at);
        let (best, at) = new.iter().enumerate().map(likeness).max_by(|(a, _), (b, _)| a.total_cmp(b))?;
        if (self.count > 1 || !is_only) && best < SIMILAR {
            return None;
        }
        self.count -= 1;
        Some(new.remove(at))
    }
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
