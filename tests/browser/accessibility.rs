//! axe finds nothing on any kind of page: WCAG 2.2 at level AA and axe's own best practices, in light and dark, on a
//! phone and on a desk.

use std::env;
use std::fs;
use std::sync::OnceLock;

use serde_json::json;

use crate::harness::{Engine, Visit, visit, visit_site};

/// Which of axe's rules count, by their tags.
const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const SIZES: [(u32, u32); 2] = [(390, 844), (1440, 900)];

#[test]
fn every_kind_of_page() {
    visit(|reader| reader.at_every_kind(|page| has_no_violation(reader, page)));
}

#[test]
fn every_kind_of_page_of_a_crowded_site() {
    visit_site(Engine::Chromium, "crowded", |reader| reader.at_every_kind(|page| has_no_violation(reader, page)));
}

#[test]
fn every_kind_of_page_of_a_practice() {
    visit_site(Engine::Chromium, "practice", |reader| {
        reader.at_every_kind(|page| has_no_violation(reader, page));
        for path in ["/", "/services/", "/contact/", "/blog/tide-tables/"] {
            reader.open_page(&reader.dist.at(path));
            has_no_violation(reader, path);
        }
    });
}

#[test]
fn every_essay() {
    visit(|reader| {
        // One with a table, a footnote or a callout has more for axe to look at: all of them are looked at.
        for at in 0..reader.dist.count() {
            let essay = reader.dist.essay(at);
            reader.open_page(&essay);
            has_no_violation(reader, &essay.path);
        }
    });
}

#[test]
fn a_page_that_is_turned_to() {
    visit(|reader| {
        reader.open_page(&reader.dist.essay(0));
        reader.click(".leaf-next a");
        reader.is_at(&reader.dist.essay(1));
        has_no_violation(reader, "the second essay, turned to");
    });
}

#[test]
fn the_keys_dialog() {
    visit(|reader| {
        reader.open_page(&reader.dist.essay(1));
        reader.click(".colophon [data-keys]");
        reader.wait_until("the dialog is open", "!!document.querySelector('dialog.keys[open]')");
        has_no_violation(reader, "the keys dialog");
    });
}

#[test]
fn axe_finds_what_is_wrong() {
    visit(|reader| {
        reader.open_page(&reader.dist.home());
        reader.run("document.querySelector('main').append(document.createElement('button'))", vec![]);
        bring_axe(reader);
        let found = violations(reader);
        assert!(found.contains("button-name"), "axe says: {found}");
    });
}

/// Asserts that axe finds nothing in the page that is shown.
#[track_caller]
pub(crate) fn has_no_violation(reader: &Visit, page: &str) {
    bring_axe(reader);
    for (width, height) in SIZES {
        reader.resize(width, height);
        for scheme in ["light", "dark"] {
            reader.prefer_colours(scheme);
            reader.two_frames();
            // What fades in is pale at first, and axe would say so.
            let rests = "document.getAnimations().every(({ playState }) => playState !== 'running')";
            reader.wait_until("nothing moves", rests);
            let found = violations(reader);
            assert!(found.is_empty(), "{page}, {width} pixels, {scheme}:\n{found}");
        }
    }
}

/// Puts axe into the page, where a full load has not left it.
#[track_caller]
fn bring_axe(reader: &Visit) {
    reader.run(axe(), vec![]);
}

/// A line for each rule that the page breaks, with the elements that break it.
#[track_caller]
fn violations(reader: &Visit) -> String {
    let found = reader.run(
        "return axe.run(document, { runOnly: { type: 'tag', values: arguments[0] }, resultTypes: ['violations'] })
           .then(({ violations }) => violations.map(({ id, help, nodes }) =>
             [`${id}: ${help}`, ...nodes.map(node => `  ${node.html} ${node.failureSummary}`)].join('\\n')).join('\\n'))",
        vec![json!(TAGS)],
    );
    found.as_str().unwrap_or_else(|| panic!("axe gave {found}")).to_owned()
}

fn axe() -> &'static str {
    static AXE: OnceLock<String> = OnceLock::new();
    AXE.get_or_init(|| {
        let file = env::var("CATCHWORD_AXE").expect("CATCHWORD_AXE says where axe is: run `cargo xtask test`");
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"))
    })
}
