//! The button that tries a failed page again, and the focus on it.

use fantoccini::key::Key;

use catchword_app::cache::Fault;

use crate::harness::{ExpectedPage, Misbehaviour, Tab, in_every_engine};

const NEXT: &str = ".cw-leaf-next a";
const IN_THE_FOLD: &str = ".cw-leaf-next .cw-fault [data-retry]";
const REFUSED: Misbehaviour = Misbehaviour::Status(403);

in_every_engine! {
    fn retry_in_the_fold_keeps_the_focus(tab) {
        let (old, new) = (tab.dist.essay(1), tab.dist.essay(2));
        tab.host.misbehave(&new.bundle(), REFUSED);
        tab.open_page(&old);
        tab.click(NEXT);
        expect_fault(tab, IN_THE_FOLD);
        expect_focus_kept(tab, IN_THE_FOLD, &new.bundle());
        tab.expect_page(&old);

        expect_retry_to_succeed(tab, &new);
    }

    fn retry_under_the_masthead_keeps_the_focus(tab) {
        let (home, new) = (tab.dist.home(), tab.dist.essay(1));
        tab.host.misbehave(&new.bundle(), REFUSED);
        tab.open_page(&home);
        tab.click_link(&new.path);
        let button = ".cw-fault-panel [data-retry]";
        expect_fault(tab, button);
        expect_focus_kept(tab, button, &new.bundle());

        expect_retry_to_succeed(tab, &new);
    }

    fn retry_in_place_of_a_page_keeps_the_focus(tab) {
        let (old, new) = (tab.dist.essay(1), tab.dist.essay(2));
        tab.open_page(&old);
        tab.click(NEXT);
        tab.expect_page(&new);
        tab.host.misbehave(&old.bundle(), REFUSED);
        tab.reload();
        tab.expect_page(&new);
        tab.back();
        let button = "main > .cw-list .cw-fault [data-retry]";
        expect_fault(tab, button);
        tab.expect_focus("main h1");
        expect_focus_kept(tab, button, &old.bundle());
        // With another fault the page is rendered again, and its button gets the focus.
        tab.host.misbehave(&old.bundle(), Misbehaviour::Status(401));
        tab.run("document.activeElement.dataset.old = ''", vec![]);
        tab.press(Key::Enter);
        tab.expect_focus(&format!("{button}:not([data-old])"));

        tab.host.behave(&old.bundle());
        tab.press(Key::Enter);
        tab.expect_page(&old);
        tab.expect_focus(NEXT);
        tab.expect_no_full_load();
    }

    fn a_fault_is_announced_while_a_link_is_focused(tab) {
        let (essay, about) = (tab.dist.essay(1), tab.dist.standing_page());
        let link = format!("header nav a[href=\"{}\"]", about.path);
        tab.open_page(&essay);
        tab.click(&link);
        tab.expect_page(&about);
        tab.host.misbehave(&essay.bundle(), REFUSED);
        tab.reload();
        tab.expect_page(&about);
        tab.back();
        expect_fault(tab, "main > .cw-list .cw-fault [data-retry]");
        tab.expect_focus(&link);
        // A title would be announced by now.
        tab.settle();
        tab.expect_status(Fault::Server(403).sentence(catchword_i18n::catalog("en")));
    }

    fn a_cancelled_retry_can_be_repeated(tab) {
        let (old, new) = (tab.dist.essay(1), tab.dist.essay(2));
        tab.host.misbehave(&new.bundle(), REFUSED);
        tab.open_page(&old);
        tab.click(NEXT);
        expect_fault(tab, IN_THE_FOLD);
        tab.host.misbehave(&new.bundle(), Misbehaviour::Held);
        tab.run("document.querySelector(arguments[0]).focus()", vec![IN_THE_FOLD.into()]);
        tab.press(Key::Enter);
        tab.expect_status("Loading …");
        tab.press(Key::Escape);
        tab.expect_status("");
        tab.expect_focus(IN_THE_FOLD);
        tab.host.behave(&new.bundle());
        tab.press(Key::Enter);
        tab.expect_page(&new);
        tab.expect_no_full_load();
    }
}

#[track_caller]
fn expect_fault(tab: &Tab, button: &str) {
    tab.wait_for("the button is shown", "!!document.querySelector(arguments[0])", vec![button.into()]);
    tab.expect_status(Fault::Server(403).sentence(catchword_i18n::catalog("en")));
}

/// Presses the focused button; the bundle comes now.
#[track_caller]
fn expect_retry_to_succeed(tab: &Tab, new: &ExpectedPage) {
    tab.host.behave(&new.bundle());
    tab.press(Key::Enter);
    tab.expect_page(new);
    tab.expect_focus("main h1");
    tab.wait_until("the fault is gone", "!document.querySelector('.cw-fault')");
    tab.expect_no_full_load();
}

/// Presses the button by keyboard, twice, while the bundle still fails.
#[track_caller]
fn expect_focus_kept(tab: &Tab, button: &str, bundle: &str) {
    tab.run("document.querySelector(arguments[0]).focus()", vec![button.into()]);
    for _ in 0..2 {
        let asked = tab.host.requests(bundle);
        tab.run(
            "window.__status = [];
             new MutationObserver(() => window.__status.push(document.querySelector('[role=status]').textContent))
               .observe(document.querySelector('[role=status]'), { childList: true, characterData: true, subtree: true })",
            vec![],
        );
        tab.press(Key::Enter);
        tab.wait_for_requests(asked + 1, bundle);
        // The same sentence is announced again: the region was empty in between.
        tab.wait_for(
            "it is announced again",
            "window.__status.length > 1 && window.__status.at(-1) === arguments[0]",
            vec![Fault::Server(403).sentence(catchword_i18n::catalog("en")).into()],
        );
        tab.expect_focus(button);
    }
}
