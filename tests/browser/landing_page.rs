//! A practice's site: a standing page with sections is the home page; the list of essays has an address of its own.

use catchword_app::routes::Address;
use fantoccini::key::Key;

use crate::harness::{Engine, Tab, for_each_engine, visit_site};

const SITE: &str = "practice";

/// The home page.
const HOME: &str = "/";

for_each_engine! {
    a_standing_page_is_the_home_and_the_essays_have_their_own_address
    the_home_pages_own_address_redirects_to_the_root
    an_unknown_address_leads_to_the_essays
    the_home_page_lists_the_newest_essays
    a_question_opens_by_keyboard
    the_whole_site_is_reached_by_keyboard
    every_footer_has_the_contact_links
    the_picture_stands_beside_its_text_where_there_is_room
    a_list_within_a_service_is_a_list
}

fn a_standing_page_is_the_home_and_the_essays_have_their_own_address(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        let dist = tab.dist;
        assert_eq!(dist.page(&Address::List(1)).path, "/blog/");
        tab.open_page(&dist.page_at(HOME));
        assert_eq!(tab.text("document.title"), "Harbour Street Practice");
        assert_eq!(tab.text("document.querySelector('h1').textContent"), "A room with two windows");
        tab.click(".cw-masthead a[href=\"/blog/\"]");
        tab.expect_page(&dist.page_at("/blog/"));
        tab.click(".cw-entry a");
        tab.expect_page(&dist.page_at("/blog/tide-tables/"));
        tab.click(".cw-site-name");
        tab.expect_page(&dist.page_at(HOME));
        tab.expect_no_full_load();
    });
}

fn the_home_pages_own_address_redirects_to_the_root(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_without_app("/welcome/");
        tab.wait_until("the home page is shown", "location.pathname === '/' && !!document.querySelector('.portrait')");
    });
}

fn an_unknown_address_leads_to_the_essays(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.allow_error("/nowhere/");
        tab.open("/nowhere/");
        tab.click_link("/blog/");
        tab.expect_page(&tab.dist.page_at("/blog/"));
        tab.expect_no_full_load();
    });
}

fn the_home_page_lists_the_newest_essays(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.page_at(HOME));
        let newest = "[...document.querySelectorAll('.newest a')].map(a => a.getAttribute('href')).join(' ')";
        assert_eq!(tab.text(newest), "/blog/tide-tables/ /blog/what-clocks-taught-me/ /blog/a-second-window/");
        assert_eq!(tab.text("document.querySelector('.newest h2').textContent"), "Lately on the blog");
        tab.click(".newest a");
        tab.expect_page(&tab.dist.page_at("/blog/tide-tables/"));
        tab.back();
        // Rendered by the app it is the same.
        tab.expect_page(&tab.dist.page_at(HOME));
        assert_eq!(tab.text(newest), "/blog/tide-tables/ /blog/what-clocks-taught-me/ /blog/a-second-window/");
        tab.expect_no_full_load();
    });
}

fn a_question_opens_by_keyboard(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.page_at(HOME));
        let answer = "document.querySelector('.question p').checkVisibility()";
        assert!(!is(tab, answer));
        assert_eq!(
            tab.text("document.querySelector('.question summary').textContent.trim()"),
            "How long does it take?"
        );
        tab.focus_and_press(".question summary", Key::Enter);
        tab.wait_until("the answer is shown", answer);
        assert!(tab.text("document.querySelector('.question[open]').textContent").contains("six weeks"));
    });
}

fn the_whole_site_is_reached_by_keyboard(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.page_at(HOME));
        tab.tab_to(".newest a");
        tab.tab_to(".question summary");
        tab.press(Key::Enter);
        tab.wait_until("the answer is shown", "document.querySelector('.question p').checkVisibility()");
        // Backwards, over the link beside the heading.
        tab.press_with_modifier(Key::Shift, Key::Tab);
        tab.expect_focus(".cw-anchor");
        tab.press_with_modifier(Key::Shift, Key::Tab);
        tab.expect_focus(".newest li:last-child a");
        tab.press(Key::Enter);
        tab.expect_page(&tab.dist.page_at("/blog/a-second-window/"));
        // From the heading to the fold and to the next essay.
        tab.tab_to(".cw-fold a[href=\"/blog/what-clocks-taught-me/\"]");
        tab.press(Key::Enter);
        tab.expect_page(&tab.dist.page_at("/blog/what-clocks-taught-me/"));
        tab.focus_and_press(".cw-skip-link", Key::Tab);
        tab.tab_to(".cw-masthead a[href=\"/services/\"]");
        tab.press(Key::Enter);
        tab.expect_page(&tab.dist.page_at("/services/"));
        tab.expect_no_full_load();
    });
}

fn every_footer_has_the_contact_links(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        let foot = |selector: &str| {
            tab.text(&format!(
            "[...document.querySelectorAll('.cw-colophon {selector}')].map(one => one.getAttribute('href') ?? one.textContent).join('|')"
        ))
        };
        for path in [HOME, "/blog/", "/blog/tide-tables/", "/contact/"] {
            tab.open_page(&tab.dist.page_at(path));
            assert!(foot(".cw-colophon-note").contains("ring your local emergency number"), "{path}");
            assert_eq!(foot("a"), "mailto:ines@practice.example|https://letter.example/", "{path}");
        }
    });
}

fn the_picture_stands_beside_its_text_where_there_is_room(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.page_at(HOME));
        let beside = "(() => {
            const [picture, text] = ['.portrait img', '.portrait p:last-child'].map(one => document.querySelector(one).getBoundingClientRect());
            return picture.right <= text.left && picture.top < text.bottom;
        })()";
        tab.resize(1200, 900);
        tab.wait_until("the picture is beside the text", beside);
        tab.resize(500, 900);
        tab.wait_until("it is above it", &format!("!{beside}"));
    });
}

fn is(tab: &Tab, expression: &str) -> bool {
    tab.number(&format!("+{expression}")) == 1
}

fn a_list_within_a_service_is_a_list(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.page_at("/services/"));
        let look = |selector: &str| {
            tab.text(&format!(
                "(({{ display, listStyleType, borderTopWidth }}) => [display, listStyleType, borderTopWidth].join(' '))\
                 (getComputedStyle(document.querySelector('{selector}')))"
            ))
        };
        // No bullets, but not by `none`: VoiceOver in Safari would not announce a list.
        assert_eq!(look(".services > ul"), "grid \"\" 0px");
        assert_eq!(look(".services > ul > li"), "list-item \"\" 2px");
        assert_eq!(look(".services li li"), "list-item circle 0px");
    });
}
