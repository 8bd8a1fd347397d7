//! In a narrow window and enlarged four times, nothing scrolls sideways and nothing is lost (WCAG 2.2, 1.4.4 and 1.4.10).

use catchword_app::routes::Address;

use crate::harness::{Engine, Known, Visit, visit, visit_site};

const WIDTH: u32 = 320;

/// A window of 1280 by 1024 pixels: enlarged four times it shows a page 320 wide.
const WINDOW: (u32, u32) = (1280, 1024);

#[test]
fn lists_and_standing_pages_fit() {
    visit(|reader| {
        let (_, tag) = reader.dist.a_tag();
        let lists = [Address::List(1), Address::Tags, Address::Tag(tag, 1), Address::Archive];
        let pages = lists.iter().map(|address| reader.dist.page(address));
        fit(reader, pages.chain([reader.dist.standing()]));
    });
}

#[test]
fn every_essay_fits() {
    visit(|reader| fit(reader, (0..reader.dist.count()).map(|at| reader.dist.essay(at))));
}

#[test]
fn nothing_is_lost_when_a_page_is_enlarged() {
    visit(nothing_is_lost);
}

#[test]
fn nothing_is_lost_of_a_crowded_site() {
    visit_site(Engine::Chromium, "crowded", nothing_is_lost);
}

#[test]
fn what_is_lost_is_found() {
    visit(|reader| {
        reader.open_page(&reader.dist.home());
        let (width, height) = WINDOW;
        reader.zoom(width, height, 1);
        let all = reader.in_sight();
        reader.run("document.querySelector('main a').hidden = true", vec![]);
        assert!(all.difference(&reader.in_sight()).any(|one| one.starts_with('→')), "a hidden link counts as seen");
    });
}

/// Asserts that nothing of these pages is wider than the window.
#[track_caller]
pub(crate) fn fit(reader: &Visit, pages: impl Iterator<Item = Known>) {
    reader.resize(WIDTH, 640);
    for page in pages {
        reader.open_page(&page);
        assert_eq!(reader.number("innerWidth"), i64::from(WIDTH));
        reader.fits(&page.path);
    }
}

fn nothing_is_lost(reader: &Visit) {
    let (width, height) = WINDOW;
    reader.at_every_kind(|page| {
        reader.zoom(width, height, 1);
        reader.two_frames();
        let all = reader.in_sight();
        assert!(!all.is_empty(), "{page} is empty");
        for factor in [2, 4] {
            reader.zoom(width, height, factor);
            reader.wait_for("the page is enlarged", "innerWidth === arguments[0]", vec![(width / factor).into()]);
            reader.two_frames();
            reader.fits(page);
            let lost: Vec<_> = all.difference(&reader.in_sight()).cloned().collect();
            assert!(lost.is_empty(), "{page}, enlarged {factor} times, has lost\n{}", lost.join("\n"));
        }
    });
}
