//! Focus, live text and position, whichever way a reader has come to a page.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::harness::{Known, Misbehaviour, Visit, in_every_engine};

const NEXT: &str = ".leaf-next a";
const PREVIOUS: &str = ".leaf-previous a";
const HEADING: &str = "main h1";

/// Keeps what the status region says from now on, in the document that is shown.
#[track_caller]
fn listen(reader: &Visit) {
    reader.run(
        "const status = document.querySelector('[role=status]');
         window.__said = [];
         new MutationObserver(() => window.__said.push(status.textContent))
           .observe(status, { childList: true, characterData: true, subtree: true })",
        vec![],
    );
}

/// Asserts that the status region has said just this, not counting a page that was slow to come: a machine may be busy.
#[track_caller]
fn has_said(reader: &Visit, texts: &[&str]) {
    let said = reader.run("return window.__said.filter(text => text && text !== 'Loading …')", vec![]);
    assert_eq!(said, json!(texts));
}

#[track_caller]
fn finds(reader: &Visit, page: &Known, focus: &str, top: i64) {
    reader.is_at(page);
    reader.focus_is_on(focus);
    reader.is_scrolled_to(top);
}

in_every_engine! {
    fn next_previous_back_forward_reload(reader) {
        let (b, c) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.open_page(&b);
        listen(reader);
        reader.click(NEXT);
        finds(reader, &c, HEADING, 0);
        let left = reader.leave_by(PREVIOUS);
        finds(reader, &b, HEADING, 0);
        reader.back();
        finds(reader, &c, PREVIOUS, left);
        reader.status_is(&c.heading);
        reader.forward();
        finds(reader, &b, HEADING, 0);
        reader.status_is("");
        let left = reader.leave_by(NEXT);
        finds(reader, &c, HEADING, 0);
        reader.back();
        finds(reader, &b, NEXT, left);
        reader.status_is(&b.heading);
        // Where the heading got the focus nothing else was said.
        has_said(reader, &[&c.heading, &b.heading]);
        reader.has_not_loaded();

        // A reload is the browser's: it says what it says of any page.
        reader.reload();
        finds(reader, &b, "body", left);
        reader.status_is("");
    }

    fn of_a_page_that_was_left_at_once_nothing_is_said(reader) {
        let (b, c) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.open_page(&b);
        reader.click(NEXT);
        reader.is_at(&c);
        let entries = reader.entries();
        listen(reader);
        // Next is pressed again as soon as Back has led to the page, before its title is said.
        reader.run(
            "const [next] = arguments;
             window.__pressed = 0;
             const press = (_, title) => {
               title.disconnect();
               window.__pressed += 1;
               document.querySelector(next).click();
             };
             new MutationObserver(press).observe(document.querySelector('title'), { childList: true, subtree: true })",
            vec![json!(NEXT)],
        );
        reader.back();
        reader.wait_until("Next is pressed", "window.__pressed === 1");
        finds(reader, &c, HEADING, 0);
        assert_eq!(reader.entries(), entries);

        // What would be said late of the one page would be so before this is said of the other.
        reader.click(PREVIOUS);
        finds(reader, &b, HEADING, 0);
        reader.back();
        reader.is_at(&c);
        reader.status_is(&c.heading);
        has_said(reader, &[&c.heading]);
        reader.has_not_loaded();
    }

    fn a_slow_bundle_and_escape(reader) {
        let [b, c, d] = [1, 2, 3].map(|at| reader.dist.essay(at));
        for page in [&c, &d] {
            reader.host.misbehave(&page.bundle(), Misbehaviour::Held);
        }
        reader.open_page(&b);
        let entries = reader.entries();
        let left = reader.leave_by(NEXT);
        reader.wait_until("the line shows", "!!document.querySelector('.loading-line.is-loading')");
        reader.status_is("Loading …");
        assert_eq!(reader.text("document.querySelectorAll('[aria-busy=true]').length"), "0");
        // Some browsers give a pressed link the focus, and some do not.
        let focused = focused(reader);
        let stays = || {
            reader.is_at(&b);
            reader.is_scrolled_to(left);
            assert_eq!(self::focused(reader), focused, "the focus has moved");
            assert_eq!(reader.entries(), entries);
        };
        stays();
        reader.press(Key::Escape);
        reader.wait_until("the line is gone", "!document.querySelector('.is-loading')");
        reader.status_is("");
        stays();
        reader.host.behave(&c.bundle());
        reader.host_has_answered(1, &c.bundle());
        stays();

        // What came is kept for the next press.
        listen(reader);
        reader.click(NEXT);
        finds(reader, &c, HEADING, 0);
        reader.status_is("");
        has_said(reader, &[]);
        assert_eq!(reader.host.asked(&c.bundle()), 1);

        // And one for which the reader waits.
        reader.click(NEXT);
        reader.status_is("Loading …");
        reader.host.behave(&d.bundle());
        finds(reader, &d, HEADING, 0);
        reader.wait_until("the line is gone", "!document.querySelector('.is-loading')");
        reader.status_is("");
        has_said(reader, &[]);
        reader.has_not_loaded();
    }
}

/// The element that has the focus.
#[track_caller]
fn focused(reader: &Visit) -> Value {
    reader.run("return `${document.activeElement.localName} ${document.activeElement.getAttribute('href')}`", vec![])
}
