//! A long essay that was left in the middle offers to resume there, in the same tab.

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{ExpectedPage, Tab, in_every_engine};

const OFFER: &str = ".cw-offer [data-go-on]";

/// Opens the longest essay.
fn open_the_longest(tab: &Tab) -> ExpectedPage {
    let longest =
        (0..tab.dist.essay_count()).max_by_key(|at| tab.dist.essay_bundle(*at).catchword.words).expect("an essay");
    let essay = tab.dist.essay(longest);
    tab.open_page(&essay);
    assert!(tab.number("document.querySelector('.cw-prose').scrollHeight") > 3 * tab.number("innerHeight"));
    essay
}

/// Scrolls to the block in the middle of the text and returns its index.
fn scroll_to_middle(tab: &Tab) -> i64 {
    let half = tab.number("Math.floor(document.querySelectorAll('.cw-prose > *').length / 2)");
    tab.run("document.querySelectorAll('.cw-prose > *')[arguments[0]].scrollIntoView()", vec![json!(half)]);
    tab.wait_two_frames();
    half
}

/// Turns to a neighbour by key: for a click a driver would scroll first.
fn leave(tab: &Tab) {
    let there = tab.text("document.querySelector('.cw-fold a').pathname");
    let is_next = tab.text("document.querySelector('.cw-fold a').rel") == "next";
    tab.press(if is_next { Key::Right } else { Key::Left });
    tab.expect_page(&tab.dist.page_at(&there));
}

in_every_engine! {
    fn resuming_is_offered_and_one_click_leads_there(tab) {
        let essay = open_the_longest(tab);
        tab.resize(1000, 700);
        let half = scroll_to_middle(tab);
        leave(tab);
        tab.add_link("again", &essay.path, "");
        tab.click("#again");
        tab.expect_page(&essay);
        tab.expect_scroll(0);
        tab.expect_focus("main h1");
        tab.wait_until("resuming is offered", "document.querySelector('.cw-offer [data-go-on]')");
        tab.click(OFFER);
        tab.wait_for(
            "the block is at the top and focused",
            "(block => Math.abs(block.getBoundingClientRect().top) < 60 && document.activeElement === block)(
               document.querySelectorAll('.cw-prose > *')[arguments[0]])",
            vec![json!(half)],
        );
        assert_eq!(tab.text("document.querySelector('.cw-offer')"), "null", "the offer is gone");
        tab.expect_no_full_load();

        // The position is stored for this tab alone.
        assert_eq!(tab.text("Object.keys(localStorage).filter(key => key.includes('left')).length"), "0");
    }

    fn resuming_is_offered_after_a_full_load(tab) {
        let essay = open_the_longest(tab);
        scroll_to_middle(tab);
        tab.open_page(&tab.dist.standing_page());
        tab.open_page(&essay);
        tab.wait_until("resuming is offered", "document.querySelector('.cw-offer [data-go-on]')");
    }

    fn resuming_is_not_offered_after_back_or_at_the_end(tab) {
        let essay = open_the_longest(tab);
        scroll_to_middle(tab);
        leave(tab);
        tab.back();
        tab.expect_page(&essay);
        tab.wait_two_frames();
        assert_eq!(tab.text("document.querySelector('.cw-offer')"), "null", "Back scrolls there itself");

        tab.run("document.querySelector('.cw-prose > :last-child').scrollIntoView({ block: 'end' })", vec![]);
        tab.wait_two_frames();
        leave(tab);
        tab.add_link("again", &essay.path, "");
        tab.click("#again");
        tab.expect_page(&essay);
        tab.wait_two_frames();
        assert_eq!(tab.text("document.querySelector('.cw-offer')"), "null", "the essay was read to its end");
    }
}
