//! The harness itself, in each engine: that no error goes unseen, and that a visit's verbs do what they say.
//!
//! The pages are those of `pages/`, made for it.

use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Engine, Settings, Visit, for_each_engine, visit_pages};

/// Visits the pages made for these tests.
#[track_caller]
fn visit_own(engine: Engine, settings: Settings, test: impl Fn(&Visit)) {
    visit_pages(engine, settings, &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/pages"), test);
}

for_each_engine! {
    a_clean_page_has_a_clean_console
    an_error_in_the_console_fails_a_test
    trouble_that_was_expected_fails_no_test
    the_drivers_scripts_run_under_a_strict_policy
    without_scripts_no_script_runs
    less_motion_is_asked_for
    keys_and_clicks_arrive
    history_and_reload_keep_the_place
    a_window_has_the_size_it_is_given
    a_text_is_read_once_it_is_shown
}

fn a_clean_page_has_a_clean_console(engine: Engine) {
    visit_own(engine, Settings::default(), |reader| {
        reader.open_without_app("/clean.html");
        assert_eq!(reader.text("document.title"), "Nothing to complain of");
    });
}

fn an_error_in_the_console_fails_a_test(engine: Engine) {
    let cases = [
        ("/said.html", "said by the page"),
        ("/thrown.html", "thrown by the page"),
        ("/rejected.html", "rejected by the page"),
        // Each engine has its own words for it.
        ("/rejected-with-nothing.html", ""),
        ("/refused.html", "Content Security Policy"),
        ("/failed.html", "/no-such-file.json"),
    ];
    visit_own(engine, Settings::default(), |reader| {
        for (page, said) in cases {
            reader.open_without_app(page);
            if page == "/failed.html" {
                reader.wait_until("it has failed", "document.querySelector('h1').textContent === 'It was not there'");
            }
            let mut errors = Vec::new();
            reader.wait("it is in the console", || {
                errors.extend(reader.errors_so_far());
                !errors.is_empty()
            });
            reader.two_frames();
            errors.extend(reader.errors_so_far());
            let is_seen =
                |error: &String| error.replace("Content-Security-Policy", "Content Security Policy").contains(said);
            assert_eq!(errors.iter().filter(|error| is_seen(error)).count(), 1, "{page}: {errors:?}");
            assert_eq!(errors.len(), 1, "{page}: {errors:?}");
        }
    });
    let failure = panic::catch_unwind(AssertUnwindSafe(|| {
        visit_own(engine, Settings::default(), |reader| reader.open_without_app("/thrown.html"));
    }));
    let failure = failure.expect_err("the test fails").downcast::<String>().expect("with a text");
    assert!(failure.starts_with("errors in the console:\n") && failure.contains("thrown by the page"), "{failure}");
}

fn trouble_that_was_expected_fails_no_test(engine: Engine) {
    visit_own(engine, Settings::default(), |reader| {
        reader.expect_trouble("/no-such-file.json");
        reader.open_without_app("/failed.html");
        reader.wait_until("it has failed", "document.querySelector('h1').textContent === 'It was not there'");
    });
}

fn the_drivers_scripts_run_under_a_strict_policy(engine: Engine) {
    visit_own(engine, Settings::default(), |reader| {
        reader.open_without_app("/strict.html");
        assert_eq!(reader.run("return arguments[0] + 1", vec![json!(1)]), 2);
        reader.two_frames();
        reader.add_link("added", "/clean.html", "target=_self download");
        assert_eq!(reader.text_of("#added"), "added");
        reader.run("document.querySelector('#added').removeAttribute('download')", vec![]);
        assert_eq!(reader.text("window.refused.join()"), "EvalError,TypeError", "the policy is in force");
        let mut refused = 0;
        reader.wait("both are in the console", || {
            refused += reader.errors_so_far().len();
            refused > 1
        });
        reader.click("#added");
        reader.wait_until("the link is followed", "location.pathname === '/clean.html'");
    });
}

fn without_scripts_no_script_runs(engine: Engine) {
    visit_own(engine, Settings::default(), |reader| {
        reader.open_without_app("/scripts.html");
        assert_eq!(reader.text_of("h1"), "A script has run");
    });
    visit_own(engine, Settings { without_scripts: true, ..Settings::default() }, |reader| {
        reader.open_without_app("/scripts.html");
        assert_eq!(reader.text_of("h1"), "No script has run");
        assert_eq!(reader.text_of("#noscript"), "This is for those who run no scripts.");
        // The driver's own scripts do run, so that such a test has the same verbs as any other.
        reader.click("#on");
        reader.wait_until("the link is followed", "location.pathname === '/clean.html'");
        reader.back();
        reader.wait_until("Back leads back", "location.pathname === '/scripts.html'");
        assert_eq!(reader.text("document.title"), "No script has run");
    });
}

fn less_motion_is_asked_for(engine: Engine) {
    for less_motion in [false, true] {
        visit_own(engine, Settings { less_motion, ..Settings::default() }, |reader| {
            reader.open_without_app("/clean.html");
            let asked = reader.run("return matchMedia('(prefers-reduced-motion: reduce)').matches", vec![]);
            assert_eq!(asked, less_motion);
        });
    }
}

#[test]
fn less_data_is_asked_for() {
    for save_data in [false, true] {
        visit_own(Engine::Chromium, Settings { save_data, ..Settings::default() }, |reader| {
            for page in ["/clean.html", "/tall.html"] {
                reader.open_without_app(page);
                assert_eq!(reader.run("return navigator.connection.saveData", vec![]), save_data);
            }
        });
    }
}

fn keys_and_clicks_arrive(engine: Engine) {
    visit_own(engine, Settings::default(), |reader| {
        reader.open_without_app("/tall.html");
        reader.press(Key::Tab);
        reader.focus_is_on("#place");
        reader.press(Key::Tab);
        reader.focus_is_on("#away");
        reader.press_with(Key::Shift, Key::Tab);
        reader.focus_is_on("#place");
        reader.press(Key::Enter);
        reader.is_the_target("#low");
        reader.stands_at_the_top("#low");
        reader.press(Key::Tab);
        reader.focus_is_on("#after");
        let before = reader.number("scrollY");
        reader.press(Key::Up);
        reader.wait_for("the arrow key scrolls", "scrollY < arguments[0]", vec![before.into()]);
        // WebKit moves the focus back at Shift and Tab, but has no name for the key: GTK has another for it then.
        let heard = reader.text("window.heard.join(' ')").replace("Unidentified", "Tab");
        assert_eq!(heard, "Tab Tab Shift Tab Enter click Tab ArrowUp");

        reader.run("addEventListener('click', event => event.preventDefault(), { once: true })", vec![]);
        reader.click_with(Key::Control, "#away");
        reader.wait_until("the click is heard", "window.heard.at(-1) === 'click with Control'");

        reader.click_with(Key::Control, "#away");
        if engine == Engine::WebKit {
            // MiniBrowser opens no second window while it is driven: it takes the click for any other.
            reader.wait_until("the link is followed", "location.pathname === '/clean.html'");
            return;
        }
        reader.windows_are(2);
        assert_eq!(reader.text("location.pathname"), "/tall.html");
        reader.point_and_click("#away");
        reader.wait_until("the link is followed", "location.pathname === '/clean.html'");
    });
}

fn history_and_reload_keep_the_place(engine: Engine) {
    visit_own(engine, Settings::default(), |reader| {
        reader.open_without_app("/tall.html");
        reader.run("scrollTo(0, 500)", vec![]);
        reader.is_scrolled_to(500);
        let entries = reader.entries();
        reader.run("document.querySelector('#away').click()", vec![]);
        reader.wait_until("the link is followed", "location.pathname === '/clean.html'");
        assert_eq!(reader.entries(), entries + 1);
        reader.back();
        reader.wait_until("Back leads back", "location.pathname === '/tall.html'");
        reader.is_scrolled_to(500);
        reader.run("window.mark = 1", vec![]);
        reader.reload_without_app();
        reader.wait_until("it is loaded anew", "!window.mark");
        reader.is_scrolled_to(500);
        reader.forward();
        reader.wait_until("Forward leads on", "location.pathname === '/clean.html'");
        assert_eq!(reader.entries(), entries + 1);
    });
}

fn a_window_has_the_size_it_is_given(engine: Engine) {
    visit_own(engine, Settings::default(), |reader| {
        reader.open_without_app("/clean.html");
        for (width, height) in [(600, 500), (1200, 900)] {
            reader.resize(width, height);
            assert_eq!(reader.number("innerWidth"), i64::from(width));
            assert_eq!(reader.number("innerHeight"), i64::from(height));
        }
    });
}

fn a_text_is_read_once_it_is_shown(engine: Engine) {
    visit_own(engine, Settings::default(), |reader| {
        reader.open_without_app("/clean.html");
        reader.run(
            "const heading = document.querySelector('h1');
             heading.style.visibility = 'hidden';
             setTimeout(() => { heading.style.visibility = 'visible' }, 300)",
            vec![],
        );
        assert_eq!(reader.text_of("h1"), reader.text("document.querySelector('h1').textContent"));
    });
}
