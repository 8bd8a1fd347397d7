//! When the app begins, and what is left of a page when it can't, or breaks.

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Engine, Misbehaviour, Settings, Visit, for_each_engine, in_every_engine, visit, visit_with};

const NEXT: &str = ".leaf-next a";

/// What the start script says, once, when there is no app.
const STOPPED: &str = "The pages work without the app, which has stopped";

/// The browser has nothing to do, and had nothing to do before that.
const IDLE: &str = "
    const done = arguments[arguments.length - 1];
    const idle = self.requestIdleCallback ?? (run => setTimeout(run, 300)), patience = { timeout: 1000 };
    const twice = () => idle(() => idle(() => done(), patience), patience);
    if (document.readyState === 'complete') twice(); else addEventListener('load', twice);";

in_every_engine! {
    fn the_code_is_asked_for_when_the_page_has_loaded(reader) {
        reader.open_page(&reader.dist.essay(1));
        let order = reader.run(
            "const loaded = performance.getEntriesByType('navigation')[0].loadEventStart;
             const code = performance.getEntriesByType('resource').filter(one => one.name.endsWith(arguments[0]));
             return [code.length, loaded > 0 && code[0].startTime >= loaded]",
            vec![json!(reader.dist.code)],
        );
        assert_eq!(order, json!([1, true]));
        assert_eq!(reader.host.asked(&reader.dist.below_base("site.json")), 0, "the frame is in the page");
    }

    fn without_the_code_a_page_is_a_page(reader) {
        for how in [Misbehaviour::Status(503), Misbehaviour::Html, Misbehaviour::Truncated, Misbehaviour::Refused] {
            reader.host.misbehave(&reader.dist.code, how);
            reader.open_without_app(&reader.dist.essay(1).path);
            let mut said = Vec::new();
            reader.wait("the start script says so", || {
                said.extend(reader.errors_so_far());
                said.iter().any(|line| line.contains(STOPPED))
            });
            reader.run_async(IDLE);
            said.extend(reader.errors_so_far());
            assert_eq!(said.iter().filter(|line| line.contains(STOPPED)).count(), 1, "{how:?}: {said:?}");
            reader.is_at(&reader.dist.essay(1));
            reader.click(NEXT);
            reader.is_at(&reader.dist.essay(2));
            reader.back();
            reader.is_at(&reader.dist.essay(1));
            reader.errors_so_far();
        }
    }

    fn a_turn_that_breaks_half_way_is_a_full_load(reader) {
        reader.open_page(&reader.dist.essay(1));
        reader.run(
            "Object.defineProperty(Element.prototype, 'innerHTML', { set() { throw new Error('broken on purpose') } })",
            vec![],
        );
        reader.click(NEXT);
        reader.app_runs();
        reader.is_at(&reader.dist.essay(2));
        assert_eq!(reader.host.asked(&reader.dist.essay(2).path), 1);
        let mut said = reader.errors_so_far();
        // Back to the page on which it broke, which some browsers keep as it was: its links are the browser's now.
        reader.back();
        reader.is_at(&reader.dist.essay(1));
        reader.run("addEventListener('error', () => { sessionStorage.again = 1 })", vec![]);
        reader.click(NEXT);
        reader.is_at(&reader.dist.essay(2));
        assert_eq!(reader.text("sessionStorage.again"), "undefined", "it broke once more");
        // Chromium says again what a page that it kept had said.
        said.extend(reader.errors_so_far());
        assert!(said.iter().all(|line| line.contains(STOPPED) || line.contains("broken on purpose")), "{said:?}");
        reader.open_page(&reader.dist.essay(2));
        // And the visit goes on.
        reader.click(NEXT);
        reader.is_at(&reader.dist.essay(3));
        reader.has_not_loaded();
    }

    fn an_entry_of_an_earlier_document_is_loaded_where_no_app_runs(reader) {
        reader.open_page(&reader.dist.essay(1));
        reader.click(NEXT);
        reader.is_at(&reader.dist.essay(2));
        reader.host.misbehave(&reader.dist.code, Misbehaviour::Held);
        reader.reload_without_app();
        reader.is_at(&reader.dist.essay(2));
        reader.back();
        reader.is_at(&reader.dist.essay(1));
        reader.host.behave(&reader.dist.code);
        reader.app_runs();
    }

    fn a_bundle_with_more_than_the_list_allows_is_not_shown(reader) {
        let essay = reader.dist.essay(2);
        reader.host.misbehave(&essay.bundle(), Misbehaviour::Unsanitised);
        reader.open_page(&reader.dist.essay(1));
        reader.click(NEXT);
        reader.app_runs();
        reader.is_at(&essay);
        assert_eq!(reader.host.asked(&essay.path), 1, "the site has changed: its page is loaded in full");
        assert_eq!(reader.text("window.ran"), "undefined");
        // Chromium tells of what did not run in the document that the text was looked at in.
        assert!(!says_no(reader, "<form action=x><input name=attributes></form>"), "a field may have any name");
        let said = reader.errors_so_far();
        assert!(said.iter().all(|line| line.contains("inline event handler")), "{said:?}");
    }

    fn a_reader_who_has_scrolled_stays_there_when_the_app_begins(reader) {
        reader.host.misbehave(&reader.dist.code, Misbehaviour::Held);
        reader.open_without_app(&reader.dist.essay(1).path);
        reader.run("scrollTo(0, 400)", vec![]);
        reader.is_scrolled_to(400);
        reader.host.behave(&reader.dist.code);
        reader.app_runs();
        reader.is_scrolled_to(400);
    }
}

for_each_engine! { a_key_brings_the_app_before_the_page_has_loaded }

fn a_key_brings_the_app_before_the_page_has_loaded(engine: Engine) {
    visit_with(engine, Settings { impatient: true, ..Settings::default() }, |reader| {
        // The page's picture does not come, so neither does the page's end.
        let essays = (0..reader.dist.count()).map(|at| (at, reader.dist.essay_bundle(at)));
        let mut with_pictures = essays.filter_map(|(at, essay)| Some((at, essay.catchword.hero.as_ref()?)));
        let (at, hero) = with_pictures.next().expect("an essay with a picture");
        let picture = &hero.sources[0].url;
        reader.host.misbehave(picture, Misbehaviour::Held);
        reader.open_without_app(&reader.dist.essay(at).path);
        reader.is_at(&reader.dist.essay(at));
        reader.host_is_asked(1, picture);
        reader.wait_until("the start script has run", "typeof self.catchwordAllows === 'function'");
        assert_eq!(reader.host.asked(&reader.dist.code), 0);
        reader.press(Key::Tab);
        reader.app_runs();
        assert_eq!(reader.text("document.readyState"), "interactive");
        reader.host.behave(picture);
    });
}

#[test]
fn under_save_data_the_code_comes_only_at_intent() {
    visit_with(Engine::Chromium, Settings { save_data: true, ..Settings::default() }, |reader| {
        reader.open_without_app(&reader.dist.essay(1).path);
        reader.run_async(IDLE);
        assert_eq!(reader.host.asked(&reader.dist.code), 0);
        reader.press(Key::Tab);
        reader.app_runs();
        assert_eq!(reader.host.asked(&reader.dist.code), 1);
    });
}

#[test]
fn on_a_slow_network_a_link_is_a_link_until_the_app_runs() {
    visit(|reader| {
        reader.slow_network(30_000);
        reader.open_without_app(&reader.dist.essay(1).path);
        reader.click(NEXT);
        reader.is_at(&reader.dist.essay(2));
        reader.click(NEXT);
        reader.is_at(&reader.dist.essay(3));
        reader.app_runs();
        reader.click(NEXT);
        reader.is_at(&reader.dist.essay(4));
        reader.has_not_loaded();
    });
}

/// What Trusted Types make of a script's attempt: the error's name, or the HTML that came of it.
const ATTEMPT: &str = "
    const box = document.createElement('div');
    try { box.innerHTML = arguments[0] } catch (error) { return error.name }
    return box.innerHTML;";

#[test]
fn markup_is_made_only_of_what_the_list_allows() {
    visit(|reader| {
        reader.open_page(&reader.dist.home());
        let attempt = |html: &str| reader.run(ATTEMPT, vec![html.into()]);
        for html in [
            "<p onclick=\"x\">",
            "<p style=\"color: red\">",
            "<script>1</script>",
            "<img src=x onerror=x>",
            "<svg><path/></svg>",
            "<math><mi>x</mi></math>",
            "<template><p></p></template>",
            "<form onsubmit=x></form>",
            "<form enctype=x></form>",
            "<input name=x onfocus=y>",
            "<button formaction=x>y</button>",
            "<iframe></iframe>",
            "<base href=/>",
            "<x-y></x-y>",
            "<constructor></constructor>",
            "<body onload=x>",
        ] {
            assert_eq!(attempt(html), "TypeError", "{html}");
        }
        for html in ["<p>It says onclick= and &lt;script&gt;.</p>", "<p class=\"a\" aria-label=\"b\" lang=\"de\">x</p>"]
        {
            assert_eq!(attempt(html), html);
        }
        for file in ["start.js", "images/a.js", "https://elsewhere.example/sw.js"] {
            let made = "try { return String(new Worker(arguments[0])) } catch (error) { return error.name }";
            assert_eq!(reader.run(made, vec![file.into()]), "TypeError", "{file}");
        }
        assert!(!reader.errors_so_far().is_empty(), "the browser reports what it refused");
    });
}

/// The list itself, which every engine asks before it shows a bundle.
fn says_no(reader: &Visit, html: &str) -> bool {
    reader.run("return self.catchwordAllows(arguments[0])", vec![html.into()]) == false
}

in_every_engine! {
    fn the_list_is_the_sanitisers(reader) {
        reader.open_page(&reader.dist.home());
        for html in ["<p onclick=x>", "<a xlink:href=x>", "<svg/>", "<p><script></script>", "<noscript><p onclick=x>",
            "<form onsubmit=x><select name=attributes></select></form>"] {
            assert!(says_no(reader, html), "{html}");
        }
        let said = reader.errors_so_far();
        assert!(said.iter().all(|line| line.contains("inline event handler")), "{said:?}");
        for (element, own) in catchword_bundle::allow::ELEMENTS {
            let attributes: String = own.iter().map(|name| format!(" {name}=\"1\"")).collect();
            // A part of a table is nothing outside of one, and nothing is no harm.
            assert!(!says_no(reader, &format!("<{element}{attributes} aria-x=\"1\">")), "{element}");
        }
    }
}
