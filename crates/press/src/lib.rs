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
mod built;
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
mod look;
mod markdown;
mod memory;
mod new_file;
mod new_text;
mod out;
mod pagination;
mod parts;
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
mod styles;
mod texts;
mod unlinked;
mod walk;
mod write;
mod write_error;

use std::collections::HashSet;
use std::path::Path;

use catchword_app::prerender::Prerender;

pub use addresses::{Addresses, Fact, SiteAddresses};
pub use answers::{AddressError, has_words, language_tag, local_time_zone, one_line, site_address, today, toml_text};
pub use arrange::{Collection, arrange};
pub use built::{BuildError, BuildSummary};
pub use check::{CheckedSite, Coming, check};
pub use content::publish::{Destination, Server};
pub use documents::{App, AppError, AssetNames, BodyMode, BuildMode, Copies, STAMP, STAMP_FILE, stamp_of};
pub use edition::{Day, DayError, Drafts, Edition, Vanished};
pub use feeds::feed_files;
pub use fix::{FixedFile, fix};
pub use hosts::{Allow, HeadScript, HeadTag, Origin, Redirect};
pub use index::IndexError;
pub use interrupt::stop_builds;
pub use memory::{Changes, Found, MemoryCache, MemorySite, PageText, TextStatus};
pub use new_file::write_new_file;
pub use new_text::{NewText, NewTextError, new_text};
pub use positions::positions;
pub use problem::{Check, Problem, Severity, SourceText, shown};
pub use read::{ReadError, is_site_folder, read};
pub use record::{Recorded, record};
pub use render::{Fonts, Output, Parts, Style, render};
pub use robots::robots_file;
pub use sitemap::sitemap_files;
pub use source::{Asset, ContentPath, Drawing, File, FileKind, Format, LeftOut, Size, Source};
pub use write_error::WriteError;

use built::{destination, passed};
use compress::compress;
use documents::documents;
use index::index;
use last_build::{LastBuild, Reuse, made_of};
use out::{OutFolder, Paths};
use render::render_with;
use site_files::site_files;
use store::Store;
use write::{write, write_data};

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
    let reuse = Reuse::new(cache, out.path(), last, mode.copies);
    let (site, warnings) = passed(check(source, edition))?;
    let collection = arrange(site);
    let (output, lost) = render_with(&collection, &app.views, &store);
    let built = BuildSummary::of(&collection, &output, [warnings, lost].concat()).not_empty()?;
    drop(collection);
    let index = index(&output, &store)?;
    let documents = documents(&output, app, mode, &store);
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

/// Why a site with good settings can't be published yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unready {
    /// The settings don't say where.
    NoDestination,
    /// Its address is one that stands for another: of `example.org` and the like (RFC 2606, 2 and 3).
    ExampleAddress(String),
}

/// Why a site can't be published yet. Mistakes in its settings are for [`check`] to tell.
pub fn unready(content: &Path) -> Option<Unready> {
    let settings = self::content::settings::read(&read(content).ok()?.settings).0?;
    let host = settings.url.host_str().unwrap_or_default();
    let examples = ["example.org", "example.com", "example.net", "example"];
    let is_of = |name: &str| host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    if settings.publish.is_none() {
        Some(Unready::NoDestination)
    } else {
        examples.into_iter().any(is_of).then(|| Unready::ExampleAddress(settings.url.to_string()))
    }
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

/// Builds a content folder into a site's data alone (bundles, `site.json` and pictures). It replaces the files that the
/// last build made in `out`, and no others.
///
/// # Errors
/// As [`build_site`].
pub fn build(content: &Path, out: &Path, edition: Edition) -> Result<BuildSummary, BuildError> {
    build_with_views(content, &Prerender::DEFAULT, out, edition)
}

/// As [`build`], with the frame that an app's views give.
///
/// # Errors
/// As [`build_site`].
pub fn build_with_views(
    content: &Path,
    views: &Prerender,
    out: &Path,
    edition: Edition,
) -> Result<BuildSummary, BuildError> {
    let out = OutFolder::check(out, content, edition.is_preview())?;
    let (output, built) = rendered(content, views, edition)?;
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
    rendered(content, &Prerender::DEFAULT, edition).map(|(_, built)| built)
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

fn rendered(content: &Path, views: &Prerender, edition: Edition) -> Result<(Output, BuildSummary), BuildError> {
    let source = read(content)?;
    let (site, warnings) = passed(check(source, edition))?;
    let collection = arrange(site);
    let (output, lost) = render_with(&collection, views, &Store::none());
    let built = BuildSummary::of(&collection, &output, [warnings, lost].concat());
    Ok((output, built))
}
