//! Every way in which a bundle fails to arrive.

use catchword_app::cache::Fault;

use crate::harness::{Known, Misbehaviour, Visit, in_every_engine, visit};

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

in_every_engine! {
    fn a_bundle_that_does_not_come_keeps_the_old_page(reader) {
        let cases = [
            (Misbehaviour::Status(403), Fault::Server(403)),
            (Misbehaviour::Status(500), Fault::Server(500)),
            (Misbehaviour::Truncated, Fault::Truncated),
            (Misbehaviour::Refused, Fault::Offline),
        ];
        for (at, (how, _)) in cases.iter().enumerate() {
            reader.host.misbehave(&reader.dist.essay(at + 2).bundle(), *how);
        }
        reader.open_page(&reader.dist.essay(1));
        for (at, (_, fault)) in cases.iter().enumerate() {
            keeps_the_old_page(reader, [at + 1, at + 2].map(|at| reader.dist.essay(at)), fault);
        }
        reader.has_not_loaded();
    }
}

/// The app gives an answer ten seconds: what comes of that is the same for the reader in every engine.
#[test]
fn an_answer_that_never_comes_keeps_the_old_page() {
    visit(|reader| {
        let (old, new) = pair(reader);
        reader.host.misbehave(&new.bundle(), Misbehaviour::Held);
        reader.open_page(&old);
        keeps_the_old_page(reader, [old, new], &Fault::Timeout);
        reader.has_not_loaded();
    });
}

/// From the old page, which is shown, to the next in the row, whose bundle fails until the host behaves.
#[track_caller]
fn keeps_the_old_page(reader: &Visit, [old, new]: [Known; 2], fault: &Fault) {
    let entries = reader.entries();
    reader.click(NEXT);
    says(reader, fault, IN_THE_LEAF);
    reader.is_at(&old);
    assert_eq!(reader.entries(), entries);

    // Retry while it still fails says it again. What the app itself tries again takes its time: once of it is enough.
    if !fault.is_transient() {
        let asked = reader.host.asked(&new.bundle());
        reader.click(&format!("{IN_THE_LEAF} {RETRY}"));
        reader.host_is_asked(asked + 1, &new.bundle());
        says(reader, fault, IN_THE_LEAF);
    }

    reader.host.behave(&new.bundle());
    reader.click(&format!("{IN_THE_LEAF} {RETRY}"));
    reader.is_at(&new);
    reader.focus_is_on("main h1");
    assert_eq!(reader.entries(), entries + 1);
    nothing_is_left(reader);
    reader.status_is("");
}

in_every_engine! {
    fn a_link_outside_the_fold_says_it_under_the_masthead(reader) {
        let (home, new) = (reader.dist.home(), reader.dist.essay(1));
        reader.host.misbehave(&new.bundle(), Misbehaviour::Status(403));
        reader.open_page(&home);
        reader.follow(&new.path);
        says(reader, &Fault::Server(403), UNDER_THE_MASTHEAD);
        reader.is_at(&home);

        reader.host.behave(&new.bundle());
        reader.click(&format!("{UNDER_THE_MASTHEAD} {RETRY}"));
        reader.is_at(&new);
        nothing_is_left(reader);
        reader.has_not_loaded();
    }

    fn another_page_takes_the_fault_away(reader) {
        let (home, (old, new)) = (reader.dist.home(), pair(reader));
        reader.host.misbehave(&new.bundle(), Misbehaviour::Status(403));
        reader.open_page(&home);
        reader.follow(&old.path);
        reader.is_at(&old);
        reader.click(NEXT);
        says(reader, &Fault::Server(403), IN_THE_LEAF);
        reader.click(".leaf-previous a");
        reader.is_at(&reader.dist.essay(0));
        nothing_is_left(reader);
        reader.status_is("");

        // So does Back.
        reader.back();
        reader.is_at(&old);
        reader.status_is(&old.heading);
        reader.click(NEXT);
        says(reader, &Fault::Server(403), IN_THE_LEAF);
        reader.back();
        reader.is_at(&home);
        nothing_is_left(reader);
        reader.has_not_loaded();
    }

    fn what_may_pass_is_asked_for_again_and_what_may_not_is_not(reader) {
        let ((old, new), far) = (pair(reader), reader.dist.essay(5));
        reader.host.misbehave_times(2, &new.bundle(), Misbehaviour::Status(503));
        reader.host.misbehave(&far.bundle(), Misbehaviour::Status(403));
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

        // No neighbour's link, and one that neither pointer nor focus comes near before it is pressed.
        reader.add_link("far", &far.path, "");
        reader.run("document.querySelector('#far').click()", vec![]);
        says(reader, &Fault::Server(403), UNDER_THE_MASTHEAD);
        assert_eq!(reader.host.asked(&far.bundle()), 1);
        reader.has_not_loaded();
    }

    fn the_network_goes_in_mid_turn_and_comes_back(reader) {
        let (old, new) = pair(reader);
        reader.host.misbehave(&new.bundle(), Misbehaviour::Held);
        reader.open_page(&old);
        let entries = reader.entries();
        reader.click(NEXT);
        reader.status_is("Loading …");
        // To a page a host that refuses connections is no other. Chromium's driver, which can take the network away, lets
        // go on what is under way.
        reader.host.misbehave(&new.bundle(), Misbehaviour::Refused);
        says(reader, &Fault::Offline, IN_THE_LEAF);
        reader.is_at(&old);
        assert_eq!(reader.entries(), entries);

        reader.host.behave(&new.bundle());
        reader.run("dispatchEvent(new Event('online'))", vec![]);
        reader.is_at(&new);
        nothing_is_left(reader);
        assert_eq!(reader.entries(), entries + 1);
        reader.has_not_loaded();
    }
}

/// Only Chromium's driver can take the network away, and give it back so that the browser says so.
#[test]
fn without_a_network_it_says_so_and_comes_when_the_network_does() {
    visit(|reader| {
        let (home, new) = (reader.dist.home(), reader.dist.essay(4));
        reader.open_home();
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

in_every_engine! {
    /// The site has changed under the app: the address is loaded in full, and were it of no avail, never again.
    fn what_has_changed_is_one_full_load(reader) {
        let ways = [Misbehaviour::Html, Misbehaviour::Missing, Misbehaviour::WrongShape, Misbehaviour::NewerSchema];
        for (at, how) in ways.into_iter().enumerate() {
            reader.host.misbehave(&reader.dist.essay(at + 2).bundle(), how);
        }
        reader.open_page(&reader.dist.essay(1));
        for (at, how) in ways.into_iter().enumerate() {
            let new = reader.dist.essay(at + 2);
            let entries = reader.entries();
            reader.run("document.querySelector('.leaf-next a').search = '?from=here'", vec![]);
            reader.click(NEXT);
            reader.app_runs();
            reader.is_at(&new);
            assert_eq!(reader.text("location.search"), "?from=here", "{how:?}");
            assert_eq!(reader.entries(), entries + 1, "{how:?}");
            reader.two_frames();
            reader.has_not_loaded();
            assert_eq!(reader.host.asked(&new.path), 1, "{how:?}: {:?}", reader.host.log());
        }

        // A second press is no second full load.
        let (old, new) = pair(reader);
        reader.open_page(&old);
        reader.click(NEXT);
        says(reader, &Fault::NotJson, IN_THE_LEAF);
        reader.is_at(&old);
        reader.has_not_loaded();
        assert_eq!(reader.host.asked(&new.path), 1);
    }
}

/// Waits until a fault is said where it belongs and in the status region, with the one thing to do.
#[track_caller]
fn says(reader: &Visit, fault: &Fault, place: &str) {
    reader.wait_for(
        &format!("{place} says “{}”", fault.sentence(catchword_i18n::catalog("en"))),
        "document.querySelectorAll('.fault').length === 1
         && document.querySelector(arguments[0])?.textContent.includes(arguments[1])
         && document.querySelector(arguments[0]).querySelector('[data-retry]').textContent === 'Try again'",
        vec![place.into(), fault.sentence(catchword_i18n::catalog("en")).into()],
    );
    reader.status_is(fault.sentence(catchword_i18n::catalog("en")));
    reader.wait_until("the line is gone", "!document.querySelector('.is-loading')");
}

#[track_caller]
fn nothing_is_left(reader: &Visit) {
    reader.wait_until("nothing is left of the fault", "!document.querySelector('.fault')");
}
