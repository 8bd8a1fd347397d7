//! A branch of a git repository, by the program `git`.
//!
//! The commit is made in a bare repository in a temporary folder: no index and no folder of the author's is touched. Only the
//! newest commit is fetched, and without the files where the host allows that.

mod call;
mod fault;

use std::collections::BTreeMap;
use std::path::Path;

use catchword_manifest::MANIFEST;

use crate::error::PublishError;
use crate::files::Files;
use crate::place::Place;
use crate::plan::{Plan, There};
use crate::program::{Ran, run, without_passwords};
use crate::site::Site;
use crate::temporary::Temporary;
use call::{git, missing_identity};

/// A branch to publish to.
#[derive(Debug)]
pub struct Git {
    repository: String,
    branch: String,
    fetched: Option<Fetched>,
}

/// What the last look has fetched.
#[derive(Debug)]
struct Fetched {
    /// The bare repository.
    folder: Temporary,
    /// The branch's newest commit. `None` if there is no such branch.
    commit: Option<String>,
}

/// Whether git keeps the files whose digests it makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Store {
    Yes,
    No,
}

/// A file of a commit.
struct Blob {
    mode: String,
    id: String,
}

impl Git {
    /// A branch of a repository, which is any address or path that git takes.
    #[must_use]
    pub fn new(repository: &str, branch: &str) -> Git {
        // A relative path is seen from this folder, and git may leave it.
        let absolute = || std::path::absolute(repository).map(|path| path.display().to_string());
        let is_folder = Path::new(repository).is_dir();
        let address = if is_folder { absolute().ok() } else { None };
        Git { repository: address.unwrap_or_else(|| repository.to_owned()), branch: branch.to_owned(), fetched: None }
    }

    fn reference(&self) -> String {
        format!("refs/heads/{}", self.branch)
    }

    /// Runs git in the temporary repository.
    fn git(&self, folder: &Path, arguments: &[&str], input: &[u8]) -> Result<Ran, PublishError> {
        run(git().env("GIT_DIR", folder).args(arguments), input)
    }

    /// The same for what can't fail but for reasons that have no name here.
    fn local(&self, folder: &Path, arguments: &[&str], input: &[u8]) -> Result<Ran, PublishError> {
        let ran = self.git(folder, arguments, input)?;
        if ran.is_success { Ok(ran) } else { Err(self.fault(&ran, "prepare the site with git")) }
    }

    /// The branch's newest commit. The first thing that needs the repository.
    fn newest(&self) -> Result<Option<String>, PublishError> {
        let ran = run(git().args(["ls-remote", "--", &self.repository, &self.reference()]), b"")?;
        if !ran.is_success {
            return Err(self.fault(&ran, "look into the repository"));
        }
        Ok(ran.text().split_whitespace().next().map(str::to_owned))
    }

    /// Fetches a commit into a new repository.
    fn fetch(&self, commit: Option<String>) -> Result<Fetched, PublishError> {
        let folder = Temporary::new()?;
        let at = folder.path();
        // The digests of a repository are all of one kind.
        let kind = if commit.as_ref().is_some_and(|commit| commit.len() == 64) { "sha256" } else { "sha1" };
        let format = format!("--object-format={kind}");
        self.local(at, &["init", "--quiet", "--bare", "--template=", &format], b"")?;
        self.local(at, &["config", "remote.origin.url", &self.repository], b"")?;
        if commit.is_some() {
            let refspec = format!("+{0}:{0}", self.reference());
            let fetch = ["fetch", "--quiet", "--depth=1", "--no-tags", "--filter=blob:none", "origin", &refspec];
            let ran = self.git(at, &fetch, b"")?;
            if !ran.is_success {
                return Err(self.fault(&ran, "fetch the branch"));
            }
        }
        // It may have moved since the first question.
        let commit = match commit {
            Some(_) => {
                Some(self.local(at, &["rev-parse", "--verify", &self.reference()], b"")?.text().trim().to_owned())
            }
            None => None,
        };
        Ok(Fetched { folder, commit })
    }

    /// The files of the branch.
    fn tree(&self, fetched: &Fetched) -> Result<BTreeMap<String, Blob>, PublishError> {
        let Some(commit) = &fetched.commit else { return Ok(BTreeMap::new()) };
        let ran = self.local(fetched.folder.path(), &["ls-tree", "-r", "-z", "--full-tree", commit], b"")?;
        let entry = |line: &[u8]| {
            let line = String::from_utf8_lossy(line);
            let (about, path) = line.split_once('\t')?;
            let mut words = about.split(' ');
            let (mode, id) = (words.next()?.to_owned(), words.nth(1)?.to_owned());
            Some((path.to_owned(), Blob { mode, id }))
        };
        Ok(ran.stdout.split(|byte| *byte == 0).filter_map(entry).collect())
    }

    /// The digests of files, as git makes them. Where it keeps them, they are in the repository afterwards.
    fn digests(
        &self,
        folder: &Path,
        files: &Files,
        paths: &[&String],
        store: Store,
    ) -> Result<Vec<String>, PublishError> {
        if paths.is_empty() {
            return Ok(Vec::new());
        }
        let mut input = String::new();
        for path in paths {
            let Some(content) = files.get(*path) else { continue };
            let from = std::path::absolute(&content.from)?;
            input.push_str(&from.display().to_string());
            input.push('\n');
        }
        let mut arguments = vec!["hash-object", "--no-filters", "--stdin-paths"];
        if store == Store::Yes {
            arguments.push("-w");
        }
        let ran = self.local(folder, &arguments, input.as_bytes())?;
        Ok(ran.text().lines().map(str::to_owned).collect())
    }

    /// Makes the commit, and returns its digest.
    fn commit(&self, fetched: &Fetched, files: &Files, plan: &Plan) -> Result<String, PublishError> {
        let at = fetched.folder.path();
        match &fetched.commit {
            Some(commit) => self.local(at, &["read-tree", commit], b"")?,
            None => self.local(at, &["read-tree", "--empty"], b"")?,
        };
        let sent: Vec<&String> = plan.sent().collect();
        let mut entries = Vec::new();
        let list = self.local(at, &["hash-object", "-w", "--stdin"], plan.list().as_bytes())?.text().trim().to_owned();
        // First, so that a file can become a folder.
        for path in &plan.deleted {
            entries.extend(format!("0 {}\t{path}\0", "0".repeat(list.len())).into_bytes());
        }
        for (path, id) in sent.iter().zip(self.digests(at, files, &sent, Store::Yes)?) {
            entries.extend(format!("100644 {id}\t{path}\0").into_bytes());
        }
        entries.extend(format!("100644 {list}\t{MANIFEST}\0").into_bytes());
        self.local(at, &["update-index", "-z", "--index-info"], &entries)?;
        // The files that were not fetched are missing here, and not there.
        let tree = self.local(at, &["write-tree", "--missing-ok"], b"")?.text().trim().to_owned();
        let message = message(plan);
        let mut arguments = vec!["commit-tree", &tree, "-m", &message];
        if let Some(commit) = &fetched.commit {
            arguments.extend(["-p", commit]);
        }
        let mut command = git();
        command.env("GIT_DIR", at).args(&arguments).envs(missing_identity());
        let ran = run(&mut command, b"")?;
        if !ran.is_success {
            return Err(self.fault(&ran, "make a commit"));
        }
        Ok(ran.text().trim().to_owned())
    }
}

impl Place for Git {
    fn name(&self) -> String {
        format!("the branch `{}` of `{}`", self.branch, without_passwords(&self.repository))
    }

    fn files(&self, site: &Site) -> Result<Files, PublishError> {
        site.files()
    }

    fn look(&mut self, files: &Files) -> Result<There, PublishError> {
        let fetched = self.fetch(self.newest()?)?;
        let at = fetched.folder.path();
        let mut tree = self.tree(&fetched)?;
        let list = match tree.remove(MANIFEST) {
            Some(list) => Some(self.local(at, &["cat-file", "blob", &list.id], b"")?.text()),
            None => None,
        };
        let common: Vec<&String> = files.keys().filter(|path| tree.contains_key(*path)).collect();
        let ours: BTreeMap<&String, String> =
            common.iter().copied().zip(self.digests(at, files, &common, Store::No)?).collect();
        // A link or a program of the same bytes is something else.
        let is_same = |path: &String, blob: &Blob| blob.mode == "100644" && ours.get(path) == Some(&blob.id);
        let files = tree.iter().map(|(path, blob)| (path.clone(), is_same(path, blob))).collect();
        self.fetched = Some(fetched);
        Ok(There { list, files })
    }

    fn apply(&mut self, files: &Files, plan: &Plan) -> Result<(), PublishError> {
        let Some(fetched) = &self.fetched else {
            return Err(PublishError::Moved { place: self.name() });
        };
        let commit = self.commit(fetched, files, plan)?;
        let refspec = format!("{commit}:{}", self.reference());
        let push = ["push", "--quiet", "--porcelain", "--no-verify", "origin", &refspec];
        let ran = self.git(fetched.folder.path(), &push, b"")?;
        if ran.is_success { Ok(()) } else { Err(self.refusal(&ran)) }
    }
}

/// What a commit says.
fn message(plan: &Plan) -> String {
    let Plan { new, changed, deleted, .. } = plan;
    format!("Publish the site\n\n{} new, {} changed, {} deleted", new.len(), changed.len(), deleted.len())
}
