//! Pages that others have changed: translators, extensions, blockers, hosts. Before the app comes, and while it runs.

use serde_json::{Value, json};

use crate::harness::{Engine, ExpectedPage, Misbehaviour, Settings, Tab, for_each_engine, in_every_engine, visit_with};

const NEXT: &str = "main a[rel=next]";

/// The error that the start script logs when the app can't run.
const STOPPED: &str = "The pages work without the app, which has stopped";

/// What the changes use.
const TOOLS: &str = "
    const { body, head, documentElement: root } = document;
    const main = document.querySelector('main'), masthead = document.querySelector('body > header, div > header');
    const make = (name, ...children) => {
      const made = document.createElement(name);
      made.append(...children);
      return made;
    };
    const all = (what, from = root) => {
      const walker = document.createTreeWalker(from, what), found = [];
      while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('script, title')) found.push(walker.currentNode);
      return found;
    };
    const texts = from => all(NodeFilter.SHOW_TEXT, from).filter(text => text.data.trim());
    const remove = selector => document.querySelectorAll(selector).forEach(one => one.remove());
    const fonts = text => {
      const inner = make('font');
      text.replaceWith(make('font', inner));
      inner.append(text);
    };
    const wrap = (...nodes) => {
      const box = make('div');
      nodes[0].before(box);
      box.append(...nodes);
    };";

/// What others do to a page.
const CHANGES: [(&str, &str); 41] = [
    ("an element first in the body", "body.prepend(make('i'))"),
    ("an element last in the body", "body.append(make('i', 'x'))"),
    ("an element before the masthead", "masthead?.before(make('div', 'x'))"),
    ("an element after the masthead", "masthead?.after(make('div', 'x'))"),
    (
        "elements inside the masthead",
        "masthead?.prepend(make('b', 'x')); masthead?.querySelector('ul').prepend(make('li', 'x'))",
    ),
    ("a text first in the body", "body.prepend('x')"),
    ("a text between all parts of the body", "[...body.children].forEach(one => one.before(' x '))"),
    ("white space between all tags", "all(NodeFilter.SHOW_ELEMENT, body).forEach(one => one.before('\\n  '))"),
    (
        "white space taken away",
        "all(NodeFilter.SHOW_TEXT).filter(text => !text.data.trim()).forEach(text => text.remove())",
    ),
    ("comments taken away", "all(NodeFilter.SHOW_COMMENT).forEach(comment => comment.remove())"),
    ("comments everywhere", "all(NodeFilter.SHOW_ELEMENT, body).forEach(one => one.before(new Comment('x')))"),
    ("every text in a font", "texts(body).forEach(fonts)"),
    (
        "a translation in fonts",
        "texts(body).forEach(text => { text.data = `«${text.data}»`; fonts(text) });
         root.lang = 'de'; root.classList.add('translated-ltr'); document.title = `«${document.title}»`",
    ),
    (
        "a translation in place, with another direction",
        "texts(body).forEach(text => { text.data = text.data.toUpperCase() }); root.lang = 'ar'; root.dir = 'rtl'",
    ),
    ("a link of the masthead taken away", "masthead?.querySelector('nav a')?.remove()"),
    ("an entry of the masthead taken away", "masthead?.querySelector('nav li')?.remove()"),
    ("all links of the masthead taken away", "masthead?.querySelector('nav')?.remove()"),
    ("the masthead taken away", "masthead?.remove()"),
    ("the footer taken away", "remove('body > footer')"),
    ("the live region taken away", "remove('[role=status]')"),
    ("everything empty taken away", "remove('body :is(p, div):empty')"),
    (
        "everything but main taken away",
        "[...body.children].filter(one => one !== main && one.localName !== 'script').forEach(one => one.remove())",
    ),
    ("a preview bar after the body", "root.append(make('div', 'x'))"),
    (
        "a script, a frame and a template in the body",
        "body.prepend(make('script'), make('noscript'), make('iframe'), make('template'))",
    ),
    ("a box around everything", "wrap(...body.childNodes)"),
    ("a box around main", "wrap(main)"),
    (
        "attributes everywhere",
        "all(NodeFilter.SHOW_ELEMENT, body).concat(root, body).forEach(one => { one.setAttribute('data-x', ''); one.classList.add('x') })",
    ),
    (
        "main without its id and classes",
        "main.removeAttribute('id'); main.removeAttribute('class'); main.removeAttribute('tabindex')",
    ),
    ("elements first and last in main", "main.prepend(make('div', 'x')); main.append(make('div', 'x'))"),
    ("texts and comments in main", "main.prepend('x', new Comment('x')); main.append('x')"),
    (
        "an element inside the article",
        "main.querySelector('article p').before(make('aside', 'x')); main.querySelector('article').prepend(make('b', 'x'))",
    ),
    ("paragraphs taken away", "main.querySelectorAll('article p').forEach((one, at) => at % 2 && one.remove())"),
    ("the article taken away", "remove('main > article')"),
    ("texts in pieces", "texts(main).forEach(text => text.splitText(text.length >> 1))"),
    ("texts joined", "root.normalize()"),
    ("a box around what is in main", "wrap(...main.childNodes)"),
    (
        "an element of one's own",
        "body.prepend(make('x-bar', 'x')); main.querySelector('p').append(make('x-word', 'x'))",
    ),
    (
        "a second footer",
        "const footer = document.querySelector('body > footer'); footer?.after(footer.cloneNode(true))",
    ),
    (
        "a shadow tree",
        "const host = make('div'); body.prepend(host); host.attachShadow({ mode: 'open' }).append(make('main', 'x'))",
    ),
    ("the body in another order", "body.append(...[...body.children].reverse())"),
    ("the head without its tags", "remove('head > :is(meta, title, link:not([rel=stylesheet], [rel=icon]))')"),
];

/// A page's elements and texts. An attribute that depends on the scroll position is left out, and so is the order of
/// attributes.
const CONTENT: &str = "
    const words = node => [...node.childNodes].map(child => {
      if (child.nodeType !== Node.ELEMENT_NODE) return child.nodeType === Node.TEXT_NODE ? child.data : '';
      const own = [...child.attributes].filter(({ name }) => name !== 'aria-current');
      return `<${child.localName} ${own.map(({ name, value }) => `${name}=${value}`).sort().join(' ')}>${words(child)}</>`;
    }).join('');
    return words(document.querySelector('main'))";

for_each_engine! { whatever_others_change_the_app_turns_pages }

fn whatever_others_change_the_app_turns_pages(engine: Engine) {
    let settings = Settings { less_motion: true, ..Settings::default() };
    visit_with(engine, settings, |tab| {
        let pages = [1, 2, 3].map(|at| tab.dist.essay(at));
        let clean = pages.clone().map(|page| {
            tab.open_page(&page);
            tab.run(CONTENT, vec![])
        });
        for (what, change) in CHANGES {
            tab.host.misbehave(&tab.dist.wasm, Misbehaviour::Held);
            tab.open_without_app(&pages[0].path);
            touch(tab, change);
            tab.host.behave(&tab.dist.wasm);
            wait_for_app(tab, what);
            tab.click(NEXT);
            expect(tab, what, &pages[1], &clean[1]);
            // The same while the app runs.
            touch(tab, change);
            tab.click(NEXT);
            expect(tab, what, &pages[2], &clean[2]);
            tab.back();
            expect(tab, what, &pages[1], &clean[1]);
            tab.back();
            expect(tab, what, &pages[0], &clean[0]);
            tab.expect_no_full_load();
        }
    });
}

#[track_caller]
fn touch(tab: &Tab, change: &str) {
    tab.run(&format!("{TOOLS} {change}"), vec![]);
}

/// Waits for the app, and marks the document. The page may have no heading.
#[track_caller]
fn wait_for_app(tab: &Tab, what: &str) {
    tab.wait_until(
        &format!("the app runs: {what}"),
        "!window.__marked && document.documentElement.matches('[data-app]')",
    );
    tab.run("window.__marked = 1", vec![]);
}

/// Waits until a page is shown, once, as it is where nobody changes it.
#[track_caller]
fn expect(tab: &Tab, what: &str, page: &ExpectedPage, clean: &Value) {
    tab.wait_for(
        &format!("{} is shown: {what}", page.path),
        "location.pathname === arguments[0] && document.title === arguments[1] && !document.documentElement.dataset.turning",
        vec![page.path.clone().into(), page.title.clone().into()],
    );
    let count = tab.run(
        "const count = selector => document.querySelectorAll(selector).length;
         return [count('main'), count('h1'), count('body header:has(nav)') <= 1]",
        vec![],
    );
    assert_eq!(count, json!([1, 1, true]), "{what}\n{}", page.path);
    assert_eq!(tab.run(CONTENT, vec![]), *clean, "{what}\n{}", page.path);
}

in_every_engine! {
    fn without_its_main_element_a_page_is_left_to_the_browser(tab) {
        let (here, there) = (tab.dist.essay(1), tab.dist.essay(2));
        let table = [
            ("no mark", "[...main.attributes].forEach(({ name }) => main.removeAttribute(name))"),
            ("another element in its place", "const div = make('div', ...main.childNodes); main.replaceWith(div)"),
            ("twice", "main.after(main.cloneNode(true))"),
            ("no seed", "remove('script[type=\"application/json\"]')"),
            ("half a seed", "const seed = document.querySelector('body script[type=\"application/json\"]'); seed.firstChild.data = seed.firstChild.data.slice(0, 500)"),
        ];
        for (at, (what, change)) in table.into_iter().enumerate() {
            tab.host.misbehave(&tab.dist.wasm, Misbehaviour::Held);
            tab.open_without_app(&here.path);
            touch(tab, change);
            let before = tab.text("document.body.innerHTML");
            tab.host.behave(&tab.dist.wasm);
            expect_stop(tab);
            assert_eq!(tab.text("document.body.innerHTML"), before, "{what}");
            tab.click("a[rel=next]");
            tab.wait_for_app();
            tab.expect_page(&there);
            assert_eq!(tab.host.requests(&there.path), at + 1, "{what}");
        }
    }

    fn a_main_element_that_is_taken_away_while_the_app_runs_is_a_full_load(tab) {
        let (here, there) = (tab.dist.essay(1), tab.dist.essay(2));
        for change in ["main.remove()", "main.before(main.cloneNode(true))"] {
            tab.open_page(&here);
            let before = tab.host.requests(&there.path);
            tab.run(&format!("document.body.append(document.querySelector('{NEXT}').cloneNode(true))"), vec![]);
            touch(tab, change);
            tab.click("body > a[rel=next]");
            tab.wait_for_app();
            tab.expect_page(&there);
            assert_eq!(tab.host.requests(&there.path), before + 1, "{change}");
        }
    }

    fn a_start_that_breaks_leaves_the_links_to_the_browser(tab) {
        let (here, there) = with_contents(tab);
        // What the app calls first, in the middle, and last.
        let calls = ["self.NodeList.prototype.item", "self.Element.prototype.getBoundingClientRect", "self.AbortController"];
        for call in calls {
            let before = tab.host.requests(&there.path);
            tab.host.misbehave(&tab.dist.wasm, Misbehaviour::Held);
            tab.open_without_app(&here.path);
            tab.run(&format!("window.__kept = {call}; {call} = function () {{ throw new Error('broken on purpose') }}"), vec![]);
            tab.host.behave(&tab.dist.wasm);
            tab.wait_for_responses(1, &tab.dist.wasm);
            tab.settle();
            // A driver needs them, too.
            tab.run(&format!("{call} = window.__kept"), vec![]);
            assert_eq!(tab.text("document.documentElement.matches('[data-app]')"), "false", "{call}");
            assert_eq!(tab.text("history.scrollRestoration"), "auto", "{call}");
            tab.click(NEXT);
            tab.wait_for_app();
            tab.expect_page(&there);
            assert_eq!(tab.host.requests(&there.path), before + 1, "{call}");
            tab.take_console_errors();
        }
    }

    fn an_error_of_someone_elses_script_does_not_stop_a_turn(tab) {
        tab.open_page(&tab.dist.essay(1));
        tab.run(
            "new MutationObserver(() => {
               Promise.reject(new Error('foreign'));
               dispatchEvent(new window.ErrorEvent('error', { error: new Error('foreign') }));
             }).observe(document.querySelector('main'), { childList: true })",
            vec![],
        );
        for at in [2, 3] {
            tab.click(NEXT);
            tab.expect_page(&tab.dist.essay(at));
        }
        tab.expect_no_full_load();
        let errors = tab.take_console_errors();
        assert!(errors.iter().all(|line| line.contains("foreign")), "{errors:?}");
    }

    fn an_app_that_breaks_later_leaves_the_links_to_the_browser(tab) {
        let (here, there) = with_contents(tab);
        tab.open_page(&tab.dist.home());
        tab.add_link("here", &here.path, "");
        tab.click("#here");
        tab.expect_page(&here);
        // As a panic in the app does.
        tab.run(
            "const error = new window.WebAssembly.RuntimeError('broken on purpose');
             dispatchEvent(new window.ErrorEvent('error', { error }))",
            vec![],
        );
        expect_stop(tab);
        assert_eq!(tab.host.requests(&here.path), 0);
        tab.click(NEXT);
        tab.wait_for_app();
        tab.expect_page(&there);
        assert_eq!(tab.host.requests(&there.path), 1);
        // Entries that the app made, in the document in which it broke.
        tab.back();
        tab.expect_page(&here);
        tab.back();
        tab.expect_page(&tab.dist.home());
        tab.forward();
        tab.expect_page(&here);
        tab.take_console_errors();
    }
}

/// An essay with a table of contents, and the next one.
fn with_contents(tab: &Tab) -> (ExpectedPage, ExpectedPage) {
    let mut essays =
        (0..tab.dist.essay_count() - 1).filter(|at| tab.dist.essay_bundle(*at).catchword.contents.len() >= 3);
    let at = essays.next().expect("an essay with a table of contents");
    (tab.dist.essay(at), tab.dist.essay(at + 1))
}

/// Waits until the start script says that the app has stopped. Nothing says that it runs.
#[track_caller]
fn expect_stop(tab: &Tab) {
    tab.wait("the start script says why", || tab.take_console_errors().iter().any(|line| line.contains(STOPPED)));
    assert_eq!(tab.text("document.documentElement.matches('[data-app]')"), "false");
}

/// Only Chromium has the setting.
#[test]
fn under_save_data_a_translated_page_turns() {
    visit_with(Engine::Chromium, Settings { save_data: true, ..Settings::default() }, |tab| {
        let pages = [1, 2, 3].map(|at| tab.dist.essay(at));
        let translation = CHANGES.iter().find(|(what, _)| what.starts_with("a translation in fonts")).expect("it").1;
        // The click is the first sign of intent: the app comes before or after it.
        tab.open_without_app(&pages[0].path);
        touch(tab, translation);
        tab.click(NEXT);
        tab.wait_for(
            "the next page is shown",
            "location.pathname === arguments[0] && document.title === arguments[1]",
            vec![pages[1].path.clone().into(), pages[1].title.clone().into()],
        );
        // The pointer comes first.
        tab.open_without_app(&pages[1].path);
        touch(tab, translation);
        tab.hover(NEXT);
        wait_for_app(tab, "a translation");
        tab.click(NEXT);
        tab.expect_page(&pages[2]);
        tab.expect_no_full_load();
    });
}
