//! Addresses that an author gives up.

use super::{DATE, LOCK, REPAIR, published};
use crate::{BUILD, Project, essay};

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
