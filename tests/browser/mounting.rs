//! Without a prerendered body, as under `trunk serve`, the app mounts into the empty page.

use std::fs;
use std::path::Path;

use catchword_app::cache::Fault;
use walkdir::WalkDir;

use crate::harness::{Dist, Engine, Misbehaviour, Settings, Tab, for_each_engine, visit_pages};

for_each_engine! {
    the_app_mounts_into_an_empty_page
    a_failed_first_page_can_be_retried
    without_a_place_for_the_page_the_reader_is_told_so
}

fn the_app_mounts_into_an_empty_page(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    copy_with_empty_bodies(Dist::get().root(), folder.path());
    visit_pages(engine, Settings::default(), folder.path(), walk);
}

fn walk(tab: &Tab) {
    let (home, first, second) = (tab.dist.home(), tab.dist.essay(0), tab.dist.essay(1));
    tab.open_page(&home);
    assert_eq!(tab.host.requests(&tab.dist.below_base("site.json")), 1);
    tab.click_link(&first.path);
    tab.expect_page(&first);
    tab.click(".cw-leaf-next a");
    tab.expect_page(&second);
    tab.back();
    tab.expect_page(&first);
    tab.expect_no_full_load();
    tab.open_page(&second);
    tab.reload();
    tab.expect_page(&second);
    assert!(tab.host.requests(&second.bundle()) > 0);
}

fn a_failed_first_page_can_be_retried(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    copy_with_empty_bodies(Dist::get().root(), folder.path());
    visit_pages(engine, Settings::default(), folder.path(), |tab| {
        let page = tab.dist.essay(1);
        tab.host.misbehave(&page.bundle(), Misbehaviour::Status(403));
        tab.open_without_app(&page.path);
        tab.wait_for(
            "the fault is shown in place of the page",
            "document.querySelector('main .cw-fault')?.textContent.includes(arguments[0])",
            vec![Fault::Server(403).sentence(catchword_i18n::catalog("en")).into()],
        );
        tab.host.behave(&page.bundle());
        tab.click("main [data-retry]");
        tab.expect_page(&page);
    });
}

fn without_a_place_for_the_page_the_reader_is_told_so(engine: Engine) {
    let sentence = Fault::WrongShape(String::new()).sentence(catchword_i18n::catalog("en"));
    for frame in ["", "<main></main>"] {
        let folder = tempfile::tempdir().unwrap();
        copy_with_empty_bodies(Dist::get().root(), folder.path());
        let file = folder.path().join("site.json");
        let mut site: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        site["frame"] = frame.into();
        // Not by `write`: the copy may share its file with the original.
        fs::remove_file(&file).unwrap();
        fs::write(&file, site.to_string()).unwrap();
        fs::remove_file(folder.path().join("site.json.br")).ok();
        fs::remove_file(folder.path().join("site.json.gz")).ok();
        visit_pages(engine, Settings::default(), folder.path(), |tab| {
            let page = tab.dist.essay(1);
            tab.open_without_app(&page.path);
            tab.wait_for("the sentence", "document.body.textContent.includes(arguments[0])", vec![sentence.into()]);
            tab.settle();
            assert_eq!(tab.host.requests(&page.path), 1, "the page is not loaded again and again");
        });
    }
}

/// Copies a site with empty bodies in its documents.
fn copy_with_empty_bodies(from: &Path, to: &Path) {
    copy(from, to, |html| {
        let (head, _) = html.split_once("<body>").expect("every document has a body");
        format!("{head}<body></body></html>")
    });
}

/// Copies a site, with its documents changed.
pub(crate) fn copy(from: &Path, to: &Path, change: impl Fn(String) -> String) {
    for entry in WalkDir::new(from).into_iter().map(Result::unwrap) {
        let path = entry.path();
        let to = to.join(path.strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else if path.extension().is_some_and(|extension| extension == "html") {
            fs::write(to, change(fs::read_to_string(path).unwrap())).unwrap();
        } else {
            fs::copy(path, to).unwrap();
        }
    }
}
