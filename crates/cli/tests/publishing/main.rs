//! What a build publishes, and what it keeps: dates, drafts and addresses.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing at it")]

mod addresses;
mod cache;
mod dates;
mod drafts;
mod place;
mod serving;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// An app that does nothing.
const APP: [(&str, &str); 5] = [
    (
        "app/index.html",
        "<!doctype html><head><title>Catchword</title><script data-base=\"/\" data-js=\"/app-1.js\" \
         data-wasm=\"/app-1.wasm\" src=\"/start.js\"></script></head><body></body>",
    ),
    ("app/app-1.js", ""),
    ("app/app-1.wasm", ""),
    ("app/start.js", ""),
    ("app/catchword-app.txt", catchword_press::STAMP),
];

/// The settings of a site at `https://example.org/`.
const SETTINGS: &str = "title = \"A site\"\nurl = \"https://example.org/\"\n";

/// A folder with content and an app.
struct Project(TempDir);

impl Project {
    /// With these files below `content`, besides the settings.
    fn new(files: &[(&str, &str)]) -> Project {
        let project = Project(tempfile::tempdir().unwrap());
        for (path, text) in APP {
            project.write(path, text);
        }
        project.write("content/site.toml", SETTINGS);
        for (path, text) in files {
            project.write(&format!("content/{path}"), text);
        }
        project
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// What a command says. It must succeed.
    fn said(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", text_of(&output));
        text_of(&output)
    }

    /// What a command says. It must fail.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(matches!(output.status.code(), Some(1..=3)), "{arguments:?}: {}", text_of(&output));
        text_of(&output)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_catchword"))
            .args(arguments)
            .current_dir(self.0.path())
            .env("NO_COLOR", "1")
            .output()
            .unwrap()
    }

    /// Every file below a folder whose text has `words`, and every path with them.
    fn mentions(&self, folder: &str, words: &str) -> Vec<String> {
        let root = self.path(folder);
        let mut found = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(next).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name = path.strip_prefix(&root).unwrap().display().to_string().replace('\\', "/");
                let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
                if name.contains(words) || text.contains(words) {
                    found.push(name);
                }
            }
        }
        found.sort();
        found
    }
}

/// Both streams in one string, with the lines of a message joined.
fn text_of(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    text.replace("\n        ", " ").replace("\n  │ ", " ")
}

/// An essay with a date and further fields.
fn essay(title: &str, fields: &str, text: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n{fields}\n+++\n\n{text}\n")
}

/// The command that builds the whole site.
const BUILD: [&str; 3] = ["build", "--app", "app"];

/// The same with further arguments.
fn build<'a>(further: &[&'a str]) -> Vec<&'a str> {
    [&BUILD, further].concat()
}

fn exists(path: &Path) -> bool {
    path.exists()
}
