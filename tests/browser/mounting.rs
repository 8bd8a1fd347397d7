//! Where nothing is in the page, as while the app is worked on, the same wasm mounts.

use std::fs;
use std::path::Path;

use catchword_app::cache::Fault;

use crate::harness::{Dist, Engine, Misbehaviour, Settings, Visit, for_each_engine, visit_pages};

for_each_engine! {
    an_empty_page_is_filled
    the_first_page_can_be_tried_again
}

fn an_empty_page_is_filled(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    copy_emptied(Dist::get().root(), folder.path());
    visit_pages(engine, Settings::default(), folder.path(), walk);
}

fn walk(reader: &Visit) {
    let (home, first, second) = (reader.dist.home(), reader.dist.essay(0), reader.dist.essay(1));
    reader.open_page(&home);
    assert_eq!(reader.host.asked(&reader.dist.below_base("site.json")), 1);
    reader.follow(&first.path);
    reader.is_at(&first);
    reader.click(".leaf-next a");
    reader.is_at(&second);
    reader.back();
    reader.is_at(&first);
    reader.has_not_loaded();
    reader.open_page(&second);
    reader.reload();
    reader.is_at(&second);
    assert!(reader.host.asked(&second.bundle()) > 0);
}

fn the_first_page_can_be_tried_again(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    copy_emptied(Dist::get().root(), folder.path());
    visit_pages(engine, Settings::default(), folder.path(), |reader| {
        let page = reader.dist.essay(1);
        reader.host.misbehave(&page.bundle(), Misbehaviour::Status(403));
        reader.open_without_app(&page.path);
        reader.wait_for(
            "the fault stands in the page's place",
            "document.querySelector('main .fault')?.textContent.includes(arguments[0])",
            vec![Fault::Server(403).sentence(catchword_i18n::catalog("en")).into()],
        );
        reader.host.behave(&page.bundle());
        reader.click("main [data-retry]");
        reader.is_at(&page);
    });
}

/// Copies a site, and takes out of its documents what stands in their bodies.
fn copy_emptied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_emptied(&path, &to);
        } else if path.extension().is_some_and(|ending| ending == "html") {
            let html = fs::read_to_string(&path).unwrap();
            let (head, _) = html.split_once("<body>").expect("every document has a body");
            fs::write(to, format!("{head}<body></body></html>")).unwrap();
        } else {
            fs::copy(&path, to).unwrap();
        }
    }
}
