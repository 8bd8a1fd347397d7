//! The second stage: the content becomes a site that can be built, or a list of everything that is wrong with it.

mod addresses;
mod aliases;
mod dates;
mod files;
mod forms;
mod hidden;
pub(crate) mod links;
mod preview;
mod publication;
mod published;
mod references;
mod site_paths;
mod suggest;
mod tags;
mod unseen;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use catchword_app::routes::{Address, Routes};
use catchword_bundle::Slug;
use percent_encoding::utf8_percent_encode;

use crate::addresses::SiteAddresses;
use crate::check::aliases::check_aliases;
use crate::check::dates::check_dates;
use crate::check::files::{check_code, check_files, check_names};
use crate::check::links::{Content, check_links};
pub use crate::check::publication::Coming;
use crate::check::publication::{Publication, coming};
use crate::check::published::Published;
use crate::check::site_paths::SitePaths;
use crate::check::unseen::check_unseen;
use crate::content::below::fields_below;
use crate::content::front_matter::{self, ContentKind, FrontMatter};
use crate::content::settings::{self, Settings};
use crate::content::split::{self, SplitFile};
use crate::edition::{Calendar, Drafts, Edition};
use crate::markdown::{self, Body};
use crate::paths::is_in_search_folder;
use crate::problem::{Check, Problem, Severity, SourceText};
use crate::resolve::{LinkResolver, PATH};
use crate::slugs::hyphenated;
use crate::source::{ContentPath, File, Size, Source};

/// A site without errors. Only [`check`] makes one.
#[derive(Debug)]
pub struct CheckedSite {
    pub(crate) settings: Settings,
    pub(crate) resolver: LinkResolver,
    /// The published essays, in no order yet.
    pub(crate) essays: Vec<CheckedFile>,
    /// The published standing pages.
    pub(crate) pages: Vec<CheckedFile>,
    /// The pictures and other files that only unpublished texts lead to.
    pub(crate) withheld: BTreeSet<ContentPath>,
    /// What is known of the site's addresses.
    pub(crate) addresses: SiteAddresses,
    /// The addresses of what was taken down, from the root of the host and percent-encoded.
    pub(crate) gone: Vec<String>,
    /// What is still to come, the next first.
    pub(crate) coming: Vec<Coming>,
    /// Whether the site is for its author alone, because it has drafts.
    pub(crate) is_preview: bool,
}

/// An essay or a standing page without errors.
#[derive(Debug)]
pub(crate) struct CheckedFile {
    pub(crate) path: ContentPath,
    pub(crate) source: SourceText,
    pub(crate) front_matter: FrontMatter,
    pub(crate) body: Body,
    /// Its id in feeds, if that is not its address.
    pub(crate) feed_id: Option<String>,
    /// The hero picture's file and size, if there is one.
    pub(crate) hero: Option<(ContentPath, Size)>,
}

/// A Markdown file as far as it could be read.
pub(crate) struct ParsedFile<'s> {
    pub(crate) file: &'s File,
    pub(crate) kind: ContentKind,
    pub(crate) front_matter: Option<FrontMatter>,
    pub(crate) body: Option<Body>,
    /// Known only if there is front matter.
    pub(crate) publication: Publication,
}

impl<'s> ParsedFile<'s> {
    fn unreadable(file: &'s File, kind: ContentKind) -> ParsedFile<'s> {
        ParsedFile { file, kind, front_matter: None, body: None, publication: Publication::Draft }
    }

    pub(crate) fn is_published(&self) -> bool {
        self.front_matter.is_some() && self.publication == Publication::Published
    }
}

/// Checks everything. Returns the site if there are no errors, and all problems in the order of their files. Without a
/// site, at least one problem is an error; with a site, all are warnings.
pub fn check(source: Source, edition: Edition) -> (Option<CheckedSite>, Vec<Problem>) {
    let mut problems = source.problems.clone();
    let (settings, warnings) = read_settings(&source.settings, &mut problems);
    let kinds = [(ContentKind::Essay, &source.essays), (ContentKind::Page, &source.pages)];
    let language = settings.as_ref().map_or("en", |settings| settings.language.as_str());
    let mut files: Vec<ParsedFile<'_>> = kinds
        .into_iter()
        .flat_map(|(kind, files)| files.iter().map(move |file| (kind, file)))
        .map(|(kind, file)| parse_file(file, kind, language, &mut problems))
        .collect();
    // Without settings there is no site, but its texts are still checked.
    let (settings, is_whole) = match settings {
        Some(settings) => (settings, true),
        None => (Settings::placeholder(), false),
    };
    let calendar = Calendar::of(edition.day, &settings.timezone);
    for file in &mut files {
        if let Some(front_matter) = &file.front_matter {
            file.publication = Publication::of(front_matter, edition.drafts, &calendar);
        }
    }
    problems.extend(check_dates(&mut files, &calendar));
    let recorded = source.addresses.as_ref().map(|file| addresses::read(file, &mut problems));
    if let Some(recorded) = &recorded {
        addresses::keep_slugs(&mut files, recorded);
    }
    problems.extend(hidden::check_characters(&source));
    check_slugs(&mut files, &settings, &mut problems);
    check_home(&settings, &source.settings, &files, &mut problems);

    let home = settings.home.as_ref().map(|home| home.value.clone());
    let resolver = LinkResolver {
        routes: Routes::new(settings.url.path(), settings.essays_at.clone(), home),
        url: settings.url.clone(),
        markdown_files: files.iter().map(|file| (file.file.path.clone(), published_address(file))).collect(),
        assets: source.assets,
    };
    let published = Published::of(&files, &settings.tags);
    problems.extend(tags::check_names(&files, &settings, &source.settings));
    let links = check_links(&Content {
        files: &files,
        resolver: &resolver,
        published: &published,
        settings: &settings,
        settings_file: &source.settings,
        left_out: &source.left_out,
    });
    problems.extend(links.problems);
    let site_paths = SitePaths { resolver: &resolver, published: &published };
    problems.extend(check_files(&links.linked, &site_paths));
    problems.extend(check_code(&links.linked, &site_paths, &settings.scripts));
    problems.extend(check_unseen(&resolver.assets, &links.linked, &links.withheld));
    problems.extend(check_names(resolver.markdown_files.keys().chain(resolver.assets.keys())));
    problems.extend(check_aliases(&mut files, &site_paths, &links.linked));
    let places = addresses::Places::of(&files, &resolver);
    if let (Some(recorded), Some(file)) = (&recorded, &source.addresses)
        && edition.reports_vanished()
    {
        problems.extend(places.vanished(recorded, file, &source.settings));
    }
    let problems = sorted(problems, &warnings);
    if !is_whole || problems.iter().any(|problem| problem.severity == Severity::Error) {
        return (None, problems);
    }
    let ids = places.feed_ids(recorded.as_ref());
    let current = places.current(recorded.as_ref(), &ids, &settings);
    let gone = places.gone().iter().map(|path| utf8_percent_encode(path, PATH).to_string()).collect();
    let coming = coming(&files);
    let (mut essays, pages) = checked_files(files, links.heroes);
    for essay in &mut essays {
        essay.feed_id = ids.get(&essay.path).cloned();
    }
    let mut site = CheckedSite {
        settings,
        resolver,
        essays,
        pages,
        withheld: links.withheld,
        addresses: SiteAddresses { recorded, current },
        gone,
        coming,
        is_preview: edition.drafts == Drafts::Include,
    };
    if site.is_preview {
        preview::mark(&mut site);
    }
    (Some(site), problems)
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

/// Reads a Markdown file. `language` is the site's, as a BCP 47 tag.
fn parse_file<'s>(file: &'s File, kind: ContentKind, language: &str, problems: &mut Vec<Problem>) -> ParsedFile<'s> {
    if let Some(problem) = not_utf8(file) {
        problems.push(problem);
        return ParsedFile::unreadable(file, kind);
    }
    let SplitFile { head, front_matter, body } = match split::split(file, kind) {
        Ok(split) => split,
        Err(problem) => {
            problems.push(problem);
            return ParsedFile::unreadable(file, kind);
        }
    };
    let (front_matter, found) = front_matter::read(&file.text, front_matter, head, kind);
    problems.extend(found);
    problems.extend(fields_below(file, body.clone(), kind));
    let own_language = front_matter.as_ref().and_then(|front_matter| front_matter.language.as_deref());
    let (mut body, found) = markdown::parse(&file.text, body, own_language.unwrap_or(language));
    problems.extend(found);
    if front_matter.as_ref().is_some_and(|front_matter| front_matter.summary.is_some()) {
        // The page shows the summary in the standfirst's place.
        body.standfirst = None;
    }
    ParsedFile { file, kind, front_matter, body: Some(body), publication: Publication::Draft }
}

fn not_utf8(file: &File) -> Option<Problem> {
    let at = file.not_utf8_at?;
    let problem = Problem::new(Check::NotUtf8, &file.text, at..at + 1, "this file is not saved as UTF-8 text");
    Some(problem.label("this can't be read").help("in your editor, save the file again and choose the encoding UTF-8"))
}

/// Checks that no two pages have the same address. If `[checks]` makes this a warning, the second page's slug is made
/// from the name of its file.
fn check_slugs(files: &mut [ParsedFile<'_>], settings: &Settings, problems: &mut Vec<Problem>) {
    let mut taken: HashMap<(ContentKind, Slug), &File> = HashMap::new();
    let mut counters = [HashMap::new(), HashMap::new()];
    let routes = Routes::new("/", settings.essays_at.clone(), None);
    for ParsedFile { file, kind, front_matter, .. } in files {
        let (file, kind) = (*file, *kind);
        let Some(front_matter) = front_matter else { continue };
        let is_reserved = routes.is_reserved(&front_matter.slug) || is_in_search_folder(front_matter.slug.as_str());
        if kind == ContentKind::Page && is_reserved {
            let message = format!("a page can't be at the address `/{}/`", front_matter.slug);
            let help = "the site needs that address for itself; choose another one, by adding `slug = \"…\"`";
            problems
                .push(Problem::new(Check::TakenSlug, &file.text, front_matter.slug_span.clone(), message).help(help));
        }
        if let Some(other) = taken.get(&(kind, front_matter.slug.clone())) {
            let message = format!("this page would have the same address as `{}`: `{}`", other.path, front_matter.slug);
            let help = "the last part of an address is the `slug`, or made from the title if there is none; add \
                        `slug = \"…\"` to one of the two files";
            problems.push(
                Problem::new(Check::DuplicateSlug, &file.text, front_matter.slug_span.clone(), message).help(help),
            );
            let is_reserved = |slug: &Slug| taken.contains_key(&(kind, slug.clone()));
            front_matter.slug = free_slug(file, &mut counters[usize::from(kind == ContentKind::Page)], is_reserved);
        }
        taken.insert((kind, front_matter.slug.clone()), file);
    }
}

/// A slug that no page has yet, made from the name of a file: the words of the name, else the words and `-2`, `-3` and
/// so on. `counters` has the last number tried for each name, because a taken slug stays taken.
fn free_slug(file: &File, counters: &mut HashMap<String, u32>, is_reserved: impl Fn(&Slug) -> bool) -> Slug {
    let stem =
        file.path.as_str().rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(stem, _)| stem);
    let words = hyphenated(stem);
    let words = if words.is_empty() { "untitled".to_owned() } else { words };
    let counter = counters.entry(words.clone()).or_insert(0);
    loop {
        *counter += 1;
        let text = if *counter == 1 { words.clone() } else { format!("{words}-{counter}") };
        // This ends, because there are more numbers than files.
        if let Some(slug) = Slug::parse(&text).ok().filter(|slug| !is_reserved(slug)) {
            return slug;
        }
    }
}

fn check_home(settings: &Settings, file: &File, files: &[ParsedFile<'_>], problems: &mut Vec<Problem>) {
    let Some(home) = &settings.home else { return };
    let pages = files.iter().filter(|file| file.kind == ContentKind::Page && file.is_published());
    let slugs: Vec<&str> = pages.filter_map(|file| Some(file.front_matter.as_ref()?.slug.as_str())).collect();
    if !slugs.contains(&home.value.as_str()) {
        let is_home = |file: &&ParsedFile<'_>| address_of(file) == Some(Address::Page(home.value.clone()));
        let unpublished = files.iter().find(is_home).map(|file| file.publication.described());
        let why = unpublished.as_deref().unwrap_or("there is no standing page with that slug");
        let message = format!("the home page can't be `{}`: {why}", home.value);
        let help = match slugs.as_slice() {
            _ if unpublished.is_some() => "publish that page first, or name another one".to_owned(),
            [] => "write that page in the folder `pages`, or remove this line: then the home page lists the essays"
                .to_owned(),
            slugs => format!("these standing pages are there: {}", crate::content::fields::listed(slugs)),
        };
        problems.push(Problem::new(Check::BadValue, &file.text, home.span.clone(), message).help(help));
    }
}

/// The address that a text has if it is published.
pub(crate) fn address_of(file: &ParsedFile<'_>) -> Option<Address> {
    let slug = file.front_matter.as_ref()?.slug.clone();
    Some(match file.kind {
        ContentKind::Essay => Address::Essay(slug),
        ContentKind::Page => Address::Page(slug),
    })
}

fn published_address(file: &ParsedFile<'_>) -> Option<Address> {
    address_of(file).filter(|_| file.is_published())
}

fn checked_files(
    files: Vec<ParsedFile<'_>>,
    mut heroes: BTreeMap<ContentPath, (ContentPath, Size)>,
) -> (Vec<CheckedFile>, Vec<CheckedFile>) {
    let (mut essays, mut pages) = (Vec::new(), Vec::new());
    for parsed in files.into_iter().filter(|parsed| parsed.is_published()) {
        let ParsedFile { file, kind, front_matter: Some(front_matter), body: Some(body), .. } = parsed else {
            continue;
        };
        let hero = heroes.remove(&file.path);
        let checked =
            CheckedFile { path: file.path.clone(), source: file.text.clone(), front_matter, body, feed_id: None, hero };
        match kind {
            ContentKind::Essay => essays.push(checked),
            ContentKind::Page => pages.push(checked),
        }
    }
    (essays, pages)
}

/// Problems with the severity that `[checks]` gives them, in the order of their files and places.
pub(crate) fn sorted(mut problems: Vec<Problem>, warnings: &BTreeSet<Check>) -> Vec<Problem> {
    for problem in &mut problems {
        if warnings.contains(&problem.check) {
            problem.severity = Severity::Warning;
        }
    }
    problems.sort_by(|a, b| (a.place(), a.check).cmp(&(b.place(), b.check)));
    problems
}
