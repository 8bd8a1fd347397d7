//! Links to a fragment. The browser handles those on the current page; on another page the app does the same.

use fantoccini::key::Key;

use crate::harness::{Engine, for_each_engine, visit_site};

const SITE: &str = "fragments";
const FRAGMENT: &str = "#what-it-costs";

for_each_engine! {
    a_fragment_of_another_page_is_focused_and_scrolled_to
    a_fragment_in_closed_details_opens_them
    fragments_of_the_current_page_are_left_to_the_browser
}

fn a_fragment_of_another_page_is_focused_and_scrolled_to(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        let (questions, answer) = (tab.dist.essay(0), tab.dist.essay(1));
        tab.open_page(&answer);
        let entries = tab.history_length();
        let link = format!(".cw-prose a[href=\"{}{FRAGMENT}\"]", questions.path);
        tab.click(&link);
        tab.expect_page_at(&questions, FRAGMENT);
        tab.expect_focus(&format!("main [id=\"{}\"].cw-target", &FRAGMENT[1..]));
        tab.expect_at_top(FRAGMENT);
        tab.expect_status("");
        assert_eq!(tab.history_length(), entries + 1);
        tab.press(Key::Tab);
        tab.expect_focus(&format!("{FRAGMENT} + .cw-anchor"));

        tab.back();
        tab.expect_page(&answer);
        tab.expect_focus(&link);
        tab.expect_status(&answer.heading);
        tab.forward();
        tab.expect_page_at(&questions, FRAGMENT);
        tab.expect_at_top(FRAGMENT);
        tab.expect_no_full_load();
    });
}

fn a_fragment_in_closed_details_opens_them(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        let (questions, answer) = (tab.dist.essay(0), tab.dist.essay(1));
        tab.open_page(&answer);
        tab.add_link("folded", &format!("{}#a-pen", questions.path), "");
        tab.click("#folded");
        tab.expect_page_at(&questions, "#a-pen");
        tab.expect_focus("details[open] #a-pen");
        tab.expect_at_top("#a-pen");
        tab.expect_no_full_load();
    });
}

fn fragments_of_the_current_page_are_left_to_the_browser(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        let (questions, answer) = (tab.dist.essay(0), tab.dist.essay(1));
        tab.open_page(&answer);
        tab.click(".cw-leaf-previous a");
        tab.expect_page(&questions);
        let entries = tab.history_length();
        tab.run("addEventListener('click', event => { window.__taken = event.defaultPrevented })", vec![]);
        // A link with the fragment alone, and one with the page's whole address.
        let low = "#how-long-it-takes";
        tab.add_link("full", &format!("{}{FRAGMENT}", questions.path), "");
        for (link, fragment) in [(format!(".cw-prose a[href=\"{low}\"]"), low), ("#full".to_owned(), FRAGMENT)] {
            tab.click(&link);
            tab.expect_page_at(&questions, fragment);
            assert_eq!(tab.text("window.__taken"), "false", "{fragment}");
            tab.expect_target(fragment);
            tab.expect_at_top(fragment);
        }
        assert_eq!(tab.history_length(), entries + 2);
        // Tab goes on from the target, though it has no focus.
        tab.press(Key::Tab);
        tab.expect_focus(&format!("{FRAGMENT} + .cw-anchor"));

        // Back through the fragments of this page to the page before.
        tab.back();
        tab.expect_page_at(&questions, low);
        tab.back();
        tab.expect_page(&questions);
        tab.back();
        tab.expect_page(&answer);
        tab.expect_no_full_load();
    });
}
