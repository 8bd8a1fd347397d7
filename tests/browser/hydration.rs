//! Hydration: the app takes over the prerendered page and changes nothing in it.

use catchword_app::routes::Address;
use fantoccini::key::Key;

use serde_json::json;

use crate::harness::{Engine, Misbehaviour, Tab, for_each_engine, in_every_engine, visit_site};

/// Serialises the document, with each element's attributes sorted: their order differs between engines.
const DOCUMENT: &str = "
    const text = node => {
      if (node.nodeType === Node.COMMENT_NODE) return `<!--${node.data}-->`;
      if (node.nodeType !== Node.ELEMENT_NODE) return JSON.stringify(node.data);
      // The start script sets it when the app runs.
      const own = [...node.attributes].filter(({ name }) => name !== 'data-app');
      const attributes = own.map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`).sort();
      return `<${node.localName}${attributes.join('')}>${[...node.childNodes].map(text).join('\\n')}</${node.localName}>`;
    };
    return text(document.querySelector(arguments[0]));";

/// Serialises elements and texts, and leaves out comments, which no reader sees.
pub(crate) const WITHOUT_COMMENTS: &str = "
    const words = node => [...node.childNodes].map(child => {
      if (child.nodeType === Node.COMMENT_NODE) return '';
      if (child.nodeType !== Node.ELEMENT_NODE) return child.data;
      const attributes = [...child.attributes].map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`).sort();
      return `\\n<${child.localName}${attributes.join('')}>\\n${words(child)}\\n</${child.localName}>\\n`;
    }).join('');
    return words(document.querySelector(arguments[0]));";

/// The state of the first history entry: the path and title by which the app identifies the page.
const ENTRY: &str = "return [history.state?.path, history.state?.title]";

in_every_engine! {
    fn every_page_is_hydrated_unchanged(tab) {
        for path in tab.dist.paths() {
            expect_unchanged_by_hydration(tab, &path, &path);
        }
    }

    fn a_page_is_identified_by_its_seed_not_its_address(tab) {
        let essay = tab.dist.essay(1);
        expect_unchanged_by_hydration(tab, &format!("{}index.html", essay.path), &essay.path);
        expect_unchanged_by_hydration(tab, &format!("{}?from=there#cw-main", essay.path), &essay.path);
        for below in ["404.html", "no/such/page/", "essays/no-such-essay/", "no-such-page"] {
            let path = tab.dist.below_base(below);
            tab.allow_error(&path);
            expect_unchanged_by_hydration(tab, &path, "");
        }
    }

    fn a_page_rendered_by_the_app_is_the_prerendered_one(tab) {
        let (_, tag) = tab.dist.any_tag();
        let lists = [Address::List(1), Address::List(2), Address::Tags, Address::Tag(tag, 1), Address::Archive];
        let pages = lists.iter().map(|address| tab.dist.page(address).path);
        let essays = (0..tab.dist.essay_count()).map(|at| tab.dist.essay(at).path);
        for path in pages.chain(essays).chain([tab.dist.standing_page().path]) {
            tab.open(&path);
            let bundle = tab.dist.page_at(&path).bundle();
            let asked = tab.host.requests(&bundle);
            let prerendered = tab.run(WITHOUT_COMMENTS, vec!["main".into()]);
            let elsewhere = if path == tab.dist.page(&Address::Archive).path { Address::Tags } else { Address::Archive };
            let elsewhere = tab.dist.page(&elsewhere);
            tab.click(&format!(".cw-masthead a[href=\"{}\"]", elsewhere.path));
            tab.expect_page(&elsewhere);
            tab.back();
            tab.expect_page(&tab.dist.page_at(&path));
            expect_equal(&prerendered, &tab.run(WITHOUT_COMMENTS, vec!["main".into()]), &path);
            assert_eq!(tab.host.requests(&bundle), asked, "{path} was in the document, and need not be fetched");
            tab.expect_no_full_load();
        }
    }

    fn hydration_keeps_focus_and_selection(tab) {
        let (here, there) = (tab.dist.essay(1), tab.dist.essay(2));
        tab.host.misbehave(&tab.dist.wasm, Misbehaviour::Held);
        tab.open_without_app(&here.path);
        tab.run(
            "window.__link = document.querySelector('.cw-leaf-next a');
             window.__words = document.querySelector('.cw-prose p').firstChild;
             window.__link.focus();
             getSelection().setBaseAndExtent(window.__words, 2, window.__words, 12)",
            vec![],
        );
        let selected = || {
            tab.run(
                "const selection = getSelection();
                 return [
                   document.activeElement === window.__link, selection.anchorNode === window.__words, `${selection}`
                 ]",
                vec![],
            )
        };
        let before = selected();
        assert_eq!([&before[0], &before[1]], [true, true], "{before}");
        tab.host.behave(&tab.dist.wasm);
        tab.wait_for_app();
        assert_eq!(selected(), before);
        // The app handles the focused link now.
        tab.press(Key::Enter);
        tab.expect_page(&there);
        tab.expect_no_full_load();
    }
}

for_each_engine! { hydration_keeps_details_open }

fn hydration_keeps_details_open(engine: Engine) {
    visit_site(engine, "fragments", |tab| {
        tab.host.misbehave(&tab.dist.wasm, Misbehaviour::Held);
        tab.open_without_app(&tab.dist.essay(0).path);
        tab.click(".cw-prose summary");
        tab.wait_until("it is open", "document.querySelector('.cw-prose details').open");
        tab.run("window.__details = document.querySelector('.cw-prose details')", vec![]);
        tab.host.behave(&tab.dist.wasm);
        tab.wait_for_app();
        let same = tab.run("return document.querySelector('.cw-prose details') === window.__details", vec![]);
        assert_eq!(same, true, "the element was replaced");
        assert_eq!(tab.text("window.__details.open"), "true");
        tab.click(".cw-prose summary");
        tab.wait_until("it is closed", "!window.__details.open");
    });
}

/// Serialises a page before and after the app runs. `own` is the path by which the app must identify the page.
#[track_caller]
fn expect_unchanged_by_hydration(tab: &Tab, path: &str, own: &str) {
    let wasm = &tab.dist.wasm;
    tab.host.misbehave(wasm, Misbehaviour::Held);
    tab.open_without_app(path);
    let before = tab.run(DOCUMENT, vec!["html".into()]);
    tab.host.behave(wasm);
    tab.wait_for_app();
    expect_equal(&before, &tab.run(DOCUMENT, vec!["html".into()]), path);
    let entry = tab.run(ENTRY, vec![]);
    let title = if own.is_empty() { String::new() } else { tab.dist.page_at(own).name };
    assert_eq!(entry, json!([own, title]), "the page at {path}");
}

#[track_caller]
pub(crate) fn expect_equal(before: &serde_json::Value, after: &serde_json::Value, path: &str) {
    let (before, after) = (before.as_str().unwrap_or_default(), after.as_str().unwrap_or_default());
    let lines = || before.lines().zip(after.lines());
    if let Some(at) = lines().position(|(before, after)| before != after) {
        let around = |text: &str| text.lines().skip(at.saturating_sub(2)).take(5).collect::<Vec<_>>().join("\n");
        panic!("{path}: the page was\n{}\nand is\n{}", around(before), around(after));
    }
    assert_eq!(before.lines().count(), after.lines().count(), "{path}");
    assert!(!before.is_empty(), "{path}");
}
