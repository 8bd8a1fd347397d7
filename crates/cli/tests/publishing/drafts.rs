//! Sites with drafts, for the author alone.

use crate::{BUILD, Project, build, essay, exists};

fn project(settings: &str) -> Project {
    let project = Project::new(&[
        ("essays/out.md", &essay("Out", "date = 2020-01-01\ntags = [\"Rest\"]", "![A](/images/both.svg)")),
        (
            "essays/new.md",
            &essay(
                "New",
                "draft = true\ntags = [\"Rest\"]",
                "![A](/images/both.svg) ![B](/images/new.svg) ![[named.svg]]",
            ),
        ),
        (
            "essays/next.md",
            &essay(
                "Next",
                "draft = true\nlang = \"es\"\ndate = 2999-01-01\n[hero]\nimage = \"/images/hero.svg\"\nalt = \"\"",
                "",
            ),
        ),
        ("essays/later.md", &essay("Later", "date = 2990-01-01", "")),
        ("images/both.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>"),
        ("images/new.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>"),
        ("images/named.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>"),
        ("images/hero.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>"),
    ]);
    project.write("content/site.toml", &format!("{}{settings}", crate::SETTINGS));
    project
}

#[test]
fn drafts_are_marked_on_every_page_and_listed_nowhere() {
    for (settings, mark) in [("", "Draft: "), ("language = \"es\"\n", "Borrador: "), ("language = \"ar\"\n", "مسودة: ")]
    {
        let project = project(settings);
        let said = project.said(&build(&["--drafts"]));
        assert!(said.contains("Wrote 3 essays") && said.contains(" to target/drafts in "), "{said}");
        let documents = project.mentions("target/drafts", ".html");
        let documents: Vec<&String> = documents.iter().filter(|path| path.ends_with(".html")).collect();
        assert!(documents.len() >= 9, "{documents:?}");
        for path in documents {
            let html = project.read(&format!("target/drafts/{path}"));
            assert!(html.contains(&format!("{mark}A site</a>")), "{path} has no mark");
            assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"), "{path} can be listed");
            assert!(!html.contains("rel=\"alternate\""), "{path} names a feed");
        }
        // The app turns pages with these.
        assert!(project.read("target/drafts/site.json").contains(&format!("\"{mark}A site\"")));
        assert!(project.read("target/drafts/index.json").contains(&format!("\"{mark}New\"")));
        assert!(project.read("target/drafts/essays/next/index.json").contains("\"Borrador: Next\""));
        assert!(project.read("target/drafts/essays/out/index.json").contains("\"title\":\"Out\""));
        for host in ["_headers", "_nginx.conf", "_Caddyfile"] {
            assert!(project.read(&format!("target/drafts/{host}")).contains("X-Robots-Tag"), "{host}");
        }
        for path in ["feed.xml", "rss.xml", "feed.json", "sitemap.xml", "robots.txt", "essays/later"] {
            assert!(!exists(&project.path(&format!("target/drafts/{path}"))), "{path}");
        }
        assert!(exists(&project.path("target/drafts/images/new.svg")));
        assert!(!exists(&project.path("content/addresses.lock")));

        let said = project.said(&BUILD);
        assert!(said.contains("Wrote 1 essay"), "{said}");
        for words in
            [mark, "noindex\">\n<link rel=\"canonical\" href=\"https://example.org/essays", "New", "X-Robots-Tag"]
        {
            assert_eq!(project.mentions("target/site", words), Vec::<String>::new(), "{words}");
        }
        assert!(exists(&project.path("target/site/images/both.svg")) && exists(&project.path("target/site/feed.xml")));
        for picture in ["new", "hero", "named"] {
            assert!(!exists(&project.path(&format!("target/site/images/{picture}.svg"))), "{picture}");
        }
    }
}

#[test]
fn a_preview_is_never_put_over_a_public_site() {
    let project = project("");
    project.said(&build(&["--out", "site"]));
    let public = project.read("site/index.html");
    for arguments in [
        build(&["--drafts", "--out", "site"]),
        build(&["--future", "--out", "site"]),
        build(&["--date", "2999-01-01", "--out", "site"]),
        vec!["build", "--data-only", "--drafts", "--out", "site"],
    ] {
        let said = project.refused(&arguments);
        assert!(said.contains("`site` holds a site for the public, and this one is for you alone"), "{said}");
        assert_eq!(project.read("site/index.html"), public);
    }
    // Neither over one that an older version made, which kept no list.
    project.remove("site/.catchword-files");
    project.refused(&build(&["--drafts", "--out", "site"]));
    for _ in 0..2 {
        project.said(&build(&["--drafts", "--out", "mine"]));
    }
    // The other way round nothing is lost, and nothing stays.
    project.said(&build(&["--out", "mine"]));
    assert_eq!(project.mentions("mine", "Draft: "), Vec::<String>::new());
    project.refused(&build(&["--drafts", "--out", "mine"]));
}
