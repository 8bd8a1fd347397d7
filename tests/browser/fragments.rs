//! Links to a `#place`: on the page that is shown they are the browser's own; on another the app does as a browser
//! would.

use fantoccini::key::Key;

use crate::harness::{Engine, for_each_engine, visit_site};

const SITE: &str = "fragments";
const PLACE: &str = "#what-it-costs";

for_each_engine! {
    a_place_on_another_page
    a_place_in_what_is_folded_up
    places_on_the_page_that_is_shown
}

fn a_place_on_another_page(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        let (questions, answer) = (reader.dist.essay(0), reader.dist.essay(1));
        reader.open_page(&answer);
        let entries = reader.entries();
        let link = format!(".prose a[href=\"{}{PLACE}\"]", questions.path);
        reader.click(&link);
        reader.is_at_place(&questions, PLACE);
        reader.focus_is_on(&format!("main [id=\"{}\"].target", &PLACE[1..]));
        reader.stands_at_the_top(PLACE);
        reader.status_is("");
        assert_eq!(reader.entries(), entries + 1);
        reader.press(Key::Tab);
        reader.focus_is_on(&format!("{PLACE} + .anchor"));

        reader.back();
        reader.is_at(&answer);
        reader.focus_is_on(&link);
        reader.status_is(&answer.heading);
        reader.forward();
        reader.is_at_place(&questions, PLACE);
        reader.stands_at_the_top(PLACE);
        reader.has_not_loaded();
    });
}

fn a_place_in_what_is_folded_up(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        let (questions, answer) = (reader.dist.essay(0), reader.dist.essay(1));
        reader.open_page(&answer);
        reader.add_link("folded", &format!("{}#a-pen", questions.path), "");
        reader.click("#folded");
        reader.is_at_place(&questions, "#a-pen");
        reader.focus_is_on("details[open] #a-pen");
        reader.stands_at_the_top("#a-pen");
        reader.has_not_loaded();
    });
}

fn places_on_the_page_that_is_shown(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        let (questions, answer) = (reader.dist.essay(0), reader.dist.essay(1));
        reader.open_page(&answer);
        reader.click(".leaf-previous a");
        reader.is_at(&questions);
        let entries = reader.entries();
        reader.run("addEventListener('click', event => { window.__taken = event.defaultPrevented })", vec![]);
        // One in the essay's contents, and one that spells the page's address out.
        let low = "#how-long-it-takes";
        reader.add_link("full", &format!("{}{PLACE}", questions.path), "");
        for (link, place) in [(format!(".prose a[href=\"{low}\"]"), low), ("#full".to_owned(), PLACE)] {
            reader.click(&link);
            reader.is_at_place(&questions, place);
            assert_eq!(reader.text("window.__taken"), "false", "{place}");
            reader.is_the_target(place);
            reader.stands_at_the_top(place);
        }
        assert_eq!(reader.entries(), entries + 2);
        // The next Tab goes on from the place, though nothing there has the focus.
        reader.press(Key::Tab);
        reader.focus_is_on(&format!("{PLACE} + .anchor"));

        // Back through the places of this page to the page before: no entry is a trap.
        reader.back();
        reader.is_at_place(&questions, low);
        reader.back();
        reader.is_at(&questions);
        reader.back();
        reader.is_at(&answer);
        reader.has_not_loaded();
    });
}
