//! A site in Arabic with essays in English and Spanish: words, days, numbers, and the direction of everything.

use catchword_app::cache::Fault;
use catchword_app::routes::Address;
use fantoccini::key::Key;
use serde_json::json;

use crate::accessibility::has_no_violation;
use crate::harness::{Engine, Known, Misbehaviour, Visit, for_each_engine, visit_site};
use crate::reflow::fit;

const SITE: &str = "languages";

for_each_engine! {
    the_words_are_those_of_the_site_or_of_the_essay
    everything_goes_the_way_of_the_writing
    the_frame_stays_while_the_direction_turns
    a_language_without_words_goes_its_own_way
}

fn essay(reader: &Visit, slug: &str) -> Known {
    reader.dist.at(&reader.dist.below_base(&format!("essays/{slug}/")))
}

/// Where what a selector finds begins, CSS pixels from the left.
fn left(reader: &Visit, selector: &str) -> i64 {
    reader.number(&format!("document.querySelector('{selector}').getBoundingClientRect().left"))
}

fn the_words_are_those_of_the_site_or_of_the_essay(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        let table = [
            ("silence", "ar", "١ مايو ٢٠٢٦", "دقيقة قراءة", "التالية", "شارك هذه المقالة"),
            ("letter", "en", "12 April 2026", "1 min read", "Next", "Share this essay"),
            ("carta", "es", "1 de febrero de 2026", "1 min de lectura", "Anterior", "Compartir este ensayo"),
        ];
        reader.open_page(&reader.dist.home());
        for (slug, language, day, minutes, word, share) in table {
            let essay = essay(reader, slug);
            reader.follow(&essay.path);
            reader.is_at(&essay);
            assert_eq!(reader.text("document.documentElement.lang"), language);
            let meta = reader.text("document.querySelector('.meta').textContent");
            assert!(meta.contains(day) && meta.contains(minutes), "{meta}");
            let fold = reader.text("document.querySelector('.fold').textContent");
            assert!(fold.contains(word), "{fold}");
            assert_eq!(reader.text("document.querySelector('.share').textContent"), share);
            // The frame speaks the site's language throughout, and says so.
            assert_eq!(reader.text("document.querySelector('.colophon').lang"), "ar");
            assert_eq!(reader.text("document.querySelector('.skip-link').textContent"), "انتقل إلى النص");
            reader.click(".site-name");
            reader.is_at(&reader.dist.home());
        }
        reader.has_not_loaded();
        assert_eq!(
            reader.text("catchwordWords.map(words => words[0])"),
            "en,ar,es",
            "these words were fetched, and no others"
        );
        // The reader's own choices are the frame's; a fault is told in the page's language, and goes its way.
        let carta = essay(reader, "carta");
        reader.open_page(&carta);
        reader.click(".look summary");
        assert_eq!(reader.text_of(".look legend"), "الألوان");
        let tags = reader.dist.page(&Address::Tags);
        reader.host.misbehave(&tags.bundle(), Misbehaviour::Status(403));
        reader.click(&format!(".masthead a[href=\"{}\"]", tags.path));
        reader.wait_until("the fault", "document.querySelector('.fault-panel')");
        assert!(reader.text_of(".fault-panel").starts_with(Fault::Server(403).sentence(catchword_i18n::catalog("es"))));
        assert_eq!(reader.text("document.querySelector('.fault-panel').dir"), "ltr");
    });
}

fn everything_goes_the_way_of_the_writing(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        let (silence, letter) = (essay(reader, "silence"), essay(reader, "letter"));
        reader.resize(1280, 800);
        reader.open_page(&silence);
        assert_eq!(reader.text("getComputedStyle(document.querySelector('main')).direction"), "rtl");
        assert!(left(reader, ".leaf-next") < left(reader, ".leaf-previous"), "the fold is turned round");
        assert!(left(reader, ".contents") > left(reader, ".prose"), "and so is the rail");
        assert!(left(reader, ".site-name") > left(reader, ".masthead nav"));
        let travel = |turn: &str| {
            reader.run("document.documentElement.dataset.turn = arguments[0]", vec![turn.into()]);
            let travel = reader.text("getComputedStyle(document.documentElement).getPropertyValue('--travel')");
            travel.contains("-1") != travel.contains("-8px")
        };
        assert!(travel("next") && !travel("previous"), "the next page comes from the left");
        let next = reader.text("document.querySelector('.leaf-next a').getAttribute('href')");
        let next = reader.dist.at(&next);
        reader.press(Key::Left);
        reader.is_at(&next);
        reader.back();
        reader.is_at(&silence);

        // A page that is written the other way.
        reader.follow(&letter.path);
        reader.is_at(&letter);
        assert_eq!(reader.text("getComputedStyle(document.querySelector('main')).direction"), "ltr");
        assert!(left(reader, ".leaf-next") > left(reader, ".leaf-previous"));
        assert!(left(reader, ".contents") < left(reader, ".prose"));
        assert!(!travel("next") && travel("previous"));
        let next = reader.text("document.querySelector('.leaf-next a').getAttribute('href')");
        reader.press(Key::Right);
        reader.is_at(&reader.dist.at(&next));
    });
}

fn the_frame_stays_while_the_direction_turns(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        let (silence, letter) = (essay(reader, "silence"), essay(reader, "letter"));
        reader.open_page(&silence);
        let frame = "[...document.querySelectorAll('.masthead > *')].map(one => Math.round(one.getBoundingClientRect().left)).join()";
        let before = reader.text(frame);
        reader.follow(&letter.path);
        reader.is_at(&letter);
        assert_eq!(reader.text(frame), before);
        reader.back();
        reader.is_at(&silence);
        assert_eq!(reader.run("return document.querySelector('main').getAttribute('dir')", vec![]), json!(null));
        // Taken over at its own address it is the same page.
        reader.open_page(&letter);
        assert_eq!(reader.text(frame), before);
        assert_eq!(reader.text("document.querySelector('main').dir"), "ltr");
    });
}

fn a_language_without_words_goes_its_own_way(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        // Hebrew has no file: its words are English, its text runs as that of the Arabic site does.
        let page = essay(reader, "the-pause");
        reader.open_page(&reader.dist.home());
        let entry = format!("document.querySelector('.entry a[href=\"{}\"]').closest('.entry')", page.path);
        assert_eq!(reader.text(&format!("{entry}.lang + ' ' + getComputedStyle({entry}).direction")), "he rtl");
        reader.follow(&page.path);
        for _ in ["turned to", "opened"] {
            reader.is_at(&page);
            assert_eq!(reader.text("getComputedStyle(document.querySelector('main')).direction"), "rtl");
            reader.wait_until(
                "its words are English",
                "document.querySelector('.meta').textContent.includes('1 min read')",
            );
            reader.open_page(&page);
        }
    });
}

#[test]
fn from_right_to_left_nothing_scrolls_sideways_and_axe_finds_nothing() {
    visit_site(Engine::Chromium, SITE, |reader| {
        fit(reader, reader.dist.paths().iter().map(|path| reader.dist.at(path)));
        for path in reader.dist.paths() {
            reader.open(&path);
            has_no_violation(reader, &path);
        }
    });
}
