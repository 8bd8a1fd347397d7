//! Addresses of every form: with and without the slash, with `index.html`, files, other parts of the host. Fragments are in
//! `fragments`.

use serde_json::json;

use crate::harness::in_every_engine;

const NEXT: &str = ".cw-leaf-next a";

in_every_engine! {
    fn a_page_opens_under_each_of_its_addresses(tab) {
        // A link to the current page: no new entry, but the page starts at its top.
        let essay = tab.dist.essay(1);
        tab.open_page(&essay);
        let entries = tab.history_length();
        tab.add_link("own", &essay.path, "");
        tab.click("#own");
        tab.expect_scroll(0);
        tab.expect_page(&essay);
        tab.expect_focus("main h1");
        assert_eq!(tab.history_length(), entries);
        tab.expect_no_full_load();

        // Without the slash. A host redirects to the address with it.
        let bare = essay.path.trim_end_matches('/');
        tab.open_page(&tab.dist.home());
        tab.add_link("bare", bare, "");
        tab.click("#bare");
        tab.expect_page(&essay);
        tab.expect_no_full_load();
        tab.open(bare);
        tab.expect_page(&essay);

        // With the file's name and a query.
        let is_shown = || {
            tab.wait_for(
                "the essay is shown",
                "document.querySelector('main h1').textContent === arguments[0]",
                vec![json!(essay.heading)],
            );
        };
        tab.open(&format!("{}index.html?from=there", essay.path));
        is_shown();
        tab.click(NEXT);
        tab.expect_page(&tab.dist.essay(2));
        tab.back();
        is_shown();
        tab.expect_no_full_load();
    }

    fn the_browser_follows_links_that_are_no_pages_of_the_site(tab) {
        let file = tab.dist.below_base("site.json");
        // The browser requests it for a document without an icon.
        tab.allow_error("/favicon.ico");
        let home = tab.dist.home();
        tab.open_page(&home);
        tab.add_link("file", &file, "");
        tab.click("#file");
        tab.wait_for(
            "the file is shown",
            "location.pathname === arguments[0] && document.contentType === 'application/json'",
            vec![json!(file)],
        );
        tab.back();
        tab.expect_page(&home);
        tab.click_link(&tab.dist.essay(1).path);
        tab.expect_page(&tab.dist.essay(1));

        // A folder whose name only begins like the essays'.
        let outside = tab.dist.below_base(&format!("{}-of-old/", tab.dist.site.essays_at));
        tab.allow_error(&outside);
        tab.allow_error(&format!("{outside}index.json"));
        tab.open_page(&tab.dist.home());
        tab.add_link("outside", &outside, "");
        tab.click("#outside");
        tab.wait_for_app();
        assert_eq!(tab.text("location.pathname"), outside);
        assert_eq!(tab.host.requests(&outside), 1);
    }
}
