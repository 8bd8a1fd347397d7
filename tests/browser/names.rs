//! An essay whose author uses every name that the app, the scripts and the stylesheet have for the page around a text: as
//! ids, as classes, as roles and relations of links. All of them stay the author's, and everything works as on any page.
//!
//! `crates/press/tests/testsuite/names.rs` takes the names from the sources, and holds that the essay has them all.

use fantoccini::key::Key;

use crate::harness::{Engine, ExpectedPage, Misbehaviour, Tab, for_each_engine, visit_site};

const SITE: &str = "names";

/// The tags of the essay's text, each on a line, with its attributes: but not `tabindex`, which the app gives to what has
/// had the focus.
const TAGS: &str = "[...document.querySelectorAll('.cw-prose *')].map(one => {
  const tag = one.cloneNode();
  tag.removeAttribute('tabindex');
  return tag.outerHTML
}).join('\\n')";

/// What the reader does, and how. Each step begins and ends on the essay, with its text unchanged.
const STEPS: [(&str, fn(&Tab)); 10] = [
    ("turns with the arrows", |tab| {
        for (key, page) in [(Key::Right, after(tab)), (Key::Left, before(tab))] {
            tab.press(key);
            expect_and_return(tab, &page);
        }
    }),
    ("turns with an arrow from a link in a grid", |tab| {
        tab.run("document.querySelector('#in-a-grid').focus()", vec![]);
        tab.press(Key::Right);
        expect_and_return(tab, &after(tab));
    }),
    ("uses the letter keys", |tab| {
        tab.run("localStorage.setItem('catchword:letters', 'on')", vec![]);
        for (key, page) in [("j", after(tab)), ("k", before(tab)), ("/", tab.dist.page_at("/search/"))] {
            tab.press_char(key);
            expect_and_return(tab, &page);
        }
        tab.run("localStorage.removeItem('catchword:letters')", vec![]);
    }),
    ("presses Escape", |tab| {
        tab.press(Key::Escape);
        tab.wait_two_frames();
    }),
    ("opens the note", |tab| {
        tab.click_by_pointer("#note-ref");
        tab.wait_until("the author's link is a link", "location.hash === '#one'");
        assert_eq!(count(tab, ".cw-beside"), 0);
        tab.back();
        tab.expect_page(&here(tab));
        tab.click_by_pointer(".cw-note-ref");
        tab.wait_until(
            "the note is open",
            "document.querySelector('.cw-beside')?.textContent.includes('The note to it.')",
        );
        tab.press(Key::Escape);
        tab.wait_until("the note is closed", "!document.querySelector('.cw-beside')");
    }),
    ("scrolls through the contents", |tab| {
        tab.run("document.querySelector('#two').scrollIntoView()", vec![]);
        tab.wait_until(
            "the section is marked",
            "document.querySelector('.cw-contents [aria-current]')?.getAttribute('href') === '#two'",
        );
        tab.run("scrollTo(0, 0)", vec![]);
        tab.wait_until("no section is marked", "!document.querySelector('.cw-contents [aria-current]')");
    }),
    ("selects a passage", |tab| {
        tab.run("getSelection().selectAllChildren(document.querySelector('.cw-prose > p'))", vec![]);
        tab.wait_until("sharing is offered", "document.querySelector('.cw-offer [data-share]')?.dataset.share");
        tab.run("getSelection().removeAllRanges()", vec![]);
        tab.wait_until("nothing is offered", "!document.querySelector('.cw-offer')");
    }),
    ("opens the look", |tab| {
        tab.click("#look > summary");
        tab.wait_until("the author's details are open", "document.querySelector('#look').open");
        tab.wait_two_frames();
        assert_eq!(count(tab, "#look form"), 0);
        tab.click("#look > summary");
        tab.wait_until("they are closed", "!document.querySelector('#look').open");
        tab.click(".cw-look summary");
        tab.wait_until("the form is shown", "document.querySelector('.cw-look[open] form')");
        tab.press(Key::Escape);
        tab.wait_until("it is closed", "!document.querySelector('.cw-look').open");
    }),
    ("follows the author's links", |tab| {
        for link in ["#quick-exit", "#embed-frame a", "#entry a"] {
            tab.click(link);
            expect_and_return(tab, &after(tab));
        }
    }),
    ("meets a fault", |tab| {
        let tags = tab.dist.page_at("/tags/names/");
        tab.host.misbehave(&tags.bundle(), Misbehaviour::Status(403));
        tab.click(".cw-tags a");
        tab.wait_until("the fault is shown", "document.querySelectorAll('.cw-fault-panel').length === 1");
        tab.host.behave(&tags.bundle());
        tab.click(".cw-fault-panel [data-retry]");
        expect_and_return(tab, &tags);
        assert_eq!(count(tab, ".cw-fault-panel"), 0);
    }),
];

for_each_engine! { every_name_of_the_frame_is_an_authors_too }

fn every_name_of_the_frame_is_an_authors_too(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&here(tab));
        tab.resize(1280, 800);
        let tags = tab.text(TAGS);
        assert!(count(tab, ".cw-prose [id]") > 80, "the essay has its names");
        for (what, step) in STEPS {
            step(tab);
            let now = tab.text(TAGS);
            let changed = now.lines().zip(tags.lines()).find(|(now, before)| now != before);
            assert_eq!(changed, None, "the text has changed when a reader {what}");
            assert_eq!(now.lines().count(), tags.lines().count(), "the text has changed when a reader {what}");
        }
        tab.expect_no_full_load();
        // The real embed, and after it the page is the same again.
        tab.allow_empty_frame("/embed/quay");
        tab.focus_and_press(".cw-embed-frame > a", Key::Enter);
        tab.wait_until(
            "the frame is shown",
            "document.querySelector('.cw-embed-frame').shadowRoot?.querySelector('iframe')",
        );
        assert_eq!(count(tab, "#embed-frame > a"), 1);
    });
}

fn before(tab: &Tab) -> ExpectedPage {
    tab.dist.essay(0)
}

fn here(tab: &Tab) -> ExpectedPage {
    tab.dist.essay(1)
}

fn after(tab: &Tab) -> ExpectedPage {
    tab.dist.essay(2)
}

#[track_caller]
fn expect_and_return(tab: &Tab, page: &ExpectedPage) {
    tab.expect_page(page);
    tab.back();
    tab.expect_page(&here(tab));
}

fn count(tab: &Tab, selector: &str) -> i64 {
    tab.number(&format!("document.querySelectorAll('{selector}').length"))
}
