//! Essays that are dated later than the build.

use crate::{BUILD, Project, build, essay, exists};

const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>";

/// One essay that is out, two of 2027, and a page of the year after.
fn project() -> Project {
    let later =
        "date = 2027-01-02\ntags = [\"Scheduled\", \"Rest\"]\nseries = \"Parts\"\naliases = [\"/scheduled-before\"]";
    let text = "Scheduled words. [The file](/files/scheduled.pdf)\n\n![A line](/images/scheduled.svg)\n\n\
                [Its tag](/tags/scheduled/) and [its year](/archive/2027/) and [the first](first.md)";
    Project::new(&[
        (
            "essays/out.md",
            &essay("Out", "date = 2026-12-31\ntags = [\"Rest\"]\nseries = \"Parts\"", "![A](/images/a.svg)"),
        ),
        ("essays/first.md", &essay("Scheduled first", "date = 2027-01-01", "![A](/images/a.svg)")),
        ("essays/second.md", &essay("Scheduled second", later, text)),
        ("pages/about.md", &essay("Scheduled page", "date = 2028-02-29", "Text.")),
        ("images/a.svg", PICTURE),
        ("images/scheduled.svg", PICTURE),
        ("images/nobody.svg", PICTURE),
        ("files/scheduled.pdf", ""),
    ])
}

#[test]
fn what_is_to_come_is_nowhere_until_its_day() {
    let project = project();
    let said = project.said(&build(&["--date", "2026-12-31"]));
    assert!(
        said.contains(
            "Not published yet, because of the date:\n  2027-01-01  Scheduled first (essays/first.md)\n  2027-01-02  Scheduled \
             second (essays/second.md)\n  2028-02-29  Scheduled page (pages/about.md)\n"
        ),
        "{said}"
    );
    for words in ["cheduled", "2027", "2028"] {
        assert_eq!(project.mentions("target/preview", words), Vec::<String>::new(), "{words}");
    }
    for picture in ["a", "nobody"] {
        assert!(exists(&project.path(&format!("target/preview/images/{picture}.svg"))), "{picture}");
    }

    let said = project.said(&build(&["--date", "2027-01-01"]));
    assert!(said.contains("Wrote 2 essays, 0 pages") && !said.contains("2027-01-01  "), "{said}");
    assert_eq!(project.mentions("target/preview", "Scheduled second"), Vec::<String>::new());

    let said = project.said(&build(&["--date", "2028-02-29"]));
    assert!(said.contains("Wrote 3 essays, 1 page,") && !said.contains("Not published yet"), "{said}");
    for path in
        ["images/scheduled.svg", "files/scheduled.pdf", "scheduled-before/index.html", "tags/scheduled/index.html"]
    {
        assert!(exists(&project.path(&format!("target/preview/{path}"))), "{path}");
    }
    let all = project.said(&build(&["--future", "--out", "all"]));
    assert!(all.contains("Wrote 3 essays, 1 page,") && !all.contains("Not published yet"), "{all}");
    // None of these is the site of today, so no address is public because of them.
    assert!(!exists(&project.path("content/addresses.lock")));
}

#[test]
fn today_is_the_day_unless_another_is_named() {
    let project = Project::new(&[
        ("essays/old.md", &essay("Old", "date = 2020-01-01", "")),
        ("essays/far.md", &essay("Far", "date = 2999-01-01", "")),
    ]);
    let said = project.said(&BUILD);
    assert!(said.contains("Wrote 1 essay,") && said.contains("  2999-01-01  Far (essays/far.md)"), "{said}");
    project.write("content/essays/old.md", &essay("Old", "date = 2998-01-01", ""));
    project.remove("content/addresses.lock");
    let said = project.refused(&BUILD);
    assert!(said.contains("nothing to publish") && said.contains("`essays/old.md`, on 2998-01-01"), "{said}");
    assert!(exists(&project.path("target/site/essays/old/index.html")));
    for day in ["2026-1-1", "1.1.2026", "tomorrow", "2026-02-30", ""] {
        let output = project.run(&build(&["--date", day]));
        assert_eq!(output.status.code(), Some(2), "{day}");
        assert!(crate::text_of(&output).contains("such as `2027-01-31`"), "{day}: {}", crate::text_of(&output));
    }
    assert_eq!(project.run(&build(&["--date", "2026-01-01", "--future"])).status.code(), Some(2));
}

#[test]
fn a_link_to_what_is_to_come_is_told() {
    let project = project();
    let linking = |text: &str| {
        project.write("content/essays/out.md", &essay("Out", "date = 2026-12-31", text));
    };
    let table = [
        ("[x](second.md)", "essays/out.md:6:5", "2027-01-02"),
        ("[x](second.md#place)", "essays/out.md:6:5", "2027-01-02"),
        ("[x](/essays/scheduled-second/)", "essays/out.md:6:5", "2027-01-02"),
        ("<a href=\"/about/\">x</a> [y](../pages/about.md)", "essays/out.md:6:29", "2028-02-29"),
    ];
    for (text, place, day) in table {
        linking(text);
        let said = project.refused(&build(&["--date", "2026-12-31"]));
        let message = format!("this link leads to a text that is published on {day}");
        assert!(said.contains(place) && said.contains(&message), "{text}: {said}");
    }
    linking("Nothing.");
    project.write(
        "content/site.toml",
        &format!("{}[nav]\nlinks = [{{ title = \"A\", url = \"/pages/about.md\" }}]\n", crate::SETTINGS),
    );
    assert!(project.refused(&build(&["--date", "2026-12-31"])).contains("published on 2028-02-29"));
    project.write("content/site.toml", crate::SETTINGS);

    for (fields, why) in [
        ("date = 2028-02-29", "it is published on 2028-02-29"),
        ("draft = true", "it is a draft"),
        ("gone = true", "it was taken down"),
        ("slug = \"other\"", "there is no standing page with that slug"),
    ] {
        project.write("content/pages/about.md", &essay("About", fields, ""));
        project.write("content/site.toml", &format!("{}home = \"about\"\n", crate::SETTINGS));
        let said = project.refused(&build(&["--date", "2026-12-31"]));
        assert!(said.contains(&format!("the home page can't be `about`: {why}")), "{said}");
    }
    project.write("content/site.toml", crate::SETTINGS);

    // Nobody may be there on the day, so links between texts that are to come are checked for it now.
    project.write("content/essays/first.md", &essay("First", "date = 2027-01-01", "[x](second.md)"));
    assert!(project.refused(&build(&["--date", "2026-12-31"])).contains("published on 2027-01-02"));
    project.write("content/essays/first.md", &essay("First", "date = 2027-01-02", "[x](second.md) ![](/no.png)"));
    let said = project.refused(&build(&["--date", "2026-12-31"]));
    assert!(said.contains("missing-alt") && !said.contains("published on"), "{said}");
}

#[test]
fn unlikely_dates_are_told() {
    let table = [
        ("date = 0026-05-01", Some("`date` is 0026-05-01, and that is before 1970")),
        ("date = 1969-12-31", Some("before 1970")),
        ("date = 1970-01-01", None),
        ("date = 2030-01-01\nupdated = 2030-01-01", None),
        ("date = 2036-12-31", None),
        ("date = 2037-01-01", Some("more than ten years ahead")),
        ("date = 2026-01-01\nupdated = 2026-12-31", None),
        ("date = 2026-01-01\nupdated = 2027-01-01", Some("`updated` is 2027-01-01, and that day is still to come")),
        (
            "date = 2026-01-01\nupdated = 2206-01-01",
            Some("`updated` is 2206-01-01, and that is more than ten years ahead"),
        ),
        ("draft = true\ndate = 1926-01-01", Some("before 1970")),
    ];
    for (fields, message) in table {
        let project = Project::new(&[
            ("essays/one.md", &essay("One", fields, "")),
            ("essays/two.md", &essay("Two", "date = 2026-01-01", "")),
        ]);
        let said = project.said(&build(&["--date", "2026-12-31"]));
        assert_eq!(said.contains("unlikely-date"), message.is_some(), "{fields}: {said}");
        assert!(said.contains(message.unwrap_or_default()), "{fields}: {said}");
        // A revision that is still to come has not happened.
        for year in ["2027", "2206"] {
            assert_eq!(project.mentions("target/preview", year), Vec::<String>::new(), "{fields}");
        }
    }
}
