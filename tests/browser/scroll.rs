//! The scroll position after a turn.

use fantoccini::key::Key;

use crate::harness::{Misbehaviour, Tab, in_every_engine};

const NEXT: &str = ".cw-leaf-next a";

/// Scrolls as far as the page allows and returns the position.
#[track_caller]
fn scroll_to(tab: &Tab, top: i64) -> i64 {
    tab.run("scrollTo(0, arguments[0])", vec![top.into()]);
    tab.wait_two_frames();
    let top = tab.number("scrollY");
    assert!(top > 100, "the page is too short");
    top
}

in_every_engine! {
    fn back_and_forward_restore_the_scroll_position(tab) {
        let (first, second) = (tab.dist.essay(1), tab.dist.essay(2));
        tab.open_page(&first);
        let left_first = tab.click_and_record_scroll(NEXT);
        assert!(left_first > 100);
        tab.expect_page(&second);
        tab.expect_scroll(0);
        let left_second = scroll_to(tab, 700);
        assert_ne!(left_first, left_second);

        tab.back();
        tab.expect_page(&first);
        tab.expect_scroll(left_first);
        tab.forward();
        tab.expect_page(&second);
        tab.expect_scroll(left_second);
        tab.expect_no_full_load();
    }

    fn two_entries_of_one_page_have_a_position_each(tab) {
        let (first, second, about) = (tab.dist.essay(1), tab.dist.essay(2), tab.dist.standing_page());
        tab.open_page(&first);
        let left_once = tab.click_and_record_scroll(NEXT);
        tab.expect_page(&second);
        tab.click(".cw-leaf-previous a");
        tab.expect_page(&first);
        let left_again = tab.click_and_record_scroll(&format!("header nav a[href=\"{}\"]", about.path));
        assert!(left_once - left_again > 100, "the two positions are too close");
        tab.expect_page(&about);

        tab.back();
        tab.expect_page(&first);
        tab.expect_scroll(left_again);
        tab.run("history.go(-2)", vec![]);
        tab.expect_scroll(left_once);
        tab.expect_page(&first);
        tab.run("history.go(2)", vec![]);
        tab.expect_scroll(left_again);
        tab.expect_no_full_load();
    }

    fn back_from_a_full_load_restores_the_scroll_position(tab) {
        let first = tab.dist.essay(1);
        tab.open_page(&first);
        let left = scroll_to(tab, 700);
        tab.open_page(&tab.dist.essay(2));
        tab.back();
        tab.expect_page(&first);
        tab.expect_scroll(left);
    }

    fn a_reload_keeps_every_scroll_position(tab) {
        let (first, second) = (tab.dist.essay(1), tab.dist.essay(2));
        tab.open_page(&first);
        let left_first = tab.click_and_record_scroll(NEXT);
        tab.expect_page(&second);
        let left_second = scroll_to(tab, 700);
        tab.host.misbehave(&first.bundle(), Misbehaviour::Held);
        tab.reload();
        tab.expect_page(&second);
        tab.expect_scroll(left_second);

        // The positions of the other entries are kept. Nothing scrolls before the bundle has come.
        tab.back();
        tab.expect_status("Loading …");
        tab.expect_scroll(left_second);
        tab.host.behave(&first.bundle());
        tab.expect_page(&first);
        tab.expect_scroll(left_first);

        // A reload after Back keeps this page's position.
        tab.reload();
        tab.expect_page(&first);
        tab.expect_scroll(left_first);
        let moved = scroll_to(tab, 300);
        assert_ne!(moved, left_first);
        tab.reload();
        tab.expect_page(&first);
        tab.expect_scroll(moved);
        tab.forward();
        tab.expect_page(&second);
        tab.expect_scroll(left_second);
    }

    fn a_fragment_is_scrolled_to_and_back_restores_the_position(tab) {
        let (essay, place) = tab.dist.heading_link();
        tab.open(&format!("{}{place}", essay.path));
        tab.expect_page_at(&essay, &place);
        tab.expect_at_top(&place);

        let (essay, hash) = tab.dist.footnote_link();
        tab.open_page(&essay);
        tab.run("addEventListener('click', () => { window.__top = scrollY }, { capture: true, once: true })", vec![]);
        // By key: a click would open the note beside the text.
        tab.focus_and_press(&format!(".cw-prose a[href=\"{hash}\"]"), Key::Enter);
        tab.expect_page_at(&essay, &hash);
        let left = tab.number("window.__top");
        tab.back();
        tab.expect_page(&essay);
        tab.expect_scroll(left);
        tab.expect_no_full_load();
    }
}
