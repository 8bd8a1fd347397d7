//! An author's first minute: a new site, a new essay, and what the command says when something is not as it should be.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing at it")]

mod exit;
mod init;
mod new;
mod shells;
mod site_folder;
#[cfg(unix)]
mod terminal;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder in which an author works, with a name that is not plain.
struct Place {
    _whole: TempDir,
    path: PathBuf,
}

impl Place {
    fn new() -> Place {
        let whole = tempfile::tempdir().unwrap();
        // Without links, so that it is the folder that the command sees.
        let path = whole.path().canonicalize().unwrap().join("größe 1");
        fs::create_dir(&path).unwrap();
        Place { _whole: whole, path }
    }

    /// With a site in the folder `blog`, made by the command.
    fn with_site() -> Place {
        let place = Place::new();
        place.said("", &["init", "blog", "--yes"]);
        place
    }

    fn path(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Every file below a folder.
    fn files(&self, folder: &str) -> BTreeSet<String> {
        let root = self.path(folder);
        let mut files = BTreeSet::new();
        let mut folders = vec![root.clone()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(next).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.insert(path.strip_prefix(&root).unwrap().display().to_string().replace('\\', "/"));
                }
            }
        }
        files
    }

    /// What a command says that is run in a folder. It must succeed.
    fn said(&self, folder: &str, arguments: &[&str]) -> String {
        let output = self.run(folder, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", text_of(&output));
        text_of(&output)
    }

    /// The same for one that must fail with this status.
    fn refused(&self, status: i32, folder: &str, arguments: &[&str]) -> String {
        let output = self.run(folder, arguments);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", text_of(&output));
        text_of(&output)
    }

    fn run(&self, folder: &str, arguments: &[&str]) -> Output {
        command(&self.path(folder), arguments).output().unwrap()
    }
}

/// The command, on a machine on which it finds no other program.
fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_catchword"));
    command.args(arguments).current_dir(folder).env_clear().env("PATH", "").env("TZ", "UTC").stdin(Stdio::null());
    command
}

/// Both streams in one string, with the lines of a message joined.
fn text_of(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    joined(&text)
}

fn joined(text: &str) -> String {
    text.replace("\r\n", "\n").replace("\n        ", " ").replace("\n  │ ", " ")
}
