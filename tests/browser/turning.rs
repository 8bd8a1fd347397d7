//! From page to page without a load.

use catchword_app::routes::Address;
use catchword_bundle::{Item, Kind};

use crate::harness::{Engine, Known, Visit, for_each_engine, in_every_engine, visit, visit_site};

const NEXT: &str = ".leaf-next a";
const PREVIOUS: &str = ".leaf-previous a";

in_every_engine! {
    fn list_essay_next_previous_back(reader) {
        let (home, first, second) = (reader.dist.home(), reader.dist.essay(1), reader.dist.essay(2));
        reader.open_page(&home);
        let entries = reader.entries();

        reader.follow(&first.path);
        reader.is_at(&first);
        reader.focus_is_on("main h1");
        assert_eq!(reader.entries(), entries + 1);

        reader.click(NEXT);
        reader.is_at(&second);
        reader.focus_is_on("main h1");
        assert_eq!(reader.entries(), entries + 2);
        the_head_is_that_of(reader, reader.dist.essay_bundle(2));

        reader.click(PREVIOUS);
        reader.is_at(&first);
        reader.focus_is_on("main h1");
        assert_eq!(reader.entries(), entries + 3);

        for page in [&second, &first, &home] {
            reader.back();
            reader.is_at(page);
        }
        assert_eq!(reader.entries(), entries + 3);
        reader.has_not_loaded();
    }

    fn the_sites_head_and_an_essays_text_lead_on(reader) {
        let about = reader.dist.standing();
        reader.open_page(&reader.dist.home());
        reader.click(&format!("header nav a[href=\"{}\"]", about.path));
        reader.is_at(&about);
        reader.has_not_loaded();
        let current = reader.text("[...document.querySelectorAll('[aria-current=page]')].map(a => a.pathname).join()");
        assert_eq!(current, about.path);

        for kind in [Kind::Essay, Kind::Page] {
            let (essay, linked) = reader.dist.link_in_prose(kind);
            reader.open_page(&essay);
            reader.click(&format!(".prose a[href=\"{}\"]", linked.path));
            reader.is_at(&linked);
            reader.has_not_loaded();
        }
    }

    fn tags_and_years_lead_to_essays(reader) {
        let (_, slug) = reader.dist.a_tag();
        let tag = Address::Tag(slug, 1);
        let entry = &reader.dist.feed(&Address::Archive).catchword.entries[0];
        let year = Address::Year(entry.name.parse().expect("the archive's entries are years"), 1);
        for (all, one) in [(Address::Tags, tag), (Address::Archive, year)] {
            let all = reader.dist.page(&all);
            reader.open_page(&all);
            for page in [reader.dist.page(&one), first_entry(reader, &one)] {
                reader.follow(&page.path);
                reader.is_at(&page);
            }
            reader.has_not_loaded();
        }
    }

    fn the_pager_turns_the_lists_pages(reader) {
        let (home, second) = (reader.dist.home(), reader.dist.page(&Address::List(2)));
        reader.open_page(&home);
        reader.click(".pager-next a");
        reader.is_at(&second);
        let essay = first_entry(reader, &Address::List(2));
        reader.follow(&essay.path);
        reader.is_at(&essay);
        reader.back();
        reader.is_at(&second);
        reader.click(".pager-previous a");
        reader.is_at(&home);
        reader.has_not_loaded();
    }
}

for_each_engine! {
    a_long_year_goes_on
}

fn a_long_year_goes_on(engine: Engine) {
    visit_site(engine, "many", |reader| {
        let years = reader.dist.page(&Address::Archive);
        let pages = [1, 2].map(|page| reader.dist.page(&Address::Year(2026, page)));
        assert!(pages[1].path.ends_with("/archive/2026/page/2/"), "{}", pages[1].path);
        reader.open_page(&years);
        reader.follow(&pages[0].path);
        reader.is_at(&pages[0]);
        reader.click(".pager-next a");
        reader.is_at(&pages[1]);
        let all = reader.dist.feed(&Address::Year(2026, 1)).items.len()
            + reader.dist.feed(&Address::Year(2026, 2)).items.len();
        assert_eq!(all, reader.dist.count());
        assert_eq!(reader.text("document.querySelectorAll('.entry').length"), (all - 100).to_string());
        reader.back();
        reader.is_at(&pages[0]);
        reader.has_not_loaded();
        reader.open_page(&pages[1]);
    });
}

/// Asserts that the document's head has followed the page; the title is looked at everywhere.
#[track_caller]
fn the_head_is_that_of(reader: &Visit, essay: &Item) {
    let description = reader.text("document.querySelector('meta[name=description]').content");
    assert_eq!(Some(description), essay.summary);
    let language = reader.text("document.documentElement.lang");
    assert_eq!(&language, essay.language.as_ref().unwrap_or(&reader.dist.site.language));
    let canonical = reader.text("document.querySelector('link[rel=canonical]')?.href ?? ''");
    assert!(canonical.is_empty() || canonical == essay.url, "the canonical address is still {canonical}");
}

// Opening a page is no turn. What the other engines make of every page when it is opened, `hydration` looks at.

#[test]
fn every_kind_of_page_opens_by_its_address() {
    visit(|reader| {
        let (_, tag) = reader.dist.a_tag();
        let year = reader.dist.at(&reader.dist.feed(&Address::Archive).catchword.entries[0].url);
        let essay = reader.dist.essay(1);
        let kinds = [Address::Tags, Address::Tag(tag, 1), Address::Archive].map(|address| reader.dist.page(&address));
        for page in kinds.iter().chain([&year, &essay, &reader.dist.standing()]) {
            reader.open_page(page);
            assert_eq!(reader.host.asked(&page.path), 1);
        }
    });
}

#[test]
fn the_row_of_essays_has_two_ends() {
    visit(|reader| {
        let last = reader.dist.essay(reader.dist.count() - 1);
        for (end, there, missing) in [(reader.dist.essay(0), NEXT, PREVIOUS), (last, PREVIOUS, NEXT)] {
            reader.open_page(&end);
            reader.wait_for(
                "one leaf is blank",
                "!!document.querySelector(arguments[0]) && !document.querySelector(arguments[1])",
                vec![there.into(), missing.into()],
            );
        }
    });
}

/// The essay at a list's head.
fn first_entry(reader: &Visit, list: &Address) -> Known {
    let url = &reader.dist.feed(list).items[0].url;
    reader.dist.at(&reader.dist.below_base(url.strip_prefix(&reader.dist.site.url).expect("an essay of the site's")))
}
