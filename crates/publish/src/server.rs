//! What rsync and sftp have in common: a folder on a server, reached by ssh.

use crate::error::PublishError;
use crate::program::Ran;
use crate::ssh;

/// A folder on a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The server's name, with the user's before it if there is one: `me@example.org`.
    pub host: String,
    /// The port of ssh, if it is not the usual one.
    pub port: Option<u16>,
    /// The folder of the site.
    pub path: String,
    /// Further options of ssh, such as `-i` and the file of a key.
    pub ssh_options: Vec<String>,
}

impl Server {
    /// The folder in a sentence.
    pub(crate) fn name(&self) -> String {
        format!("the folder `{}` on `{}`", self.path, self.host)
    }

    /// Where a file of the site is on the server.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}/{path}", self.path.trim_end_matches('/'))
    }

    /// Why something did not work.
    pub(crate) fn fault(&self, ran: &Ran, operation: &str) -> PublishError {
        if let Some(fault) = ssh::fault(ran, &self.host) {
            return fault;
        }
        if ran.has(&["No such file or directory", "not found: No such"]) {
            return PublishError::NoPlace {
                what: self.name(),
                help: "make the folder on the server, or look whether `path` is right in `[publish]` of `site.toml`"
                    .to_owned(),
            };
        }
        if ran.has(&["Permission denied", "Read-only file system", "Operation not permitted"]) {
            return PublishError::Refused {
                place: self.name(),
                said: ran.said(),
                help:
                    "on the server, let this user write there, or name another folder as `path` under `[publish]` in \
                       `site.toml`"
                        .to_owned(),
            };
        }
        if ran.has(&["Not a directory", "s a directory", "delete non-empty directory"]) {
            return PublishError::Refused {
                place: self.name(),
                said: ran.said(),
                help: "a file of somebody else stands where the site needs a folder, or the reverse. Delete or rename it on the \
                       server"
                    .to_owned(),
            };
        }
        if ran.has(&["No space left", "Disk quota exceeded"]) {
            return PublishError::Refused {
                place: self.name(),
                said: "the disk of the server is full".to_owned(),
                help: "make room there, and run the command again: it continues where it stopped".to_owned(),
            };
        }
        PublishError::Failed { operation: operation.to_owned(), said: ran.said() }
    }
}
