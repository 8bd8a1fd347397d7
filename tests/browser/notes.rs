//! Footnotes: a click opens them beside the text; for the keyboard they are links to the text's end.

use fantoccini::key::Key;

use crate::harness::{ExpectedPage, Tab, in_every_engine};

const MARK: &str = ".cw-prose a[role=doc-noteref]";
const BESIDE: &str = ".cw-prose .cw-beside";

/// The first essay with a footnote, and the address of its first note.
fn essay(tab: &Tab) -> (ExpectedPage, String) {
    let has_note =
        |at: &usize| tab.dist.essay_bundle(*at).content_html.as_ref().is_some_and(|html| html.contains("doc-noteref"));
    let essay = tab.dist.essay((0..tab.dist.essay_count()).find(has_note).expect("an essay with a footnote"));
    tab.open_page(&essay);
    let href = tab.text(&format!("document.querySelector('{MARK}').getAttribute('href')"));
    (essay, href)
}

in_every_engine! {
    fn a_pointer_opens_the_note_beside_the_text(tab) {
        let (essay, href) = essay(tab);
        tab.resize(1280, 800);
        let height = "document.querySelector('.cw-prose').scrollHeight";
        let before = tab.number(height);
        let entries = tab.history_length();
        tab.click_by_pointer(MARK);
        tab.wait_until("the note is open", "document.querySelector('.cw-beside')");
        tab.expect_page(&essay);
        assert_eq!(tab.history_length(), entries, "it adds no history entry");
        // It has the note's text without the link back, and no id twice.
        let foot = format!(
            "(() => {{ const note = document.querySelector('{href}').cloneNode(true);
               note.querySelectorAll('[role=doc-backlink]').forEach(link => link.remove());
               return note.textContent.trim() }})()"
        );
        assert_eq!(tab.text("document.querySelector('.cw-beside').textContent.trim()"), tab.text(&foot));
        assert_eq!(tab.number("document.querySelectorAll('.cw-beside [id], .cw-beside [role=doc-backlink]').length"), 0);
        // In the margin it does not move the text.
        assert_eq!(tab.number(height), before);
        let left = tab.number("document.querySelector('.cw-beside').getBoundingClientRect().left");
        assert!(left >= tab.number("document.querySelector('.cw-prose').getBoundingClientRect().right"));
        assert!(tab.number("document.documentElement.scrollWidth - innerWidth") <= 0);

        tab.click_by_pointer(MARK);
        tab.wait_until("the note is closed", "!document.querySelector('.cw-beside')");
        tab.click_by_pointer(MARK);
        tab.wait_until("the note is open", "document.querySelector('.cw-beside')");
        tab.press(Key::Escape);
        tab.wait_until("the note is closed", "!document.querySelector('.cw-beside')");
        tab.expect_no_full_load();
    }

    fn without_a_margin_the_note_opens_below_its_line(tab) {
        essay(tab);
        tab.resize(600, 800);
        tab.click_by_pointer(MARK);
        tab.wait_until("the note is open", "document.querySelector('.cw-beside')");
        let mark = tab.number(&format!("document.querySelector('{MARK}').getBoundingClientRect().bottom"));
        let note = tab.number(&format!("document.querySelector('{BESIDE}').getBoundingClientRect().top"));
        assert!((0..60).contains(&(note - mark)), "the mark ends at {mark}, the note begins at {note}");
        assert!(tab.number("document.documentElement.scrollWidth - innerWidth") <= 0);
    }

    fn enter_follows_the_links_to_the_note_and_back(tab) {
        let (essay, href) = essay(tab);
        tab.run("document.querySelector(arguments[0]).focus()", vec![MARK.into()]);
        tab.press(Key::Enter);
        tab.expect_page_at(&essay, &href);
        tab.expect_target(&href);
        assert_eq!(tab.text("document.querySelector('.cw-beside')"), "null");
        let back = format!("[id=\"{}\"] [role=doc-backlink]", &href[1..]);
        let to = tab.text(&format!("document.querySelector('{back}').getAttribute('href')"));
        tab.run("document.querySelector(arguments[0]).focus()", vec![back.as_str().into()]);
        tab.press(Key::Enter);
        tab.expect_page_at(&essay, &to);
        tab.expect_target(&to);
    }

    fn a_turn_closes_the_note(tab) {
        let (essay, _) = essay(tab);
        tab.click_by_pointer(MARK);
        tab.wait_until("the note is open", "document.querySelector('.cw-beside')");
        let home = tab.dist.home();
        tab.click(".cw-site-name");
        tab.expect_page(&home);
        tab.back();
        tab.expect_page(&essay);
        assert_eq!(tab.text("document.querySelector('.cw-beside')"), "null");
    }

    fn a_note_mark_keeps_the_line_height(tab) {
        essay(tab);
        // A paragraph with a mark is a whole number of lines high.
        let uneven = tab.text(
            "[...document.querySelectorAll('.cw-prose > p')].filter(p => {
               const line = parseFloat(getComputedStyle(p).lineHeight), lines = p.getBoundingClientRect().height / line;
               return p.querySelector('sup') && Math.abs(lines - Math.round(lines)) > 0.05;
             }).length",
        );
        assert_eq!(uneven, "0");
    }
}
