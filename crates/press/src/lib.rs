//! Makes a checked site of a folder of Markdown, and the site's files of that.
//!
//! Each stage is a function from owned data to owned data. Only the first and the last touch the disk.
//!
//! 1. [`read`]: the content folder → [`Source`], every text as it is.
//! 2. [`check`]: [`Source`] → [`Site`], or every problem of the whole folder at once. Front matter and `site.toml` become
//!    types, Markdown becomes nodes, and every link and picture is followed.
//! 3. [`link`]: [`Site`] → [`Volume`]: the essays in order, their neighbours, their tags, their years.
//! 4. [`render`]: [`Volume`] → [`Output`]: HTML, sanitised, in the bundles of `quire_bundle`.
//! 5. [`write`]: [`Output`] → files, written beside the old ones and then put in their place.
//!
//! [`build`] is all five in a row; [`inspect`] is all but the last.

mod check;
mod check_links;
mod content;
mod link;
mod links;
mod markdown;
mod measure;
mod problem;
mod read;
mod render;
mod slugs;
mod source;
mod words;
mod write;

use std::path::Path;

use miette::Diagnostic;

pub use check::{Drafts, Site, check};
pub use link::{Volume, link};
pub use problem::{Check, Problem, Severity, SourceText};
pub use read::{ReadError, read};
pub use render::{Output, render};
pub use source::{Asset, ContentPath, File, Size, Source};
pub use write::{WriteError, write};

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

/// Does all that [`build`] does, but writes nothing.
pub fn inspect(content: &Path, drafts: Drafts) -> Result<Built, Failure> {
    make(content, drafts).map(|(_, built)| built)
}

fn make(content: &Path, drafts: Drafts) -> Result<(Output, Built), Failure> {
    let (site, mut problems) = check(read(content)?, drafts);
    let Some(site) = site else { return Err(Failure::Problems(problems)) };
    let volume = link(site);
    let (output, lost) = render(&volume);
    problems.extend(lost);
    let (essays, pages) = (volume.essays.len(), volume.pages.len());
    let built = Built {
        base: output.base.clone(),
        essays,
        pages,
        lists: output.bundles.len() - essays - pages,
        files: output.files.len(),
        warnings: check::sorted(problems, &Default::default()),
    };
    Ok((output, built))
}
