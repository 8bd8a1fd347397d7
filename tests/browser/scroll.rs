//! Where the page stands after a turn.

use crate::harness::{Visit, visit};

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

/// Clicks a link, and gives where the page stood when it was clicked: a driver scrolls to what it clicks.
#[track_caller]
fn click(reader: &Visit, selector: &str) -> i64 {
    reader.run("addEventListener('click', () => { window.__top = scrollY }, { capture: true, once: true })", vec![]);
    reader.click(selector);
    reader.number("window.__top")
}

#[test]
fn a_new_page_begins_at_its_top() {
    visit(|reader| {
        reader.open_page(&reader.dist.essay(1));
        assert!(click(reader, NEXT) > 100);
        reader.is_at(&reader.dist.essay(2));
        reader.is_scrolled_to(0);
    });
}

#[test]
fn back_and_forward_return_to_where_the_page_stood() {
    visit(|reader| {
        let (first, second) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.open_page(&first);
        let left_first = click(reader, NEXT);
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
    });
}

#[test]
fn back_from_a_full_load_returns_to_where_the_page_stood() {
    visit(|reader| {
        let first = reader.dist.essay(1);
        reader.open_page(&first);
        let left = scroll_to(reader, 700);
        reader.open_page(&reader.dist.essay(2));
        reader.back();
        reader.is_at(&first);
        reader.is_scrolled_to(left);
    });
}

#[test]
fn a_reload_in_mid_page_keeps_the_place() {
    visit(|reader| {
        let (first, second) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.open_page(&first);
        let left_first = click(reader, NEXT);
        reader.is_at(&second);
        let top = scroll_to(reader, 700);
        reader.reload();
        reader.is_at(&second);
        reader.is_scrolled_to(top);

        // What the visit knew of its other entries it still knows.
        reader.back();
        reader.is_at(&first);
        reader.is_scrolled_to(left_first);
    });
}

#[test]
fn a_place_in_the_address_is_where_a_visit_begins() {
    visit(|reader| {
        let (essay, place) = reader.dist.low_heading();
        reader.open(&format!("{}{place}", essay.path));
        reader.is_at_place(&essay, &place);
        reader.stands_at_the_top(&place);
    });
}

#[test]
fn back_from_a_place_in_the_same_page() {
    visit(|reader| {
        let (essay, hash) = reader.dist.place_link();
        reader.open_page(&essay);
        let left = click(reader, &format!(".prose a[href=\"{hash}\"]"));
        reader.is_at_place(&essay, &hash);
        reader.back();
        reader.is_at(&essay);
        reader.is_scrolled_to(left);
        reader.has_not_loaded();
    });
}
