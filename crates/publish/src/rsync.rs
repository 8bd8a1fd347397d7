//! A folder on a server, by the program `rsync`, which must be on both computers.
//!
//! rsync itself finds out what has changed: it compares the digests of the files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use catchword_manifest::{MANIFEST, parse};

use crate::error::PublishError;
use crate::files::{Files, in_groups};
use crate::place::Place;
use crate::plan::{Plan, There, above, folders_of};
use crate::program::{Ran, run};
use crate::server::Server;
use crate::site::Site;
use crate::ssh;
use crate::temporary::Temporary;

/// The variable with the program that connects rsync to a server.
const RSH: &str = "RSYNC_RSH";

/// A folder on a server to publish to.
#[derive(Debug)]
pub struct Rsync {
    server: Server,
    /// The folder of the built site.
    from: PathBuf,
}

impl Rsync {
    /// A folder on a server, for a site.
    #[must_use]
    pub fn new(site: &Site, server: Server) -> Rsync {
        Rsync { server, from: site.folder().to_owned() }
    }

    /// Runs rsync with a list of paths. With an absolute path, the local folder can't be taken for a server.
    fn rsync(&self, options: &[&str], from: &Path, paths: &[&String]) -> Result<Ran, PublishError> {
        let from = format!("{}/", std::path::absolute(from)?.display());
        let to = format!("{}:{}", self.server.host, self.server.at(""));
        let list: Vec<u8> = paths.iter().flat_map(|path| path.bytes().chain([0])).collect();
        let files = ["--files-from=-", "--from0", "--no-implied-dirs"];
        run(self.command().args(options).args(files).args(["--", &from, &to]), &list)
    }

    /// The server's own shell sees none of the names.
    fn command(&self) -> Command {
        let mut rsync = Command::new("rsync");
        rsync.arg("--protect-args");
        let mut shell = vec![std::env::var(RSH).unwrap_or_else(|_| format!("ssh {}", ssh::options().join(" ")))];
        shell.extend(self.server.port.map(|port| format!("-p {port}")));
        shell.extend(self.server.ssh_options.iter().cloned());
        rsync.env(RSH, shell.join(" "));
        rsync
    }

    /// The list of the last publication.
    fn last_list(&self) -> Result<Option<String>, PublishError> {
        let folder = Temporary::new()?;
        let from = format!("{}:{}", self.server.host, self.server.at(MANIFEST));
        let to = format!("{}/", folder.path().display());
        let ran = run(self.command().args(["--", &from, &to]), b"")?;
        if ran.is_success {
            return Ok(std::fs::read_to_string(folder.path().join(MANIFEST)).ok());
        }
        let is_missing = ran.code == Some(23) && ran.has(&["No such file or directory"]);
        if is_missing { Ok(None) } else { Err(self.fault(&ran, "look into the folder on the server")) }
    }

    /// Puts a list of the site's files there.
    fn put_list(&self, text: &str) -> Result<(), PublishError> {
        let folder = Temporary::new()?;
        std::fs::write(folder.path().join(MANIFEST), text)?;
        self.send(folder.path(), &[&MANIFEST.to_owned()])
    }

    fn send(&self, from: &Path, paths: &[&String]) -> Result<(), PublishError> {
        if paths.is_empty() {
            return Ok(());
        }
        // Every reader may see what is there, whatever the author's own rights are.
        let ran = self.rsync(&["--ignore-times", "--chmod=D755,F644"], from, paths)?;
        if ran.is_success { Ok(()) } else { Err(self.fault(&ran, "send the files")) }
    }

    /// Deletes files, then the folders above them that are empty now.
    fn delete(&self, paths: &[&String]) -> Result<(), PublishError> {
        if paths.is_empty() {
            return Ok(());
        }
        let ran = self.delete_at_once(paths)?;
        if !ran.is_success {
            return Err(self.fault(&ran, "delete old files"));
        }
        for level in folders_of(paths) {
            // That a folder is not empty is no fault: it stays.
            self.delete_at_once(&level.iter().collect::<Vec<_>>())?;
        }
        Ok(())
    }

    /// rsync deletes there what it is told to send, and is not here: everything but the folders above it.
    fn delete_at_once(&self, paths: &[&String]) -> Result<Ran, PublishError> {
        let here = Temporary::new()?;
        for folder in paths.iter().filter_map(|path| above(path).last()) {
            std::fs::create_dir_all(here.path().join(folder))?;
        }
        self.rsync(&["--delete-missing-args"], here.path(), paths)
    }

    fn fault(&self, ran: &Ran, operation: &str) -> PublishError {
        if ran.code == Some(127) || ran.has(&["command not found", "rsync: not found"]) {
            return PublishError::NoProgram {
                program: "rsync".to_owned(),
                help: format!(
                    "it is missing on `{}`. Ask your host to install it, or write `to = \"sftp\"` under `[publish]` in \
                     `site.toml`",
                    self.server.host
                ),
            };
        }
        self.server.fault(ran, operation)
    }
}

impl Place for Rsync {
    fn name(&self) -> String {
        self.server.name()
    }

    fn files(&self, site: &Site) -> Result<Files, PublishError> {
        site.files()
    }

    fn look(&mut self, files: &Files) -> Result<There, PublishError> {
        let list = self.last_list()?;
        let listed = list.as_deref().map(parse).unwrap_or_default();
        // Where a file of ours becomes a folder, or the reverse, there is nothing to compare.
        let folders: BTreeSet<&str> = listed.iter().flat_map(|path| above(path)).collect();
        let is_new_kind = |path: &str| folders.contains(path) || above(path).any(|above| listed.contains(above));
        let paths: Vec<&String> = files.keys().filter(|path| !is_new_kind(path)).collect();
        let options = ["--dry-run", "--checksum", "--8-bit-output", "--out-format=%i %n"];
        let ran = self.rsync(&options, &self.from, &paths)?;
        if !ran.is_success {
            return Err(self.fault(&ran, "look into the folder on the server"));
        }
        let mut there = There { files: paths.iter().map(|path| ((*path).clone(), true)).collect(), list };
        for line in ran.stdout.split(|byte| *byte == b'\n') {
            match changed(line) {
                Some((Change::New, path)) => {
                    there.files.remove(&path);
                }
                Some((Change::Other, path)) => {
                    there.files.insert(path, false);
                }
                None => {}
            }
        }
        // Whether these are still there is not known; what is not there need not be deleted.
        there.files.extend(listed.into_iter().filter(|path| !files.contains_key(path)).map(|path| (path, false)));
        Ok(there)
    }

    fn apply(&mut self, files: &Files, plan: &Plan) -> Result<(), PublishError> {
        debug_assert!(plan.sent().all(|path| files.contains_key(path)), "the plan is of other files");
        self.put_list(plan.list_on_the_way())?;
        let (first, last) = plan.deleted_in_order();
        self.delete(&first)?;
        for group in in_groups(plan.sent()) {
            self.send(&self.from, &group)?;
        }
        self.delete(&last)?;
        self.put_list(plan.list())
    }
}

enum Change {
    New,
    Other,
}

/// Reads a line such as `<f+++++++++ a/b.html` (rsync(1), `--itemize-changes`).
fn changed(line: &[u8]) -> Option<(Change, String)> {
    let (mark, name) = line.split_at_checked(12)?;
    if mark[1] != b'f' || !matches!(mark[0], b'<' | b'>') || mark[11] != b' ' {
        return None;
    }
    let change = if mark[2] == b'+' { Change::New } else { Change::Other };
    Some((change, unescaped(name)))
}

/// A name in which rsync has written a backslash as `\#134`, so that `\#` and three digits stand for nothing else.
fn unescaped(name: &[u8]) -> String {
    let mut bytes = Vec::new();
    let mut rest = name;
    while let Some((first, after)) = rest.split_first() {
        let code = rest.strip_prefix(b"\\#").and_then(|code| std::str::from_utf8(code.get(..3)?).ok());
        match code.and_then(|code| u8::from_str_radix(code, 8).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &rest[5..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_rsync_are_read_with_every_name() {
        let read = |line: &str| changed(line.as_bytes()).map(|(change, name)| (matches!(change, Change::New), name));
        assert_eq!(read("<f+++++++++ a b/ü.html"), Some((true, "a b/ü.html".to_owned())));
        assert_eq!(read("<fc........ \\#134#1 \\x"), Some((false, "\\#1 \\x".to_owned())));
        assert_eq!(read("cd+++++++++ a/"), None);
        assert_eq!(read("short"), None);
    }
}
