//! Addresses at which there is nothing.

use crate::harness::{Misbehaviour, Visit, in_every_engine, visit};

const NOT_FOUND: &str = "document.querySelector('main h1').textContent === 'There is no page at this address'";

/// Opening is no turn. What the other engines make of such a page, `hydration` looks at.
#[test]
fn an_unknown_address_opens_the_page_for_it() {
    visit(|reader| {
        for below in ["no-such-page/", "no-such-page", "essays/no-such-essay/", "no/such/page/", "no-such-file.html"] {
            let path = reader.dist.below_base(below);
            reader.expect_trouble(&path);
            reader.expect_trouble(&format!("{path}index.json"));
            reader.expect_trouble(&format!("{path}/index.json"));
            reader.open(&path);
            reader.wait_until("the page for an unknown address is shown", NOT_FOUND);
            assert_eq!(reader.text("location.pathname"), path, "the address stays");
            assert_eq!(reader.host.asked(&path), 1, "{path} is loaded once");
            let home = reader.text("document.querySelector('main a').pathname");
            assert_eq!(home, reader.dist.site.base, "it leads home");
        }
    });
}

in_every_engine! {
    fn from_an_unknown_address_home_without_a_load(reader) {
        let path = reader.dist.below_base("no/such/page/");
        reader.expect_trouble(&path);
        reader.open(&path);
        reader.follow(&reader.dist.site.base);
        reader.is_at(&reader.dist.home());
        reader.has_not_loaded();
        // Back leaves the pages that the app knows: there the browser's way is the only one.
        reader.back();
        reader.wait_until("the page for an unknown address is shown again", NOT_FOUND);
        assert_eq!(reader.text("location.pathname"), path);
    }

    fn an_essay_that_is_gone_is_one_full_load(reader) {
        let (first, taken_away) = (reader.dist.essay(1), reader.dist.essay(2));
        for path in [&taken_away.path, &taken_away.bundle()] {
            reader.host.misbehave(path, Misbehaviour::Missing);
        }
        reader.open_page(&first);
        reader.click(".leaf-next a");
        is_loaded_once(reader, &taken_away.path);

        // One that was gone before the visit began.
        let gone = reader.dist.below_base(&format!("{}/gone-by-now/", reader.dist.site.essays_at));
        reader.expect_trouble(&gone);
        reader.expect_trouble(&format!("{gone}index.json"));
        reader.open_page(&reader.dist.home());
        reader.add_link("gone", &gone, "");
        reader.click("#gone");
        is_loaded_once(reader, &gone);
    }
}

/// Waits until the page for an unknown address is loaded at this path, and asserts that it stays at that.
#[track_caller]
fn is_loaded_once(reader: &Visit, path: &str) {
    reader.app_runs();
    reader.wait_until("the page for an unknown address is shown", NOT_FOUND);
    assert_eq!(reader.text("location.pathname"), path);
    reader.two_frames();
    reader.has_not_loaded();
    assert_eq!(reader.host.asked(path), 1);
}
