//! What is told of an address that would vanish: its remedy, which is enough.

use super::{DATE, LOCK, published};
use crate::{BUILD, Project, SETTINGS, build, essay};

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
