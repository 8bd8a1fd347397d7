//! "Aa": the reader's own colours, size, lines and letters.

use fantoccini::key::Key;

use crate::harness::{Engine, Misbehaviour, Visit, in_every_engine, visit_in};

const DISCLOSURE: &str = ".look summary";

fn paper(reader: &Visit) -> String {
    reader.text("getComputedStyle(document.documentElement).backgroundColor")
}

fn size(reader: &Visit) -> f64 {
    reader.text("parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)").parse().unwrap()
}

fn choose(reader: &Visit, value: &str) {
    reader.click(&format!(".look input[value={value}]"));
    reader.wait_for("it is chosen", "document.documentElement.classList.contains(arguments[0])", vec![value.into()]);
}

in_every_engine! {
    fn nothing_is_shown_that_needs_the_app_before_it_runs(reader) {
        let essay = reader.dist.essay(0);
        reader.host.misbehave(&reader.dist.code, Misbehaviour::Held);
        reader.open_without_app(&essay.path);
        let seen = "[...document.querySelectorAll('.look, .share, [data-keys]')]
            .filter(one => getComputedStyle(one).visibility === 'visible').length";
        assert_eq!(reader.number(seen), 0);
        // Their places are kept.
        let place = "document.querySelector('.prose').getBoundingClientRect().top + scrollY";
        let before = reader.number(place);
        reader.host.behave(&reader.dist.code);
        reader.app_runs();
        assert_eq!(reader.number(seen), 3);
        assert_eq!(reader.number(place), before);
    }

    fn what_is_chosen_holds_on_every_page_and_after_a_reload(reader) {
        let (essay, next) = (reader.dist.essay(0), reader.dist.essay(1));
        reader.open_page(&essay);
        let (usual, lines) = (size(reader), "parseFloat(getComputedStyle(document.body).lineHeight) / parseFloat(getComputedStyle(document.body).fontSize) * 100");
        let (light, usual_lines) = (paper(reader), reader.number(lines));
        reader.click(DISCLOSURE);
        for value in ["dark", "largest", "wide", "sans"] {
            choose(reader, value);
        }
        let dark = paper(reader);
        assert_ne!(dark, light);
        assert!(size(reader) > usual * 1.4, "{} and {usual}", size(reader));
        assert!(reader.number(lines) > usual_lines + 15);
        assert!(!reader.text("getComputedStyle(document.body).fontFamily").contains("Iowan"));
        assert_eq!(
            reader.text("[...document.getElementsByName('theme-color')].filter(tag => matchMedia(tag.media).matches).map(tag => tag.content)"),
            reader.text("document.getElementsByName('theme-color')[1].content"),
        );
        reader.click(".leaf-next a");
        reader.is_at(&next);
        assert_eq!(paper(reader), dark);

        // No flash: before the app runs, the page is as it will be.
        reader.host.misbehave(&reader.dist.code, Misbehaviour::Held);
        reader.reload_without_app();
        assert_eq!(paper(reader), dark);
        assert!(size(reader) > usual * 1.4);
        let first = reader.run(
            "const script = document.querySelector('script[src*=\"look\"]'), style = document.querySelector('[rel=stylesheet]');
             return !script.defer && !script.async && script.type === '' && script.parentNode === document.head
               && !!(script.compareDocumentPosition(style) & Node.DOCUMENT_POSITION_FOLLOWING)",
            vec![],
        );
        assert_eq!(first, true, "it runs before anything is painted");
        reader.host.behave(&reader.dist.code);
        reader.app_runs();

        // What was chosen is what the choices say, and one press puts it back.
        reader.click(DISCLOSURE);
        reader.wait_until("the choices are there", "document.querySelector('.look form')");
        let chosen = "[...document.querySelectorAll('.look :checked')].map(input => input.value).join()";
        assert_eq!(reader.text(chosen), "dark,largest,wide,sans");
        reader.click(".look [data-reset]");
        reader.wait_until("all is as it was", "document.documentElement.className === ''");
        assert_eq!(reader.text(chosen), ",,,");
        assert_eq!((paper(reader), size(reader)), (light.clone(), usual));
        reader.focus_is_on("[data-reset]");
        reader.reload();
        assert_eq!(paper(reader), light);
    }

    fn it_opens_and_closes_with_keys_alone_and_by_a_press_beside_it(reader) {
        reader.open_page(&reader.dist.essay(0));
        reader.run("document.querySelector(arguments[0]).focus()", vec![DISCLOSURE.into()]);
        reader.press(Key::Enter);
        reader.wait_until("it is open", "document.querySelector('.look[open] form')");
        reader.press(Key::Tab);
        reader.focus_is_on(".look input");
        reader.press(Key::Down);
        reader.wait_until("the next is chosen", "document.documentElement.classList.contains('light')");
        reader.is_at(&reader.dist.essay(0));
        reader.press(Key::Escape);
        reader.wait_until("it is closed", "!document.querySelector('.look').open");
        reader.focus_is_on(DISCLOSURE);
        reader.click(DISCLOSURE);
        reader.wait_until("it is open", "document.querySelector('.look').open");
        reader.click("h1");
        reader.wait_until("it is closed", "!document.querySelector('.look').open");
        reader.is_at(&reader.dist.essay(0));
    }
}

#[test]
fn with_the_largest_letters_nothing_scrolls_sideways() {
    visit_in(Engine::Chromium, |reader| {
        for width in [320, 390, 820, 1440] {
            reader.resize(width, 800);
            for path in reader.dist.paths() {
                reader.open(&path);
                reader.run("document.documentElement.className = 'largest widest sans'", vec![]);
                let over = reader.number("document.documentElement.scrollWidth - innerWidth");
                assert!(over <= 0, "{path} at {width}: {over} too wide");
                reader.click(DISCLOSURE);
                reader.wait_until("the choices are there", "document.querySelector('.look form')");
                let over = reader.number("document.documentElement.scrollWidth - innerWidth");
                assert!(over <= 0, "{path} at {width}, with the choices: {over} too wide");
                let left = reader.number("document.querySelector('.look form').getBoundingClientRect().left");
                assert!(left >= 0, "{path} at {width}: the choices begin at {left}");
            }
        }
    });
}
