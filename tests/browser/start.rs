//! When the app starts, and the page without it: when it can't be loaded, or throws.

use catchword_app::routes::Address;
use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Engine, Misbehaviour, Settings, Tab, for_each_engine, in_every_engine, visit, visit_with};

const NEXT: &str = ".cw-leaf-next a";

/// The error that the start script logs, once, when the app can't run.
const STOPPED: &str = "The pages work without the app, which has stopped";

in_every_engine! {
    fn the_app_is_requested_after_the_load_event(tab) {
        tab.open_page(&tab.dist.essay(1));
        let order = tab.run(
            "const loaded = performance.getEntriesByType('navigation')[0].loadEventStart;
             const code = performance.getEntriesByType('resource').filter(one => one.name.endsWith(arguments[0]));
             return [code.length, loaded > 0 && code[0].startTime >= loaded]",
            vec![json!(tab.dist.wasm)],
        );
        assert_eq!(order, json!([1, true]));
        assert_eq!(tab.host.requests(&tab.dist.below_base("site.json")), 0, "the frame is in the page");
    }

    fn without_the_app_links_load_pages(tab) {
        for how in [Misbehaviour::Status(503), Misbehaviour::Html, Misbehaviour::Truncated, Misbehaviour::Refused] {
            tab.host.misbehave(&tab.dist.wasm, how);
            tab.open_without_app(&tab.dist.essay(1).path);
            let mut errors = Vec::new();
            tab.wait("the start script logs it", || {
                errors.extend(tab.take_console_errors());
                errors.iter().any(|line| line.contains(STOPPED))
            });
            tab.settle();
            errors.extend(tab.take_console_errors());
            assert_eq!(errors.iter().filter(|line| line.contains(STOPPED)).count(), 1, "{how:?}: {errors:?}");
            tab.expect_page(&tab.dist.essay(1));
            tab.click(NEXT);
            tab.expect_page(&tab.dist.essay(2));
            tab.back();
            tab.expect_page(&tab.dist.essay(1));
            tab.take_console_errors();
        }
    }

    fn a_turn_that_throws_is_a_full_load(tab) {
        tab.open_page(&tab.dist.essay(1));
        tab.run(
            "const own = Element.prototype.replaceChildren;
             Element.prototype.replaceChildren = function (...nodes) {
               if (this.localName === 'main') throw new Error('broken on purpose');
               return own.apply(this, nodes);
             }",
            vec![],
        );
        tab.click(NEXT);
        tab.wait_for_app();
        tab.expect_page(&tab.dist.essay(2));
        assert_eq!(tab.host.requests(&tab.dist.essay(2).path), 1);
        let mut errors = tab.take_console_errors();
        // Back to the page on which it threw, which some browsers kept in memory: the browser handles its links now.
        tab.back();
        tab.expect_page(&tab.dist.essay(1));
        tab.run("addEventListener('error', () => { sessionStorage.again = 1 })", vec![]);
        tab.click(NEXT);
        tab.expect_page(&tab.dist.essay(2));
        assert_eq!(tab.text("sessionStorage.again"), "undefined", "it threw again");
        // Chromium logs the messages of a page from its back/forward cache again.
        errors.extend(tab.take_console_errors());
        assert!(errors.iter().all(|line| line.contains(STOPPED) || line.contains("broken on purpose")), "{errors:?}");
        tab.open_page(&tab.dist.essay(2));
        // After a load the app works again.
        tab.click(NEXT);
        tab.expect_page(&tab.dist.essay(3));
        tab.expect_no_full_load();
    }

    fn a_page_that_cannot_be_built_is_loaded_in_full(tab) {
        let archive = tab.dist.page(&Address::Archive);
        tab.open_page(&tab.dist.essay(1));
        tab.run("self.catchwordFill = () => { throw new Error('broken on purpose') }", vec![]);
        tab.run(
            "const link = document.querySelector('main a[href]').cloneNode();
             link.href = arguments[0];
             document.querySelector('main').append(link);
             link.click();",
            vec![json!(archive.path)],
        );
        tab.wait_for_app();
        tab.expect_page(&archive);
        assert_eq!(tab.host.requests(&archive.path), 1);
        // In the new document the app works again.
        tab.click(".cw-site-name");
        tab.expect_page(&tab.dist.home());
        tab.expect_no_full_load();
    }

    fn without_the_app_back_loads_an_entry_of_an_earlier_document(tab) {
        tab.open_page(&tab.dist.essay(1));
        tab.click(NEXT);
        tab.expect_page(&tab.dist.essay(2));
        tab.host.misbehave(&tab.dist.wasm, Misbehaviour::Held);
        tab.reload_without_app();
        tab.expect_page(&tab.dist.essay(2));
        tab.back();
        tab.expect_page(&tab.dist.essay(1));
        tab.host.behave(&tab.dist.wasm);
        tab.wait_for_app();
    }

    fn a_bundle_with_forbidden_markup_is_not_shown(tab) {
        let essay = tab.dist.essay(2);
        tab.host.misbehave(&essay.bundle(), Misbehaviour::Unsanitised);
        tab.open_page(&tab.dist.essay(1));
        tab.click(NEXT);
        tab.wait_for_app();
        tab.expect_page(&essay);
        assert_eq!(tab.host.requests(&essay.path), 1, "the page is loaded in full");
        assert_eq!(tab.text("window.ran"), "undefined");
        // Chromium logs an error for the handler in the inert document in which the markup is checked.
        assert!(!refuses(tab, "<form action=x><input name=attributes></form>"), "a field may have any name");
        let errors = tab.take_console_errors();
        assert!(errors.iter().all(|line| line.contains("inline event handler")), "{errors:?}");
    }

    fn hydration_keeps_the_scroll_position(tab) {
        tab.host.misbehave(&tab.dist.wasm, Misbehaviour::Held);
        tab.open_without_app(&tab.dist.essay(1).path);
        tab.run("scrollTo(0, 400)", vec![]);
        tab.expect_scroll(400);
        tab.host.behave(&tab.dist.wasm);
        tab.wait_for_app();
        tab.expect_scroll(400);
    }
}

for_each_engine! { a_key_starts_the_app_before_the_load_event }

fn a_key_starts_the_app_before_the_load_event(engine: Engine) {
    visit_with(engine, Settings { impatient: true, ..Settings::default() }, |tab| {
        // The picture is held, so the load event does not come.
        let essays = (0..tab.dist.essay_count()).map(|at| (at, tab.dist.essay_bundle(at)));
        let mut with_pictures = essays.filter_map(|(at, essay)| Some((at, essay.catchword.hero.as_ref()?)));
        let (at, hero) = with_pictures.next().expect("an essay with a picture");
        let picture = &hero.sources[0].url;
        tab.host.misbehave(picture, Misbehaviour::Held);
        tab.open_without_app(&tab.dist.essay(at).path);
        tab.expect_page(&tab.dist.essay(at));
        tab.wait_for_requests(1, picture);
        tab.wait_until("the start script has run", "typeof self.catchwordAllows === 'function'");
        assert_eq!(tab.host.requests(&tab.dist.wasm), 0);
        tab.press(Key::Tab);
        tab.wait_for_app();
        assert_eq!(tab.text("document.readyState"), "interactive");
        tab.host.behave(picture);
    });
}

#[test]
fn under_save_data_the_app_starts_only_on_intent() {
    visit_with(Engine::Chromium, Settings { save_data: true, ..Settings::default() }, |tab| {
        tab.open_without_app(&tab.dist.essay(1).path);
        tab.settle();
        assert_eq!(tab.host.requests(&tab.dist.wasm), 0);
        tab.press(Key::Tab);
        tab.wait_for_app();
        assert_eq!(tab.host.requests(&tab.dist.wasm), 1);
    });
}

#[test]
fn until_the_app_runs_links_load_pages() {
    visit(|tab| {
        tab.throttle_network(30_000);
        tab.open_without_app(&tab.dist.essay(1).path);
        tab.click(NEXT);
        tab.expect_page(&tab.dist.essay(2));
        tab.click(NEXT);
        tab.expect_page(&tab.dist.essay(3));
        tab.wait_for_app();
        tab.click(NEXT);
        tab.expect_page(&tab.dist.essay(4));
        tab.expect_no_full_load();
    });
}

/// Assigns HTML, and returns the resulting HTML or the error's name.
const ATTEMPT: &str = "
    const box = document.createElement('div');
    try { box.innerHTML = arguments[0] } catch (error) { return error.name }
    return box.innerHTML;";

#[test]
fn trusted_types_refuse_markup_outside_the_allow_list() {
    visit(|tab| {
        tab.open_page(&tab.dist.home());
        let attempt = |html: &str| tab.run(ATTEMPT, vec![html.into()]);
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
            assert_eq!(tab.run(made, vec![file.into()]), "TypeError", "{file}");
        }
        assert!(!tab.take_console_errors().is_empty(), "the browser reports violations");
    });
}

/// Whether the allow-list refuses some HTML. It is checked in every engine before a bundle is shown.
fn refuses(tab: &Tab, html: &str) -> bool {
    tab.run("return self.catchwordAllows(arguments[0])", vec![html.into()]) == false
}

in_every_engine! {
    fn the_allow_list_is_the_sanitisers(tab) {
        tab.open_page(&tab.dist.home());
        for html in ["<p onclick=x>", "<a xlink:href=x>", "<svg/>", "<p><script></script>", "<noscript><p onclick=x>",
            "<form onsubmit=x><select name=attributes></select></form>"] {
            assert!(refuses(tab, html), "{html}");
        }
        let errors = tab.take_console_errors();
        assert!(errors.iter().all(|line| line.contains("inline event handler")), "{errors:?}");
        for (element, own) in catchword_bundle::allow::ELEMENTS {
            let attributes: String = own.iter().map(|name| format!(" {name}=\"1\"")).collect();
            // The parser drops parts of a table outside of one; an empty result is allowed.
            assert!(!refuses(tab, &format!("<{element}{attributes} aria-x=\"1\">")), "{element}");
        }
    }
}
