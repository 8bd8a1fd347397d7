//! Mistakes in front matter and `site.toml`: what an author is told, and what `check --fix` makes of them.

mod fix;
mod names;

use std::path::Path;

use catchword_press::{Edition, Problem, check, fix, read};

const SITE: &str = "title = \"A site\"\nurl = \"https://example.org/\"\n";
const GOOD: &str = "+++\ntitle = \"One\"\ndate = 2026-05-01\n+++\n\nText.\n";

fn content(site: &str, essays: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("essays")).unwrap();
    std::fs::write(folder.path().join("site.toml"), site).unwrap();
    for (name, text) in essays {
        std::fs::write(folder.path().join("essays").join(name), text).unwrap();
    }
    folder
}

fn problems(content: &Path) -> Vec<Problem> {
    check(read(content).unwrap(), Edition::ANY_DAY).1
}

/// Each problem as `check: message | advice`.
fn told(site: &str, essays: &[(&str, &str)]) -> Vec<String> {
    let content = content(site, essays);
    let line = |problem: &Problem| {
        format!("{}: {} | {}", problem.check.name(), problem.message(), problem.advice().unwrap_or_default())
    };
    problems(content.path()).iter().map(line).collect()
}

/// Asserts that one problem is told, and that it has these words.
fn told_once(site: &str, essay: &str, check: &str, words: &[&str]) {
    let told = told(site, &[("one.md", essay)]);
    assert_eq!(told.len(), 1, "{essay}\n{told:#?}");
    assert!(told[0].starts_with(&format!("{check}: ")), "{essay}\n{told:#?}");
    for word in words {
        assert!(told[0].contains(word), "{essay}\n{word}\n{told:#?}");
    }
}

fn with_line(line: &str) -> String {
    let title = if line.trim_start_matches(['"', '“']).to_lowercase().starts_with("title") {
        ""
    } else {
        "title = \"One\"\n"
    };
    let date = if line.to_lowercase().starts_with("date") { "" } else { "date = 2026-05-01\n" };
    format!("+++\n{title}{date}{line}\n+++\n\nText.\n")
}

#[test]
fn a_line_that_is_not_toml_is_told_in_plain_words_with_the_right_line() {
    let table: &[(&str, &str, &[&str])] = &[
        ("title = “One”", "bad-toml", &["straight quotation marks", "write `title = \"One\"`"]),
        ("title = \"One", "bad-toml", &["the quotation mark after the text is missing", "`title = \"One\"`"]),
        ("title = One's boat", "bad-toml", &["not in quotes", "`title = \"One's boat\"`"]),
        ("title: \"One\"", "bad-toml", &["`:` stands where `=` should", "`title = \"One\"`"]),
        ("title = \"C:\\Users\"", "bad-toml", &["backslash", "`title = 'C:\\Users'`"]),
        ("title = 'It's here'", "bad-toml", &["`title = \"It's here\"`"]),
        ("title = \"A \"B\" C\"", "bad-toml", &["which would end it", "`title = 'A \"B\" C'`"]),
        ("tags = [\"a\" \"b\"]", "bad-toml", &["comma", "`tags = [\"a\", \"b\"]`"]),
        ("tags = [\"a\", \"b\"", "bad-toml", &["brackets", "`tags = [\"a\", \"b\"]`"]),
        ("tags = [“a”]", "bad-toml", &["`tags = [\"a\"]`"]),
        ("tags = a, b", "bad-toml", &["`tags = [\"a\", \"b\"]`"]),
        ("tags = [\n\"a\"\n\"b\"\n]", "bad-toml", &["`tags = [\"a\", \"b\"]`"]),
        ("summary =", "bad-toml", &["`summary` has no value"]),
        ("A sentence about it.", "bad-toml", &["this line can't be read", "write each field on a line of its own"]),
        ("summary = \"\"\"A\nB", "bad-toml", &["no end"]),
        ("summary = \"a\"\nsummary = \"b\"", "bad-toml", &["`summary` is here twice", "line 4", "keep one"]),
        ("[extra]\na = 1\n[extra]\nb = 1", "bad-toml", &["`[extra]` is here twice"]),
        ("[hero\nimage = 'a'", "bad-toml", &["`[hero]`"]),
        ("date = 2026-13-41", "bad-date", &["not a date of the calendar"]),
        (
            "date = 01/05/2026",
            "bad-date",
            &[
                "can be two days",
                "`date = 2026-05-01` if it is 1 May 2026",
                "`date = 2026-01-05` if it is 5 January 2026",
            ],
        ),
        ("date = May 1, 2026", "bad-date", &["`date = 2026-05-01`"]),
        ("date = \"1 de mayo de 2026\"", "bad-date", &["`date = 2026-05-01`"]),
        ("date = 2026–05–01", "bad-date", &["`date = 2026-05-01`"]),
        ("date = 20260501", "bad-date", &["`date = 2026-05-01`"]),
        ("date = \"soon\"", "bad-date", &["should be a date"]),
        ("date = 2026-05-01T10:00:00Z", "bad-date", &["time of day"]),
        ("draft = \"false\"", "wrong-type", &["`draft = false`"]),
        ("title = 1984", "wrong-type", &["`\"1984\"`"]),
        ("tags = \"a, b\"", "wrong-type", &["`tags = [\"a\", \"b\"]`"]),
        ("tags = [2026]", "wrong-type", &["`\"2026\"`"]),
        ("[[tags]]\nname = \"a\"", "wrong-type", &["a list of texts in quotes", "above the first line"]),
        ("Tags = [\"a\"]", "unknown-field", &["write `tags`"]),
        ("Title = \"One\"", "unknown-field", &["write `title`"]),
        ("Content-Note = \"One\"", "unknown-field", &["write `content_note`"]),
        ("description = \"One\"", "unknown-field", &["did you mean `summary`?"]),
        ("categories = [\"One\"]", "unknown-field", &["did you mean `tags`?"]),
        ("language = \"es\"", "unknown-field", &["did you mean `lang`?"]),
        ("lang = \"Spanish\"", "bad-value", &["`lang = \"es\"`"]),
        ("lang = \"es_MX\"", "bad-value", &["`lang = \"es-MX\"`"]),
        ("lang = \"xx\"", "bad-value", &["such as `en`"]),
        ("title = \"  \"", "bad-value", &["`title` is empty"]),
        ("slug = \"re\u{200b}pair\"", "bad-slug", &["U+200B"]),
        ("author = \"A\"\nauthors = [\"B\"]", "bad-value", &["both `author` and `authors`"]),
        ("date = 2025-14-06", "bad-date", &["day and the month are exchanged", "`date = 2025-06-14`"]),
        ("date = \"2025-14-06\"", "bad-date", &["`date = 2025-06-14`"]),
        ("date = 2026-02-01 draft = true", "bad-toml", &["`date` and `draft` are on one line", "\ndraft = true"]),
        ("draft = true, date = 2026-02-01", "bad-toml", &["`draft` and `date` are on one line"]),
        ("author = [\"A\", \"B\"]", "wrong-type", &["write `authors = [\"A\", \"B\"]`"]),
        (
            "elsewhere = [\"https://a.example/x\"]",
            "wrong-type",
            &["`elsewhere = [{ name = \"…\", url = \"https://a.example/x\", kind = \"copy\" }]`"],
        ),
        ("hero = \"/images/river.png\"", "wrong-type", &["\n[hero]\nimage = \"/images/river.png\"\nalt = \"…\""]),
        ("authors = \"A\"", "wrong-type", &["`authors = [\"A\"]`"]),
        ("author = \"\"", "bad-value", &["the author's name is empty"]),
        ("title = \"A *long* `x`\"", "markup-in-field", &["write `\"A long x\"`"]),
        ("summary = \"<em>A</em> [b](c)\"", "markup-in-field", &["write `\"A b\"`"]),
        ("tags = [\"**a**\"]", "markup-in-field", &["write `\"a\"`"]),
        ("author = \"_Ana_\"", "markup-in-field", &["write `\"Ana\"`"]),
        ("tags = [\"re\u{200b}pair\"]", "hidden-character", &["U+200B", "`\"repair\"`"]),
        ("title = \"One\\u0007\"", "hidden-character", &["U+0007"]),
        ("tags = [\"++\"]", "bad-slug", &["`\"++\" = \"…\"`"]),
        ("title = \"# Good\"", "markup-in-field", &["write `\"Good\"`"]),
        ("title = \"> **Good**\"", "markup-in-field", &["write `\"Good\"`"]),
        ("title = \"A &copy B\"", "markup-in-field", &["readers see `&copy`", "`\"A © B\"`"]),
        ("title = \"Don&#8217t\"", "markup-in-field", &["`\"Don’t\"`"]),
        ("summary = \"A &foo; B\"", "markup-in-field", &["no character of this name"]),
        ("series = \"A &amp;mdash; B\"", "markup-in-field", &["`\"A — B\"`"]),
        ("title = \"\"\"\nA\nB\"\"\"", "markup-in-field", &["several lines", "`\"A B\"`"]),
        ("summary = \"\"\"\nA\n\nB\"\"\"", "markup-in-field", &["several lines", "`\"A B\"`"]),
        ("gone = true\ndraft = true", "bad-value", &["only `gone = true`", "only `draft = true`"]),
        ("slug = \"/a/\"", "bad-slug", &["`slug = \"a\"`"]),
        ("slug = \"a.html\"", "bad-slug", &["`slug = \"a\"`"]),
        ("slug = \"essays/a/index.html\"", "bad-slug", &["`slug = \"a\"`"]),
        ("slug = \"https://example.org/essays/a/?b\"", "bad-slug", &["`slug = \"a\"`"]),
        ("slug = \"v1.2\"", "bad-slug", &["`slug = \"v1-2\"`"]),
        ("date = 2026-02-30", "bad-date", &["its last day is `date = 2026-02-28`"]),
        ("date = 2026-05-01T25:00:00", "bad-date", &["`date = 2026-05-01`"]),
        ("date = 2026-05-02T10:00:00", "bad-date", &["`date = 2026-05-02`"]),
        ("date = \"tomorrow\"", "bad-date", &["should be a date"]),
        ("series = [\"a\"]", "wrong-type", &["`series = \"a\"`"]),
        ("series = [\"a\", \"b\"]", "wrong-type", &["there can be only one"]),
        ("lang = [\"es\"]", "wrong-type", &["`lang = \"es\"`"]),
        ("lang = \"en-EN\"", "bad-value", &["`lang = \"en\"`"]),
        ("image = \"/images/a.png\"", "unknown-field", &["[hero]\nimage = \"/images/a.png\"\nalt = \"…\""]),
        ("hero_image = \"a.png\"", "unknown-field", &["[hero]\nimage = \"a.png\""]),
        ("photo = \"a.png\"", "unknown-field", &["[hero]\nimage = \"a.png\""]),
    ];
    for (line, check, words) in table {
        told_once(SITE, &with_line(line), check, words);
    }
    // The words of a parser reach no author.
    for (line, _, _) in table {
        for told in told(SITE, &[("one.md", &with_line(line))]) {
            for word in ["expected", "invalid", "unexpected", "duplicate key", "newline", "basic string"] {
                assert!(!told.contains(word), "{told}");
            }
        }
    }
}

#[test]
fn a_field_below_a_table_that_belongs_above_it_is_an_error() {
    for field in ["draft = true", "date = 2026-05-02", "title = \"x\"", "slug = \"x\"", "tags = [\"x\"]"] {
        let essay = GOOD.replace("2026-05-01\n", &format!("2026-05-01\n[extra]\nmood = \"grey\"\n{field}\n"));
        let name = field.split(' ').next().unwrap();
        told_once(SITE, &essay, "misplaced-field", &[&format!("`{name}` is inside `[extra]`"), "move this line up"]);
    }
    let below = |lines: &str| GOOD.replace("2026-05-01\n", &format!("2026-05-01\n{lines}\n"));
    for lines in [
        "[hero]\nimage = \"https://example.org/a.png\"\nalt = \"\"\ndraft = true",
        "[[elsewhere]]\nname = \"A\"\nurl = \"https://a.example\"\nkind = \"copy\"\ndraft = true",
        "[extra.map]\nzoom = 2\ndraft = true",
        "[extra]\nDraft = 1\n[extra.deep.map]\ndraft = true",
    ] {
        let told = told(SITE, &[("one.md", &below(lines))]);
        assert!(told.iter().any(|told| told.starts_with("misplaced-field: `draft`")), "{lines} {told:#?}");
    }
    for field in [
        "published = false",
        "publish = false",
        "status = \"draft\"",
        "private = true",
        "hidden = true",
        "visibility = \"private\"",
    ] {
        told_once(
            SITE,
            &below(&format!("[extra]\n{field}")),
            "misplaced-field",
            &["published all the same", "write `draft = true`"],
        );
        told_once(SITE, &below(field), "unknown-field", &["write `draft = true`"]);
        assert_eq!(told(SITE, &[("one.md", &below(&format!("draft = true\n[extra]\n{field}")))]), [""; 0]);
    }
    told_once(SITE, &below("published = true"), "unknown-field", &["remove this line"]);
    assert_eq!(told(SITE, &[("one.md", &below("[extra]\npublished = true\nstatus = \"evergreen\""))]), [""; 0]);
    // A field in the wrong place is not missing, too.
    for essay in [
        "+++\ntitle = \"One\"\n[extra]\ndate = 2026-05-01\n+++\n\nText.\n",
        "+++\ndate = 2026-05-01\n[extra]\ntitle = \"One\"\n+++\n\nText.\n",
    ] {
        told_once(SITE, essay, "misplaced-field", &["move this line up"]);
    }
    // What is an author's own stays.
    assert_eq!(told(SITE, &[("one.md", &below("[[extra.books]]\ntitle = \"A\"\ndate = 2020-01-01"))]), [""; 0]);

    for (line, table) in [
        ("url = \"https://example.org/\"", "[nav]"),
        ("language = \"es\"", "[footer]"),
        ("order = \"oldest-first\"", "[checks]"),
        ("url = \"https://example.org/\"", "[tags]"),
        ("favicon = \"/a.svg\"", "[allow]"),
    ] {
        let told =
            told(&format!("title = \"A\"\nurl = \"https://example.org/\"\n{table}\n{line}\n"), &[("one.md", GOOD)]);
        if line.starts_with("order") {
            assert_eq!(told.len(), 1, "{told:?}");
        } else {
            assert!(told.len() == 1 && told[0].starts_with("misplaced-field: "), "{told:?}");
        }
    }
}

#[test]
fn settings_that_are_wrong_are_told_with_the_right_line() {
    let table: &[(&str, &str, &str)] = &[
        ("url = \"https://example.org/index.html\"", "bad-value", "`url = \"https://example.org/\"`"),
        ("url = \"example.org\"", "bad-value", "`url = \"https://example.org/\"`"),
        ("url = \"https://example.org/blog//\"", "bad-value", "`url = \"https://example.org/blog/\"`"),
        ("url = \"https://example.org/?a=b#c\"", "bad-value", "`url = \"https://example.org/\"`"),
        ("url = \"https://me:x@example.org/\"", "bad-value", "before the `@`"),
        ("url = \"https://example.org/ \"", "bad-value", "`url = \"https://example.org/\"`"),
        ("url = \"http://localhost:8080/\"", "local-url", "only your own computer or network"),
        ("url = \"https://192.168.1.2/\"", "local-url", "before you publish the site"),
        ("url = \"https://laptop/\"", "local-url", "before you publish the site"),
        ("url = [\"https://example.org/\"]", "wrong-type", "write `url = \"https://example.org/\"`"),
        ("url = \"https://example.org/\"\nlanguage = \"de-DE-x\"", "bad-value", "`language = \"de-DE\"`"),
        ("url = \"https://example.org/\"\nlanguage = \"en, es\"", "bad-value", "there can be one language"),
        ("url = \"https://example.org/\"\nlanguage = \"jp\"", "bad-value", "`language = \"ja\"`"),
        (
            "url = \"https://example.org/\"\nauthors = [\"Ana\", \"Ben\"]",
            "wrong-type",
            "`authors = [{ name = \"Ana\" }, { name = \"Ben\" }]`",
        ),
        ("url = \"http://example.org/\"", "insecure-url", "`url = \"https://example.org/\"`"),
        ("url = \"https://example.org/\"\nlanguage = \"English\"", "bad-value", "`language = \"en\"`"),
        ("url = \"https://example.org/\"\nlanguage = \"en_GB\"", "bad-value", "`language = \"en-GB\"`"),
        ("url = \"https://example.org/\"\nlanguage = \"en-UK\"", "bad-value", "`language = \"en-GB\"`"),
        ("url = \"https://example.org/\"\ntimezone = \"London\"", "bad-value", "`timezone = \"Europe/London\"`"),
        (
            "url = \"https://example.org/\"\ntimezone = \"GMT+1\"",
            "bad-value",
            "`timezone = \"Europe/Paris\"`; if your clocks are the same in summer and in winter, you can write `timezone = \"Etc/GMT-1\"`",
        ),
        ("url = \"https://example.org/\"\ntimezone = \"UTC+2\"", "bad-value", "`timezone = \"Etc/GMT-2\"`"),
        ("url = \"https://example.org/\"\ntimezone = \"+01:00\"", "bad-value", "`timezone = \"Europe/Paris\"`"),
        ("url = \"https://example.org/\"\ntimezone = \"UTC-5\"", "bad-value", "`timezone = \"America/New_York\"`"),
        ("url = \"https://example.org/\"\ntimezone = \"UTC+5:30\"", "bad-value", "`timezone = \"Asia/Kolkata\"`"),
        ("url = \"https://example.org/\"\ntimezone = \"Mars\"", "bad-value", "`Europe/London`"),
        ("url = \"https://example.org/\"\ntagline = \"A *b*\"", "markup-in-field", "`\"A b\"`"),
        ("url = \"https://example.org/\"\nbaseURL = \"x\"", "unknown-field", "`url`"),
        ("url = \"https://example.org/\"\n[tags]\n\"C++\" = \"C++\"", "bad-slug", "`\"C++\" = \"cpp\"`"),
        ("url = \"https://example.org/\"\n[tags]\n\"C++\" = \"cpp\"", "unused-tag", "remove this line"),
    ];
    for (lines, check, words) in table {
        told_once(&format!("title = \"A\"\n{lines}\n"), GOOD, check, &[words]);
    }
    // All of an address is told at once, and what is corrected is what the hint shows.
    for (url, others, meant) in [
        ("http://example.org/ ", &["insecure-url: "][..], "http://example.org/"),
        (" https://laptop", &["local-url: "], "https://laptop/"),
        ("\u{a0}https://example.org", &[], "https://example.org/"),
    ] {
        let site = format!("title = \"A\"\nurl = \"{url}\"\n");
        let told = told(&site, &[("one.md", GOOD)]);
        let hint = format!("write `url = \"{meant}\"`");
        assert!(told.iter().any(|told| told.starts_with("bad-value: ") && told.contains(&hint)), "{url} {told:#?}");
        assert!(others.iter().all(|other| told.iter().any(|told| told.starts_with(other))), "{url} {told:#?}");
        assert_eq!(told.len(), others.len() + 1, "{url} {told:#?}");
        let content = content(&site, &[("one.md", GOOD)]);
        fix(content.path()).unwrap();
        let fixed = std::fs::read_to_string(content.path().join("site.toml")).unwrap();
        assert_eq!(fixed, format!("title = \"A\"\nurl = \"{meant}\"\n"), "{url}");
    }
    for url in ["https://EXAMPLE.org", "https://example.org:8080/", "https://example.com/blog/"] {
        assert_eq!(told(&format!("title = \"A\"\nurl = \"{url}\"\n"), &[("one.md", GOOD)]), [""; 0], "{url}");
    }
}

#[test]
fn hidden_characters_are_told_wherever_they_are() {
    for (text, code) in [
        ("a\0b", "U+0000"),
        ("a\u{93}b", "U+0093"),
        ("a\u{2028}b", "U+2028"),
        ("a\u{feff}b", "U+FEFF"),
        ("a\u{202e}b", "U+202E"),
    ] {
        told_once(SITE, &format!("{GOOD}{text}\n"), "hidden-character", &[code]);
        told_once(&format!("# {text}\n{SITE}"), GOOD, "hidden-character", &[code]);
    }
    let told = told(SITE, &[("o\u{202e}ne.md", GOOD)]);
    assert!(told.len() == 1 && told[0].contains("in the name of the file"), "{told:?}");
}

#[test]
fn fields_below_the_front_matter_are_told() {
    for (lines, count) in [
        ("draft = true\n\nText.", 1),
        ("\ndraft = true\ntags = [\"a\"]\n\nslug = \"x\"\nauthor: me\nText.", 4),
        ("status: draft\n\nText.", 1),
        ("Date: a fruit.\n\ndraft = true", 0),
        ("```\ndraft = true\n```", 0),
    ] {
        let told = told(SITE, &[("one.md", &GOOD.replace("\nText.", lines))]);
        assert_eq!(told.len(), count, "{lines} {told:#?}");
        assert!(told.iter().all(|told| told.starts_with("misplaced-field: ") && told.contains("above the second")));
    }
}

#[test]
fn a_file_that_is_no_utf8_text_is_told_once_and_stops_no_correction() {
    let wide: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let zip = b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xdf\xa4\xd2l\0\0\x01\x02".to_vec();
    for bytes in [wide.clone(), [b"\xff\xfe".to_vec(), wide].concat(), zip, b"caf\xe9 \0 \x01".to_vec()] {
        let content = content(SITE, &[("z.md", &GOOD.replace("2026-05-01", "\"May 1, 2026\""))]);
        std::fs::write(content.path().join("essays/a.md"), &bytes).unwrap();
        let fixed = fix(content.path()).unwrap();
        assert_eq!(fixed.len(), 1, "{fixed:?}");
        assert_eq!(std::fs::read(content.path().join("essays/a.md")).unwrap(), bytes);
        let checks: Vec<&str> = problems(content.path()).iter().map(|problem| problem.check.name()).collect();
        assert_eq!(checks, ["not-utf-8"]);
    }
}

#[test]
fn places_are_those_of_the_authors_file() {
    let essay = "\u{feff}+++\r\ntitle = \"Ünö\"\r\ndate = 2026-05-01\r\n+++\r\rText.\r\n\r\nßß [x](gone.md)\r\n";
    let content = content(SITE, &[("one.md", essay)]);
    let problems = problems(content.path());
    assert_eq!(catchword_press::positions(&problems), [(8, 8)]);
}
