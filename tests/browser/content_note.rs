//! What a careful site has: a note before the text, and a way out.

use crate::harness::{Engine, Misbehaviour, Visit, for_each_engine, in_every_engine, visit_site};

const SITE: &str = "languages";

in_every_engine! {
    fn what_an_essay_mentions_is_said_before_its_text(reader) {
        let dist = reader.dist;
        let at = (0..dist.count()).find(|at| dist.essay_bundle(*at).catchword.content_note.is_some()).expect("a note");
        let note = dist.essay_bundle(at).catchword.content_note.as_ref().unwrap();
        reader.open_without_app(&dist.essay(at).path);
        assert_eq!(&reader.text_of(".content-note[role=note]"), note);
        let is_before = "!!(document.querySelector('.content-note').compareDocumentPosition(
            document.querySelector('.prose')) & Node.DOCUMENT_POSITION_FOLLOWING)";
        assert_eq!(reader.text(is_before), "true");
    }
}

for_each_engine! {
    the_way_out_leaves_nothing_to_come_back_to
    the_way_out_needs_no_app
}

fn the_way_out_leaves_nothing_to_come_back_to(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.open_page(&reader.dist.home());
        reader.follow(&reader.dist.essay(0).path);
        reader.is_at(&reader.dist.essay(0));
        leaves(reader);
    });
}

fn the_way_out_needs_no_app(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.host.misbehave(&reader.dist.code, Misbehaviour::Held);
        reader.open_without_app(&reader.dist.home().path);
        reader.open_without_app(&reader.dist.essay(0).path);
        leaves(reader);
        reader.host.behave(&reader.dist.code);
    });
}

/// Presses the way out, which leads to another page of this host here, and looks at what Back leads to.
fn leaves(reader: &Visit) {
    let elsewhere = reader.dist.page(&catchword_app::routes::Address::Archive).path;
    let out = elsewhere.as_str().into();
    reader.run("document.querySelector('.quick-exit').href = arguments[0]", vec![out]);
    let (entries, home) = (reader.entries(), reader.dist.home().path);
    reader.click(".quick-exit");
    reader.wait_for("it is left", "location.pathname === arguments[0]", vec![elsewhere.into()]);
    assert_eq!(reader.entries(), entries, "no entry more: the essay's own was taken");
    reader.back();
    reader.wait_for("Back leads past the essay", "location.pathname === arguments[0]", vec![home.into()]);
}
