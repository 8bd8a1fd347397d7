//! What must hold of a session's history, whatever the reader does while a page turns.

use quire::library::Fault;
use serde_json::json;

use crate::harness::{Known, Misbehaviour, Visit, visit};

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

#[test]
fn next_next_back_forward_previous() {
    visit(|reader| {
        let [a, b, c, _] = row(reader);
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
        reader.has_not_loaded();
    });
}

#[test]
fn a_jump_of_two_then_a_link() {
    visit(|reader| {
        let [a, b, c, d] = row(reader);
        reader.open_page(&a);
        let entries = reader.entries();
        turn(reader, NEXT, &b);
        turn(reader, NEXT, &c);
        turn(reader, NEXT, &d);
        reader.run("history.go(-2)", vec![]);
        reader.is_at(&b);
        turn(reader, PREVIOUS, &a);
        assert_eq!(reader.entries(), entries + 2, "what lay ahead is forgotten");
        reader.back();
        reader.is_at(&b);
        reader.back();
        reader.is_at(&a);
        reader.has_not_loaded();
    });
}

#[test]
fn a_slow_page_overtaken_by_a_fast_one() {
    visit(|reader| {
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
    });
}

#[test]
fn the_same_link_twice_while_its_page_is_on_its_way() {
    visit(|reader| {
        let [_, b, c, _] = row(reader);
        reader.host.misbehave(&c.bundle(), Misbehaviour::Held);
        reader.open_page(&b);
        let entries = reader.entries();
        reader.click(NEXT);
        reader.host_is_asked(1, &c.bundle());
        reader.click(NEXT);
        reader.two_frames();
        reader.is_at(&b);

        reader.host.behave(&c.bundle());
        reader.is_at(&c);
        assert_eq!(reader.entries(), entries + 1);
        assert_eq!(reader.host.asked(&c.bundle()), 1);
        reader.back();
        reader.is_at(&b);
        reader.has_not_loaded();
    });
}

#[test]
fn back_while_a_page_is_on_its_way() {
    visit(|reader| {
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
    });
}

#[test]
fn a_failed_page_then_the_same_link_again() {
    visit(|reader| {
        let [_, b, c, _] = row(reader);
        reader.host.misbehave(&c.bundle(), Misbehaviour::Status(403));
        reader.open_page(&b);
        let entries = reader.entries();
        reader.click(NEXT);
        reader.status_is(Fault::Server(403).sentence());
        reader.is_at(&b);
        reader.host.behave(&c.bundle());
        turn(reader, NEXT, &c);
        assert_eq!(reader.entries(), entries + 1);
        reader.back();
        reader.is_at(&b);
        reader.has_not_loaded();
    });
}

/// Turns from a to b to c, and loads c anew: of b nothing is in memory. The trouble at b begins now.
#[track_caller]
fn forget_all_but_the_last(reader: &Visit, how: Misbehaviour) -> [Known; 3] {
    let [a, b, c, _] = row(reader);
    reader.open_page(&a);
    turn(reader, NEXT, &b);
    turn(reader, NEXT, &c);
    reader.host.misbehave(&b.bundle(), how);
    reader.reload();
    reader.is_at(&c);
    [a, b, c]
}

#[test]
fn back_to_a_page_that_is_not_in_memory() {
    visit(|reader| {
        let [a, b, c] = forget_all_but_the_last(reader, Misbehaviour::Held);
        reader.back();
        reader.wait_for("the address is there at once", "location.pathname === arguments[0]", vec![json!(b.path)]);
        reader.status_is("Loading …");
        assert_eq!(reader.text("document.querySelector('main h1').textContent"), c.heading, "the old page stays");

        reader.host.behave(&b.bundle());
        reader.is_at(&b);
        reader.back();
        reader.is_at(&a);
        reader.forward();
        reader.forward();
        reader.is_at(&c);
        reader.has_not_loaded();
    });
}

#[test]
fn forward_again_before_the_page_behind_has_come() {
    visit(|reader| {
        let [_, b, c] = forget_all_but_the_last(reader, Misbehaviour::Held);
        reader.back();
        reader.status_is("Loading …");
        reader.forward();
        reader.is_at(&c);
        reader.wait_until("no line", "!document.querySelector('.is-loading')");
        reader.host.behave(&b.bundle());
        reader.host_has_answered(1, &b.bundle());
        reader.is_at(&c);
        reader.has_not_loaded();
    });
}

#[test]
fn back_to_a_page_that_does_not_come() {
    visit(|reader| {
        let [a, b, c] = forget_all_but_the_last(reader, Misbehaviour::Status(403));
        let entries = reader.entries();
        reader.back();
        stands_in_for(reader, &b, &Fault::Server(403));
        reader.status_is(Fault::Server(403).sentence());

        // There is a way on from here, and back again.
        reader.forward();
        reader.is_at(&c);
        reader.back();
        reader.wait_until("the fault is there again", "!!document.querySelector('main .fault')");

        reader.host.behave(&b.bundle());
        reader.click("main [data-retry]");
        reader.is_at(&b);
        reader.wait_until("nothing is left of the fault", "!document.querySelector('.fault')");
        assert_eq!(reader.entries(), entries);
        reader.back();
        reader.is_at(&a);
        reader.has_not_loaded();
    });
}

#[test]
fn back_to_the_visits_first_page_that_does_not_come() {
    visit(|reader| {
        let [a, b, ..] = row(reader);
        reader.open_page(&a);
        turn(reader, NEXT, &b);
        reader.host.misbehave(&a.bundle(), Misbehaviour::Status(403));
        reader.reload();
        reader.is_at(&b);
        reader.back();
        stands_in_for(reader, &a, &Fault::Server(403));
    });
}

/// Waits until the fault stands in a page's place, under the title that the page's entry had.
#[track_caller]
fn stands_in_for(reader: &Visit, page: &Known, fault: &Fault) {
    reader.wait_for(
        &format!("the fault stands in the place of “{}”", page.heading),
        "location.pathname === arguments[0] && document.querySelectorAll('h1').length === 1
         && document.querySelector('main h1').textContent === arguments[1]
         && document.querySelectorAll('.fault').length === 1
         && document.querySelector('main .fault').textContent.includes(arguments[2])
         && !document.querySelector('.prose')",
        vec![json!(page.path), json!(page.heading), json!(fault.sentence())],
    );
}

#[test]
fn back_to_a_page_that_has_changed_is_one_full_load() {
    visit(|reader| {
        let [a, b, _] = forget_all_but_the_last(reader, Misbehaviour::Html);
        let entries = reader.entries();
        reader.back();
        reader.app_runs();
        assert_eq!(reader.text("location.pathname"), b.path);
        assert_eq!(reader.entries(), entries);
        reader.two_frames();
        reader.has_not_loaded();
        assert_eq!(reader.host.asked(&b.path), 1);
        reader.back();
        reader.is_at(&a);
    });
}
