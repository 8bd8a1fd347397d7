//! Which clicks turn a page and which are left to the browser.

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Engine, Misbehaviour, Visit, for_each_engine, in_every_engine, visit_in};

const NEXT: &str = ".leaf-next a";

for_each_engine! { what_asks_for_a_window_gets_it_from_the_browser }

fn what_asks_for_a_window_gets_it_from_the_browser(engine: Engine) {
    visit_in(engine, |reader| {
        reader.open_page(&reader.dist.essay(1));
        is_the_browsers(reader, 1, || reader.click_with(Key::Control, NEXT));
        is_the_browsers(reader, 2, || {
            reader.run("document.querySelector(arguments[0]).focus()", vec![NEXT.into()]);
            reader.press_with(Key::Control, Key::Enter);
        });
        // WebKit's driver presses the middle button and lets go of another.
        if engine != Engine::WebKit {
            is_the_browsers(reader, 3, || reader.middle_click(NEXT));
        }
    });
}

/// Asserts that a press of the link to the next essay opens another window beside so many, and leaves this one alone.
#[track_caller]
fn is_the_browsers(reader: &Visit, windows: usize, press: impl Fn()) {
    let (here, there) = (reader.dist.essay(1), reader.dist.essay(2));
    let entries = reader.entries();
    press();
    if reader.engine() == Engine::WebKit {
        // MiniBrowser opens no second window while it is driven: it takes such a press for any other. But it is the
        // browser that takes it, for the page is loaded.
        reader.app_runs();
        reader.is_at(&there);
        return reader.open_page(&here);
    }
    reader.windows_are(windows + 1);
    reader.is_at(&here);
    assert_eq!(reader.entries(), entries);
    reader.has_not_loaded();
}

in_every_engine! {
    fn what_asks_for_more_than_the_page_is_left_to_the_browser(reader) {
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
    }

    fn a_click_belongs_to_the_link_around_it_unless_the_page_has_answered_it(reader) {
        let (here, there) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.open_page(&here);
        reader.run(
            "document.querySelector('main').addEventListener('click', event => event.preventDefault(), { once: true })",
            vec![],
        );
        reader.click(NEXT);
        reader.two_frames();
        reader.is_at(&here);
        assert_eq!(reader.text("document.documentElement.dataset.turning"), "undefined", "no turn is under way");
        reader.click(".leaf-next .leaf-title");
        reader.is_at(&there);
        assert_eq!(reader.host.asked(&there.path), 0);
        reader.has_not_loaded();
    }
}
