//! Back and Forward to a page whose bundle is not in memory.

use catchword_app::cache::Fault;
use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{ExpectedPage, Misbehaviour, Tab, in_every_engine};

const NEXT: &str = ".cw-leaf-next a";

/// Turns from a to b to c and reloads c, so that b is not in memory. From then on b's bundle misbehaves.
#[track_caller]
fn three_pages_with_only_the_last_in_memory(tab: &Tab, how: Misbehaviour) -> [ExpectedPage; 3] {
    let pages = [0, 1, 2].map(|at| tab.dist.essay(at));
    tab.open_page(&pages[0]);
    for page in &pages[1..] {
        tab.click(NEXT);
        tab.expect_page(page);
    }
    tab.host.misbehave(&pages[1].bundle(), how);
    tab.reload();
    tab.expect_page(&pages[2]);
    pages
}

in_every_engine! {
    fn back_keeps_the_old_page_until_an_uncached_page_has_come(tab) {
        let [a, b, c] = three_pages_with_only_the_last_in_memory(tab, Misbehaviour::Held);
        tab.back();
        tab.wait_for("the address changes at once", "location.pathname === arguments[0]", vec![json!(b.path)]);
        tab.expect_status("Loading …");
        assert_eq!(tab.text("document.querySelector('main h1').textContent"), c.heading, "the old page stays");

        // Forward again before the bundle has come.
        tab.forward();
        tab.expect_page(&c);
        tab.wait_until("the loading line is gone", "!document.querySelector('.cw-is-loading')");
        tab.expect_status("");

        // The history has moved already: Escape can't cancel that.
        tab.back();
        tab.expect_status("Loading …");
        tab.press(Key::Escape);
        tab.host.behave(&b.bundle());
        tab.expect_page(&b);
        tab.back();
        tab.expect_page(&a);
        tab.forward();
        tab.forward();
        tab.expect_page(&c);
        tab.expect_no_full_load();
    }

    fn back_shows_a_fault_when_the_page_does_not_come(tab) {
        let [a, b, c] = three_pages_with_only_the_last_in_memory(tab, Misbehaviour::Status(403));
        let entries = tab.history_length();
        tab.back();
        expect_fault_in_place_of(tab, &b, &Fault::Server(403));
        tab.expect_status(Fault::Server(403).sentence(catchword_i18n::catalog("en")));

        // Forward and back again.
        tab.forward();
        tab.expect_page(&c);
        tab.back();
        tab.wait_until("the fault is shown again", "!!document.querySelector('main .cw-fault')");

        tab.host.behave(&b.bundle());
        tab.click("main [data-retry]");
        tab.expect_page(&b);
        tab.wait_until("the fault is gone", "!document.querySelector('.cw-fault')");
        assert_eq!(tab.history_length(), entries);
        tab.expect_no_full_load();

        // The first page, which was hydrated and never fetched.
        tab.host.misbehave(&a.bundle(), Misbehaviour::Status(403));
        tab.reload();
        tab.expect_page(&b);
        tab.back();
        expect_fault_in_place_of(tab, &a, &Fault::Server(403));
    }

    fn back_to_a_page_that_has_changed_is_one_full_load(tab) {
        let [a, b, _] = three_pages_with_only_the_last_in_memory(tab, Misbehaviour::Html);
        let entries = tab.history_length();
        tab.back();
        tab.wait_for_app();
        assert_eq!(tab.text("location.pathname"), b.path);
        assert_eq!(tab.history_length(), entries);
        tab.wait_two_frames();
        tab.expect_no_full_load();
        assert_eq!(tab.host.requests(&b.path), 1);
        tab.back();
        tab.expect_page(&a);
    }

    fn a_fault_is_not_announced_after_the_next_click(tab) {
        three_pages_with_only_the_last_in_memory(tab, Misbehaviour::Status(403));
        let home = tab.dist.home();
        tab.host.misbehave(&home.bundle(), Misbehaviour::Held);
        // A link is clicked as soon as the fault is in the page, before anything else can happen.
        tab.run(
            "window.__status = [];
             new MutationObserver(records => records.forEach(({ addedNodes }) =>
               window.__status.push(...[...addedNodes].map(node => node.textContent))))
               .observe(document.querySelector('body > [role=status]'), { childList: true });
             const main = document.querySelector('main');
             new MutationObserver((_, observer) => {
               if (!main.querySelector('.cw-fault')) return;
               observer.disconnect();
               document.querySelector('.cw-site-name').click();
             }).observe(main, { childList: true })",
            vec![],
        );
        tab.back();
        tab.expect_status("Loading …");
        let sentence = Fault::Server(403).sentence(catchword_i18n::catalog("en"));
        let times = format!("window.__status.filter(text => text === {}).length", json!(sentence));
        assert_eq!(tab.number(&times), 1, "only before the click");
        tab.host.behave(&home.bundle());
        tab.expect_page(&home);
        tab.expect_no_full_load();
    }
}

/// Waits until the fault is shown in place of a page, under the title in the page's history entry.
#[track_caller]
fn expect_fault_in_place_of(tab: &Tab, page: &ExpectedPage, fault: &Fault) {
    tab.wait_for(
        &format!("the fault is shown in place of “{}”", page.heading),
        "location.pathname === arguments[0] && document.querySelectorAll('h1').length === 1
         && document.querySelector('main h1').textContent === arguments[1]
         && document.querySelectorAll('.cw-fault').length === 1
         && document.querySelector('main .cw-fault').textContent.includes(arguments[2])
         && !document.querySelector('.cw-prose')",
        vec![json!(page.path), json!(page.heading), json!(fault.sentence(catchword_i18n::catalog("en")))],
    );
}
