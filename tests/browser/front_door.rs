//! A practice's site: a standing page at its address, with sections, and the essays below it at an address of their own.

use catchword_app::routes::Address;
use fantoccini::key::Key;

use crate::harness::{Engine, Visit, for_each_engine, visit_site};

const SITE: &str = "practice";

/// The front door.
const HOME: &str = "/";

for_each_engine! {
    a_standing_page_is_the_home_and_the_essays_have_their_own_address
    its_own_address_leads_there
    an_unknown_address_leads_to_the_essays
    the_newest_essays_are_at_the_front_door
    a_question_is_unfolded_by_keyboard
    all_of_it_is_walked_by_keyboard
    the_foot_of_every_page_leads_to_the_person
    the_picture_stands_beside_its_text_where_there_is_room
    a_list_within_a_service_is_a_list
}

fn a_standing_page_is_the_home_and_the_essays_have_their_own_address(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        let dist = reader.dist;
        assert_eq!(dist.page(&Address::List(1)).path, "/blog/");
        reader.open_page(&dist.at(HOME));
        assert_eq!(reader.text("document.title"), "Harbour Street Practice");
        assert_eq!(reader.text("document.querySelector('h1').textContent"), "A room with two windows");
        reader.click(".masthead a[href=\"/blog/\"]");
        reader.is_at(&dist.at("/blog/"));
        reader.click(".entry a");
        reader.is_at(&dist.at("/blog/tide-tables/"));
        reader.click(".site-name");
        reader.is_at(&dist.at(HOME));
        reader.has_not_loaded();
    });
}

fn its_own_address_leads_there(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.open_without_app("/welcome/");
        reader.wait_until("the home page", "location.pathname === '/' && !!document.querySelector('.portrait')");
    });
}

fn an_unknown_address_leads_to_the_essays(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.expect_trouble("/nowhere/");
        reader.open("/nowhere/");
        reader.follow("/blog/");
        reader.is_at(&reader.dist.at("/blog/"));
        reader.has_not_loaded();
    });
}

fn the_newest_essays_are_at_the_front_door(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.open_page(&reader.dist.at(HOME));
        let newest = "[...document.querySelectorAll('.newest a')].map(a => a.getAttribute('href')).join(' ')";
        assert_eq!(reader.text(newest), "/blog/tide-tables/ /blog/what-clocks-taught-me/ /blog/a-second-window/");
        assert_eq!(reader.text("document.querySelector('.newest h2').textContent"), "Lately on the blog");
        reader.click(".newest a");
        reader.is_at(&reader.dist.at("/blog/tide-tables/"));
        reader.back();
        // The page is turned to now, and is the same.
        reader.is_at(&reader.dist.at(HOME));
        assert_eq!(reader.text(newest), "/blog/tide-tables/ /blog/what-clocks-taught-me/ /blog/a-second-window/");
        reader.has_not_loaded();
    });
}

fn a_question_is_unfolded_by_keyboard(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.open_page(&reader.dist.at(HOME));
        let answer = "document.querySelector('.question p').checkVisibility()";
        assert!(!is(reader, answer));
        assert_eq!(
            reader.text("document.querySelector('.question summary').textContent.trim()"),
            "How long does it take?"
        );
        reader.press_on(".question summary", Key::Enter);
        reader.wait_until("the answer is there", answer);
        assert!(reader.text("document.querySelector('.question[open]').textContent").contains("six weeks"));
    });
}

fn all_of_it_is_walked_by_keyboard(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.open_page(&reader.dist.at(HOME));
        reader.tab_to(".newest a");
        reader.tab_to(".question summary");
        reader.press(Key::Enter);
        reader.wait_until("the answer is there", "document.querySelector('.question p').checkVisibility()");
        // Back over the heading's link to itself.
        reader.press_with(Key::Shift, Key::Tab);
        reader.focus_is_on(".anchor");
        reader.press_with(Key::Shift, Key::Tab);
        reader.focus_is_on(".newest li:last-child a");
        reader.press(Key::Enter);
        reader.is_at(&reader.dist.at("/blog/a-second-window/"));
        // From the heading down to the fold, and on through the essays.
        reader.tab_to(".fold a[href=\"/blog/what-clocks-taught-me/\"]");
        reader.press(Key::Enter);
        reader.is_at(&reader.dist.at("/blog/what-clocks-taught-me/"));
        reader.press_on(".skip-link", Key::Tab);
        reader.tab_to(".masthead a[href=\"/services/\"]");
        reader.press(Key::Enter);
        reader.is_at(&reader.dist.at("/services/"));
        reader.has_not_loaded();
    });
}

fn the_foot_of_every_page_leads_to_the_person(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        let foot = |selector: &str| {
            reader.text(&format!(
            "[...document.querySelectorAll('.colophon {selector}')].map(one => one.getAttribute('href') ?? one.textContent).join('|')"
        ))
        };
        for path in [HOME, "/blog/", "/blog/tide-tables/", "/contact/"] {
            reader.open_page(&reader.dist.at(path));
            assert!(foot(".colophon-note").contains("ring your local emergency number"), "{path}");
            assert_eq!(foot("a"), "mailto:ines@practice.example|https://letter.example/", "{path}");
        }
    });
}

fn the_picture_stands_beside_its_text_where_there_is_room(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.open_page(&reader.dist.at(HOME));
        let beside = "(() => {
            const [picture, text] = ['.portrait img', '.portrait p:last-child'].map(one => document.querySelector(one).getBoundingClientRect());
            return picture.right <= text.left && picture.top < text.bottom;
        })()";
        reader.resize(1200, 900);
        reader.wait_until("the picture is beside the text", beside);
        reader.resize(500, 900);
        reader.wait_until("it is above it", &format!("!{beside}"));
    });
}

fn is(reader: &Visit, expression: &str) -> bool {
    reader.number(&format!("+{expression}")) == 1
}

fn a_list_within_a_service_is_a_list(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.open_page(&reader.dist.at("/services/"));
        let look = |selector: &str| {
            reader.text(&format!(
                "(({{ display, listStyleType, borderTopWidth }}) => [display, listStyleType, borderTopWidth].join(' '))\
                 (getComputedStyle(document.querySelector('{selector}')))"
            ))
        };
        // Without a bullet, but not with `none`: that would be no list to Safari's screen reader.
        assert_eq!(look(".services > ul"), "grid \"\" 0px");
        assert_eq!(look(".services > ul > li"), "list-item \"\" 2px");
        assert_eq!(look(".services li li"), "list-item circle 0px");
    });
}
