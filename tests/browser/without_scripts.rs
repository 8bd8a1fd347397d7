//! Every page is whole, and every link works, where no script runs.

use catchword_app::routes::Address;

use crate::harness::{Engine, Settings, Visit, for_each_engine, visit_with};

for_each_engine! { every_kind_of_page_reads_whole_and_leads_on }

fn every_kind_of_page_reads_whole_and_leads_on(engine: Engine) {
    visit_with(engine, Settings { without_scripts: true, ..Settings::default() }, walk);
}

fn walk(reader: &Visit) {
    let (_, tag) = reader.dist.a_tag();
    let lists =
        [Address::List(1), Address::List(2), Address::Tags, Address::Tag(tag, 1), Address::Archive, Address::Search];
    let lists = lists.iter().map(|address| reader.dist.page(address));
    for page in lists.chain([reader.dist.standing()]) {
        reader.open_without_app(&page.path);
        reader.is_at(&page);
        every_link_is_answered(reader);
    }
    // Nothing can be searched; what leads on instead is there to be seen.
    reader.open_without_app(&reader.dist.page(&Address::Search).path);
    let seen = |selector: &str| reader.number(&format!("document.querySelector('{selector}').getClientRects().length"));
    assert_eq!(seen(".search"), 0);
    for place in [Address::Tags, Address::Archive] {
        assert!(seen(&format!(".ways a[href=\"{}\"]", reader.dist.page(&place).path)) > 0, "{place:?}");
    }
    reader.open_without_app(&reader.dist.home().path);
    reader.follow(&reader.dist.essay(0).path);
    for at in 0..reader.dist.count() {
        let essay = reader.dist.essay(at);
        reader.is_at(&essay);
        let words = reader.number("document.querySelector('.prose').textContent.split(/\\s+/).length");
        let own = i64::from(reader.dist.essay_bundle(at).catchword.words);
        assert!(words * 10 >= own * 9, "{}: {words} words on the page, {own} in the text", essay.path);
        every_link_is_answered(reader);
        if at + 1 < reader.dist.count() {
            reader.click(".leaf-next a");
        }
    }
    assert_eq!(reader.host.asked(&reader.dist.code), 0, "no script, no code");
}

/// Every address of the host's own that the page links has something to it.
#[track_caller]
fn every_link_is_answered(reader: &Visit) {
    let script =
        "return [...document.links].filter(link => link.origin === location.origin).map(link => link.pathname)";
    let links = reader.run(script, vec![]);
    let links: Vec<_> = links.as_array().into_iter().flatten().filter_map(|link| link.as_str()).collect();
    assert!(links.len() > 5, "{links:?}");
    let missing: Vec<_> = links.into_iter().filter(|link| !reader.host.has(link)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
