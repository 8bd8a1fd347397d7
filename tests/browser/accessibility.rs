//! axe finds nothing on any kind of page: WCAG 2.2 at level AA and axe's own best practices, in light and dark, on a
//! phone and on a desktop.

use std::env;
use std::fs;
use std::sync::OnceLock;

use serde_json::json;

use crate::harness::{Engine, Tab, visit, visit_site};

/// Which of axe's rules count, by their tags.
const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const SIZES: [(u32, u32); 2] = [(390, 844), (1440, 900)];

#[test]
fn axe_finds_nothing_on_any_kind_of_page() {
    visit(|tab| tab.for_each_kind(|page| expect_no_violation(tab, page)));
}

#[test]
fn axe_finds_nothing_on_a_crowded_site() {
    visit_site(Engine::Chromium, "crowded", |tab| tab.for_each_kind(|page| expect_no_violation(tab, page)));
}

#[test]
fn axe_finds_nothing_on_a_practices_site() {
    visit_site(Engine::Chromium, "practice", |tab| {
        tab.for_each_kind(|page| expect_no_violation(tab, page));
        for path in ["/", "/services/", "/contact/", "/blog/tide-tables/"] {
            tab.open_page(&tab.dist.page_at(path));
            expect_no_violation(tab, path);
        }
    });
}

/// Its tables and blocks of code are wider than those of any other site.
#[test]
fn axe_finds_nothing_in_the_guide() {
    visit_site(Engine::Chromium, "guide", |tab| {
        for path in ["/", "/guide/your-first-page/", "/guide/checks/", "/for-developers/"] {
            tab.open_page(&tab.dist.page_at(path));
            expect_no_violation(tab, path);
        }
    });
}

#[test]
fn axe_finds_nothing_in_any_essay() {
    visit(|tab| {
        // All of them: axe has rules for tables, footnotes and callouts, which not every essay has.
        for at in 0..tab.dist.essay_count() {
            let essay = tab.dist.essay(at);
            tab.open_page(&essay);
            expect_no_violation(tab, &essay.path);
        }
    });
}

#[test]
fn axe_finds_nothing_after_a_turn() {
    visit(|tab| {
        tab.open_page(&tab.dist.essay(0));
        tab.click(".cw-leaf-next a");
        tab.expect_page(&tab.dist.essay(1));
        expect_no_violation(tab, "the second essay after a turn");
    });
}

#[test]
fn axe_finds_nothing_in_the_keys_dialog() {
    visit(|tab| {
        tab.open_page(&tab.dist.essay(1));
        tab.click(".cw-colophon [data-keys]");
        tab.wait_until("the dialog is open", "!!document.querySelector('dialog.cw-keys[open]')");
        expect_no_violation(tab, "the keys dialog");
    });
}

#[test]
fn axe_finds_what_is_wrong() {
    visit(|tab| {
        tab.open_page(&tab.dist.home());
        tab.run("document.querySelector('main').append(document.createElement('button'))", vec![]);
        inject_axe(tab);
        let found = violations(tab);
        assert!(found.contains("button-name"), "axe says: {found}");
    });
}

/// Asserts that axe finds no violation on the current page.
#[track_caller]
pub(crate) fn expect_no_violation(tab: &Tab, page: &str) {
    inject_axe(tab);
    for (width, height) in SIZES {
        tab.resize(width, height);
        for scheme in ["light", "dark"] {
            tab.prefer_colours(scheme);
            tab.wait_two_frames();
            // An element that fades in has too little contrast at first.
            let is_still = "document.getAnimations().every(({ playState }) => playState !== 'running')";
            tab.wait_until("no animation runs", is_still);
            let found = violations(tab);
            assert!(found.is_empty(), "{page}, {width} pixels, {scheme}:\n{found}");
        }
    }
}

/// Injects axe into the document.
#[track_caller]
fn inject_axe(tab: &Tab) {
    tab.run(axe(), vec![]);
}

/// Every violated rule, followed by the elements that violate it.
#[track_caller]
fn violations(tab: &Tab) -> String {
    let found = tab.run(
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
        let file = env::var("CATCHWORD_AXE").expect("CATCHWORD_AXE is not set: run `cargo xtask test`");
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"))
    })
}
