//! The focus after a turn, and what is announced to a screen reader.

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::in_every_engine;

const NEXT: &str = ".cw-leaf-next a";

/// A JavaScript expression: whether the focus is on the link nearest to the heading, before or after it.
fn focus_is_nearest_link(find: &str, position: &str) -> String {
    format!(
        "document.activeElement === [...document.links].{find}(link =>
           document.querySelector('main h1').compareDocumentPosition(link) & Node.DOCUMENT_POSITION_{position})"
    )
}

in_every_engine! {
    fn after_a_turn_to_a_list_the_first_click_counts(tab) {
        let (home, essay) = (tab.dist.home(), tab.dist.essay(0));
        tab.open_page(&essay);
        tab.click(".cw-site-name");
        tab.expect_page(&home);
        tab.expect_focus("main h1");
        // Pressing the button takes the focus from the heading; nothing may move before the button is released.
        let place = "document.querySelector('.cw-entries').getBoundingClientRect().top + scrollY";
        let top = tab.number(place);
        tab.run("document.activeElement.blur()", vec![]);
        assert_eq!(tab.number(place), top);
        tab.run("document.querySelector('main h1').focus({ preventScroll: true })", vec![]);
        tab.click_by_pointer(&format!(".cw-entry h2 a[href=\"{}\"]", essay.path));
        tab.expect_page(&essay);
        tab.expect_no_full_load();
    }

    fn a_turn_focuses_the_heading_and_leaves_the_status_empty(tab) {
        tab.open_page(&tab.dist.essay(0));
        tab.run(
            "window.__focused = [];
             addEventListener('focusin', event => window.__focused.push(event.target.textContent.trim()))",
            vec![],
        );
        // The heading may be the same node before and after: it must get the focus each time.
        for at in [1, 2] {
            let page = tab.dist.essay(at);
            tab.click(NEXT);
            tab.expect_page(&page);
            tab.expect_focus("main h1");
            tab.wait_for(
                "the heading got the focus",
                "window.__focused.at(-1) === arguments[0]",
                vec![json!(page.heading)],
            );
            tab.expect_status("");
            let outline = tab.text("getComputedStyle(document.querySelector('main h1')).outlineStyle");
            assert_eq!(outline, "none", "no outline after a click");
        }

        // Tab and Shift-Tab go on from the heading.
        tab.press(Key::Tab);
        tab.wait_until("the focus is on the first link below", &focus_is_nearest_link("find", "FOLLOWING"));
        tab.press_with_modifier(Key::Shift, Key::Tab);
        tab.wait_until("the focus is on the last link above", &focus_is_nearest_link("findLast", "PRECEDING"));
    }

    fn back_focuses_the_link_that_was_used(tab) {
        let (home, essay) = (tab.dist.home(), tab.dist.essay(1));
        tab.open_page(&home);
        tab.click_link(&essay.path);
        tab.expect_page(&essay);
        tab.back();
        tab.expect_page(&home);
        let link = format!("main a[href=\"{}\"]", essay.path);
        tab.expect_focus(&link);
        tab.expect_status(&home.heading);

        // Forward, to a page that was not left by a link.
        tab.forward();
        tab.expect_page(&essay);
        tab.expect_focus("main h1");
        tab.expect_status("");

        // Of two links with the same address, the one that was used.
        tab.back();
        tab.expect_page(&home);
        tab.add_link("second", &essay.path, "");
        tab.click("#second");
        tab.expect_page(&essay);
        tab.back();
        tab.expect_page(&home);
        tab.expect_focus("#second");
        tab.expect_status(&home.heading);

        // If the link is gone, the heading gets the focus, which announces the page.
        tab.forward();
        tab.expect_page(&essay);
        tab.run("document.querySelector('#second').remove()", vec![]);
        tab.back();
        tab.expect_page(&home);
        tab.expect_focus("main h1");
        tab.expect_status("");
    }

    fn the_browser_follows_footnote_links(tab) {
        let (essay, note) = tab.dist.footnote_link();
        tab.open_page(&tab.dist.home());
        tab.add_link("essay", &essay.path, "");
        tab.click("#essay");
        tab.expect_page(&essay);
        tab.run("addEventListener('click', event => { window.__taken = event.defaultPrevented })", vec![]);

        let reference = format!(".cw-prose a[href=\"{note}\"]");
        tab.focus_and_press(&reference, Key::Enter);
        tab.expect_page_at(&essay, &note);
        assert_eq!(tab.text("window.__taken"), "false");
        tab.expect_target(&note);
        // Tab goes on from the note, to its link back to the text.
        tab.press(Key::Tab);
        tab.wait_until(
            "the focus is in the note",
            "document.querySelector(':target').contains(document.activeElement)",
        );

        tab.back();
        tab.expect_page(&essay);
        tab.back();
        tab.expect_page(&tab.dist.home());
        tab.expect_no_full_load();
    }

    fn the_skip_link_leads_into_the_text_and_a_key_turns_the_page(tab) {
        tab.open_page(&tab.dist.home());
        tab.press(Key::Tab);
        tab.expect_focus(".cw-skip-link");
        tab.wait_until(
            "it is visible",
            "(box => box.top >= 0 && box.left >= 0 && box.height > 1)(
               document.querySelector('.cw-skip-link').getBoundingClientRect())",
        );
        tab.press(Key::Enter);
        tab.wait_until("the address has the fragment", "location.hash === '#cw-main'");
        tab.press(Key::Tab);
        tab.wait_until(
            "the focus is in the text",
            "document.activeElement.closest('main') && document.activeElement.localName === 'a'",
        );
        let there = tab.dist.page_at(&tab.text("document.activeElement.pathname"));
        tab.press(Key::Enter);
        tab.expect_page(&there);
        tab.expect_focus("main h1");
        tab.expect_no_full_load();
    }
}
