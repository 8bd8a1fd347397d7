//! Each package, installed in an empty folder. The program is a script here that says with what it was called: the packages of
//! the real one are tried in `xtask/tests/packages`.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use super::*;
use crate::process::on_path;

const PROGRAM: &str = "#!/bin/sh\necho \"catchword $*\"\n[ \"$1\" != fail ] || exit 3\n";

/// The packages of a program for this machine, in a folder.
fn packed(folder: &Path) -> Vec<PathBuf> {
    let system = if cfg!(target_os = "macos") { "apple-darwin" } else { "unknown-linux-musl" };
    let release = Release {
        root: Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap(),
        out: folder.join("packages"),
        version: "1.2.3".to_owned(),
        triple: format!("{}-{system}", std::env::consts::ARCH),
        program: PROGRAM.into(),
        compression: Compression::fast(),
    };
    release.pack().unwrap()
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

fn install(packages: &Path, into: &Path) -> Output {
    let mut installer = Command::new("sh");
    installer.arg(packages.join("install.sh"));
    installer.env("CATCHWORD_FROM", packages).env("CATCHWORD_INTO", into).output().unwrap()
}

#[cfg(unix)]
#[test]
fn the_installer_puts_the_program_in_its_place_and_nothing_damaged() {
    let folder = tempfile::Builder::new().prefix("my programs ").tempdir().unwrap();
    packed(folder.path());
    let (packages, into) = (folder.path().join("packages"), folder.path().join("bin ö"));
    let output = install(&packages, &into);
    assert!(output.status.success() && said(&output).contains("catchword init my-blog"), "{}", said(&output));
    assert_eq!(succeeds(Command::new(into.join("catchword")).args(["a", "b c"])), "catchword a b c\n");
    assert_eq!(fs::read_dir(&into).unwrap().count(), 1);

    // An update is a new file in place of the old one; a damaged one is not put there.
    let archive = fs::read_dir(&packages).unwrap().map(|entry| entry.unwrap().path());
    let archive = archive.into_iter().find(|path| path.to_string_lossy().ends_with(".tar.gz")).unwrap();
    let mut bytes = fs::read(&archive).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&archive, bytes).unwrap();
    let output = install(&packages, &into);
    assert!(!output.status.success() && said(&output).contains("is damaged"), "{}", said(&output));
    assert_eq!(succeeds(Command::new(into.join("catchword")).arg("still")), "catchword still\n");

    fs::write(packages.join("SHA256SUMS"), "00  catchword-1.2.3-riscv64-unknown-none.tar.gz\n").unwrap();
    let output = install(&packages, &into);
    assert!(!output.status.success() && said(&output).contains("there is no archive for"), "{}", said(&output));
    fs::remove_file(packages.join("SHA256SUMS")).unwrap();
    let output = install(&packages, &into);
    assert!(!output.status.success() && said(&output).contains("could not be fetched"), "{}", said(&output));
}

#[cfg(unix)]
#[test]
fn npm_installs_the_program_and_its_launcher() {
    let Some(npm) = on_path("npm") else { return skip("there is no npm on PATH") };
    let folder = tempfile::tempdir().unwrap();
    let packages = packed(folder.path());
    let packages = packages.iter().filter(|package| package.extension().is_some_and(|ending| ending == "tgz"));
    // The launcher names the packages of all platforms, which are nowhere yet.
    let mut command = Command::new(npm);
    command.current_dir(folder.path()).args(["install", "--omit=optional", "--no-audit", "--no-fund", "--offline"]);
    succeeds(command.args(packages).env("npm_config_cache", folder.path().join("cache")));
    let launcher = || Command::new(folder.path().join("node_modules/.bin/catchword"));
    assert_eq!(succeeds(launcher().args(["init", "my blog"])), "catchword init my blog\n");
    assert_eq!(launcher().arg("fail").status().unwrap().code(), Some(3));

    fs::remove_dir_all(folder.path().join("node_modules/@catchword")).unwrap();
    let output = launcher().output().unwrap();
    assert!(!output.status.success() && said(&output).contains("no program for this computer"), "{}", said(&output));
}

#[cfg(unix)]
#[test]
fn pip_installs_the_program() {
    let has_pip = |python: &PathBuf| {
        Command::new(python).args(["-m", "pip", "--version"]).output().is_ok_and(|output| output.status.success())
    };
    let Some(python) = on_path("python3").filter(has_pip) else { return skip("there is no pip on PATH") };
    let folder = tempfile::tempdir().unwrap();
    let packages = packed(folder.path());
    let wheel = packages.iter().find(|package| package.extension().is_some_and(|ending| ending == "whl")).unwrap();
    let mut pip = Command::new(python);
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--disable-pip-version-check",
        "--root-user-action=ignore",
    ]);
    succeeds(pip.arg("--prefix").arg(folder.path().join("python")).arg(wheel));
    assert_eq!(succeeds(Command::new(folder.path().join("python/bin/catchword")).arg("serve")), "catchword serve\n");
}

#[test]
fn the_same_program_gives_the_same_packages() {
    let [one, other] = [0, 1].map(|_| {
        let folder = tempfile::tempdir().unwrap();
        packed(folder.path()).iter().map(|package| fs::read(package).unwrap()).collect::<Vec<_>>()
    });
    assert!(one == other);
    assert_eq!(one.len(), 6);
}
