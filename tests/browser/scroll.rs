//! Where the page stands after a turn.

use fantoccini::key::Key;

use crate::harness::{Misbehaviour, Visit, in_every_engine};

const NEXT: &str = ".leaf-next a";

/// Scrolls as far as that, if the page is long enough, and gives where the page stands.
#[track_caller]
fn scroll_to(reader: &Visit, top: i64) -> i64 {
    reader.run("scrollTo(0, arguments[0])", vec![top.into()]);
    reader.two_frames();
    let top = reader.number("scrollY");
    assert!(top > 100, "the page is too short to say anything");
    top
}

in_every_engine! {
    fn back_and_forward_return_to_where_the_page_stood(reader) {
        let (first, second) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.open_page(&first);
        let left_first = reader.leave_by(NEXT);
        assert!(left_first > 100);
        reader.is_at(&second);
        reader.is_scrolled_to(0);
        let left_second = scroll_to(reader, 700);
        assert_ne!(left_first, left_second);

        reader.back();
        reader.is_at(&first);
        reader.is_scrolled_to(left_first);
        reader.forward();
        reader.is_at(&second);
        reader.is_scrolled_to(left_second);
        reader.has_not_loaded();
    }

    fn two_entries_of_one_page_have_a_position_each(reader) {
        let (first, second, about) = (reader.dist.essay(1), reader.dist.essay(2), reader.dist.standing());
        reader.open_page(&first);
        let left_once = reader.leave_by(NEXT);
        reader.is_at(&second);
        reader.click(".leaf-previous a");
        reader.is_at(&first);
        let left_again = reader.leave_by(&format!("header nav a[href=\"{}\"]", about.path));
        assert!(left_once - left_again > 100, "the two are too close to say anything");
        reader.is_at(&about);

        reader.back();
        reader.is_at(&first);
        reader.is_scrolled_to(left_again);
        reader.run("history.go(-2)", vec![]);
        reader.is_scrolled_to(left_once);
        reader.is_at(&first);
        reader.run("history.go(2)", vec![]);
        reader.is_scrolled_to(left_again);
        reader.has_not_loaded();
    }

    fn back_from_a_full_load_returns_to_where_the_page_stood(reader) {
        let first = reader.dist.essay(1);
        reader.open_page(&first);
        let left = scroll_to(reader, 700);
        reader.open_page(&reader.dist.essay(2));
        reader.back();
        reader.is_at(&first);
        reader.is_scrolled_to(left);
    }

    fn a_reload_in_mid_page_keeps_every_place(reader) {
        let (first, second) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.open_page(&first);
        let left_first = reader.leave_by(NEXT);
        reader.is_at(&second);
        let left_second = scroll_to(reader, 700);
        reader.host.misbehave(&first.bundle(), Misbehaviour::Held);
        reader.reload();
        reader.is_at(&second);
        reader.is_scrolled_to(left_second);

        // What the visit knew of its other entries it still knows. Until the bundle is there nothing moves.
        reader.back();
        reader.status_is("Loading …");
        reader.is_scrolled_to(left_second);
        reader.host.behave(&first.bundle());
        reader.is_at(&first);
        reader.is_scrolled_to(left_first);

        // A reload after Back is none of the other page.
        reader.reload();
        reader.is_at(&first);
        reader.is_scrolled_to(left_first);
        let moved = scroll_to(reader, 300);
        assert_ne!(moved, left_first);
        reader.reload();
        reader.is_at(&first);
        reader.is_scrolled_to(moved);
        reader.forward();
        reader.is_at(&second);
        reader.is_scrolled_to(left_second);
    }

    fn a_visit_begins_at_a_place_and_comes_back_from_one(reader) {
        let (essay, place) = reader.dist.low_heading();
        reader.open(&format!("{}{place}", essay.path));
        reader.is_at_place(&essay, &place);
        reader.stands_at_the_top(&place);

        let (essay, hash) = reader.dist.place_link();
        reader.open_page(&essay);
        reader.run("addEventListener('click', () => { window.__top = scrollY }, { capture: true, once: true })", vec![]);
        // A pointer would open the note beside the text.
        reader.press_on(&format!(".prose a[href=\"{hash}\"]"), Key::Enter);
        reader.is_at_place(&essay, &hash);
        let left = reader.number("window.__top");
        reader.back();
        reader.is_at(&essay);
        reader.is_scrolled_to(left);
        reader.has_not_loaded();
    }
}
