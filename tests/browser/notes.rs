//! Footnotes: beside the text for a pointer, at the foot for everybody else.

use fantoccini::key::Key;

use crate::harness::{Known, Visit, in_every_engine};

const MARK: &str = ".prose a[role=doc-noteref]";
const BESIDE: &str = ".prose .beside";

/// The first essay with a footnote, and the address of its first note.
fn essay(reader: &Visit) -> (Known, String) {
    let has_note = |at: &usize| {
        reader.dist.essay_bundle(*at).content_html.as_ref().is_some_and(|html| html.contains("doc-noteref"))
    };
    let essay = reader.dist.essay((0..reader.dist.count()).find(has_note).expect("an essay with a footnote"));
    reader.open_page(&essay);
    let href = reader.text(&format!("document.querySelector('{MARK}').getAttribute('href')"));
    (essay, href)
}

in_every_engine! {
    fn a_pointer_opens_the_note_beside_the_text(reader) {
        let (essay, href) = essay(reader);
        reader.resize(1280, 800);
        let height = "document.querySelector('.prose').scrollHeight";
        let before = reader.number(height);
        let entries = reader.entries();
        reader.point_and_click(MARK);
        reader.wait_until("the note is there", "document.querySelector('.beside')");
        reader.is_at(&essay);
        assert_eq!(reader.entries(), entries, "it is no place to come back to");
        // It says what the note at the foot says, but for the way back, and nothing twice that a page has once.
        let foot = format!(
            "(() => {{ const note = document.querySelector('{href}').cloneNode(true);
               note.querySelectorAll('[role=doc-backlink]').forEach(link => link.remove());
               return note.textContent.trim() }})()"
        );
        assert_eq!(reader.text("document.querySelector('.beside').textContent.trim()"), reader.text(&foot));
        assert_eq!(reader.number("document.querySelectorAll('.beside [id], .beside [role=doc-backlink]').length"), 0);
        // In the margin the text stays as it was.
        assert_eq!(reader.number(height), before);
        let left = reader.number("document.querySelector('.beside').getBoundingClientRect().left");
        assert!(left >= reader.number("document.querySelector('.prose').getBoundingClientRect().right"));
        assert!(reader.number("document.documentElement.scrollWidth - innerWidth") <= 0);

        reader.point_and_click(MARK);
        reader.wait_until("the note is away", "!document.querySelector('.beside')");
        reader.point_and_click(MARK);
        reader.wait_until("the note is there", "document.querySelector('.beside')");
        reader.press(Key::Escape);
        reader.wait_until("the note is away", "!document.querySelector('.beside')");
        reader.has_not_loaded();
    }

    fn where_there_is_no_margin_the_note_stands_below_its_line(reader) {
        essay(reader);
        reader.resize(600, 800);
        reader.point_and_click(MARK);
        reader.wait_until("the note is there", "document.querySelector('.beside')");
        let mark = reader.number(&format!("document.querySelector('{MARK}').getBoundingClientRect().bottom"));
        let note = reader.number(&format!("document.querySelector('{BESIDE}').getBoundingClientRect().top"));
        assert!((0..60).contains(&(note - mark)), "the mark ends at {mark}, the note begins at {note}");
        assert!(reader.number("document.documentElement.scrollWidth - innerWidth") <= 0);
    }

    fn enter_follows_the_link_and_the_way_back(reader) {
        let (essay, href) = essay(reader);
        reader.run("document.querySelector(arguments[0]).focus()", vec![MARK.into()]);
        reader.press(Key::Enter);
        reader.is_at_place(&essay, &href);
        reader.is_the_target(&href);
        assert_eq!(reader.text("document.querySelector('.beside')"), "null");
        let back = format!("[id=\"{}\"] [role=doc-backlink]", &href[1..]);
        let to = reader.text(&format!("document.querySelector('{back}').getAttribute('href')"));
        reader.run("document.querySelector(arguments[0]).focus()", vec![back.as_str().into()]);
        reader.press(Key::Enter);
        reader.is_at_place(&essay, &to);
        reader.is_the_target(&to);
    }

    fn a_note_is_gone_with_its_page(reader) {
        let (essay, _) = essay(reader);
        reader.point_and_click(MARK);
        reader.wait_until("the note is there", "document.querySelector('.beside')");
        let home = reader.dist.home();
        reader.click(".site-name");
        reader.is_at(&home);
        reader.back();
        reader.is_at(&essay);
        assert_eq!(reader.text("document.querySelector('.beside')"), "null");
    }

    fn a_mark_does_not_part_the_lines(reader) {
        essay(reader);
        // Each line of a paragraph with a mark is as high as one without.
        let uneven = reader.text(
            "[...document.querySelectorAll('.prose > p')].filter(p => {
               const line = parseFloat(getComputedStyle(p).lineHeight), lines = p.getBoundingClientRect().height / line;
               return p.querySelector('sup') && Math.abs(lines - Math.round(lines)) > 0.05;
             }).length",
        );
        assert_eq!(uneven, "0");
    }
}
