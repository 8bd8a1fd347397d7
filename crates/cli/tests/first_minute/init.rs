//! `catchword init`.

use std::collections::BTreeSet;
use std::fs;

use saphyr_parser::Parser;

use crate::Place;

/// What every new site has.
const FILES: [&str; 4] = [".gitignore", "essays/first-essay.md", "pages/about.md", "site.toml"];

#[test]
fn a_new_site_is_well_and_has_exactly_its_files() {
    for (host, file) in [
        ("github", Some(".github/workflows/publish.yml")),
        ("netlify", Some("netlify.toml")),
        ("cloudflare", None),
        ("server", None),
        ("unknown", None),
    ] {
        let place = Place::new();
        let said = place.said("", &["init", "my blog", "--yes", "--to", host]);
        let next =
            "What to do next:\n  cd \"my blog\"\n  catchword serve\n  catchword new \"The title of your next essay\"\n";
        assert!(said.ends_with(next), "{said}");
        let expected: BTreeSet<String> = FILES.into_iter().chain(file).map(str::to_owned).collect();
        assert_eq!(place.files("my blog"), expected);
        assert_eq!(fs::read_dir(&place.path).unwrap().count(), 1, "something is beside the folder");

        let well = |said: String, drafts| assert_eq!(said, format!("1 essay{drafts}: everything is well.\n"));
        well(place.said("my blog", &["check", "--strict"]), " and 1 page");
        place.said("my blog", &["new", "Größe & “Ruhe”"]);
        well(place.said("my blog", &["check", "--strict"]), ", 1 page, and 1 draft");
        assert!(place.said("my blog", &["build", "--data-only"]).starts_with("Wrote 1 essay, 1 page"));
        // What a build makes is not committed.
        let ignored = place.read("my blog/.gitignore");
        assert!(
            ["/dist/", "/.catchword/", "/.catchword-*/"].iter().all(|line| ignored.lines().any(|found| found == *line))
        );
    }
}

#[test]
fn the_answers_are_in_the_settings() {
    let place = Place::new();
    let title = "“Ötzi’s” \\ \"blog\" & @URL@";
    let given = ["--title", title, "--author", "Maren O'Dacre", "--url", "example.org/blog", "--language", "Español"];
    let said = place.said("", &[&["init", "a/b"], &given[..], &["-y"]].concat());
    assert!(!said.contains("Its address is not right yet") && !said.contains("are in English"), "{said}");
    let settings: toml::Table = place.read("a/b/site.toml").parse().unwrap();
    assert_eq!(settings["title"].as_str(), Some(title));
    assert_eq!(settings["url"].as_str(), Some("https://example.org/blog/"));
    assert_eq!(settings["language"].as_str(), Some("es"));
    assert_eq!(settings["timezone"].as_str(), Some("UTC"));
    assert_eq!(settings["authors"][0]["name"].as_str(), Some("Maren O'Dacre"));
    // The first texts are in English.
    for text in ["essays/first-essay.md", "pages/about.md"] {
        assert!(place.read(&format!("a/b/{text}")).contains("\nlang = \"en\"\n+++"), "{text}");
    }
    assert_eq!(place.said("a/b", &["check", "--strict"]), "1 essay and 1 page: everything is well.\n");

    let said = place.said("", &["init", "c", "--yes", "--language", "de"]);
    assert!(said.contains("Its address is not right yet") && said.contains("are in English"), "{said}");
}

#[test]
fn without_a_terminal_the_usual_answers_are_taken_and_told() {
    let place = Place::new();
    let said = place.said("", &["init", "my-blog", "--title", "Rest"]);
    for words in ["Nobody can answer questions here", "title: Rest", "address: https://example.org/", "language: en"] {
        assert!(said.contains(words), "{said}");
    }
    assert_eq!(place.files("my-blog").len(), FILES.len());
}

#[test]
fn an_option_that_cannot_be_used_is_told() {
    let place = Place::new();
    let table: &[(&[&str], &str)] = &[
        (&["a", "--language", "Klingonese"], "there is no such language"),
        (&["a", "--url", "https://"], "this is not the address of a site"),
        (&["a", "--url", "http://localhost:8000"], "only your own computer or network"),
        (&["a", "--url", "http://example.org"], "begin it with `https://`"),
        (&["a", "--title", "  "], "write at least one word"),
        (&["a", "--to", "geocities"], "one of these can stand there: `github`, `netlify`"),
        (&["my", "blog"], "a name with spaces stands in quotation marks: `catchword init \"my blog\"`"),
        (&[], "the name of the new folder is missing"),
        (&[""], "the name of the new folder is empty"),
        (&["-blog"], "`catchword init ./-blog`"),
        (&["--blog"], "there is no option `--blog`"),
    ];
    for (arguments, words) in table {
        let said = place.refused(2, "", &[&["init"], *arguments].concat());
        assert!(said.contains(words), "{arguments:?}: {said}");
        assert_eq!(fs::read_dir(&place.path).unwrap().count(), 0, "{arguments:?}");
    }
}

#[test]
fn a_folder_with_files_stays_as_it_is() {
    let place = Place::new();
    place.write("full/a letter.docx", "mine");
    place.write("blog/site.toml", "mine");
    place.write("file", "mine");
    for (folder, arguments, words) in [
        ("", &["init", "full"][..], "the folder `full` is not empty: it has `a letter.docx`"),
        ("full", &["init", "."], "größe 1/full` is not empty"),
        ("", &["init", "blog"], "there is already a site in the folder `blog`"),
        ("", &["init", "file"], "`file` is a file, and not a folder"),
    ] {
        let said = place.refused(2, folder, arguments);
        assert!(said.contains(words), "{said}");
    }
    assert_eq!(place.files("").len(), 3);

    // A new repository is as good as empty.
    for file in ["repository/.git/HEAD", "repository/README.md", "repository/LICENSE"] {
        place.write(file, "theirs");
    }
    let said = place.said("repository", &["init", ".", "--yes"]);
    assert!(said.ends_with("next:\n  catchword serve\n  catchword new \"The title of your next essay\"\n"), "{said}");
    assert_eq!(place.read("repository/README.md"), "theirs");
    assert_eq!(place.said("repository", &["check", "--strict"]), "1 essay and 1 page: everything is well.\n");
}

#[test]
fn a_site_is_never_inside_of_another() {
    let place = Place::with_site();
    for (folder, new) in [("", "blog/second"), ("blog", "second"), ("blog/essays", "../a/b"), ("blog/essays", ".")] {
        fs::create_dir_all(place.path("blog/empty")).unwrap();
        let said = place.refused(2, folder, &["init", new, "--yes"]);
        let words = if new == "." { "is not empty" } else { "would be inside of the site in `" };
        assert!(said.contains(words), "{new}: {said}");
    }
    let said = place.refused(2, "blog/empty", &["init", ".", "--yes"]);
    assert!(said.contains("would be inside of the site in `"), "{said}");
    assert!(!place.path("blog/second").exists() && !place.path("blog/a").exists());
    // Beside it is another place, also for somebody who is in the first one.
    place.said("blog", &["init", "../second", "--yes"]);
    place.said("", &["init", "third", "--yes"]);
}

#[test]
fn an_international_address_needs_no_scheme() {
    let place = Place::new();
    place.said("", &["init", "blog", "--yes", "--url", "münchen.example"]);
    assert!(place.read("blog/site.toml").contains("\nurl = \"https://xn--mnchen-3ya.example/\"\n"));
}

#[test]
fn a_folder_whose_name_begins_like_an_option_can_be_entered() {
    let place = Place::new();
    let said = place.said("", &["init", "--yes", "--", "-blog"]);
    assert!(said.contains("\n  cd ./-blog\n"), "{said}");
    let said = place.said("", &["init", "./-other", "--yes"]);
    assert!(said.contains("\n  cd ./-other\n"), "{said}");
}

/// The path of the last file is too long for the system, those of the others are not.
#[cfg(target_os = "linux")]
#[test]
fn a_site_that_cannot_be_written_whole_is_not_written_at_all() {
    let place = Place::new();
    // A path ends in a zero byte, and a file first has the name of a temporary one.
    let longest = 4095 - place.path.as_os_str().len() - "//essays/.catchword-new-xxxxxx".len();
    let mut folder = "a".repeat(200);
    while folder.len() + 201 < longest {
        folder.push('/');
        folder.push_str(&"b".repeat(200));
    }
    folder.push('/');
    folder.push_str(&"c".repeat(longest - folder.len()));
    let said = place.refused(3, "", &["init", &folder, "--yes", "--to", "github"]);
    assert!(said.contains("What was already written has been removed"), "{said}");
    assert_eq!(fs::read_dir(&place.path).unwrap().count(), 0);
    // Without that file it is a site.
    place.said("", &["init", &folder, "--yes", "--to", "server"]);
}

/// The fields that docs/site/essays/settings.md explains, those of tables as `[table] field`.
fn documented() -> Vec<(String, Vec<String>)> {
    let docs = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/site/essays/settings.md")).unwrap();
    let section = docs.split("\n## Fields\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows: Vec<_> = section.lines().filter(|line| line.starts_with("| `")).map(str::to_owned).collect();
    let row = |row: String| {
        let name = row.split('`').nth(1).unwrap().to_owned();
        // What a table's row says has the names of its fields in code, as its first words or before a verb.
        let words = row.splitn(4, '|').nth(3).unwrap().split('`').skip(1).step_by(2);
        let fields = words.filter_map(|code| code.split(" =").next()).map(str::to_owned);
        let is_field = |word: &String| {
            !word.is_empty()
                && word.chars().all(|letter| letter.is_ascii_lowercase())
                && !["content", "cpp"].contains(&&**word)
        };
        let fields = if name.starts_with('[') { fields.filter(is_field).collect() } else { Vec::new() };
        (name, fields)
    };
    rows.into_iter().map(row).collect()
}

#[test]
fn the_settings_have_every_documented_field() {
    let place = Place::with_site();
    let settings = place.read("blog/site.toml");
    let rows = documented();
    assert!(rows.len() >= 18, "{rows:?}");
    let table = |name: &str| {
        let at = settings.find(&format!("\n{name}\n")).unwrap_or_else(|| panic!("{name} is not in site.toml"));
        settings[at + name.len() + 2..].split("\n[").next().unwrap()
    };
    let has = |text: &str, field: &str| {
        let begins = |line: &str| line.trim_start_matches('#').starts_with(&format!("{field} = "));
        text.lines().any(|line| begins(line) && !line.starts_with("# "))
    };
    let top = settings.split("\n[").next().unwrap();
    for (name, fields) in &rows {
        if name.starts_with('[') {
            let text = table(name);
            assert!(fields.iter().all(|field| has(text, field)), "{name} lacks one of {fields:?}: {text}");
        } else {
            assert!(has(top, name), "{name} is not in site.toml");
        }
    }
    assert!(rows.iter().any(|(name, fields)| name == "[allow]" && fields.len() == 5), "{rows:?}");
    // Each is explained above it.
    let mut last = "";
    for line in settings.lines() {
        let is_setting = line.contains(" = ") && !line.starts_with("# ") && !line.starts_with(' ');
        let is_first = last.is_empty() && is_setting;
        assert!(!is_first, "nothing explains {line}");
        last = line;
    }
}

#[test]
fn every_setting_that_is_not_used_can_be() {
    let place = Place::new();
    place.said("", &["init", "blog", "--yes", "--author", "Maren"]);
    let used: String = place.read("blog/site.toml").lines().fold(String::new(), |text, line| {
        let is_setting = line.starts_with('#') && !line.starts_with("# ") && line != "#";
        text + if is_setting { &line[1..] } else { line } + "\n"
    });
    assert_eq!(used.lines().filter(|line| line.starts_with('#') && !line.starts_with("# ")).count(), 1);
    place.write("blog/site.toml", &used);
    place.write("blog/favicon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>");
    place.write("blog/images/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>");
    place.write("photos/a.txt", "");
    let said = place.said("blog", &["check"]);
    assert!(said.ends_with("0 errors, 1 warning\n") && said.contains("unused-tag"), "{said}");
}

#[test]
fn the_hosts_files_are_what_the_hosts_read() {
    let place = Place::new();
    place.said("", &["init", "a", "--yes", "--to", "github"]);
    let workflow = place.read("a/.github/workflows/publish.yml");
    for event in Parser::new_from_str(&workflow) {
        event.unwrap();
    }
    let command = format!("npx --yes catchword@{} build", env!("CARGO_PKG_VERSION"));
    for words in ["  push:\n", "  schedule:\n", "cron: \"17 4 * * *\"", "path: dist", "id-token: write", &*command] {
        assert!(workflow.contains(words), "{workflow}");
    }
    place.said("", &["init", "b", "--yes", "--to", "netlify"]);
    let netlify: toml::Table = place.read("b/netlify.toml").parse().unwrap();
    assert_eq!(netlify["build"]["publish"].as_str(), Some("dist"));
    assert_eq!(netlify["build"]["command"].as_str(), Some(&*command));
    let said = place.said("", &["init", "c", "--yes", "--to", "cloudflare"]);
    assert!(said.contains("Cloudflare Pages needs no file here") && said.contains(&command), "{said}");
}
