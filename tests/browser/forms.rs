//! A form in a text, which is sent to an external service.

use fantoccini::key::Key;

use crate::harness::{Engine, Tab, for_each_engine, visit_site};

const SITE: &str = "practice";

const CONTACT: &str = "/contact/";

for_each_engine! {
    a_form_is_filled_and_sent_by_keyboard
    an_empty_required_field_is_focused
    a_turn_shows_the_whole_form
}

// Not in WebKit: without the service's host it stays on the page, as it would if the policy blocked the form.
mod the_policy_allows_the_forms_service {
    use crate::harness::Engine;

    #[test]
    fn chromium() {
        super::the_form_reaches_its_service(Engine::Chromium);
    }

    #[test]
    fn firefox() {
        super::the_form_reaches_its_service(Engine::Firefox);
    }
}

fn a_form_is_filled_and_sent_by_keyboard(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.page_at("/"));
        tab.tab_to(".action a");
        tab.press(Key::Enter);
        tab.expect_page(&tab.dist.page_at(CONTACT));
        intercept_submit(tab);
        tab.tab_to("#your-name");
        // K and / are character keys of the app: in a field they are typed.
        type_text(tab, "Jo K/?");
        tab.tab_to("#your-address");
        type_text(tab, "jo@kestrel.example");
        tab.tab_to("#what");
        type_text(tab, "n and p");
        tab.press(Key::Tab);
        tab.expect_focus("#letter");
        tab.press_char(" ");
        tab.press(Key::Tab);
        tab.expect_focus(".cw-prose form:not(.cw-search) button");
        tab.press(Key::Enter);
        tab.wait_until("the form is sent", "!!window.__sent");
        assert_eq!(
            tab.text("window.__sent"),
            "post https://forms.example/f/harbour-street name=Jo K/?&email=jo@kestrel.example&when=In the mornings&what=n and p&letter=yes"
        );
        // The next link is the calendar's, which is embedded when it is pressed.
        tab.allow_empty_frame("/harbour-street/first");
        tab.tab_to(".embed-booking .cw-embed-frame > a");
        tab.press(Key::Enter);
        tab.expect_focus(".embed-booking .cw-embed-frame");
        tab.expect_no_full_load();
    });
}

fn an_empty_required_field_is_focused(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.page_at(CONTACT));
        intercept_submit(tab);
        tab.focus_and_press(".cw-prose form:not(.cw-search) button", Key::Enter);
        tab.expect_focus("#your-name");
        assert_eq!(tab.text("String(window.__sent)"), "undefined");
        tab.expect_no_full_load();
    });
}

fn a_turn_shows_the_whole_form(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.page_at(CONTACT));
        let sent = tab.text("document.querySelector('.cw-prose form').innerHTML");
        tab.open_page(&tab.dist.page_at("/"));
        tab.click(".action a");
        tab.expect_page(&tab.dist.page_at(CONTACT));
        assert_eq!(tab.text("document.querySelector('.cw-prose form').innerHTML"), sent);
        assert_eq!(
            tab.text("document.querySelector('.cw-prose form').action"),
            "https://forms.example/f/harbour-street"
        );
        tab.expect_no_full_load();
    });
}

fn the_form_reaches_its_service(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.allow_error("/f/harbour-street");
        tab.open_page(&tab.dist.page_at(CONTACT));
        tab.run("document.querySelector('.cw-prose form').submit()", vec![]);
        tab.wait_until("the page is left", "!location.href.endsWith('/contact/')");
    });
}

/// Prevents the form from being sent to a host that does not exist, and records what would be sent.
fn intercept_submit(tab: &Tab) {
    tab.run(
        "addEventListener('submit', event => {
           event.preventDefault();
           const fields = [...new FormData(event.target)].map(pair => pair.join('='));
           window.__sent = `${event.target.method} ${event.target.action} ${fields.join('&')}`;
         })",
        vec![],
    );
}

fn type_text(tab: &Tab, text: &str) {
    for letter in text.chars() {
        tab.press_char(letter.encode_utf8(&mut [0; 4]));
    }
}
