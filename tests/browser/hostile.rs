//! A site whose titles and texts try to inject markup and scripts.

use serde_json::Value;

use crate::harness::{Engine, Tab, for_each_engine, visit_site};

const SITE: &str = "hostile";

for_each_engine! { hostile_texts_run_no_script_and_are_shown_as_text }

fn hostile_texts_run_no_script_and_are_shown_as_text(engine: Engine) {
    visit_site(engine, SITE, walk);
}

fn walk(tab: &Tab) {
    for path in tab.dist.paths() {
        tab.open_page(&tab.dist.page_at(&path));
        expect_nothing_has_run(tab, &path);
    }
    // After turns, too: then the texts come from bundles.
    tab.open_page(&tab.dist.home());
    for at in 0..tab.dist.essay_count() {
        let essay = tab.dist.essay(at);
        if at == 0 {
            tab.click_link(&essay.path);
        } else {
            tab.click(".cw-leaf-next a");
        }
        tab.expect_page(&essay);
        expect_nothing_has_run(tab, &essay.path);
        let description = tab.text("document.querySelector('meta[name=description]').content");
        assert_eq!(Some(&description), tab.dist.essay_bundle(at).summary.as_ref());
    }
    tab.expect_no_full_load();
    assert_eq!(tab.text("document.querySelector('.cw-site-name').textContent"), tab.dist.site.title);
}

#[track_caller]
fn expect_nothing_has_run(tab: &Tab, path: &str) {
    tab.wait_until("the pictures are loaded", "[...document.images].every(image => image.complete)");
    let found = tab.run(
        "for (const link of document.links) if (link.protocol === 'javascript:') return link.href;
         const bad = document.querySelector('body :is(script:not([type=\"application/json\"]), style, svg, math, iframe, base, object, template,\
           form:not(.cw-search, [action=\"https://elsewhere.example/\"]), [style], [formaction], [onsubmit], [onerror], [onclick], [onload], [onmouseover], [ontoggle])');
         if (bad) return bad.outerHTML;
         document.querySelector('#bold')?.click();
         document.querySelector('#tries')?.click();
         return window.ran ?? null",
        vec![],
    );
    assert_eq!(found, Value::Null, "{path}");
}
