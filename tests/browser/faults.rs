//! Every way in which a bundle can fail to arrive.

use catchword_app::cache::Fault;

use crate::harness::{ExpectedPage, Misbehaviour, Tab, in_every_engine, visit};

const NEXT: &str = ".cw-leaf-next a";
/// The fault of a link in the fold.
const IN_THE_FOLD: &str = ".cw-leaf-next .cw-fault";
/// The fault of any other link.
const UNDER_THE_MASTHEAD: &str = ".cw-fault-panel";
const RETRY: &str = "[data-retry]";

/// The page that is shown and the one whose bundle fails.
fn pair(tab: &Tab) -> (ExpectedPage, ExpectedPage) {
    (tab.dist.essay(1), tab.dist.essay(2))
}

in_every_engine! {
    fn a_failed_bundle_keeps_the_old_page(tab) {
        let cases = [
            (Misbehaviour::Status(403), Fault::Server(403)),
            (Misbehaviour::Status(500), Fault::Server(500)),
            (Misbehaviour::Truncated, Fault::Truncated),
            (Misbehaviour::Refused, Fault::Offline),
        ];
        for (at, (how, _)) in cases.iter().enumerate() {
            tab.host.misbehave(&tab.dist.essay(at + 2).bundle(), *how);
        }
        tab.open_page(&tab.dist.essay(1));
        for (at, (_, fault)) in cases.iter().enumerate() {
            expect_old_page_kept(tab, [at + 1, at + 2].map(|at| tab.dist.essay(at)), fault);
        }
        tab.expect_no_full_load();
    }
}

/// The app waits ten seconds for an answer, so this runs in one engine alone: nothing in it depends on the engine.
#[test]
fn a_timeout_keeps_the_old_page() {
    visit(|tab| {
        let (old, new) = pair(tab);
        tab.host.misbehave(&new.bundle(), Misbehaviour::Held);
        tab.open_page(&old);
        expect_old_page_kept(tab, [old, new], &Fault::Timeout);
        tab.expect_no_full_load();
    });
}

/// Clicks Next on the old page; the new page's bundle fails until the host behaves.
#[track_caller]
fn expect_old_page_kept(tab: &Tab, [old, new]: [ExpectedPage; 2], fault: &Fault) {
    let entries = tab.history_length();
    tab.click(NEXT);
    expect_fault(tab, fault, IN_THE_FOLD);
    tab.expect_page(&old);
    assert_eq!(tab.history_length(), entries);

    // A retry that fails reports the fault again. A transient fault is left out: the app's own retries take seconds.
    if !fault.is_transient() {
        let asked = tab.host.requests(&new.bundle());
        tab.click(&format!("{IN_THE_FOLD} {RETRY}"));
        tab.wait_for_requests(asked + 1, &new.bundle());
        expect_fault(tab, fault, IN_THE_FOLD);
    }

    tab.host.behave(&new.bundle());
    tab.click(&format!("{IN_THE_FOLD} {RETRY}"));
    tab.expect_page(&new);
    tab.expect_focus("main h1");
    assert_eq!(tab.history_length(), entries + 1);
    expect_no_fault(tab);
    tab.expect_status("");
}

in_every_engine! {
    fn a_link_outside_the_fold_has_its_fault_under_the_masthead(tab) {
        let (home, new) = (tab.dist.home(), tab.dist.essay(1));
        tab.host.misbehave(&new.bundle(), Misbehaviour::Status(403));
        tab.open_page(&home);
        tab.click_link(&new.path);
        expect_fault(tab, &Fault::Server(403), UNDER_THE_MASTHEAD);
        tab.expect_page(&home);

        tab.host.behave(&new.bundle());
        tab.click(&format!("{UNDER_THE_MASTHEAD} {RETRY}"));
        tab.expect_page(&new);
        expect_no_fault(tab);
        tab.expect_no_full_load();
    }

    fn turning_to_another_page_removes_the_fault(tab) {
        let (home, (old, new)) = (tab.dist.home(), pair(tab));
        tab.host.misbehave(&new.bundle(), Misbehaviour::Status(403));
        tab.open_page(&home);
        tab.click_link(&old.path);
        tab.expect_page(&old);
        tab.click(NEXT);
        expect_fault(tab, &Fault::Server(403), IN_THE_FOLD);
        tab.click(".cw-leaf-previous a");
        tab.expect_page(&tab.dist.essay(0));
        expect_no_fault(tab);
        tab.expect_status("");

        // Back removes it, too.
        tab.back();
        tab.expect_page(&old);
        tab.expect_status(&old.heading);
        tab.click(NEXT);
        expect_fault(tab, &Fault::Server(403), IN_THE_FOLD);
        tab.back();
        tab.expect_page(&home);
        expect_no_fault(tab);
        tab.expect_no_full_load();
    }

    fn only_passing_faults_are_retried(tab) {
        let ((old, new), far) = (pair(tab), tab.dist.essay(5));
        tab.host.misbehave_times(2, &new.bundle(), Misbehaviour::Status(503));
        tab.host.misbehave(&far.bundle(), Misbehaviour::Status(403));
        tab.open_page(&old);
        tab.run(
            "window.__faults = 0;
             new MutationObserver(() => { if (document.querySelector('.cw-fault')) window.__faults += 1 })
               .observe(document.body, { childList: true, subtree: true })",
            vec![],
        );
        tab.click(NEXT);
        tab.expect_page(&new);
        assert_eq!(tab.number("window.__faults"), 0, "a fault was shown");
        assert_eq!(tab.host.requests(&new.bundle()), 3);

        // A link that is not prefetched: no neighbour's, and neither hovered nor focused before the click.
        tab.add_link("far", &far.path, "");
        tab.run("document.querySelector('#far').click()", vec![]);
        expect_fault(tab, &Fault::Server(403), UNDER_THE_MASTHEAD);
        assert_eq!(tab.host.requests(&far.bundle()), 1);
        tab.expect_no_full_load();
    }

    fn a_turn_that_failed_offline_completes_when_online_again(tab) {
        let (old, new) = pair(tab);
        tab.host.misbehave(&new.bundle(), Misbehaviour::Held);
        tab.open_page(&old);
        let entries = tab.history_length();
        tab.click(NEXT);
        tab.expect_status("Loading …");
        // A refused connection looks the same to a page as a lost network. Going offline by Chromium's driver would not break
        // off pending requests.
        tab.host.misbehave(&new.bundle(), Misbehaviour::Refused);
        expect_fault(tab, &Fault::Offline, IN_THE_FOLD);
        tab.expect_page(&old);
        assert_eq!(tab.history_length(), entries);

        tab.host.behave(&new.bundle());
        tab.run("dispatchEvent(new Event('online'))", vec![]);
        tab.expect_page(&new);
        expect_no_fault(tab);
        assert_eq!(tab.history_length(), entries + 1);
        tab.expect_no_full_load();
    }
}

/// Only Chromium's driver can go offline and back online with the browser's events.
#[test]
fn an_offline_turn_completes_when_the_network_returns() {
    visit(|tab| {
        let (home, new) = (tab.dist.home(), tab.dist.essay(4));
        tab.open_home();
        tab.set_network(false);
        tab.allow_error(&new.bundle());
        tab.click_link(&new.path);
        expect_fault(tab, &Fault::Offline, UNDER_THE_MASTHEAD);
        tab.expect_page(&home);
        tab.set_network(true);
        tab.expect_page(&new);
        tab.expect_no_full_load();
    });
}

in_every_engine! {
    /// The site was deployed anew, or something else is at the address: whatever the host has there is loaded in full.
    fn a_changed_site_is_a_full_load(tab) {
        let ways = [Misbehaviour::Html, Misbehaviour::Missing, Misbehaviour::WrongShape, Misbehaviour::NewerSchema];
        for (at, how) in ways.into_iter().enumerate() {
            tab.host.misbehave(&tab.dist.essay(at + 2).bundle(), how);
        }
        tab.open_page(&tab.dist.essay(1));
        for (at, how) in ways.into_iter().enumerate() {
            let new = tab.dist.essay(at + 2);
            let entries = tab.history_length();
            tab.run("document.querySelector('.cw-leaf-next a').search = '?from=here'", vec![]);
            tab.click(NEXT);
            tab.wait_for_app();
            tab.expect_page(&new);
            assert_eq!(tab.text("location.search"), "?from=here", "{how:?}");
            assert_eq!(tab.history_length(), entries + 1, "{how:?}");
            tab.wait_two_frames();
            tab.expect_no_full_load();
            assert_eq!(tab.host.requests(&new.path), 1, "{how:?}: {:?}", tab.host.request_log());
        }

        // So it is at a second click.
        let (old, new) = pair(tab);
        tab.open_page(&old);
        tab.click(NEXT);
        tab.wait_for_app();
        tab.expect_page(&new);
        assert_eq!(tab.host.requests(&new.path), 2);
    }

    fn a_link_that_the_host_refused_is_the_browsers_when_it_is_pressed_again(tab) {
        let (old, new) = pair(tab);
        tab.host.misbehave(&new.bundle(), Misbehaviour::Status(403));
        tab.open_page(&old);
        tab.click(NEXT);
        expect_fault(tab, &Fault::Server(403), IN_THE_FOLD);
        tab.expect_page(&old);
        tab.expect_no_full_load();
        tab.click(NEXT);
        tab.wait_for_app();
        tab.expect_page(&new);
        assert_eq!(tab.host.requests(&new.path), 1);
    }
}

/// Waits until a fault is shown in its place and in the live region, with the button to try again.
#[track_caller]
fn expect_fault(tab: &Tab, fault: &Fault, selector: &str) {
    tab.wait_for(
        &format!("{selector} has “{}”", fault.sentence(catchword_i18n::catalog("en"))),
        "document.querySelectorAll('.cw-fault').length === 1
         && document.querySelector(arguments[0])?.textContent.includes(arguments[1])
         && document.querySelector(arguments[0]).querySelector('[data-retry]').textContent === 'Try again'",
        vec![selector.into(), fault.sentence(catchword_i18n::catalog("en")).into()],
    );
    tab.expect_status(fault.sentence(catchword_i18n::catalog("en")));
    tab.wait_until("the loading line is gone", "!document.querySelector('.cw-is-loading')");
}

#[track_caller]
fn expect_no_fault(tab: &Tab) {
    tab.wait_until("the fault is gone", "!document.querySelector('.cw-fault')");
}
