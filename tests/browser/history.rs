//! The session history stays right, whatever happens during a turn.

use catchword_app::cache::Fault;
use serde_json::json;

use crate::harness::{ExpectedPage, Misbehaviour, Tab, in_every_engine};

const NEXT: &str = ".cw-leaf-next a";
const PREVIOUS: &str = ".cw-leaf-previous a";

/// The first essays in the order of "Next".
fn first_essays(tab: &Tab) -> [ExpectedPage; 4] {
    [0, 1, 2, 3].map(|at| tab.dist.essay(at))
}

/// Clicks a link and waits for its page.
#[track_caller]
fn turn(tab: &Tab, selector: &str, page: &ExpectedPage) {
    tab.click(selector);
    tab.expect_page(page);
}

in_every_engine! {
    fn back_forward_and_go_follow_the_history(tab) {
        let [a, b, c, d] = first_essays(tab);
        tab.open_page(&a);
        let entries = tab.history_length();
        turn(tab, NEXT, &b);
        turn(tab, NEXT, &c);
        tab.back();
        tab.expect_page(&b);
        tab.forward();
        tab.expect_page(&c);
        turn(tab, PREVIOUS, &b);
        assert_eq!(tab.history_length(), entries + 3);
        for page in [&c, &b, &a] {
            tab.back();
            tab.expect_page(page);
        }

        // A link after a jump: the entries ahead are removed.
        turn(tab, NEXT, &b);
        turn(tab, NEXT, &c);
        turn(tab, NEXT, &d);
        tab.run("history.go(-2)", vec![]);
        tab.expect_page(&b);
        turn(tab, PREVIOUS, &a);
        assert_eq!(tab.history_length(), entries + 2);
        tab.back();
        tab.expect_page(&b);
        tab.back();
        tab.expect_page(&a);
        tab.expect_no_full_load();
    }

    fn a_later_click_cancels_a_slow_turn(tab) {
        let [a, b, c, _] = first_essays(tab);
        tab.host.misbehave(&c.bundle(), Misbehaviour::Held);
        tab.open_page(&b);
        let entries = tab.history_length();
        tab.click(NEXT);
        tab.wait_for_requests(1, &c.bundle());
        turn(tab, PREVIOUS, &a);

        tab.host.behave(&c.bundle());
        tab.wait_for_responses(1, &c.bundle());
        tab.expect_page(&a);
        tab.wait_until("the loading line is gone", "!document.querySelector('.cw-is-loading')");
        assert_eq!(tab.history_length(), entries + 1);

        // But the bundle is kept.
        turn(tab, NEXT, &b);
        turn(tab, NEXT, &c);
        assert_eq!(tab.host.requests(&c.bundle()), 1);
        tab.expect_no_full_load();
    }

    fn of_two_quick_clicks_the_second_wins(tab) {
        let [a, b, c, _] = first_essays(tab);
        for page in [&a, &c] {
            tab.host.misbehave(&page.bundle(), Misbehaviour::Held);
        }
        tab.open_page(&b);
        let entries = tab.history_length();
        tab.click(PREVIOUS);
        tab.click(NEXT);
        // The first request is answered first, and its page is not shown.
        tab.host.behave(&a.bundle());
        tab.wait_for_responses(1, &a.bundle());
        tab.expect_page(&b);
        tab.host.behave(&c.bundle());
        tab.expect_page(&c);

        // With both in memory the second click comes before, during or after the turn of the first. If that has happened, its
        // link is not on the page any more.
        for steps in [0, 1, 30] {
            tab.back();
            tab.expect_page(&b);
            let is_in_time = tab.run(
                "const [steps, ...selectors] = arguments;
                 const [first, second] = selectors.map(selector => document.querySelector(selector));
                 first.click();
                 return (async () => {
                   for (let step = 0; step < steps; step++) await null;
                   const isInTime = second.isConnected;
                   if (isInTime) second.click();
                   return isInTime;
                 })()",
                vec![json!(steps), json!(PREVIOUS), json!(NEXT)],
            );
            tab.expect_page(if is_in_time == json!(true) { &c } else { &a });
            tab.expect_focus("main h1");
            tab.expect_scroll(0);
            tab.expect_status("");
            assert_eq!(tab.history_length(), entries + 1, "the first click's page has an entry");
        }
        tab.back();
        tab.expect_page(&b);
        tab.expect_no_full_load();
    }

    fn a_second_click_on_a_link_adds_no_entry(tab) {
        let [_, b, c, d] = first_essays(tab);
        tab.host.misbehave(&c.bundle(), Misbehaviour::Held);
        tab.host.misbehave(&d.bundle(), Misbehaviour::Status(403));
        tab.open_page(&b);
        let entries = tab.history_length();
        // While its page is pending.
        tab.click(NEXT);
        tab.wait_for_requests(1, &c.bundle());
        tab.click(NEXT);
        tab.wait_two_frames();
        tab.expect_page(&b);
        tab.host.behave(&c.bundle());
        tab.expect_page(&c);
        assert_eq!(tab.history_length(), entries + 1);
        assert_eq!(tab.host.requests(&c.bundle()), 1);

        // After its page has failed.
        tab.click(NEXT);
        tab.expect_status(Fault::Server(403).sentence(catchword_i18n::catalog("en")));
        tab.expect_page(&c);
        tab.host.behave(&d.bundle());
        turn(tab, NEXT, &d);
        assert_eq!(tab.history_length(), entries + 2);
        for page in [&c, &b] {
            tab.back();
            tab.expect_page(page);
        }
        tab.expect_no_full_load();
    }

    fn back_cancels_a_pending_turn(tab) {
        let [a, b, c, _] = first_essays(tab);
        tab.host.misbehave(&c.bundle(), Misbehaviour::Held);
        tab.open_page(&a);
        turn(tab, NEXT, &b);
        let entries = tab.history_length();
        tab.click(NEXT);
        tab.expect_status("Loading …");
        tab.back();
        tab.expect_page(&a);

        tab.host.behave(&c.bundle());
        tab.wait_for_responses(1, &c.bundle());
        tab.expect_page(&a);
        tab.wait_until("the loading line is gone", "!document.querySelector('.cw-is-loading')");
        assert_eq!(tab.history_length(), entries);
        tab.forward();
        tab.expect_page(&b);
        tab.expect_no_full_load();
    }
}
