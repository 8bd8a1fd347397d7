//! The packages of a release, made by the code that makes releases: each installed in an empty folder, and a site made with it.
//!
//! The program in them is the real one with the app inside, not optimised. `cargo xtask test` compiles it, and names it in
//! `CATCHWORD_BIN`.

#![cfg(unix)]

mod crates;
mod installed;
mod update;

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// The folder with the packages, which are made once.
static PACKAGES: LazyLock<PathBuf> = LazyLock::new(|| {
    let packages = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages");
    succeeds(Command::new(env!("CARGO_BIN_EXE_xtask")).arg("pack").arg(&*PROGRAM).arg(&packages));
    packages
});

/// The real program, without what only debuggers read, which is more than half of it.
static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
    let named = env::var_os("CATCHWORD_BIN").expect("`cargo xtask test` names the program").into();
    let Some(strip) = on_path("strip") else { return named };
    let short = Path::new(env!("CARGO_TARGET_TMPDIR")).join("catchword");
    succeeds(Command::new(strip).arg("-o").arg(&short).arg(named));
    short
});

/// The packages with this ending, in alphabetical order.
fn packages(ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(&*PACKAGES).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> = entries.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    found.sort();
    found
}

/// A computer with an empty home folder and nothing on PATH but these programs, as far as this machine has them.
struct Computer {
    folder: tempfile::TempDir,
}

impl Computer {
    fn with(programs: &[&str]) -> Computer {
        let folder = tempfile::Builder::new().prefix("Eigene Geräte ").tempdir().unwrap();
        for name in ["home", "path"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        for name in programs {
            if let Some(program) = on_path(name) {
                symlink(program, folder.path().join("path").join(name)).unwrap();
            }
        }
        Computer { folder }
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// A command in a folder, which knows of this computer only.
    fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder).env_clear();
        command.env("PATH", self.folder.path().join("path")).env("HOME", self.home());
        command
    }

    /// Makes a site with an installed program, as on the first day.
    #[track_caller]
    fn makes_a_site(&self, program: &Path) {
        let home = self.home();
        let init = ["init", "my blög", "--yes", "--title", "Quiet", "--url", "https://quiet.mine/"];
        succeeds(self.command(program, &home).args(init));
        succeeds(self.command(program, &home.join("my blög")).arg("build"));
        let page = fs::read_to_string(home.join("my blög/dist/index.html")).unwrap();
        assert!(page.contains("Quiet") && page.contains("data-wasm"), "{page}");
    }
}

/// Where this machine has a program.
fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[track_caller]
fn succeeds(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", said(&output));
    said(&output)
}

/// Counts the test as skipped.
fn skip(reason: &str) {
    let _ = writeln!(std::io::stdout(), "\nskipped: {reason}");
}

/// The last part of a path.
fn name(path: &Path) -> &str {
    path.file_name().and_then(OsStr::to_str).unwrap()
}
