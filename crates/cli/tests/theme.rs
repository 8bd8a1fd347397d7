//! `catchword theme new`, for developers.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing at it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a new crate has.
const FILES: [&str; 11] = [
    ".cargo/config.toml",
    ".gitignore",
    "Cargo.lock",
    "Cargo.toml",
    "README.md",
    "build.rs",
    "rust-toolchain.toml",
    "src/app.rs",
    "src/lib.rs",
    "src/main.rs",
    "style.css",
];

/// This repository.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Runs `catchword theme new` in a folder.
fn theme_new(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_catchword"));
    command.args(["theme", "new"]).args(arguments).current_dir(folder).env("NO_COLOR", "1").output().unwrap()
}

fn text_of(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    text.replace("\n        ", " ").replace("\n  │ ", " ")
}

/// A folder whose name is not plain.
fn place() -> (tempfile::TempDir, PathBuf) {
    let whole = tempfile::tempdir().unwrap();
    let folder = whole.path().join("größe 1");
    fs::create_dir(&folder).unwrap();
    (whole, folder)
}

fn source() -> String {
    repository().display().to_string()
}

#[test]
fn what_it_writes_compiles_natively_and_for_browsers() {
    let (_whole, folder) = place();
    let said = theme_new(&folder, &["my-look", "--source", &source()]);
    assert!(said.status.success(), "{}", text_of(&said));
    let views = folder.join("my-look");
    for file in FILES {
        assert!(
            views.join(file).is_file() && text_of(&said).contains(&format!("\n  {file}\n")),
            "{file}: {}",
            text_of(&said)
        );
    }
    assert!(text_of(&said).ends_with("What to do next:\n  cd my-look\n  cargo xtask theme\n"), "{}", text_of(&said));

    let lock = fs::read_to_string(views.join("Cargo.lock")).unwrap();
    // In the workspace's own target folder and with its profiles, so that the dependencies are compiled once for all. The
    // command gets another name, or it would replace the workspace's own.
    let manifest = fs::read_to_string(views.join("Cargo.toml")).unwrap();
    fs::write(views.join("Cargo.toml"), manifest.replace("name = \"catchword\"", "name = \"catchword-with-views\""))
        .unwrap();
    let profiles = folder.join("profiles.toml");
    let workspace = fs::read_to_string(repository().join("Cargo.toml")).unwrap();
    fs::write(&profiles, workspace.split_once("\n[profile.").map(|(_, rest)| format!("[profile.{rest}")).unwrap())
        .unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let cargo = |arguments: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments).args(["--quiet", "--offline", "--config"]).arg(&profiles).current_dir(&views);
        let output = cargo.env("CARGO_TARGET_DIR", target).env_remove("RUSTFLAGS").output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", text_of(&output));
    };
    cargo(&["build", "--bin", "catchword-with-views"]);
    cargo(&["check", "--bin", "app", "--features", "hydrate", "--target", "wasm32-unknown-unknown"]);

    // Its views have what the app needs, and a stamp of their own.
    let program = target.join("debug").join(format!("catchword-with-views{}", std::env::consts::EXE_SUFFIX));
    let stamped = Command::new(&program).args(["hook", "stamp"]).arg(&folder).output().unwrap();
    fs::remove_file(&program).unwrap();
    assert!(stamped.status.success(), "{}", text_of(&stamped));
    let stamp = fs::read_to_string(folder.join(catchword_press::STAMP_FILE)).unwrap();
    assert!(stamp.starts_with(&format!("{} my-look 0.1.0 ", catchword_press::STAMP)), "{stamp}");

    // Every dependency has the version that it has here.
    let versions = |lock: &str| {
        let lines =
            lock.split("[[package]]").skip(1).map(|package| package.lines().skip(1).take(2).collect::<String>());
        lines.collect::<std::collections::BTreeSet<_>>()
    };
    let (own, now) = (versions(&lock), versions(&fs::read_to_string(views.join("Cargo.lock")).unwrap()));
    let new: Vec<_> = now.difference(&own).collect();
    assert_eq!(new, ["name = \"my-look\"version = \"0.1.0\""]);
}

#[test]
fn where_it_can_write_nothing_it_says_why() {
    let (_whole, folder) = place();
    fs::create_dir(folder.join("full")).unwrap();
    fs::write(folder.join("full/a.txt"), "mine").unwrap();
    fs::write(folder.join("file"), "").unwrap();
    let within = repository().join("examples/never").display().to_string();
    let table: [(i32, &[&str], &str); 9] = [
        (2, &[], "the name of the new folder is missing"),
        (2, &["full", "--source", &source()], "the folder `full` is not empty"),
        (2, &["file", "--source", &source()], "`file` is a file, and not a folder"),
        (2, &["My look", "--source", &source()], "`My look` can't be the name of a crate"),
        (2, &["größe", "--source", &source()], "`größe` can't be the name of a crate"),
        (2, &["my-look"], "name the repository's folder after `--source`"),
        (2, &["my-look", "--source", "full"], "the folder `full` does not have the source of Catchword"),
        (2, &["my-look", "--source", ""], "nothing stands after `--source`"),
        (2, &[&within, "--source", &source()], "is within the source of Catchword"),
    ];
    for (status, arguments, words) in table {
        let output = theme_new(&folder, arguments);
        let text = text_of(&output);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {text}");
        assert!(text.contains(words), "{arguments:?}: {text}");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "something is beside the two");
    assert!(!Path::new(&within).exists());

    // Within the repository its own source is found.
    let output = theme_new(&repository().join("crates/cli"), &[&folder.join("other").display().to_string()]);
    assert!(output.status.success(), "{}", text_of(&output));
    let manifest = fs::read_to_string(folder.join("other/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"other\""), "{manifest}");
}

#[cfg(unix)]
#[test]
fn a_folder_without_rights_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_whole, folder) = place();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    // An administrator may write everywhere.
    if fs::write(folder.join("probe"), "").is_ok() {
        return;
    }
    let output = theme_new(&folder, &["my-look", "--source", &source()]);
    assert_eq!(output.status.code(), Some(3), "{}", text_of(&output));
    assert!(text_of(&output).contains("failed to make the folder `my-look`"), "{}", text_of(&output));
}
