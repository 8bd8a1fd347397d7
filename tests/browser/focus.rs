//! Where the focus is after a turn, and what a screen reader is told.

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::in_every_engine;

const NEXT: &str = ".leaf-next a";

/// Whether the focus is on the link that is nearest to the page's heading on one side, as a JavaScript expression.
fn has_the_focus(find: &str, position: &str) -> String {
    format!(
        "document.activeElement === [...document.links].{find}(link =>
           document.querySelector('main h1').compareDocumentPosition(link) & Node.DOCUMENT_POSITION_{position})"
    )
}

in_every_engine! {
    fn after_a_turn_to_a_list_the_first_click_counts(reader) {
        let (home, essay) = (reader.dist.home(), reader.dist.essay(0));
        reader.open_page(&essay);
        reader.click(".site-name");
        reader.is_at(&home);
        reader.focus_is_on("main h1");
        // With the button down the focus leaves the heading, and nothing may move before the button is up.
        let place = "document.querySelector('.entries').getBoundingClientRect().top + scrollY";
        let top = reader.number(place);
        reader.run("document.activeElement.blur()", vec![]);
        assert_eq!(reader.number(place), top);
        reader.run("document.querySelector('main h1').focus({ preventScroll: true })", vec![]);
        reader.point_and_click(&format!(".entry h2 a[href=\"{}\"]", essay.path));
        reader.is_at(&essay);
        reader.has_not_loaded();
    }

    fn a_new_page_has_the_focus_on_its_heading_and_the_status_silent(reader) {
        reader.open_page(&reader.dist.essay(0));
        reader.run(
            "window.__focused = [];
             addEventListener('focusin', event => window.__focused.push(event.target.textContent.trim()))",
            vec![],
        );
        // The heading may be the same node before and after: the focus moves each time.
        for at in [1, 2] {
            let page = reader.dist.essay(at);
            reader.click(NEXT);
            reader.is_at(&page);
            reader.focus_is_on("main h1");
            reader.wait_for(
                "the heading got the focus",
                "window.__focused.at(-1) === arguments[0]",
                vec![json!(page.heading)],
            );
            reader.status_is("");
            let outline = reader.text("getComputedStyle(document.querySelector('main h1')).outlineStyle");
            assert_eq!(outline, "none", "no ring after a pointer");
        }

        // From there Tab goes on, and back.
        reader.press(Key::Tab);
        reader.wait_until("the focus is on the first link below", &has_the_focus("find", "FOLLOWING"));
        reader.press_with(Key::Shift, Key::Tab);
        reader.wait_until("the focus is on the last link above", &has_the_focus("findLast", "PRECEDING"));
    }

    fn back_puts_the_focus_on_the_link_that_was_used(reader) {
        let (home, essay) = (reader.dist.home(), reader.dist.essay(1));
        reader.open_page(&home);
        reader.follow(&essay.path);
        reader.is_at(&essay);
        reader.back();
        reader.is_at(&home);
        let link = format!("main a[href=\"{}\"]", essay.path);
        reader.focus_is_on(&link);
        reader.status_is(&home.heading);

        // Forward goes to a page that was not left by a link.
        reader.forward();
        reader.is_at(&essay);
        reader.focus_is_on("main h1");
        reader.status_is("");

        // Of two links with one address it is the one that was used.
        reader.back();
        reader.is_at(&home);
        reader.add_link("second", &essay.path, "");
        reader.click("#second");
        reader.is_at(&essay);
        reader.back();
        reader.is_at(&home);
        reader.focus_is_on("#second");
        reader.status_is(&home.heading);

        // Where the link is gone by then, the heading has the focus, and announces the page itself.
        reader.forward();
        reader.is_at(&essay);
        reader.run("document.querySelector('#second').remove()", vec![]);
        reader.back();
        reader.is_at(&home);
        reader.focus_is_on("main h1");
        reader.status_is("");
    }

    fn a_footnote_is_the_browsers_and_no_trap(reader) {
        let (essay, note) = reader.dist.place_link();
        reader.open_page(&reader.dist.home());
        reader.add_link("essay", &essay.path, "");
        reader.click("#essay");
        reader.is_at(&essay);
        reader.run("addEventListener('click', event => { window.__taken = event.defaultPrevented })", vec![]);

        let reference = format!(".prose a[href=\"{note}\"]");
        reader.press_on(&reference, Key::Enter);
        reader.is_at_place(&essay, &note);
        assert_eq!(reader.text("window.__taken"), "false");
        reader.is_the_target(&note);
        // The next Tab goes on from the note: back to the text.
        reader.press(Key::Tab);
        reader.wait_until(
            "the focus is in the note",
            "document.querySelector(':target').contains(document.activeElement)",
        );

        reader.back();
        reader.is_at(&essay);
        reader.back();
        reader.is_at(&reader.dist.home());
        reader.has_not_loaded();
    }

    fn the_skip_link_leads_into_the_text_and_a_key_turns_the_page(reader) {
        reader.open_page(&reader.dist.home());
        reader.press(Key::Tab);
        reader.focus_is_on(".skip-link");
        reader.wait_until(
            "it can be seen",
            "(box => box.top >= 0 && box.left >= 0 && box.height > 1)(
               document.querySelector('.skip-link').getBoundingClientRect())",
        );
        reader.press(Key::Enter);
        reader.wait_until("the address names the place", "location.hash === '#main'");
        reader.press(Key::Tab);
        reader.wait_until(
            "the focus is in the text",
            "document.activeElement.closest('main') && document.activeElement.localName === 'a'",
        );
        let there = reader.dist.at(&reader.text("document.activeElement.pathname"));
        reader.press(Key::Enter);
        reader.is_at(&there);
        reader.focus_is_on("main h1");
        reader.has_not_loaded();
    }
}
