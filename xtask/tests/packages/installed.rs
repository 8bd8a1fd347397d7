//! Each package, installed with nothing on PATH but what the installer itself needs. The program then has an empty PATH.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Computer, PACKAGES, on_path, packages, skip, succeeds};

/// What `install.sh` calls; one of the last two is enough.
const OF_THE_INSTALLER: [&str; 13] =
    ["uname", "mktemp", "grep", "head", "cp", "tar", "gzip", "mkdir", "chmod", "mv", "rm", "sha256sum", "shasum"];

#[test]
fn the_archive_by_its_installer() {
    let with_tools = Computer::with(&OF_THE_INSTALLER);
    let mut installer = with_tools.command(Path::new("/bin/sh"), &with_tools.home());
    installer.arg(PACKAGES.join("install.sh")).env("CATCHWORD_FROM", &*PACKAGES);
    let said = succeeds(&mut installer);
    assert!(said.contains("catchword init my-blog"), "{said}");
    let program = with_tools.home().join(".local/bin/catchword");
    Computer::with(&[]).makes_a_site(&program);
    let said = succeeds(with_tools.command(&program, &with_tools.home()).arg("--version"));
    assert_eq!(said, concat!("catchword ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn the_npm_packages() {
    let (Some(npm), Some(_)) = (on_path("npm"), on_path("node")) else { return skip("there is no npm on PATH") };
    let computer = Computer::with(&["node"]);
    // The launcher names the packages of all platforms, which are nowhere yet.
    let mut install = computer.command(&npm, &computer.home());
    install.args(["install", "--omit=optional", "--no-audit", "--no-fund", "--offline"]).args(packages(".tgz"));
    succeeds(&mut install);
    computer.makes_a_site(&computer.home().join("node_modules/.bin/catchword"));
}

#[test]
fn the_wheel() {
    let Some(python) = python() else { return skip("there is no pip on PATH") };
    let computer = Computer::with(&[]);
    let wheel = packages(".whl").pop().unwrap();
    let mut pip = computer.command(&python, &computer.home());
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-index",
        "--disable-pip-version-check",
        "--root-user-action=ignore",
    ]);
    succeeds(pip.args(["--target", "python"]).arg(wheel));
    computer.makes_a_site(&computer.home().join("python/bin/catchword"));
}

/// Python itself, where it has pip. What is called `python3` may be a script that looks for it.
fn python() -> Option<PathBuf> {
    let asked =
        Command::new(on_path("python3")?).args(["-c", "import pip, sys; print(sys.executable)"]).output().ok()?;
    asked.status.success().then(|| String::from_utf8_lossy(&asked.stdout).trim().into())
}
