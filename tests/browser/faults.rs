//! Every way in which a bundle fails to arrive.

use quire::library::Fault;

use crate::harness::{Known, Misbehaviour, Visit, visit};

const NEXT: &str = ".leaf-next a";
/// Where a leaf of the fold says why its page did not come.
const IN_THE_LEAF: &str = ".leaf-next .fault";
/// Where every other link's fault is said.
const UNDER_THE_MASTHEAD: &str = ".fault-panel";
const RETRY: &str = "[data-retry]";

/// The page that is left in these tests, and the one that does not come.
fn pair(reader: &Visit) -> (Known, Known) {
    (reader.dist.essay(1), reader.dist.essay(2))
}

#[test]
fn a_truncated_bundle_keeps_the_old_page() {
    keeps_the_old_page(Misbehaviour::Truncated, &Fault::Truncated);
}

#[test]
fn a_refused_connection_keeps_the_old_page() {
    keeps_the_old_page(Misbehaviour::Refused, &Fault::Offline);
}

#[test]
fn a_failing_server_keeps_the_old_page() {
    keeps_the_old_page(Misbehaviour::Status(500), &Fault::Server(500));
}

#[test]
fn a_forbidding_server_keeps_the_old_page() {
    keeps_the_old_page(Misbehaviour::Status(403), &Fault::Server(403));
}

#[test]
fn an_answer_that_never_comes_keeps_the_old_page() {
    keeps_the_old_page(Misbehaviour::Held, &Fault::Timeout);
}

#[track_caller]
fn keeps_the_old_page(how: Misbehaviour, fault: &Fault) {
    visit(|reader| {
        let (old, new) = pair(reader);
        reader.host.misbehave(&new.bundle(), how);
        reader.open_page(&old);
        let entries = reader.entries();

        reader.click(NEXT);
        says(reader, fault, IN_THE_LEAF);
        reader.is_at(&old);
        assert_eq!(reader.entries(), entries);

        // Retry while it still fails says it again.
        let asked = reader.host.asked(&new.bundle());
        reader.click(&format!("{IN_THE_LEAF} {RETRY}"));
        reader.host_is_asked(asked + 1, &new.bundle());
        says(reader, fault, IN_THE_LEAF);

        reader.host.behave(&new.bundle());
        reader.click(&format!("{IN_THE_LEAF} {RETRY}"));
        reader.is_at(&new);
        reader.focus_is_on("main h1");
        assert_eq!(reader.entries(), entries + 1);
        reader.wait_until("nothing is left of the fault", "!document.querySelector('.fault')");
        reader.status_is("");
        reader.has_not_loaded();
    });
}

#[test]
fn a_link_outside_the_fold_says_it_under_the_masthead() {
    visit(|reader| {
        let (home, new) = (reader.dist.home(), reader.dist.essay(1));
        reader.host.misbehave(&new.bundle(), Misbehaviour::Status(500));
        reader.open_page(&home);
        reader.follow(&new.path);
        says(reader, &Fault::Server(500), UNDER_THE_MASTHEAD);
        reader.is_at(&home);

        reader.host.behave(&new.bundle());
        reader.click(&format!("{UNDER_THE_MASTHEAD} {RETRY}"));
        reader.is_at(&new);
        reader.wait_until("nothing is left of the fault", "!document.querySelector('.fault')");
        reader.has_not_loaded();
    });
}

#[test]
fn another_page_takes_the_fault_away() {
    visit(|reader| {
        let (old, new) = pair(reader);
        reader.host.misbehave(&new.bundle(), Misbehaviour::Status(403));
        reader.open_page(&old);
        reader.click(NEXT);
        says(reader, &Fault::Server(403), IN_THE_LEAF);
        reader.click(".leaf-previous a");
        reader.is_at(&reader.dist.essay(0));
        reader.wait_until("nothing is left of the fault", "!document.querySelector('.fault')");
        reader.status_is("");
        reader.has_not_loaded();
    });
}

#[test]
fn back_takes_the_fault_away() {
    visit(|reader| {
        let (old, new) = pair(reader);
        reader.host.misbehave(&new.bundle(), Misbehaviour::Status(403));
        reader.open_page(&reader.dist.home());
        reader.follow(&old.path);
        reader.is_at(&old);
        reader.click(NEXT);
        says(reader, &Fault::Server(403), IN_THE_LEAF);
        reader.back();
        reader.is_at(&reader.dist.home());
        reader.wait_until("nothing is left of the fault", "!document.querySelector('.fault')");
        reader.has_not_loaded();
    });
}

#[test]
fn a_slow_bundle_is_announced_and_arrives() {
    visit(|reader| {
        let (old, new) = pair(reader);
        reader.host.misbehave(&new.bundle(), Misbehaviour::Held);
        reader.open_page(&old);
        reader.click(NEXT);
        reader.wait_until("the line shows", "!!document.querySelector('.loading-line.is-loading')");
        reader.status_is("Loading …");
        reader.is_at(&old);
        assert_eq!(reader.text("document.querySelectorAll('[aria-busy=true]').length"), "0");

        reader.host.behave(&new.bundle());
        reader.is_at(&new);
        reader.wait_until("the line is gone", "!document.querySelector('.is-loading')");
        reader.status_is("");
        reader.has_not_loaded();
    });
}

#[test]
fn two_failures_pass_unnoticed() {
    visit(|reader| {
        let (old, new) = pair(reader);
        reader.host.misbehave_times(2, &new.bundle(), Misbehaviour::Status(503));
        reader.open_page(&old);
        reader.run(
            "window.__faults = 0;
             new MutationObserver(() => { if (document.querySelector('.fault')) window.__faults += 1 })
               .observe(document.body, { childList: true, subtree: true })",
            vec![],
        );
        reader.click(NEXT);
        reader.is_at(&new);
        assert_eq!(reader.number("window.__faults"), 0, "a fault was shown");
        assert_eq!(reader.host.asked(&new.bundle()), 3);
        reader.has_not_loaded();
    });
}

#[test]
fn what_a_server_refuses_for_good_is_asked_for_once() {
    visit(|reader| {
        let (old, new) = pair(reader);
        reader.host.misbehave(&new.bundle(), Misbehaviour::Status(403));
        reader.open_page(&old);
        reader.click(NEXT);
        says(reader, &Fault::Server(403), IN_THE_LEAF);
        assert_eq!(reader.host.asked(&new.bundle()), 1);
    });
}

#[test]
fn without_a_network_it_says_so_and_comes_when_the_network_does() {
    visit(|reader| {
        let (home, new) = (reader.dist.home(), reader.dist.essay(4));
        reader.open_page(&home);
        reader.network(false);
        reader.expect_trouble(&new.bundle());
        reader.follow(&new.path);
        says(reader, &Fault::Offline, UNDER_THE_MASTHEAD);
        reader.is_at(&home);
        reader.network(true);
        reader.is_at(&new);
        reader.has_not_loaded();
    });
}

#[test]
fn a_page_in_the_bundles_place_is_one_full_load() {
    is_one_full_load(Misbehaviour::Html);
}

#[test]
fn a_missing_bundle_is_one_full_load() {
    is_one_full_load(Misbehaviour::Missing);
}

#[test]
fn a_bundle_of_the_wrong_shape_is_one_full_load() {
    is_one_full_load(Misbehaviour::WrongShape);
}

#[test]
fn a_bundle_of_a_newer_contract_is_one_full_load() {
    is_one_full_load(Misbehaviour::NewerSchema);
}

/// The site has changed under the app: the address is loaded in full, and were it of no avail, never again.
#[track_caller]
fn is_one_full_load(how: Misbehaviour) {
    visit(|reader| {
        let (old, new) = pair(reader);
        reader.host.misbehave(&new.bundle(), how);
        reader.open_page(&old);
        let entries = reader.entries();
        reader.run("document.querySelector('.leaf-next a').search = '?from=here'", vec![]);

        reader.click(NEXT);
        reader.app_runs();
        assert_eq!(reader.text("location.pathname + location.search"), format!("{}?from=here", new.path));
        assert_eq!(reader.entries(), entries + 1);
        reader.two_frames();
        reader.has_not_loaded();
        assert_eq!(reader.host.asked(&new.path), 1, "{:?}", reader.host.log());

        // And the remedy has helped, or helps as soon as the site is whole again.
        reader.host.behave(&new.bundle());
        if reader.run("return !!document.querySelector('[data-retry]')", vec![]) == true {
            reader.click(RETRY);
        } else {
            reader.reload();
        }
        reader.is_at(&new);
    });
}

#[test]
fn a_second_press_is_no_second_full_load() {
    visit(|reader| {
        let (old, new) = pair(reader);
        reader.host.misbehave(&new.bundle(), Misbehaviour::Html);
        reader.open_page(&old);
        reader.click(NEXT);
        reader.app_runs();
        reader.open_page(&old);
        reader.click(NEXT);
        says(reader, &Fault::NotJson, IN_THE_LEAF);
        reader.is_at(&old);
        reader.has_not_loaded();
        assert_eq!(reader.host.asked(&new.path), 1);
    });
}

#[test]
fn the_first_page_can_be_tried_again() {
    visit(|reader| {
        let site = reader.dist.below_base("site.json");
        let page = reader.dist.essay(1);
        for (broken, times) in [(&site, 1), (&page.bundle(), 1)] {
            reader.host.misbehave_times(times, broken, Misbehaviour::Truncated);
            reader.open_page(&page);
        }
    });
}

/// Waits until a fault is said where it belongs and in the status region, with the one thing to do.
#[track_caller]
fn says(reader: &Visit, fault: &Fault, place: &str) {
    reader.wait_for(
        &format!("{place} says “{}”", fault.sentence()),
        "document.querySelectorAll('.fault').length === 1
         && document.querySelector(arguments[0])?.textContent.includes(arguments[1])
         && document.querySelector(arguments[0]).querySelector('[data-retry]').textContent === 'Try again'",
        vec![place.into(), fault.sentence().into()],
    );
    reader.status_is(fault.sentence());
    reader.wait_until("the line is gone", "!document.querySelector('.is-loading')");
}
