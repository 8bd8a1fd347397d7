//! What every place can do.

use crate::error::PublishError;
use crate::files::Files;
use crate::plan::{Plan, There};
use crate::site::Site;

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
