//! The app takes over the page that is there, and changes nothing by it.

use catchword_app::routes::Address;
use fantoccini::key::Key;

use serde_json::json;

use crate::harness::{Engine, Misbehaviour, Visit, for_each_engine, in_every_engine, visit_site};

/// The document as a text. What an engine's own serialiser leaves to chance, the order of attributes, is put in order.
const DOCUMENT: &str = "
    const text = node => {
      if (node.nodeType === Node.COMMENT_NODE) return `<!--${node.data}-->`;
      if (node.nodeType !== Node.ELEMENT_NODE) return JSON.stringify(node.data);
      // The start script says that the app runs.
      const own = [...node.attributes].filter(({ name }) => name !== 'data-app');
      const attributes = own.map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`).sort();
      return `<${node.localName}${attributes.join('')}>${[...node.childNodes].map(text).join('\\n')}</${node.localName}>`;
    };
    return text(document.querySelector(arguments[0]));";

/// What a reader has of the document: its elements and its words. Where two texts meet, Leptos puts an empty comment into
/// what it writes, for a parser would make one of them, and none into what it builds.
const SHOWN: &str = "
    const words = node => [...node.childNodes].map(child => {
      if (child.nodeType === Node.COMMENT_NODE) return '';
      if (child.nodeType !== Node.ELEMENT_NODE) return child.data;
      const attributes = [...child.attributes].map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`).sort();
      return `\\n<${child.localName}${attributes.join('')}>\\n${words(child)}\\n</${child.localName}>\\n`;
    }).join('');
    return words(document.querySelector(arguments[0]));";

/// The state that the app gives the visit's first history entry: what it takes the page for.
const ENTRY: &str = "return [history.state?.path, history.state?.title]";

in_every_engine! {
    fn every_page_is_taken_over_as_it_is(reader) {
        for path in reader.dist.paths() {
            is_taken_over(reader, &path, &path);
        }
    }

    fn a_page_is_known_by_its_seed_and_not_by_its_address(reader) {
        let essay = reader.dist.essay(1);
        is_taken_over(reader, &format!("{}index.html", essay.path), &essay.path);
        is_taken_over(reader, &format!("{}?from=there#main", essay.path), &essay.path);
        for below in ["404.html", "no/such/page/", "essays/no-such-essay/", "no-such-page"] {
            let path = reader.dist.below_base(below);
            reader.expect_trouble(&path);
            is_taken_over(reader, &path, "");
        }
    }

    fn what_the_app_makes_of_a_page_is_what_was_there(reader) {
        let (_, tag) = reader.dist.a_tag();
        let lists = [Address::List(1), Address::List(2), Address::Tags, Address::Tag(tag, 1), Address::Archive];
        let pages = lists.iter().map(|address| reader.dist.page(address).path);
        let essays = (0..reader.dist.count()).map(|at| reader.dist.essay(at).path);
        for path in pages.chain(essays).chain([reader.dist.standing().path]) {
            reader.open(&path);
            let there = reader.run(SHOWN, vec!["main".into()]);
            let elsewhere = if path == reader.dist.page(&Address::Archive).path { Address::Tags } else { Address::Archive };
            let elsewhere = reader.dist.page(&elsewhere);
            reader.click(&format!(".masthead a[href=\"{}\"]", elsewhere.path));
            reader.is_at(&elsewhere);
            reader.back();
            reader.is_at(&reader.dist.at(&path));
            assert_same(&there, &reader.run(SHOWN, vec!["main".into()]), &path);
            reader.has_not_loaded();
        }
    }

    fn focus_and_selection_stay_where_they_are(reader) {
        let (here, there) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.host.misbehave(&reader.dist.code, Misbehaviour::Held);
        reader.open_without_app(&here.path);
        reader.run(
            "window.__link = document.querySelector('.leaf-next a');
             window.__words = document.querySelector('.prose p').firstChild;
             window.__link.focus();
             getSelection().setBaseAndExtent(window.__words, 2, window.__words, 12)",
            vec![],
        );
        let kept = || {
            reader.run(
                "const selection = getSelection();
                 return [
                   document.activeElement === window.__link, selection.anchorNode === window.__words, `${selection}`
                 ]",
                vec![],
            )
        };
        let before = kept();
        assert_eq!([&before[0], &before[1]], [true, true], "{before}");
        reader.host.behave(&reader.dist.code);
        reader.app_runs();
        assert_eq!(kept(), before);
        // The link that has the focus is the app's now.
        reader.press(Key::Enter);
        reader.is_at(&there);
        reader.has_not_loaded();
    }
}

for_each_engine! { what_was_unfolded_stays_so }

fn what_was_unfolded_stays_so(engine: Engine) {
    visit_site(engine, "fragments", |reader| {
        reader.host.misbehave(&reader.dist.code, Misbehaviour::Held);
        reader.open_without_app(&reader.dist.essay(0).path);
        reader.click(".prose summary");
        reader.wait_until("it is unfolded", "document.querySelector('.prose details').open");
        reader.run("window.__details = document.querySelector('.prose details')", vec![]);
        reader.host.behave(&reader.dist.code);
        reader.app_runs();
        let same = reader.run("return document.querySelector('.prose details') === window.__details", vec![]);
        assert_eq!(same, true, "it is another element");
        assert_eq!(reader.text("window.__details.open"), "true");
        reader.click(".prose summary");
        reader.wait_until("it is folded", "!window.__details.open");
    });
}

/// Opens a page, and keeps the app waiting until the page has been looked at.
#[track_caller]
fn is_taken_over(reader: &Visit, path: &str, own: &str) {
    let code = &reader.dist.code;
    reader.host.misbehave(code, Misbehaviour::Held);
    reader.open_without_app(path);
    let before = reader.run(DOCUMENT, vec!["html".into()]);
    reader.host.behave(code);
    reader.app_runs();
    assert_same(&before, &reader.run(DOCUMENT, vec!["html".into()]), path);
    let entry = reader.run(ENTRY, vec![]);
    let title = if own.is_empty() { String::new() } else { reader.dist.at(own).name };
    assert_eq!(entry, json!([own, title]), "what the app takes {path} for");
}

#[track_caller]
fn assert_same(before: &serde_json::Value, after: &serde_json::Value, path: &str) {
    let (before, after) = (before.as_str().unwrap_or_default(), after.as_str().unwrap_or_default());
    let lines = || before.lines().zip(after.lines());
    if let Some(at) = lines().position(|(before, after)| before != after) {
        let around = |text: &str| text.lines().skip(at.saturating_sub(2)).take(5).collect::<Vec<_>>().join("\n");
        panic!("{path}: the page was\n{}\nand is\n{}", around(before), around(after));
    }
    assert_eq!(before.lines().count(), after.lines().count(), "{path}");
    assert!(!before.is_empty(), "{path}");
}
