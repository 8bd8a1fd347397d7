//! A long essay that was left in its middle is offered from there, in the same tab, and not forced.

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Known, Visit, in_every_engine};

const OFFER: &str = ".offer [data-go-on]";

/// The longest essay, opened from the list.
fn open_the_longest(reader: &Visit) -> Known {
    let longest =
        (0..reader.dist.count()).max_by_key(|at| reader.dist.essay_bundle(*at).catchword.words).expect("an essay");
    let essay = reader.dist.essay(longest);
    reader.open_page(&essay);
    assert!(reader.number("document.querySelector('.prose').scrollHeight") > 3 * reader.number("innerHeight"));
    essay
}

/// Reads up to the block in the middle of the text, and gives its number.
fn read_half(reader: &Visit) -> i64 {
    let half = reader.number("Math.floor(document.querySelectorAll('.prose > *').length / 2)");
    reader.run("document.querySelectorAll('.prose > *')[arguments[0]].scrollIntoView()", vec![json!(half)]);
    reader.two_frames();
    half
}

/// Leaves for a neighbour with a key: to click a link, a driver would scroll to it first.
fn leave(reader: &Visit) {
    let there = reader.text("document.querySelector('.fold a').pathname");
    let is_next = reader.text("document.querySelector('.fold a').rel") == "next";
    reader.press(if is_next { Key::Right } else { Key::Left });
    reader.is_at(&reader.dist.at(&there));
}

in_every_engine! {
    fn it_is_offered_and_one_press_leads_there(reader) {
        let essay = open_the_longest(reader);
        reader.resize(1000, 700);
        let half = read_half(reader);
        leave(reader);
        reader.add_link("again", &essay.path, "");
        reader.click("#again");
        reader.is_at(&essay);
        reader.is_scrolled_to(0);
        reader.focus_is_on("main h1");
        reader.wait_until("it is offered", "document.querySelector('.offer [data-go-on]')");
        reader.click(OFFER);
        reader.wait_for(
            "the block is at the top, and has the focus",
            "(block => Math.abs(block.getBoundingClientRect().top) < 60 && document.activeElement === block)(
               document.querySelectorAll('.prose > *')[arguments[0]])",
            vec![json!(half)],
        );
        assert_eq!(reader.text("document.querySelector('.offer')"), "null", "the offer is taken");
        reader.has_not_loaded();

        // What is kept is kept for this tab.
        assert_eq!(reader.text("Object.keys(localStorage).filter(key => key.includes('left')).length"), "0");
    }

    fn it_is_offered_after_a_full_load_too(reader) {
        let essay = open_the_longest(reader);
        read_half(reader);
        reader.open_page(&reader.dist.standing());
        reader.open_page(&essay);
        reader.wait_until("it is offered", "document.querySelector('.offer [data-go-on]')");
    }

    fn it_is_not_where_the_reader_is_brought_there_anyway_or_has_read_it(reader) {
        let essay = open_the_longest(reader);
        read_half(reader);
        leave(reader);
        reader.back();
        reader.is_at(&essay);
        reader.two_frames();
        assert_eq!(reader.text("document.querySelector('.offer')"), "null", "Back leads there by itself");

        reader.run("document.querySelector('.prose > :last-child').scrollIntoView({ block: 'end' })", vec![]);
        reader.two_frames();
        leave(reader);
        reader.add_link("again", &essay.path, "");
        reader.click("#again");
        reader.is_at(&essay);
        reader.two_frames();
        assert_eq!(reader.text("document.querySelector('.offer')"), "null", "it was read to its end");
    }
}
