//! Which keys turn a page, when they must not, and the dialog that says so.

use catchword_app::routes::Address;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::harness::{Visit, in_every_engine, visit};

const NEXT: &str = ".leaf-next a";
const KEYS_BUTTON: &str = ".colophon [data-keys]";
const LETTERS: &str = "dialog [data-letters]";

in_every_engine! {
    fn the_arrows_turn_the_page(reader) {
        let [a, b, c] = [0, 1, 2].map(|at| reader.dist.essay(at));
        reader.open_page(&b);
        let entries = reader.entries();
        reader.press(Key::Right);
        reader.is_at(&c);
        reader.focus_is_on("main h1");
        reader.press(Key::Left);
        reader.is_at(&b);
        reader.press(Key::Left);
        reader.is_at(&a);
        assert_eq!(reader.entries(), entries + 3);
        // No link was used there, so Back leads to the heading, which announces the page.
        reader.back();
        reader.is_at(&b);
        reader.focus_is_on("main h1");
        reader.status_is("");
        reader.has_not_loaded();
    }

    fn at_the_end_of_the_row_an_arrow_does_nothing(reader) {
        let first = reader.dist.essay(0);
        reader.open_page(&first);
        assert!(!is_taken(reader, "ArrowLeft", json!({})));
        assert!(is_taken(reader, "ArrowRight", json!({})));
        reader.is_at(&reader.dist.essay(1));
    }

    fn the_arrows_turn_the_pages_of_a_list(reader) {
        let (home, second) = (reader.dist.home(), reader.dist.page(&catchword_app::routes::Address::List(2)));
        reader.open_page(&home);
        reader.press(Key::Right);
        reader.is_at(&second);
        reader.press(Key::Left);
        reader.is_at(&home);
        reader.has_not_loaded();
    }

    fn written_from_right_to_left_the_next_page_lies_to_the_left(reader) {
        let [a, b, c] = [0, 1, 2].map(|at| reader.dist.essay(at));
        reader.open_page(&b);
        reader.run("document.documentElement.dir = 'rtl'", vec![]);
        reader.press(Key::Left);
        reader.is_at(&c);
        reader.press(Key::Right);
        reader.is_at(&b);
        reader.press(Key::Right);
        reader.is_at(&a);
        open_dialog(reader);
        assert_eq!(row(reader, "←"), "The next page");
        assert_eq!(row(reader, "→"), "The previous page");
    }

    fn with_a_modifier_an_arrow_is_the_browsers(reader) {
        reader.open_page(&reader.dist.essay(1));
        for modifier in ["ctrlKey", "altKey", "metaKey", "shiftKey"] {
            assert!(!is_taken(reader, "ArrowRight", json!({ modifier: true })), "{modifier}");
        }
        // Held down, it repeats: that would run through the essays.
        assert!(!is_taken(reader, "ArrowRight", json!({ "repeat": true })));
        assert!(!is_taken(reader, "ArrowRight", json!({ "isComposing": true })));
        assert!(is_taken(reader, "ArrowRight", json!({})));
    }

    fn whoever_types_or_moves_along_something_turns_no_page(reader) {
        let page = reader.dist.essay(1);
        reader.open_page(&page);
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
            put_first(reader, element, &attributes);
            reader.run("document.querySelector('#probe').focus()", vec![]);
            reader.focus_is_on("#probe");
            reader.press(Key::Right);
            reader.press(Key::Left);
            reader.two_frames();
            assert_eq!(reader.text("location.pathname"), page.path, "{element} {attributes}");
            // The same one level further in.
            assert!(!is_taken_in(reader, "#probe > *, #probe", "ArrowRight"), "{element} {attributes}");
            reader.run("document.querySelector('#probe').remove()", vec![]);
        }
        for (element, attributes) in [
            ("a", json!({ "href": "#main" })),
            ("button", json!({})),
            ("pre", json!({ "tabindex": "0" })),
            ("p", json!({ "tabindex": "0", "contenteditable": "false" })),
            ("div", json!({ "tabindex": "0", "data-wide": "overflow: hidden; width: 100px" })),
        ] {
            put_first(reader, element, &attributes);
            assert!(is_taken_in(reader, "#probe", "ArrowRight"), "{element} {attributes}");
            reader.is_at(&reader.dist.essay(2));
            reader.back();
            reader.is_at(&page);
            reader.run("document.querySelector('#probe').remove()", vec![]);
        }
        reader.has_not_loaded();
    }

    fn with_a_selection_an_arrow_is_the_browsers(reader) {
        reader.open_page(&reader.dist.essay(1));
        reader.run("getSelection().selectAllChildren(document.querySelector('.prose p'))", vec![]);
        assert!(!is_taken(reader, "ArrowRight", json!({})));
        reader.run("getSelection().removeAllRanges()", vec![]);
        assert!(is_taken(reader, "ArrowRight", json!({})));
    }

    fn an_open_popover_and_an_open_dialog_keep_the_keys(reader) {
        reader.open_page(&reader.dist.essay(1));
        put_first(reader, "div", &json!({ "popover": "" }));
        reader.run("document.querySelector('#probe').showPopover()", vec![]);
        assert!(!is_taken(reader, "ArrowRight", json!({})));
        assert!(!is_taken_in(reader, "#probe", "ArrowRight"));
        reader.run("document.querySelector('#probe').hidePopover()", vec![]);
        open_dialog(reader);
        assert!(!is_taken(reader, "ArrowRight", json!({})));
        reader.press(Key::Escape);
        reader.wait_until("the dialog is closed", "!document.querySelector('dialog[open]')");
        assert!(is_taken(reader, "ArrowRight", json!({})));
    }

    fn a_page_that_is_too_wide_is_panned(reader) {
        reader.open_page(&reader.dist.essay(1));
        put_first(reader, "div", &json!({ "data-wide": "width: 5000px" }));
        assert!(!is_taken(reader, "ArrowRight", json!({})));
        reader.run("document.querySelector('#probe').remove()", vec![]);
        assert!(is_taken(reader, "ArrowRight", json!({})));
    }

    fn letters_and_signs_are_off_until_they_are_switched_on(reader) {
        let page = reader.dist.essay(1);
        reader.open_page(&page);
        for key in ["j", "k", "/", "?"] {
            assert!(!is_taken(reader, key, json!({})), "{key}");
        }
        reader.is_at(&page);

        open_dialog(reader);
        assert_eq!(reader.text("document.querySelector('dialog [data-letters]').checked"), "false");
        reader.click(LETTERS);
        reader.press(Key::Escape);
        reader.wait_until("the dialog is closed", "!document.querySelector('dialog[open]')");
        reader.press_letter("j");
        reader.is_at(&reader.dist.essay(2));
        reader.press_letter("k");
        reader.is_at(&page);

        // The choice holds for the next visit, too, and until it is taken back.
        reader.reload();
        reader.is_at(&page);
        reader.press_letter("?");
        reader.wait_until("the dialog is open", "!!document.querySelector('dialog.keys[open]')");
        assert_eq!(reader.text("document.querySelector('dialog [data-letters]').checked"), "true");
        reader.click(LETTERS);
        reader.click("dialog [data-keys]");
        reader.wait_until("the dialog is closed", "!document.querySelector('dialog[open]')");
        assert!(!is_taken(reader, "j", json!({})));
        reader.is_at(&page);
        reader.has_not_loaded();
    }

    fn in_a_list_letters_walk_along_the_entries(reader) {
        letters_on(reader);
        let home = reader.dist.home();
        reader.open_page(&home);
        let entries = reader.text("[...document.querySelectorAll('.entry h2 a')].map(link => link.pathname).join()");
        let entries: Vec<&str> = entries.split(',').collect();
        let entry = |at: usize| format!(".entry h2 a[href=\"{}\"]", entries[at]);
        for (key, at) in [("j", 0), ("j", 1), ("j", 2), ("k", 1), ("k", 0), ("k", 0), ("j", 1)] {
            reader.press_letter(key);
            reader.focus_is_on(&entry(at));
        }
        reader.press(Key::Enter);
        reader.is_at(&reader.dist.at(entries[1]));
        reader.has_not_loaded();
    }

    fn a_stroke_leads_to_the_search_where_there_is_one(reader) {
        letters_on(reader);
        reader.open_page(&reader.dist.essay(1));
        put_first(reader, "input", &json!({ "type": "search" }));
        reader.press_letter("/");
        reader.focus_is_on("#probe");
        assert_eq!(reader.text("document.querySelector('#probe').value"), "", "the stroke is not typed");
        reader.run("document.activeElement.blur()", vec![]);
        open_dialog(reader);
        assert_eq!(row(reader, "/"), "Search");
        reader.press(Key::Escape);
        reader.wait_until("the dialog is closed", "!document.querySelector('dialog[open]')");

        reader.run("document.querySelector('#probe').remove()", vec![]);
        reader.press_letter("/");
        reader.is_at(&reader.dist.page(&Address::Search));
        // The masthead's link is before the field, and leads to where the reader is.
        reader.press_letter("/");
        reader.focus_is_on(".search input");
        assert_eq!(reader.text("document.querySelector('.search input').value"), "", "the stroke is not typed");
        reader.run("document.activeElement.blur()", vec![]);
        reader.run("document.querySelector('.masthead [href$=\"/search/\"]').remove(); document.querySelector('.search').remove()", vec![]);
        assert!(!is_taken(reader, "/", json!({})), "there is none any more");
        open_dialog(reader);
        assert_eq!(row(reader, "/"), "");
        reader.press(Key::Escape);
        reader.has_not_loaded();
    }

    fn the_dialog_takes_the_focus_and_gives_it_back(reader) {
        let page = reader.dist.essay(1);
        reader.open_page(&page);
        reader.run("document.querySelector('.colophon [data-keys]').focus()", vec![]);
        reader.press(Key::Enter);
        reader.wait_until("the dialog is open", "!!document.querySelector('dialog.keys[open]')");
        reader.wait_until("the focus is in it", "document.querySelector('dialog').contains(document.activeElement)");
        assert_eq!(reader.text("document.querySelector('dialog').matches(':modal')"), "true");
        reader.press(Key::Escape);
        reader.wait_until("the dialog is closed", "!document.querySelector('dialog[open]')");
        reader.focus_is_on(KEYS_BUTTON);

        // A page that turns under it closes it.
        reader.click(NEXT);
        reader.is_at(&reader.dist.essay(2));
        open_dialog(reader);
        reader.back();
        reader.is_at(&page);
        reader.wait_until("the dialog is closed", "!document.querySelector('dialog[open]')");
        reader.focus_is_on(NEXT);
    }

    fn a_key_turns_the_page_and_uses_no_link(reader) {
        let [a, b, _] = [0, 1, 2].map(|at| reader.dist.essay(at));
        reader.open_page(&b);
        // A link was used here once; the last time it was a key.
        reader.click(".leaf-previous a");
        reader.is_at(&a);
        reader.back();
        reader.is_at(&b);
        reader.focus_is_on(".leaf-previous a");
        reader.press(Key::Left);
        reader.is_at(&a);
        reader.back();
        reader.is_at(&b);
        reader.focus_is_on("main h1");
        reader.has_not_loaded();
    }
}

#[test]
fn when_the_page_is_enlarged_an_arrow_pans_it() {
    visit(|reader| {
        reader.open_page(&reader.dist.essay(1));
        reader.pinch(2.0);
        reader.wait_until("the page is enlarged", "visualViewport.scale > 1.5");
        assert!(!is_taken(reader, "ArrowRight", json!({})));
        reader.pinch(1.0);
        reader.wait_until("the page is itself again", "visualViewport.scale < 1.01");
        assert!(is_taken(reader, "ArrowRight", json!({})));
    });
}

/// Whether the app takes a key for its own: an event says so that reaches the window behind it.
#[track_caller]
fn is_taken(reader: &Visit, key: &str, event: Value) -> bool {
    let init = json!({ "key": key });
    dispatch(reader, "body", &init, &event)
}

/// The same where the focus is on something, or in it.
#[track_caller]
fn is_taken_in(reader: &Visit, selector: &str, key: &str) -> bool {
    dispatch(reader, selector, &json!({ "key": key }), &json!({}))
}

#[track_caller]
fn dispatch(reader: &Visit, selector: &str, init: &Value, more: &Value) -> bool {
    let script = "const [selector, init, more] = arguments;
        const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init, ...more });
        [...document.querySelectorAll(selector)].at(-1).dispatchEvent(event);
        return event.defaultPrevented";
    reader.run(script, vec![selector.into(), init.clone(), more.clone()]) == true
}

/// Puts an element before the page's text: one with something in it, and where it is to be `data-wide`, too much.
#[track_caller]
fn put_first(reader: &Visit, element: &str, attributes: &Value) {
    reader.run(
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
fn open_dialog(reader: &Visit) {
    reader.click(KEYS_BUTTON);
    reader.wait_until("the dialog is open", "!!document.querySelector('dialog.keys[open]')");
}

/// What the dialog says of a key; empty where it says nothing.
#[track_caller]
fn row(reader: &Visit, key: &str) -> String {
    let rows = "[...document.querySelectorAll('dialog.keys dl > div')]";
    reader.text(&format!(
        "{rows}.find(row => row.querySelector('kbd').textContent === '{key}')?.lastElementChild.textContent ?? ''"
    ))
}

/// Switches letters and signs on.
#[track_caller]
fn letters_on(reader: &Visit) {
    reader.open_page(&reader.dist.essay(1));
    open_dialog(reader);
    reader.click(LETTERS);
    reader.press(Key::Escape);
    reader.wait_until("the dialog is closed", "!document.querySelector('dialog[open]')");
}
