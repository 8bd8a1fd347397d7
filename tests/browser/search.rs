//! The search page.

use std::fs;

use catchword_app::routes::Address;
use fantoccini::key::Key;

use crate::harness::{Misbehaviour, Tab, in_every_engine};

/// The results' titles, as a JavaScript expression.
const TITLES: &str = "[...document.querySelectorAll('.cw-found h2')].map(h => h.textContent).join('|')";

/// The files that only a search requests.
const FILES: [&str; 3] = ["/search.js", "/search-worker.js", "/pagefind/"];

in_every_engine! {
    fn a_word_in_a_text_is_found(tab) {
        // A word in the text of a single essay.
        let essay = (0..tab.dist.essay_count())
            .find(|at| tab.dist.essay_bundle(*at).content_html.as_ref().is_some_and(|html| html.contains("dinghy")))
            .expect("an essay with a dinghy");
        open_search(tab);
        search_for(tab, "dinghy");
        tab.wait_until("its essay is the first result", &format!(
            "document.querySelector('.cw-found h2 a')?.getAttribute('href') === {:?}", tab.dist.essay(essay).path
        ));
        let marked = tab.text("document.querySelector('.cw-found mark').textContent");
        assert!(marked.to_lowercase().contains("dinghy"), "{marked} is marked");
        // The status has the count and the query; the address has the query.
        let count = tab.number("document.querySelectorAll('.cw-found .cw-entry').length");
        tab.expect_status(&format!("{count} result{} for “dinghy”", if count == 1 { "" } else { "s" }));
        assert_eq!(tab.visible_text(".cw-search-status"), format!("{count} result{} for “dinghy”", if count == 1 { "" } else { "s" }));
        tab.wait_until("the query in the address", "location.search === '?q=dinghy'");
    }

    fn a_title_ranks_above_the_text(tab) {
        open_search(tab);
        for at in 0..tab.dist.essay_count() {
            let title = &tab.dist.essay_bundle(at).title;
            search_for(tab, title);
            tab.wait_until(&format!("“{title}” first"), &format!(
                "document.querySelector('.cw-found h2')?.textContent === {}", serde_json::Value::from(title.clone())
            ));
        }
    }

    fn back_from_a_result_restores_the_results(tab) {
        open_search(tab);
        search_for(tab, "silence");
        tab.wait_until("there are results", "document.querySelectorAll('.cw-found .cw-entry').length > 0");
        tab.wait_until("the query in the address", "location.search === '?q=silence'");
        let titles = tab.text(TITLES);
        let first = tab.text("document.querySelector('.cw-found h2 a').getAttribute('href')");
        tab.focus_and_press(".cw-found h2 a", Key::Enter);
        tab.expect_page(&tab.dist.page_at(&first));
        tab.expect_no_full_load();
        tab.back();
        tab.wait_until("the same results", &format!("{TITLES} === {}", serde_json::Value::from(titles)));
        assert_eq!(tab.text("document.querySelector('.cw-search input').value"), "silence");
        tab.expect_focus(&format!(".cw-found a[href=\"{first}\"]"));
        tab.expect_no_full_load();
    }

    fn an_address_with_a_query_shows_its_results(tab) {
        let search = tab.dist.page(&Address::Search);
        tab.open(&format!("{}?q=silence", search.path));
        tab.wait_until("there are results", "document.querySelectorAll('.cw-found .cw-entry').length > 0");
        assert_eq!(tab.text("document.querySelector('.cw-search input').value"), "silence");
    }

    fn back_to_a_page_loaded_with_a_query_restores_its_results(tab) {
        let search = tab.dist.page(&Address::Search);
        tab.open(&format!("{}?q=silence", search.path));
        tab.wait_until("there are results", "document.querySelectorAll('.cw-found .cw-entry').length > 0");
        let (titles, first) = (tab.text(TITLES), tab.text("document.querySelector('.cw-found h2 a').getAttribute('href')"));
        tab.focus_and_press(".cw-found h2 a", Key::Enter);
        tab.expect_page(&tab.dist.page_at(&first));
        tab.back();
        tab.wait_until("the same results", &format!("{TITLES} === {}", serde_json::Value::from(titles)));
        tab.expect_no_full_load();
    }

    fn each_history_entry_has_its_own_query(tab) {
        open_search(tab);
        search_for(tab, "silence");
        tab.wait_until("there are results", "document.querySelectorAll('.cw-found .cw-entry').length > 0");
        tab.wait_until("the query in the address", "location.search === '?q=silence'");
        // The masthead's link adds an entry with an empty field.
        tab.click(".cw-masthead a[href$=\"/search/\"]");
        tab.wait_until("an empty field", "location.search === '' && document.querySelector('.cw-search input').value === ''
            && !document.querySelector('.cw-found .cw-entry')");
        search_for(tab, "phone");
        tab.wait_until("the next query in the address", "location.search === '?q=phone'
            && document.querySelector('.cw-search-status').textContent.includes('“phone”')");
        tab.back();
        tab.wait_until("the first query", "location.search === '?q=silence' && document.querySelector('.cw-search input').value === 'silence'
            && document.querySelector('.cw-search-status').textContent.includes('“silence”')");
        // A link with a query searches for it.
        tab.open_page(&tab.dist.essay(0));
        tab.add_link("asked", &format!("{}?q=silence", tab.dist.page(&Address::Search).path), "");
        tab.click("#asked");
        tab.wait_until("its results", "document.querySelectorAll('.cw-found .cw-entry').length > 0");
        assert_eq!(tab.text("location.search"), "?q=silence");
        tab.expect_no_full_load();
    }

    fn an_abandoned_search_announces_nothing(tab) {
        open_search(tab);
        record_status_and_addresses(tab);
        let index = files_in(tab, "index");
        for file in &index {
            tab.host.misbehave(file, Misbehaviour::Held);
        }
        search_for(tab, "silence");
        tab.wait("the index is requested", || index.iter().any(|file| tab.host.requests(file) > 0));
        tab.click(".cw-site-name");
        tab.expect_page(&tab.dist.home());
        for file in &index {
            tab.host.behave(file);
        }
        tab.wait("the index comes", || index.iter().any(|file| tab.host.responses(file) > 0));
        // The next search is answered after the one that was left.
        tab.click(".cw-masthead a[href$=\"/search/\"]");
        tab.expect_page(&tab.dist.page(&Address::Search));
        search_for(tab, "phone");
        tab.wait_until("the next query in the address", "location.search === '?q=phone'");
        tab.wait_until("it is answered", "window.__recorded.some(text => text.includes('“phone”'))");
        assert_eq!(tab.text("window.__recorded.filter(text => text.includes('silence')).join()"), "");
    }

    fn a_search_file_that_fails_is_reported_and_requested_again(tab) {
        let failed = "The search could not be loaded. Try again in a moment.";
        // The worker logs an error, too, when it can't read a file.
        let files = [
            ("search.js", "search.js"),
            ("search-worker.js", "search-worker.js"),
            ("pagefind/pagefind-entry.json", "/pagefind/"),
        ];
        for (file, named) in files {
            let file = tab.dist.below_base(file);
            tab.allow_error(&file);
            tab.host.misbehave(&file, Misbehaviour::Status(503));
            open_search(tab);
            search_for(tab, "silence");
            tab.wait_until(&format!("{file} is reported"), &format!("document.querySelector('.cw-search-status').textContent === {failed:?}"));
            tab.host.behave(&file);
            search_for(tab, "silences");
            search_for(tab, "silence");
            tab.wait_until(&format!("{file} is loaded"), "document.querySelectorAll('.cw-found .cw-entry').length > 0
                && document.querySelector('.cw-search-status').textContent.includes('“silence”')");
            // Firefox logs it for the page, not for the request.
            let errors = tab.take_console_errors();
            assert!(errors.iter().all(|line| line.contains(named)), "{errors:?}");
        }
    }

    fn a_part_of_the_index_that_fails_is_requested_again(tab) {
        search_while_the_index_fails(tab, 1);
        tab.wait_until("there are results", "document.querySelectorAll('.cw-found .cw-entry').length > 0");
        expect_index_errors(tab);
    }

    fn a_part_of_the_index_that_fails_twice_comes_with_the_next_search(tab) {
        search_while_the_index_fails(tab, 2);
        tab.wait_until("nothing", "document.querySelector('.cw-search-status').textContent.includes('“silence”')");
        assert_eq!(tab.number("document.querySelectorAll('.cw-found .cw-entry').length"), 0);
        // The next search tries again.
        search_for(tab, "");
        search_for(tab, "silence");
        tab.wait_until("there are results", "document.querySelectorAll('.cw-found .cw-entry').length > 0");
        expect_index_errors(tab);
    }

    fn results_stay_when_more_fail_to_load(tab) {
        open_search(tab);
        search_for(tab, "the");
        tab.wait_until("the first ones", "document.querySelectorAll('.cw-found .cw-entry').length === 5");
        let fragments = files_in(tab, "fragment");
        for file in &fragments {
            tab.host.misbehave(file, Misbehaviour::Status(503));
        }
        tab.focus_and_press(".cw-search-more", Key::Enter);
        tab.wait_until("the failure is reported", "document.querySelector('.cw-search-status').textContent.includes('could not be loaded')");
        assert_eq!(tab.number("document.querySelectorAll('.cw-found .cw-entry').length"), 5);
        tab.expect_focus(".cw-search-more");
        for file in &fragments {
            tab.host.behave(file);
        }
        tab.press(Key::Enter);
        tab.expect_focus(".cw-found .cw-entry:nth-child(6) a");
        assert!(tab.visible_text(".cw-search-status").contains("“the”"));
    }

    fn results_are_in_the_pages_language(tab) {
        open_search(tab);
        search_for(tab, "silence");
        tab.wait_until("there are results", "document.querySelectorAll('.cw-found .cw-entry').length > 0");
        // An empty `lang` means that the language is unknown (HTML, 3.2.6.2).
        assert_eq!(tab.number("document.querySelectorAll('.cw-found [lang=\"\"]').length"), 0);
    }

    fn more_results_are_loaded_by_the_button(tab) {
        open_search(tab);
        search_for(tab, "the");
        tab.wait_until("the first ones", "document.querySelectorAll('.cw-found .cw-entry').length === 5");
        tab.focus_and_press(".cw-search-more", Key::Enter);
        tab.expect_focus(".cw-found .cw-entry:nth-child(6) a");
        while tab.number("+!document.querySelector('.cw-search-more').hidden") == 1 {
            let before = tab.number("document.querySelectorAll('.cw-found .cw-entry').length");
            tab.focus_and_press(".cw-search-more", Key::Enter);
            tab.expect_focus(&format!(".cw-found .cw-entry:nth-child({}) a", before + 1));
        }
        let all = tab.number("document.querySelectorAll('.cw-found .cw-entry').length");
        assert!(tab.visible_text(".cw-search-status").starts_with(&all.to_string()));
        let different = tab.number("new Set([...document.querySelectorAll('.cw-found h2 a')].map(a => a.href)).size");
        assert_eq!(different, all);
    }

    fn a_letter_shows_two_results_and_the_button_for_more(tab) {
        open_search(tab);
        search_for(tab, "s");
        tab.wait_until("two of them", "document.querySelectorAll('.cw-found .cw-entry').length === 2");
        tab.click(".cw-search-more");
        tab.wait_until("and five more", "document.querySelectorAll('.cw-found .cw-entry').length === 7");
    }

    fn a_search_without_results_shows_the_tags(tab) {
        open_search(tab);
        tab.wait_until("the tags", "document.querySelector('.cw-ways').offsetHeight > 0");
        search_for(tab, "silence");
        tab.wait_until("no tags while there are results", "document.querySelector('.cw-ways').offsetHeight === 0");
        search_for(tab, "xylophonist");
        tab.wait_until("nothing", "document.querySelector('.cw-search-status').textContent.includes('“xylophonist”')");
        assert_eq!(tab.number("document.querySelectorAll('.cw-found .cw-entry').length"), 0);
        assert!(tab.number("document.querySelectorAll('.cw-ways a').length") > 2);
        tab.wait_until("the tags again", "document.querySelector('.cw-ways').offsetHeight > 0");
    }

    fn results_are_narrowed_to_a_tag(tab) {
        open_search(tab);
        search_for(tab, "silence");
        tab.wait_until("tags", "document.querySelectorAll('.cw-search-tags button').length > 0");
        let before = tab.text("document.querySelector('.cw-search-status').textContent");
        let tag = tab.text("document.querySelector('.cw-search-tags button').dataset.tag");
        tab.focus_and_press(".cw-search-tags button", Key::Enter);
        tab.wait_until("fewer", &format!(
            "document.querySelector('.cw-search-status').textContent !== {}", serde_json::Value::from(before.clone())
        ));
        tab.wait_until("the pressed button has the focus", "document.activeElement.ariaPressed === 'true'");
        tab.wait_until("the tag in the address", &format!(
            "new URLSearchParams(location.search).get('tag') === {}", serde_json::Value::from(tag.clone())
        ));
        let essays = tab.text("[...document.querySelectorAll('.cw-found h2 a')].map(a => a.getAttribute('href')).join('|')");
        for path in essays.split('|') {
            let at = (0..tab.dist.essay_count()).find(|at| tab.dist.essay(*at).path == path).expect("an essay");
            assert!(tab.dist.essay_bundle(at).tags.contains(&tag), "{path} is not tagged {tag}");
        }
        tab.focus_and_press(".cw-search-tags [aria-pressed=true]", Key::Enter);
        tab.wait_until("all again", &format!(
            "document.querySelector('.cw-search-status').textContent === {}", serde_json::Value::from(before)
        ));
    }

    fn search_works_by_keyboard_alone(tab) {
        tab.open_page(&tab.dist.essay(0));
        tab.click(".cw-masthead a[href$=\"/search/\"]");
        tab.expect_page(&tab.dist.page(&Address::Search));
        tab.run("document.querySelector('.cw-search input').focus()", Vec::new());
        for letter in ["p", "h", "o", "n", "e"] {
            tab.press_char(letter);
        }
        tab.wait_until("there are results", "document.querySelectorAll('.cw-found .cw-entry').length > 1
            && document.querySelector('.cw-search-status').textContent.includes('“phone”')");
        tab.press(Key::Down);
        tab.expect_focus(".cw-found .cw-entry:nth-child(1) a");
        tab.press(Key::Down);
        tab.expect_focus(".cw-found .cw-entry:nth-child(2) a");
        tab.press(Key::Up);
        tab.press(Key::Up);
        tab.expect_focus(".cw-search input");
        tab.press(Key::Down);
        tab.expect_focus(".cw-found .cw-entry:nth-child(1) a");
        let first = tab.text("document.activeElement.getAttribute('href')");
        tab.press(Key::Enter);
        tab.expect_page(&tab.dist.page_at(&first));
        tab.expect_no_full_load();
    }

    fn new_results_do_not_move_the_focus(tab) {
        open_search(tab);
        search_for(tab, "silence");
        tab.wait_until("there are results", "document.querySelectorAll('.cw-found .cw-entry').length > 1");
        // The answer to the last input comes when the focus is already in the list.
        let letters = "const [words] = arguments, field = document.querySelector('.cw-search input');
             for (const word of words) {
               field.value = word;
               field.dispatchEvent(new Event('input', { bubbles: true }));
             }
             document.querySelector('.cw-found h2 a').focus();";
        let first = tab.text("document.querySelector('.cw-found h2 a').getAttribute('href')");
        tab.run(letters, vec![serde_json::json!(["silenc", "silences"])]);
        tab.wait_until("the next answer", "document.querySelector('.cw-search-status').textContent.includes('“silences”')");
        tab.expect_focus(&format!(".cw-found a[href=\"{first}\"]"));
        // If the focused result is gone, the field gets the focus.
        tab.run(letters, vec![serde_json::json!(["xylophonis", "xylophonist"])]);
        tab.wait_until("nothing", "document.querySelector('.cw-search-status').textContent.includes('“xylophonist”')");
        tab.expect_focus(".cw-search input");
    }

    fn search_files_are_loaded_only_by_a_search(tab) {
        tab.open_page(&tab.dist.essay(0));
        tab.open_page(&tab.dist.page(&Address::Search));
        assert_eq!(search_requests(tab), 0, "{:?}", tab.host.request_log());
        search_for(tab, "silence");
        tab.wait_until("there are results", "document.querySelectorAll('.cw-found .cw-entry').length > 0");
        assert!(search_requests(tab) > 4, "{:?}", tab.host.request_log());
    }
}

fn open_search(tab: &Tab) {
    tab.open_page(&tab.dist.page(&Address::Search));
}

/// Replaces the field's text.
pub(crate) fn search_for(tab: &Tab, words: &str) {
    tab.run(
        "const field = document.querySelector('.cw-search input');
         field.focus();
         field.value = arguments[0];
         field.dispatchEvent(new Event('input', { bubbles: true }));",
        vec![words.into()],
    );
}

/// The paths of Pagefind's files in a folder.
fn files_in(tab: &Tab, kind: &str) -> Vec<String> {
    let entries = fs::read_dir(tab.dist.root().join("pagefind").join(kind)).expect("Pagefind's files");
    let names = entries.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned());
    names.map(|name| tab.dist.below_base(&format!("pagefind/{kind}/{name}"))).collect()
}

/// Records the live region's texts, and the addresses that are pushed or replaced while another page is shown.
fn record_status_and_addresses(tab: &Tab) {
    tab.run(
        "window.__recorded = [];
         const region = document.querySelector('body > [role=status]');
         new MutationObserver(() => window.__recorded.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
         for (const name of ['pushState', 'replaceState']) {
           const own = history[name];
           history[name] = function (state, title, url) {
             if (!document.querySelector('.cw-search')) window.__recorded.push(String(url));
             return own.call(this, state, title, url);
           };
         }",
        vec![],
    );
}

/// Searches for "silence" while each part of the index fails so many times.
fn search_while_the_index_fails(tab: &Tab, times: usize) {
    for file in files_in(tab, "index") {
        tab.host.misbehave_times(times, &file, Misbehaviour::Status(503));
    }
    open_search(tab);
    search_for(tab, "silence");
}

/// Expects errors about the index alone, which the worker logs, too.
fn expect_index_errors(tab: &Tab) {
    let errors = tab.take_console_errors();
    assert!(errors.iter().all(|line| line.contains(".pf_index")), "{errors:?}");
}

fn search_requests(tab: &Tab) -> usize {
    tab.host.request_log().iter().filter(|line| FILES.iter().any(|file| line.contains(file))).count()
}
