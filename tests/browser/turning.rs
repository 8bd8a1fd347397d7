//! From page to page without a load.

use quire::routes::Address;
use quire_bundle::Kind;

use crate::harness::{Known, Visit, visit};

const NEXT: &str = ".leaf-next a";
const PREVIOUS: &str = ".leaf-previous a";

#[test]
fn list_essay_next_previous_back() {
    visit(|reader| {
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
    });
}

#[test]
fn a_deep_link_opens_an_essay() {
    visit(|reader| {
        let essay = reader.dist.essay(1);
        reader.open_page(&essay);
        assert_eq!(reader.host.asked(&essay.path), 1);
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

#[test]
fn the_head_of_the_site_leads_to_a_standing_page() {
    visit(|reader| {
        let about = reader.dist.standing();
        reader.open_page(&reader.dist.home());
        let link = format!("header nav a[href=\"{}\"]", about.path);
        reader.click(&link);
        reader.is_at(&about);
        reader.has_not_loaded();
        let current = reader.text("[...document.querySelectorAll('[aria-current=page]')].map(a => a.pathname).join()");
        assert_eq!(current, about.path);
    });
}

#[test]
fn a_standing_page_opens_by_its_address() {
    visit(|reader| reader.open_page(&reader.dist.standing()));
}

#[test]
fn a_link_in_an_essays_text_turns_to_another_essay() {
    turns_from_the_text(Kind::Essay);
}

#[test]
fn a_link_in_an_essays_text_turns_to_a_standing_page() {
    turns_from_the_text(Kind::Page);
}

fn turns_from_the_text(kind: Kind) {
    visit(|reader| {
        let (essay, linked) = reader.dist.link_in_prose(kind);
        reader.open_page(&essay);
        reader.click(&format!(".prose a[href=\"{}\"]", linked.path));
        reader.is_at(&linked);
        reader.has_not_loaded();
    });
}

#[test]
fn all_tags_one_tag_an_essay() {
    visit(|reader| {
        let (_, slug) = reader.dist.a_tag();
        let address = Address::Tag(slug, 1);
        let essay = first_entry(reader, &address);
        walk(reader, &[reader.dist.page(&Address::Tags), reader.dist.page(&address), essay]);
    });
}

#[test]
fn the_archive_a_year_an_essay() {
    visit(|reader| {
        let entry = &reader.dist.feed(&Address::Archive).quire.entries[0];
        let year = reader.dist.at(&entry.url);
        let address = Address::Year(entry.name.parse().expect("the archive's entries are years"));
        let essay = first_entry(reader, &address);
        walk(reader, &[reader.dist.page(&Address::Archive), year, essay]);
    });
}

#[test]
fn every_kind_of_page_opens_by_its_address() {
    visit(|reader| {
        let (_, tag) = reader.dist.a_tag();
        let year = reader.dist.at(&reader.dist.feed(&Address::Archive).quire.entries[0].url);
        let kinds = [Address::Tags, Address::Tag(tag, 1), Address::Archive].map(|address| reader.dist.page(&address));
        for page in kinds.iter().chain([&year]) {
            reader.open_page(page);
        }
    });
}

#[test]
fn the_pager_turns_the_lists_pages() {
    visit(|reader| {
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
    });
}

#[test]
fn the_head_of_the_document_follows_the_page() {
    visit(|reader| {
        reader.open_page(&reader.dist.essay(1));
        reader.click(NEXT);
        reader.is_at(&reader.dist.essay(2));
        let bundle = reader.dist.essay_bundle(2);
        let description = reader.text("document.querySelector('meta[name=description]').content");
        assert_eq!(Some(description), bundle.summary);
        let language = reader.text("document.documentElement.lang");
        assert_eq!(&language, bundle.language.as_ref().unwrap_or(&reader.dist.site.language));
        let canonical = reader.text("document.querySelector('link[rel=canonical]')?.href ?? ''");
        assert!(canonical.is_empty() || canonical == bundle.url, "the canonical address is still {canonical}");
    });
}

#[test]
fn the_same_without_motion() {
    visit(|reader| {
        reader.less_motion();
        walk(reader, &[reader.dist.home(), reader.dist.essay(1), reader.dist.essay(2)]);
        reader.back();
        reader.is_at(&reader.dist.essay(1));
    });
}

/// Opens the first page and goes on along links in the pages' main part.
#[track_caller]
fn walk(reader: &Visit, pages: &[Known]) {
    reader.open_page(&pages[0]);
    for page in &pages[1..] {
        reader.follow(&page.path);
        reader.is_at(page);
    }
    reader.has_not_loaded();
}

/// The essay at a list's head.
fn first_entry(reader: &Visit, list: &Address) -> Known {
    let url = &reader.dist.feed(list).items[0].url;
    reader.dist.at(&reader.dist.below_base(url.strip_prefix(&reader.dist.site.url).expect("an essay of the site's")))
}
