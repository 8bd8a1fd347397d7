//! What git says when it fails, in one sentence each.

use super::Git;
use crate::error::PublishError;
use crate::place::Place;
use crate::program::{Ran, without_passwords};
use crate::ssh;

const NO_CONNECTION: [&str; 4] =
    ["Failed to connect", "Couldn't connect", "unable to connect", "SSL certificate problem"];

const NO_ACCESS: [&str; 8] = [
    "Authentication failed",
    "could not read Username",
    "could not read Password",
    "terminal prompts disabled",
    "error: 403",
    "error: 401",
    "Permission to",
    "access to repository not granted",
];

const NO_REPOSITORY: [&str; 6] = [
    "does not appear to be a git repository",
    "not a git repository",
    "epository not found",
    "' not found",
    "does not exist",
    "No such file or directory",
];

impl Git {
    /// Why something did not work.
    pub(super) fn fault(&self, ran: &Ran, operation: &str) -> PublishError {
        let repository = without_passwords(&self.repository);
        if let Some(fault) = ssh::fault(ran, &repository) {
            return fault;
        }
        if ran.has(&NO_CONNECTION) {
            return PublishError::NoConnection { host: repository, said: ran.said() };
        }
        if ran.has(&NO_ACCESS) {
            let help = "git needs a key of ssh or a token to write there. Try `git push` in a clone of this repository: what \
                        makes that work, makes this work too";
            return PublishError::NoAccess { host: repository, said: String::new(), help: help.to_owned() };
        }
        if ran.has(&NO_REPOSITORY) {
            let help = "look whether `repository` is right in `[publish]` of `site.toml`. If there is none yet, make it at \
                        your host first: it may be empty";
            return PublishError::NoPlace { what: format!("repository `{repository}`"), help: help.to_owned() };
        }
        if ran.has(&[
            "Permission denied",
            "insufficient permission",
            "unable to create temporary",
            "Read-only file system",
        ]) {
            let help = "look whether you may write to that folder";
            return PublishError::NoAccess { host: repository, said: ran.said(), help: help.to_owned() };
        }
        PublishError::Failed { operation: operation.to_owned(), said: ran.said() }
    }

    /// Why a push did not work. Its first words are on the standard output, in the form for programs.
    pub(super) fn refusal(&self, ran: &Ran) -> PublishError {
        let text = ran.text() + &ran.stderr;
        let is_race = ["failed to update ref", "cannot lock ref", "remote ref updated since", "incorrect old value"]
            .iter()
            .any(|words| text.contains(words));
        if text.contains("[remote rejected]") && !is_race {
            let help = "the host has a rule for this branch. Allow pushes to it in the settings of the repository, or name \
                        another `branch` in `[publish]` of `site.toml`";
            return PublishError::Refused { place: self.name(), said: ran.said(), help: help.to_owned() };
        }
        if text.contains("[rejected]") || is_race {
            return PublishError::Moved { place: self.name() };
        }
        self.fault(ran, "push the site")
    }
}
