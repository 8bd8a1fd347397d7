//! Without scripts every page is complete and every link works.

use catchword_app::routes::Address;

use crate::harness::{Engine, Settings, Tab, for_each_engine, visit_with};

for_each_engine! { every_kind_of_page_is_complete_without_scripts }

fn every_kind_of_page_is_complete_without_scripts(engine: Engine) {
    visit_with(engine, Settings { without_scripts: true, ..Settings::default() }, walk);
}

fn walk(tab: &Tab) {
    let (_, tag) = tab.dist.any_tag();
    let lists =
        [Address::List(1), Address::List(2), Address::Tags, Address::Tag(tag, 1), Address::Archive, Address::Search];
    let lists = lists.iter().map(|address| tab.dist.page(address));
    for page in lists.chain([tab.dist.standing_page()]) {
        tab.open_without_app(&page.path);
        tab.expect_page(&page);
        expect_links_to_resolve(tab);
    }
    // There is no search form, but links to the tags and the archive.
    tab.open_without_app(&tab.dist.page(&Address::Search).path);
    let rendered =
        |selector: &str| tab.number(&format!("document.querySelector('{selector}').getClientRects().length"));
    assert_eq!(rendered(".cw-search"), 0);
    for place in [Address::Tags, Address::Archive] {
        assert!(rendered(&format!(".cw-ways a[href=\"{}\"]", tab.dist.page(&place).path)) > 0, "{place:?}");
    }
    tab.open_without_app(&tab.dist.home().path);
    tab.click_link(&tab.dist.essay(0).path);
    for at in 0..tab.dist.essay_count() {
        let essay = tab.dist.essay(at);
        tab.expect_page(&essay);
        let words = tab.number("document.querySelector('.cw-prose').textContent.split(/\\s+/).length");
        let own = i64::from(tab.dist.essay_bundle(at).catchword.words);
        assert!(words * 10 >= own * 9, "{}: {words} words on the page, {own} in the text", essay.path);
        expect_links_to_resolve(tab);
        if at + 1 < tab.dist.essay_count() {
            tab.click(".cw-leaf-next a");
        }
    }
    assert_eq!(tab.host.requests(&tab.dist.wasm), 0, "the app is not requested");
}

/// Asserts that every link to the host has a page or a file.
#[track_caller]
fn expect_links_to_resolve(tab: &Tab) {
    let script =
        "return [...document.links].filter(link => link.origin === location.origin).map(link => link.pathname)";
    let links = tab.run(script, vec![]);
    let links: Vec<_> = links.as_array().into_iter().flatten().filter_map(|link| link.as_str()).collect();
    assert!(links.len() > 5, "{links:?}");
    let missing: Vec<_> = links.into_iter().filter(|link| !tab.host.has(link)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
