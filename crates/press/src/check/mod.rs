//! The second stage: from texts to a site that can be built, or to everything that is wrong with them.

mod aliases;
mod forms;
pub(crate) mod links;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use catchword_app::routes::{Address, Routes};
use catchword_bundle::Slug;

use crate::check::aliases::check_aliases;
use crate::check::links::check_links;
use crate::content::front_matter::{self, FrontMatter, Room};
use crate::content::settings::{self, Settings};
use crate::content::split::{self, SplitFile};
use crate::markdown::{self, Body};
use crate::pagination::{ESSAYS_PER_PAGE, ESSAYS_PER_YEAR_PAGE, page_count};
use crate::problem::{Check, Problem, Severity, SourceText};
use crate::resolve::{LinkResolver, Target};
use crate::slugs::{hyphenated, slug_of};
use crate::source::{ContentPath, File, Size, Source};

/// Whether drafts are published too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Drafts {
    /// As they are for the public.
    #[default]
    Leave,
    /// As they are for the author.
    Publish,
}

/// A site without faults. Only [`check`] makes one.
#[derive(Debug)]
pub struct CheckedSite {
    pub(crate) settings: Settings,
    pub(crate) resolver: LinkResolver,
    /// The published essays, in no order yet.
    pub(crate) essays: Vec<CheckedFile>,
    /// The published standing pages.
    pub(crate) pages: Vec<CheckedFile>,
}

/// An essay or a standing page without faults.
#[derive(Debug)]
pub(crate) struct CheckedFile {
    pub(crate) path: ContentPath,
    pub(crate) source: SourceText,
    pub(crate) front_matter: FrontMatter,
    pub(crate) body: Body,
    /// The hero picture's file, where it is there.
    pub(crate) hero: Option<(ContentPath, Size)>,
}

/// A Markdown file as far as it could be read.
pub(crate) struct ParsedFile<'s> {
    pub(crate) file: &'s File,
    pub(crate) room: Room,
    pub(crate) front_matter: Option<FrontMatter>,
    pub(crate) body: Option<Body>,
}

impl ParsedFile<'_> {
    pub(crate) fn is_published(&self, drafts: Drafts) -> bool {
        self.front_matter.as_ref().is_some_and(|front_matter| !front_matter.draft || drafts == Drafts::Publish)
    }
}

/// Looks at everything, and makes a site of it where nothing stands against that. The problems, in the order of their
/// files, hold at least one error where there is no site; where there is one, all are warnings.
pub fn check(source: Source, drafts: Drafts) -> (Option<CheckedSite>, Vec<Problem>) {
    let mut problems = Vec::new();
    let (settings, warnings) = read_settings(&source.settings, &mut problems);
    let rooms = [(Room::Essays, &source.essays), (Room::Pages, &source.pages)];
    let mut read: Vec<ParsedFile<'_>> = rooms
        .into_iter()
        .flat_map(|(room, files)| files.iter().map(move |file| (room, file)))
        .map(|(room, file)| read_draft(file, room, &mut problems))
        .collect();
    // With settings that can't be read there will be no site, but its texts are looked at all the same.
    let (settings, is_whole) = match settings {
        Some(settings) => (settings, true),
        None => (Settings::stand_in(), false),
    };
    check_slugs(&mut read, &settings, &mut problems);
    check_home(&settings, &source.settings, &read, drafts, &mut problems);

    let home = settings.home.as_ref().map(|home| home.value.clone());
    let resolver = LinkResolver {
        routes: Routes::new(settings.url.path(), settings.essays_at.clone(), home),
        url: settings.url.clone(),
        documents: read.iter().map(|draft| (draft.file.path.clone(), address(draft, drafts))).collect(),
        assets: source.assets,
    };
    let (heroes, found) = check_links(&read, &resolver, &settings, &source.settings, drafts);
    problems.extend(found);
    problems.extend(check_aliases(&mut read, &resolver, drafts));
    let problems = sorted(problems, &warnings);
    if !is_whole || problems.iter().any(|problem| problem.severity == Severity::Error) {
        return (None, problems);
    }
    let (essays, pages) = published(read, heroes, drafts);
    (Some(CheckedSite { settings, resolver, essays, pages }), problems)
}

fn read_settings(file: &File, problems: &mut Vec<Problem>) -> (Option<Settings>, BTreeSet<Check>) {
    if let Some(problem) = not_utf8(file) {
        problems.push(problem);
        return (None, BTreeSet::new());
    }
    let (settings, warnings, found) = settings::read(file);
    problems.extend(found);
    (settings, warnings)
}

fn read_draft<'s>(file: &'s File, room: Room, problems: &mut Vec<Problem>) -> ParsedFile<'s> {
    if let Some(problem) = not_utf8(file) {
        problems.push(problem);
        return ParsedFile { file, room, front_matter: None, body: None };
    }
    let SplitFile { head, front_matter, body } = match split::split(file) {
        Ok(parts) => parts,
        Err(problem) => {
            problems.push(problem);
            return ParsedFile { file, room, front_matter: None, body: None };
        }
    };
    let (front_matter, found) = front_matter::read(&file.text, front_matter, head, room);
    problems.extend(found);
    let (mut body, found) = markdown::parse(&file.text, body);
    problems.extend(found);
    if front_matter.as_ref().is_some_and(|front_matter| front_matter.summary.is_some()) {
        // The summary is the standfirst.
        body.standfirst = None;
    }
    ParsedFile { file, room, front_matter, body: Some(body) }
}

fn not_utf8(file: &File) -> Option<Problem> {
    let at = file.not_utf8_at?;
    let problem = Problem::new(Check::NotUtf8, &file.text, at..at + 1, "the file is not text in UTF-8");
    Some(problem.label("no character of UTF-8").help("save it again with the encoding UTF-8"))
}

/// No two pages may have the same address. Where `[checks]` lets them, the second takes its file's name as its slug.
fn check_slugs(read: &mut [ParsedFile<'_>], settings: &Settings, problems: &mut Vec<Problem>) {
    let mut taken: HashMap<(Room, Slug), &File> = HashMap::new();
    let routes = Routes::new("/", settings.essays_at.clone(), None);
    for ParsedFile { file, room, front_matter, .. } in read {
        let (file, room) = (*file, *room);
        let Some(front_matter) = front_matter else { continue };
        if room == Room::Pages && routes.is_taken(&front_matter.slug) {
            let message = format!("a page can't have the slug `{}`", front_matter.slug);
            let help = "the site needs that address for itself; add another `slug = \"…\"`";
            problems
                .push(Problem::new(Check::TakenSlug, &file.text, front_matter.slug_span.clone(), message).help(help));
        }
        if let Some(other) = taken.get(&(room, front_matter.slug.clone())) {
            let message = format!("the slug `{}` is that of `{}` too", front_matter.slug, other.path);
            let help = "a page's address is made of its slug, else of its title; add `slug = \"…\"` to one of them";
            problems.push(
                Problem::new(Check::DuplicateSlug, &file.text, front_matter.slug_span.clone(), message).help(help),
            );
            front_matter.slug = free_slug(file, |slug| taken.contains_key(&(room, slug.clone())));
        }
        taken.insert((room, front_matter.slug.clone()), file);
    }
}

/// A slug made of a file's name that no page has yet.
fn free_slug(file: &File, is_taken: impl Fn(&Slug) -> bool) -> Slug {
    let stem =
        file.path.as_str().rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(stem, _)| stem);
    let words = hyphenated(stem);
    let words = if words.is_empty() { "untitled" } else { &words };
    std::iter::once(words.to_owned())
        .chain((2_u32..).map(|count| format!("{words}-{count}")))
        .filter_map(|text| Slug::parse(&text).ok())
        .find(|slug| !is_taken(slug))
        .expect("some number is not taken, for there are more numbers than files")
}

fn check_home(settings: &Settings, file: &File, read: &[ParsedFile<'_>], drafts: Drafts, problems: &mut Vec<Problem>) {
    let Some(home) = &settings.home else { return };
    let pages = read.iter().filter(|draft| draft.room == Room::Pages && draft.is_published(drafts));
    let slugs: Vec<&str> = pages.filter_map(|draft| Some(draft.front_matter.as_ref()?.slug.as_str())).collect();
    if !slugs.contains(&home.value.as_str()) {
        let message = format!("there is no standing page `{}` to be the home page", home.value);
        let help = match slugs.as_slice() {
            [] => "write one in the folder `pages`, or leave `home` out: the essays are the home page then".to_owned(),
            slugs => format!("the standing pages are {}", crate::content::fields::listed(slugs)),
        };
        problems.push(Problem::new(Check::BadValue, &file.text, home.span.clone(), message).help(help));
    }
}

fn address(draft: &ParsedFile<'_>, drafts: Drafts) -> Option<Address> {
    let slug = draft.front_matter.as_ref().filter(|_| draft.is_published(drafts))?.slug.clone();
    Some(match draft.room {
        Room::Essays => Address::Essay(slug),
        Room::Pages => Address::Page(slug),
    })
}

fn published(
    read: Vec<ParsedFile<'_>>,
    mut heroes: BTreeMap<ContentPath, (ContentPath, Size)>,
    drafts: Drafts,
) -> (Vec<CheckedFile>, Vec<CheckedFile>) {
    let (mut essays, mut pages) = (Vec::new(), Vec::new());
    for draft in read.into_iter().filter(|draft| draft.is_published(drafts)) {
        let (Some(front_matter), Some(body)) = (draft.front_matter, draft.body) else { continue };
        let hero = heroes.remove(&draft.file.path);
        let page =
            CheckedFile { path: draft.file.path.clone(), source: draft.file.text.clone(), front_matter, body, hero };
        match draft.room {
            Room::Essays => essays.push(page),
            Room::Pages => pages.push(page),
        }
    }
    (essays, pages)
}

/// Problems as `[checks]` wants them, in the order of their files and places.
pub(crate) fn sorted(mut problems: Vec<Problem>, warnings: &BTreeSet<Check>) -> Vec<Problem> {
    for problem in &mut problems {
        if warnings.contains(&problem.check) {
            problem.severity = Severity::Warning;
        }
    }
    problems.sort_by(|a, b| (a.place(), a.check).cmp(&(b.place(), b.check)));
    problems
}

/// Whether the link leads to a page that is going to be there.
pub(crate) fn exists(target: &Target, read: &[ParsedFile<'_>], drafts: Drafts) -> bool {
    let Target::Page(address, _) = target else { return *target != Target::NoPage };
    let has = |room: Room, slug: &Slug| {
        read.iter().any(|draft| {
            draft.room == room
                && draft.is_published(drafts)
                && draft.front_matter.as_ref().is_some_and(|front_matter| front_matter.slug == *slug)
        })
    };
    let essays = read
        .iter()
        .filter(|draft| draft.room == Room::Essays && draft.is_published(drafts))
        .filter_map(|draft| draft.front_matter.as_ref());
    match address {
        Address::Essay(slug) => has(Room::Essays, slug),
        Address::Page(slug) => has(Room::Pages, slug),
        Address::Tag(tag, page) => {
            let is_tagged =
                |front_matter: &&FrontMatter| front_matter.tags.iter().any(|name| slug_of(name).as_ref() == Some(tag));
            let tagged = essays.filter(is_tagged).count();
            tagged > 0 && *page <= page_count(tagged, ESSAYS_PER_PAGE)
        }
        Address::Year(year, page) => {
            let of_it =
                essays.filter(|front_matter| front_matter.date.is_some_and(|date| date.year() == *year as i16)).count();
            of_it > 0 && *page <= page_count(of_it, ESSAYS_PER_YEAR_PAGE)
        }
        Address::List(page) => *page <= page_count(essays.count(), ESSAYS_PER_PAGE),
        Address::Tags | Address::Archive | Address::Search => true,
    }
}
