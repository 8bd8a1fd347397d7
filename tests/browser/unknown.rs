//! Addresses at which there is nothing.

use catchword_app::routes::Address;
use fantoccini::key::Key;

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
            let list = reader.text("document.querySelector('main a').pathname");
            assert_eq!(list, reader.dist.page(&Address::List(1)).path, "it leads to the list");
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

    fn an_address_close_to_one_that_is_there_is_offered(reader) {
        let essay = reader.dist.essay_bundle(0);
        let (essay, slug) = (reader.dist.essay(0), essay.catchword.slug.to_string());
        // Without its last letter, with two swapped, elsewhere and as a file, and with a word that it has not.
        let swapped = format!("{}{}{}", &slug[1..2], &slug[..1], &slug[2..]);
        for slip in [format!("essays/{}/", &slug[..slug.len() - 1]), format!("essays/{swapped}/"), format!("old/{slug}.html")] {
            let path = reader.dist.below_base(&slip);
            reader.expect_trouble(&path);
            reader.open(&path);
            reader.wait_until(&format!("{} is offered at {path}", essay.path), &format!(
                "document.querySelector('.near:not([hidden]) a')?.getAttribute('href') === {:?}", essay.path
            ));
        }
        reader.click(".near a");
        reader.is_at(&essay);
        reader.has_not_loaded();
    }

    fn where_nothing_is_close_there_are_the_search_and_the_newest(reader) {
        let path = reader.dist.below_base("no/such/xylophonist/");
        reader.expect_trouble(&path);
        reader.open(&path);
        reader.wait_until("the newest essays", "document.querySelectorAll('.not-found li a').length > 0");
        let newest = reader.text("[...document.querySelectorAll('.not-found li a')].map(a => a.getAttribute('href')).join(' ')");
        let mut essays: Vec<_> = (0..reader.dist.count())
            .map(|at| (reader.dist.essay_bundle(at).date_published.clone(), reader.dist.essay(at).path))
            .collect();
        essays.sort();
        let expected: Vec<_> = essays.into_iter().rev().take(5).map(|(_, path)| path).collect();
        assert_eq!(newest, expected.join(" "));
        assert!(reader.number("+document.querySelector('.near').hidden") == 1);
        reader.run("document.querySelector('[type=search]').focus()", Vec::new());
        for letter in "silence".split("").filter(|letter| !letter.is_empty()) {
            reader.press_letter(letter);
        }
        reader.press(Key::Enter);
        reader.wait_until("the results", "document.querySelectorAll('.found .entry').length > 0");
        let search = reader.dist.page(&Address::Search);
        assert_eq!(reader.text("location.pathname + location.search"), format!("{}?q=silence", search.path));
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
