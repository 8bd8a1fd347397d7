//! The keys that turn a page, when they must not, and the dialog that lists them.

use catchword_app::routes::Address;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::harness::{Tab, in_every_engine, visit};

const NEXT: &str = ".cw-leaf-next a";
const KEYS_BUTTON: &str = ".cw-colophon [data-keys]";
const LETTERS: &str = "dialog [data-letters]";

in_every_engine! {
    fn the_arrows_turn_the_page(tab) {
        let [a, b, c] = [0, 1, 2].map(|at| tab.dist.essay(at));
        tab.open_page(&b);
        let entries = tab.history_length();
        tab.press(Key::Right);
        tab.expect_page(&c);
        tab.expect_focus("main h1");
        tab.press(Key::Left);
        tab.expect_page(&b);
        tab.press(Key::Left);
        tab.expect_page(&a);
        assert_eq!(tab.history_length(), entries + 3);
        // No link was used there: Back focuses the heading, which announces the page.
        tab.back();
        tab.expect_page(&b);
        tab.expect_focus("main h1");
        tab.expect_status("");
        tab.expect_no_full_load();
    }

    fn at_the_first_essay_the_left_arrow_does_nothing(tab) {
        let first = tab.dist.essay(0);
        tab.open_page(&first);
        assert!(!handles_key(tab, "ArrowLeft", json!({})));
        assert!(handles_key(tab, "ArrowRight", json!({})));
        tab.expect_page(&tab.dist.essay(1));
    }

    fn the_arrows_turn_the_pages_of_a_list(tab) {
        let (home, second) = (tab.dist.home(), tab.dist.page(&catchword_app::routes::Address::List(2)));
        tab.open_page(&home);
        tab.press(Key::Right);
        tab.expect_page(&second);
        tab.press(Key::Left);
        tab.expect_page(&home);
        tab.expect_no_full_load();
    }

    fn from_right_to_left_the_left_arrow_is_next(tab) {
        let [a, b, c] = [0, 1, 2].map(|at| tab.dist.essay(at));
        tab.open_page(&b);
        tab.run("document.documentElement.dir = 'rtl'", vec![]);
        tab.press(Key::Left);
        tab.expect_page(&c);
        tab.press(Key::Right);
        tab.expect_page(&b);
        tab.press(Key::Right);
        tab.expect_page(&a);
        open_dialog(tab);
        assert_eq!(description_of(tab, "←"), "The next page");
        assert_eq!(description_of(tab, "→"), "The previous page");
    }

    fn arrows_with_a_modifier_are_left_to_the_browser(tab) {
        tab.open_page(&tab.dist.essay(1));
        for modifier in ["ctrlKey", "altKey", "metaKey", "shiftKey"] {
            assert!(!handles_key(tab, "ArrowRight", json!({ modifier: true })), "{modifier}");
        }
        // A key held down would run through the essays.
        assert!(!handles_key(tab, "ArrowRight", json!({ "repeat": true })));
        assert!(!handles_key(tab, "ArrowRight", json!({ "isComposing": true })));
        assert!(handles_key(tab, "ArrowRight", json!({})));
    }

    fn arrows_in_a_field_or_a_scroll_box_turn_no_page(tab) {
        let page = tab.dist.essay(1);
        tab.open_page(&page);
        for (element, attributes) in [
            ("input", json!({})),
            ("input", json!({ "type": "radio" })),
            ("input", json!({ "type": "range" })),
            ("textarea", json!({})),
            ("select", json!({})),
            ("p", json!({ "contenteditable": "" })),
            ("video", json!({ "tabindex": "0", "controls": "" })),
            ("div", json!({ "tabindex": "0", "role": "radiogroup" })),
            ("div", json!({ "tabindex": "0", "role": "slider" })),
            ("pre", json!({ "tabindex": "0", "data-wide": "overflow: auto; width: 100px" })),
            ("div", json!({ "tabindex": "0", "data-wide": "overflow-x: scroll; width: 100px" })),
        ] {
            insert_probe(tab, element, &attributes);
            tab.run("document.querySelector('#probe').focus()", vec![]);
            tab.expect_focus("#probe");
            tab.press(Key::Right);
            tab.press(Key::Left);
            tab.wait_two_frames();
            assert_eq!(tab.text("location.pathname"), page.path, "{element} {attributes}");
            // The same when a child is focused.
            assert!(!handles_key_in(tab, "#probe > *, #probe", "ArrowRight"), "{element} {attributes}");
            tab.run("document.querySelector('#probe').remove()", vec![]);
        }
        for (element, attributes) in [
            ("a", json!({ "href": "#cw-main" })),
            ("button", json!({})),
            ("pre", json!({ "tabindex": "0" })),
            ("p", json!({ "tabindex": "0", "contenteditable": "false" })),
            ("div", json!({ "tabindex": "0", "data-wide": "overflow: hidden; width: 100px" })),
        ] {
            insert_probe(tab, element, &attributes);
            assert!(handles_key_in(tab, "#probe", "ArrowRight"), "{element} {attributes}");
            tab.expect_page(&tab.dist.essay(2));
            tab.back();
            tab.expect_page(&page);
            tab.run("document.querySelector('#probe').remove()", vec![]);
        }
        tab.expect_no_full_load();
    }

    fn arrows_with_a_selection_are_left_to_the_browser(tab) {
        tab.open_page(&tab.dist.essay(1));
        tab.run("getSelection().selectAllChildren(document.querySelector('.cw-prose p'))", vec![]);
        assert!(!handles_key(tab, "ArrowRight", json!({})));
        tab.run("getSelection().removeAllRanges()", vec![]);
        assert!(handles_key(tab, "ArrowRight", json!({})));
    }

    fn arrows_turn_no_page_under_an_open_popover_or_dialog(tab) {
        tab.open_page(&tab.dist.essay(1));
        insert_probe(tab, "div", &json!({ "popover": "" }));
        tab.run("document.querySelector('#probe').showPopover()", vec![]);
        assert!(!handles_key(tab, "ArrowRight", json!({})));
        assert!(!handles_key_in(tab, "#probe", "ArrowRight"));
        tab.run("document.querySelector('#probe').hidePopover()", vec![]);
        open_dialog(tab);
        assert!(!handles_key(tab, "ArrowRight", json!({})));
        tab.press(Key::Escape);
        tab.wait_until("the dialog is closed", "!document.querySelector('dialog[open]')");
        assert!(handles_key(tab, "ArrowRight", json!({})));
    }

    fn arrows_scroll_a_page_that_is_too_wide(tab) {
        tab.open_page(&tab.dist.essay(1));
        insert_probe(tab, "div", &json!({ "data-wide": "width: 5000px" }));
        assert!(!handles_key(tab, "ArrowRight", json!({})));
        tab.run("document.querySelector('#probe').remove()", vec![]);
        assert!(handles_key(tab, "ArrowRight", json!({})));
    }

    fn character_keys_are_off_by_default(tab) {
        let page = tab.dist.essay(1);
        tab.open_page(&page);
        for key in ["j", "k", "/", "?"] {
            assert!(!handles_key(tab, key, json!({})), "{key}");
        }
        tab.expect_page(&page);

        open_dialog(tab);
        assert_eq!(tab.text("document.querySelector('dialog [data-letters]').checked"), "false");
        tab.click(LETTERS);
        tab.press(Key::Escape);
        tab.wait_until("the dialog is closed", "!document.querySelector('dialog[open]')");
        tab.press_char("j");
        tab.expect_page(&tab.dist.essay(2));
        tab.press_char("k");
        tab.expect_page(&page);

        // The choice is stored until it is changed.
        tab.reload();
        tab.expect_page(&page);
        tab.press_char("?");
        tab.wait_until("the dialog is open", "!!document.querySelector('dialog.cw-keys[open]')");
        assert_eq!(tab.text("document.querySelector('dialog [data-letters]').checked"), "true");
        tab.click(LETTERS);
        tab.click("dialog [data-keys]");
        tab.wait_until("the dialog is closed", "!document.querySelector('dialog[open]')");
        assert!(!handles_key(tab, "j", json!({})));
        tab.expect_page(&page);
        tab.expect_no_full_load();
    }

    fn j_and_k_move_along_the_entries_of_a_list(tab) {
        enable_character_keys(tab);
        let home = tab.dist.home();
        tab.open_page(&home);
        let entries = tab.text("[...document.querySelectorAll('.cw-entry h2 a')].map(link => link.pathname).join()");
        let entries: Vec<&str> = entries.split(',').collect();
        let entry = |at: usize| format!(".cw-entry h2 a[href=\"{}\"]", entries[at]);
        for (key, at) in [("j", 0), ("j", 1), ("j", 2), ("k", 1), ("k", 0), ("k", 0), ("j", 1)] {
            tab.press_char(key);
            tab.expect_focus(&entry(at));
        }
        tab.press(Key::Enter);
        tab.expect_page(&tab.dist.page_at(entries[1]));
        tab.expect_no_full_load();
    }

    fn the_slash_key_leads_to_the_search(tab) {
        enable_character_keys(tab);
        tab.open_page(&tab.dist.essay(1));
        insert_probe(tab, "input", &json!({ "type": "search" }));
        // Only a field in a search form of the frame is the page's.
        tab.run(
            "const probe = document.querySelector('#probe'), form = document.createElement('form');
             form.className = 'cw-search';
             probe.replaceWith(form);
             form.append(probe)",
            vec![],
        );
        tab.press_char("/");
        tab.expect_focus("#probe");
        assert_eq!(tab.text("document.querySelector('#probe').value"), "", "the slash is not typed");
        tab.run("document.activeElement.blur()", vec![]);
        open_dialog(tab);
        assert_eq!(description_of(tab, "/"), "Search");
        tab.press(Key::Escape);
        tab.wait_until("the dialog is closed", "!document.querySelector('dialog[open]')");

        tab.run("document.querySelector('#probe').parentElement.remove()", vec![]);
        tab.press_char("/");
        tab.expect_page(&tab.dist.page(&Address::Search));
        // On the search page the key focuses the field, though the masthead's link comes first.
        tab.press_char("/");
        tab.expect_focus(".cw-search input");
        assert_eq!(tab.text("document.querySelector('.cw-search input').value"), "", "the slash is not typed");
        tab.run("document.activeElement.blur()", vec![]);
        tab.run("document.querySelector('.cw-masthead [href$=\"/search/\"]').remove(); document.querySelector('.cw-search').remove()", vec![]);
        assert!(!handles_key(tab, "/", json!({})), "there is no search any more");
        open_dialog(tab);
        assert_eq!(description_of(tab, "/"), "");
        tab.press(Key::Escape);
        tab.expect_no_full_load();
    }

    fn the_dialog_takes_the_focus_and_gives_it_back(tab) {
        let page = tab.dist.essay(1);
        tab.open_page(&page);
        tab.run("document.querySelector('.cw-colophon [data-keys]').focus()", vec![]);
        tab.press(Key::Enter);
        tab.wait_until("the dialog is open", "!!document.querySelector('dialog.cw-keys[open]')");
        tab.wait_until("the focus is in the dialog", "document.querySelector('dialog').contains(document.activeElement)");
        assert_eq!(tab.text("document.querySelector('dialog').matches(':modal')"), "true");
        tab.press(Key::Escape);
        tab.wait_until("the dialog is closed", "!document.querySelector('dialog[open]')");
        tab.expect_focus(KEYS_BUTTON);

        // A turn closes it.
        tab.click(NEXT);
        tab.expect_page(&tab.dist.essay(2));
        open_dialog(tab);
        tab.back();
        tab.expect_page(&page);
        tab.wait_until("the dialog is closed", "!document.querySelector('dialog[open]')");
        tab.expect_focus(NEXT);
    }

    fn a_turn_by_key_records_no_link(tab) {
        let [a, b, _] = [0, 1, 2].map(|at| tab.dist.essay(at));
        tab.open_page(&b);
        // The page is left by a link once, then by a key.
        tab.click(".cw-leaf-previous a");
        tab.expect_page(&a);
        tab.back();
        tab.expect_page(&b);
        tab.expect_focus(".cw-leaf-previous a");
        tab.press(Key::Left);
        tab.expect_page(&a);
        tab.back();
        tab.expect_page(&b);
        tab.expect_focus("main h1");
        tab.expect_no_full_load();
    }
}

#[test]
fn arrows_scroll_a_page_that_is_pinched() {
    visit(|tab| {
        tab.open_page(&tab.dist.essay(1));
        tab.pinch(2.0);
        tab.wait_until("the page is scaled", "visualViewport.scale > 1.5");
        assert!(!handles_key(tab, "ArrowRight", json!({})));
        tab.pinch(1.0);
        tab.wait_until("the page is not scaled", "visualViewport.scale < 1.01");
        assert!(handles_key(tab, "ArrowRight", json!({})));
    });
}

/// Whether the app handles a key: whether it prevents the default of a `keydown` event.
#[track_caller]
fn handles_key(tab: &Tab, key: &str, event: Value) -> bool {
    let init = json!({ "key": key });
    dispatch(tab, "body", &init, &event)
}

/// The same for an event at the last element that matches a selector.
#[track_caller]
fn handles_key_in(tab: &Tab, selector: &str, key: &str) -> bool {
    dispatch(tab, selector, &json!({ "key": key }), &json!({}))
}

#[track_caller]
fn dispatch(tab: &Tab, selector: &str, init: &Value, more: &Value) -> bool {
    let script = "const [selector, init, more] = arguments;
        const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init, ...more });
        [...document.querySelectorAll(selector)].at(-1).dispatchEvent(event);
        return event.defaultPrevented";
    tab.run(script, vec![selector.into(), init.clone(), more.clone()]) == true
}

/// Inserts an element with a child at the start of the body. `data-wide` is its style; its child is then 900 pixels wide.
#[track_caller]
fn insert_probe(tab: &Tab, element: &str, attributes: &Value) {
    tab.run(
        "const [element, attributes] = arguments;
         const probe = document.createElement(element);
         probe.id = 'probe';
         for (const [name, value] of Object.entries(attributes)) probe.setAttribute(name, value);
         probe.append(document.createElement('span'));
         probe.firstChild.textContent = 'A probe';
         if (probe.dataset.wide) {
           probe.style.cssText = probe.dataset.wide;
           probe.firstChild.style.cssText = 'display: block; width: 900px';
         }
         document.body.prepend(probe)",
        vec![element.into(), attributes.clone()],
    );
}

#[track_caller]
fn open_dialog(tab: &Tab) {
    tab.click(KEYS_BUTTON);
    tab.wait_until("the dialog is open", "!!document.querySelector('dialog.cw-keys[open]')");
}

/// The dialog's description of a key, or an empty text.
#[track_caller]
fn description_of(tab: &Tab, key: &str) -> String {
    let rows = "[...document.querySelectorAll('dialog.cw-keys dl > div')]";
    tab.text(&format!(
        "{rows}.find(row => row.querySelector('kbd').textContent === '{key}')?.lastElementChild.textContent ?? ''"
    ))
}

/// Switches character keys on.
#[track_caller]
fn enable_character_keys(tab: &Tab) {
    tab.open_page(&tab.dist.essay(1));
    open_dialog(tab);
    tab.click(LETTERS);
    tab.press(Key::Escape);
    tab.wait_until("the dialog is closed", "!document.querySelector('dialog[open]')");
}
