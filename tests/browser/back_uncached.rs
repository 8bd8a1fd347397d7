//! Back and Forward to a page that is not in memory.

use catchword_app::cache::Fault;
use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Known, Misbehaviour, Visit, in_every_engine};

const NEXT: &str = ".leaf-next a";

/// Turns from a to b to c, and loads c anew: of b nothing is in memory. The trouble at b begins now.
#[track_caller]
fn forget_all_but_the_last(reader: &Visit, how: Misbehaviour) -> [Known; 3] {
    let row = [0, 1, 2].map(|at| reader.dist.essay(at));
    reader.open_page(&row[0]);
    for page in &row[1..] {
        reader.click(NEXT);
        reader.is_at(page);
    }
    reader.host.misbehave(&row[1].bundle(), how);
    reader.reload();
    reader.is_at(&row[2]);
    row
}

in_every_engine! {
    fn back_to_a_page_that_is_not_in_memory(reader) {
        let [a, b, c] = forget_all_but_the_last(reader, Misbehaviour::Held);
        reader.back();
        reader.wait_for("the address is there at once", "location.pathname === arguments[0]", vec![json!(b.path)]);
        reader.status_is("Loading …");
        assert_eq!(reader.text("document.querySelector('main h1').textContent"), c.heading, "the old page stays");

        // Forward again before it has come.
        reader.forward();
        reader.is_at(&c);
        reader.wait_until("no line", "!document.querySelector('.is-loading')");
        reader.status_is("");

        // There is nothing to stay at, so Escape gives up nothing.
        reader.back();
        reader.status_is("Loading …");
        reader.press(Key::Escape);
        reader.host.behave(&b.bundle());
        reader.is_at(&b);
        reader.back();
        reader.is_at(&a);
        reader.forward();
        reader.forward();
        reader.is_at(&c);
        reader.has_not_loaded();
    }

    fn back_to_a_page_that_does_not_come(reader) {
        let [a, b, c] = forget_all_but_the_last(reader, Misbehaviour::Status(403));
        let entries = reader.entries();
        reader.back();
        stands_in_for(reader, &b, &Fault::Server(403));
        reader.status_is(Fault::Server(403).sentence(catchword_i18n::catalog("en")));

        // There is a way on from here, and back again.
        reader.forward();
        reader.is_at(&c);
        reader.back();
        reader.wait_until("the fault is there again", "!!document.querySelector('main .fault')");

        reader.host.behave(&b.bundle());
        reader.click("main [data-retry]");
        reader.is_at(&b);
        reader.wait_until("nothing is left of the fault", "!document.querySelector('.fault')");
        assert_eq!(reader.entries(), entries);
        reader.has_not_loaded();

        // The visit's first page, of which the app has only taken over what was there.
        reader.host.misbehave(&a.bundle(), Misbehaviour::Status(403));
        reader.reload();
        reader.is_at(&b);
        reader.back();
        stands_in_for(reader, &a, &Fault::Server(403));
    }

    fn back_to_a_page_that_has_changed_is_one_full_load(reader) {
        let [a, b, _] = forget_all_but_the_last(reader, Misbehaviour::Html);
        let entries = reader.entries();
        reader.back();
        reader.app_runs();
        assert_eq!(reader.text("location.pathname"), b.path);
        assert_eq!(reader.entries(), entries);
        reader.two_frames();
        reader.has_not_loaded();
        assert_eq!(reader.host.asked(&b.path), 1);
        reader.back();
        reader.is_at(&a);
    }

    fn a_fault_is_not_said_once_the_reader_has_gone_on(reader) {
        let [_, b, _] = forget_all_but_the_last(reader, Misbehaviour::Status(403));
        let home = reader.dist.home();
        reader.host.misbehave(&home.bundle(), Misbehaviour::Held);
        // The reader follows a link while the fault's view transition waits for its first frame.
        let has_transitions = reader.run(
            "const start = document.startViewTransition?.bind(document);
             if (!start) return false;
             window.__said = [];
             new MutationObserver(records => records.forEach(({ addedNodes }) =>
               window.__said.push(...[...addedNodes].map(node => node.textContent))))
               .observe(document.querySelector('body > [role=status]'), { childList: true });
             document.startViewTransition = callback => {
               document.startViewTransition = start;
               const transition = start(callback);
               document.querySelector('.site-name').click();
               return transition;
             };
             return true",
            vec![],
        );
        reader.back();
        if has_transitions == json!(true) {
            reader.status_is("Loading …");
            let sentence = Fault::Server(403).sentence(catchword_i18n::catalog("en"));
            let times = format!("window.__said.filter(text => text === {}).length", json!(sentence));
            assert_eq!(reader.number(&times), 1, "only before the click");
            reader.host.behave(&home.bundle());
            reader.is_at(&home);
        } else {
            stands_in_for(reader, &b, &Fault::Server(403));
            reader.host.behave(&home.bundle());
        }
        reader.has_not_loaded();
    }
}

/// Waits until the fault stands in a page's place, under the title that the page's entry had.
#[track_caller]
fn stands_in_for(reader: &Visit, page: &Known, fault: &Fault) {
    reader.wait_for(
        &format!("the fault stands in the place of “{}”", page.heading),
        "location.pathname === arguments[0] && document.querySelectorAll('h1').length === 1
         && document.querySelector('main h1').textContent === arguments[1]
         && document.querySelectorAll('.fault').length === 1
         && document.querySelector('main .fault').textContent.includes(arguments[2])
         && !document.querySelector('.prose')",
        vec![json!(page.path), json!(page.heading), json!(fault.sentence(catchword_i18n::catalog("en")))],
    );
}
