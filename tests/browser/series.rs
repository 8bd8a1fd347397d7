//! Series and related essays.

use std::collections::BTreeSet;

use crate::harness::in_every_engine;

in_every_engine! {
    fn the_series_box_marks_the_part_and_the_fold_follows_the_parts(tab) {
        let dist = tab.dist;
        let at = (0..dist.essay_count()).find(|at| dist.essay_bundle(*at).catchword.series.is_some()).expect("a series");
        let series = dist.essay_bundle(at).catchword.series.as_ref().unwrap();
        let parts: Vec<_> = series.parts.iter().map(|part| dist.page_at(&part.url)).collect();
        assert!(parts.len() > 2, "{series:?}");
        tab.open_page(&parts[0]);
        for (number, part) in parts.iter().enumerate() {
            tab.expect_page(part);
            let title = tab.text("document.querySelector('.cw-series .cw-box-title').textContent");
            assert_eq!(title, format!("{} · Part {} of {}", series.title, number + 1, parts.len()));
            let links = "[...document.querySelectorAll('.cw-series a')]";
            let titles: Vec<_> = series.parts.iter().map(|part| part.title.as_str()).collect();
            assert_eq!(tab.text(&format!("{links}.map(a => a.textContent).join('|')")), titles.join("|"));
            let here = tab.text("document.querySelector('.cw-series [aria-current=page]').getAttribute('href')");
            assert_eq!(here, part.path);
            if number + 1 < parts.len() {
                tab.click(".cw-leaf-next a");
            }
        }
        tab.click(".cw-leaf-previous a");
        tab.expect_page(&parts[parts.len() - 2]);
        tab.click(&format!(".cw-series a[href=\"{}\"]", parts[0].path));
        tab.expect_page(&parts[0]);
        // The first part was hydrated: its seed leaves out what the document has.
        assert_eq!(tab.number("document.querySelectorAll('.cw-series a').length"), parts.len() as i64);
        tab.expect_no_full_load();
    }

    fn next_leads_to_every_essay_once(tab) {
        let dist = tab.dist;
        let mut at = (0..dist.essay_count()).find(|at| dist.essay_bundle(*at).catchword.previous.is_none()).map(|at| dist.essay(at));
        let mut seen = BTreeSet::new();
        tab.open_page(at.as_ref().expect("a first essay"));
        while let Some(page) = at {
            tab.expect_page(&page);
            assert!(seen.insert(page.path.clone()), "{} a second time", page.path);
            let next = tab.text("document.querySelector('.cw-leaf-next a')?.getAttribute('href') ?? ''");
            at = (!next.is_empty()).then(|| dist.page_at(&next));
            if at.is_some() {
                tab.click(".cw-leaf-next a");
            }
        }
        assert_eq!(seen.len(), dist.essay_count());
        tab.expect_no_full_load();
    }

    fn related_essays_share_a_tag_and_are_linked_once(tab) {
        let dist = tab.dist;
        let (mut found, mut beside_a_series) = (0, 0);
        for at in 0..dist.essay_count() {
            let bundle = dist.essay_bundle(at);
            let catchword = &bundle.catchword;
            assert!(catchword.related.len() <= 3);
            for related in &catchword.related {
                let parts = catchword.series.iter().flat_map(|series| &series.parts);
                assert!(parts.clone().all(|part| part.url != related.url), "{} is a part", related.url);
                beside_a_series += usize::from(catchword.series.is_some());
                let other = (0..dist.essay_count()).find(|other| dist.essay(*other).path == related.url).expect("an essay");
                assert!(dist.essay_bundle(other).tags.iter().any(|tag| bundle.tags.contains(tag)));
                assert!(![&catchword.previous, &catchword.next].into_iter().flatten().any(|link| link.url == related.url));
                found += 1;
            }
        }
        assert!(found > 3 && beside_a_series > 0);
        let at = (0..dist.essay_count()).find(|at| !dist.essay_bundle(*at).catchword.related.is_empty()).expect("a related one");
        let (essay, related) = (dist.essay(at), dist.page_at(&dist.essay_bundle(at).catchword.related[0].url));
        tab.open_page(&essay);
        tab.click(&format!(".cw-related a[href=\"{}\"]", related.path));
        tab.expect_page(&related);
        tab.back();
        tab.expect_page(&essay);
        tab.expect_focus(&format!(".cw-related a[href=\"{}\"]", related.path));
    }
}
