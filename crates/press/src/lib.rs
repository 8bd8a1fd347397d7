//! Turns a folder of Markdown into a website.
//!
//! The press works in stages. Each is a function from data to data; only *read*, *write* and *compress* touch the disk, and
//! the store, in which stages keep results for the next build.
//!
//! 1. **read** ([`read()`]): the content folder → [`Source`], every text as it is.
//! 2. **check** ([`check()`]): [`Source`] → [`CheckedSite`], or every problem of the whole folder at once. Front matter
//!    and `site.toml` become types, Markdown becomes nodes, and every link and picture is looked up.
//! 3. **arrange** ([`arrange()`]): [`CheckedSite`] → [`Collection`]: the essays in order, with their neighbours, tags,
//!    years, series and related essays.
//! 4. **render** ([`render()`]): [`Collection`] → [`Output`]: sanitised HTML in the bundles of `catchword_bundle`.
//! 5. **index**: [`Output`] → the files of the search index.
//! 6. **documents**: [`Output`] and the app's files → an HTML document for each page; and the site's
//!    other files: feeds, sitemap, `robots.txt`, the hosts' files, pages at old addresses.
//! 7. **write**: all of these → files in a folder beside the old site.
//! 8. **compress**: a `.br` and a `.gz` copy beside each text file over 1 KB (in a release). Then the new site's files
//!    replace those of the old one, and no others.
//!
//! [`build_site`] runs all eight, [`build`] writes the data alone, and [`inspect`] stops after *render* and writes
//! nothing. [`MemorySite`] stops there too, and makes each document when it is asked for.

mod addresses;
mod answers;
mod arrange;
mod characters;
mod check;
mod compress;
mod content;
mod dates;
mod documents;
mod edition;
mod escape;
mod excerpt;
mod feeds;
mod fix;
mod hosts;
mod index;
mod interrupt;
mod kept;
mod last_build;
mod markdown;
mod memory;
mod new_file;
mod new_text;
mod out;
mod pagination;
mod paths;
mod picture;
mod positions;
mod problem;
mod read;
mod record;
mod render;
mod resolve;
mod robots;
mod secrets;
mod site_files;
mod sitemap;
mod slips;
mod slugs;
mod source;
mod store;
mod texts;
mod unlinked;
mod walk;
mod write;
mod write_error;

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use miette::{Diagnostic, NamedSource};

pub use addresses::{Addresses, Fact, SiteAddresses};
pub use answers::{AddressError, has_words, language_tag, local_time_zone, one_line, site_address, today, toml_text};
pub use arrange::{Collection, arrange};
pub use check::{CheckedSite, Coming, check};
pub use content::publish::{Destination, Server};
pub use documents::{App, AppError, AssetNames, BodyMode, BuildMode, Copies, STAMP, STAMP_FILE};
pub use edition::{Day, DayError, Drafts, Edition, Vanished};
pub use feeds::feed_files;
pub use fix::{FixedFile, fix};
pub use hosts::{Allow, HeadScript, Origin, Redirect};
pub use index::IndexError;
pub use interrupt::stop_builds;
pub use memory::{Changes, Found, MemorySite, PageText, TextStatus};
pub use new_file::write_new_file;
pub use new_text::{NewText, NewTextError, new_text};
pub use positions::positions;
pub use problem::{Check, Problem, Severity, SourceText, shown};
pub use read::{ReadError, is_site_folder, read};
pub use record::{Recorded, record};
pub use render::{Output, render};
pub use robots::robots_file;
pub use sitemap::sitemap_files;
pub use source::{Asset, ContentPath, Drawing, File, FileKind, Format, LeftOut, Size, Source};
pub use write_error::WriteError;

use compress::compress;
use documents::documents;
use index::index;
use last_build::{LastBuild, Reuse, Summary, made_of};
use out::{OutFolder, Paths};
use problem::SavedProblem;
use render::render_with;
use site_files::site_files;
use store::Store;
use write::{write, write_data};

/// Why a build failed.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum BuildError {
    /// The content could not be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Read(#[from] ReadError),
    /// The content was read but has problems, at least one of them an error.
    #[error("the site has problems")]
    Problems(Vec<Problem>),
    /// Every essay and every page is a draft, or is published later, so the site would be empty.
    #[error("there is nothing to publish: {}", why_empty(.next.as_ref()))]
    #[diagnostic(help(
        "remove `draft = true` from one of them, or give one an earlier `date`. To see the site on your own machine as it \
         will be, add `--drafts` or `--future` to the command. Nothing was changed"
    ))]
    NothingToPublish {
        /// The first text that is still to come.
        next: Option<Coming>,
    },
    /// The search index could not be made.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Index(#[from] IndexError),
    /// The site could not be written.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Write(#[from] WriteError),
}

/// What a build made.
#[derive(Debug)]
pub struct BuildSummary {
    /// The path below which the site lies; begins and ends in `/`.
    pub base: String,
    /// How many essays are published.
    pub essays: usize,
    /// How many standing pages are published.
    pub pages: usize,
    /// How many pages of lists there are: of all essays, of tags, of years.
    pub lists: usize,
    /// How many files are copied as they are.
    pub files: usize,
    /// Problems that did not stop the build.
    pub warnings: Vec<Problem>,
    /// Files in the output folder that this build did not make, if there is a site without a list of its files: an older
    /// version kept none, or the list was deleted. They may be left from that site, or be the author's.
    pub unknown: Vec<String>,
    /// What is published on a later day, the next first.
    pub coming: Vec<Coming>,
    /// The site's addresses. [`record`] writes them once the site is public.
    pub addresses: SiteAddresses,
    /// Where `catchword publish` puts the site, if `site.toml` says so.
    pub destination: Option<Destination>,
}

fn why_empty(next: Option<&Coming>) -> String {
    match next {
        None => "every essay and every page is a draft".to_owned(),
        Some(next) => {
            format!(
                "every essay and every page is a draft, or comes later; the next is `{}`, on {}",
                next.path, next.date
            )
        }
    }
}

/// The name of the list of a site's files, in the output folder. Without it, the next build removes no old files.
pub const MANIFEST: &str = paths::MANIFEST;

/// The name of the list of public addresses, in the content folder.
pub const ADDRESSES: &str = read::ADDRESSES;

/// Builds a content folder into a whole site. It replaces the files that the last build made in `out`, and no others.
///
/// # Errors
/// When the content can't be read or has errors, or `out` holds something that is in the way. Then `out` stays as it
/// was. When a file can't be moved into `out`: then the next build continues.
pub fn build_site(
    content: &Path,
    app: &App,
    mode: BuildMode,
    out: &Path,
    edition: Edition,
) -> Result<BuildSummary, BuildError> {
    build_site_with(content, app, mode, out, edition, None)
}

/// As [`build_site`], with a folder in which results are kept for the next build.
///
/// # Errors
/// As [`build_site`].
pub fn build_site_with(
    content: &Path,
    app: &App,
    mode: BuildMode,
    out: &Path,
    edition: Edition,
    cache: Option<&Path>,
) -> Result<BuildSummary, BuildError> {
    let out = OutFolder::check(out, content, edition.is_preview())?;
    let store = Store::new(cache);
    let source = read(content)?;
    let mode = mode.with(used_copies(mode.copies, &source));
    let made_of = cache.and_then(|_| made_of(&source, app, mode, edition));
    let last = cache.and_then(|cache| LastBuild::read(cache, out.path()));
    if let (Some(made_of), Some(last)) = (&made_of, &last)
        && *made_of == last.made_of
        && last.is_untouched(out.path())
        && let Some(built) = BuildSummary::again(&last.summary, &source, edition)
    {
        return Ok(built);
    }
    let reuse = Reuse::new(cache, out.path(), last);
    let (site, warnings) = passed(check(source, edition))?;
    let collection = arrange(site);
    let (output, lost) = render_with(&collection, &store);
    let built = BuildSummary::of(&collection, &output, [warnings, lost].concat()).not_empty()?;
    drop(collection);
    let index = index(&output, &store)?;
    let documents = documents(&output, app, mode);
    let site_files = site_files(&output, &documents);
    let staging = write(&output, index, &documents, &site_files, out, &reuse)?;
    if mode.copies == Copies::Made {
        compress(&staging.folder())?;
    }
    let (files, unknown) = staging.publish(&reuse.kept())?;
    store.finish();
    reuse.finish(made_of, &files, built.saved());
    Ok(BuildSummary { unknown, ..built })
}

/// Whether the site's host hands out compressed copies, where that is asked.
fn used_copies(copies: Copies, source: &Source) -> Copies {
    match copies {
        Copies::WhereUsed => match destination(source) {
            // A server of one's own sends copies if it is told to. The others compress by themselves, or not at all.
            None | Some(Destination::Rsync(_) | Destination::Sftp(_)) => Copies::Made,
            Some(Destination::Git { .. } | Destination::Netlify { .. } | Destination::S3 { .. }) => Copies::None,
        },
        copies => copies,
    }
}

/// Where `[publish]` puts the site.
fn destination(source: &Source) -> Option<Destination> {
    content::settings::read(&source.settings).0?.publish
}

/// Builds a content folder into a site's data alone (bundles, `site.json` and pictures). It replaces the files that the
/// last build made in `out`, and no others.
///
/// # Errors
/// As [`build_site`].
pub fn build(content: &Path, out: &Path, edition: Edition) -> Result<BuildSummary, BuildError> {
    let out = OutFolder::check(out, content, edition.is_preview())?;
    let (output, built) = rendered(content, edition)?;
    let built = built.not_empty()?;
    let (_, unknown) = write_data(&output, out, &Reuse::nothing())?.publish(&Paths::new())?;
    Ok(BuildSummary { unknown, ..built })
}

/// What [`inspect`] found.
#[derive(Debug)]
pub struct Inspection {
    /// How many essays would be published.
    pub essays: usize,
    /// How many standing pages would be published.
    pub pages: usize,
    /// How many essays and pages are drafts.
    pub drafts: usize,
    /// Problems that would not stop a build.
    pub warnings: Vec<Problem>,
}

/// Looks for the problems that [`build`] would find, and writes nothing.
///
/// # Errors
/// When the content can't be read or has errors.
pub fn inspect(content: &Path, edition: Edition) -> Result<BuildSummary, BuildError> {
    rendered(content, edition).map(|(_, built)| built)
}

/// As [`inspect`], but also with the problems in drafts and in what is still to come.
///
/// # Errors
/// When the content can't be read or has errors.
pub fn inspect_all(content: &Path) -> Result<Inspection, BuildError> {
    let source = read(content)?;
    // A link to a draft is a mistake of the site without drafts, so this is what is checked first.
    let (site, warnings) = passed(check(source.clone(), Edition::RELEASE))?;
    let collection = arrange(site);
    let (essays, pages) = (collection.essays.len(), collection.pages.len());
    let mut warnings = [warnings, render(&collection).1].concat();
    let mut drafts = 0;
    let everything = Edition { drafts: Drafts::Include, vanished: Vanished::Accept, ..Edition::ANY_DAY };
    if let (Some(site), _) = check(source, everything) {
        let public: HashSet<&str> = collection.files().collect();
        let all = arrange(site);
        drafts = all.draft_count();
        if all.files().any(|file| !public.contains(file)) {
            warnings.extend(render(&all).1.into_iter().filter(|problem| !public.contains(problem.file())));
        }
    }
    Ok(Inspection { essays, pages, drafts, warnings: check::sorted(warnings, &Default::default()) })
}

fn rendered(content: &Path, edition: Edition) -> Result<(Output, BuildSummary), BuildError> {
    let source = read(content)?;
    let (site, warnings) = passed(check(source, edition))?;
    let collection = arrange(site);
    let (output, lost) = render(&collection);
    let built = BuildSummary::of(&collection, &output, [warnings, lost].concat());
    Ok((output, built))
}

/// The checked site and its warnings, or a failure if there are errors.
fn passed((site, problems): (Option<CheckedSite>, Vec<Problem>)) -> Result<(CheckedSite, Vec<Problem>), BuildError> {
    match site {
        Some(site) => Ok((site, problems)),
        None => Err(BuildError::Problems(problems)),
    }
}

impl BuildSummary {
    fn of(collection: &Collection, output: &Output, warnings: Vec<Problem>) -> BuildSummary {
        let (essays, pages) = (collection.essays.len(), collection.pages.len());
        BuildSummary {
            base: output.base.clone(),
            essays,
            pages,
            // The search page is none of these.
            lists: output.bundles.len() - essays - pages - 1,
            files: output.files.len(),
            warnings: check::sorted(warnings, &Default::default()),
            unknown: Vec::new(),
            coming: collection.coming.clone(),
            addresses: collection.addresses.clone(),
            destination: collection.settings.publish.clone(),
        }
    }

    /// What a build that has nothing to do says again.
    fn saved(&self) -> Summary {
        let SiteAddresses { recorded, current, .. } = &self.addresses;
        let coming = |coming: &Coming| (coming.date.to_string(), coming.title.clone(), coming.path.to_string());
        Summary {
            base: self.base.clone(),
            essays: self.essays,
            pages: self.pages,
            lists: self.lists,
            files: self.files,
            warnings: self.warnings.iter().map(SavedProblem::of).collect(),
            coming: self.coming.iter().map(coming).collect(),
            is_recorded: recorded.as_ref().is_some_and(|recorded| recorded.iter().eq(current.iter())),
        }
    }

    /// The same of a build that has nothing to do. `None` if it would not say all: there are addresses to record.
    fn again(saved: &Summary, source: &Source, edition: Edition) -> Option<BuildSummary> {
        let texts: HashMap<&str, &SourceText> = source.texts().map(|file| (file.text.name(), &file.text)).collect();
        let text = |name: &str| match texts.get(name) {
            Some(text) => Arc::clone(text),
            // A file that is no text.
            None => Arc::new(NamedSource::new(name, String::new())),
        };
        let warnings = saved.warnings.iter().map(|problem| problem.problem(text(problem.file())));
        let coming = saved.coming.iter().map(|(date, title, path)| {
            let path = ContentPath::resolve("", path)?;
            Some(Coming { date: date.parse().ok()?, title: title.clone(), path })
        });
        (saved.is_recorded || edition.is_preview()).then_some(())?;
        Some(BuildSummary {
            base: saved.base.clone(),
            essays: saved.essays,
            pages: saved.pages,
            lists: saved.lists,
            files: saved.files,
            warnings: warnings.collect::<Option<_>>()?,
            unknown: Vec::new(),
            coming: coming.collect::<Option<_>>()?,
            // Nothing is to be added to what is recorded.
            addresses: SiteAddresses { recorded: Some(Addresses::default()), ..SiteAddresses::default() },
            destination: destination(source),
        })
    }

    /// A site without any text must not replace a good one.
    fn not_empty(self) -> Result<BuildSummary, BuildError> {
        if self.essays + self.pages > 0 {
            return Ok(self);
        }
        Err(BuildError::NothingToPublish { next: self.coming.into_iter().next() })
    }
}
