//! Links to a fragment. The browser handles those on the current page; on another page the app does the same.

use fantoccini::key::Key;

use crate::harness::{Engine, Tab, for_each_engine, visit_site};

const SITE: &str = "fragments";
const FRAGMENT: &str = "#what-it-costs";

for_each_engine! {
    a_fragment_of_another_page_is_focused_and_scrolled_to
    a_fragment_in_closed_details_opens_them
    fragments_of_the_current_page_are_left_to_the_browser
    words_that_a_link_names_are_found_by_the_browser
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

/// `#:~:text=…`, with and without an id before it (URL Fragment Text Directives).
fn words_that_a_link_names_are_found_by_the_browser(engine: Engine) {
    const WORDS: &str = ":~:text=the%20clock%20twice";
    visit_site(engine, SITE, |tab| {
        let (questions, answer) = (tab.dist.essay(0), tab.dist.essay(1));
        let supports = tab_supports_text(tab, &answer.path);
        let is_shown = "(top => top >= 0 && top < innerHeight)([...document.querySelectorAll('.cw-prose p')]
            .find(p => p.textContent.includes('the clock twice')).getBoundingClientRect().top)";
        for (nth, fragment) in [format!("#{WORDS}"), format!("{FRAGMENT}{WORDS}")].iter().enumerate() {
            // From another page.
            tab.open_page(&answer);
            let id = format!("quoted-{nth}");
            tab.add_link(&id, &format!("{}{fragment}", questions.path), "");
            tab.click(&format!("#{id}"));
            tab.wait_for_app();
            let id_alone = fragment.split(":~:").next().unwrap().trim_end_matches('#');
            if supports {
                tab.expect_page_at(&questions, id_alone);
                tab.wait_until("the words are shown", is_shown);
            }
            // On the page itself.
            tab.open_page(&questions);
            tab.add_link(&id, &format!("{}{fragment}", questions.path), "");
            tab.click(&format!("#{id}"));
            if supports {
                tab.wait_until("the words are shown", is_shown);
            }
            tab.expect_no_full_load();
        }
    });
}

fn tab_supports_text(tab: &Tab, path: &str) -> bool {
    tab.open(path);
    tab.number("+('fragmentDirective' in document)") == 1
}
