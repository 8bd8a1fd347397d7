//! The note before a text on difficult subjects, and the link that leaves the site quickly.

use crate::harness::{Engine, Misbehaviour, Tab, for_each_engine, in_every_engine, visit_site};

const SITE: &str = "languages";

in_every_engine! {
    fn the_content_note_comes_before_the_text(tab) {
        let dist = tab.dist;
        let at = (0..dist.essay_count()).find(|at| dist.essay_bundle(*at).catchword.content_note.is_some()).expect("a note");
        let note = dist.essay_bundle(at).catchword.content_note.as_ref().unwrap();
        tab.open_without_app(&dist.essay(at).path);
        assert_eq!(&tab.visible_text(".cw-content-note[role=note]"), note);
        let is_before = "!!(document.querySelector('.cw-content-note').compareDocumentPosition(
            document.querySelector('.cw-prose')) & Node.DOCUMENT_POSITION_FOLLOWING)";
        assert_eq!(tab.text(is_before), "true");
    }
}

for_each_engine! {
    quick_exit_replaces_the_history_entry
    quick_exit_works_without_the_app
}

fn quick_exit_replaces_the_history_entry(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.home());
        tab.click_link(&tab.dist.essay(0).path);
        tab.expect_page(&tab.dist.essay(0));
        expect_quick_exit(tab);
    });
}

fn quick_exit_works_without_the_app(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.host.misbehave(&tab.dist.wasm, Misbehaviour::Held);
        tab.open_without_app(&tab.dist.home().path);
        tab.open_without_app(&tab.dist.essay(0).path);
        expect_quick_exit(tab);
        tab.host.behave(&tab.dist.wasm);
    });
}

/// Clicks the quick exit, here to another page of the host, and expects Back to skip the essay.
fn expect_quick_exit(tab: &Tab) {
    let elsewhere = tab.dist.page(&catchword_app::routes::Address::Archive).path;
    let address = elsewhere.as_str().into();
    tab.run("document.querySelector('.cw-quick-exit').href = arguments[0]", vec![address]);
    let (entries, home) = (tab.history_length(), tab.dist.home().path);
    tab.click(".cw-quick-exit");
    tab.wait_for("the essay is left", "location.pathname === arguments[0]", vec![elsewhere.into()]);
    assert_eq!(tab.history_length(), entries, "the essay's entry is replaced");
    tab.back();
    tab.wait_for("Back skips the essay", "location.pathname === arguments[0]", vec![home.into()]);
}
