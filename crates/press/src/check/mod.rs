//! The second stage: the content becomes a site that can be built, or a list of everything that is wrong with it.

mod addresses;
mod aliases;
mod alt;
mod dates;
mod files;
mod fonts;
mod forms;
mod hidden;
mod joined;
pub(crate) mod links;
mod parsed;
mod parts;
mod preview;
mod publication;
mod published;
mod references;
mod site_paths;
pub(crate) mod slugs;
mod suggest;
mod tags;
pub(crate) mod taken;
mod unseen;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catchword_app::routes::{Address, Routes};
use percent_encoding::utf8_percent_encode;
use rayon::prelude::*;

use crate::addresses::SiteAddresses;
use crate::check::aliases::check_aliases;
use crate::check::dates::check_dates;
use crate::check::files::{check_code, check_files, check_names};
use crate::check::links::{Content, check_links};
pub(crate) use crate::check::parsed::ParsedTexts;
pub(crate) use crate::check::parts::{CheckedMark, CheckedPart, SlottedText};
use crate::check::parts::{check_extra, names_of_marks, read_marks, read_parts, slotted};
pub use crate::check::publication::Coming;
use crate::check::publication::{Publication, coming};
use crate::check::published::Published;
use crate::check::site_paths::SitePaths;
use crate::check::slugs::{check_home, check_slugs};
use crate::check::unseen::check_unseen;
use crate::content::below::fields_below;
use crate::content::front_matter::{self, ContentKind, FrontMatter};
use crate::content::settings::{self, Settings};
use crate::content::split::{self, SplitFile};
use crate::edition::{Calendar, Drafts, Edition};
use crate::kept::is_kept;
use crate::look::OwnFont;
use crate::markdown::{self, Body, OwnMarks};
use crate::problem::{Check, Problem, Severity, SourceText};
use crate::resolve::{LinkResolver, PATH};
use crate::source::{ContentPath, File, Size, Source};
use crate::styles::OwnStyles;

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
    /// The files that `site.css` names.
    pub(crate) styles: Option<OwnStyles>,
    /// The author's own fonts: of essays, and of headings.
    pub(crate) fonts: [Option<OwnFont>; 2],
    /// `site.toml`.
    pub(crate) settings_text: SourceText,
    /// The author's parts of pages.
    pub(crate) parts: Vec<CheckedPart>,
    /// The author's own callouts.
    pub(crate) marks: Vec<CheckedMark>,
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
#[derive(Debug, Clone)]
pub(crate) struct CheckedFile {
    pub(crate) path: ContentPath,
    pub(crate) source: SourceText,
    pub(crate) front_matter: FrontMatter,
    pub(crate) body: Arc<Body>,
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
    pub(crate) body: Option<Arc<Body>>,
    /// Known only if there is front matter.
    pub(crate) publication: Publication,
}

impl<'s> ParsedFile<'s> {
    fn unreadable(file: &'s File, kind: ContentKind) -> ParsedFile<'s> {
        ParsedFile { file, kind, front_matter: None, body: None, publication: Publication::Draft }
    }

    pub(crate) fn is_published(&self) -> bool {
        (self.front_matter.is_some() || self.kind == ContentKind::Part) && self.publication == Publication::Published
    }
}

/// Checks everything. Returns the site if there are no errors, and all problems in the order of their files. Without a
/// site, at least one problem is an error; with a site, all are warnings.
pub fn check(source: Source, edition: Edition) -> (Option<CheckedSite>, Vec<Problem>) {
    check_with(source, edition, None)
}

/// As [`check`], with what is known of texts that were parsed before.
pub(crate) fn check_with(
    source: Source,
    edition: Edition,
    known: Option<&ParsedTexts>,
) -> (Option<CheckedSite>, Vec<Problem>) {
    let mut problems = source.problems.clone();
    let (settings, warnings) = read_settings(&source.settings, &mut problems);
    let kinds = [(ContentKind::Essay, &source.essays), (ContentKind::Page, &source.pages)];
    let language = settings.as_ref().map_or("en", |settings| settings.language.as_str());
    let marks = names_of_marks(&source.parts);
    let mut files = parse_files(&kinds, language, &marks, known, &mut problems);
    let parts = read_parts(&source.parts, language, &marks, &mut problems);
    problems.extend(check_extra(&parts, &files));
    let own_marks = read_marks(&source.parts, language, &mut problems);
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
    let texts = addresses::Texts::of(&files, recorded.as_ref());
    addresses::keep_slugs(&mut files, &texts);
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
    problems.extend(joined::check_joined(&files, &settings));
    let links = check_links(&Content {
        files: &files,
        resolver: &resolver,
        published: &published,
        settings: &settings,
        settings_file: &source.settings,
        styles: source.styles.as_ref(),
        parts: &slotted(&parts, &own_marks),
        left_out: &source.left_out,
    });
    problems.extend(links.problems);
    let site_paths = SitePaths { resolver: &resolver, published: &published };
    problems.extend(check_files(&links.linked, &site_paths));
    problems.extend(check_code(&links.linked, &site_paths, &settings.scripts));
    let fonts = fonts::check_fonts(&settings.look, &resolver.assets, &source.settings.text, &mut problems);
    problems.extend(check_unseen(&resolver.assets, &links.linked, &links.withheld));
    problems.extend(check_names(resolver.markdown_files.keys().chain(resolver.assets.keys())));
    problems.extend(check_aliases(&mut files, &site_paths, &links.linked));
    let places = addresses::Places::of(&files, &resolver, &texts);
    let mut lost = Vec::new();
    if let (Some(recorded), Some(file)) = (&recorded, &source.addresses) {
        let vanished = places.vanished(recorded, file, &source.settings);
        lost.extend(vanished.addresses);
        if edition.reports_vanished() {
            problems.extend(vanished.problems);
        }
    }
    let problems = sorted(problems, &warnings);
    if !is_whole || problems.iter().any(|problem| problem.severity == Severity::Error) {
        return (None, problems);
    }
    let ids = places.feed_ids(recorded.as_ref());
    let current = places.current(recorded.as_ref(), &ids, &settings);
    let moved = places.moved(&lost);
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
        styles: links.styles,
        fonts,
        settings_text: source.settings.text,
        parts,
        marks: own_marks,
        addresses: SiteAddresses { recorded, current, lost, moved },
        gone,
        coming,
        is_preview: edition.drafts != Drafts::Exclude,
    };
    if site.is_preview {
        preview::mark(&mut site, edition.drafts);
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

/// Reads the Markdown files, on every core.
fn parse_files<'s>(
    kinds: &[(ContentKind, &'s Vec<File>)],
    language: &str,
    marks: &OwnMarks,
    known: Option<&ParsedTexts>,
    problems: &mut Vec<Problem>,
) -> Vec<ParsedFile<'s>> {
    let files: Vec<_> = kinds.iter().flat_map(|(kind, files)| files.iter().map(move |file| (*kind, file))).collect();
    let parsed: Vec<_> = files
        .into_par_iter()
        .map(|(kind, file)| match known {
            Some(known) => known.parse(file, kind, language, marks),
            None => {
                let mut found = Vec::new();
                (parse_file(file, kind, language, marks, &mut found), found)
            }
        })
        .collect();
    if let Some(known) = known {
        known.keep(kinds.iter().flat_map(|(_, files)| files.iter()));
    }
    let (files, found): (Vec<_>, Vec<_>) = parsed.into_iter().unzip();
    problems.extend(found.into_iter().flatten());
    files
}

/// Reads a Markdown file. `language` is the site's, as a BCP 47 tag.
fn parse_file<'s>(
    file: &'s File,
    kind: ContentKind,
    language: &str,
    marks: &OwnMarks,
    problems: &mut Vec<Problem>,
) -> ParsedFile<'s> {
    if let Some(problem) = not_utf8(file) {
        problems.push(problem);
        return ParsedFile::unreadable(file, kind);
    }
    let SplitFile { head, front_matter, body } = match split::split(file, kind) {
        Ok(split) => split,
        Err(problem) => {
            problems.push(if_kept(problem, file, kind));
            return ParsedFile::unreadable(file, kind);
        }
    };
    let (front_matter, found) = front_matter::read(&file.text, front_matter, head, kind);
    problems.extend(found);
    problems.extend(fields_below(file, body.clone(), kind));
    let own_language = front_matter.as_ref().and_then(|front_matter| front_matter.language.as_deref());
    let (mut body, found) = markdown::parse(&file.text, body, own_language.unwrap_or(language), marks);
    problems.extend(found);
    if front_matter.as_ref().is_some_and(|front_matter| front_matter.summary.is_some()) {
        // The page shows the summary in the standfirst's place.
        body.standfirst = None;
    }
    ParsedFile { file, kind, front_matter, body: Some(Arc::new(body)), publication: Publication::Draft }
}

/// A problem without its correction, if that would lose something: then an author must look at it.
fn if_kept(problem: Problem, file: &File, kind: ContentKind) -> Problem {
    let Some(fix) = problem.correction() else { return problem };
    let text = file.text.inner();
    let corrected = format!("{}{}{}", &text[..fix.span.start], fix.text, &text[fix.span.end..]);
    if is_kept(text, &corrected, Some(kind)) { problem } else { problem.by_hand() }
}

fn not_utf8(file: &File) -> Option<Problem> {
    let at = file.not_utf8_at?;
    let problem = Problem::new(Check::NotUtf8, &file.text, at..at + 1, "this file is not saved as UTF-8 text");
    Some(problem.label("this can't be read").help("in your editor, save the file again and choose the encoding UTF-8"))
}

/// The address that a text has if it is published.
pub(crate) fn address_of(file: &ParsedFile<'_>) -> Option<Address> {
    let slug = file.front_matter.as_ref()?.slug.clone();
    Some(match file.kind {
        ContentKind::Essay => Address::Essay(slug),
        ContentKind::Page => Address::Page(slug),
        ContentKind::Part => return None,
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
            ContentKind::Part => {}
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
