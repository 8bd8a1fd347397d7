//! What a build made, or why it failed.

use std::collections::HashMap;
use std::sync::Arc;

use miette::{Diagnostic, NamedSource};

use crate::addresses::{Addresses, SiteAddresses};
use crate::arrange::Collection;
use crate::check::{self, CheckedSite, Coming};
use crate::content::publish::Destination;
use crate::content::settings;
use crate::edition::Edition;
use crate::index::IndexError;
use crate::last_build::Summary;
use crate::problem::{Problem, SavedProblem, SourceText};
use crate::read::ReadError;
use crate::render::Output;
use crate::source::{ContentPath, Source};
use crate::write_error::WriteError;

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

/// Where `[publish]` puts the site.
pub(crate) fn destination(source: &Source) -> Option<Destination> {
    settings::read(&source.settings).0?.publish
}

/// The checked site and its warnings, or a failure if there are errors.
pub(crate) fn passed(
    (site, problems): (Option<CheckedSite>, Vec<Problem>),
) -> Result<(CheckedSite, Vec<Problem>), BuildError> {
    match site {
        Some(site) => Ok((site, problems)),
        None => Err(BuildError::Problems(problems)),
    }
}

impl BuildSummary {
    pub(crate) fn of(collection: &Collection, output: &Output, warnings: Vec<Problem>) -> BuildSummary {
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
    pub(crate) fn saved(&self) -> Summary {
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
    pub(crate) fn again(saved: &Summary, source: &Source, edition: Edition) -> Option<BuildSummary> {
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
    pub(crate) fn not_empty(self) -> Result<BuildSummary, BuildError> {
        if self.essays + self.pages > 0 {
            return Ok(self);
        }
        Err(BuildError::NothingToPublish { next: self.coming.into_iter().next() })
    }
}
