//! What a build said, so that one that has nothing to do can say it again.

use serde::{Deserialize, Serialize};

use crate::problem::SavedProblem;

/// What a build said.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Summary {
    pub(crate) base: String,
    pub(crate) essays: usize,
    pub(crate) pages: usize,
    pub(crate) lists: usize,
    pub(crate) files: usize,
    pub(crate) warnings: Vec<SavedProblem>,
    /// Day, title and path of what is still to come.
    pub(crate) coming: Vec<(String, String, String)>,
    /// Whether the list of addresses says already what it has to say.
    pub(crate) is_recorded: bool,
}
