//! Which clicks turn the page and which are left to the browser.

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Engine, Misbehaviour, Tab, for_each_engine, in_every_engine, visit_in};

const NEXT: &str = ".cw-leaf-next a";

for_each_engine! { clicks_with_a_modifier_open_a_window }

fn clicks_with_a_modifier_open_a_window(engine: Engine) {
    visit_in(engine, |tab| {
        tab.open_page(&tab.dist.essay(1));
        expect_new_window(tab, 1, || tab.click_with_key(Key::Control, NEXT));
        expect_new_window(tab, 2, || {
            tab.run("document.querySelector(arguments[0]).focus()", vec![NEXT.into()]);
            tab.press_with_modifier(Key::Control, Key::Enter);
        });
        // WebKit's driver presses the middle button and releases another.
        if engine != Engine::WebKit {
            expect_new_window(tab, 3, || tab.middle_click(NEXT));
        }
    });
}

/// Asserts that `press` opens the next essay in one window more than `windows`, and leaves this one alone.
#[track_caller]
fn expect_new_window(tab: &Tab, windows: usize, press: impl Fn()) {
    let (here, there) = (tab.dist.essay(1), tab.dist.essay(2));
    let entries = tab.history_length();
    press();
    if tab.engine() == Engine::WebKit {
        // An automated MiniBrowser opens no second window. But the browser handles the click: the page is loaded in full.
        tab.wait_for_app();
        tab.expect_page(&there);
        return tab.open_page(&here);
    }
    tab.expect_windows(windows + 1);
    tab.expect_page(&here);
    assert_eq!(tab.history_length(), entries);
    tab.expect_no_full_load();
}

in_every_engine! {
    fn only_plain_clicks_on_page_links_turn_the_page(tab) {
        let (here, there) = (tab.dist.essay(1), tab.dist.essay(2));
        // The bundle never comes: a click that would turn the page is seen, but does not turn it.
        tab.host.misbehave(&there.bundle(), Misbehaviour::Held);
        let there = there.path;
        let file = tab.dist.below_base("site.json");
        tab.open_page(&here);
        // The window's listener runs after the document's, where the app's is.
        tab.run(
            "addEventListener('click', event => { window.__taken = event.defaultPrevented; event.preventDefault() })",
            vec![],
        );
        let cases = [
            // The link's address and attributes, the event's fields, and whether the page turns.
            (&*there, "", json!({}), true),
            (&*there, "target=_self", json!({}), true),
            (&*there, "", json!({ "ctrlKey": true }), false),
            (&*there, "", json!({ "metaKey": true }), false),
            (&*there, "", json!({ "shiftKey": true }), false),
            (&*there, "", json!({ "altKey": true }), false),
            (&*there, "", json!({ "button": 1 }), false),
            (&*there, "target=_blank", json!({}), false),
            (&*there, "download", json!({}), false),
            (&*file, "", json!({}), false),
            ("https://elsewhere.example/essays/x/", "", json!({}), false),
            ("mailto:hello@elsewhere.example", "", json!({}), false),
            ("#cw-main", "", json!({}), false),
        ];
        for (href, attributes, event, turns) in cases {
            tab.add_link("probe", href, attributes);
            let taken = tab.run(
                "const init = { bubbles: true, cancelable: true, view: window, ...arguments[0] };
                 const probe = document.querySelector('#probe');
                 probe.dispatchEvent(new MouseEvent('click', init));
                 probe.parentElement.remove();
                 return window.__taken",
                vec![event.clone()],
            );
            assert_eq!(taken, turns, "{href} {attributes} {event}");
        }
    }

    fn a_click_inside_a_link_turns_the_page_unless_prevented(tab) {
        let (here, there) = (tab.dist.essay(1), tab.dist.essay(2));
        tab.open_page(&here);
        tab.run(
            "document.querySelector('main').addEventListener('click', event => event.preventDefault(), { once: true })",
            vec![],
        );
        tab.click(NEXT);
        tab.wait_two_frames();
        tab.expect_page(&here);
        assert_eq!(tab.text("document.documentElement.dataset.turning"), "undefined", "no turn is pending");
        tab.click(".cw-leaf-next .cw-leaf-title");
        tab.expect_page(&there);
        assert_eq!(tab.host.requests(&there.path), 0);
        tab.expect_no_full_load();
    }
}
