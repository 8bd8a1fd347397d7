//! The motion of a turn: a view transition, unless the reader asks for less motion, and no click is lost in it.

use crate::harness::{Engine, Settings, Visit, for_each_engine, in_every_engine, visit, visit_with};

const NEXT: &str = ".leaf-next a";

/// Counts, from now on and in the document that is shown, the transitions that begin and the animations that start.
#[track_caller]
fn count_motions(reader: &Visit) {
    reader.run(
        "const own = document.startViewTransition;
         window.__motions = { transitions: 0, animations: 0 };
         document.startViewTransition = change => {
           window.__motions.transitions += 1;
           return own.call(document, change);
         };
         addEventListener('animationstart', () => { window.__motions.animations += 1 })",
        vec![],
    );
}

#[track_caller]
fn transitions_are(reader: &Visit, count: i64) {
    assert_eq!(reader.number("window.__motions.transitions"), count, "transitions");
}

/// Next, Back, Forward: what holds with motion and without.
#[track_caller]
fn three_turns(reader: &Visit) {
    let (first, second) = (reader.dist.essay(1), reader.dist.essay(2));
    let left = reader.leave_by(NEXT);
    reader.is_at(&second);
    reader.focus_is_on("main h1");
    reader.is_scrolled_to(0);
    reader.back();
    reader.is_at(&first);
    reader.focus_is_on(NEXT);
    reader.is_scrolled_to(left);
    reader.forward();
    reader.is_at(&second);
    reader.focus_is_on("main h1");
    reader.is_scrolled_to(0);
    reader.has_not_loaded();
}

in_every_engine! {
    fn every_turn_is_one_transition(reader) {
        reader.open_page(&reader.dist.essay(1));
        count_motions(reader);
        three_turns(reader);
        transitions_are(reader, 3);
        reader.wait_until("animations", "window.__motions.animations > 0");
    }

    fn a_click_during_the_transition(reader) {
        let [a, b, c] = [0, 1, 2].map(|at| reader.dist.essay(at));
        reader.open_page(&a);
        slow_motion(reader);
        reader.click(NEXT);
        reader.is_at(&b);
        still_moves(reader);
        reader.point_and_click(NEXT);
        reader.is_at(&c);
        reader.focus_is_on("main h1");
        reader.is_scrolled_to(0);
        still_moves(reader);
        reader.back();
        reader.is_at(&b);
        reader.focus_is_on(NEXT);
        reader.status_is(&b.heading);
        still_moves(reader);
        let about = reader.dist.standing();
        reader.point_and_click(&format!("header nav a[href=\"{}\"]", about.path));
        reader.is_at(&about);
        reader.has_not_loaded();
    }
}

for_each_engine! { no_transition_under_less_motion }

fn no_transition_under_less_motion(engine: Engine) {
    visit_with(engine, Settings { less_motion: true, ..Settings::default() }, |reader| {
        reader.open_page(&reader.dist.essay(1));
        count_motions(reader);
        three_turns(reader);
        transitions_are(reader, 0);
        assert_eq!(reader.number("window.__motions.animations"), 0, "animations");
    });
}

/// Only Chromium's driver can change the setting while a page is shown.
#[test]
fn less_motion_may_be_asked_for_in_mid_visit() {
    visit(|reader| {
        reader.open_page(&reader.dist.essay(1));
        count_motions(reader);
        three_turns(reader);
        reader.less_motion();
        reader.click(NEXT);
        reader.is_at(&reader.dist.essay(3));
        transitions_are(reader, 3);
    });
}

/// Only Chromium tells of what jumps (Layout Instability).
#[test]
fn nothing_jumps() {
    visit(|reader| {
        let count = reader.dist.count();
        let [before, last] = [count - 2, count - 1].map(|at| reader.dist.essay(at));
        reader.open_page(&before);
        reader.run(
            "window.__jumped = [];
             new PerformanceObserver(list => window.__jumped.push(...list.getEntries().map(({ value, sources }) =>
               `${value} ${sources.map(({ node }) => node?.localName)}`))).observe({ type: 'layout-shift' })",
            vec![],
        );
        // A page that is left with its foot on the screen, and come back to from the top of another.
        reader.run("scrollTo(0, document.body.scrollHeight)", vec![]);
        reader.two_frames();
        let left = reader.number("scrollY");
        reader.run("document.querySelector('.leaf-next a').click()", vec![]);
        reader.is_at(&last);
        reader.is_scrolled_to(0);
        reader.two_frames();
        reader.back();
        reader.is_at(&before);
        reader.is_scrolled_to(left);
        reader.two_frames();
        reader.click(".site-name");
        reader.is_at(&reader.dist.home());
        reader.two_frames();
        assert_eq!(reader.text("window.__jumped.join('; ')"), "");
    });
}

/// Makes a turn's motion last longer than any test.
#[track_caller]
fn slow_motion(reader: &Visit) {
    reader.run(
        "const sheet = new CSSStyleSheet();
         sheet.replaceSync('::view-transition-old(*), ::view-transition-new(*) { animation-duration: 600s !important }');
         document.adoptedStyleSheets.push(sheet)",
        vec![],
    );
}

#[track_caller]
fn still_moves(reader: &Visit) {
    reader.wait_until(
        "the pages move",
        "document.getAnimations().some(one => one.effect.pseudoElement?.startsWith('::view-transition')
         && one.playState === 'running')",
    );
}
