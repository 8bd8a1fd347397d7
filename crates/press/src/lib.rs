//! Turns a folder of Markdown into a website.
//!
//! The press works in stages. Each is a function from data to data; only *read*, *write* and *compress* touch the disk.
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
//! nothing.

mod arrange;
mod characters;
mod check;
mod compress;
mod content;
mod dates;
mod documents;
mod escape;
mod excerpt;
mod feeds;
mod fix;
mod hosts;
mod image_size;
mod index;
mod markdown;
mod out;
mod pagination;
mod paths;
mod positions;
mod problem;
mod read;
mod render;
mod resolve;
mod robots;
mod site_files;
mod sitemap;
mod slugs;
mod source;
mod texts;
mod walk;
mod write;
mod write_error;

use std::path::Path;

use miette::Diagnostic;

pub use arrange::{Collection, arrange};
pub use check::{CheckedSite, Drafts, check};
pub use documents::{App, AppError, AssetNames, BodyMode, BuildMode};
pub use feeds::feed_files;
pub use fix::{FixedFile, fix};
pub use hosts::{Allow, Origin, Redirect};
pub use index::IndexError;
pub use positions::positions;
pub use problem::{Check, Problem, Severity, SourceText};
pub use read::{ReadError, read};
pub use render::{Output, render};
pub use robots::robots_file;
pub use sitemap::sitemap_files;
pub use source::{Asset, ContentPath, File, Size, Source};
pub use write_error::WriteError;

use compress::compress;
use documents::documents;
use index::index;
use out::OutFolder;
use site_files::site_files;
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
    /// Every essay and every page is a draft, so the site would be empty.
    #[error("there is nothing to publish: every essay and every page is a draft")]
    #[diagnostic(help(
        "remove `draft = true` from one of them. To see the drafts on your own machine, add `--drafts` to the command. \
         Nothing was changed"
    ))]
    OnlyDrafts,
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
    /// Files in the output folder that this build did not make, if an older version made the site there: it kept no
    /// list of its files, so these may be left from it.
    pub unknown: Vec<String>,
}

/// The name of the list of a site's files, in the output folder. Without it, the next build removes no old files.
pub const MANIFEST: &str = paths::MANIFEST;

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
    drafts: Drafts,
) -> Result<BuildSummary, BuildError> {
    let out = OutFolder::check(out, content)?;
    let source = read(content)?;
    let (site, warnings) = passed(check(source, drafts))?;
    let collection = arrange(site);
    let (output, lost) = render(&collection);
    let built = BuildSummary::of(&collection, &output, [warnings, lost].concat()).not_empty()?;
    drop(collection);
    let index = index(&output)?;
    let documents = documents(&output, app, mode, hosts::meta_policy(&output.allow, &[]));
    let site_files = site_files(&output, &documents.app_files, &documents.immutable);
    let staging = write(&output, index, &documents, &site_files, out)?;
    if mode == BuildMode::RELEASE {
        compress(&staging.folder())?;
    }
    Ok(BuildSummary { unknown: staging.publish()?, ..built })
}

/// Builds a content folder into a site's data alone (bundles, `site.json` and pictures). It replaces the files that the
/// last build made in `out`, and no others.
///
/// # Errors
/// As [`build_site`].
pub fn build(content: &Path, out: &Path, drafts: Drafts) -> Result<BuildSummary, BuildError> {
    let out = OutFolder::check(out, content)?;
    let (output, built) = rendered(content, drafts)?;
    let built = built.not_empty()?;
    Ok(BuildSummary { unknown: write_data(&output, out)?.publish()?, ..built })
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
pub fn inspect(content: &Path, drafts: Drafts) -> Result<BuildSummary, BuildError> {
    rendered(content, drafts).map(|(_, built)| built)
}

/// As [`inspect`], without the drafts in the site, but with the problems in them.
///
/// # Errors
/// When the content can't be read or has errors.
pub fn inspect_all(content: &Path) -> Result<Inspection, BuildError> {
    let source = read(content)?;
    // A link to a draft is a mistake of the site without drafts, so this is what is checked first.
    let (site, warnings) = passed(check(source.clone(), Drafts::Exclude))?;
    let collection = arrange(site);
    let (essays, pages) = (collection.essays.len(), collection.pages.len());
    let mut warnings = [warnings, render(&collection).1].concat();
    let mut drafts = 0;
    if let (Some(site), _) = check(source, Drafts::Include) {
        let collection = arrange(site);
        drafts = collection.essays.len() + collection.pages.len() - essays - pages;
        if drafts > 0 {
            let is_draft = |problem: &Problem| collection.is_in_draft(problem.file());
            warnings.extend(render(&collection).1.into_iter().filter(is_draft));
        }
    }
    Ok(Inspection { essays, pages, drafts, warnings: check::sorted(warnings, &Default::default()) })
}

fn rendered(content: &Path, drafts: Drafts) -> Result<(Output, BuildSummary), BuildError> {
    let source = read(content)?;
    let (site, warnings) = passed(check(source, drafts))?;
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
        }
    }

    /// A site without any text must not replace a good one.
    fn not_empty(self) -> Result<BuildSummary, BuildError> {
        if self.essays + self.pages == 0 { Err(BuildError::OnlyDrafts) } else { Ok(self) }
    }
}
