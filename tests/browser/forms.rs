//! A form in a text, which is sent to a named service.

use fantoccini::key::Key;

use crate::harness::{Engine, Visit, for_each_engine, visit_site};

const SITE: &str = "practice";

const CONTACT: &str = "/contact/";

for_each_engine! {
    it_is_filled_and_sent_by_keyboard
    what_is_required_is_asked_for
    a_page_that_is_turned_to_has_it_whole
}

// WebKit stays where it is when no host is there, as it would if the policy forbade it.
mod the_policy_lets_it_go_to_its_service {
    use crate::harness::Engine;

    #[test]
    fn chromium() {
        super::it_goes_to_its_service(Engine::Chromium);
    }

    #[test]
    fn firefox() {
        super::it_goes_to_its_service(Engine::Firefox);
    }
}

fn it_is_filled_and_sent_by_keyboard(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.open_page(&reader.dist.at("/"));
        reader.tab_to(".action a");
        reader.press(Key::Enter);
        reader.is_at(&reader.dist.at(CONTACT));
        catch_what_is_sent(reader);
        reader.tab_to("#your-name");
        // With the keys by which lists are walked and the search is opened: in a field they are letters.
        write(reader, "Jo K/?");
        reader.tab_to("#your-address");
        write(reader, "jo@kestrel.example");
        reader.tab_to("#what");
        write(reader, "n and p");
        reader.press(Key::Tab);
        reader.focus_is_on("#letter");
        reader.press_letter(" ");
        reader.press(Key::Tab);
        reader.focus_is_on(".prose form:not(.search) button");
        reader.press(Key::Enter);
        reader.wait_until("it is sent", "!!window.__sent");
        assert_eq!(
            reader.text("window.__sent"),
            "post https://forms.example/f/harbour-street name=Jo K/?&email=jo@kestrel.example&when=In the mornings&what=n and p&letter=yes"
        );
        // On from there is a calendar, which comes when it is asked for.
        reader.expect_empty_frame("/harbour-street/first");
        reader.tab_to(".embed-booking .embed-frame > a");
        reader.press(Key::Enter);
        reader.focus_is_on(".embed-booking .embed-frame");
        reader.has_not_loaded();
    });
}

fn what_is_required_is_asked_for(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.open_page(&reader.dist.at(CONTACT));
        catch_what_is_sent(reader);
        reader.press_on(".prose form:not(.search) button", Key::Enter);
        reader.focus_is_on("#your-name");
        assert_eq!(reader.text("String(window.__sent)"), "undefined");
        reader.has_not_loaded();
    });
}

fn a_page_that_is_turned_to_has_it_whole(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.open_page(&reader.dist.at(CONTACT));
        let sent = reader.text("document.querySelector('.prose form').innerHTML");
        reader.open_page(&reader.dist.at("/"));
        reader.click(".action a");
        reader.is_at(&reader.dist.at(CONTACT));
        assert_eq!(reader.text("document.querySelector('.prose form').innerHTML"), sent);
        assert_eq!(
            reader.text("document.querySelector('.prose form').action"),
            "https://forms.example/f/harbour-street"
        );
        reader.has_not_loaded();
    });
}

fn it_goes_to_its_service(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.expect_trouble("/f/harbour-street");
        reader.open_page(&reader.dist.at(CONTACT));
        reader.run("document.querySelector('.prose form').submit()", vec![]);
        reader.wait_until("it has gone", "!location.href.endsWith('/contact/')");
    });
}

/// Keeps a form from being sent to a host that is not there, and notes what would have been.
fn catch_what_is_sent(reader: &Visit) {
    reader.run(
        "addEventListener('submit', event => {
           event.preventDefault();
           const fields = [...new FormData(event.target)].map(pair => pair.join('='));
           window.__sent = `${event.target.method} ${event.target.action} ${fields.join('&')}`;
         })",
        vec![],
    );
}

fn write(reader: &Visit, words: &str) {
    for letter in words.chars() {
        reader.press_letter(letter.encode_utf8(&mut [0; 4]));
    }
}
