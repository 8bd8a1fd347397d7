//! Sharing an essay's address, or a passage's.

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Tab, in_every_engine, skip};

/// The text directive of the offered link to the selection, as a JavaScript expression.
const OFFERED: &str = "document.querySelector('.cw-offer [data-share]')?.dataset.share";

/// The clipboard's text, pasted into a field.
fn pasted(tab: &Tab) -> String {
    tab.run(
        "const field = document.createElement('textarea'); field.id = 'pasted';
         document.body.prepend(field); field.focus()",
        vec![],
    );
    tab.press_with_modifier(Key::Control, 'v');
    tab.wait_until("the text is pasted", "document.getElementById('pasted').value");
    let text = tab.text("document.getElementById('pasted').value");
    tab.run("document.getElementById('pasted').remove()", vec![]);
    text
}

/// Selects from one (paragraph, offset) to another.
fn select(tab: &Tab, from: (usize, usize), to: (usize, usize)) {
    let before = tab.text(OFFERED);
    tab.run(
        "const [from, start, to, end] = arguments;
         const text = at => document.createTreeWalker(document.querySelectorAll('.cw-prose > p')[at], NodeFilter.SHOW_TEXT).nextNode();
         getSelection().setBaseAndExtent(text(from), start, text(to), end)",
        vec![json!(from.0), json!(from.1), json!(to.0), json!(to.1)],
    );
    // The link to the previous selection may still be shown.
    tab.wait_for("a link is offered", &format!("![undefined, arguments[0]].includes({OFFERED})"), vec![json!(before)]);
}

fn directive(tab: &Tab) -> String {
    tab.text(OFFERED)
}

in_every_engine! {
    fn a_text_fragment_has_whole_words(tab) {
        tab.open_page(&tab.dist.essay(0));
        let words = tab.text("document.querySelector('.cw-prose > p').textContent.split(/\\s+/).slice(0, 3).join(' ')");
        // From within the first word to within the third.
        select(tab, (0, 1), (0, words.len() - 1));
        let encoded = tab.text(&format!("encodeURIComponent({words:?}).replaceAll('-', '%2D')"));
        assert_eq!(directive(tab), format!("#:~:text={encoded}"));
        // A long passage is named by its start and end.
        select(tab, (0, 0), (1, 20));
        let directive = directive(tab);
        assert_eq!(directive.matches(',').count(), 1, "{directive}");
        assert!(directive.len() < 200, "{directive}");
        tab.run("getSelection().removeAllRanges()", vec![]);
        tab.wait_until("nothing is offered", "!document.querySelector('.cw-offer')");
        // A selection outside of the text is not offered.
        tab.run("getSelection().selectAllChildren(document.querySelector('.cw-fold'))", vec![]);
        tab.wait_two_frames();
        assert_eq!(tab.text("document.querySelector('.cw-offer')"), "null");
    }

    fn a_text_fragment_link_scrolls_to_its_passage(tab) {
        let essay = tab.dist.essay(0);
        tab.open_page(&essay);
        let last = tab.number("[...document.querySelectorAll('.cw-prose > p')].findLastIndex(p => p.textContent.length > 80 && p.firstChild.length > 70)");
        let last = usize::try_from(last).expect("a long paragraph");
        select(tab, (last, 0), (last, 60));
        let directive = directive(tab);
        // From another page: otherwise there is no load.
        tab.open_page(&tab.dist.home());
        tab.open(&format!("{}{directive}", essay.path));
        tab.wait_for(
            "the passage is in view",
            "(box => box.top >= 0 && box.bottom <= innerHeight + box.height)(
               document.querySelectorAll('.cw-prose > p')[arguments[0]].getBoundingClientRect()) && scrollY > 0",
            vec![json!(last)],
        );
    }

    fn the_address_is_copied(tab) {
        if tab.engine() == Engine::WebKit {
            return skip("WebKit's window is not in front here, and has no access to the clipboard then");
        }
        let essay = tab.dist.essay(0);
        tab.open_page(&essay);
        let address = tab.text("location.href");
        tab.click(".cw-share button");
        tab.expect_status("The link is copied.");
        assert_eq!(tab.visible_text(".cw-share button"), "The link is copied.");
        assert_eq!(pasted(tab), address);
        select(tab, (0, 0), (0, 10));
        let directive = directive(tab);
        tab.run("document.querySelector('[role=status]').textContent = ''", vec![]);
        tab.click(".cw-offer button");
        tab.expect_status("The link is copied.");
        assert_eq!(pasted(tab), format!("{address}{directive}"));
    }

    fn a_failed_copy_is_reported(tab) {
        tab.open_page(&tab.dist.essay(0));
        tab.run(
            "for (const name of ['clipboard', 'share']) Object.defineProperty(navigator, name, { value: undefined })",
            vec![],
        );
        tab.click(".cw-share button");
        tab.expect_status("The link could not be copied.");
    }

    fn the_platforms_share_sheet_is_preferred(tab) {
        tab.open_page(&tab.dist.essay(0));
        // No engine has a share sheet here: its argument is checked.
        tab.run(
            "Object.defineProperty(navigator, 'share', { value: async data => { window.__shared = data } })",
            vec![],
        );
        tab.click(".cw-share button");
        tab.wait_until("it is shared", "window.__shared");
        let essay = tab.dist.essay(0);
        assert!(tab.text("window.__shared.url").ends_with(&essay.path));
        assert_eq!(tab.text("window.__shared.title"), essay.title);
    }
}
