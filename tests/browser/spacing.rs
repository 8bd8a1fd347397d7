//! A reader may space the text out, and loses nothing by it (WCAG 2.2, 1.4.12): nothing scrolls sideways, no text is cut
//! off.

use crate::harness::{Engine, Visit, for_each_engine, visit, visit_in, visit_site};

const NARROW: u32 = 390;
const WIDE: u32 = 1280;

for_each_engine! {
    spaced_text_is_whole
    spaced_text_of_a_crowded_site_is_whole
}

fn spaced_text_is_whole(engine: Engine) {
    visit_in(engine, is_whole);
}

fn spaced_text_of_a_crowded_site_is_whole(engine: Engine) {
    visit_site(engine, "crowded", is_whole);
}

#[test]
fn text_that_is_cut_off_is_found() {
    visit(|reader| {
        reader.open_page(&reader.dist.home());
        assert_eq!(cut_off(reader), "");
        reader.run(
            "const sheet = new CSSStyleSheet();
             sheet.replaceSync('main h1 ~ * { block-size: 1em; overflow: hidden }');
             document.adoptedStyleSheets = [sheet]",
            vec![],
        );
        assert_ne!(cut_off(reader), "", "text that is cut off counts as whole");
    });
}

fn is_whole(reader: &Visit) {
    reader.at_every_kind(|page| {
        reader.space_text();
        let narrow = reader.as_on_a_phone(NARROW, 800);
        is_whole_at(reader, page, narrow);
        reader.full_size();
        reader.resize(WIDE, 800);
        is_whole_at(reader, page, WIDE);
    });
}

fn is_whole_at(reader: &Visit, page: &str, width: u32) {
    reader.two_frames();
    reader.fits(page);
    let cut_off = cut_off(reader);
    assert!(cut_off.is_empty(), "{page} at {width} pixels, spaced out, cuts off\n{cut_off}");
}

/// A line for each element that shows less than it holds, and does not scroll.
fn cut_off(reader: &Visit) -> String {
    reader.text(
        "[...document.querySelectorAll('body *')].filter(one => {
           const { overflowX, overflowY } = getComputedStyle(one);
           const hides = overflow => overflow === 'hidden' || overflow === 'clip';
           return !one.closest('.visually-hidden') && one.checkVisibility() && one.textContent.trim()
             && (hides(overflowX) && one.scrollWidth > one.clientWidth + 1
               || hides(overflowY) && one.scrollHeight > one.clientHeight + 1)
         }).map(one => `${one.localName}.${one.className} “${one.textContent.trim().slice(0, 40)}”`).join('\\n')",
    )
}
