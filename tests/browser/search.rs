//! The search page: words looked for in the whole site.

use std::fs;

use catchword_app::routes::Address;
use fantoccini::key::Key;

use crate::harness::{Misbehaviour, Visit, in_every_engine};

/// The titles of what was found.
const TITLES: &str = "[...document.querySelectorAll('.found h2')].map(h => h.textContent).join('|')";

/// What is asked of the host for a search, and nowhere else.
const FILES: [&str; 2] = ["/search.js", "/pagefind/"];

in_every_engine! {
    fn a_word_is_found_where_it_stands(reader) {
        // One that a single essay has, within its text.
        let essay = (0..reader.dist.count())
            .find(|at| reader.dist.essay_bundle(*at).content_html.as_ref().is_some_and(|html| html.contains("dinghy")))
            .expect("an essay with a dinghy");
        open_search(reader);
        look_for(reader, "dinghy");
        reader.wait_until("its essay", &format!(
            "document.querySelector('.found h2 a')?.getAttribute('href') === {:?}", reader.dist.essay(essay).path
        ));
        let marked = reader.text("document.querySelector('.found mark').textContent");
        assert!(marked.to_lowercase().contains("dinghy"), "{marked} is marked");
        // The status says how many, and what was asked; the address has it, too.
        let count = reader.number("document.querySelectorAll('.found .entry').length");
        reader.status_is(&format!("{count} result{} for “dinghy”", if count == 1 { "" } else { "s" }));
        assert_eq!(reader.text_of(".search-status"), format!("{count} result{} for “dinghy”", if count == 1 { "" } else { "s" }));
        reader.wait_until("the query in the address", "location.search === '?q=dinghy'");
    }

    fn a_title_counts_for_more_than_the_text(reader) {
        open_search(reader);
        for at in 0..reader.dist.count() {
            let title = &reader.dist.essay_bundle(at).title;
            look_for(reader, title);
            reader.wait_until(&format!("“{title}” first"), &format!(
                "document.querySelector('.found h2')?.textContent === {}", serde_json::Value::from(title.clone())
            ));
        }
    }

    fn a_result_turns_the_page_and_back_brings_the_results(reader) {
        open_search(reader);
        look_for(reader, "silence");
        reader.wait_until("results", "document.querySelectorAll('.found .entry').length > 0");
        reader.wait_until("the query in the address", "location.search === '?q=silence'");
        let titles = reader.text(TITLES);
        let first = reader.text("document.querySelector('.found h2 a').getAttribute('href')");
        reader.press_on(".found h2 a", Key::Enter);
        reader.is_at(&reader.dist.at(&first));
        reader.has_not_loaded();
        reader.back();
        reader.wait_until("the same results", &format!("{TITLES} === {}", serde_json::Value::from(titles)));
        assert_eq!(reader.text("document.querySelector('.search input').value"), "silence");
        reader.focus_is_on(&format!(".found a[href=\"{first}\"]"));
        reader.has_not_loaded();
    }

    fn an_address_with_a_query_shows_what_is_found(reader) {
        let search = reader.dist.page(&Address::Search);
        reader.open(&format!("{}?q=silence", search.path));
        reader.wait_until("results", "document.querySelectorAll('.found .entry').length > 0");
        assert_eq!(reader.text("document.querySelector('.search input').value"), "silence");
    }

    fn back_from_a_result_to_a_page_that_was_loaded_with_its_results(reader) {
        let search = reader.dist.page(&Address::Search);
        reader.open(&format!("{}?q=silence", search.path));
        reader.wait_until("results", "document.querySelectorAll('.found .entry').length > 0");
        let (titles, first) = (reader.text(TITLES), reader.text("document.querySelector('.found h2 a').getAttribute('href')"));
        reader.press_on(".found h2 a", Key::Enter);
        reader.is_at(&reader.dist.at(&first));
        reader.back();
        reader.wait_until("the same results", &format!("{TITLES} === {}", serde_json::Value::from(titles)));
        reader.has_not_loaded();
    }

    fn each_history_entry_has_its_own_query(reader) {
        open_search(reader);
        look_for(reader, "silence");
        reader.wait_until("results", "document.querySelectorAll('.found .entry').length > 0");
        reader.wait_until("the query in the address", "location.search === '?q=silence'");
        // The page's own link leads to an empty field, and leaves that entry as it is.
        reader.click(".masthead a[href$=\"/search/\"]");
        reader.wait_until("an empty field", "location.search === '' && document.querySelector('.search input').value === ''
            && !document.querySelector('.found .entry')");
        look_for(reader, "phone");
        reader.wait_until("the next query in the address", "location.search === '?q=phone'
            && document.querySelector('.search-status').textContent.includes('“phone”')");
        reader.back();
        reader.wait_until("the first query", "location.search === '?q=silence' && document.querySelector('.search input').value === 'silence'
            && document.querySelector('.search-status').textContent.includes('“silence”')");
        // A link to a query asks it.
        reader.open_page(&reader.dist.essay(0));
        reader.add_link("asked", &format!("{}?q=silence", reader.dist.page(&Address::Search).path), "");
        reader.click("#asked");
        reader.wait_until("its results", "document.querySelectorAll('.found .entry').length > 0");
        assert_eq!(reader.text("location.search"), "?q=silence");
        reader.has_not_loaded();
    }

    fn a_search_that_is_left_says_nothing_more(reader) {
        open_search(reader);
        look_for(reader, "silence");
        reader.click(".site-name");
        reader.is_at(&reader.dist.home());
        reader.run_async("setTimeout(arguments[0], 1500)");
        assert_eq!(reader.text("document.querySelector('body > [role=status]').textContent"), "");
        assert_eq!(reader.text("location.pathname + location.search"), reader.dist.home().path);
    }

    fn what_could_not_be_loaded_is_said_and_asked_for_again(reader) {
        let failed = "The search could not be loaded. Try again in a moment.";
        // Of what it can't read the worker speaks, too.
        let files = [
            ("search.js", "search.js"),
            ("pagefind/pagefind-worker.js", "pagefind-worker.js"),
            ("pagefind/pagefind-entry.json", "/pagefind/"),
        ];
        for (file, named) in files {
            let file = reader.dist.below_base(file);
            reader.expect_trouble(&file);
            reader.host.misbehave(&file, Misbehaviour::Status(503));
            open_search(reader);
            look_for(reader, "silence");
            reader.wait_until(&format!("{file} fails"), &format!("document.querySelector('.search-status').textContent === {failed:?}"));
            reader.host.behave(&file);
            look_for(reader, "silences");
            look_for(reader, "silence");
            reader.wait_until(&format!("{file} comes"), "document.querySelectorAll('.found .entry').length > 0
                && document.querySelector('.search-status').textContent.includes('“silence”')");
            // Firefox says it of the page, not of the request.
            let said = reader.errors_so_far();
            assert!(said.iter().all(|line| line.contains(named)), "{said:?}");
        }
    }

    fn a_part_of_the_index_that_is_late_is_fetched_again(reader) {
        look_while_the_index_fails(reader, 1);
        reader.wait_until("results", "document.querySelectorAll('.found .entry').length > 0");
        only_the_index_failed(reader);
    }

    fn a_part_of_the_index_that_never_came_is_asked_for_again(reader) {
        look_while_the_index_fails(reader, 2);
        reader.wait_until("nothing", "document.querySelector('.search-status').textContent.includes('“silence”')");
        assert_eq!(reader.number("document.querySelectorAll('.found .entry').length"), 0);
        // What was found nowhere may be somewhere.
        look_for(reader, "");
        look_for(reader, "silence");
        reader.wait_until("results", "document.querySelectorAll('.found .entry').length > 0");
        only_the_index_failed(reader);
    }

    fn results_stay_where_more_do_not_come(reader) {
        open_search(reader);
        look_for(reader, "the");
        reader.wait_until("the first ones", "document.querySelectorAll('.found .entry').length === 5");
        let fragments = files_in(reader, "fragment");
        for file in &fragments {
            reader.host.misbehave(file, Misbehaviour::Status(503));
        }
        reader.press_on(".search-more", Key::Enter);
        reader.wait_until("it is said", "document.querySelector('.search-status').textContent.includes('could not be loaded')");
        assert_eq!(reader.number("document.querySelectorAll('.found .entry').length"), 5);
        reader.focus_is_on(".search-more");
        for file in &fragments {
            reader.host.behave(file);
        }
        reader.press(Key::Enter);
        reader.focus_is_on(".found .entry:nth-child(6) a");
        assert!(reader.text_of(".search-status").contains("“the”"));
    }

    fn results_are_in_the_pages_language(reader) {
        open_search(reader);
        look_for(reader, "silence");
        reader.wait_until("results", "document.querySelectorAll('.found .entry').length > 0");
        // An empty `lang` would say that it is not known (HTML, 3.2.6.2).
        assert_eq!(reader.number("document.querySelectorAll('.found [lang=\"\"]').length"), 0);
    }

    fn more_than_a_few_results_come_when_they_are_asked_for(reader) {
        open_search(reader);
        look_for(reader, "the");
        reader.wait_until("the first ones", "document.querySelectorAll('.found .entry').length === 5");
        reader.press_on(".search-more", Key::Enter);
        reader.focus_is_on(".found .entry:nth-child(6) a");
        while reader.number("+!document.querySelector('.search-more').hidden") == 1 {
            let before = reader.number("document.querySelectorAll('.found .entry').length");
            reader.press_on(".search-more", Key::Enter);
            reader.focus_is_on(&format!(".found .entry:nth-child({}) a", before + 1));
        }
        let all = reader.number("document.querySelectorAll('.found .entry').length");
        assert!(reader.text_of(".search-status").starts_with(&all.to_string()));
        let different = reader.number("new Set([...document.querySelectorAll('.found h2 a')].map(a => a.href)).size");
        assert_eq!(different, all);
    }

    fn what_is_nowhere_leads_to_the_tags(reader) {
        open_search(reader);
        reader.wait_until("the tags", "document.querySelector('.ways').offsetHeight > 0");
        look_for(reader, "silence");
        reader.wait_until("no tags while there are results", "document.querySelector('.ways').offsetHeight === 0");
        look_for(reader, "xylophonist");
        reader.wait_until("nothing", "document.querySelector('.search-status').textContent.includes('“xylophonist”')");
        assert_eq!(reader.number("document.querySelectorAll('.found .entry').length"), 0);
        assert!(reader.number("document.querySelectorAll('.ways a').length") > 2);
        reader.wait_until("the tags again", "document.querySelector('.ways').offsetHeight > 0");
    }

    fn results_are_narrowed_to_a_tag(reader) {
        open_search(reader);
        look_for(reader, "silence");
        reader.wait_until("tags", "document.querySelectorAll('.search-tags button').length > 0");
        let before = reader.text("document.querySelector('.search-status').textContent");
        let tag = reader.text("document.querySelector('.search-tags button').dataset.tag");
        reader.press_on(".search-tags button", Key::Enter);
        reader.wait_until("fewer", &format!(
            "document.querySelector('.search-status').textContent !== {}", serde_json::Value::from(before.clone())
        ));
        reader.wait_until("the pressed button has the focus", "document.activeElement.ariaPressed === 'true'");
        reader.wait_until("the tag in the address", &format!(
            "new URLSearchParams(location.search).get('tag') === {}", serde_json::Value::from(tag.clone())
        ));
        let essays = reader.text("[...document.querySelectorAll('.found h2 a')].map(a => a.getAttribute('href')).join('|')");
        for path in essays.split('|') {
            let at = (0..reader.dist.count()).find(|at| reader.dist.essay(*at).path == path).expect("an essay");
            assert!(reader.dist.essay_bundle(at).tags.contains(&tag), "{path} is not tagged {tag}");
        }
        reader.press_on(".search-tags [aria-pressed=true]", Key::Enter);
        reader.wait_until("all again", &format!(
            "document.querySelector('.search-status').textContent === {}", serde_json::Value::from(before)
        ));
    }

    fn the_keyboard_is_enough(reader) {
        reader.open_page(&reader.dist.essay(0));
        reader.click(".masthead a[href$=\"/search/\"]");
        reader.is_at(&reader.dist.page(&Address::Search));
        reader.run("document.querySelector('.search input').focus()", Vec::new());
        for letter in ["p", "h", "o", "n", "e"] {
            reader.press_letter(letter);
        }
        reader.wait_until("results", "document.querySelectorAll('.found .entry').length > 1
            && document.querySelector('.search-status').textContent.includes('“phone”')");
        reader.press(Key::Down);
        reader.focus_is_on(".found .entry:nth-child(1) a");
        reader.press(Key::Down);
        reader.focus_is_on(".found .entry:nth-child(2) a");
        reader.press(Key::Up);
        reader.press(Key::Up);
        reader.focus_is_on(".search input");
        reader.press(Key::Down);
        reader.focus_is_on(".found .entry:nth-child(1) a");
        let first = reader.text("document.activeElement.getAttribute('href')");
        reader.press(Key::Enter);
        reader.is_at(&reader.dist.at(&first));
        reader.has_not_loaded();
    }

    fn whoever_has_gone_on_to_the_results_stays_there(reader) {
        open_search(reader);
        look_for(reader, "silence");
        reader.wait_until("results", "document.querySelectorAll('.found .entry').length > 1");
        // The answer to what was typed last comes when the reader has gone down already.
        let letters = "const [words] = arguments, field = document.querySelector('.search input');
             for (const word of words) {
               field.value = word;
               field.dispatchEvent(new Event('input', { bubbles: true }));
             }
             document.querySelector('.found h2 a').focus();";
        let first = reader.text("document.querySelector('.found h2 a').getAttribute('href')");
        reader.run(letters, vec![serde_json::json!(["silenc", "silences"])]);
        reader.wait_until("the next answer", "document.querySelector('.search-status').textContent.includes('“silences”')");
        reader.focus_is_on(&format!(".found a[href=\"{first}\"]"));
        // Where what one has gone to is found no more, the field is next.
        reader.run(letters, vec![serde_json::json!(["xylophonis", "xylophonist"])]);
        reader.wait_until("nothing", "document.querySelector('.search-status').textContent.includes('“xylophonist”')");
        reader.focus_is_on(".search input");
    }

    fn nothing_of_it_is_loaded_where_nobody_searches(reader) {
        reader.open_page(&reader.dist.essay(0));
        reader.open_page(&reader.dist.page(&Address::Search));
        assert_eq!(asked(reader), 0, "{:?}", reader.host.log());
        look_for(reader, "silence");
        reader.wait_until("results", "document.querySelectorAll('.found .entry').length > 0");
        assert!(asked(reader) > 4, "{:?}", reader.host.log());
    }
}

fn open_search(reader: &Visit) {
    reader.open_page(&reader.dist.page(&Address::Search));
}

/// Writes words into the field, in place of those that are there.
fn look_for(reader: &Visit, words: &str) {
    reader.run(
        "const field = document.querySelector('.search input');
         field.focus();
         field.value = arguments[0];
         field.dispatchEvent(new Event('input', { bubbles: true }));",
        vec![words.into()],
    );
}

/// The paths of Pagefind's files of a kind.
fn files_in(reader: &Visit, kind: &str) -> Vec<String> {
    let entries = fs::read_dir(reader.dist.root().join("pagefind").join(kind)).expect("Pagefind's files");
    let names = entries.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned());
    names.map(|name| reader.dist.below_base(&format!("pagefind/{kind}/{name}"))).collect()
}

/// Looks for "silence", and the first so many times no part of the index comes.
fn look_while_the_index_fails(reader: &Visit, times: usize) {
    for file in files_in(reader, "index") {
        reader.host.misbehave_times(times, &file, Misbehaviour::Status(503));
    }
    open_search(reader);
    look_for(reader, "silence");
}

/// Pagefind says it, too.
fn only_the_index_failed(reader: &Visit) {
    let said = reader.errors_so_far();
    assert!(said.iter().all(|line| line.contains(".pf_index")), "{said:?}");
}

fn asked(reader: &Visit) -> usize {
    reader.host.log().iter().filter(|line| FILES.iter().any(|file| line.contains(file))).count()
}
