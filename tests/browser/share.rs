//! Handing on an essay's address, and a passage's.

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Visit, in_every_engine};

/// The link to what is selected, where one is offered.
const OFFERED: &str = "document.querySelector('.offer [data-share]')?.dataset.share";

/// What the clipboard has, as a reader would find out.
fn pasted(reader: &Visit) -> String {
    reader.run(
        "const field = document.createElement('textarea'); field.id = 'pasted';
         document.body.prepend(field); field.focus()",
        vec![],
    );
    reader.press_with(Key::Control, 'v');
    reader.wait_until("something is pasted", "document.getElementById('pasted').value");
    let text = reader.text("document.getElementById('pasted').value");
    reader.run("document.getElementById('pasted').remove()", vec![]);
    text
}

/// Selects from a letter of one paragraph to a letter of another.
fn select(reader: &Visit, from: (usize, usize), to: (usize, usize)) {
    let before = reader.text(OFFERED);
    reader.run(
        "const [from, start, to, end] = arguments;
         const text = at => document.createTreeWalker(document.querySelectorAll('.prose > p')[at], NodeFilter.SHOW_TEXT).nextNode();
         getSelection().setBaseAndExtent(text(from), start, text(to), end)",
        vec![json!(from.0), json!(from.1), json!(to.0), json!(to.1)],
    );
    // One to what was selected before may still be there.
    reader.wait_for(
        "a link is offered",
        &format!("![undefined, arguments[0]].includes({OFFERED})"),
        vec![json!(before)],
    );
}

fn directive(reader: &Visit) -> String {
    reader.text(OFFERED)
}

in_every_engine! {
    fn a_passage_is_named_by_whole_words(reader) {
        reader.open_page(&reader.dist.essay(0));
        let words = reader.text("document.querySelector('.prose > p').textContent.split(/\\s+/).slice(0, 3).join(' ')");
        // From within the first word to within the third.
        select(reader, (0, 1), (0, words.len() - 1));
        let encoded = reader.text(&format!("encodeURIComponent({words:?}).replaceAll('-', '%2D')"));
        assert_eq!(directive(reader), format!("#:~:text={encoded}"));
        // A long one, across paragraphs, by its two ends.
        select(reader, (0, 0), (1, 20));
        let directive = directive(reader);
        assert_eq!(directive.matches(',').count(), 1, "{directive}");
        assert!(directive.len() < 200, "{directive}");
        reader.run("getSelection().removeAllRanges()", vec![]);
        reader.wait_until("nothing is offered", "!document.querySelector('.offer')");
        // What is selected elsewhere is no passage.
        reader.run("getSelection().selectAllChildren(document.querySelector('.fold'))", vec![]);
        reader.two_frames();
        assert_eq!(reader.text("document.querySelector('.offer')"), "null");
    }

    fn the_link_to_a_passage_leads_to_it(reader) {
        let essay = reader.dist.essay(0);
        reader.open_page(&essay);
        let last = reader.number("[...document.querySelectorAll('.prose > p')].findLastIndex(p => p.textContent.length > 80 && p.firstChild.length > 70)");
        let last = usize::try_from(last).expect("a long paragraph");
        select(reader, (last, 0), (last, 60));
        let directive = directive(reader);
        // From another page: at its own it would be a step within the document.
        reader.open_page(&reader.dist.home());
        reader.open(&format!("{}{directive}", essay.path));
        reader.wait_for(
            "the passage is seen",
            "(box => box.top >= 0 && box.bottom <= innerHeight + box.height)(
               document.querySelectorAll('.prose > p')[arguments[0]].getBoundingClientRect()) && scrollY > 0",
            vec![json!(last)],
        );
    }

    fn the_address_goes_to_the_clipboard(reader) {
        // WebKit has no window in front here, and keeps the clipboard from one that is not.
        if reader.engine() == Engine::WebKit {
            return;
        }
        let essay = reader.dist.essay(0);
        reader.open_page(&essay);
        let address = reader.text("location.href");
        reader.click(".share button");
        reader.status_is("The link is copied.");
        assert_eq!(reader.text_of(".share button"), "The link is copied.");
        assert_eq!(pasted(reader), address);
        select(reader, (0, 0), (0, 10));
        let directive = directive(reader);
        reader.run("document.querySelector('[role=status]').textContent = ''", vec![]);
        reader.click(".offer button");
        reader.status_is("The link is copied.");
        assert_eq!(pasted(reader), format!("{address}{directive}"));
    }

    fn where_nothing_can_be_copied_it_says_so(reader) {
        reader.open_page(&reader.dist.essay(0));
        reader.run(
            "for (const name of ['clipboard', 'share']) Object.defineProperty(navigator, name, { value: undefined })",
            vec![],
        );
        reader.click(".share button");
        reader.status_is("The link could not be copied.");
    }

    fn the_platforms_own_sheet_comes_first(reader) {
        reader.open_page(&reader.dist.essay(0));
        // No engine has a sheet here to look at: what it would be given is.
        reader.run(
            "Object.defineProperty(navigator, 'share', { value: async data => { window.__shared = data } })",
            vec![],
        );
        reader.click(".share button");
        reader.wait_until("it is shared", "window.__shared");
        let essay = reader.dist.essay(0);
        assert!(reader.text("window.__shared.url").ends_with(&essay.path));
        assert_eq!(reader.text("window.__shared.title"), essay.title);
    }
}
