//! Addresses without a page.

use catchword_app::routes::Address;
use fantoccini::key::Key;

use crate::harness::{Misbehaviour, Tab, in_every_engine, visit};

const NOT_FOUND: &str = "document.querySelector('main h1').textContent === 'There is no page at this address'";

/// In Chromium alone: `hydration` opens such a page in every engine.
#[test]
fn an_unknown_address_shows_the_404_page() {
    visit(|tab| {
        for below in ["no-such-page/", "no-such-page", "essays/no-such-essay/", "no/such/page/", "no-such-file.html"] {
            let path = tab.dist.below_base(below);
            tab.allow_error(&path);
            tab.allow_error(&format!("{path}index.json"));
            tab.allow_error(&format!("{path}/index.json"));
            tab.open(&path);
            tab.wait_until("the 404 page is shown", NOT_FOUND);
            assert_eq!(tab.text("location.pathname"), path, "the address stays");
            assert_eq!(tab.host.requests(&path), 1, "{path} is loaded once");
            let list = tab.text("document.querySelector('main a').pathname");
            assert_eq!(list, tab.dist.page(&Address::List(1)).path, "it leads to the list");
        }
    });
}

in_every_engine! {
    fn the_404_page_links_home_without_a_load(tab) {
        let path = tab.dist.below_base("no/such/page/");
        tab.allow_error(&path);
        tab.open(&path);
        tab.click_link(&tab.dist.site.base);
        tab.expect_page(&tab.dist.home());
        tab.expect_no_full_load();
        // Back to the 404 page, which has no bundle, is a load.
        tab.back();
        tab.wait_until("the 404 page is shown again", NOT_FOUND);
        assert_eq!(tab.text("location.pathname"), path);
    }

    fn the_404_page_suggests_a_similar_address(tab) {
        let essay = tab.dist.essay_bundle(0);
        let (essay, slug) = (tab.dist.essay(0), essay.catchword.slug.to_string());
        // Without the last letter, with two letters swapped, and in another folder as a file.
        let swapped = format!("{}{}{}", &slug[1..2], &slug[..1], &slug[2..]);
        for typo in [format!("essays/{}/", &slug[..slug.len() - 1]), format!("essays/{swapped}/"), format!("old/{slug}.html")] {
            let path = tab.dist.below_base(&typo);
            tab.allow_error(&path);
            tab.open(&path);
            tab.wait_until(&format!("{} is offered at {path}", essay.path), &format!(
                "document.querySelector('.cw-near:not([hidden]) a')?.getAttribute('href') === {:?}", essay.path
            ));
        }
        tab.click(".cw-near a");
        tab.expect_page(&essay);
        tab.expect_no_full_load();
    }

    fn the_404_page_has_the_search_and_the_newest_essays(tab) {
        let path = tab.dist.below_base("no/such/xylophonist/");
        tab.allow_error(&path);
        tab.open(&path);
        tab.wait_until("the newest essays", "document.querySelectorAll('.cw-not-found li a').length > 0");
        let newest = tab.text("[...document.querySelectorAll('.cw-not-found li a')].map(a => a.getAttribute('href')).join(' ')");
        let mut essays: Vec<_> = (0..tab.dist.essay_count())
            .map(|at| (tab.dist.essay_bundle(at).date_published.clone(), tab.dist.essay(at).path))
            .collect();
        essays.sort();
        let expected: Vec<_> = essays.into_iter().rev().take(5).map(|(_, path)| path).collect();
        assert_eq!(newest, expected.join(" "));
        assert!(tab.number("+document.querySelector('.cw-near').hidden") == 1);
        tab.run("document.querySelector('[type=search]').focus()", Vec::new());
        for letter in "silence".split("").filter(|letter| !letter.is_empty()) {
            tab.press_char(letter);
        }
        tab.press(Key::Enter);
        tab.wait_until("the results", "document.querySelectorAll('.cw-found .cw-entry').length > 0");
        let search = tab.dist.page(&Address::Search);
        assert_eq!(tab.text("location.pathname + location.search"), format!("{}?q=silence", search.path));
    }

    fn a_removed_essay_is_one_full_load(tab) {
        let (first, taken_away) = (tab.dist.essay(1), tab.dist.essay(2));
        for path in [&taken_away.path, &taken_away.bundle()] {
            tab.host.misbehave(path, Misbehaviour::Missing);
        }
        tab.open_page(&first);
        tab.click(".cw-leaf-next a");
        expect_404_loaded_once(tab, &taken_away.path);

        // A link to an essay that was removed earlier.
        let gone = tab.dist.below_base(&format!("{}/gone-by-now/", tab.dist.site.essays_at));
        tab.allow_error(&gone);
        tab.allow_error(&format!("{gone}index.json"));
        tab.open_page(&tab.dist.home());
        tab.add_link("gone", &gone, "");
        tab.click("#gone");
        expect_404_loaded_once(tab, &gone);
    }
}

/// Waits for the 404 page at this path, and asserts that it is loaded once.
#[track_caller]
fn expect_404_loaded_once(tab: &Tab, path: &str) {
    tab.wait_for_app();
    tab.wait_until("the 404 page is shown", NOT_FOUND);
    assert_eq!(tab.text("location.pathname"), path);
    tab.wait_two_frames();
    tab.expect_no_full_load();
    assert_eq!(tab.host.requests(path), 1);
}
