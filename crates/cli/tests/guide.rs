//! The guide in `docs/site` is a site without mistakes, and what it shows of settings and front matter is what the press knows.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing at it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// What the press says of a field that it does not know, or whose value it can't take.
const OF_FIELDS: [&str; 7] =
    ["bad-toml", "front-matter", "unknown-field", "misplaced-field", "wrong-type", "bad-value", "bad-date"];

fn guide() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/site")
}

/// The essays and pages of the guide: the name of each, and its text.
fn pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for folder in ["essays", "pages"] {
        for entry in fs::read_dir(guide().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            pages.push((path.file_name().unwrap().display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
    pages
}

fn check(content: &Path, options: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_catchword"));
    command.arg("check").arg("--content").arg(content).args(options).output().unwrap()
}

/// The names of the checks that find something in a file, for a site of these files. Only those about fields count.
fn found(files: &[(&str, &str)], file: &str) -> Vec<(String, String)> {
    let place = tempfile::tempdir().unwrap();
    let site = place.path().join("blog");
    // The settings of the guide name a page and a folder beside the site.
    let settings = ("site.toml", "title = \"A site\"\nurl = \"https://example.org/\"\n");
    let others =
        [settings, ("pages/welcome.md", "+++\ntitle = \"Welcome\"\n+++\n\nText.\n"), ("../photos/one.txt", "One.")];
    for (path, text) in others.iter().chain(files) {
        let path = site.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let said = String::from_utf8(check(&site, &["--json"]).stdout).unwrap();
    let problems = said.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let of_file = problems.filter(|problem| problem["file"].as_str().unwrap().ends_with(file));
    let text = |problem: &Value, field: &str| problem[field].as_str().unwrap().to_owned();
    of_file
        .map(|problem| (text(&problem, "check"), text(&problem, "message")))
        .filter(|(check, _)| OF_FIELDS.contains(&&**check))
        .collect()
}

/// The blocks of code in a language, from the text of a page.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let (mut blocks, mut inside) = (Vec::new(), None::<(bool, String)>);
    for line in text.lines() {
        match (line.trim().strip_prefix("```"), &mut inside) {
            (Some(begun), None) => inside = Some((begun == language, String::new())),
            (Some(_), Some((is_wanted, block))) => {
                if *is_wanted {
                    blocks.push(std::mem::take(block));
                }
                inside = None;
            }
            (None, Some((_, block))) => block.extend([line, "\n"]),
            (None, None) => {}
        }
    }
    blocks
}

#[test]
fn the_guide_has_no_mistake_and_no_warning() {
    let output = check(&guide(), &["--strict", "--all"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.trim_end().ends_with("everything is well."), "{said}");
}

#[test]
fn the_press_takes_the_settings_that_the_guide_shows() {
    let mut count = 0;
    for (page, text) in pages() {
        for block in blocks(&text, "toml") {
            let settings = format!("title = \"A site\"\nurl = \"https://example.org/\"\n{block}");
            let found = found(&[("site.toml", &settings)], "site.toml");
            assert_eq!(found, [], "{page}:\n{block}");
            count += 1;
        }
    }
    assert!(count > 10, "only {count} examples were found");
}

#[test]
fn the_press_takes_the_texts_that_the_guide_shows() {
    let mut count = 0;
    for (page, text) in pages() {
        for block in blocks(&text, "md").into_iter().filter(|block| block.starts_with("+++\n")) {
            // A page needs no date, and an essay does.
            let file = if block.contains("\ndate = ") { "essays/one.md" } else { "pages/one.md" };
            assert_eq!(found(&[(file, &block)], file), [], "{page}:\n{block}");
            count += 1;
        }
    }
    assert!(count > 4, "only {count} examples were found");
}

/// The fields in the first column of a page's table, below the heading “Fields”.
fn fields(page: &str) -> Vec<String> {
    let (_, text) = pages().into_iter().find(|(name, _)| name == page).unwrap();
    let section = text.split("\n## Fields\n").nth(1).unwrap().split("\n## ").next().unwrap();
    section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).map(str::to_owned).collect()
}

/// The fields with a value that none can have, and then the tables: so only the names of fields matter.
fn with_any_value(fields: &[String]) -> String {
    let (tables, fields): (Vec<_>, Vec<_>) = fields.iter().partition(|field| field.starts_with('['));
    let fields = fields.into_iter().map(|field| format!("{field} = 0\n"));
    fields.chain(tables.into_iter().map(|table| format!("{table}\n"))).collect()
}

#[test]
fn the_press_knows_every_field_in_the_tables_of_the_guide() {
    let unknown = |problems: Vec<(String, String)>| {
        problems.into_iter().filter(|(check, _)| check == "unknown-field").map(|(_, message)| message).collect()
    };
    let settings =
        |fields: &[String]| -> Vec<String> { unknown(found(&[("site.toml", &with_any_value(fields))], "site.toml")) };
    let front_matter = |fields: &[String]| -> Vec<String> {
        let text = format!("+++\n{}+++\n\nText.\n", with_any_value(fields));
        unknown(found(&[("essays/one.md", &text)], "essays/one.md"))
    };
    let of_site = fields("settings.md");
    assert!(of_site.len() > 15, "{of_site:?}");
    assert_eq!(settings(&of_site), [""; 0]);
    let of_texts = fields("front-matter.md");
    assert!(of_texts.len() > 15, "{of_texts:?}");
    assert_eq!(front_matter(&of_texts), [""; 0]);
    // A field that there is not is found.
    let with_nonsense = |fields: &[String]| [&["nonsense".to_owned()], fields].concat();
    assert_eq!(settings(&with_nonsense(&of_site)).len(), 1);
    assert_eq!(front_matter(&with_nonsense(&of_texts)).len(), 1);
}
