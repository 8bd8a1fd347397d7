//! Turns from page to page without a load.

use catchword_app::routes::Address;
use catchword_bundle::{Item, Kind};

use crate::harness::{Engine, ExpectedPage, Tab, for_each_engine, in_every_engine, visit, visit_site};

const NEXT: &str = ".cw-leaf-next a";
const PREVIOUS: &str = ".cw-leaf-previous a";

in_every_engine! {
    fn turns_from_list_to_essay_and_back(tab) {
        let (home, first, second) = (tab.dist.home(), tab.dist.essay(1), tab.dist.essay(2));
        tab.open_page(&home);
        let entries = tab.history_length();

        tab.click_link(&first.path);
        tab.expect_page(&first);
        tab.expect_focus("main h1");
        assert_eq!(tab.history_length(), entries + 1);

        tab.click(NEXT);
        tab.expect_page(&second);
        tab.expect_focus("main h1");
        assert_eq!(tab.history_length(), entries + 2);
        expect_head_of(tab, tab.dist.essay_bundle(2));

        tab.click(PREVIOUS);
        tab.expect_page(&first);
        tab.expect_focus("main h1");
        assert_eq!(tab.history_length(), entries + 3);

        for page in [&second, &first, &home] {
            tab.back();
            tab.expect_page(page);
        }
        assert_eq!(tab.history_length(), entries + 3);
        tab.expect_no_full_load();
    }

    fn links_in_the_masthead_and_in_a_text_turn_the_page(tab) {
        let about = tab.dist.standing_page();
        tab.open_page(&tab.dist.home());
        tab.click(&format!("header nav a[href=\"{}\"]", about.path));
        tab.expect_page(&about);
        tab.expect_no_full_load();
        let current = tab.text("[...document.querySelectorAll('[aria-current=page]')].map(a => a.pathname).join()");
        assert_eq!(current, about.path);

        for kind in [Kind::Essay, Kind::Page] {
            let (essay, linked) = tab.dist.link_in_prose(kind);
            tab.open_page(&essay);
            tab.click(&format!(".cw-prose a[href=\"{}\"]", linked.path));
            tab.expect_page(&linked);
            tab.expect_no_full_load();
        }
    }

    fn tags_and_years_lead_to_essays(tab) {
        let (_, slug) = tab.dist.any_tag();
        let tag = Address::Tag(slug, 1);
        let entry = &tab.dist.feed(&Address::Archive).catchword.entries[0];
        let year = Address::Year(entry.name.parse().expect("the archive's entries are years"), 1);
        for (all, one) in [(Address::Tags, tag), (Address::Archive, year)] {
            let all = tab.dist.page(&all);
            tab.open_page(&all);
            for page in [tab.dist.page(&one), first_entry(tab, &one)] {
                tab.click_link(&page.path);
                tab.expect_page(&page);
            }
            tab.expect_no_full_load();
        }
    }

    fn the_pager_turns_the_lists_pages(tab) {
        let (home, second) = (tab.dist.home(), tab.dist.page(&Address::List(2)));
        tab.open_page(&home);
        tab.click(".cw-pager-next a");
        tab.expect_page(&second);
        let essay = first_entry(tab, &Address::List(2));
        tab.click_link(&essay.path);
        tab.expect_page(&essay);
        tab.back();
        tab.expect_page(&second);
        tab.click(".cw-pager-previous a");
        tab.expect_page(&home);
        tab.expect_no_full_load();
    }
}

for_each_engine! {
    a_long_year_has_more_pages
}

fn a_long_year_has_more_pages(engine: Engine) {
    visit_site(engine, "many", |tab| {
        let years = tab.dist.page(&Address::Archive);
        let pages = [1, 2].map(|page| tab.dist.page(&Address::Year(2026, page)));
        assert!(pages[1].path.ends_with("/archive/2026/page/2/"), "{}", pages[1].path);
        tab.open_page(&years);
        tab.click_link(&pages[0].path);
        tab.expect_page(&pages[0]);
        tab.click(".cw-pager-next a");
        tab.expect_page(&pages[1]);
        let all =
            tab.dist.feed(&Address::Year(2026, 1)).items.len() + tab.dist.feed(&Address::Year(2026, 2)).items.len();
        assert_eq!(all, tab.dist.essay_count());
        assert_eq!(tab.text("document.querySelectorAll('.cw-entry').length"), (all - 100).to_string());
        tab.back();
        tab.expect_page(&pages[0]);
        tab.expect_no_full_load();
        tab.open_page(&pages[1]);
    });
}

/// Asserts that the document's head is the page's. Its title is checked by every `expect_page`.
#[track_caller]
fn expect_head_of(tab: &Tab, essay: &Item) {
    let description = tab.text("document.querySelector('meta[name=description]').content");
    assert_eq!(Some(description), essay.summary);
    let language = tab.text("document.documentElement.lang");
    assert_eq!(&language, essay.language.as_ref().unwrap_or(&tab.dist.site.language));
    let canonical = tab.text("document.querySelector('link[rel=canonical]')?.href ?? ''");
    assert!(canonical.is_empty() || canonical == essay.url, "the canonical address is {canonical}");
}

// In Chromium alone: `hydration` opens every page in every engine.

#[test]
fn every_kind_of_page_opens_by_its_address() {
    visit(|tab| {
        let (_, tag) = tab.dist.any_tag();
        let year = tab.dist.page_at(&tab.dist.feed(&Address::Archive).catchword.entries[0].url);
        let essay = tab.dist.essay(1);
        let kinds = [Address::Tags, Address::Tag(tag, 1), Address::Archive].map(|address| tab.dist.page(&address));
        for page in kinds.iter().chain([&year, &essay, &tab.dist.standing_page()]) {
            tab.open_page(page);
            assert_eq!(tab.host.requests(&page.path), 1);
        }
    });
}

#[test]
fn the_first_and_the_last_essay_have_one_neighbour() {
    visit(|tab| {
        let last = tab.dist.essay(tab.dist.essay_count() - 1);
        for (end, there, missing) in [(tab.dist.essay(0), NEXT, PREVIOUS), (last, PREVIOUS, NEXT)] {
            tab.open_page(&end);
            tab.wait_for(
                "one side of the fold is empty",
                "!!document.querySelector(arguments[0]) && !document.querySelector(arguments[1])",
                vec![there.into(), missing.into()],
            );
        }
    });
}

/// The first essay of a list.
fn first_entry(tab: &Tab, list: &Address) -> ExpectedPage {
    let url = &tab.dist.feed(list).items[0].url;
    tab.dist.page_at(&tab.dist.below_base(url.strip_prefix(&tab.dist.site.url).expect("an essay of the site's")))
}
