//! The guide is a site made by Catchword itself: its front page leads to its first page, and each page to the next.

use crate::harness::{Engine, visit_site};

const SITE: &str = "guide";

#[test]
fn the_guide_is_read_from_its_front_page_to_its_last() {
    visit_site(Engine::Chromium, SITE, |tab| {
        let dist = tab.dist;
        tab.open_page(&dist.page_at("/"));
        tab.click("main a[href=\"/guide/your-first-page/\"]");
        let mut count = 1;
        let mut page = dist.page_at("/guide/your-first-page/");
        loop {
            tab.expect_page(&page);
            let next = tab.text("document.querySelector('.cw-leaf-next a')?.getAttribute('href') ?? ''");
            if next.is_empty() {
                break;
            }
            page = dist.page_at(&next);
            tab.click(".cw-leaf-next a");
            count += 1;
        }
        assert_eq!(count, dist.essay_count());
        tab.expect_no_full_load();
    });
}
