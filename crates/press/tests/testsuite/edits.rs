//! After any edits, a build that knows the last one makes the same site as a build that knows nothing, byte for byte, and says
//! the same.
//!
//! `CATCHWORD_EDITS` says how many edits there are; `cargo xtask bench build --edits 500` sets it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use catchword_press::{App, BuildError, BuildMode, Copies, Edition, build_site_with};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use tempfile::TempDir;

/// How many edits there are without `CATCHWORD_EDITS`. An edit takes two builds.
const EDITS: usize = 20;

/// How many essays there may be.
const MOST: u8 = 12;

/// Something that an author, or somebody else, does between two builds. A number is an essay.
#[derive(Debug, Clone)]
enum Edit {
    Write(u8, String),
    Append(u8, String),
    Retag(u8, u8),
    Redate(u8, u8),
    Draft(u8),
    Rename(u8, u8),
    Delete(u8),
    Picture(u8),
    Settings(String),
    /// A file of the look is written, or removed without a text.
    Theme(&'static str, Option<&'static str>),
    Copies(bool),
    /// The nth file of the site is changed or removed by hand.
    Spoil(usize, bool),
    /// The folder with what was kept is damaged at the nth file.
    Damage(usize),
    Nothing,
}

/// What may stand in the files of the look.
const THEME: &[(&str, Option<&str>)] = &[
    ("site.css", Some("p { color: green }")),
    ("site.css", Some("p { background: url(\"images/a 1.gif\") }")),
    ("site.css", None),
    ("parts/after-essay.md", Some("About “{{title}}”: [here]({{url}}).\n")),
    ("parts/after-essay.md", Some("## Another\n\n> [!BOX] Of {{date}}\n> Text.\n")),
    ("parts/after-essay.md", None),
    ("parts/footer.md", Some("At {{url}}.")),
    ("parts/footer.md", None),
    ("parts/marks/box.html", Some("<aside class=\"a\">\n<p>{{title}}</p>\n{{content}}\n</aside>")),
    ("parts/marks/box.html", Some("<div class=\"b\">{{content}}</div>")),
    ("parts/marks/box.html", None),
    ("root/CNAME", Some("example.org\n")),
    ("root/CNAME", None),
    ("root/.well-known/a.txt", Some("a")),
    ("root/robots.txt", Some("User-agent: *\n")),
    ("root/robots.txt", None),
];

fn edits() -> impl Strategy<Value = Edit> {
    let essay = 0..MOST;
    let text = "(word |café |`code` |\\*\\*strong\\*\\* |<b>bold |\\[a link\\]\\(/essays/essay-3/\\) |&amp; |\n\n> \\[!BOX\\] A title\n> Text.\n\n|\n\n## Heading\n\n|\n\n```rust\nlet a = 1;\n```\n\n|\n\n!\\[A picture\\]\\(/images/a%201.gif\\)\n\n){1,12}";
    prop_oneof![
        3 => (essay.clone(), text).prop_map(|(at, text)| Edit::Write(at, text)),
        3 => (essay.clone(), text).prop_map(|(at, text)| Edit::Append(at, text)),
        2 => (essay.clone(), 0..4_u8).prop_map(|(at, tag)| Edit::Retag(at, tag)),
        1 => (essay.clone(), 1..28_u8).prop_map(|(at, day)| Edit::Redate(at, day)),
        1 => essay.clone().prop_map(Edit::Draft),
        1 => (essay.clone(), essay.clone()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => essay.prop_map(Edit::Delete),
        1 => any::<u8>().prop_map(Edit::Picture),
        1 => prop_oneof![
            Just("tagline = \"Another\"".to_owned()),
            Just("essays_at = \"blog\"".to_owned()),
            Just("order = \"oldest-first\"".to_owned()),
            Just("[look]\ntext_font = \"fonts/Literata.woff2\"\nwidth = \"narrow\"".to_owned()),
            Just("[look.light]\naccent = \"#123456\"".to_owned()),
            Just("[head]\nmeta = [{ name = \"verify\", content = \"a\" }]".to_owned()),
            Just(String::new()),
        ].prop_map(Edit::Settings),
        3 => proptest::sample::select(THEME).prop_map(|(file, text)| Edit::Theme(file, text)),
        1 => any::<bool>().prop_map(Edit::Copies),
        1 => (any::<usize>(), any::<bool>()).prop_map(|(at, is_removed)| Edit::Spoil(at, is_removed)),
        1 => any::<usize>().prop_map(Edit::Damage),
        1 => Just(Edit::Nothing),
    ]
}

/// A content folder, a site that is built again and again, and what is kept of it.
struct Desk {
    folder: TempDir,
    app: App,
    copies: Copies,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::Builder::new().prefix("a desk with ü ").tempdir().unwrap();
        let app = App::read(Path::new("tests/fixtures/app")).unwrap();
        let desk = Desk { folder, app, copies: Copies::None };
        for name in ["content/essays", "content/pages", "content/images", "content/fonts"] {
            fs::create_dir_all(desk.at(name)).unwrap();
        }
        desk.settings("");
        fs::copy("../fonts/tests/fixtures/Literata.woff2", desk.at("content/fonts/Literata.woff2")).unwrap();
        fs::write(desk.at("content/pages/about.md"), "+++\ntitle = \"About\"\n+++\n\nText.\n").unwrap();
        for at in 0..5 {
            desk.write(at, "The first words.");
        }
        desk
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn essay(&self, at: u8) -> PathBuf {
        self.at(&format!("content/essays/essay-{at}.md"))
    }

    fn settings(&self, more: &str) {
        let text = format!(
            "title = \"T\"\nurl = \"https://example.org/sub/\"\nlanguage = \"en\"\n{more}\n[checks]\nmissing-link = \"warn\"\n\
             missing-image = \"warn\"\n"
        );
        fs::write(self.at("content/site.toml"), text).unwrap();
    }

    fn write(&self, at: u8, text: &str) {
        let front_matter =
            format!("+++\ntitle = \"Essay {at}\"\ndate = 2026-01-{:02}\ntags = [\"tag 0\"]\n+++\n\n", at + 1);
        fs::write(self.essay(at), format!("{front_matter}{text}\n")).unwrap();
    }

    /// Changes the text of an essay, if it is there.
    fn change(&self, at: u8, change: impl FnOnce(String) -> String) {
        if let Ok(text) = fs::read_to_string(self.essay(at)) {
            fs::write(self.essay(at), change(text)).unwrap();
        }
    }

    fn line(&self, at: u8, name: &str, line: String) {
        self.change(at, |text| {
            let lines = text.lines().map(|old| if old.starts_with(name) { &line } else { old });
            lines.collect::<Vec<_>>().join("\n") + "\n"
        });
    }

    fn make(&mut self, edit: &Edit) {
        match edit {
            Edit::Write(at, text) => self.write(*at, text),
            Edit::Append(at, text) => self.change(*at, |old| format!("{old}\n{text}\n")),
            Edit::Retag(at, tag) => self.line(*at, "tags", format!("tags = [\"tag {tag}\", \"tag {}\"]", tag / 2)),
            Edit::Redate(at, day) => self.line(*at, "date", format!("date = 2026-02-{day:02}")),
            Edit::Draft(at) => self.line(*at, "tags", "draft = true".to_owned()),
            Edit::Rename(from, to) => drop(fs::rename(self.essay(*from), self.essay(*to))),
            Edit::Delete(at) => drop(fs::remove_file(self.essay(*at))),
            Edit::Picture(byte) => {
                // A GIF of one pixel in a colour.
                let gif = [
                    b"GIF89a\x01\0\x01\0\x80\0\0".as_slice(),
                    &[*byte; 6],
                    b"!\xf9\x04\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;",
                ]
                .concat();
                fs::write(self.at("content/images/a 1.gif"), gif).unwrap();
            }
            Edit::Settings(more) => self.settings(more),
            Edit::Theme(file, Some(text)) => {
                let file = self.at("content").join(file);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, text).unwrap();
            }
            Edit::Theme(file, None) => drop(fs::remove_file(self.at("content").join(file))),
            Edit::Copies(are_made) => self.copies = if *are_made { Copies::Made } else { Copies::None },
            Edit::Spoil(at, is_removed) => {
                let files: Vec<String> =
                    files(&self.at("site")).into_keys().filter(|file| file != ".catchword-files").collect();
                if let Some(file) = files.get(at % files.len().max(1)).map(|file| self.at("site").join(file)) {
                    if *is_removed { fs::remove_file(file).unwrap() } else { fs::write(file, "spoilt").unwrap() }
                }
            }
            Edit::Damage(at) => {
                let kept: Vec<String> = files(&self.at("cache")).into_keys().collect();
                if let Some(file) = kept.get(at % kept.len().max(1)).map(|file| self.at("cache").join(file)) {
                    let mut bytes = fs::read(&file).unwrap();
                    let middle = bytes.len() / 2;
                    bytes[middle] ^= 1;
                    fs::write(file, bytes).unwrap();
                }
            }
            Edit::Nothing => {}
        }
    }

    /// What a build into a folder says: its numbers and warnings, or why it failed.
    fn build(&self, out: &Path, cache: Option<&Path>) -> String {
        let mode = BuildMode::RELEASE.with(self.copies);
        match build_site_with(&self.at("content"), &self.app, mode, out, Edition::ANY_DAY, cache) {
            Ok(built) => {
                let numbers = (built.essays, built.pages, built.lists, built.files);
                let warnings: Vec<String> = built.warnings.iter().map(|problem| format!("{problem:?}")).collect();
                format!("{numbers:?} {} {warnings:#?}", built.base)
            }
            Err(BuildError::Problems(problems)) => format!("{problems:#?}"),
            Err(error) => format!("{error:?}"),
        }
    }
}

/// The files in a folder, by their paths below it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let file = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        (path, fs::read(entry.path()).unwrap())
    };
    entries.map(file).collect()
}

#[test]
fn after_any_edits_the_site_is_that_of_a_build_from_nothing() {
    let count = std::env::var("CATCHWORD_EDITS").ok().and_then(|count| count.parse().ok()).unwrap_or(EDITS);
    let mut runner = TestRunner::deterministic();
    let mut desk = Desk::new();
    let (site, cache) = (desk.at("site"), desk.at("cache"));
    let mut made = Vec::new();
    for _ in 0..count {
        let edit = edits().new_tree(&mut runner).unwrap().current();
        desk.make(&edit);
        made.push(edit);
        let cold = tempfile::tempdir().unwrap();
        let expected = desk.build(&cold.path().join("site"), None);
        let said = desk.build(&site, Some(&cache));
        assert_eq!(said, expected, "after {made:#?}");
        if !cold.path().join("site").is_dir() {
            // It failed, so the last site is still there.
            continue;
        }
        let (of_edits, of_nothing) = (files(&site), files(&cold.path().join("site")));
        let others: Vec<&String> = of_nothing
            .keys()
            .chain(of_edits.keys())
            .filter(|file| of_edits.get(*file) != of_nothing.get(*file))
            .collect();
        assert!(others.is_empty(), "these files differ: {others:?}, after {made:#?}");
    }
}

#[test]
fn a_build_with_nothing_to_do_writes_nothing() {
    let desk = Desk::new();
    let (site, cache) = (desk.at("site"), desk.at("cache"));
    let changed = |folder: &Path| -> Vec<_> {
        let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
        entries.map(|entry| (entry.path().to_owned(), entry.metadata().unwrap().modified().unwrap())).collect()
    };
    desk.build(&site, Some(&cache));
    let before = (changed(&site), changed(&cache));
    desk.build(&site, Some(&cache));
    assert_eq!((changed(&site), changed(&cache)), before);
}

#[test]
fn one_essay_changed_leaves_the_others_pages_alone() {
    let desk = Desk::new();
    let (site, cache) = (desk.at("site"), desk.at("cache"));
    desk.build(&site, Some(&cache));
    let modified =
        |at: u8| fs::metadata(site.join(format!("essays/essay-{at}/index.html"))).unwrap().modified().unwrap();
    let before = [0, 4].map(modified);
    desk.change(4, |text| format!("{text}\nAnother sentence.\n"));
    desk.build(&site, Some(&cache));
    let after = [0, 4].map(modified);
    assert!(after[0] == before[0] && after[1] != before[1], "{before:?} {after:?}");
}
