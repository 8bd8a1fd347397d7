//! Small sites through the whole press, compared with the committed snapshots.
//!
//! `INSTA_UPDATE=always cargo test -p catchword-press --test testsuite` accepts changes; then read the diff.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use catchword_press::{
    BuildError, Check, Drafts, Edition, MANIFEST, Origin, Problem, Redirect, Severity, SiteAddresses, WriteError,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use miette::{GraphicalReportHandler, GraphicalTheme};
use walkdir::WalkDir;

/// Relative, as the tests' working folder is this crate's: reports must not name a machine's folders.
fn fixture(name: &str) -> PathBuf {
    Path::new("tests/fixtures").join(name)
}

fn report(problems: &[Problem]) -> String {
    let handler =
        GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(100).with_links(false);
    let mut text = String::new();
    for problem in problems {
        handler.render_report(&mut text, problem).unwrap();
        text.push('\n');
    }
    text
}

fn problems(name: &str) -> Vec<Problem> {
    match catchword_press::inspect(&fixture(name), Edition::ANY_DAY) {
        Err(BuildError::Problems(problems)) => problems,
        other => panic!("{name} should have problems: {other:?}"),
    }
}

/// Every file below a folder but the list of these files, by path with `/` between its parts.
fn files(root: &Path) -> Vec<String> {
    let entries = WalkDir::new(root).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let path =
        |entry: walkdir::DirEntry| entry.path().strip_prefix(root).unwrap().display().to_string().replace('\\', "/");
    let mut found: Vec<String> = entries.map(path).filter(|path| path != MANIFEST).collect();
    found.sort();
    found
}

/// The paths of all files, with the sizes of those that are not JSON.
fn listing(root: &Path) -> String {
    let mut text = String::new();
    for path in files(root) {
        if path.ends_with(".json") {
            writeln!(text, "{path}").unwrap();
        } else {
            writeln!(text, "{path} ({} bytes)", std::fs::metadata(root.join(path.clone())).unwrap().len()).unwrap();
        }
    }
    text
}

fn json(root: &Path, path: &str) -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(root.join(path)).unwrap()).unwrap()
}

/// A whole output folder as one text: every path, and every bundle in full.
fn everything(root: &Path) -> String {
    let bundles = files(root).into_iter().filter(|path| path.ends_with(".json"));
    bundles.fold(listing(root), |text, path| format!("{text}=== {path}\n{:#}\n", json(root, &path)))
}

#[test]
fn a_small_site_with_everything() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    let built = catchword_press::build(&fixture("small"), &out, Edition::ANY_DAY).unwrap();
    assert_eq!(report(&built.warnings), "");
    assert_eq!((built.essays, built.pages, built.files), (13, 2, 7));
    insta::assert_snapshot!("small", listing(&out));
    // One snapshot for each bundle, so that a difference can be read.
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/small");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let bundles: Vec<String> = files(&out).into_iter().filter(|path| path.ends_with(".json")).collect();
    for path in &bundles {
        let name = path.trim_end_matches(".json").replace('/', "__");
        settings.bind(|| insta::assert_snapshot!(name, format!("{:#}", json(&out, path))));
    }
    let snapshots =
        files(Path::new("tests/testsuite/snapshots/small")).iter().filter(|path| path.ends_with(".snap")).count();
    assert_eq!(snapshots, bundles.len(), "a snapshot of a bundle that is not made any more");
}

#[test]
fn the_output_has_what_the_hosts_files_need() {
    let (site, _) = catchword_press::check(catchword_press::read(&fixture("small")).unwrap(), Edition::ANY_DAY);
    let (output, _) = catchword_press::render(&catchword_press::arrange(site.unwrap()));
    let redirect = |from: &str, to: &str| Redirect { from: from.to_owned(), to: to.to_owned() };
    assert_eq!(
        output.redirects,
        [
            redirect("/", "/sub/"),
            redirect("/2026/05/everything.html", "/sub/blog/everything/"),
            redirect("/sub/old%20path/", "/sub/blog/everything/"),
            redirect("/sub/welcome/", "/sub/"),
        ]
    );
    let origin = |text: &str| vec![Origin::parse(text).unwrap()];
    assert_eq!(output.allow.forms, origin("https://forms.example"));
    assert_eq!(output.allow.images, origin("https://images.example"));
    assert_eq!(output.allow.frames, origin("https://player.example"));
    assert!(output.allow.scripts.is_empty());
}

#[test]
fn drafts_on_demand() {
    let built =
        catchword_press::inspect(&fixture("small"), Edition { drafts: Drafts::Include, ..Edition::ANY_DAY }).unwrap();
    assert_eq!(built.essays, 14);
}

#[test]
fn a_site_without_essays() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    catchword_press::build(&fixture("empty"), &out, Edition::ANY_DAY).unwrap();
    insta::assert_snapshot!("empty", everything(&out));
}

#[test]
fn every_mistake_in_front_matter_and_settings() {
    insta::assert_snapshot!("broken", report(&problems("broken")));
}

#[test]
fn every_mistake_in_a_text() {
    insta::assert_snapshot!("links", report(&problems("links")));
}

#[test]
fn forms_and_frames_that_browsers_would_refuse() {
    insta::assert_snapshot!("away", report(&problems("away")));
}

#[test]
fn a_check_can_be_made_a_warning() {
    let folder = copy_of("links");
    let settings = folder.path().join("site.toml");
    let mut text = std::fs::read_to_string(&settings).unwrap();
    text.push_str(
        "\n[checks]\nmissing-link = \"warn\"\nmissing-image = \"warn\"\nmissing-alt = \"warn\"\nbad-image = \"warn\"\ntaken-alias = \"warn\"\n",
    );
    std::fs::write(&settings, text).unwrap();
    let site = tempfile::tempdir().unwrap();
    let out = site.path().join("out");
    let built = catchword_press::build(folder.path(), &out, Edition::ANY_DAY).unwrap();
    assert!(built.warnings.iter().all(|problem| problem.severity == Severity::Warning));
    let json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.join("essays/links/index.json")).unwrap()).unwrap();
    insta::assert_snapshot!("links_as_warnings", json["content_html"].as_str().unwrap());
}

#[test]
fn a_list_has_no_page_beyond_its_last() {
    let content = tempfile::tempdir().unwrap();
    std::fs::create_dir(content.path().join("essays")).unwrap();
    std::fs::write(content.path().join("site.toml"), "title = \"T\"\nurl = \"https://example.org/\"\n").unwrap();
    let there = ["/page/11/", "/tags/repair/page/11/", "/archive/2026/page/2/"];
    let beyond = ["/page/12/", "/tags/repair/page/12/", "/archive/2026/page/3/"];
    let links: String = there.iter().chain(&beyond).map(|link| format!("[x]({link}) ")).collect();
    for number in 0..101 {
        let front = format!("+++\ntitle = \"{number}\"\ndate = 2026-05-01\ntags = [\"Repair\"]\n+++\n\n");
        let text = if number == 0 { &links } else { "Text." };
        std::fs::write(content.path().join(format!("essays/{number}.md")), front + text).unwrap();
    }
    let Err(BuildError::Problems(problems)) = catchword_press::inspect(content.path(), Edition::ANY_DAY) else {
        panic!("no problem, where three links lead nowhere")
    };
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let expected = beyond.map(|link| format!("this link leads to a page that isn't there: \"{link}\""));
    assert_eq!(said, expected);
}

#[test]
fn a_failed_build_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    catchword_press::build(&fixture("small"), &out, Edition::ANY_DAY).unwrap();
    let before = everything(&out);
    assert!(catchword_press::build(&fixture("broken"), &out, Edition::ANY_DAY).is_err());
    assert_eq!(everything(&out), before);
    // And a build that succeeds leaves nothing but the site.
    catchword_press::build(&fixture("empty"), &out, Edition::ANY_DAY).unwrap();
    assert!(!out.join("blog").exists());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_folder_that_is_no_site_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("thesis.txt"), "years of work").unwrap();
    let failure = catchword_press::build(&fixture("empty"), folder.path(), Edition::ANY_DAY).unwrap_err();
    assert!(matches!(failure, BuildError::Write(WriteError::NotOurs(_))), "{failure}");
    assert!(folder.path().join("thesis.txt").exists());
}

#[test]
fn a_folder_without_settings_is_no_content() {
    let folder = tempfile::tempdir().unwrap();
    let failure = catchword_press::inspect(folder.path(), Edition::ANY_DAY).unwrap_err();
    assert!(failure.to_string().starts_with("there is no `"), "{failure}");
}

#[test]
fn every_check_is_explained_to_authors() {
    let guide = include_str!("../../../../docs/site/essays/checks.md");
    for check in Check::ALL {
        let grave = if check.severity() == Severity::Error { "error" } else { "warning" };
        let always = if check.can_be_warning() { "" } else { ", always" };
        let row = format!("| `{}` | {grave}{always} |", check.name());
        assert!(guide.contains(&row), "docs/site/essays/checks.md has no row {row}");
    }
}

fn copy_of(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = fixture(name);
    for path in files(&from) {
        let to = folder.path().join(&path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(from.join(path), to).unwrap();
    }
    folder
}

/// `cargo xtask build` would change the file in the checkout. To bring it up to date: `cargo catchword addresses --accept`.
#[test]
fn the_addresses_of_the_sample_site_are_recorded() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let SiteAddresses { recorded, current, .. } =
        catchword_press::inspect(&content, Edition::ANY_DAY).unwrap().addresses;
    let recorded = recorded.unwrap();
    assert_eq!(recorded.iter().collect::<Vec<_>>(), current.iter().collect::<Vec<_>>());
}

/// The two zones are 26 hours apart, so a day that has begun in one is never over in the other.
#[test]
fn a_text_comes_when_its_day_begins_in_the_sites_time_zone() {
    let first = TimeZone::get("Pacific/Kiritimati").unwrap();
    let today = Timestamp::now().to_zoned(first).date();
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("essays")).unwrap();
    std::fs::write(folder.path().join("essays/a.md"), format!("+++\ntitle = \"A\"\ndate = {today}\n+++\n")).unwrap();
    for (zone, essays) in [("Pacific/Kiritimati", 1), ("Etc/GMT+12", 0)] {
        let settings = format!("title = \"T\"\nurl = \"https://example.org/\"\ntimezone = \"{zone}\"\n");
        std::fs::write(folder.path().join("site.toml"), settings).unwrap();
        let built = catchword_press::inspect(folder.path(), Edition::RELEASE).unwrap();
        assert_eq!((built.essays, built.coming.len()), (essays, 1 - essays), "{zone}");
    }
}
