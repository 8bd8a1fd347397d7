//! A site whose words try to get out of their places, and whose texts try to run.

use serde_json::Value;

use crate::harness::{Engine, Visit, for_each_engine, visit_site};

const SITE: &str = "hostile";

for_each_engine! { nothing_runs_and_every_word_stays_a_word }

fn nothing_runs_and_every_word_stays_a_word(engine: Engine) {
    visit_site(engine, SITE, walk);
}

fn walk(reader: &Visit) {
    for path in reader.dist.paths() {
        reader.open_page(&reader.dist.at(&path));
        nothing_has_run(reader, &path);
    }
    // By turning, too: there the same words come by way of a bundle.
    reader.open_page(&reader.dist.home());
    for at in 0..reader.dist.count() {
        let essay = reader.dist.essay(at);
        if at == 0 {
            reader.follow(&essay.path);
        } else {
            reader.click(".leaf-next a");
        }
        reader.is_at(&essay);
        nothing_has_run(reader, &essay.path);
        let description = reader.text("document.querySelector('meta[name=description]').content");
        assert_eq!(Some(&description), reader.dist.essay_bundle(at).summary.as_ref());
    }
    reader.has_not_loaded();
    assert_eq!(reader.text("document.querySelector('.site-name').textContent"), reader.dist.site.title);
}

#[track_caller]
fn nothing_has_run(reader: &Visit, path: &str) {
    reader.wait_until("the page's pictures have come", "[...document.images].every(image => image.complete)");
    let found = reader.run(
        "for (const link of document.links) if (link.protocol === 'javascript:') return link.href;
         const bad = document.querySelector('body :is(script:not([type=\"application/json\"]), style, svg, math, iframe, base, object, template,\
           form:not(.search, [action=\"https://elsewhere.example/\"]), [style], [formaction], [onsubmit], [onerror], [onclick], [onload], [onmouseover], [ontoggle])');
         if (bad) return bad.outerHTML;
         document.querySelector('#bold')?.click();
         document.querySelector('#tries')?.click();
         return window.ran ?? null",
        vec![],
    );
    assert_eq!(found, Value::Null, "{path}");
}
