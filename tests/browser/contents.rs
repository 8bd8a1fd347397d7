//! An essay's table of contents: a rail where there is room, else one disclosure above the text.

use serde_json::json;

use crate::harness::{Known, Visit, in_every_engine};

const LINKS: &str = ".contents a";
const SUMMARY: &str = ".contents summary";

/// The first essay that has a table of contents, or the first that has none.
fn essay(reader: &Visit, has_contents: bool) -> Known {
    let headings = |at: usize| {
        let contents = &reader.dist.essay_bundle(at).catchword.contents;
        contents.iter().filter(|heading| heading.level <= 3).count()
    };
    let mut found = (0..reader.dist.count()).filter(|at| (headings(*at) >= 3) == has_contents);
    reader.dist.essay(found.next().expect("an essay of each kind"))
}

/// Whether what a selector finds takes up room.
fn is_seen(reader: &Visit, selector: &str) -> bool {
    reader.number(&format!("document.querySelector('{selector}').getClientRects().length")) > 0
}

in_every_engine! {
    fn below_seventy_five_rem_it_is_unfolded_above_the_text(reader) {
        let essay = essay(reader, true);
        reader.resize(1199, 800);
        // It needs no script.
        reader.open_without_app(&essay.path);
        assert!(is_seen(reader, SUMMARY) && !is_seen(reader, LINKS));
        let bottom = reader.number("document.querySelector('.contents').getBoundingClientRect().bottom");
        assert!(bottom <= reader.number("document.querySelector('.prose').getBoundingClientRect().top"));
        reader.click(SUMMARY);
        reader.wait_until("the links are there", "document.querySelector('.contents a').getClientRects().length");
        reader.click(SUMMARY);
        reader.wait_until("they are not", "!document.querySelector('.contents a').getClientRects().length");
    }

    fn from_seventy_five_rem_it_is_a_rail_with_the_section_that_is_read_marked(reader) {
        let essay = essay(reader, true);
        reader.resize(1200, 800);
        reader.open_page(&essay);
        assert!(is_seen(reader, LINKS) && !is_seen(reader, SUMMARY));
        let right = reader.number("document.querySelector('.contents').getBoundingClientRect().right");
        assert!(right <= reader.number("document.querySelector('.prose').getBoundingClientRect().left"));
        assert_eq!(reader.text("document.querySelector('.contents [aria-current]')"), "null");
        let hrefs = reader.run("return [...document.querySelectorAll('.contents a')].map(a => a.getAttribute('href'))", vec![]);
        for href in hrefs.as_array().unwrap() {
            reader.run(
                "document.getElementById(arguments[0].slice(1)).scrollIntoView()",
                vec![href.clone()],
            );
            reader.wait_for(
                "its section is marked",
                "document.querySelector('.contents [aria-current]')?.getAttribute('href') === arguments[0]",
                vec![href.clone()],
            );
            assert_eq!(reader.number("document.querySelectorAll('.contents [aria-current]').length"), 1);
            // The rail is seen wherever the reader is in the text.
            let top = reader.number("document.querySelector('.contents').getBoundingClientRect().top");
            assert!((0..200).contains(&top), "{top}");
        }
        reader.run("scrollTo(0, 0)", vec![]);
        reader.wait_until("none is", "!document.querySelector('.contents [aria-current]')");
    }

    fn its_links_lead_to_the_headings(reader) {
        let essay = essay(reader, true);
        reader.resize(1280, 800);
        reader.open_page(&reader.dist.home());
        reader.follow(&essay.path);
        reader.is_at(&essay);
        let href = reader.text("document.querySelectorAll('.contents a')[1].getAttribute('href')");
        reader.click(&format!(".contents a[href=\"{href}\"]"));
        reader.is_at_place(&essay, &href);
        reader.stands_at_the_top(&href);
        reader.has_not_loaded();
    }

    fn an_essay_of_two_headings_has_none(reader) {
        reader.open_page(&essay(reader, false));
        assert_eq!(reader.run("return document.querySelector('.contents')", vec![]), json!(null));
    }
}
