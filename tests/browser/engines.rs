//! The harness itself, in each engine: console errors fail a test, and the actions of a [`Tab`] do what they say.
//!
//! The pages are in `pages/`.

use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Engine, Settings, Tab, fonts, for_each_engine, skip, visit_pages};

/// Visits the pages in `pages/`.
#[track_caller]
fn visit_own(engine: Engine, settings: Settings, test: impl Fn(&Tab)) {
    visit_pages(engine, settings, &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/pages"), test);
}

for_each_engine! {
    a_clean_page_has_a_clean_console
    an_error_in_the_console_fails_a_test
    an_allowed_error_fails_no_test
    the_drivers_scripts_run_under_a_strict_policy
    without_scripts_no_script_runs
    reduced_motion_is_preferred
    keys_and_clicks_arrive
    history_and_reload_keep_the_scroll_position
    the_viewport_has_the_size_it_is_given
    a_text_is_read_once_it_is_shown
    an_engine_sees_the_chosen_fonts_alone
}

fn a_clean_page_has_a_clean_console(engine: Engine) {
    visit_own(engine, Settings::default(), |tab| {
        tab.open_without_app("/clean.html");
        assert_eq!(tab.text("document.title"), "Nothing to complain of");
    });
}

fn an_error_in_the_console_fails_a_test(engine: Engine) {
    let cases = [
        ("/said.html", "said by the page"),
        ("/thrown.html", "thrown by the page"),
        ("/rejected.html", "rejected by the page"),
        // The message differs between engines.
        ("/rejected-with-nothing.html", ""),
        ("/refused.html", "Content Security Policy"),
        ("/failed.html", "/no-such-file.json"),
    ];
    visit_own(engine, Settings::default(), |tab| {
        for (page, said) in cases {
            tab.open_without_app(page);
            if page == "/failed.html" {
                tab.wait_until(
                    "the request has failed",
                    "document.querySelector('h1').textContent === 'It was not there'",
                );
            }
            let mut errors = Vec::new();
            tab.wait("the error is in the console", || {
                errors.extend(tab.take_console_errors());
                !errors.is_empty()
            });
            tab.wait_two_frames();
            errors.extend(tab.take_console_errors());
            let is_the_error =
                |error: &String| error.replace("Content-Security-Policy", "Content Security Policy").contains(said);
            assert_eq!(errors.iter().filter(|error| is_the_error(error)).count(), 1, "{page}: {errors:?}");
            assert_eq!(errors.len(), 1, "{page}: {errors:?}");
        }
    });
    let failure = panic::catch_unwind(AssertUnwindSafe(|| {
        visit_own(engine, Settings::default(), |tab| tab.open_without_app("/thrown.html"));
    }));
    let failure = failure.expect_err("the test fails").downcast::<String>().expect("with a text");
    assert!(failure.starts_with("errors in the console:\n") && failure.contains("thrown by the page"), "{failure}");
}

fn an_allowed_error_fails_no_test(engine: Engine) {
    visit_own(engine, Settings::default(), |tab| {
        tab.allow_error("/no-such-file.json");
        tab.open_without_app("/failed.html");
        tab.wait_until("the request has failed", "document.querySelector('h1').textContent === 'It was not there'");
    });
}

fn the_drivers_scripts_run_under_a_strict_policy(engine: Engine) {
    visit_own(engine, Settings::default(), |tab| {
        tab.open_without_app("/strict.html");
        assert_eq!(tab.run("return arguments[0] + 1", vec![json!(1)]), 2);
        tab.wait_two_frames();
        tab.add_link("added", "/clean.html", "target=_self download");
        assert_eq!(tab.visible_text("#added"), "added");
        tab.run("document.querySelector('#added').removeAttribute('download')", vec![]);
        assert_eq!(tab.text("window.refused.join()"), "EvalError,TypeError", "the policy is in force");
        let mut refused = 0;
        tab.wait("both errors are in the console", || {
            refused += tab.take_console_errors().len();
            refused > 1
        });
        tab.click("#added");
        tab.wait_until("the link is followed", "location.pathname === '/clean.html'");
    });
}

fn without_scripts_no_script_runs(engine: Engine) {
    visit_own(engine, Settings::default(), |tab| {
        tab.open_without_app("/scripts.html");
        assert_eq!(tab.visible_text("h1"), "A script has run");
    });
    visit_own(engine, Settings { without_scripts: true, ..Settings::default() }, |tab| {
        tab.open_without_app("/scripts.html");
        assert_eq!(tab.visible_text("h1"), "No script has run");
        assert_eq!(tab.visible_text("#noscript"), "This is for those who run no scripts.");
        // The driver's own scripts do run: a test without scripts can use the same actions.
        tab.click("#on");
        tab.wait_until("the link is followed", "location.pathname === '/clean.html'");
        tab.back();
        tab.wait_until("Back leads back", "location.pathname === '/scripts.html'");
        assert_eq!(tab.text("document.title"), "No script has run");
    });
}

fn reduced_motion_is_preferred(engine: Engine) {
    for less_motion in [false, true] {
        visit_own(engine, Settings { less_motion, ..Settings::default() }, |tab| {
            tab.open_without_app("/clean.html");
            let asked = tab.run("return matchMedia('(prefers-reduced-motion: reduce)').matches", vec![]);
            assert_eq!(asked, less_motion);
        });
    }
}

#[test]
fn save_data_is_set() {
    for save_data in [false, true] {
        visit_own(Engine::Chromium, Settings { save_data, ..Settings::default() }, |tab| {
            for page in ["/clean.html", "/tall.html"] {
                tab.open_without_app(page);
                assert_eq!(tab.run("return navigator.connection.saveData", vec![]), save_data);
            }
        });
    }
}

fn keys_and_clicks_arrive(engine: Engine) {
    visit_own(engine, Settings::default(), |tab| {
        tab.open_without_app("/tall.html");
        tab.press(Key::Tab);
        tab.expect_focus("#place");
        tab.press(Key::Tab);
        tab.expect_focus("#away");
        tab.press_with_modifier(Key::Shift, Key::Tab);
        tab.expect_focus("#place");
        tab.press(Key::Enter);
        tab.expect_target("#low");
        tab.expect_at_top("#low");
        tab.press(Key::Tab);
        tab.expect_focus("#after");
        let before = tab.number("scrollY");
        tab.press(Key::Up);
        tab.wait_for("the arrow key scrolls", "scrollY < arguments[0]", vec![before.into()]);
        // WebKit reports Shift and Tab as "Unidentified": GTK has a key of its own for that.
        let heard = tab.text("window.heard.join(' ')").replace("Unidentified", "Tab");
        assert_eq!(heard, "Tab Tab Shift Tab Enter click Tab ArrowUp");

        tab.run("addEventListener('click', event => event.preventDefault(), { once: true })", vec![]);
        tab.click_with_key(Key::Control, "#away");
        tab.wait_until("the click is heard", "window.heard.at(-1) === 'click with Control'");

        tab.click_with_key(Key::Control, "#away");
        if engine == Engine::WebKit {
            // An automated MiniBrowser opens no second window: it handles the click like any other.
            tab.wait_until("the link is followed", "location.pathname === '/clean.html'");
            return;
        }
        tab.expect_windows(2);
        assert_eq!(tab.text("location.pathname"), "/tall.html");
        tab.click_by_pointer("#away");
        tab.wait_until("the link is followed", "location.pathname === '/clean.html'");
    });
}

fn history_and_reload_keep_the_scroll_position(engine: Engine) {
    visit_own(engine, Settings::default(), |tab| {
        tab.open_without_app("/tall.html");
        tab.run("scrollTo(0, 500)", vec![]);
        tab.expect_scroll(500);
        let entries = tab.history_length();
        tab.run("document.querySelector('#away').click()", vec![]);
        tab.wait_until("the link is followed", "location.pathname === '/clean.html'");
        assert_eq!(tab.history_length(), entries + 1);
        tab.back();
        tab.wait_until("Back leads back", "location.pathname === '/tall.html'");
        tab.expect_scroll(500);
        tab.run("window.mark = 1", vec![]);
        tab.reload_without_app();
        tab.wait_until("the page is reloaded", "!window.mark");
        tab.expect_scroll(500);
        tab.forward();
        tab.wait_until("Forward leads on", "location.pathname === '/clean.html'");
        assert_eq!(tab.history_length(), entries + 1);
    });
}

fn the_viewport_has_the_size_it_is_given(engine: Engine) {
    visit_own(engine, Settings::default(), |tab| {
        tab.open_without_app("/clean.html");
        for (width, height) in [(600, 500), (1200, 900)] {
            tab.resize(width, height);
            assert_eq!(tab.number("innerWidth"), i64::from(width));
            assert_eq!(tab.number("innerHeight"), i64::from(height));
        }
    });
}

fn a_text_is_read_once_it_is_shown(engine: Engine) {
    visit_own(engine, Settings::default(), |tab| {
        tab.open_without_app("/clean.html");
        tab.run(
            "const heading = document.querySelector('h1');
             heading.style.visibility = 'hidden';
             setTimeout(() => { heading.style.visibility = 'visible' }, 300)",
            vec![],
        );
        assert_eq!(tab.visible_text("h1"), tab.text("document.querySelector('h1').textContent"));
    });
}

fn an_engine_sees_the_chosen_fonts_alone(engine: Engine) {
    if !fonts::are_chosen() {
        return skip("the engines use the system's fonts");
    }
    visit_own(engine, Settings::default(), |tab| {
        tab.open_without_app("/clean.html");
        let width = |families: &str| {
            tab.text(&format!(
                "(context => {{
                   context.font = `80px {families}`;
                   return context.measureText('Which font has these widths? 0123456789').width
                 }})(document.createElement('canvas').getContext('2d'))"
            ))
        };
        for (generic, family, other) in [
            ("serif", "Liberation Serif", "monospace"),
            ("sans-serif", "Liberation Sans", "monospace"),
            ("monospace", "Liberation Mono", "serif"),
        ] {
            assert_eq!(width(generic), width(&format!("'{family}', {other}")), "{generic} is not {family}");
            assert_ne!(width(generic), width(other), "{generic} is no other font than {other}");
        }
        // Its package is that of DejaVu Sans: it is installed, but not chosen.
        assert_eq!(width("'DejaVu Serif', monospace"), width("monospace"), "a font of the system's is found");
        assert_ne!(width("'DejaVu Sans', monospace"), width("monospace"), "DejaVu Sans is not found");
    });
}
