//! Addresses that were public and would lead nowhere, or to another text.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::lines::sentence;
use super::{Places, aliases, has_id, is_essay, slug_of, spelling};
use crate::addresses::{Addresses, Fact};
use crate::check::ParsedFile;
use crate::problem::{Check, Problem, SourceText};
use crate::source::File;

pub(super) const ACCEPT: &str = "to give it up, run `catchword addresses --accept`";

/// Among more new files than this, the headings of a text are not looked for.
const MOST_NEW: usize = 50;

/// What would vanish.
#[derive(Default)]
pub(in crate::check) struct Vanished {
    pub(in crate::check) problems: Vec<Problem>,
    pub(in crate::check) addresses: BTreeSet<String>,
}

/// What a file would lose: everything about it is told at once, so that its author has to correct it once.
#[derive(Default)]
pub(super) struct Lost<'r> {
    /// The addresses of its page.
    pub(super) pages: Vec<(&'r str, Range<usize>)>,
    /// Old addresses that led to it, from the root of the host.
    pub(super) aliases: Vec<(&'r str, Range<usize>)>,
}

/// The file that has probably come in the place of one that is not there any more.
pub(super) struct Successor<'p> {
    pub(super) file: &'p ParsedFile<'p>,
    /// The headings that it would have to have.
    pub(super) headings: Vec<String>,
}

impl Places<'_> {
    /// Every address that would vanish. Those that vanish with a page or for one reason are told once.
    pub(in crate::check) fn vanished(&self, recorded: &Addresses, lock: &File, settings: &File) -> Vanished {
        let mut vanished = Vanished::default();
        let mut lost: BTreeMap<&str, Lost<'_>> = BTreeMap::new();
        let mut moved: BTreeMap<&str, usize> = BTreeMap::new();
        let mut list = None;
        let pages: HashMap<&str, &str> = recorded
            .iter()
            .filter_map(
                |(address, fact)| if let Fact::Page(path) = fact { Some((path.as_str(), address)) } else { None },
            )
            .collect();
        for (address, fact, span) in recorded.located() {
            match fact {
                Fact::Page(path) => {
                    let holder = self.texts.file(address);
                    // After a merge, an address can be recorded for a file that had it before, too.
                    let is_of_holder = |holder: &str| recorded.contains(address, &Fact::Page(holder.to_owned()));
                    if holder.is_some_and(|holder| holder != path && is_of_holder(holder)) {
                        continue;
                    }
                    let path = holder.unwrap_or(path);
                    let file = holder.and_then(|holder| self.by_path(holder));
                    match (self.at(address), file) {
                        (Some(there), Some(file)) => {
                            if let Some(problem) = self.taken_page(address, file, there) {
                                vanished.addresses.insert(address.to_owned());
                                vanished.problems.push(problem);
                            }
                            continue;
                        }
                        (Some(_), None) => continue,
                        (None, file) => match file.and_then(|file| self.moved_from(address, file)) {
                            Some(folder) => *moved.entry(folder).or_default() += 1,
                            None => lost.entry(path).or_default().pages.push((address, span)),
                        },
                    }
                    vanished.addresses.insert(address.to_owned());
                }
                Fact::Alias(path) if self.at_host(address).is_none() => {
                    vanished.addresses.insert(address.to_owned());
                    // The text may be in a file of another name.
                    let now = pages.get(path.as_str()).and_then(|address| self.texts.file(address));
                    let path = now.unwrap_or(path);
                    lost.entry(path).or_default().aliases.push((address, span));
                }
                Fact::List if self.list() != address && self.at(address).is_none() => {
                    vanished.addresses.insert(address.to_owned());
                    list = Some(address);
                }
                _ => {}
            }
        }
        // Where the essays have moved, the list has moved with them.
        vanished
            .problems
            .extend(list.filter(|_| moved.is_empty()).map(|address| self.vanished_list(address, settings)));
        let new = New::of(self, recorded, &pages);
        vanished.problems.extend(moved.into_iter().map(|(folder, count)| self.moved_essays(folder, count, settings)));
        for (path, lost) in lost {
            let lost = &self.without_own(path, lost);
            let is_replaced = lost.pages.iter().any(|(address, _)| self.texts.is_replaced(address));
            let problem = match self.by_path(path) {
                Some(file) if file.front_matter.is_none() => None,
                Some(file) if is_replaced => self.replaced(lost, file, recorded),
                Some(file) => self.moved_or_hidden(path, lost, file, recorded),
                None => {
                    Some(self.without_file(path, lost, new.successor(path, lost, recorded).as_ref(), recorded, lock))
                }
            };
            vanished.problems.extend(problem);
            for (address, _) in lost.pages.iter().filter(|(address, _)| self.texts.file(address).is_none()) {
                let headings = recorded.headings(address).map(|id| format!("{address}#{id}"));
                vanished.addresses.extend(headings);
            }
        }
        self.vanished_headings(recorded, &mut vanished);
        vanished
    }

    /// What a file would lose, without the aliases of a text that is not published: they come back with its page.
    fn without_own<'r>(&self, path: &str, mut lost: Lost<'r>) -> Lost<'r> {
        if let Some(file) = self.by_path(path).filter(|file| !file.is_published() && !lost.pages.is_empty()) {
            lost.aliases.retain(|(address, _)| aliases(file).all(|alias| alias != *address));
        }
        lost
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

    /// A page at whose address another page is now. An alias says that the author wants it so.
    fn taken_page(&self, address: &str, file: &ParsedFile<'_>, there: &ParsedFile<'_>) -> Option<Problem> {
        let is_at = |file: &ParsedFile<'_>| self.below(file).is_some_and(|own| spelling(&own) == spelling(address));
        if !file.is_published() || is_at(file) || !is_at(there) {
            return None;
        }
        let front_matter = file.front_matter.as_ref()?;
        let other = there.file.path.as_str();
        let message = format!("`{address}` was the address of this page, and would lead to `{other}`");
        let other_slug = match self.texts.address(other).filter(|known| *known != address) {
            Some(known) => format!("`slug = \"{}\"`", slug_of(known)),
            None => "another `slug`".to_owned(),
        };
        let own = if is_essay(file) == is_essay(there) {
            format!("write `slug = \"{}\"` here", slug_of(address))
        } else {
            sentence(&[self.aliases_line(file, &[address], &[])], " here")
        };
        let help = format!("to keep the address, {own}, and {other_slug} into `{other}`; {ACCEPT}");
        Some(Problem::new(Check::VanishedAddress, &file.file.text, front_matter.slug_span.clone(), message).help(help))
    }
}

/// The published files that have never been public.
struct New<'p> {
    files: Vec<&'p ParsedFile<'p>>,
    by_room: HashMap<&'p str, Vec<&'p ParsedFile<'p>>>,
    by_stem: HashMap<&'p str, Vec<&'p ParsedFile<'p>>>,
    by_alias: HashMap<String, &'p ParsedFile<'p>>,
    by_slug: HashMap<&'p str, Vec<&'p ParsedFile<'p>>>,
    /// What led to each file.
    old_aliases: HashMap<&'p str, Vec<&'p str>>,
}

impl<'p> New<'p> {
    fn of(places: &'p Places<'p>, recorded: &'p Addresses, pages: &HashMap<&str, &str>) -> New<'p> {
        let mut new = New {
            files: Vec::new(),
            by_room: HashMap::new(),
            by_stem: HashMap::new(),
            by_alias: HashMap::new(),
            by_slug: HashMap::new(),
            old_aliases: HashMap::new(),
        };
        for (address, fact) in recorded.iter() {
            if let Fact::Alias(path) = fact {
                new.old_aliases.entry(path).or_default().push(address);
            }
        }
        for file in places.files {
            let path = file.file.path.as_str();
            let Some(front_matter) = file.front_matter.as_ref().filter(|_| file.is_published()) else { continue };
            if pages.contains_key(path) || places.texts.address(path).is_some() {
                continue;
            }
            new.files.push(file);
            new.by_room.entry(room_of(path)).or_default().push(file);
            new.by_stem.entry(stem_of(path)).or_default().push(file);
            new.by_slug.entry(front_matter.slug.as_str()).or_default().push(file);
            for alias in aliases(file) {
                new.by_alias.entry(alias).or_insert(file);
            }
        }
        new
    }

    /// The file that has come in the place of another: with an alias, the name, the slug, or most headings of it; or the only
    /// new one.
    fn successor(&self, path: &str, lost: &Lost<'_>, recorded: &Addresses) -> Option<Successor<'p>> {
        let (address, _) = lost.pages.first()?;
        let ids: Vec<&str> = recorded.headings(address).collect();
        let only = |files: Option<&Vec<&'p ParsedFile<'p>>>| match files.map(Vec::as_slice) {
            Some([only]) => Some(*only),
            _ => None,
        };
        let kept = |file: &ParsedFile<'_>| ids.iter().filter(|id| has_id(file, id)).count();
        let with_headings = || {
            if self.files.len() > MOST_NEW {
                return None;
            }
            let counted = self.files.iter().map(|file| (kept(file), *file));
            counted.filter(|(kept, _)| *kept > 1 && kept * 2 >= ids.len()).max_by_key(|it| it.0)
        };
        let mut old_aliases = self.old_aliases.get(path).into_iter().flatten();
        let with_alias = old_aliases.find_map(|alias| self.by_alias.get(*alias).copied());
        let file = with_alias
            .or_else(|| only(self.by_stem.get(stem_of(path))))
            .or_else(|| only(self.by_slug.get(slug_of(address))))
            .or_else(|| with_headings().map(|(_, file)| file))
            .or_else(|| only(self.by_room.get(room_of(path))))?;
        let missing = ids.iter().filter(|id| !has_id(file, id));
        Some(Successor { file, headings: missing.map(|id| (*id).to_owned()).collect() })
    }
}

fn room_of(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

fn stem_of(path: &str) -> &str {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    match name.rsplit_once('.').map_or(name, |(stem, _)| stem) {
        // The folder is what names it.
        "index" => folder,
        stem => stem,
    }
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
