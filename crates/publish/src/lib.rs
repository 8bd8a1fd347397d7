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
mod place;
mod plan;
mod program;
mod rsync;
mod s3;
mod server;
mod sftp;
mod site;
mod ssh;
mod temporary;
mod together;

pub use error::PublishError;
pub use files::{Content, Files};
pub use git::Git;
pub use netlify::Netlify;
pub use place::Place;
pub use plan::{Others, Plan, There};
pub use rsync::Rsync;
pub use s3::{Keys, S3};
pub use server::Server;
pub use sftp::Sftp;
pub use site::Site;
pub use temporary::remove_temporary;

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
