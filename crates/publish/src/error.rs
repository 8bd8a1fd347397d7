//! Everything that can go wrong when a site is published, each with what to do.

use std::io;
use std::path::{Path, PathBuf};

use miette::Diagnostic;

/// How many files are named when something is wrong with several.
const MOST_NAMED: usize = 5;

/// Why a site was not published.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum PublishError {
    /// A file of the built site could not be read.
    #[error("failed to read `{}`", .path.display())]
    #[diagnostic(help("build the site again, and look whether you may read that file"))]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file that is needed only on the way could not be written.
    #[error("failed to write to the folder for temporary files")]
    #[diagnostic(help("look whether the disk is full"))]
    Temporary(#[from] io::Error),
    /// The built site is for its author alone.
    #[error("the site in `{}` is for you alone: it may have drafts or texts that come later", .0.display())]
    #[diagnostic(help("name another folder after `--out`, or leave that out"))]
    Preview(PathBuf),
    /// A name that not all places and programs can take.
    #[error("a file with the name `{0}` can't be published")]
    #[diagnostic(help(
        "not every place can take this name: give the file one of letters, digits, `-` and `.`, and change the links to it"
    ))]
    OddName(String),
    /// A program is missing on this computer.
    #[error("the program `{program}` is not installed on this computer")]
    #[diagnostic(help("{help}"))]
    NoProgram {
        /// Its name.
        program: String,
        /// Where it comes from.
        help: String,
    },
    /// An environment variable with a secret is not set.
    #[error("the environment variable `{variable}` is not set, so {host} can't know that it is you")]
    #[diagnostic(help("{help}"))]
    NoSecret {
        /// Its name.
        variable: &'static str,
        /// Who asks for the secret.
        host: String,
        /// Where the secret comes from.
        help: String,
    },
    /// There is no such host, or no network.
    #[error("there is no way to `{host}`{}", because(.said))]
    #[diagnostic(help(
        "look whether this computer is online, and whether the name is right in `[publish]` of `site.toml`. Then run the command again"
    ))]
    NoConnection {
        /// The host.
        host: String,
        /// What the program said.
        said: String,
    },
    /// The host does not accept the secret or the key.
    #[error("`{host}` does not let you in{}", because(.said))]
    #[diagnostic(help("{help}"))]
    NoAccess {
        /// The host.
        host: String,
        /// What it said.
        said: String,
        /// What to do.
        help: String,
    },
    /// There is no such repository, site, bucket or folder.
    #[error("there is no {what}, or you may not see it")]
    #[diagnostic(help("{help}"))]
    NoPlace {
        /// Its kind and name.
        what: String,
        /// What to do.
        help: String,
    },
    /// Something is at the place that Catchword did not put there.
    #[error("{named} there already, and Catchword did not put {them} there")]
    #[diagnostic(help(
        "look what that is. If it may be replaced, add `--replace` to the command; where a file stands for a folder, or the reverse, delete or rename it there. Nothing was changed"
    ))]
    InTheWay {
        /// What is there.
        named: String,
        /// One thing or several.
        them: &'static str,
    },
    /// Somebody else has changed the place.
    #[error("somebody else has changed {place} at the same time")]
    #[diagnostic(help("wait until nobody else publishes, and run the command again. Their change is kept"))]
    Moved {
        /// The place.
        place: String,
    },
    /// The place refuses a change.
    #[error("{place} refused the site{}", because(.said))]
    #[diagnostic(help("{help}"))]
    Refused {
        /// The place.
        place: String,
        /// What it said.
        said: String,
        /// What to do.
        help: String,
    },
    /// Something that has no name here.
    #[error("failed to {operation}{}", because(.said))]
    #[diagnostic(help(
        "run the command again: it continues where it was interrupted. If that does not help, show these lines to somebody who knows the host"
    ))]
    Failed {
        /// What was tried.
        operation: String,
        /// What the program or the host said.
        said: String,
    },
}

impl PublishError {
    /// These files are in the way.
    pub(crate) fn in_the_way(paths: &[String]) -> PublishError {
        let mut named: Vec<String> = paths.iter().take(MOST_NAMED).map(|path| format!("`{path}`")).collect();
        if paths.len() > MOST_NAMED {
            named.push(format!("{} more", paths.len() - MOST_NAMED));
        }
        let (last, rest) = named.split_last().map_or((String::new(), &[][..]), |(last, rest)| (last.clone(), rest));
        let named = if rest.is_empty() { format!("{last} is") } else { format!("{} and {last} are", rest.join(", ")) };
        PublishError::InTheWay { named, them: if paths.len() == 1 { "it" } else { "them" } }
    }
}

/// What another program said, at the end of a sentence.
fn because(said: &str) -> String {
    if said.is_empty() { String::new() } else { format!(": {said}") }
}

pub(crate) fn read_error(path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    let path = path.to_owned();
    move |source| PublishError::Read { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_one_some_and_many() {
        let said = |count: usize| {
            PublishError::in_the_way(&(0..count).map(|number| format!("{number}.html")).collect::<Vec<_>>()).to_string()
        };
        assert_eq!(said(1), "`0.html` is there already, and Catchword did not put it there");
        assert_eq!(said(2), "`0.html` and `1.html` are there already, and Catchword did not put them there");
        assert!(said(9).contains("`4.html` and 4 more are there already"), "{}", said(9));
    }
}
