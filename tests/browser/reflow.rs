//! In a narrow window and at 400 % zoom nothing overflows and nothing is lost (WCAG 2.2, 1.4.4 and 1.4.10).

use catchword_app::routes::Address;

use crate::harness::{Engine, ExpectedPage, Tab, visit, visit_site};

const WIDTH: u32 = 320;

/// A window of 1280 by 1024 pixels: at 400 % its viewport is 320 wide.
const WINDOW: (u32, u32) = (1280, 1024);

#[test]
fn lists_and_standing_pages_fit() {
    visit(|tab| {
        let (_, tag) = tab.dist.any_tag();
        let lists = [Address::List(1), Address::Tags, Address::Tag(tag, 1), Address::Archive];
        let pages = lists.iter().map(|address| tab.dist.page(address));
        fit(tab, pages.chain([tab.dist.standing_page()]));
    });
}

#[test]
fn every_essay_fits() {
    visit(|tab| fit(tab, (0..tab.dist.essay_count()).map(|at| tab.dist.essay(at))));
}

#[test]
fn nothing_is_lost_at_high_zoom() {
    visit(expect_nothing_lost);
}

#[test]
fn nothing_is_lost_of_a_crowded_site_at_high_zoom() {
    visit_site(Engine::Chromium, "crowded", expect_nothing_lost);
}

#[test]
fn a_hidden_link_is_found() {
    visit(|tab| {
        tab.open_page(&tab.dist.home());
        let (width, height) = WINDOW;
        tab.zoom(width, height, 1);
        let all = tab.visible_content();
        tab.run("document.querySelector('main a').hidden = true", vec![]);
        assert!(all.difference(&tab.visible_content()).any(|one| one.starts_with('→')), "a hidden link is not found");
    });
}

/// Asserts that no page overflows the window.
#[track_caller]
pub(crate) fn fit(tab: &Tab, pages: impl Iterator<Item = ExpectedPage>) {
    tab.resize(WIDTH, 640);
    for page in pages {
        tab.open_page(&page);
        assert_eq!(tab.number("innerWidth"), i64::from(WIDTH));
        tab.expect_no_overflow(&page.path);
    }
}

fn expect_nothing_lost(tab: &Tab) {
    let (width, height) = WINDOW;
    tab.for_each_kind(|page| {
        tab.zoom(width, height, 1);
        tab.wait_two_frames();
        let all = tab.visible_content();
        assert!(!all.is_empty(), "{page} is empty");
        for factor in [2, 4] {
            tab.zoom(width, height, factor);
            tab.wait_for("the page is zoomed", "innerWidth === arguments[0]", vec![(width / factor).into()]);
            tab.wait_two_frames();
            tab.expect_no_overflow(page);
            let lost: Vec<_> = all.difference(&tab.visible_content()).cloned().collect();
            assert!(lost.is_empty(), "{page}, at a zoom of {factor}, has lost\n{}", lost.join("\n"));
        }
    });
}
