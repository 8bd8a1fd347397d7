//! With the text spacing of WCAG 2.2, 1.4.12, nothing overflows and no text is cut off.

use crate::harness::{Engine, Tab, for_each_engine, visit, visit_in, visit_site};

const NARROW: u32 = 390;
const WIDE: u32 = 1280;

for_each_engine! {
    spaced_text_is_not_cut_off
    spaced_text_of_a_crowded_site_is_not_cut_off
}

fn spaced_text_is_not_cut_off(engine: Engine) {
    visit_in(engine, expect_whole);
}

fn spaced_text_of_a_crowded_site_is_not_cut_off(engine: Engine) {
    visit_site(engine, "crowded", expect_whole);
}

#[test]
fn text_that_is_cut_off_is_found() {
    visit(|tab| {
        tab.open_page(&tab.dist.home());
        assert_eq!(cut_off(tab), "");
        tab.run(
            "const sheet = new CSSStyleSheet();
             sheet.replaceSync('main h1 ~ * { block-size: 1em; overflow: hidden }');
             document.adoptedStyleSheets = [sheet]",
            vec![],
        );
        assert_ne!(cut_off(tab), "", "text that is cut off is not found");
    });
}

fn expect_whole(tab: &Tab) {
    tab.for_each_kind(|page| {
        tab.apply_text_spacing();
        let narrow = tab.resize_to_phone(NARROW, 800);
        expect_whole_at(tab, page, narrow);
        tab.reset_zoom();
        tab.resize(WIDE, 800);
        expect_whole_at(tab, page, WIDE);
    });
}

fn expect_whole_at(tab: &Tab, page: &str, width: u32) {
    tab.wait_two_frames();
    tab.expect_no_overflow(page);
    let cut_off = cut_off(tab);
    assert!(cut_off.is_empty(), "{page} at {width} pixels, with text spacing, cuts off\n{cut_off}");
}

/// A line for each element whose content overflows invisibly.
fn cut_off(tab: &Tab) -> String {
    tab.text(
        "[...document.querySelectorAll('body *')].filter(one => {
           const { overflowX, overflowY } = getComputedStyle(one);
           const hides = overflow => overflow === 'hidden' || overflow === 'clip';
           return !one.closest('.visually-hidden') && one.checkVisibility() && one.textContent.trim()
             && (hides(overflowX) && one.scrollWidth > one.clientWidth + 1
               || hides(overflowY) && one.scrollHeight > one.clientHeight + 1)
         }).map(one => `${one.localName}.${one.className} “${one.textContent.trim().slice(0, 40)}”`).join('\\n')",
    )
}
