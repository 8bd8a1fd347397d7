//! What is in memory is not fetched.

use crate::harness::visit;

const NEXT: &str = ".leaf-next a";

#[test]
fn a_page_seen_before_is_not_asked_for_again() {
    visit(|reader| {
        let (home, first, second) = (reader.dist.home(), reader.dist.essay(1), reader.dist.essay(2));
        reader.open_page(&home);
        reader.follow(&first.path);
        reader.is_at(&first);
        reader.click(NEXT);
        reader.is_at(&second);
        let asked = |page: &crate::harness::Known| reader.host.asked(&page.bundle());
        let before = [&home, &first, &second].map(asked);
        assert!(before.iter().all(|times| *times <= 1), "each is asked for once at most: {before:?}");

        reader.click(".leaf-previous a");
        reader.is_at(&first);
        reader.click(NEXT);
        reader.is_at(&second);
        for page in [&first, &second, &first, &home] {
            reader.back();
            reader.is_at(page);
        }
        assert_eq!([&home, &first, &second].map(asked), before);
        reader.has_not_loaded();
    });
}

#[test]
fn no_page_is_fetched_but_its_bundle() {
    visit(|reader| {
        let (first, second) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.open_page(&first);
        reader.click(NEXT);
        reader.is_at(&second);
        assert_eq!(reader.host.asked(&second.path), 0);
        assert_eq!(reader.host.asked(&second.bundle()), 1);
        let code = reader.host.log().into_iter().filter(|path| path.ends_with(".wasm")).count();
        assert_eq!(code, 1, "the code is fetched once");
    });
}
