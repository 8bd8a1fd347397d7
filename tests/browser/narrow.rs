//! At 320 CSS pixels nothing scrolls sideways (WCAG 2.2, 1.4.10).

use quire::routes::Address;

use crate::harness::{Known, Visit, visit};

const WIDTH: u32 = 320;

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

#[track_caller]
fn fit(reader: &Visit, pages: impl Iterator<Item = Known>) {
    reader.resize(WIDTH, 640);
    for page in pages {
        reader.open_page(&page);
        assert_eq!(reader.number("innerWidth"), i64::from(WIDTH));
        // What scrolls inside its own box, such as a table's, is no trouble to the page.
        let too_wide = reader.text(
            "[...document.querySelectorAll('body, body *')].filter(one => {
               for (let box = one.parentElement; box && box !== document.body; box = box.parentElement)
                 if (getComputedStyle(box).overflowX !== 'visible') return false;
               return one.getBoundingClientRect().right > innerWidth + 0.5
             }).map(one => `${one.localName}.${one.className} “${one.textContent.trim().slice(0, 40)}”`).join('\\n')",
        );
        let width = reader.number("document.documentElement.scrollWidth");
        assert!(width <= i64::from(WIDTH), "{} is {width} pixels wide, because of\n{too_wide}", page.path);
    }
}
