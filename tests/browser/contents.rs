//! An essay's table of contents: a rail on wide screens, else a disclosure above the text.

use serde_json::json;

use crate::harness::{ExpectedPage, Tab, in_every_engine};

const LINKS: &str = ".cw-contents a";
const SUMMARY: &str = ".cw-contents summary";

/// The first essay that has a table of contents, or the first that has none.
fn essay(tab: &Tab, has_contents: bool) -> ExpectedPage {
    let headings = |at: usize| {
        let contents = &tab.dist.essay_bundle(at).catchword.contents;
        contents.iter().filter(|heading| heading.level <= 3).count()
    };
    let mut found = (0..tab.dist.essay_count()).filter(|at| (headings(*at) >= 3) == has_contents);
    tab.dist.essay(found.next().expect("an essay of each kind"))
}

/// Whether the first element that matches a selector is rendered.
fn is_rendered(tab: &Tab, selector: &str) -> bool {
    tab.number(&format!("document.querySelector('{selector}').getClientRects().length")) > 0
}

in_every_engine! {
    fn on_narrow_screens_it_is_a_disclosure_above_the_text(tab) {
        let essay = essay(tab, true);
        tab.resize(1199, 800);
        // It needs no app.
        tab.open_without_app(&essay.path);
        assert!(is_rendered(tab, SUMMARY) && !is_rendered(tab, LINKS));
        let bottom = tab.number("document.querySelector('.cw-contents').getBoundingClientRect().bottom");
        assert!(bottom <= tab.number("document.querySelector('.cw-prose').getBoundingClientRect().top"));
        tab.click(SUMMARY);
        tab.wait_until("the links are shown", "document.querySelector('.cw-contents a').getClientRects().length");
        tab.click(SUMMARY);
        tab.wait_until("the links are hidden", "!document.querySelector('.cw-contents a').getClientRects().length");
    }

    fn on_wide_screens_it_is_a_rail_that_marks_the_current_section(tab) {
        let essay = essay(tab, true);
        tab.resize(1200, 800);
        tab.open_page(&essay);
        assert!(is_rendered(tab, LINKS) && !is_rendered(tab, SUMMARY));
        let right = tab.number("document.querySelector('.cw-contents').getBoundingClientRect().right");
        assert!(right <= tab.number("document.querySelector('.cw-prose').getBoundingClientRect().left"));
        assert_eq!(tab.text("document.querySelector('.cw-contents [aria-current]')"), "null");
        let hrefs = tab.run("return [...document.querySelectorAll('.cw-contents a')].map(a => a.getAttribute('href'))", vec![]);
        for href in hrefs.as_array().unwrap() {
            tab.run(
                "document.getElementById(arguments[0].slice(1)).scrollIntoView()",
                vec![href.clone()],
            );
            tab.wait_for(
                "its section is marked",
                "document.querySelector('.cw-contents [aria-current]')?.getAttribute('href') === arguments[0]",
                vec![href.clone()],
            );
            assert_eq!(tab.number("document.querySelectorAll('.cw-contents [aria-current]').length"), 1);
            // The rail stays in view.
            let top = tab.number("document.querySelector('.cw-contents').getBoundingClientRect().top");
            assert!((0..200).contains(&top), "{top}");
        }
        tab.run("scrollTo(0, 0)", vec![]);
        tab.wait_until("no section is marked", "!document.querySelector('.cw-contents [aria-current]')");
    }

    fn its_links_lead_to_the_headings(tab) {
        let essay = essay(tab, true);
        tab.resize(1280, 800);
        tab.open_page(&tab.dist.home());
        tab.click_link(&essay.path);
        tab.expect_page(&essay);
        let href = tab.text("document.querySelectorAll('.cw-contents a')[1].getAttribute('href')");
        tab.click(&format!(".cw-contents a[href=\"{href}\"]"));
        tab.expect_page_at(&essay, &href);
        tab.expect_at_top(&href);
        tab.expect_no_full_load();
    }

    fn an_essay_of_two_headings_has_none(tab) {
        tab.open_page(&essay(tab, false));
        assert_eq!(tab.run("return document.querySelector('.cw-contents')", vec![]), json!(null));
    }
}
