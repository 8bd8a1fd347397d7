//! A bundle in memory is not requested again.

use crate::harness::{ExpectedPage, in_every_engine};

const NEXT: &str = ".cw-leaf-next a";

in_every_engine! {
    fn no_bundle_is_requested_twice(tab) {
        let (home, first, second) = (tab.dist.home(), tab.dist.essay(1), tab.dist.essay(2));
        tab.open_page(&home);
        tab.click_link(&first.path);
        tab.expect_page(&first);
        tab.click(NEXT);
        tab.expect_page(&second);
        let requests = |page: &ExpectedPage| tab.host.requests(&page.bundle());
        // The first page's bundle is in its document.
        assert_eq!([&home, &first, &second].map(requests), [0, 1, 1]);

        tab.click(".cw-leaf-previous a");
        tab.expect_page(&first);
        tab.click(NEXT);
        tab.expect_page(&second);
        for page in [&first, &second, &first, &home] {
            tab.back();
            tab.expect_page(page);
        }
        assert_eq!([&home, &first, &second].map(requests), [0, 1, 1]);
        // Only the first page's document is requested, and the app only once.
        assert_eq!([&first, &second].map(|page| tab.host.requests(&page.path)), [0, 0]);
        assert_eq!(tab.host.requests(&tab.dist.wasm), 1);
        tab.expect_no_full_load();
    }
}
