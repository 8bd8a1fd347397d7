//! Addresses at which there is nothing.

use crate::harness::{Misbehaviour, visit};

const NOT_FOUND: &str = "document.querySelector('main h1').textContent === 'There is no page at this address'";

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

#[test]
fn from_an_unknown_address_home_without_a_load() {
    visit(|reader| {
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
    });
}

#[test]
fn a_link_to_an_essay_that_is_gone_is_one_full_load() {
    visit(|reader| {
        let gone = reader.dist.below_base(&format!("{}/gone-by-now/", reader.dist.site.essays_at));
        reader.expect_trouble(&gone);
        reader.expect_trouble(&format!("{gone}index.json"));
        reader.open_page(&reader.dist.home());
        reader.add_link("gone", &gone, "");
        reader.click("#gone");
        reader.app_runs();
        reader.wait_until("the page for an unknown address is shown", NOT_FOUND);
        assert_eq!(reader.text("location.pathname"), gone);
        reader.two_frames();
        reader.has_not_loaded();
        assert_eq!(reader.host.asked(&gone), 1);
    });
}

#[test]
fn an_essay_taken_away_in_mid_visit_is_one_full_load() {
    visit(|reader| {
        let (first, gone) = (reader.dist.essay(1), reader.dist.essay(2));
        for path in [&gone.path, &gone.bundle()] {
            reader.host.misbehave(path, Misbehaviour::Missing);
        }
        reader.open_page(&first);
        reader.click(".leaf-next a");
        reader.app_runs();
        reader.wait_until("the page for an unknown address is shown", NOT_FOUND);
        assert_eq!(reader.text("location.pathname"), gone.path);
        reader.two_frames();
        reader.has_not_loaded();
        assert_eq!(reader.host.asked(&gone.path), 1);
    });
}
