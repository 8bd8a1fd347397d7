//! A turn's animation: a view transition, unless reduced motion is preferred. No click is lost during it.

use crate::harness::{Engine, Settings, Tab, for_each_engine, in_every_engine, visit, visit_with};

const NEXT: &str = ".cw-leaf-next a";

/// Counts view transitions and CSS animations from now on, until the document is left.
#[track_caller]
fn count_animations(tab: &Tab) {
    tab.run(
        "const own = document.startViewTransition;
         window.__counts = { transitions: 0, animations: 0 };
         document.startViewTransition = change => {
           window.__counts.transitions += 1;
           return own.call(document, change);
         };
         addEventListener('animationstart', () => { window.__counts.animations += 1 })",
        vec![],
    );
}

#[track_caller]
fn expect_transitions(tab: &Tab, count: i64) {
    assert_eq!(tab.number("window.__counts.transitions"), count, "transitions");
}

/// Next, Back and Forward, with focus and scroll position.
#[track_caller]
fn three_turns(tab: &Tab) {
    let (first, second) = (tab.dist.essay(1), tab.dist.essay(2));
    let left = tab.click_and_record_scroll(NEXT);
    tab.expect_page(&second);
    tab.expect_focus("main h1");
    tab.expect_scroll(0);
    tab.back();
    tab.expect_page(&first);
    tab.expect_focus(NEXT);
    tab.expect_scroll(left);
    tab.forward();
    tab.expect_page(&second);
    tab.expect_focus("main h1");
    tab.expect_scroll(0);
    tab.expect_no_full_load();
}

in_every_engine! {
    fn every_turn_is_one_transition(tab) {
        tab.open_page(&tab.dist.essay(1));
        count_animations(tab);
        three_turns(tab);
        expect_transitions(tab, 3);
        tab.wait_until("an animation runs", "window.__counts.animations > 0");
    }

    fn a_click_during_a_transition_counts(tab) {
        let [a, b, c] = [0, 1, 2].map(|at| tab.dist.essay(at));
        tab.open_page(&a);
        slow_transitions(tab);
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

for_each_engine! { reduced_motion_has_no_transition }

fn reduced_motion_has_no_transition(engine: Engine) {
    visit_with(engine, Settings { less_motion: true, ..Settings::default() }, |tab| {
        tab.open_page(&tab.dist.essay(1));
        count_animations(tab);
        three_turns(tab);
        expect_transitions(tab, 0);
        assert_eq!(tab.number("window.__counts.animations"), 0, "animations");
    });
}

/// Only Chromium's driver can change the preference while a page is shown.
#[test]
fn reduced_motion_applies_without_a_reload() {
    visit(|tab| {
        tab.open_page(&tab.dist.essay(1));
        count_animations(tab);
        three_turns(tab);
        tab.prefer_less_motion();
        tab.click(NEXT);
        tab.expect_page(&tab.dist.essay(3));
        expect_transitions(tab, 3);
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

/// Makes a transition last longer than any test.
#[track_caller]
fn slow_transitions(tab: &Tab) {
    tab.run(
        "const sheet = new CSSStyleSheet();
         sheet.replaceSync('::view-transition-old(*), ::view-transition-new(*) { animation-duration: 600s !important }');
         document.adoptedStyleSheets.push(sheet)",
        vec![],
    );
}

#[track_caller]
fn expect_animation(tab: &Tab) {
    tab.wait_until(
        "the transition runs",
        "document.getAnimations().some(one => one.effect.pseudoElement?.startsWith('::view-transition')
         && one.playState === 'running')",
    );
}
