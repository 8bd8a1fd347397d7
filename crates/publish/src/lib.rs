//! Puts a built site on the place where its readers find it.
//!
//! 1. [`Site::read`] reads the list of the files that a build made.
//! 2. [`Place::look`] finds out what is at the place.
//! 3. [`Plan::new`] compares the two.
//! 4. [`publish`] does what the plan says.
//!
//! At the place stays a list of the site's files ([`catchword_manifest`]). Only what the last list names is deleted. The list
//! is written first with the files of both sites, so that a publication that was interrupted can be continued.

mod error;
mod files;
mod git;
mod headers;
mod http;
mod netlify;
mod plan;
mod program;
mod rsync;
mod s3;
mod server;
mod sftp;
mod site;
mod ssh;
mod together;

pub use error::PublishError;
pub use files::{Content, Files};
pub use git::Git;
pub use netlify::Netlify;
pub use plan::{Plan, There};
pub use rsync::Rsync;
pub use s3::{Keys, S3};
pub use server::Server;
pub use sftp::Sftp;
pub use site::Site;

/// Where a site can be put.
pub trait Place {
    /// Its name in a sentence.
    fn name(&self) -> String;

    /// The files that belong there, under the paths that they have there.
    ///
    /// # Errors
    /// When one can't be read.
    fn files(&self, site: &Site) -> Result<Files, PublishError>;

    /// Finds out which files are there, and which of them are the same.
    ///
    /// # Errors
    /// When the place can't be reached, or lets nobody in.
    fn look(&mut self, files: &Files) -> Result<There, PublishError>;

    /// Does what a plan says that was made after the last look.
    ///
    /// # Errors
    /// As [`Place::look`]; and [`PublishError::Moved`] when somebody else has changed the place since.
    fn apply(&mut self, files: &Files, plan: &Plan) -> Result<(), PublishError>;
}

/// Whether files at the place may be replaced that Catchword did not put there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// They stay, and one that is in the way stops the publication.
    Keep,
    /// One that is in the way is replaced. All others stay.
    Replace,
}

/// Does what a plan says. If somebody else has changed the place since the plan was made, it makes a new plan and tries once
/// more. Returns the plan that was carried out.
///
/// # Errors
/// When the place can't be reached, refuses something, or has been changed a second time.
pub fn publish(place: &mut dyn Place, files: &Files, plan: Plan, others: Others) -> Result<Plan, PublishError> {
    match place.apply(files, &plan) {
        Ok(()) => Ok(plan),
        Err(PublishError::Moved { .. }) => {
            let there = place.look(files)?;
            let plan = Plan::new(files, &there, others)?;
            if !plan.is_done() {
                place.apply(files, &plan)?;
            }
            Ok(plan)
        }
        Err(error) => Err(error),
    }
}
