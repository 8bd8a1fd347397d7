//! What `check --fix` makes of mistakes, and what it leaves alone.

use super::*;

#[test]
fn fix_corrects_what_has_one_answer_and_loses_nothing() {
    let table = [
        (
            "---\r\ntitle: The boat: a story\r\ndate: 2026-05-01 10:00\r\ntags: boats, repair\r\nlayout: post # old\r\n---\r\n\r\nText.\r\n",
            "+++\r\ntitle = \"The boat: a story\"\r\ndate = 2026-05-01 # 2026-05-01 10:00\r\ntags = [\"boats\", \"repair\"]\r\n\r\n[extra]\r\n# old\r\nlayout = \"post\"\r\n+++\r\n\r\nText.\r\n",
        ),
        (
            "---\ntitle: A\ndate: 2026-05-01\nstatus: private\n---\n\nText.\n",
            "+++\ntitle = \"A\"\ndate = 2026-05-01\ndraft = true # because of `status` below: remove this line to publish the page\n\n[extra]\nstatus = \"private\"\n+++\n\nText.\n",
        ),
        (
            "+++\ntitle = \"A\"\n\n# Own\n[extra]\nmood = \"grey\"\n# The day.\ndate = 2026-05-01 # first\n\n  tags = [\n  \"a\",\n]\nx = 1\n[extra.map]\ndraft = false\n+++\n\nText.\n",
            "+++\ntitle = \"A\"\n# The day.\ndate = 2026-05-01 # first\n  tags = [\n  \"a\",\n]\ndraft = false\n\n# Own\n[extra]\nmood = \"grey\"\n\nx = 1\n[extra.map]\n+++\n\nText.\n",
        ),
        ("---\ntitle: A\ndate: 2026-05-01\n+++\n\nText.\n", "+++\ntitle = \"A\"\ndate = 2026-05-01\n+++\n\nText.\n"),
        (
            "+++\ntitle: A\ndate: 2026-05-01\ntags:\n  - a\n---\n\nText.\n",
            "+++\ntitle = \"A\"\ndate = 2026-05-01\ntags = [\"a\"]\n+++\n\nText.\n",
        ),
        (
            "---\ntitle: A\ndate: 2026-05-01\nx: &one [2]\ny: *one\nz:\n  - &two b\n  - *two\naliases: [\"https://old.example/x\"]\n---\n\nText.\n",
            "+++\ntitle = \"A\"\ndate = 2026-05-01\naliases = [\"/x\"] # https://old.example/x\n\n[extra]\nx = [2]\ny = [2]\nz = [\"b\", \"b\"]\n+++\n\nText.\n",
        ),
        (
            "+++\ntitle = \"A\"\ndate = 2026-05-01T10:00:00Z\n+++\n\nText.\n",
            "+++\ntitle = \"A\"\ndate = 2026-05-01 # 2026-05-01T10:00:00Z\n+++\n\nText.\n",
        ),
        (
            "{\"title\": \"A\", \"date\": \"2026-05-01\", \"draft\": false}\n\nText.\n",
            "+++\ntitle = \"A\"\ndate = 2026-05-01\ndraft = false\n+++\n\nText.\n",
        ),
        (
            "+++\rtitle = \"A\"\rdate = 2026-05-01\r\rdraft = false\r---\r\rText.\r",
            "+++\rtitle = \"A\"\rdate = 2026-05-01\r\rdraft = false\r+++\r\rText.\r",
        ),
        (
            "---\rtitle: A\rdate: 2026-05-01\rtags: [a, b]\rcategories: [b]\rdraft: no\r---\r\rText.\r",
            "+++\rtitle = \"A\"\rdate = 2026-05-01\rtags = [\"a\", \"b\"]\rdraft = false\r+++\r\rText.\r",
        ),
        (
            "+++\ntitle = \"A\"\ndate = 2026-05-01\n\ntags = [\"a\"]\n\nText.\n",
            "+++\ntitle = \"A\"\ndate = 2026-05-01\n\ntags = [\"a\"]\n+++\n\nText.\n",
        ),
        (
            "\u{feff}\n+++\nTitle = “A”\ndate = \"May 1, 2026\"\nlang = \"English\"\ndraft = \"no\"\ntags: a, b\n+++\n\nTe\0xt “kept”.\n",
            "\u{feff}+++\ntitle = \"A\"\ndate = 2026-05-01\nlang = \"en\"\ndraft = false\ntags = [\"a\", \"b\"]\n+++\n\nTe xt “kept”.\n",
        ),
    ];
    for (before, after) in table {
        let content = content(SITE, &[("one.md", before)]);
        let file = content.path().join("essays/one.md");
        let fixed = fix(content.path()).unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), after, "{fixed:?}");
        assert_eq!(fixed.len(), 1);
        assert!(problems(content.path()).is_empty(), "{:?}", problems(content.path()));
        // A second run changes nothing.
        assert_eq!(fix(content.path()).unwrap(), []);
        assert_eq!(std::fs::read_dir(content.path().join("essays")).unwrap().count(), 1);
    }
}

#[test]
fn fix_moves_settings_above_the_tables() {
    let site = "title = \"A\"\n\n[nav]\nlinks = []\nurl = \"https://example.org/\"\n[footer]\nlanguage = \"es\"\nline = \"x\"\n";
    let content = content(site, &[("one.md", GOOD)]);
    let fixed = fix(content.path()).unwrap();
    assert_eq!(fixed.iter().map(|file| file.changes.len()).collect::<Vec<_>>(), [2]);
    assert_eq!(
        std::fs::read_to_string(content.path().join("site.toml")).unwrap(),
        "title = \"A\"\nurl = \"https://example.org/\"\nlanguage = \"es\"\n\n[nav]\nlinks = []\n[footer]\nline = \"x\"\n"
    );
    assert!(problems(content.path()).is_empty());
}

#[test]
fn fix_leaves_a_file_as_it_is_if_it_would_lose_something_or_publish_a_draft() {
    let table = [
        // Two answers.
        with_line("date = 01/05/2026"),
        // A draft that is one no more.
        "+++\ntitle = \"A\"\n\nA line.\ndraft = true\n\nBody\n".to_owned(),
        with_line("title = A, draft = true"),
        // Words.
        with_line("aliases = [\"/a\" # one\n, \"/b\""),
        with_line("title = \"A # b"),
        // A field that is above the tables, too.
        GOOD.replace("2026-05-01\n", "2026-05-01\n[extra]\ndate = 2026-05-02\n"),
    ];
    for draft in ["draft: false\ndraft: true", "draft: maybe", "draft: y", "draft: false\npublished: false"] {
        let content = content(SITE, &[("one.md", &format!("---\ntitle: A\ndate: 2026-05-01\n{draft}\n---\n\nBody\n"))]);
        fix(content.path()).unwrap();
        let text = std::fs::read_to_string(content.path().join("essays/one.md")).unwrap();
        assert!(text.starts_with("---") || text.contains("\ndraft = true"), "{text}");
        // What `--fix` can't do is not its advice.
        let advised =
            problems(content.path()).iter().any(|problem| problem.advice().unwrap_or_default().contains("--fix"));
        assert!(!advised, "{text}");
    }
    for essay in table {
        let content = content(SITE, &[("one.md", &essay)]);
        assert_eq!(fix(content.path()).unwrap(), [], "{essay}");
        assert_eq!(std::fs::read_to_string(content.path().join("essays/one.md")).unwrap(), essay);
        assert!(!problems(content.path()).is_empty(), "{essay}");
    }
    // A long text without front matter is read once.
    let prose = format!("+++\ntitle = \"A\"\nText.\n{}", "A line of [prose, as long as any.\n".repeat(20_000));
    told_once(SITE, &prose, "front-matter", &["no end"]);
}
