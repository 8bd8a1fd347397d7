//! Addresses that were public and would lead nowhere.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::{Places, is_essay};
use crate::addresses::{Addresses, Fact};
use crate::check::ParsedFile;
use crate::check::publication::Publication;
use crate::problem::{Check, Problem, SourceText};
use crate::source::File;

const ACCEPT: &str = "to give it up, run `catchword addresses --accept`";

impl Places<'_> {
    /// A problem for each address that would vanish. Those that vanish with a page or for one reason are told once.
    pub(in crate::check) fn vanished(&self, recorded: &Addresses, lock: &File, settings: &File) -> Vec<Problem> {
        let mut problems = Vec::new();
        // The files whose pages have vanished, or can't be read.
        let mut lost: HashSet<&str> = HashSet::new();
        let mut moved: BTreeMap<&str, usize> = BTreeMap::new();
        let new = self.new_files(recorded);
        for (address, fact, span) in recorded.located() {
            let Fact::Page(path) = fact else { continue };
            if self.at(address).is_some() {
                continue;
            }
            match self.by_path(path) {
                Some(file) if file.front_matter.is_none() => {}
                Some(file) => match self.moved_from(address, file) {
                    Some(folder) => *moved.entry(folder).or_default() += 1,
                    None => problems.extend(self.vanished_page(address, file)),
                },
                None => problems.push(self.without_file(address, path, &new, lock, span)),
            }
            lost.insert(path);
        }
        let is_moved = !moved.is_empty();
        problems.extend(moved.into_iter().map(|(folder, count)| self.moved_essays(folder, count, settings)));
        for (address, fact, span) in recorded.located() {
            match fact {
                Fact::Alias(path) if self.at_host(address).is_none() && !lost.contains(path.as_str()) => {
                    problems.extend(self.vanished_alias(address, path, lock, span));
                }
                Fact::List if !is_moved && self.list() != address && self.at(address).is_none() => {
                    problems.push(self.vanished_list(address, settings));
                }
                _ => {}
            }
        }
        problems.extend(self.vanished_headings(recorded));
        problems
    }

    /// The folder of essays that an essay has left because `essays_at` has changed.
    fn moved_from<'r>(&self, address: &'r str, file: &ParsedFile<'_>) -> Option<&'r str> {
        let (folder, slug) = address.trim_matches('/').split_once('/')?;
        let own = file.front_matter.as_ref()?.slug.as_str();
        let is_moved = is_essay(file) && file.is_published() && own == slug;
        is_moved.then_some(folder).filter(|folder| *folder != self.resolver.routes.essays_at().as_str())
    }

    fn moved_essays(&self, folder: &str, count: usize, settings: &File) -> Problem {
        let now = self.resolver.routes.essays_at();
        let essays = if count == 1 { "1 essay was".to_owned() } else { format!("{count} essays were") };
        let message = format!("{essays} public at `/{folder}/…`, and would be at `/{now}/…`");
        let help = format!(
            "to keep the addresses, write `essays_at = \"{folder}\"`; to give them up, run `catchword addresses --accept`"
        );
        Problem::new(Check::VanishedAddress, &settings.text, field(&settings.text, "essays_at"), message).help(help)
    }

    fn vanished_list(&self, address: &str, settings: &File) -> Problem {
        let message = format!("the list of essays was public at `{address}`, and would be at `{}`", self.list());
        let help = format!(
            "the list moves to the first page when `site.toml` names no `home`: name the home page that you had, such as \
             `home = \"welcome\"`; {ACCEPT}"
        );
        Problem::new(Check::VanishedAddress, &settings.text, field(&settings.text, "home"), message).help(help)
    }

    /// A page that is at another address, or not published any more.
    fn vanished_page(&self, address: &str, file: &ParsedFile<'_>) -> Option<Problem> {
        let front_matter = file.front_matter.as_ref()?;
        let slug = slug_of(address);
        let (span, what, help) = match file.publication {
            Publication::Published | Publication::Gone => (
                &front_matter.slug_span,
                format!("and this page would be at `{}`", self.below(file)?),
                format!(
                    "to keep the address, write `slug = \"{slug}\"`; to lead old links to the new one, {}; {ACCEPT}",
                    self.alias_help(address, file)
                ),
            ),
            Publication::Draft => (
                &front_matter.spans.head,
                "and this page is a draft now".to_owned(),
                format!("remove `draft = true`; if you took the page down for good, write `gone = true`; {ACCEPT}"),
            ),
            Publication::Coming(day) => (
                &front_matter.spans.date,
                format!("and this page would come only on {day}"),
                format!(
                    "give it the date of its first publication; if you took the page down for good, write \
                     `gone = true`; {ACCEPT}"
                ),
            ),
        };
        let message = format!("`{address}` was public, {what}");
        Some(Problem::new(Check::VanishedAddress, &file.file.text, span.clone(), message).help(help))
    }

    /// How to write an alias for an address below the base.
    fn alias_help(&self, address: &str, file: &ParsedFile<'_>) -> String {
        let alias = self.resolver.with_base(address);
        match &file.front_matter {
            Some(front_matter) if !front_matter.aliases.is_empty() => format!("add `\"{alias}\"` to `aliases`"),
            _ => format!("write `aliases = [\"{alias}\"]`"),
        }
    }

    /// A page whose file has been removed or renamed.
    fn without_file(
        &self,
        address: &str,
        path: &str,
        new: &HashMap<&str, Vec<&str>>,
        lock: &File,
        span: Range<usize>,
    ) -> Problem {
        let message = format!("`{address}` was public, and its file `{path}` isn't there any more");
        let alias = self.resolver.with_base(address);
        let help = format!(
            "if you gave the file another name{}, write `slug = \"{}\"` into it; to lead old links to another page, write \
             `aliases = [\"{alias}\"]` into that one; if you took the page down for good, put the file back with a line \
             `gone = true`; {ACCEPT}",
            renamed(path, new).map(|new| format!(" (`{new}`?)")).unwrap_or_default(),
            slug_of(address),
        );
        Problem::new(Check::VanishedAddress, &lock.text, span, message).help(help)
    }

    /// The published files that have never been public, by their folder: `essays` or `pages`.
    fn new_files(&self, recorded: &Addresses) -> HashMap<&str, Vec<&str>> {
        let known: HashSet<&str> = recorded
            .iter()
            .filter_map(|(_, fact)| if let Fact::Page(path) = fact { Some(path.as_str()) } else { None })
            .collect();
        let mut new: HashMap<&str, Vec<&str>> = HashMap::new();
        let published = self.files.iter().filter(|file| file.is_published()).map(|file| file.file.path.as_str());
        for path in published.filter(|path| !known.contains(path)) {
            new.entry(room_of(path)).or_default().push(path);
        }
        new
    }

    fn vanished_alias(&self, address: &str, path: &str, lock: &File, span: Range<usize>) -> Option<Problem> {
        let message = format!("`{address}` led to `{path}`, and would lead nowhere");
        let problem = match self.by_path(path) {
            Some(file) => {
                let front_matter = file.front_matter.as_ref()?;
                let add = match front_matter.aliases.is_empty() {
                    true => format!("write `aliases = [\"{address}\"]`"),
                    false => format!("add `\"{address}\"` to `aliases`"),
                };
                let help = format!("to keep the address, {add}; {ACCEPT}");
                Problem::new(Check::VanishedAddress, &file.file.text, front_matter.spans.head.clone(), message)
                    .help(help)
            }
            None => {
                let help =
                    format!("to keep the address, write `aliases = [\"{address}\"]` into another page; {ACCEPT}");
                Problem::new(Check::VanishedAddress, &lock.text, span, message).help(help)
            }
        };
        Some(problem)
    }
}

/// The only new file in the same folder.
fn renamed<'n>(path: &str, new: &HashMap<&str, Vec<&'n str>>) -> Option<&'n str> {
    let [only] = new.get(room_of(path))?[..] else { return None };
    Some(only)
}

fn room_of(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

/// The last part of an address.
fn slug_of(address: &str) -> &str {
    address.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

/// Where a field of the settings is, or the first line if it is not there.
fn field(text: &SourceText, name: &str) -> Range<usize> {
    let text = text.inner();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('=')) {
            return start..start + line.trim_end().len();
        }
        start += line.len();
    }
    0..text.find('\n').unwrap_or(text.len())
}
