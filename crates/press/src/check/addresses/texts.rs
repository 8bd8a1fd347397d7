//! Which text is which. A text is known by its file; but files change their names, and a new text can be written over an
//! old one.

use std::collections::{HashMap, HashSet};

use super::titles::are_alike;
use super::{aliases, has_id, is_essay};
use crate::addresses::{Addresses, Fact};
use crate::check::ParsedFile;

/// The texts of the site that have been public.
#[derive(Debug, Default)]
pub(in crate::check) struct Texts {
    /// The address that each had, below the base, by its file.
    addresses: HashMap<String, String>,
    /// The file of each, by that address.
    files: HashMap<String, String>,
    /// The addresses whose file holds another text now.
    replaced: HashSet<String>,
}

impl Texts {
    pub(in crate::check) fn of(files: &[ParsedFile<'_>], recorded: Option<&Addresses>) -> Texts {
        let Some(recorded) = recorded else { return Texts::default() };
        let facts = Facts::of(recorded);
        let by_path: HashMap<&str, &ParsedFile<'_>> =
            files.iter().map(|file| (file.file.path.as_str(), file)).collect();
        let moved = moved(files, &facts, &by_path);
        let taken: HashSet<&str> = moved.values().copied().collect();
        let mut texts = Texts::default();
        for file in files {
            let path = file.file.path.as_str();
            if let Some(address) = moved.get(path) {
                texts.insert(path, address);
                continue;
            }
            let own = facts.by_path.get(path).into_iter().flatten().copied();
            for address in own.filter(|address| !taken.contains(address)) {
                let has_slug = file.front_matter.as_ref().is_some_and(|front_matter| front_matter.has_slug);
                if !has_slug && facts.is_another_text(file, address) {
                    texts.replaced.insert(address.to_owned());
                } else {
                    texts.insert(path, address);
                }
            }
        }
        texts
    }

    /// A file has one address; if a merge has left two in the list, both are the file's.
    fn insert(&mut self, path: &str, address: &str) {
        self.addresses.entry(path.to_owned()).or_insert_with(|| address.to_owned());
        self.files.entry(address.to_owned()).or_insert_with(|| path.to_owned());
    }

    /// The address that the text in this file had.
    pub(in crate::check) fn address(&self, path: &str) -> Option<&str> {
        self.addresses.get(path).map(String::as_str)
    }

    /// The file of the text that was at this address.
    pub(super) fn file(&self, address: &str) -> Option<&str> {
        self.files.get(address).map(String::as_str)
    }

    /// Whether another text was written over the one at this address.
    pub(super) fn is_replaced(&self, address: &str) -> bool {
        self.replaced.contains(address)
    }
}

/// What is recorded of texts.
struct Facts<'r> {
    /// The addresses of each file.
    by_path: HashMap<&'r str, Vec<&'r str>>,
    /// The file of each address.
    paths: HashMap<&'r str, &'r str>,
    /// The date and title of the essay at each address: several after a merge.
    essays: HashMap<&'r str, Vec<&'r str>>,
    /// The addresses with the same date and title.
    by_essay: HashMap<&'r str, Vec<&'r str>>,
    headings: HashMap<&'r str, Vec<&'r str>>,
    aliases: HashMap<&'r str, Vec<&'r str>>,
}

impl<'r> Facts<'r> {
    fn of(recorded: &'r Addresses) -> Facts<'r> {
        let mut facts = Facts {
            by_path: HashMap::new(),
            paths: HashMap::new(),
            essays: HashMap::new(),
            by_essay: HashMap::new(),
            headings: HashMap::new(),
            aliases: HashMap::new(),
        };
        for (address, fact) in recorded.iter() {
            match fact {
                Fact::Page(path) => {
                    facts.by_path.entry(path).or_default().push(address);
                    facts.paths.insert(address, path);
                }
                Fact::Essay(essay) => {
                    facts.essays.entry(address).or_default().push(essay);
                    facts.by_essay.entry(essay).or_default().push(address);
                }
                Fact::Alias(path) => facts.aliases.entry(path).or_default().push(address),
                Fact::Heading => {
                    if let Some((page, id)) = address.split_once('#') {
                        facts.headings.entry(page).or_default().push(id);
                    }
                }
                Fact::FeedId(_) | Fact::List => {}
            }
        }
        facts
    }

    fn has_essay(&self, address: &str, essay: &str) -> bool {
        self.essays.get(address).is_some_and(|known| known.contains(&essay))
    }

    /// Whether the file of an address has another essay now: with another date, an unlike title, and none of the headings
    /// and aliases. Who rewrites an essay leaves at least one of these as it was. The words of the text are not recorded, so
    /// an essay without headings and aliases is judged by its date and title alone.
    fn is_another_text(&self, file: &ParsedFile<'_>, address: &str) -> bool {
        let (Some(known), Some(front_matter)) = (self.essays.get(address), &file.front_matter) else { return false };
        let Some(date) = front_matter.date.filter(|_| is_essay(file) && !front_matter.gone) else { return false };
        let date = date.to_string();
        let is_unlike = known.iter().all(|essay| match essay.split_once(' ') {
            Some((day, title)) => day != date && !are_alike(title, &front_matter.title),
            None => false,
        });
        let keeps_heading = || self.headings.get(address).is_some_and(|ids| ids.iter().any(|id| has_id(file, id)));
        let keeps_alias = || {
            let known = self.aliases.get(file.file.path.as_str());
            known.is_some_and(|known| aliases(file).any(|alias| known.contains(&alias.as_str())))
        };
        is_unlike && !keeps_heading() && !keeps_alias()
    }
}

/// The date and the title of an essay, as they are recorded.
pub(super) fn essay_of(file: &ParsedFile<'_>) -> Option<String> {
    let front_matter = file.front_matter.as_ref().filter(|_| is_essay(file))?;
    Some(format!("{} {}", front_matter.date?, front_matter.title))
}

/// The files that have changed their names, each with the address that its essay had. An essay with the date and the title
/// of one that is recorded for another file is that one, if that file has no claim to it: it is not there any more, or has
/// another essay.
fn moved<'f, 'r>(
    files: &'f [ParsedFile<'_>],
    facts: &Facts<'r>,
    by_path: &HashMap<&str, &ParsedFile<'_>>,
) -> HashMap<&'f str, &'r str> {
    let mut moved: HashMap<&str, &'r str> = HashMap::new();
    let mut claimed: HashMap<&'r str, Option<&str>> = HashMap::new();
    for file in files {
        let Some(essay) = essay_of(file) else { continue };
        let path = file.file.path.as_str();
        let mut own = facts.by_path.get(path).into_iter().flatten();
        if own.any(|address| !facts.essays.contains_key(address) || facts.has_essay(address, &essay)) {
            continue;
        }
        if let Some([address]) = facts.by_essay.get(essay.as_str()).map(Vec::as_slice) {
            // Of two that could be it, none is.
            claimed.entry(address).and_modify(|file| *file = None).or_insert(Some(path));
        }
    }
    moved.extend(claimed.iter().filter_map(|(address, path)| Some(((*path)?, *address))));
    // A claim falls if the file that had the address keeps its text. That file's own claim, if it has one, must hold.
    let mut doubtful: Vec<&str> = moved.keys().copied().collect();
    while let Some(path) = doubtful.pop() {
        let Some(address) = moved.get(path) else { continue };
        let keeper = facts.paths.get(address).and_then(|keeper| by_path.get(keeper));
        let keeps = |file: &&ParsedFile<'_>| {
            !moved.contains_key(file.file.path.as_str()) && !facts.is_another_text(file, address)
        };
        if !keeper.is_some_and(keeps) {
            continue;
        }
        moved.remove(path);
        let own = facts.by_path.get(path).into_iter().flatten();
        doubtful.extend(own.filter_map(|address| claimed.get(address).copied().flatten()));
    }
    moved
}
