//! An essay is the same one under another title, in another file, at another address; and so is its id in feeds.

use super::{DATE, LOCK, REPAIR, facts, published};
use crate::{BUILD, Project, SETTINGS, essay};

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
