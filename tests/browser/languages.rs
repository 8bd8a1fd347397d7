//! A site in Arabic with essays in English and Spanish: interface texts, dates, numbers, and direction.

use catchword_app::cache::Fault;
use catchword_app::routes::Address;
use fantoccini::key::Key;
use serde_json::json;

use crate::accessibility::expect_no_violation;
use crate::harness::{Engine, ExpectedPage, Misbehaviour, Tab, for_each_engine, visit_site};
use crate::reflow::fit;

const SITE: &str = "languages";

for_each_engine! {
    interface_texts_have_the_language_of_the_site_or_of_the_essay
    layout_and_keys_follow_the_writing_direction
    the_frame_keeps_its_direction_on_a_page_with_another
    a_language_without_a_catalog_keeps_its_own_direction
    code_runs_from_left_to_right_in_any_text
}

fn essay(tab: &Tab, slug: &str) -> ExpectedPage {
    tab.dist.page_at(&tab.dist.below_base(&format!("essays/{slug}/")))
}

/// The left edge of the first element that matches a selector, in CSS pixels.
fn left(tab: &Tab, selector: &str) -> i64 {
    tab.number(&format!("document.querySelector('{selector}').getBoundingClientRect().left"))
}

fn interface_texts_have_the_language_of_the_site_or_of_the_essay(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        let table = [
            ("silence", "ar", "١ مايو ٢٠٢٦", "دقيقة قراءة", "التالية", "شارك هذه المقالة"),
            ("letter", "en", "12 April 2026", "1 min read", "Next", "Share this essay"),
            ("carta", "es", "1 de febrero de 2026", "1 min de lectura", "Anterior", "Compartir este ensayo"),
        ];
        tab.open_page(&tab.dist.home());
        for (slug, language, day, minutes, word, share) in table {
            let essay = essay(tab, slug);
            tab.click_link(&essay.path);
            tab.expect_page(&essay);
            assert_eq!(tab.text("document.documentElement.lang"), language);
            let meta = tab.text("document.querySelector('.cw-meta').textContent");
            assert!(meta.contains(day) && meta.contains(minutes), "{meta}");
            let fold = tab.text("document.querySelector('.cw-fold').textContent");
            assert!(fold.contains(word), "{fold}");
            assert_eq!(tab.text("document.querySelector('.cw-share').textContent"), share);
            // The layout is always in the site's language.
            assert_eq!(tab.text("document.querySelector('.cw-colophon').lang"), "ar");
            assert_eq!(tab.text("document.querySelector('.cw-skip-link').textContent"), "انتقل إلى النص");
            tab.click(".cw-site-name");
            tab.expect_page(&tab.dist.home());
        }
        tab.expect_no_full_load();
        assert_eq!(tab.text("catchwordWords.map(words => words[0])"), "en,ar,es", "exactly these catalogs are loaded");
        // The display settings belong to the layout; a fault has the page's language and direction.
        let carta = essay(tab, "carta");
        tab.open_page(&carta);
        tab.click(".cw-look summary");
        assert_eq!(tab.visible_text(".cw-look legend"), "الألوان");
        let tags = tab.dist.page(&Address::Tags);
        tab.host.misbehave(&tags.bundle(), Misbehaviour::Status(403));
        tab.click(&format!(".cw-masthead a[href=\"{}\"]", tags.path));
        tab.wait_until("the fault is shown", "document.querySelector('.cw-fault-panel')");
        assert!(
            tab.visible_text(".cw-fault-panel").starts_with(Fault::Server(403).sentence(catchword_i18n::catalog("es")))
        );
        assert_eq!(tab.text("document.querySelector('.cw-fault-panel').dir"), "ltr");
    });
}

fn layout_and_keys_follow_the_writing_direction(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        let (silence, letter) = (essay(tab, "silence"), essay(tab, "letter"));
        tab.resize(1280, 800);
        tab.open_page(&silence);
        assert_eq!(tab.text("getComputedStyle(document.querySelector('main')).direction"), "rtl");
        assert!(left(tab, ".cw-leaf-next") < left(tab, ".cw-leaf-previous"), "the fold is mirrored");
        assert!(left(tab, ".cw-contents") > left(tab, ".cw-prose"), "the rail is mirrored");
        assert!(left(tab, ".cw-site-name") > left(tab, ".cw-masthead nav"));
        let travel = |turn: &str| {
            tab.run("document.documentElement.dataset.turn = arguments[0]", vec![turn.into()]);
            let travel = tab.text("getComputedStyle(document.documentElement).getPropertyValue('--travel')");
            travel.contains("-1") != travel.contains("-8px")
        };
        assert!(travel("next") && !travel("previous"), "the next page slides in from the left");
        let next = tab.text("document.querySelector('.cw-leaf-next a').getAttribute('href')");
        let next = tab.dist.page_at(&next);
        tab.press(Key::Left);
        tab.expect_page(&next);
        tab.back();
        tab.expect_page(&silence);

        // A page with the other direction.
        tab.click_link(&letter.path);
        tab.expect_page(&letter);
        assert_eq!(tab.text("getComputedStyle(document.querySelector('main')).direction"), "ltr");
        assert!(left(tab, ".cw-leaf-next") > left(tab, ".cw-leaf-previous"));
        assert!(left(tab, ".cw-contents") < left(tab, ".cw-prose"));
        assert!(!travel("next") && travel("previous"));
        let next = tab.text("document.querySelector('.cw-leaf-next a').getAttribute('href')");
        tab.press(Key::Right);
        tab.expect_page(&tab.dist.page_at(&next));
    });
}

fn the_frame_keeps_its_direction_on_a_page_with_another(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        let (silence, letter) = (essay(tab, "silence"), essay(tab, "letter"));
        tab.open_page(&silence);
        let frame = "[...document.querySelectorAll('.cw-masthead > *')].map(one => Math.round(one.getBoundingClientRect().left)).join()";
        let before = tab.text(frame);
        tab.click_link(&letter.path);
        tab.expect_page(&letter);
        assert_eq!(tab.text(frame), before);
        tab.back();
        tab.expect_page(&silence);
        assert_eq!(tab.run("return document.querySelector('main').getAttribute('dir')", vec![]), json!(null));
        // Hydrated it is the same.
        tab.open_page(&letter);
        assert_eq!(tab.text(frame), before);
        assert_eq!(tab.text("document.querySelector('main').dir"), "ltr");
    });
}

fn a_language_without_a_catalog_keeps_its_own_direction(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        // There is no Hebrew catalog: the interface texts are English, the direction is from right to left.
        let page = essay(tab, "the-pause");
        tab.open_page(&tab.dist.home());
        let entry = format!("document.querySelector('.cw-entry a[href=\"{}\"]').closest('.cw-entry')", page.path);
        assert_eq!(tab.text(&format!("{entry}.lang + ' ' + getComputedStyle({entry}).direction")), "he rtl");
        tab.click_link(&page.path);
        for _ in ["after a turn", "after a load"] {
            tab.expect_page(&page);
            assert_eq!(tab.text("getComputedStyle(document.querySelector('main')).direction"), "rtl");
            tab.wait_until(
                "its interface texts are English",
                "document.querySelector('.cw-meta').textContent.includes('1 min read')",
            );
            tab.open_page(&page);
        }
    });
}

fn code_runs_from_left_to_right_in_any_text(engine: Engine) {
    for site in ["long-words", "long-words-from-right-to-left"] {
        visit_site(engine, site, |tab| {
            tab.open_page(&essay(tab, "arabic"));
            // The first letter is a sign, which would be moved to the other end in a text from right to left.
            let order = |selector: &str| {
                tab.text(&format!(
                    "[...document.querySelectorAll('main {selector}')].map(one => {{
                       const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), all = [];
                       while (texts.nextNode()) if (texts.currentNode.data.trim()) all.push(texts.currentNode);
                       const left = (text, at) => {{
                         const range = document.createRange();
                         range.setStart(text, at);
                         range.setEnd(text, at + 1);
                         return range.getBoundingClientRect().left
                       }};
                       const last = all.at(-1);
                       return left(all[0], 0) < left(last, last.data.trimEnd().length - 1) ? 'ltr' : 'rtl'
                     }}).join()"
                ))
            };
            let inline = order("p > :is(code, kbd, samp, var):not([dir])");
            assert_eq!(inline.split(',').filter(|order| *order == "ltr").count(), 5, "{inline}");
            assert!(!inline.contains("rtl"), "{inline}");
            assert_eq!(order("pre"), "ltr");
            assert!(tab.number("document.querySelector('main pre code').getBoundingClientRect().left - document.querySelector('main pre').getBoundingClientRect().left") < 40, "code begins at the left");
            assert_eq!(
                tab.text("getComputedStyle(document.querySelector('main code[dir=rtl]')).direction"),
                "rtl",
                "an author may say otherwise"
            );
        });
    }
}

#[test]
fn from_right_to_left_nothing_scrolls_sideways_and_axe_finds_nothing() {
    visit_site(Engine::Chromium, SITE, |tab| {
        fit(tab, tab.dist.paths().iter().map(|path| tab.dist.page_at(path)));
        for path in tab.dist.paths() {
            tab.open(&path);
            expect_no_violation(tab, &path);
        }
    });
}
