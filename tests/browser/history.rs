//! What must hold of a session's history, whatever the reader does while a page turns.

use catchword_app::cache::Fault;
use serde_json::json;

use crate::harness::{Known, Misbehaviour, Visit, in_every_engine};

const NEXT: &str = ".leaf-next a";
const PREVIOUS: &str = ".leaf-previous a";

/// The first essays along "Next".
fn row(reader: &Visit) -> [Known; 4] {
    [0, 1, 2, 3].map(|at| reader.dist.essay(at))
}

/// Clicks, and waits until the page is there.
#[track_caller]
fn turn(reader: &Visit, selector: &str, page: &Known) {
    reader.click(selector);
    reader.is_at(page);
}

in_every_engine! {
    fn there_and_back_and_a_jump_of_two(reader) {
        let [a, b, c, d] = row(reader);
        reader.open_page(&a);
        let entries = reader.entries();
        turn(reader, NEXT, &b);
        turn(reader, NEXT, &c);
        reader.back();
        reader.is_at(&b);
        reader.forward();
        reader.is_at(&c);
        turn(reader, PREVIOUS, &b);
        assert_eq!(reader.entries(), entries + 3);
        for page in [&c, &b, &a] {
            reader.back();
            reader.is_at(page);
        }

        // A link after a jump: what lay ahead is forgotten.
        turn(reader, NEXT, &b);
        turn(reader, NEXT, &c);
        turn(reader, NEXT, &d);
        reader.run("history.go(-2)", vec![]);
        reader.is_at(&b);
        turn(reader, PREVIOUS, &a);
        assert_eq!(reader.entries(), entries + 2);
        reader.back();
        reader.is_at(&b);
        reader.back();
        reader.is_at(&a);
        reader.has_not_loaded();
    }

    fn a_slow_page_overtaken_by_a_fast_one(reader) {
        let [a, b, c, _] = row(reader);
        reader.host.misbehave(&c.bundle(), Misbehaviour::Held);
        reader.open_page(&b);
        let entries = reader.entries();
        reader.click(NEXT);
        reader.host_is_asked(1, &c.bundle());
        turn(reader, PREVIOUS, &a);

        reader.host.behave(&c.bundle());
        reader.host_has_answered(1, &c.bundle());
        reader.is_at(&a);
        reader.wait_until("no line", "!document.querySelector('.is-loading')");
        assert_eq!(reader.entries(), entries + 1);

        // The stale answer is kept, though.
        turn(reader, NEXT, &b);
        turn(reader, NEXT, &c);
        assert_eq!(reader.host.asked(&c.bundle()), 1);
        reader.has_not_loaded();
    }

    fn of_two_quick_clicks_the_second_wins(reader) {
        let [a, b, c, _] = row(reader);
        for page in [&a, &c] {
            reader.host.misbehave(&page.bundle(), Misbehaviour::Held);
        }
        reader.open_page(&b);
        let entries = reader.entries();
        reader.click(PREVIOUS);
        reader.click(NEXT);
        // What was asked for first comes first, and is not shown.
        reader.host.behave(&a.bundle());
        reader.host_has_answered(1, &a.bundle());
        reader.is_at(&b);
        reader.host.behave(&c.bundle());
        reader.is_at(&c);

        // With both in memory the second click falls into the turn of the first.
        for steps in [0, 1, 30] {
            reader.back();
            reader.is_at(&b);
            reader.run(
                "const [steps, ...selectors] = arguments;
                 const [first, second] = selectors.map(selector => document.querySelector(selector));
                 first.click();
                 return (async () => { for (let step = 0; step < steps; step++) await null; second.click() })()",
                vec![json!(steps), json!(PREVIOUS), json!(NEXT)],
            );
            reader.is_at(&c);
            reader.focus_is_on("main h1");
            reader.is_scrolled_to(0);
            reader.status_is("");
            assert_eq!(reader.entries(), entries + 1, "the first click's page left no entry");
        }
        reader.back();
        reader.is_at(&b);
        reader.has_not_loaded();
    }

    fn a_link_that_is_pressed_again(reader) {
        let [_, b, c, d] = row(reader);
        reader.host.misbehave(&c.bundle(), Misbehaviour::Held);
        reader.host.misbehave(&d.bundle(), Misbehaviour::Status(403));
        reader.open_page(&b);
        let entries = reader.entries();
        // While its page is on its way.
        reader.click(NEXT);
        reader.host_is_asked(1, &c.bundle());
        reader.click(NEXT);
        reader.two_frames();
        reader.is_at(&b);
        reader.host.behave(&c.bundle());
        reader.is_at(&c);
        assert_eq!(reader.entries(), entries + 1);
        assert_eq!(reader.host.asked(&c.bundle()), 1);

        // When its page has failed.
        reader.click(NEXT);
        reader.status_is(Fault::Server(403).sentence(catchword_i18n::catalog("en")));
        reader.is_at(&c);
        reader.host.behave(&d.bundle());
        turn(reader, NEXT, &d);
        assert_eq!(reader.entries(), entries + 2);
        for page in [&c, &b] {
            reader.back();
            reader.is_at(page);
        }
        reader.has_not_loaded();
    }

    fn back_while_a_page_is_on_its_way(reader) {
        let [a, b, c, _] = row(reader);
        reader.host.misbehave(&c.bundle(), Misbehaviour::Held);
        reader.open_page(&a);
        turn(reader, NEXT, &b);
        let entries = reader.entries();
        reader.click(NEXT);
        reader.status_is("Loading …");
        reader.back();
        reader.is_at(&a);

        reader.host.behave(&c.bundle());
        reader.host_has_answered(1, &c.bundle());
        reader.is_at(&a);
        reader.wait_until("no line", "!document.querySelector('.is-loading')");
        assert_eq!(reader.entries(), entries);
        reader.forward();
        reader.is_at(&b);
        reader.has_not_loaded();
    }
}
