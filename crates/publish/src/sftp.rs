//! A folder on a server, by the program `sftp`, for hosts that allow nothing else.
//!
//! sftp can't compare files, so a second list at the place, `.catchword-digests`, says what each file there is. A digest is
//! taken out of that list before its file is replaced.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use catchword_manifest::{MANIFEST, Paths, decoded, encoded, is_safe, parse};
use sha2::Sha256;

use crate::error::PublishError;
use crate::files::{Files, in_groups};
use crate::place::Place;
use crate::plan::{Plan, There, above, folders_of};
use crate::program::{Ran, run};
use crate::server::Server;
use crate::site::Site;
use crate::ssh;
use crate::temporary::Temporary;

/// The list of digests.
const DIGESTS: &str = ".catchword-digests";

/// A file that is on its way. It is renamed when it is whole.
const ON_THE_WAY: &str = ".catchword-new";

/// A folder on a server to publish to.
#[derive(Debug)]
pub struct Sftp {
    server: Server,
    /// The digest of every file of the last publication, as far as it is known.
    digests: BTreeMap<String, String>,
}

impl Sftp {
    /// A folder on a server.
    #[must_use]
    pub fn new(server: Server) -> Sftp {
        Sftp { server, digests: BTreeMap::new() }
    }

    /// Runs commands of sftp, one a line. It ends at the first that fails and does not begin with `-`.
    fn sftp(&self, commands: &[String]) -> Result<Ran, PublishError> {
        let mut sftp = Command::new("sftp");
        let port = self.server.port.map(|port| format!("Port={port}"));
        if let Some(port) = &port {
            sftp.args(["-o", port]);
        }
        let options = ssh::options();
        // Otherwise a list of commands means that nobody is there to answer.
        if !options.contains(&"BatchMode=yes") {
            sftp.args(["-o", "BatchMode=no"]);
        }
        sftp.args(options).args(&self.server.ssh_options).args(["-b", "-", "--", &self.server.host]);
        run(&mut sftp, (commands.join("\n") + "\n").as_bytes())
    }

    /// The same; a command that fails is a fault.
    fn all(&self, commands: &[String], operation: &str) -> Result<Ran, PublishError> {
        let ran = self.sftp(commands)?;
        if ran.is_success { Ok(ran) } else { Err(self.server.fault(&ran, operation)) }
    }

    fn remote(&self, path: &str) -> String {
        quoted(&self.server.at(path))
    }

    /// The commands that put a file in its place. At no moment is there half of it.
    fn put(&self, from: &Path, path: &str) -> [String; 2] {
        let beside = self.remote(ON_THE_WAY);
        [
            format!("put {} {beside}", quoted(&from.display().to_string())),
            format!("rename {beside} {}", self.remote(path)),
        ]
    }

    /// The commands that delete files, and then the folders above them that are empty now.
    fn delete(&self, paths: &[&String]) -> Vec<String> {
        let files = paths.iter().map(|path| format!("-rm {}", self.remote(path)));
        let folders = folders_of(paths).concat();
        files.chain(folders.iter().map(|folder| format!("-rmdir {}", self.remote(folder)))).collect()
    }

    /// Which of these files are there, however they are.
    fn present<'a>(&self, paths: &[&'a String]) -> Result<Vec<&'a String>, PublishError> {
        if paths.is_empty() {
            return Ok(Vec::new());
        }
        let commands: Vec<String> = paths.iter().map(|path| format!("-ls -ln {}", self.remote(path))).collect();
        let text = self.all(&commands, "look into the folder on the server")?.text();
        // Each command is repeated, and then comes its answer, if there is one.
        let mut answers = text.split("sftp> ").skip(1);
        let is_there = |_: &&&String| answers.next().is_some_and(|answer| answer.lines().count() > 1);
        Ok(paths.iter().filter(is_there).copied().collect())
    }

    /// The commands that leave both lists there. `folder` keeps them until they are sent.
    fn lists(
        &self,
        folder: &Path,
        list: &str,
        digests: &BTreeMap<&String, String>,
    ) -> Result<Vec<String>, PublishError> {
        let digests: String = digests.iter().map(|(path, digest)| format!("{digest}  {}\n", encoded(path))).collect();
        let (to_list, to_digests) = (folder.join(MANIFEST), folder.join(DIGESTS));
        std::fs::write(&to_list, list)?;
        std::fs::write(&to_digests, digests)?;
        Ok([self.put(&to_digests, DIGESTS), self.put(&to_list, MANIFEST)].concat())
    }
}

impl Place for Sftp {
    fn name(&self) -> String {
        self.server.name()
    }

    fn files(&self, site: &Site) -> Result<Files, PublishError> {
        site.files()
    }

    fn look(&mut self, files: &Files) -> Result<There, PublishError> {
        let folder = Temporary::new()?;
        let get = |name: &str| {
            format!("-get {} {}", self.remote(name), quoted(&folder.path().join(name).display().to_string()))
        };
        self.all(&[get(MANIFEST), get(DIGESTS)], "look into the folder on the server")?;
        let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).ok();
        let list = read(MANIFEST);
        let listed = list.as_deref().map(parse).unwrap_or_default();
        self.digests = parse_digests(&read(DIGESTS).unwrap_or_default());
        self.digests.retain(|path, _| listed.contains(path));

        // Whether these are still there is not known; what is not there need not be deleted.
        let mut there = There { files: listed.iter().map(|path| (path.clone(), false)).collect(), list };
        // Where a folder of ours is, there is no file.
        let folders: BTreeSet<&str> = listed.iter().flat_map(|path| above(path)).collect();
        let is_unknown = |path: &&String| !self.digests.contains_key(*path) && !folders.contains(path.as_str());
        let unknown: Vec<&String> = files.keys().filter(is_unknown).collect();
        for path in &unknown {
            there.files.remove(*path);
        }
        for path in self.present(&unknown)? {
            there.files.insert(path.clone(), false);
        }
        for (path, digest) in &self.digests {
            if let Some(content) = files.get(path) {
                there.files.insert(path.clone(), content.digest::<Sha256>()? == *digest);
            }
        }
        Ok(there)
    }

    fn apply(&mut self, files: &Files, plan: &Plan) -> Result<(), PublishError> {
        let folder = Temporary::new()?;
        let changes: Paths = plan.sent().chain(&plan.deleted).cloned().collect();
        let kept: BTreeMap<&String, String> = self
            .digests
            .iter()
            .filter(|(path, _)| !changes.contains(*path))
            .map(|(path, digest)| (path, digest.clone()))
            .collect();
        let mut commands = vec![format!("-mkdir {}", quoted(&self.server.path))];
        commands.extend(self.lists(folder.path(), plan.list_on_the_way(), &kept)?);
        self.all(&commands, "write to the folder on the server")?;

        let (first, last) = plan.deleted_in_order();
        let mut commands = self.delete(&first);
        let folders: Paths = plan.new.iter().flat_map(|path| above(path)).map(str::to_owned).collect();
        commands.extend(folders.iter().map(|folder| format!("-mkdir {}", self.remote(folder))));
        for path in in_groups(plan.sent()).concat() {
            if let Some(content) = files.get(path) {
                commands.extend(self.put(&std::path::absolute(&content.from)?, path));
            }
        }
        commands.extend(self.delete(&last));
        self.all(&commands, "send the files")?;

        let mut digests = BTreeMap::new();
        for (path, content) in files {
            digests.insert(path, content.digest::<Sha256>()?);
        }
        let commands = self.lists(folder.path(), plan.list(), &digests)?;
        self.all(&commands, "write to the folder on the server")?;
        Ok(())
    }
}

/// Reads the list of digests. Each line has a digest, two spaces and a path, as those of `sha256sum`.
fn parse_digests(text: &str) -> BTreeMap<String, String> {
    let line = |line: &str| {
        let (digest, path) = line.split_once("  ")?;
        Some((decoded(path), digest.to_owned()))
    };
    text.lines().filter_map(line).filter(|(path, _)| is_safe(path)).collect()
}

/// A path as a word of a command of sftp, in which it stands for nothing but itself.
fn quoted(path: &str) -> String {
    let mut word = String::new();
    for letter in path.chars() {
        if letter.is_ascii() && !letter.is_ascii_alphanumeric() && !"/._-".contains(letter) {
            word.push('\\');
        }
        word.push(letter);
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_sftp_is_one_word() {
        assert_eq!(quoted("/a b/ü\"1\"*.png"), "/a\\ b/ü\\\"1\\\"\\*.png");
        assert_eq!(quoted("/var/www/a-1_2.html"), "/var/www/a-1_2.html");
    }

    #[test]
    fn digests_are_read_with_every_path() {
        let read = parse_digests("00ff  a  b.png\n11aa  100%25.html\nbroken\n22bb  ../up\n");
        let expected = [("100%.html", "11aa"), ("a  b.png", "00ff")].map(|(path, digest)| (path.into(), digest.into()));
        assert_eq!(read, BTreeMap::from(expected));
    }
}
