//! `addresses.lock`: an address once published stays.

use crate::{BUILD, Project, SETTINGS, build, essay, exists};

const LOCK: &str = "content/addresses.lock";
const DATE: &str = "date = 2020-05-01";

const REPAIR: &str = "content/essays/repair.md";

/// A published site.
fn published() -> Project {
    let aliases = format!("{DATE}\naliases = [\"/2019/repair.html\"]");
    let project = Project::new(&[
        (
            "essays/repair.md",
            &essay("The long repair", &aliases, "Text.\n\n## What helps\n\n## What it costs {#price}"),
        ),
        ("essays/rest.md", &essay("On rest", DATE, "Text.")),
        ("pages/about.md", &essay("About", "", "Text.")),
    ]);
    let said = project.said(&BUILD);
    assert!(said.contains("commit `content/addresses.lock`"), "{said}");
    project
}

/// The facts in the list.
fn facts(project: &Project) -> Vec<String> {
    project.read(LOCK).lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn a_release_records_every_address() {
    let project = published();
    let expected = [
        "/ feed-id https://example.org/",
        "/2019/repair.html alias essays/repair.md",
        "/about/ page pages/about.md",
        "/essays/on-rest/ essay 2020-05-01 On rest",
        "/essays/on-rest/ feed-id https://example.org/essays/on-rest/",
        "/essays/on-rest/ page essays/rest.md",
        "/essays/the-long-repair/ essay 2020-05-01 The long repair",
        "/essays/the-long-repair/ feed-id https://example.org/essays/the-long-repair/",
        "/essays/the-long-repair/ page essays/repair.md",
        "/essays/the-long-repair/#price heading",
        "/essays/the-long-repair/#what-helps heading",
    ];
    assert_eq!(facts(&project), expected);
    assert_eq!(project.mentions("target/site", "addresses.lock"), Vec::<String>::new());
    let said = project.said(&BUILD);
    assert!(!said.contains("addresses.lock"), "{said}");
    // What Git on Windows or an editor makes of it is the same list.
    let list = project.read(LOCK);
    let lines = |lines: Vec<&str>| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    let reversed = lines(list.lines().rev().collect());
    for same in [
        format!("\u{feff}{list}"),
        lines(list.lines().chain(list.lines()).collect()),
        reversed,
        list.replace('\n', "\r\n"),
    ] {
        project.write(LOCK, &same);
        project.said(&BUILD);
        assert_eq!(project.read(LOCK), same);
    }

    let new = essay("New", "date = 2020-06-01", "Text.");
    project.write("content/essays/new.md", &new);
    for arguments in [
        build(&["--drafts"]),
        build(&["--future", "--out", "o"]),
        build(&["--date", "2026-01-01", "--out", "o"]),
        vec!["build", "--data-only", "--out", "o"],
        vec!["check"],
    ] {
        project.said(&arguments);
        assert_eq!(facts(&project), expected, "{arguments:?}");
    }
    let said = project.said(&["addresses"]);
    assert!(said.contains("\n+ /essays/new/  page essays/new.md\n") && said.contains("\n  /about/  page"), "{said}");
    assert_eq!(facts(&project), expected);
    project.said(&BUILD);
    assert_eq!(facts(&project).len(), expected.len() + 3);
    // It is not published even if a page links to it.
    project.write("content/essays/new.md", &new.replace("Text.", "[x](/addresses.lock)"));
    project.run(&BUILD);
    assert!(!exists(&project.path("target/site/addresses.lock")));
}

/// Each changes the published site, and would make addresses vanish: where that is told, and what the remedy is.
#[test]
fn an_address_that_would_vanish_is_an_error_with_its_remedy() {
    let rest = |fields: &str, text: &str| essay("On rest", fields, text);
    let repair = |fields: &str, text: &str| essay("The long repair", fields, text);
    let headings = "Text.\n\n## What helps\n\n## What it costs {#price}";
    let aliases = "date = 2020-05-01\naliases = [\"/2019/repair.html\"]";
    type Change<'a> = (&'a str, Option<String>, &'a [&'a str]);
    let table: [Change; 17] = [
        (
            "essays/rest.md",
            Some(rest("slug = \"pause\"\ndate = 2020-05-01", "")),
            &[
                "essays/rest.md:3:",
                "`/essays/on-rest/` was public, and this page would be at `/essays/pause/`",
                "write `slug = \"on-rest\"`",
                "write `aliases = [\"/essays/on-rest/\"]`",
                "catchword addresses --accept",
            ],
        ),
        (
            "essays/rest.md",
            Some(rest("draft = true", "")),
            &["essays/rest.md:1:1", "this page is a draft now", "remove `draft = true`", "write `gone = true`"],
        ),
        (
            "essays/rest.md",
            Some(rest("date = 2999-05-01", "")),
            &["essays/rest.md:3:8", "would come only on 2999-05-01"],
        ),
        (
            "essays/rest.md",
            None,
            &[
                "addresses.lock:",
                "its file `essays/rest.md` isn't there any more",
                "write `slug = \"on-rest\"`",
                "write `aliases = [\"/essays/on-rest/\"]`",
                "a line `gone = true`",
            ],
        ),
        (
            "pages/about.md",
            Some(essay("About", "slug = \"who\"", "")),
            &["pages/about.md:3:8", "`/about/` was public", "write `slug = \"about\"`"],
        ),
        ("pages/about.md", None, &["`/about/` was public, and its file `pages/about.md` isn't there"]),
        (
            "essays/repair.md",
            Some(repair("slug = \"mending\"\naliases = [\"/2019/repair.html\"]\ndate = 2020-05-01", headings)),
            &["add `\"/essays/the-long-repair/\"` to `aliases`"],
        ),
        (
            "essays/repair.md",
            Some(repair(DATE, headings)),
            &[
                "essays/repair.md:1:1",
                "`/2019/repair.html` led to `essays/repair.md`",
                "write `aliases = [\"/2019/repair.html\"]`",
            ],
        ),
        (
            "essays/repair.md",
            Some(repair("date = 2020-05-01\naliases = [\"/other\"]", headings)),
            &["add `\"/2019/repair.html\"` to `aliases`"],
        ),
        (
            "essays/repair.md",
            Some(repair(aliases, &headings.replace("What helps", "What can be done"))),
            &["essays/repair.md:9:1", "a heading called `#what-helps`", "write `## What can be done {#what-helps}`"],
        ),
        (
            "essays/repair.md",
            Some(repair(aliases, &headings.replace("## What helps", "### What can be done ###"))),
            &["write `### What can be done {#what-helps}`"],
        ),
        (
            "essays/repair.md",
            Some(repair(aliases, &headings.replace("## What helps", "What can be done\n----"))),
            &["write `What can be done {#what-helps}`"],
        ),
        (
            "essays/repair.md",
            Some(repair(aliases, &headings.replace("{#price}", "{#cost}"))),
            &["write `## What it costs {#price}`"],
        ),
        (
            "essays/repair.md",
            Some(repair(aliases, &headings.replace("## What helps", ""))),
            &["essays/repair.md:1:1", "write `<span id=\"what-helps\"></span>` where it was"],
        ),
        (
            "site.toml",
            Some(format!("{SETTINGS}essays_at = \"blog\"\n")),
            &[
                "site.toml:3:1",
                "2 essays were public at `/essays/…`, and would be at `/blog/…`",
                "write `essays_at = \"essays\"`",
            ],
        ),
        // Hosts tell small letters from capitals.
        (
            "essays/rest.md",
            Some(rest("slug = \"pause\"\ndate = 2020-05-01\naliases = [\"/essays/On-Rest/\"]", "")),
            &["add `\"/essays/on-rest/\"` to `aliases`"],
        ),
        ("essays/repair.md", None, &["its file `essays/repair.md` isn't there any more"]),
    ];
    for (path, text, expected) in table {
        let project = published();
        let before = project.read(LOCK);
        match &text {
            Some(text) => project.write(&format!("content/{path}"), text),
            None => project.remove(&format!("content/{path}")),
        }
        for arguments in [&["check"][..], &BUILD] {
            let said = project.refused(arguments);
            for words in expected {
                assert!(said.contains(words), "{path} {text:?}: {words} is not in {said}");
            }
            assert!(said.contains("\n1 error, ") && said.contains("vanished-address"), "{path} {text:?}: {said}");
        }
        assert_eq!(project.read(LOCK), before);
        // The site of another day may be another one.
        project.said(&build(&["--date", "2026-01-01", "--out", "o"]));

        let said = project.said(&["addresses", "--accept"]);
        assert!(said.contains("\n- /") || said.starts_with("- /"), "{said}");
        assert!(said.contains("given up."), "{said}");
        project.said(&BUILD);
        assert_ne!(project.read(LOCK), before);
    }
}

#[test]
fn what_keeps_its_address_is_no_problem() {
    let aliases = |more: &str| format!("{DATE}\naliases = [\"/2019/repair.html\"{more}]");
    let headings = "Text.\n\n## What helps\n\n## What it costs {#price}";
    let moved =
        essay("Mending", &format!("slug = \"mending\"\n{}", aliases(", \"/essays/the-long-repair\"")), headings);
    let table = [
        ("a corrected title", essay("The longest repair", &aliases(""), headings)),
        ("the slug written out", essay("Mending", &format!("slug = \"the-long-repair\"\n{}", aliases("")), headings)),
        ("an alias", moved),
        ("taken down", essay("The long repair", &format!("gone = true\n{}", aliases("")), "")),
        ("taken down, with another title", essay("Gone", &format!("gone = true\n{}", aliases("")), "")),
        (
            "other headings with the same names",
            essay("The long repair", &aliases(""), "<p id=\"what-helps\">x</p>\n\n### New {#price}\n\n## Newer"),
        ),
    ];
    for (what, text) in table {
        let project = published();
        project.write(REPAIR, &text);
        let said = project.said(&BUILD);
        assert!(!said.contains("vanished"), "{what}: {said}");
        project.said(&BUILD);
        assert_eq!(
            exists(&project.path("target/site/essays/the-long-repair/index.html")),
            !what.starts_with("taken"),
            "{what}"
        );
    }
    // A file with another name, and one in another folder.
    for to in ["content/essays/renamed.md", "content/essays/2020/repair.md"] {
        let project = published();
        let text = project.read(REPAIR);
        project.remove(REPAIR);
        project.write(to, &text);
        project.said(&BUILD);
        assert!(facts(&project).contains(&format!("/essays/the-long-repair/ page {}", &to["content/".len()..])));
    }
    // With another title too, the message names it.
    let project = published();
    project.remove(REPAIR);
    project.write("content/essays/new.md", &essay("Mending", DATE, headings));
    assert!(project.refused(&BUILD).contains("another name (`essays/new.md`?), write `slug = \"the-long-repair\"`"));
    // A title that another essay had is not free.
    let project = published();
    project.write(REPAIR, &essay("Mending", &aliases(""), headings));
    project.write("content/essays/new.md", &essay("The long repair", DATE, ""));
    assert!(project.refused(&BUILD).contains("duplicate-slug"));
    // A check can be made a warning: then the address is given up.
    let project = published();
    project.remove("content/essays/rest.md");
    project.write("content/site.toml", &format!("{SETTINGS}[checks]\nvanished-address = \"warn\"\n"));
    assert!(project.said(&BUILD).contains("vanished-address"));
    assert!(!project.said(&BUILD).contains("vanished-address"));
}

#[test]
fn a_home_page_keeps_its_address() {
    let home = format!("{SETTINGS}home = \"welcome\"\n");
    let project = Project::new(&[
        ("essays/one.md", &essay("One", DATE, "")),
        ("pages/welcome.md", &essay("Welcome", "", "## What I offer")),
        ("pages/other.md", &essay("Other", "", "")),
        ("site.toml", &home),
    ]);
    project.said(&BUILD);
    assert!(facts(&project).contains(&"/essays/ list".to_owned()), "{:?}", facts(&project));
    project.write("content/pages/welcome.md", &essay("Be welcome", "", "## What I offer"));
    project.said(&BUILD);
    project.write("content/site.toml", &home.replace("welcome", "other"));
    project.said(&BUILD);
    project.write("content/site.toml", SETTINGS);
    let said = project.refused(&BUILD);
    assert!(said.contains("the list of essays was public at `/essays/`, and would be at `/`"), "{said}");
    assert!(said.contains("site.toml:1:1") && said.contains("\n1 error, "), "{said}");
    project.write("content/site.toml", &format!("{home}essays_at = \"blog\"\n"));
    let said = project.refused(&BUILD);
    assert!(said.contains("1 essay was public at `/essays/…`") && said.contains("\n1 error, "), "{said}");
}

#[test]
fn pages_that_were_taken_down_are_answered() {
    let project = published();
    let gone = format!("gone = true\n{DATE}\naliases = [\"/2019/repair.html\", \"/old name\", \"/old name/\"]");
    project.write(REPAIR, &essay("The long repair", &gone, "![A](/images/a.svg)"));
    project.write("content/images/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>");
    project.said(&BUILD);
    let nginx = project.read("target/site/_nginx.conf");
    for address in ["/essays/the-long-repair", "/essays/the-long-repair/", "/2019/repair.html", "/old name/"] {
        let line = format!("location = \"{address}\" {{ error_page 410 /404.html; return 410; }}");
        assert!(nginx.contains(&line), "{line}: {nginx}");
    }
    assert_eq!(nginx.matches("location = \"/old name\" ").count(), 1, "two spellings are one address for nginx");
    let caddy = project.read("target/site/_Caddyfile");
    assert!(caddy.contains("\"/essays/the-long-repair/\"") && caddy.contains("status 410"), "{caddy}");
    assert!(!project.read("target/site/_redirects").contains("repair"));
    assert!(
        !exists(&project.path("target/site/images/a.svg")) && !exists(&project.path("target/site/2019/repair.html"))
    );
    project.write("content/essays/rest.md", &essay("On rest", DATE, "[x](repair.md)"));
    assert!(project.refused(&BUILD).contains("a page that was taken down (`gone = true`)"));
    project.write("content/essays/rest.md", &essay("On rest", DATE, ""));
    // Once it was said that the page is gone, its file may go too.
    project.remove(REPAIR);
    project.said(&BUILD);
}

#[test]
fn ids_in_feeds_never_change() {
    let id = "https://example.org/essays/the-long-repair/";
    let headings = "## What helps\n\n## What it costs {#price}";
    let moved = |title: &str, slug: &str| {
        let aliases = "aliases = [\"/2019/repair.html\", \"/essays/the-long-repair/\"]";
        essay(title, &format!("slug = \"{slug}\"\n{DATE}\n{aliases}"), headings)
    };
    let ids = |project: &Project| {
        let json = project.read("target/site/feed.json");
        assert!(json.contains(&format!("\"id\":\"{id}\"")), "{json}");
        assert!(project.read("target/site/feed.xml").contains(&format!("<id>{id}</id>")));
        assert!(project.read("target/site/feed.xml").contains("<id>https://example.org/</id>"));
        project.read("target/site/rss.xml")
    };
    let project = published();
    assert!(ids(&project).contains(&format!("<guid>{id}</guid>")));
    project.write(REPAIR, &moved("Mending", "mending"));
    project.said(&BUILD);
    assert!(ids(&project).contains(&format!("<guid isPermaLink=\"false\">{id}</guid>")));
    // Again, and with another name of the file.
    let aliases = moved("Mending", "mended").replace("repair/\"]", "repair/\", \"/essays/mending/\"]");
    project.remove(REPAIR);
    project.write("content/essays/mended.md", &aliases);
    project.said(&BUILD);
    ids(&project);
    // The site moves to another domain, into a folder.
    project.write("content/site.toml", &SETTINGS.replace("https://example.org/", "https://example.net/blog/"));
    project.said(&BUILD);
    ids(&project);
    assert!(project.read("target/site/feed.json").contains("\"url\":\"https://example.net/blog/essays/mended/\""));
    // A new essay at the old address is another one.
    project.write("content/site.toml", SETTINGS);
    project.write("content/essays/mended.md", &aliases.replace(", \"/essays/the-long-repair/\"", ""));
    project.write("content/essays/new.md", &essay("The long repair", DATE, headings));
    project.said(&BUILD);
    ids(&project);
    assert!(project.read("target/site/feed.json").contains(&format!("\"id\":\"{id}#2\"")));
    project.said(&BUILD);
    assert!(project.read("target/site/feed.json").contains(&format!("\"id\":\"{id}#2\"")));
}

#[test]
fn a_broken_list_is_told_and_never_overwritten() {
    let table = [
        ("<<<<<<< HEAD\n/x/ page a.md\n=======\n/y/ page b.md\n>>>>>>> other\n", "the marks of a merge conflict"),
        ("some words\n", "can't be read"),
        ("/x/ paeg a.md\n", "can't be read"),
    ];
    for (text, message) in table {
        let project = published();
        let broken = project.read(LOCK) + text;
        project.write(LOCK, &broken);
        for arguments in [&["check"][..], &BUILD, &["addresses"], &["addresses", "--accept"]] {
            let said = project.refused(arguments);
            assert!(said.contains("broken-lock") && said.contains(message), "{arguments:?}: {said}");
            assert!(said.contains("content/addresses.lock:15:1") && said.contains("\n1 error, "), "{said}");
            assert_eq!(project.read(LOCK), broken);
        }
    }
    let project = published();
    std::fs::write(project.path(LOCK), [0xff, b'\n']).unwrap();
    assert!(project.refused(&BUILD).contains("not-utf-8"));
}

#[cfg(unix)]
#[test]
fn a_read_only_list_does_not_fail_a_build() {
    use std::os::unix::fs::PermissionsExt;
    let project = published();
    let before = project.read(LOCK);
    std::fs::set_permissions(project.path(LOCK), std::fs::Permissions::from_mode(0o444)).unwrap();
    project.write("content/essays/new.md", &essay("New", DATE, ""));
    let said = project.said(&BUILD);
    assert!(said.contains("its new addresses could not be added to `content/addresses.lock`"), "{said}");
    assert!(exists(&project.path("target/site/essays/new/index.html")));
    assert_eq!(project.read(LOCK), before);
    project.refused(&["addresses", "--accept"]);
}

/// Each changes the published site. Whoever does what one of the hints says, and nothing else, has no problem left.
#[test]
fn what_a_hint_says_is_enough() {
    type File<'a> = (&'a str, Option<String>);
    let aliases = "aliases = [\"/2019/repair.html\"]";
    let text = "Text.\n\n## What helps\n\n## What it costs {#price}";
    let repair = |title: &str, fields: &str, text: &str| Some(essay(title, &format!("{fields}\n{DATE}"), text));
    let gone = |fields: &str| Some(essay("The long repair", &format!("gone = true\n{fields}"), ""));
    /// What happens, what changes, what the hints say, and what is done then.
    type Case<'a> = (&'a str, &'a [File<'a>], &'a [&'a str], &'a [File<'a>]);
    let table: [Case<'_>; 21] = [
        (
            "slug, alias and headings changed",
            &[("essays/repair.md", repair("Mending", "slug = \"mending\"", "## What helped"))],
            &[
                "write `slug = \"the-long-repair\"` and `aliases = [\"/2019/repair.html\"]`",
                "write `aliases = [\"/essays/the-long-repair/\", \"/2019/repair.html\"]`",
                "write `## What helped {#what-helps}`",
                "write `<span id=\"price\"></span>`",
            ],
            &[(
                "essays/repair.md",
                repair(
                    "Mending",
                    "slug = \"mending\"\naliases = [\"/essays/the-long-repair/\", \"/2019/repair.html\"]",
                    "<span id=\"price\"></span>\n\n## What helped {#what-helps}",
                ),
            )],
        ),
        (
            "an essay becomes a page",
            &[("essays/repair.md", None), ("pages/repair.md", Some(essay("The long repair", "", "## What helps")))],
            &[
                "if you gave the file another name (`pages/repair.md`?), write `aliases = [\"/essays/the-long-repair/\", \
                 \"/2019/repair.html\"]` in it, and put `<span id=\"price\"></span>` where its headings were; to lead",
            ],
            &[(
                "pages/repair.md",
                Some(essay(
                    "The long repair",
                    "aliases = [\"/essays/the-long-repair/\", \"/2019/repair.html\"]",
                    "<span id=\"price\"></span>\n\n## What helps",
                )),
            )],
        ),
        (
            "a page becomes an essay",
            &[("pages/about.md", None), ("essays/about-me.md", Some(essay("About", DATE, "")))],
            &["(`essays/about-me.md`?), write `aliases = [\"/about/\"]` in it"],
            &[("essays/about-me.md", Some(essay("About", &format!("{DATE}\naliases = [\"/about/\"]"), "")))],
        ),
        (
            "renamed, with another title, and headings lost",
            &[("essays/repair.md", None), ("essays/new.md", repair("Mending", "", "## Other"))],
            &["(`essays/new.md`?), write `slug = \"the-long-repair\"` and `aliases = [\"/2019/repair.html\"]` in \
                 it, and put `<span id=\"price\"></span>` `<span id=\"what-helps\"></span>` where its headings were;"],
            &[(
                "essays/new.md",
                repair(
                    "Mending",
                    &format!("slug = \"the-long-repair\"\n{aliases}"),
                    "<span id=\"price\"></span><span id=\"what-helps\"></span>",
                ),
            )],
        ),
        (
            "deleted: its file is put back",
            &[("essays/repair.md", None)],
            &["`title = \"The long repair\"`, `gone = true` and `aliases = [\"/2019/repair.html\"]`"],
            &[("essays/repair.md", gone(aliases))],
        ),
        (
            "deleted: another page answers, and has none of its headings",
            &[("essays/repair.md", None)],
            &[
                "to lead old links to another page, write `aliases = [\"/essays/the-long-repair/\", \"/2019/repair.html\"]`",
            ],
            &[(
                "essays/rest.md",
                Some(essay(
                    "On rest",
                    &format!("{DATE}\naliases = [\"/essays/the-long-repair/\", \"/2019/repair.html\"]"),
                    "",
                )),
            )],
        ),
        (
            "deleted: a new page answers",
            &[("essays/repair.md", None)],
            &[],
            &[(
                "pages/mending.md",
                Some(essay("Mending", "aliases = [\"/essays/the-long-repair/\", \"/2019/repair.html\"]", "## Other")),
            )],
        ),
        (
            "a draft, with another slug: taken down",
            &[("essays/repair.md", repair("The long repair", "slug = \"mending\"\ndraft = true", text))],
            &["If you took the page down for good, write `gone = true`, `slug = \"the-long-repair\"` and `aliases = \
                 [\"/2019/repair.html\"]` in place of `draft = true`; if it should stay public until its new version is ready, \
                 remove `draft = true`, write `slug = \"the-long-repair\"` and `aliases = [\"/2019/repair.html\"]`, and write \
                 the new version in another file"],
            &[("essays/repair.md", gone(&format!("slug = \"the-long-repair\"\n{aliases}")))],
        ),
        (
            "a draft: stays public",
            &[("essays/repair.md", repair("The long repair", &format!("draft = true\n{aliases}"), text))],
            &["write `gone = true` in place of `draft = true`", "remove `draft = true`, and write the new version"],
            &[("essays/repair.md", repair("The long repair", aliases, text))],
        ),
        (
            "a draft, whose address another page answers",
            &[
                ("essays/repair.md", repair("The long repair", &format!("draft = true\n{aliases}"), text)),
                (
                    "essays/rest.md",
                    Some(essay("On rest", &format!("{DATE}\naliases = [\"/essays/the-long-repair/\"]"), "")),
                ),
            ],
            &["remove it from `aliases` here, and write `aliases = [\"/2019/repair.html\"]` into another page"],
            &[
                ("essays/repair.md", repair("The long repair", "draft = true", text)),
                (
                    "essays/rest.md",
                    Some(essay(
                        "On rest",
                        &format!("{DATE}\naliases = [\"/essays/the-long-repair/\", \"/2019/repair.html\"]"),
                        "",
                    )),
                ),
            ],
        ),
        (
            "an essay with aliases becomes a page",
            &[("essays/repair.md", None), ("pages/mending.md", Some(essay("Mending", aliases, text)))],
            &["(`pages/mending.md`?), add `\"/essays/the-long-repair/\"` to `aliases` in it;"],
            &[(
                "pages/mending.md",
                Some(essay("Mending", "aliases = [\"/2019/repair.html\", \"/essays/the-long-repair/\"]", text)),
            )],
        ),
        (
            "dated later",
            &[("essays/rest.md", Some(essay("On rest", "date = 2999-01-01", "")))],
            &["the date of its first publication (`date = 2020-05-01`)"],
            &[("essays/rest.md", Some(essay("On rest", DATE, "")))],
        ),
        (
            "several aliases lost, one left",
            &[("essays/repair.md", repair("The long repair", "aliases = [\"/other\"]", text))],
            &["to keep the address, add `\"/2019/repair.html\"` to `aliases`"],
            &[("essays/repair.md", repair("The long repair", "aliases = [\"/other\", \"/2019/repair.html\"]", text))],
        ),
        (
            "two essays swap their slugs",
            &[
                ("essays/rest.md", Some(essay("On rest", &format!("slug = \"the-long-repair\"\n{DATE}"), ""))),
                ("essays/repair.md", repair("The long repair", &format!("slug = \"on-rest\"\n{aliases}"), text)),
            ],
            &[
                "`/essays/on-rest/` was the address of this page, and would lead to `essays/repair.md`",
                "write `slug = \"on-rest\"` here, and `slug = \"the-long-repair\"` into `essays/repair.md`",
                "write `slug = \"the-long-repair\"` here, and `slug = \"on-rest\"` into `essays/rest.md`",
            ],
            &[
                ("essays/rest.md", Some(essay("On rest", &format!("slug = \"on-rest\"\n{DATE}"), ""))),
                (
                    "essays/repair.md",
                    repair("The long repair", &format!("slug = \"the-long-repair\"\n{aliases}"), text),
                ),
            ],
        ),
        (
            "a new essay takes the address",
            &[
                ("essays/new.md", Some(essay("On rest", DATE, ""))),
                ("essays/rest.md", Some(essay("On rest", &format!("slug = \"pause\"\n{DATE}"), ""))),
            ],
            &["write `slug = \"on-rest\"` here, and another `slug` into `essays/new.md`"],
            &[
                ("essays/new.md", Some(essay("On rest", &format!("slug = \"anew\"\n{DATE}"), ""))),
                ("essays/rest.md", Some(essay("On rest", &format!("slug = \"on-rest\"\n{DATE}"), ""))),
            ],
        ),
        (
            "another essay in the file: it is the same one",
            &[("essays/rest.md", Some(essay("Bees", "date = 2021-02-03", "Other.")))],
            &[
                "essays/rest.md:1:1",
                "`/essays/on-rest/` was public with the essay \"On rest\" of 2020-05-01, and this file has another date and \
                 another title now\n",
                "if it is the same essay, rewritten, write `slug = \"on-rest\"`",
            ],
            &[("essays/rest.md", Some(essay("Bees", "slug = \"on-rest\"\ndate = 2021-02-03", "Other.")))],
        ),
        (
            "another essay in the file, of which headings and aliases were public",
            &[("essays/repair.md", Some(essay("What bees know", "date = 2021-02-03", "Other.")))],
            &[
                "this file has another date and another title now, and none of the old headings or aliases\n",
                "rewritten, write `slug = \"the-long-repair\"` and `aliases = [\"/2019/repair.html\"]`. Otherwise",
            ],
            &[(
                "essays/repair.md",
                Some(essay(
                    "What bees know",
                    &format!("slug = \"the-long-repair\"\n{aliases}\ndate = 2021-02-03"),
                    "<span id=\"price\"></span><span id=\"what-helps\"></span>",
                )),
            )],
        ),
        (
            "the text is in another file, without its aliases, and a new one in its own",
            &[
                ("essays/mended.md", repair("The long repair", "", text)),
                ("essays/repair.md", Some(essay("What bees know", "date = 2021-02-03", "Other."))),
            ],
            &[
                "essays/mended.md:1:1",
                "`/2019/repair.html` led to `essays/mended.md`, and would lead nowhere",
                "to keep the address, write `aliases = [\"/2019/repair.html\"]`",
            ],
            &[("essays/mended.md", repair("The long repair", aliases, text))],
        ),
        (
            "another name of the file, and another slug",
            &[
                ("essays/repair.md", None),
                ("essays/mended.md", repair("The long repair", &format!("slug = \"mending\"\n{aliases}"), text)),
            ],
            &[
                "essays/mended.md:3:8",
                "`/essays/the-long-repair/` was public, and this page would be at `/essays/mending/`",
                "write `slug = \"the-long-repair\"`; to lead old links to the new one, add `\"/essays/the-long-repair/\"` to",
            ],
            &[(
                "essays/mended.md",
                repair(
                    "The long repair",
                    "slug = \"mending\"\naliases = [\"/2019/repair.html\", \"/essays/the-long-repair/\"]",
                    text,
                ),
            )],
        ),
        (
            "another essay in the file, with a word of the old title",
            &[("essays/rest.md", Some(essay("On bees", "date = 2021-02-03", "")))],
            &["was public with the essay \"On rest\""],
            &[("essays/rest.md", Some(essay("On rest", &format!("gone = true\n{DATE}"), "")))],
        ),
        (
            "another essay in the file: it gets a file of its own",
            &[("essays/rest.md", Some(essay("Bees", "date = 2021-02-03", "Other.")))],
            &["such as `essays/bees.md`, and put the old text back into `essays/rest.md`, with `gone = true` if"],
            &[
                ("essays/bees.md", Some(essay("Bees", "date = 2021-02-03", "Other."))),
                ("essays/rest.md", Some(essay("On rest", &format!("gone = true\n{DATE}"), ""))),
            ],
        ),
    ];
    let change = |project: &Project, files: &[File<'_>]| {
        for (path, text) in files {
            match text {
                Some(text) => project.write(&format!("content/{path}"), text),
                None => project.remove(&format!("content/{path}")),
            }
        }
    };
    for (what, changes, expected, remedy) in table {
        let project = published();
        change(&project, changes);
        let said = project.refused(&["check"]);
        for words in expected {
            assert!(said.contains(words), "{what}: {words} is not in {said}");
        }
        change(&project, remedy);
        let said = project.said(&["check"]);
        assert!(said.contains("everything is well"), "{what}: {said}");
        let said = project.said(&BUILD);
        assert!(!said.contains("vanished"), "{what}: {said}");
        project.said(&["check"]);
    }
}

/// Changes of an essay that are ordinary work on it, or of its file: nothing is lost, and its id stays.
#[test]
fn a_text_is_known_again() {
    let text = "Text.\n\n## What helps\n\n## What it costs {#price}";
    let aliases = "aliases = [\"/2019/repair.html\"]";
    let rest = "essays/rest.md";
    let table: [(&str, &str, String); 8] = [
        ("another title", rest, essay("Bees", DATE, "Other.")),
        ("another date", rest, essay("On rest", "date = 2022-01-01", "Other.")),
        ("a like title and another date", rest, essay("On Resting", "date = 2022-01-01", "Other.")),
        (
            "another title and date, one heading",
            REPAIR,
            essay("Bees", "date = 2022-01-01\naliases = [\"/2019/repair.html\"]", text),
        ),
        ("a slug", rest, essay("Bees", "slug = \"on-rest\"\ndate = 2022-01-01", "Other.")),
        (
            "another title and date, an alias and its headings",
            REPAIR,
            essay("Bees", &format!("{aliases}\ndate = 2022-01-01"), text),
        ),
        ("another language", rest, essay("Von der Ruhe", &format!("{DATE}\nlang = \"de\""), "Anderes.")),
        ("a page", "pages/about.md", essay("Who", "", "Other.")),
    ];
    for (what, path, changed) in table {
        let project = published();
        let before: Vec<String> = facts(&project).into_iter().filter(|fact| !fact.contains(" essay ")).collect();
        project.write(&format!("content/{}", path.trim_start_matches("content/")), &changed);
        project.said(&BUILD);
        let after: Vec<String> = facts(&project).into_iter().filter(|fact| !fact.contains(" essay ")).collect();
        assert_eq!(after, before, "{what}");
    }
    // A list that says nothing of dates and titles, from before they were recorded.
    let project = published();
    let old: String =
        project.read(LOCK).lines().filter(|line| !line.contains(" essay ")).map(|line| format!("{line}\n")).collect();
    project.write(LOCK, &old);
    project.write("content/essays/rest.md", &essay("Bees", "date = 2022-01-01", "Other."));
    project.said(&BUILD);
}

/// Files with numbers for names get other numbers when an essay comes between them.
#[test]
fn files_that_change_their_names_keep_their_addresses() {
    let one = |title: &str, day: u8| essay(title, &format!("date = 2020-05-{day:02}"), "Text.");
    let project = Project::new(&[
        ("essays/1.md", &one("Harbour", 1)),
        ("essays/2.md", &one("Winter", 2)),
        ("essays/3.md", &one("Bread", 3)),
    ]);
    project.said(&BUILD);
    // A new first one; and the last two have changed places.
    for (path, text) in
        [("1", one("Beginnings", 9)), ("2", one("Harbour", 1)), ("3", one("Bread", 3)), ("4", one("Winter", 2))]
    {
        project.write(&format!("content/essays/{path}.md"), &text);
    }
    project.said(&BUILD);
    let expected = [
        "/essays/beginnings/ feed-id https://example.org/essays/beginnings/",
        "/essays/beginnings/ page essays/1.md",
        "/essays/harbour/ feed-id https://example.org/essays/harbour/",
        "/essays/harbour/ page essays/2.md",
        "/essays/winter/ feed-id https://example.org/essays/winter/",
        "/essays/winter/ page essays/4.md",
    ];
    for fact in expected {
        assert!(facts(&project).contains(&fact.to_owned()), "{fact}: {:?}", facts(&project));
    }
    // Two change places, with titles that are alike.
    let project = Project::new(&[("essays/a.md", &one("Part 1", 1)), ("essays/b.md", &one("Part 2", 2))]);
    project.said(&BUILD);
    project.write("content/essays/a.md", &one("Part 2", 2));
    project.write("content/essays/b.md", &one("Part 1", 1));
    project.said(&BUILD);
    assert!(facts(&project).contains(&"/essays/part-1/ page essays/b.md".to_owned()), "{:?}", facts(&project));
}

/// An essay whose address is given up is still the same one for those who have subscribed to the feed.
#[test]
fn an_essay_keeps_its_id_when_its_old_address_is_given_up() {
    let id = "https://example.org/essays/the-long-repair/";
    let moved = essay("Mending", &format!("slug = \"mending\"\n{DATE}"), "## What helps\n\n## Other");
    let renamed = moved.replace("Mending", "The long repair");
    let (own, other) = ("content/essays/repair.md", "content/essays/mended.md");
    for (what, path, text) in [("another slug", own, &moved), ("another slug and file", other, &renamed)] {
        let project = published();
        project.remove(own);
        project.write(path, text);
        // Other addresses are lost as well, and stay in the list.
        project.remove("content/pages/about.md");
        let said = project.said(&["addresses", "--accept", "/essays/the-long-repair/", "/2019/repair.html"]);
        assert!(said.contains("1 address is not there either, and not given up."), "{what}: {said}");
        let file = path.trim_start_matches("content/");
        for fact in [
            format!("/essays/mending/ feed-id {id}"),
            format!("/essays/mending/ page {file}"),
            "/essays/mending/#what-helps heading".to_owned(),
            "/about/ page pages/about.md".to_owned(),
        ] {
            assert!(facts(&project).contains(&fact), "{what}: {fact} is not in {:?}", facts(&project));
        }
        assert!(!project.read(LOCK).contains("\n/essays/the-long-repair/"), "{what}: {}", project.read(LOCK));
        project.said(&["addresses", "--accept", "/about/"]);
        project.said(&BUILD);
        assert!(project.read("target/site/feed.json").contains(&format!("\"id\":\"{id}\"")), "{what}");
    }
}

#[test]
fn an_author_sees_what_is_given_up_and_may_give_up_some() {
    let project = published();
    project.remove(REPAIR);
    project.remove("content/pages/about.md");
    let lost = "- /2019/repair.html\n- /about/\n- /essays/the-long-repair/\n- /essays/the-long-repair/#price\n\
                - /essays/the-long-repair/#what-helps\n";
    let before = project.read(LOCK);
    let said = project.said(&["addresses"]);
    assert!(said.contains(lost) && said.contains("addresses --accept /2019/repair.html`"), "{said}");
    assert_eq!(project.read(LOCK), before);
    // A page that is there, and one that never was.
    for address in ["/essays/on-rest/", "/nothing/", "/"] {
        let said = project.refused(&["addresses", "--accept", address]);
        assert!(said.contains(&format!("`{address}` is not one of the addresses that are no longer there")), "{said}");
    }
    assert_eq!(project.read(LOCK), before);
    let said = project.said(&["addresses", "--accept", "/essays/the-long-repair"]);
    let expected = "- /essays/the-long-repair/\n- /essays/the-long-repair/#price\n- /essays/the-long-repair/#what-helps\n\
                    3 addresses given up.\n2 addresses are not there either, and not given up.\nThe list keeps 4 addresses.\n";
    assert!(said.starts_with(expected), "{said}");
    let said = project.refused(&["check"]);
    assert!(said.contains("`/about/` was public") && said.contains("\n2 errors, "), "{said}");
    let said = project.said(&["addresses", "--accept"]);
    assert!(
        said.starts_with("- /2019/repair.html\n- /about/\n2 addresses given up.\nThe list keeps 2 addresses."),
        "{said}"
    );
    project.said(&["check"]);
    let said = project.said(&["addresses", "--accept"]);
    assert!(said.starts_with("No address had to be given up."), "{said}");

    // What leads on, or is said to be gone, is not given up.
    let project = published();
    let moved = format!("slug = \"mending\"\n{DATE}\naliases = [\"/2019/repair.html\", \"/essays/the-long-repair/\"]");
    project.write(REPAIR, &essay("Mending", &moved, "## What helps\n\n## Price"));
    project.write("content/essays/rest.md", &essay("On rest", &format!("gone = true\n{DATE}"), ""));
    assert!(project.said(&["addresses", "--accept"]).starts_with("No address had to be given up."));

    // Many headings are counted.
    let headings: String = (0..30).map(|number| format!("## Words {number}\n\n")).collect();
    let project = Project::new(&[("essays/many.md", &essay("Many", DATE, &headings))]);
    project.said(&BUILD);
    project.write("content/essays/many.md", &essay("Many", DATE, "Text."));
    let said = project.said(&["addresses", "--accept"]);
    assert!(said.contains("- … and 20 more headings on /essays/many/\n30 addresses given up."), "{said}");
}
