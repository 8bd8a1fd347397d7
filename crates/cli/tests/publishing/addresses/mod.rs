//! `addresses.lock`: an address once published stays.

mod given_up;
mod hints;
mod known_again;

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
    assert!(said.contains("keep `content/addresses.lock` with your texts"), "{said}");
    project
}

/// The facts in the list.
fn facts(project: &Project) -> Vec<String> {
    project.read(LOCK).lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn in_a_repository_the_list_is_to_be_committed() {
    let project = Project::new(&[("essays/rest.md", &essay("On rest", DATE, "Text."))]);
    std::fs::create_dir(project.path(".git")).unwrap();
    let said = project.said(&BUILD);
    assert!(said.contains("from now on: commit `content/addresses.lock`."), "{said}");
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
