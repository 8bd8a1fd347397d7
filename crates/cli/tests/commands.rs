//! The command line as an author uses it and as Trunk runs it.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing at it")]

use std::path::Path;
use std::process::{Command, Output};

const ESSAY: &str = "+++\ntitle = \"One\"\ndate = 2020-05-01\n+++\n\nText.\n";

/// A project folder with one essay.
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

/// Both streams in one string.
fn text_of(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn build_writes_the_site_and_prints_one_line() {
    let folder = project();
    let output = catchword(folder.path(), &["build", "--data-only"]);
    let text = text_of(&output);
    assert!(output.status.success(), "{text}");
    assert!(text.starts_with("Wrote 1 essay, 0 pages, 4 lists and 0 files to target/data in "), "{text}");
    assert!(folder.path().join("target/data/essays/one/index.json").is_file());
}

#[test]
fn build_leaves_alone_what_it_did_not_make() {
    let folder = project();
    write(&folder, "pages/.git/HEAD", "ref: refs/heads/gh-pages\n");
    write(&folder, "pages/CNAME", "example.org\n");
    for _ in 0..2 {
        let output = catchword(folder.path(), &["build", "--data-only", "--out", "pages"]);
        assert!(output.status.success(), "{}", text_of(&output));
        assert!(folder.path().join("pages/essays/one/index.json").is_file());
        assert!(folder.path().join("pages/.git/HEAD").is_file() && folder.path().join("pages/CNAME").is_file());
    }
    // The folder of the project looks like a site, but holds the content.
    write(&folder, "site.json", "{}");
    for out in [".", "content", "content/site", "pages/.."] {
        let output = catchword(folder.path(), &["build", "--data-only", "--out", out]);
        assert_eq!(output.status.code(), Some(2), "{out}");
        assert!(text_of(&output).contains("the site can't be put into"), "{}", text_of(&output));
        assert!(folder.path().join("content/essays/one.md").is_file(), "{out}");
    }
}

#[test]
fn content_without_a_text_does_not_replace_a_site() {
    let folder = project();
    assert!(catchword(folder.path(), &["build", "--data-only"]).status.success());
    let essays = folder.path().join("content/essays");
    let move_to = |path: &str| std::fs::rename(&essays, folder.path().join(path)).unwrap();
    let refused = |named: &str| {
        for command in [&["check"][..], &["build", "--data-only"]] {
            let output = catchword(folder.path(), command);
            let text = text_of(&output).replace("\n        ", " ");
            assert_eq!(output.status.code(), Some(1), "{text}");
            assert!(text.contains("there is no essay and no page in `content`") && text.contains(named), "{text}");
        }
        assert!(folder.path().join("target/data/essays/one/index.json").is_file());
    };
    move_to("content/Texts");
    refused("There is only `Texts/one.md`");
    std::fs::rename(folder.path().join("content/Texts"), folder.path().join("content/_posts")).unwrap();
    refused("There is only `_posts`");
    std::fs::remove_dir_all(folder.path().join("content/_posts")).unwrap();
    refused("There is nothing else beside `site.toml`");
    for number in 1..8 {
        write(&folder, &format!("content/essays/{number}.markdown"), ESSAY);
    }
    refused("`essays/5.markdown` and 2 more");

    // One that is not published is no site either, but it can be checked.
    write(&folder, "content/essays/one.md", &ESSAY.replace("date", "draft = true\ndate"));
    let output = catchword(folder.path(), &["build", "--data-only"]);
    assert!(text_of(&output).contains("every essay and every page is a draft"), "{}", text_of(&output));
    assert!(folder.path().join("target/data/essays/one/index.json").is_file());
    assert!(catchword(folder.path(), &["check"]).status.success());
    assert!(catchword(folder.path(), &["build", "--data-only", "--drafts"]).status.success());
}

#[test]
fn build_names_what_may_be_left_if_the_list_of_files_is_missing() {
    let folder = project();
    write(&folder, "site/site.json", "{}");
    write(&folder, "site/essays/gone/index.html", "<p>");
    let output = catchword(folder.path(), &["build", "--data-only", "--out", "site"]);
    assert!(output.status.success(), "{}", text_of(&output));
    assert!(text_of(&output).contains("`site` has 1 file that this build did not make"), "{}", text_of(&output));
    assert!(text_of(&output).contains("or files of your own. Nothing was done to them."), "{}", text_of(&output));
    assert!(text_of(&output).contains("\n  essays/gone/index.html\n"), "{}", text_of(&output));
    assert!(text_of(&catchword(folder.path(), &["build", "--data-only", "--out", "site"])).starts_with("Wrote"));
}

#[test]
fn check_says_that_there_are_no_mistakes() {
    let output = catchword(project().path(), &["check"]);
    assert!(output.status.success());
    assert_eq!(text_of(&output), "1 essay and 0 pages: everything is well.\n");
}

#[test]
fn check_groups_what_is_repeated() {
    let folder = project();
    for number in 0..500 {
        let links = "[Gone](gone.md)\n\n".repeat(if number == 0 { 15 } else { 1 });
        write(
            &folder,
            &format!("content/essays/n{number:03}.md"),
            &ESSAY.replace("One", &format!("N {number}")).replace("Text.", &links),
        );
    }
    let output = catchword(folder.path(), &["check"]);
    let text = text_of(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("… missing-link: and 12 more in content/essays/n000.md (lines 12, 14, 16,"), "{text}");
    assert!(text.contains("… missing-link: and 495 more files"), "{text}");
    assert!(text.ends_with("514 errors, 0 warnings\n") && text.lines().count() < 120, "{text}");
    let all = text_of(&catchword(folder.path(), &["check", "--all"]));
    assert_eq!(all.matches("missing-link").count(), 514);
}

#[test]
fn check_prints_json_for_programs() {
    let folder = project();
    write(&folder, "content/essays/two.md", "+++\ntitle = \"Two\"\ndate = 2026-05-01\n+++\n\nßß [Gone](three.md)\n");
    write(&folder, "content/essays/three space.md", "+++\ntitle = \"<b>Three</b>\"\ndate = 2026-05-01\n+++\n\nText.\n");
    let output = catchword(folder.path(), &["check", "--json"]);
    assert_eq!((output.status.code(), output.stderr.len()), (Some(1), 0), "{}", text_of(&output));
    let lines: Vec<serde_json::Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!((lines[0]["check"].as_str(), lines[0]["severity"].as_str()), (Some("markup-in-field"), Some("warning")));
    let link = &lines[1];
    assert_eq!(link["file"], "content/essays/two.md");
    assert_eq!((link["line"].as_u64(), link["column"].as_u64()), (Some(6), Some(11)));
    assert!(link["message"].is_string() && link["help"].is_string() && link["severity"] == "error", "{link}");
    // Nothing wrong is nothing printed.
    assert_eq!(text_of(&catchword(project().path(), &["check", "--json"])), "");
}

#[test]
fn strict_makes_warnings_fail() {
    let folder = project();
    write(&folder, "content/essays/two.md", &ESSAY.replace("One", "*Two*"));
    for (arguments, status) in [(&["check"][..], 0), (&["check", "--strict"], 1), (&["check", "--strict", "--json"], 1)]
    {
        assert_eq!(catchword(folder.path(), arguments).status.code(), Some(status), "{arguments:?}");
    }
    assert_eq!(catchword(project().path(), &["check", "--strict"]).status.code(), Some(0));
}

#[test]
fn check_looks_at_drafts() {
    let folder = project();
    let draft = ESSAY.replace("date = 2020-05-01", "draft = true").replace("One", "Two");
    write(&folder, "content/essays/two.md", &draft);
    let output = catchword(folder.path(), &["check"]);
    assert_eq!(text_of(&output), "1 essay, 0 pages, and 1 draft: everything is well.\n");
    write(&folder, "content/essays/two.md", &draft.replace("Text.", "<script>x</script>"));
    let text = text_of(&catchword(folder.path(), &["check"]));
    assert!(text.contains("content/essays/two.md:6:1") && text.ends_with("0 errors, 1 warning\n"), "{text}");
}

#[test]
fn check_corrects_what_has_one_answer() {
    let folder = project();
    write(&folder, "content/essays/two.md", "---\ntitle: Two\ndate: 2026-05-01\n---\n\nText.\n");
    let text = text_of(&catchword(folder.path(), &["check"]));
    assert!(text.contains("catchword check --fix") && text.contains("title = \"Two\""), "{text}");
    let output = catchword(folder.path(), &["check", "--fix"]);
    assert!(output.status.success());
    let text = text_of(&output);
    assert!(text.contains("Corrected content/essays/two.md:\n  the front matter of this file is YAML"), "{text}");
    let essay = std::fs::read_to_string(folder.path().join("content/essays/two.md")).unwrap();
    assert_eq!(essay, "+++\ntitle = \"Two\"\ndate = 2026-05-01\n+++\n\nText.\n");
    assert!(text_of(&catchword(folder.path(), &["check", "--fix"])).contains("There was nothing to correct"));
}

#[test]
fn thousands_of_mistakes_on_one_line_are_reported_at_once() {
    let folder = project();
    write(
        &folder,
        "content/essays/two.md",
        &ESSAY.replace("One", "Two").replace("Text.", &"[Gone](gone.md) ".repeat(20_000)),
    );
    // A report that reads the line again for each mistake takes minutes.
    let output = catchword(folder.path(), &["check"]);
    assert!(text_of(&output).lines().all(|line| line.chars().count() < 300));
    let lines = catchword(folder.path(), &["check", "--json"]).stdout;
    assert_eq!(lines.iter().filter(|byte| **byte == b'\n').count(), 20_000);
}

#[test]
fn errors_are_all_shown_and_nothing_is_written() {
    let folder = project();
    write(&folder, "content/essays/two.md", "+++\ntitel = \"Two\"\n+++\n\n[Gone](three.md)\n");
    for command in [&["check"][..], &["build", "--data-only"]] {
        let output = catchword(folder.path(), command);
        let text = text_of(&output);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(text.contains("content/essays/two.md:2:1") && text.contains("content/essays/two.md:5:8"), "{text}");
        assert!(text.ends_with("4 errors, 0 warnings\n"), "{text}");
    }
    assert!(!folder.path().join("target/data").exists());
}

#[test]
fn a_missing_content_folder_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let output = catchword(folder.path(), &["check", "--content", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text_of(&output).contains("there is no `nowhere/site.toml`"), "{}", text_of(&output));
    assert_eq!(catchword(folder.path(), &["chekc"]).status.code(), Some(2));
    for name in ["site.toml.txt", "Site.TOML"] {
        let folder = tempfile::tempdir().unwrap();
        write(&folder, &format!("content/{name}"), "title = \"T\"\n");
        let text = text_of(&catchword(folder.path(), &["check"]));
        assert!(text.contains(&format!("There is `{name}`: give it the name `site.toml`")), "{text}");
    }
}

#[test]
fn a_file_with_two_endings_keeps_one() {
    let folder = project();
    write(&folder, "content/essays/more.md.txt", "More.\n");
    let text = text_of(&catchword(folder.path(), &["check"])).replace("\n        ", " ");
    assert!(text.contains("name it `more.md`"), "{text}");
}

#[test]
fn control_characters_become_spaces() {
    let folder = project();
    let essay =
        "+++\ntitle = \"The boat\u{b}sank\"\ndate = 2026-05-01\n+++\n\nThe boat\u{b}sank and\u{1f}\u{1f}rose. \u{c}\n";
    write(&folder, "content/essays/boat.md", essay);
    catchword(folder.path(), &["check", "--fix"]);
    let fixed = std::fs::read_to_string(folder.path().join("content/essays/boat.md")).unwrap();
    assert_eq!(fixed, "+++\ntitle = \"The boat sank\"\ndate = 2026-05-01\n+++\n\nThe boat sank and rose. \n");
}

/// The shell page that Trunk leaves in its staging folder.
const SHELL: &str = "<!doctype html><head><title>Catchword</title>\
    <script data-base=\"/\" data-js=\"/app-1.js\" data-wasm=\"/app-1.wasm\" src=\"/start.js\"></script></head>\
    <body></body>";

/// Runs the `post-build` hook as Trunk does, on a new staging folder. Returns the essay's page.
fn post_build(folder: &tempfile::TempDir, profile: &str) -> String {
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
    assert!(output.status.success(), "{}", text_of(&output));
    std::fs::read_to_string(folder.path().join("staging/essays/one/index.html")).unwrap()
}

#[test]
fn the_hooks_build_the_site_in_trunks_staging_folder() {
    let folder = project();
    let output = catchword(folder.path(), &["hook", "pre-build"]);
    assert!(output.status.success(), "{}", text_of(&output));
    assert_eq!(std::fs::read_to_string(folder.path().join("target/style.css")).unwrap(), ":root{}");

    let debug = post_build(&folder, "debug");
    assert!(debug.contains("<body></body>"), "{debug}");
    assert!(!folder.path().join("target/app").exists());
    let addresses = folder.path().join("content/addresses.lock");
    assert!(!addresses.exists(), "only a build for the public records addresses");
    let release = post_build(&folder, "release");
    assert!(release.contains("<h1 tabindex=\"-1\">One</h1>"), "{release}");
    assert!(!folder.path().join("staging/.catchword-files").exists());

    assert!(addresses.is_file());

    // `build --app` makes the same site with the app that the hook kept.
    let output = catchword(folder.path(), &["build", "--app", "target/app", "--out", "elsewhere"]);
    assert!(output.status.success(), "{}", text_of(&output));
    let elsewhere = std::fs::read_to_string(folder.path().join("elsewhere/essays/one/index.html")).unwrap();
    assert_eq!(elsewhere, release);
}

#[test]
fn a_command_that_cannot_be_understood_is_told_in_plain_words() {
    let folder = project();
    let table: &[(&[&str], &str)] = &[
        (&["build", "base"], "`catchword build --content base`"),
        (&["check", "essays/one.md"], "always takes the whole content folder"),
        (&["check", "--fixx"], "did you mean `--fix`?"),
        (&["check", "--foo"], "there is no option `--foo`"),
        (&["chekc"], "did you mean `catchword check`?"),
        (&["watch"], "there is no command `watch`"),
        (&["build", "--content"], "nothing stands after `--content`"),
        (&["build", "--drafts=yes"], "write only `--drafts`"),
        (&["build", "--date", "tomorrow"], "such as `2027-01-31`"),
        (&["serve", "--port", "abc"], "a port is a number up to 65535, such as `8000`"),
        (&["serve", "--port", "70000"], "a port is a number up to 65535"),
        (&["serve", "--port"], "write, for example, `--port 8000`"),
        (&["init", ""], "the name of the new folder is empty"),
        (&["build", "--app", "a", "--data-only"], "`--app` and `--data-only` can't be together"),
        (&["check", "--fix", "--fix"], "`--fix` is there twice"),
    ];
    for (arguments, words) in table {
        let output = catchword(folder.path(), arguments);
        let text = text_of(&output).replace("\n        ", " ");
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains(words), "{arguments:?} {text}");
        for jargon in ["argument", "subcommand", "Usage:", "invalid"] {
            assert!(!text.contains(jargon), "{arguments:?} {text}");
        }
    }
    for arguments in [&["--help"][..], &["check", "--json", "--all"], &["--version"]] {
        assert!(catchword(folder.path(), arguments).status.success(), "{arguments:?}");
    }
}

#[test]
fn a_missing_app_is_an_error_that_says_how_to_get_it() {
    let folder = project();
    let output = catchword(folder.path(), &["build", "--app", "target/app"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(text_of(&output).contains("failed to read `target/app`"), "{}", text_of(&output));
    assert!(text_of(&output).contains("cargo xtask build"), "{}", text_of(&output));

    // Without an app there are no pages, so the data alone must be asked for.
    let said = |help: &str| {
        let output = catchword(folder.path(), &["build"]);
        let text = text_of(&output).replace("\n        ", " ");
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains("there is no app to make web pages with") && text.contains(help), "{text}");
        assert!(text.contains("add `--data-only`") && !folder.path().join("target/site").exists(), "{text}");
    };
    said("run `cargo xtask build`, which leaves the app in `target/app`");
    said("or add `--app` and the app's folder");
    // One that is not whole.
    std::fs::create_dir_all(folder.path().join("target/app")).unwrap();
    let output = catchword(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(3), "{}", text_of(&output));
    assert!(text_of(&output).contains("failed to read `target/app/index.html`"), "{}", text_of(&output));
    assert_eq!(catchword(folder.path(), &["build", "--app", "a", "--data-only"]).status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn a_file_whose_name_cannot_be_read_is_told() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = project();
    let name = std::ffi::OsStr::from_bytes(b"gr\xfc\xdfe.md");
    let text = "+++\ntitle = \"Greetings\"\ndate = 2020-01-01\n+++\n\nText.\n";
    // Not every disk takes such a name.
    if std::fs::write(folder.path().join("content/essays").join(name), text).is_err() {
        return;
    }
    let text = text_of(&catchword(folder.path(), &["check"]));
    assert!(text.contains("has letters that can't be read") && text.contains("not-published"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_build_goes_on_when_nobody_reads_what_it_says() {
    let folder = project();
    let build = || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_catchword"));
        command.args(["build", "--data-only"]).current_dir(folder.path());
        command
    };
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    if std::path::Path::new("/dev/full").exists() {
        let status = build().stdout(full()).stderr(full()).status().unwrap();
        assert_eq!(status.code(), Some(0));
    }
    let mut child = build().stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
