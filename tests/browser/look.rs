//! The display settings ("Aa"): colours, text size, line spacing and font.

use fantoccini::key::Key;

use crate::harness::{Engine, Misbehaviour, Tab, in_every_engine, visit_in};

const DISCLOSURE: &str = ".cw-look summary";

fn background(tab: &Tab) -> String {
    tab.text("getComputedStyle(document.documentElement).backgroundColor")
}

fn font_size(tab: &Tab) -> f64 {
    tab.text("parseFloat(getComputedStyle(document.querySelector('.cw-prose p')).fontSize)").parse().unwrap()
}

fn choose(tab: &Tab, value: &str) {
    tab.click(&format!(".cw-look input[value={value}]"));
    tab.wait_for(
        "the choice is applied",
        "document.documentElement.matches(`[data-look~=${arguments[0]}]`)",
        vec![value.into()],
    );
}

in_every_engine! {
    fn controls_that_need_the_app_are_hidden_until_it_runs(tab) {
        let essay = tab.dist.essay(0);
        tab.host.misbehave(&tab.dist.wasm, Misbehaviour::Held);
        tab.open_without_app(&essay.path);
        let visible = "[...document.querySelectorAll('.cw-look, .cw-share, [data-keys]')]
            .filter(one => getComputedStyle(one).visibility === 'visible').length";
        assert_eq!(tab.number(visible), 0);
        // Their space is reserved.
        let top = "document.querySelector('.cw-prose').getBoundingClientRect().top + scrollY";
        let before = tab.number(top);
        tab.host.behave(&tab.dist.wasm);
        tab.wait_for_app();
        assert_eq!(tab.number(visible), 3);
        assert_eq!(tab.number(top), before);
    }

    fn choices_hold_on_every_page_and_after_a_reload(tab) {
        let (essay, next) = (tab.dist.essay(0), tab.dist.essay(1));
        tab.open_page(&essay);
        // A browser that translates the page marks it so.
        tab.run("document.documentElement.classList.add('translated-ltr')", vec![]);
        let (usual, lines) = (font_size(tab), "parseFloat(getComputedStyle(document.body).lineHeight) / parseFloat(getComputedStyle(document.body).fontSize) * 100");
        let (light, usual_lines) = (background(tab), tab.number(lines));
        tab.click(DISCLOSURE);
        for value in ["dark", "largest", "wide", "sans"] {
            choose(tab, value);
        }
        let dark = background(tab);
        assert_ne!(dark, light);
        assert_eq!(tab.text("document.documentElement.className"), "translated-ltr");
        assert!(font_size(tab) > usual * 1.4, "{} and {usual}", font_size(tab));
        assert!(tab.number(lines) > usual_lines + 15);
        assert!(!tab.text("getComputedStyle(document.body).fontFamily").contains("Iowan"));
        assert_eq!(
            tab.text("[...document.getElementsByName('theme-color')].filter(tag => matchMedia(tag.media).matches).map(tag => tag.content)"),
            tab.text("document.getElementsByName('theme-color')[1].content"),
        );
        tab.click(".cw-leaf-next a");
        tab.expect_page(&next);
        assert_eq!(background(tab), dark);

        // Before the app runs the page already has the chosen look.
        tab.host.misbehave(&tab.dist.wasm, Misbehaviour::Held);
        tab.reload_without_app();
        assert_eq!(background(tab), dark);
        assert!(font_size(tab) > usual * 1.4);
        let first = tab.run(
            "const script = document.querySelector('script:not([src], [type])'), style = document.querySelector('head > style');
             return script.text.includes('catchwordLook') && !script.defer && !script.async && script.type === '' && script.parentNode === document.head
               && !!(script.compareDocumentPosition(style) & Node.DOCUMENT_POSITION_FOLLOWING)",
            vec![],
        );
        assert_eq!(first, true, "it runs before the first paint");
        tab.host.behave(&tab.dist.wasm);
        tab.wait_for_app();

        // The form has the choices, and one button resets them.
        tab.click(DISCLOSURE);
        tab.wait_until("the form is shown", "document.querySelector('.cw-look form')");
        let chosen = "[...document.querySelectorAll('.cw-look :checked')].map(input => input.value).join()";
        assert_eq!(tab.text(chosen), "dark,largest,wide,sans");
        tab.click(".cw-look [data-reset]");
        tab.wait_until("everything is reset", "document.documentElement.dataset.look === ''");
        assert_eq!(tab.text(chosen), ",,,");
        assert_eq!((background(tab), font_size(tab)), (light.clone(), usual));
        tab.expect_focus("[data-reset]");
        tab.reload();
        assert_eq!(background(tab), light);
    }

    fn it_follows_what_is_chosen_elsewhere(tab) {
        const LOOK: &str = "document.documentElement.dataset.look";
        let choose_in_another_tab = |look: &str, key: &str| {
            tab.run(
                "localStorage['catchword:look'] = arguments[0];
                 dispatchEvent(new StorageEvent('storage', { key: arguments[1] || null }))",
                vec![look.into(), key.into()],
            );
        };
        let form = "[...document.querySelectorAll('header :checked')].map(input => input.value).filter(value => value).join(' ')";
        for has_app in [true, false] {
            if has_app {
                tab.open_page(&tab.dist.essay(0));
                tab.click(DISCLOSURE);
                tab.wait_until("the form is shown", "document.querySelector('header form')");
            } else {
                tab.host.misbehave(&tab.dist.wasm, Misbehaviour::Status(503));
                tab.open_without_app(&tab.dist.essay(0).path);
            }
            // On a page that is shown in between.
            tab.open_without_app(&tab.dist.essay(1).path);
            tab.run("localStorage['catchword:look'] = 'dark large'", vec![]);
            tab.back();
            tab.expect_page(&tab.dist.essay(0));
            tab.wait_until("the look is the new one", &format!("{LOOK} === 'dark large'"));
            if has_app {
                // Not every browser had kept the page with its form.
                tab.wait_until("the app runs", "document.documentElement.matches('[data-app]')");
                tab.run("if (!document.querySelector('header form')) document.querySelector('header summary').click()", vec![]);
                tab.wait_until("the form says it", &format!("{form} === 'dark large'"));
            }
            choose_in_another_tab("light", "catchword:look");
            assert_eq!(tab.text(LOOK), "light");
            choose_in_another_tab("sans", "another's");
            assert_eq!(tab.text(LOOK), "light");
            if has_app {
                choose_in_another_tab("wide", "catchword:look");
                assert_eq!((tab.text(LOOK), tab.text(form)), ("wide".to_owned(), "wide".to_owned()));
            }
            choose_in_another_tab("", "");
            assert_eq!(tab.text(LOOK), "");
        }
        tab.take_console_errors();
    }

    fn it_opens_by_keyboard_and_closes_by_escape_or_a_click_outside(tab) {
        tab.open_page(&tab.dist.essay(0));
        tab.run("document.querySelector(arguments[0]).focus()", vec![DISCLOSURE.into()]);
        tab.press(Key::Enter);
        tab.wait_until("it is open", "document.querySelector('.cw-look[open] form')");
        tab.press(Key::Tab);
        tab.expect_focus(".cw-look input");
        tab.press(Key::Down);
        tab.wait_until("the next option is chosen", "document.documentElement.matches('[data-look~=light]')");
        tab.expect_page(&tab.dist.essay(0));
        tab.press(Key::Escape);
        tab.wait_until("it is closed", "!document.querySelector('.cw-look').open");
        tab.expect_focus(DISCLOSURE);
        tab.click(DISCLOSURE);
        tab.wait_until("it is open", "document.querySelector('.cw-look').open");
        tab.click("h1");
        tab.wait_until("it is closed", "!document.querySelector('.cw-look').open");
        tab.expect_page(&tab.dist.essay(0));
    }
}

#[test]
fn with_the_largest_letters_nothing_scrolls_sideways() {
    visit_in(Engine::Chromium, |tab| {
        for width in [320, 390, 820, 1440] {
            tab.resize(width, 800);
            for path in tab.dist.paths() {
                tab.open(&path);
                tab.run("document.documentElement.dataset.look = 'largest widest sans'", vec![]);
                let over = tab.number("document.documentElement.scrollWidth - innerWidth");
                assert!(over <= 0, "{path} at {width}: {over} too wide");
                tab.click(DISCLOSURE);
                tab.wait_until("the form is shown", "document.querySelector('.cw-look form')");
                let over = tab.number("document.documentElement.scrollWidth - innerWidth");
                assert!(over <= 0, "{path} at {width}, with the form: {over} too wide");
                let left = tab.number("document.querySelector('.cw-look form').getBoundingClientRect().left");
                assert!(left >= 0, "{path} at {width}: the form begins at {left}");
            }
        }
    });
}
