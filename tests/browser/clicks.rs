//! Which clicks turn a page and which are left to the browser.

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Misbehaviour, visit};

const NEXT: &str = ".leaf-next a";

#[test]
fn a_click_with_control_opens_a_window_and_leaves_this_one() {
    visit(|reader| {
        let essay = reader.dist.essay(1);
        reader.open_page(&essay);
        let entries = reader.entries();
        reader.click_with(Key::Control, NEXT);
        reader.windows_are(2);
        reader.is_at(&essay);
        assert_eq!(reader.entries(), entries);
        reader.has_not_loaded();
    });
}

#[test]
fn what_asks_for_more_than_the_page_is_left_to_the_browser() {
    visit(|reader| {
        let (here, there) = (reader.dist.essay(1), reader.dist.essay(2));
        // A page that never comes: the clicks that would turn to it can be told apart without turning.
        reader.host.misbehave(&there.bundle(), Misbehaviour::Held);
        let there = there.path;
        let file = reader.dist.below_base("site.json");
        reader.open_page(&here);
        // The document's listeners have had their say when the window's hear of it.
        reader.run(
            "addEventListener('click', event => { window.__taken = event.defaultPrevented; event.preventDefault() })",
            vec![],
        );
        let cases = [
            // What the link has, what the event has, and whether the page turns.
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
            ("#main", "", json!({}), false),
        ];
        for (href, attributes, event, turns) in cases {
            reader.add_link("probe", href, attributes);
            let taken = reader.run(
                "const init = { bubbles: true, cancelable: true, view: window, ...arguments[0] };
                 const probe = document.querySelector('#probe');
                 probe.dispatchEvent(new MouseEvent('click', init));
                 probe.parentElement.remove();
                 return window.__taken",
                vec![event.clone()],
            );
            assert_eq!(taken, turns, "{href} {attributes} {event}");
        }
    });
}

#[test]
fn a_click_that_the_page_has_answered_is_left_alone() {
    visit(|reader| {
        let here = reader.dist.essay(1);
        reader.open_page(&here);
        reader.run("document.querySelector('main').addEventListener('click', event => event.preventDefault())", vec![]);
        reader.click(NEXT);
        reader.two_frames();
        reader.is_at(&here);
        assert_eq!(reader.host.asked(&reader.dist.essay(2).path), 0);
        reader.has_not_loaded();
    });
}

#[test]
fn a_click_on_what_stands_in_a_link_is_a_click_on_the_link() {
    visit(|reader| {
        reader.open_page(&reader.dist.essay(1));
        reader.click(".leaf-next .leaf-title");
        reader.is_at(&reader.dist.essay(2));
        reader.has_not_loaded();
    });
}

#[test]
fn escape_gives_up_waiting() {
    visit(|reader| {
        let (here, there) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.host.misbehave(&there.bundle(), Misbehaviour::Held);
        reader.open_page(&here);
        let entries = reader.entries();
        reader.click(NEXT);
        reader.wait_until("the line shows", "!!document.querySelector('.is-loading')");
        reader.press(Key::Escape);
        reader.wait_until("the line is gone", "!document.querySelector('.is-loading')");
        reader.status_is("");

        reader.host.behave(&there.bundle());
        reader.host_has_answered(1, &there.bundle());
        reader.is_at(&here);
        assert_eq!(reader.entries(), entries);

        // What came is kept for the next press.
        reader.click(NEXT);
        reader.is_at(&there);
        assert_eq!(reader.host.asked(&there.bundle()), 1);
        reader.has_not_loaded();
    });
}
