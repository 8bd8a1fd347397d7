//! Focus, live region and scroll position after every kind of navigation.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::harness::{ExpectedPage, Misbehaviour, Tab, in_every_engine};

const NEXT: &str = ".cw-leaf-next a";
const PREVIOUS: &str = ".cw-leaf-previous a";
const HEADING: &str = "main h1";

/// Records the texts of the live region from now on, until the document is left.
#[track_caller]
fn record_status(tab: &Tab) {
    tab.run(
        "const status = document.querySelector('[role=status]');
         window.__status = [];
         new MutationObserver(() => window.__status.push(status.textContent))
           .observe(status, { childList: true, characterData: true, subtree: true })",
        vec![],
    );
}

/// Asserts that the live region had these texts and no others. "Loading …" is left out: it depends on the machine's
/// speed.
#[track_caller]
fn expect_recorded_status(tab: &Tab, texts: &[&str]) {
    let recorded = tab.run("return window.__status.filter(text => text && text !== 'Loading …')", vec![]);
    assert_eq!(recorded, json!(texts));
}

/// Waits until the page is shown with this focus and scroll position.
#[track_caller]
fn expect_arrival(tab: &Tab, page: &ExpectedPage, focus: &str, top: i64) {
    tab.expect_page(page);
    tab.expect_focus(focus);
    tab.expect_scroll(top);
}

in_every_engine! {
    fn focus_status_and_scroll_are_right_after_every_turn(tab) {
        let (b, c) = (tab.dist.essay(1), tab.dist.essay(2));
        tab.open_page(&b);
        record_status(tab);
        tab.click(NEXT);
        expect_arrival(tab, &c, HEADING, 0);
        let left = tab.click_and_record_scroll(PREVIOUS);
        expect_arrival(tab, &b, HEADING, 0);
        tab.back();
        expect_arrival(tab, &c, PREVIOUS, left);
        tab.expect_status(&c.heading);
        tab.forward();
        expect_arrival(tab, &b, HEADING, 0);
        tab.expect_status("");
        let left = tab.click_and_record_scroll(NEXT);
        expect_arrival(tab, &c, HEADING, 0);
        tab.back();
        expect_arrival(tab, &b, NEXT, left);
        tab.expect_status(&b.heading);
        // Nothing was announced where the heading got the focus.
        expect_recorded_status(tab, &[&c.heading, &b.heading]);
        tab.expect_no_full_load();

        // The browser announces a reload itself.
        tab.reload();
        expect_arrival(tab, &b, "body", left);
        tab.expect_status("");
    }

    fn a_page_left_at_once_is_not_announced(tab) {
        let (b, c) = (tab.dist.essay(1), tab.dist.essay(2));
        tab.open_page(&b);
        tab.click(NEXT);
        tab.expect_page(&c);
        let entries = tab.history_length();
        record_status(tab);
        // Next is clicked as soon as Back has shown the page, before its title is announced.
        tab.run(
            "const [next] = arguments;
             window.__clicked = 0;
             const click = (_, title) => {
               title.disconnect();
               window.__clicked += 1;
               document.querySelector(next).click();
             };
             new MutationObserver(click).observe(document.querySelector('title'), { childList: true, subtree: true })",
            vec![json!(NEXT)],
        );
        tab.back();
        tab.wait_until("Next is clicked", "window.__clicked === 1");
        expect_arrival(tab, &c, HEADING, 0);
        assert_eq!(tab.history_length(), entries);

        // A late announcement of the first page would come before this one.
        tab.click(PREVIOUS);
        expect_arrival(tab, &b, HEADING, 0);
        tab.back();
        tab.expect_page(&c);
        tab.expect_status(&c.heading);
        expect_recorded_status(tab, &[&c.heading]);
        tab.expect_no_full_load();
    }

    fn escape_cancels_a_slow_turn(tab) {
        let [b, c, d] = [1, 2, 3].map(|at| tab.dist.essay(at));
        for page in [&c, &d] {
            tab.host.misbehave(&page.bundle(), Misbehaviour::Held);
        }
        tab.open_page(&b);
        let entries = tab.history_length();
        let left = tab.click_and_record_scroll(NEXT);
        tab.wait_until("the loading line is shown", "!!document.querySelector('.cw-loading-line.cw-is-loading')");
        tab.expect_status("Loading …");
        assert_eq!(tab.text("document.querySelectorAll('[aria-busy=true]').length"), "0");
        // Some browsers focus a clicked link, others don't.
        let focused = focused(tab);
        let expect_unchanged = || {
            tab.expect_page(&b);
            tab.expect_scroll(left);
            assert_eq!(self::focused(tab), focused, "the focus has moved");
            assert_eq!(tab.history_length(), entries);
        };
        expect_unchanged();
        tab.press(Key::Escape);
        tab.wait_until("the loading line is gone", "!document.querySelector('.cw-is-loading')");
        tab.expect_status("");
        expect_unchanged();
        tab.host.behave(&c.bundle());
        tab.wait_for_responses(1, &c.bundle());
        expect_unchanged();

        // The bundle is in memory for the next click.
        record_status(tab);
        tab.click(NEXT);
        expect_arrival(tab, &c, HEADING, 0);
        tab.expect_status("");
        expect_recorded_status(tab, &[]);
        assert_eq!(tab.host.requests(&c.bundle()), 1);

        // A bundle that is waited for.
        tab.click(NEXT);
        tab.expect_status("Loading …");
        tab.host.behave(&d.bundle());
        expect_arrival(tab, &d, HEADING, 0);
        tab.wait_until("the loading line is gone", "!document.querySelector('.cw-is-loading')");
        tab.expect_status("");
        expect_recorded_status(tab, &[]);
        tab.expect_no_full_load();
    }
}

/// The focused element's name and address.
#[track_caller]
fn focused(tab: &Tab) -> Value {
    tab.run("return `${document.activeElement.localName} ${document.activeElement.getAttribute('href')}`", vec![])
}
