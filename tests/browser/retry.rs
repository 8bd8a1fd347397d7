//! The button that asks for a page again, and the focus on it.

use fantoccini::key::Key;

use catchword_app::cache::Fault;

use crate::harness::{Known, Misbehaviour, Visit, in_every_engine};

const NEXT: &str = ".leaf-next a";
const IN_THE_LEAF: &str = ".leaf-next .fault [data-retry]";
const REFUSED: Misbehaviour = Misbehaviour::Status(403);

in_every_engine! {
    fn in_a_leaf_the_focus_survives(reader) {
        let (old, new) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.host.misbehave(&new.bundle(), REFUSED);
        reader.open_page(&old);
        reader.click(NEXT);
        says(reader, IN_THE_LEAF);
        survives(reader, IN_THE_LEAF, &new.bundle());
        reader.is_at(&old);

        helps(reader, &new);
    }

    fn under_the_masthead_the_focus_survives(reader) {
        let (home, new) = (reader.dist.home(), reader.dist.essay(1));
        reader.host.misbehave(&new.bundle(), REFUSED);
        reader.open_page(&home);
        reader.follow(&new.path);
        let button = ".fault-panel [data-retry]";
        says(reader, button);
        survives(reader, button, &new.bundle());

        helps(reader, &new);
    }

    fn in_a_pages_place_the_focus_survives(reader) {
        let (old, new) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.open_page(&old);
        reader.click(NEXT);
        reader.is_at(&new);
        reader.host.misbehave(&old.bundle(), REFUSED);
        reader.reload();
        reader.is_at(&new);
        reader.back();
        let button = "main > .list .fault [data-retry]";
        says(reader, button);
        reader.focus_is_on("main h1");
        survives(reader, button, &old.bundle());
        // Another fault than before: the page is made anew, and the focus is on its button.
        reader.host.misbehave(&old.bundle(), Misbehaviour::Status(401));
        reader.run("document.activeElement.dataset.old = ''", vec![]);
        reader.press(Key::Enter);
        reader.focus_is_on(&format!("{button}:not([data-old])"));

        reader.host.behave(&old.bundle());
        reader.press(Key::Enter);
        reader.is_at(&old);
        reader.focus_is_on(NEXT);
        reader.has_not_loaded();
    }

    fn a_fault_is_said_though_the_focus_is_on_a_link(reader) {
        let (essay, about) = (reader.dist.essay(1), reader.dist.standing());
        let link = format!("header nav a[href=\"{}\"]", about.path);
        reader.open_page(&essay);
        reader.click(&link);
        reader.is_at(&about);
        reader.host.misbehave(&essay.bundle(), REFUSED);
        reader.reload();
        reader.is_at(&about);
        reader.back();
        says(reader, "main > .list .fault [data-retry]");
        reader.focus_is_on(&link);
        // The title of a page that did come would be said by then.
        reader.run_async("setTimeout(arguments[0], 200)");
        reader.status_is(Fault::Server(403).sentence(catchword_i18n::catalog("en")));
    }

    fn who_gives_up_in_the_middle_of_a_retry_can_try_again(reader) {
        let (old, new) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.host.misbehave(&new.bundle(), REFUSED);
        reader.open_page(&old);
        reader.click(NEXT);
        says(reader, IN_THE_LEAF);
        reader.host.misbehave(&new.bundle(), Misbehaviour::Held);
        reader.run("document.querySelector(arguments[0]).focus()", vec![IN_THE_LEAF.into()]);
        reader.press(Key::Enter);
        reader.status_is("Loading …");
        reader.press(Key::Escape);
        reader.status_is("");
        reader.focus_is_on(IN_THE_LEAF);
        reader.host.behave(&new.bundle());
        reader.press(Key::Enter);
        reader.is_at(&new);
        reader.has_not_loaded();
    }
}

#[track_caller]
fn says(reader: &Visit, button: &str) {
    reader.wait_for("the button is there", "!!document.querySelector(arguments[0])", vec![button.into()]);
    reader.status_is(Fault::Server(403).sentence(catchword_i18n::catalog("en")));
}

/// Presses the button that has the focus, now that the page comes.
#[track_caller]
fn helps(reader: &Visit, new: &Known) {
    reader.host.behave(&new.bundle());
    reader.press(Key::Enter);
    reader.is_at(new);
    reader.focus_is_on("main h1");
    reader.wait_until("nothing is left of the fault", "!document.querySelector('.fault')");
    reader.has_not_loaded();
}

/// Presses the button by the keyboard while the page fails still.
#[track_caller]
fn survives(reader: &Visit, button: &str, bundle: &str) {
    reader.run("document.querySelector(arguments[0]).focus()", vec![button.into()]);
    for _ in 0..2 {
        let asked = reader.host.asked(bundle);
        reader.run(
            "window.__said = [];
             new MutationObserver(() => window.__said.push(document.querySelector('[role=status]').textContent))
               .observe(document.querySelector('[role=status]'), { childList: true, characterData: true, subtree: true })",
            vec![],
        );
        reader.press(Key::Enter);
        reader.host_is_asked(asked + 1, bundle);
        // The same sentence is said again: the region was empty in between.
        reader.wait_for(
            "it is said again",
            "window.__said.length > 1 && window.__said.at(-1) === arguments[0]",
            vec![Fault::Server(403).sentence(catchword_i18n::catalog("en")).into()],
        );
        reader.focus_is_on(button);
    }
}
