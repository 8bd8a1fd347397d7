//! Addresses that look like the site's, but belong to another application on its host.

use std::fs;

use crate::harness::{Dist, Engine, Misbehaviour, Settings, Tab, for_each_engine, visit_pages};
use crate::mounting::copy;

for_each_engine! { every_press_leads_to_another_application }

/// The other application's addresses, and how it answers where the site would have a bundle.
const OTHERS: [(&str, Option<Misbehaviour>); 8] = [
    ("tags/other/", None),
    ("tags/other/page/2/", Some(Misbehaviour::Html)),
    ("essays/other/", Some(Misbehaviour::Missing)),
    ("2031/", Some(Misbehaviour::Status(410))),
    ("archive/2031/", Some(Misbehaviour::Redirect)),
    ("shop/", Some(Misbehaviour::OtherJson)),
    ("page/77/", Some(Misbehaviour::Status(204))),
    ("account/", Some(Misbehaviour::Status(401))),
];

fn every_press_leads_to_another_application(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path();
    copy(Dist::get().root(), to, |html| html);
    for (below, _) in OTHERS {
        let page =
            "<!doctype html><html lang=\"en\"><link rel=\"icon\" href=\"data:,\"><title>Other</title><h1>Other</h1>";
        fs::create_dir_all(to.join(below)).unwrap();
        fs::write(to.join(below).join("index.html"), page).unwrap();
    }
    visit_pages(engine, Settings::default(), to, |tab| {
        for (below, how) in OTHERS {
            let path = format!("/{below}");
            let bundle = format!("{path}index.json");
            tab.allow_error(&bundle);
            if let Some(how) = how {
                tab.host.misbehave(&bundle, how);
            }
            tab.open_page(&tab.dist.home());
            tab.add_link("other", &path, "");
            // Without the pointer, which would ask before.
            press(tab, "document.querySelector('#other').click()", &path, how);
            for _ in 0..2 {
                tab.back();
                tab.expect_page(&tab.dist.home());
                if tab.text("!document.querySelector('#other')") == "true" {
                    // Not from the back/forward cache.
                    tab.wait_for_app();
                    tab.add_link("other", &path, "");
                }
                tab.hover("#other");
                tab.settle();
                press(tab, "document.querySelector('#other').click()", &path, how);
            }
            assert_eq!(tab.host.requests(&path), 3, "{path}");
        }
    });
}

/// Follows the link, twice if the host may have refused only for now.
#[track_caller]
fn press(tab: &Tab, click: &str, path: &str, how: Option<Misbehaviour>) {
    tab.run(click, vec![]);
    if matches!(how, Some(Misbehaviour::Status(401))) {
        tab.wait_until(
            "the page or the fault is shown",
            "document.querySelector('[data-retry]') || document.title === 'Other'",
        );
        if tab.text("document.title") != "Other" {
            // The other page may come before this press does.
            tab.run(&click.replace(").click", ")?.click"), vec![]);
        }
    }
    tab.wait_for(
        "the other page is shown",
        "location.pathname === arguments[0] && document.title === 'Other'",
        vec![path.into()],
    );
}
