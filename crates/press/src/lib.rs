//! Makes a checked site of a folder of Markdown, and the site's files of that.
//!
//! Each stage is a function from owned data to owned data. Only the first and the last touch the disk.
//!
//! 1. [`read`]: the content folder → [`Source`], every text as it is.
//! 2. [`check`]: [`Source`] → [`CheckedSite`], or every problem of the whole folder at once. Front matter and `site.toml` become
//!    types, Markdown becomes nodes, and every link and picture is followed.
//! 3. [`arrange`]: [`CheckedSite`] → [`Collection`]: the essays in order, their neighbours, their tags, their years.
//! 4. [`render`]: [`Collection`] → [`Output`]: HTML, sanitised, in the bundles of `catchword_bundle`.
//! 5. [`documents`]: [`Output`] and the app's files → documents, each with its page in it.
//! 6. [`search`]: [`Output`] → the index that the search page looks into.
//! 7. [`write`]: files, written beside the old ones and then put in their place.
//!
//! [`build_site`] is all seven in a row, [`build`] makes the data alone, and [`inspect`] writes nothing.
//! [`feed_files`] makes the feeds and maps of an [`Output`].

mod arrange;
mod check;
mod compress;
mod content;
mod documents;
mod escape;
mod feeds;
mod hosts;
mod image_size;
mod markdown;
mod pagination;
mod problem;
mod read;
mod render;
mod resolve;
mod robots;
mod search;
mod sitemap;
mod slugs;
mod source;
mod words;
mod write;

use std::path::Path;

use miette::Diagnostic;

pub use arrange::{Collection, arrange};
pub use check::{CheckedSite, Drafts, check};
pub use documents::{App, AppError, AssetNames, BodyMode, BuildMode};
pub use feeds::feed_files;
pub use hosts::{Allow, Hosting, Origin, Redirect, host_files, meta_policy, redirect_pages};
pub use problem::{Check, Problem, Severity, SourceText};
pub use read::{ReadError, read};
pub use render::{Output, render};
pub use search::SearchError;
pub use source::{Asset, ContentPath, File, Size, Source};
pub use write::{WriteError, write, write_site};

/// Why there is no site.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum Failure {
    /// The content could not be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Read(#[from] ReadError),
    /// The content could be read, but not made into a site: at least one of these is an error.
    #[error("the site has problems")]
    Problems(Vec<Problem>),
    /// The site could not be written.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Write(#[from] WriteError),
}

/// What a build made.
#[derive(Debug)]
pub struct Built {
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
    /// What the author may want to put right.
    pub warnings: Vec<Problem>,
}

/// Builds a content folder into an output folder, which it replaces.
pub fn build(content: &Path, out: &Path, drafts: Drafts) -> Result<Built, Failure> {
    let (output, built) = make(content, drafts)?;
    write(&output, out)?;
    Ok(built)
}

/// Builds a content folder into a whole site, in place of the one that was in `out`.
pub fn build_site(content: &Path, app: &App, style: BuildMode, out: &Path, drafts: Drafts) -> Result<Built, Failure> {
    let (output, built) = make(content, drafts)?;
    write_site(&output, app, style, out)?;
    Ok(built)
}

/// Does all that [`build`] does, but writes nothing.
pub fn inspect(content: &Path, drafts: Drafts) -> Result<Built, Failure> {
    make(content, drafts).map(|(_, built)| built)
}

fn make(content: &Path, drafts: Drafts) -> Result<(Output, Built), Failure> {
    let (site, mut problems) = check(read(content)?, drafts);
    let Some(site) = site else { return Err(Failure::Problems(problems)) };
    let collection = arrange(site);
    let (output, lost) = render(&collection);
    problems.extend(lost);
    let (essays, pages) = (collection.essays.len(), collection.pages.len());
    let built = Built {
        base: output.base.clone(),
        essays,
        pages,
        // The page that is neither is the search's.
        lists: output.bundles.len() - essays - pages - 1,
        files: output.files.len(),
        warnings: check::sorted(problems, &Default::default()),
    };
    Ok((output, built))
}
