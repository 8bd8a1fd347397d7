//! A turn's animation: the new page comes in, legible from the first frame, unless reduced motion is preferred. Nothing of
//! the old page is kept, and no click is lost.

use crate::harness::{Engine, Settings, Tab, for_each_engine, in_every_engine, visit, visit_with};

const NEXT: &str = ".cw-leaf-next a";

/// The animations of the page that has come in.
const ANIMATIONS: &str = "document.getAnimations().filter(one => one.animationName === 'page-in')";

/// Counts view transitions, and notes what is animated, from now on until the document is left.
#[track_caller]
fn note_animations(tab: &Tab) {
    tab.run(
        "const own = document.startViewTransition;
         window.__transitions = 0;
         window.__animated = new Set();
         document.startViewTransition = change => {
           window.__transitions += 1;
           return own.call(document, change);
         };
         addEventListener('animationstart', ({ target }) => window.__animated.add(target.closest('main > *')))",
        vec![],
    );
}

/// Asserts that each part of the page on the screen came in by an animation.
#[track_caller]
fn expect_animated(tab: &Tab) {
    assert_eq!(tab.number("window.__transitions"), 0, "view transitions");
    tab.wait_until(
        "every part of the new page is animated",
        "[...document.querySelector('main').children].every(part => window.__animated.has(part))",
    );
}

#[track_caller]
fn expect_still(tab: &Tab) {
    tab.wait_two_frames();
    assert_eq!(tab.number("window.__transitions + window.__animated.size"), 0, "something moves");
}

/// Next, Back and Forward, with focus and scroll position; `expect` is asked after each.
#[track_caller]
fn three_turns(tab: &Tab, expect: fn(&Tab)) {
    let (first, second) = (tab.dist.essay(1), tab.dist.essay(2));
    let left = tab.click_and_record_scroll(NEXT);
    tab.expect_page(&second);
    tab.expect_focus("main h1");
    tab.expect_scroll(0);
    expect(tab);
    tab.back();
    tab.expect_page(&first);
    tab.expect_focus(NEXT);
    tab.expect_scroll(left);
    expect(tab);
    tab.forward();
    tab.expect_page(&second);
    tab.expect_focus("main h1");
    tab.expect_scroll(0);
    expect(tab);
    tab.expect_no_full_load();
}

in_every_engine! {
    fn every_turn_animates_the_new_page(tab) {
        tab.open_page(&tab.dist.essay(1));
        note_animations(tab);
        three_turns(tab, expect_animated);
    }

    fn a_page_comes_in_legible(tab) {
        tab.open_page(&tab.dist.essay(1));
        slow_animations(tab);
        for (link, sign) in [(NEXT, 1.0), (".cw-leaf-previous a", -1.0)] {
            tab.click(link);
            tab.wait_until("the page comes in", &format!("{ANIMATIONS}.length > 0"));
            let first_frame = format!(
                "(() => {{
                   const all = {ANIMATIONS};
                   all.forEach(one => {{ one.pause(); one.currentTime = 0 }});
                   const style = getComputedStyle(all[0].effect.target);
                   const [, , , , across] = style.transform.match(/-?[\\d.]+/g).map(Number);
                   return [style.opacity, across].join()
                 }})()"
            );
            let seen = tab.text(&first_frame);
            let (opacity, across) = seen.split_once(',').expect("two numbers");
            assert!(opacity.parse::<f64>().unwrap() >= 0.7, "{seen}");
            assert_eq!(across.parse::<f64>().unwrap() * sign, 8.0, "{link}: {seen}");
        }
    }

    fn a_click_during_the_animation_counts(tab) {
        let [a, b, c] = [0, 1, 2].map(|at| tab.dist.essay(at));
        tab.open_page(&a);
        slow_animations(tab);
        tab.click(NEXT);
        tab.expect_page(&b);
        expect_animation(tab);
        tab.click_by_pointer(NEXT);
        tab.expect_page(&c);
        tab.expect_focus("main h1");
        tab.expect_scroll(0);
        expect_animation(tab);
        tab.back();
        tab.expect_page(&b);
        tab.expect_focus(NEXT);
        tab.expect_status(&b.heading);
        expect_animation(tab);
        let about = tab.dist.standing_page();
        tab.click_by_pointer(&format!("header nav a[href=\"{}\"]", about.path));
        tab.expect_page(&about);
        tab.expect_no_full_load();
    }
}

for_each_engine! { reduced_motion_has_no_animation }

fn reduced_motion_has_no_animation(engine: Engine) {
    visit_with(engine, Settings { less_motion: true, ..Settings::default() }, |tab| {
        tab.open_page(&tab.dist.essay(1));
        note_animations(tab);
        three_turns(tab, expect_still);
    });
}

/// Only Chromium's driver can change the preference while a page is shown.
#[test]
fn reduced_motion_applies_without_a_reload() {
    visit(|tab| {
        tab.open_page(&tab.dist.essay(1));
        note_animations(tab);
        three_turns(tab, expect_animated);
        tab.prefer_less_motion();
        tab.run("window.__animated.clear()", vec![]);
        tab.click(NEXT);
        tab.expect_page(&tab.dist.essay(3));
        expect_still(tab);
    });
}

/// Only Chromium reports layout shifts (Layout Instability).
#[test]
fn turns_shift_no_layout() {
    visit(|tab| {
        let count = tab.dist.essay_count();
        let [before, last] = [count - 2, count - 1].map(|at| tab.dist.essay(at));
        tab.open_page(&before);
        tab.run(
            "window.__shifts = [];
             new PerformanceObserver(list => window.__shifts.push(...list.getEntries().map(({ value, sources }) =>
               `${value} ${sources.map(({ node }) => node?.localName)}`))).observe({ type: 'layout-shift' })",
            vec![],
        );
        // A page that is left at its end, and Back to it from the top of another.
        tab.run("scrollTo(0, document.body.scrollHeight)", vec![]);
        tab.wait_two_frames();
        let left = tab.number("scrollY");
        tab.run("document.querySelector('.cw-leaf-next a').click()", vec![]);
        tab.expect_page(&last);
        tab.expect_scroll(0);
        tab.wait_two_frames();
        tab.back();
        tab.expect_page(&before);
        tab.expect_scroll(left);
        tab.wait_two_frames();
        tab.click(".cw-site-name");
        tab.expect_page(&tab.dist.home());
        tab.wait_two_frames();
        assert_eq!(tab.text("window.__shifts.join('; ')"), "");
    });
}

/// Makes an animation last longer than any test.
#[track_caller]
fn slow_animations(tab: &Tab) {
    tab.run(
        "const sheet = new CSSStyleSheet();
         sheet.replaceSync('main > * { animation-duration: 600s !important }');
         document.adoptedStyleSheets.push(sheet)",
        vec![],
    );
}

#[track_caller]
fn expect_animation(tab: &Tab) {
    tab.wait_until("the animation runs", &format!("{ANIMATIONS}.some(one => one.playState === 'running')"));
}
