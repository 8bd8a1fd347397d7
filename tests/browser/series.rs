//! Essays that belong together: a series' parts, and essays with the same tags.

use std::collections::BTreeSet;

use crate::harness::in_every_engine;

in_every_engine! {
    fn a_series_box_says_where_one_is_and_the_fold_follows_the_parts(reader) {
        let dist = reader.dist;
        let at = (0..dist.count()).find(|at| dist.essay_bundle(*at).catchword.series.is_some()).expect("a series");
        let series = dist.essay_bundle(at).catchword.series.as_ref().unwrap();
        let parts: Vec<_> = series.parts.iter().map(|part| dist.at(&part.url)).collect();
        assert!(parts.len() > 2, "{series:?}");
        reader.open_page(&parts[0]);
        for (number, part) in parts.iter().enumerate() {
            reader.is_at(part);
            let title = reader.text("document.querySelector('.series .box-title').textContent");
            assert_eq!(title, format!("{} · Part {} of {}", series.title, number + 1, parts.len()));
            let links = "[...document.querySelectorAll('.series a')]";
            let titles: Vec<_> = series.parts.iter().map(|part| part.title.as_str()).collect();
            assert_eq!(reader.text(&format!("{links}.map(a => a.textContent).join('|')")), titles.join("|"));
            let here = reader.text("document.querySelector('.series [aria-current=page]').getAttribute('href')");
            assert_eq!(here, part.path);
            if number + 1 < parts.len() {
                reader.click(".leaf-next a");
            }
        }
        reader.click(".leaf-previous a");
        reader.is_at(&parts[parts.len() - 2]);
        reader.click(&format!(".series a[href=\"{}\"]", parts[0].path));
        reader.is_at(&parts[0]);
        // The first of them came with its page, less what stands in it.
        assert_eq!(reader.number("document.querySelectorAll('.series a').length"), parts.len() as i64);
        reader.has_not_loaded();
    }

    fn whoever_goes_on_and_on_sees_every_essay_once(reader) {
        let dist = reader.dist;
        let mut at = (0..dist.count()).find(|at| dist.essay_bundle(*at).catchword.previous.is_none()).map(|at| dist.essay(at));
        let mut seen = BTreeSet::new();
        reader.open_page(at.as_ref().expect("a first one"));
        while let Some(page) = at {
            reader.is_at(&page);
            assert!(seen.insert(page.path.clone()), "{} once more", page.path);
            let next = reader.text("document.querySelector('.leaf-next a')?.getAttribute('href') ?? ''");
            at = (!next.is_empty()).then(|| dist.at(&next));
            if at.is_some() {
                reader.click(".leaf-next a");
            }
        }
        assert_eq!(seen.len(), dist.count());
        reader.has_not_loaded();
    }

    fn related_essays_share_a_tag_and_stand_nowhere_else_on_the_page(reader) {
        let dist = reader.dist;
        let (mut found, mut beside_a_series) = (0, 0);
        for at in 0..dist.count() {
            let bundle = dist.essay_bundle(at);
            let catchword = &bundle.catchword;
            assert!(catchword.related.len() <= 3);
            for related in &catchword.related {
                let parts = catchword.series.iter().flat_map(|series| &series.parts);
                assert!(parts.clone().all(|part| part.url != related.url), "{} is a part", related.url);
                beside_a_series += usize::from(catchword.series.is_some());
                let other = (0..dist.count()).find(|other| dist.essay(*other).path == related.url).expect("an essay");
                assert!(dist.essay_bundle(other).tags.iter().any(|tag| bundle.tags.contains(tag)));
                assert!(![&catchword.previous, &catchword.next].into_iter().flatten().any(|link| link.url == related.url));
                found += 1;
            }
        }
        assert!(found > 3 && beside_a_series > 0);
        let at = (0..dist.count()).find(|at| !dist.essay_bundle(*at).catchword.related.is_empty()).expect("a related one");
        let (essay, related) = (dist.essay(at), dist.at(&dist.essay_bundle(at).catchword.related[0].url));
        reader.open_page(&essay);
        reader.click(&format!(".related a[href=\"{}\"]", related.path));
        reader.is_at(&related);
        reader.back();
        reader.is_at(&essay);
        reader.focus_is_on(&format!(".related a[href=\"{}\"]", related.path));
    }
}
