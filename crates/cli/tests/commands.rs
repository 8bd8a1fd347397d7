//! The command line as an author and as Trunk call it.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing at it")]

use std::path::Path;
use std::process::{Command, Output};

const ESSAY: &str = "+++\ntitle = \"One\"\ndate = 2026-05-01\n+++\n\nText.\n";

/// A project with one essay.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "content/site.toml", "title = \"A site\"\nurl = \"https://example.org/\"\n");
    write(&folder, "content/essays/one.md", ESSAY);
    write(&folder, "style/main.css", "@import \"tokens.css\";\n");
    write(&folder, "style/tokens.css", ":root {}\n");
    folder
}

fn write(folder: &tempfile::TempDir, path: &str, text: &str) {
    let path = folder.path().join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn catchword(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_catchword"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("TRUNK_STAGING_DIR", folder.join("staging"))
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn builds_and_says_so_in_a_line() {
    let folder = project();
    let output = catchword(folder.path(), &["build"]);
    let text = said(&output);
    assert!(output.status.success(), "{text}");
    assert!(text.starts_with("1 essay, 0 pages, 4 lists and 0 files in target/site after "), "{text}");
    assert!(folder.path().join("target/site/essays/one/index.json").is_file());
}

#[test]
fn shows_every_problem_and_fails() {
    let folder = project();
    write(&folder, "content/essays/two.md", "+++\ntitel = \"Two\"\n+++\n\n[Gone](three.md)\n");
    for command in ["check", "build"] {
        let output = catchword(folder.path(), &[command]);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(text.contains("content/essays/two.md:2:1") && text.contains("content/essays/two.md:5:8"), "{text}");
        assert!(text.ends_with("4 problems, 0 warnings\n"), "{text}");
    }
    assert!(!folder.path().join("target/site").exists());
}

#[test]
fn says_what_it_could_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let output = catchword(folder.path(), &["check", "--content", "nowhere"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("there is no `nowhere/site.toml`"), "{}", said(&output));
    assert_eq!(catchword(folder.path(), &["chekc"]).status.code(), Some(2));
}

/// What Trunk leaves in its staging folder.
const SHELL: &str = "<!doctype html><head><title>Catchword</title>\
    <script data-base=\"/\" data-js=\"/app-1.js\" data-wasm=\"/app-1.wasm\" src=\"/start.js\"></script></head>\
    <body></body>";

/// Calls the last hook as Trunk does, with a staging folder of its own making.
fn trunk(folder: &tempfile::TempDir, profile: &str) -> String {
    std::fs::remove_dir_all(folder.path().join("staging")).ok();
    for (file, text) in [("index.html", SHELL), ("app-1.js", ""), ("app-1.wasm", ""), ("start.js", "")] {
        write(folder, &format!("staging/{file}"), text);
    }
    let output = Command::new(env!("CARGO_BIN_EXE_catchword"))
        .current_dir(folder.path())
        .args(["hook", "post-build"])
        .env("TRUNK_PROFILE", profile)
        .env("TRUNK_STAGING_DIR", folder.path().join("staging"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    std::fs::read_to_string(folder.path().join("staging/essays/one/index.html")).unwrap()
}

#[test]
fn serves_trunks_hooks() {
    let folder = project();
    let output = catchword(folder.path(), &["hook", "pre-build"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(std::fs::read_to_string(folder.path().join("target/style.css")).unwrap(), ":root {}\n\n");

    let while_working = trunk(&folder, "debug");
    assert!(while_working.contains("<body></body>"), "{while_working}");
    assert!(!folder.path().join("target/app").exists());
    let release = trunk(&folder, "release");
    assert!(release.contains("<h1 tabindex=\"-1\">One</h1>"), "{release}");

    // With the app that was kept, the whole site of any content.
    let output = catchword(folder.path(), &["build", "--app", "target/app", "--out", "elsewhere"]);
    assert!(output.status.success(), "{}", said(&output));
    let elsewhere = std::fs::read_to_string(folder.path().join("elsewhere/essays/one/index.html")).unwrap();
    assert_eq!(elsewhere, release);
}

#[test]
fn says_where_an_app_would_be() {
    let folder = project();
    let output = catchword(folder.path(), &["build", "--app", "target/app"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("failed to read `target/app`"), "{}", said(&output));
    assert!(said(&output).contains("cargo xtask build"), "{}", said(&output));
}
