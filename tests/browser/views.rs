//! A site with views of its own (`examples/views`): a page that is turned to has the markup that it was prerendered with.

use catchword_app::routes::Address;
use fantoccini::key::Key;

use crate::harness::{Engine, Tab, for_each_engine, visit_site};
use crate::hydration::{WITHOUT_COMMENTS, expect_equal};

const SITE: &str = "views";

for_each_engine! {
    every_kind_of_page_is_turned_to_as_it_was_prerendered
    the_views_are_the_crates_own
    the_reader_moves_as_in_any_site
}

fn every_kind_of_page_is_turned_to_as_it_was_prerendered(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        let dist = tab.dist;
        let (_, tag) = dist.any_tag();
        let lists = [Address::List(1), Address::Tag(tag, 1), Address::Archive];
        let pages = lists.iter().map(|address| dist.page(address)).chain([dist.essay(1), dist.standing_page()]);
        for page in pages {
            tab.open_page(&page);
            let prerendered = tab.run(WITHOUT_COMMENTS, vec!["main".into()]);
            let frame = frame_of(tab);
            let elsewhere = if page == dist.page(&Address::Archive) { Address::Tags } else { Address::Archive };
            let elsewhere = dist.page(&elsewhere);
            tab.click(&format!(".cw-masthead a[href=\"{}\"]", elsewhere.path));
            tab.expect_page(&elsewhere);
            tab.back();
            tab.expect_page(&page);
            expect_equal(&prerendered, &tab.run(WITHOUT_COMMENTS, vec!["main".into()]), &page.path);
            assert_eq!(frame_of(tab), frame, "{}", page.path);
            tab.expect_no_full_load();
        }
    });
}

fn the_views_are_the_crates_own(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.essay(1));
        let order = "[...document.querySelectorAll('h1, .cw-prose, .margin-colophon, .cw-meta, .cw-fold')]\
                     .map(one => one.className || one.localName).join(' ')";
        for essay in [tab.dist.essay(1), tab.dist.essay(2)] {
            tab.expect_page(&essay);
            assert_eq!(tab.text(order), "h1 cw-prose margin-colophon cw-meta cw-fold", "{}", essay.path);
            tab.click(".cw-leaf-next a");
        }
        tab.expect_page(&tab.dist.essay(3));
        tab.click(".cw-site-name");
        tab.expect_page(&tab.dist.home());
        assert_eq!(tab.text("document.querySelector('.cw-entry .margin-number').textContent"), "№ 1");
        assert_eq!(tab.text("document.querySelector('.cw-colophon .margin-press').textContent"), "Set with Catchword");
        // Its style is at the end of the stylesheet.
        assert_eq!(
            tab.text("getComputedStyle(document.querySelector('.margin-number')).fontVariantNumeric"),
            "oldstyle-nums"
        );
        tab.expect_no_full_load();
    });
}

fn the_reader_moves_as_in_any_site(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.essay(1));
        tab.press(Key::Right);
        tab.expect_page(&tab.dist.essay(2));
        tab.expect_focus("main h1");
        tab.press(Key::Left);
        tab.expect_page(&tab.dist.essay(1));
        tab.click(".cw-look summary");
        tab.wait_until("the look's form is there", "!!document.querySelector('.cw-look form')");
        tab.expect_no_full_load();
    });
}

/// Masthead and footer, without the mark on the page that is shown.
fn frame_of(tab: &Tab) -> String {
    tab.text(
        "[...document.querySelectorAll('.cw-masthead, .cw-colophon')]\
         .map(one => one.outerHTML.replace(/ aria-current=\"page\"/g, '')).join('\\n')",
    )
}
