//! What the form of a link's address makes of a click: files, missing slashes, other parts of the host. `places` has
//! what ends in a `#place`.

use serde_json::json;

use crate::harness::in_every_engine;

const NEXT: &str = ".leaf-next a";

in_every_engine! {
    fn a_page_under_its_other_addresses(reader) {
        // Its own link: no new entry, but the page begins anew.
        let essay = reader.dist.essay(1);
        reader.open_page(&essay);
        let entries = reader.entries();
        reader.add_link("own", &essay.path, "");
        reader.click("#own");
        reader.is_scrolled_to(0);
        reader.is_at(&essay);
        reader.focus_is_on("main h1");
        assert_eq!(reader.entries(), entries);
        reader.has_not_loaded();

        // Without the slash; the host puts it there when it is asked.
        let bare = essay.path.trim_end_matches('/');
        reader.open_page(&reader.dist.home());
        reader.add_link("bare", bare, "");
        reader.click("#bare");
        reader.is_at(&essay);
        reader.has_not_loaded();
        reader.open(bare);
        reader.is_at(&essay);

        // With its file and a query.
        let is_there = || {
            reader.wait_for(
                "the essay is there",
                "document.querySelector('main h1').textContent === arguments[0]",
                vec![json!(essay.heading)],
            );
        };
        reader.open(&format!("{}index.html?from=there", essay.path));
        is_there();
        reader.click(NEXT);
        reader.is_at(&reader.dist.essay(2));
        reader.back();
        is_there();
        reader.has_not_loaded();
    }

    fn what_is_no_page_of_the_sites_is_the_browsers(reader) {
        let file = reader.dist.below_base("site.json");
        // Where a document names no icon, the browser asks for this one.
        reader.expect_trouble("/favicon.ico");
        let home = reader.dist.home();
        reader.open_page(&home);
        reader.add_link("file", &file, "");
        reader.click("#file");
        reader.wait_for(
            "the file is shown",
            "location.pathname === arguments[0] && document.contentType === 'application/json'",
            vec![json!(file)],
        );
        reader.back();
        reader.is_at(&home);
        reader.follow(&reader.dist.essay(1).path);
        reader.is_at(&reader.dist.essay(1));

        // Just outside of where the essays are.
        let outside = reader.dist.below_base(&format!("{}-of-old/", reader.dist.site.essays_at));
        reader.expect_trouble(&outside);
        reader.expect_trouble(&format!("{outside}index.json"));
        reader.open_page(&reader.dist.home());
        reader.add_link("outside", &outside, "");
        reader.click("#outside");
        reader.app_runs();
        assert_eq!(reader.text("location.pathname"), outside);
        assert_eq!(reader.host.asked(&outside), 1);
    }
}
