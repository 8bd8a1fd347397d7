//! Pages whose HTML ends early: nothing is mounted where anything is there.

use std::fs;

use serde_json::json;

use crate::harness::{Dist, Engine, Settings, Tab, for_each_engine, visit_pages};
use crate::mounting::copy;

for_each_engine! { a_page_that_ends_early_gets_no_second_one }

/// Where the HTML ends: after a part of it, and the number of bytes that follow.
const ENDS: [(&str, usize); 10] = [
    ("<header", 60),
    ("<nav", 60),
    ("</header>", 0),
    ("<main", 8),
    ("<main", 300),
    ("<article", 2000),
    ("</main>", 0),
    ("<footer", 60),
    ("</footer>", 0),
    ("type=\"application/json\">", 400),
];

fn a_page_that_ends_early_gets_no_second_one(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let (dist, to) = (Dist::get(), folder.path());
    copy(dist.root(), to, |html| html);
    let (here, there) = (dist.essay(1), dist.essay(2));
    let html = fs::read_to_string(to.join(&here.path[1..]).join("index.html")).unwrap();
    let cut = ENDS.map(|(part, more)| {
        let body = html.find("<body").unwrap();
        let mut end = body + html[body..].find(part).unwrap_or_else(|| panic!("no {part}")) + part.len() + more;
        while !html.is_char_boundary(end) {
            end += 1;
        }
        &html[..end]
    });
    let (in_the_seed, _) = html.rsplit_once("</script></body>").unwrap();
    let whole_but = [html.replace("</body>", "").replace("</html>", ""), in_the_seed.to_owned()];
    for (at, html) in cut.into_iter().chain(whole_but.iter().map(String::as_str)).enumerate() {
        fs::write(to.join(format!("cut-{at}.html")), html).unwrap();
    }
    visit_pages(engine, Settings::default(), to, |tab| {
        for at in 0..ENDS.len() {
            tab.open_without_app(&format!("/cut-{at}.html"));
            tab.wait_for_responses(1, &tab.dist.wasm);
            tab.settle();
            expect_one_of_each(tab, &format!("{:?}", ENDS[at]));
            assert_eq!(tab.text("document.documentElement.matches('[data-app]')"), "false", "{:?}", ENDS[at]);
            assert_eq!(tab.host.requests(&tab.dist.below_base("site.json")), 0, "{:?}", ENDS[at]);
            // The links are the browser's.
            tab.add_link("there", &there.path, "");
            tab.click("#there");
            tab.wait_for_app();
            tab.expect_page(&there);
            tab.take_console_errors();
        }
        // Only tags are missing that a parser adds.
        for at in ENDS.len()..ENDS.len() + whole_but.len() {
            tab.open(&format!("/cut-{at}.html"));
            expect_one_of_each(tab, "without the last tags");
            tab.click("main a[rel=next]");
            tab.expect_page(&there);
            tab.expect_no_full_load();
        }
    });
}

#[track_caller]
fn expect_one_of_each(tab: &Tab, what: &str) {
    let many = tab.run(
        "return ['main', 'body > header', 'body > footer', 'h1'].filter(one => document.querySelectorAll(one).length > 1)",
        vec![],
    );
    assert_eq!(many, json!([]), "{what}");
}
