//! What another host shows, and what a page may load from others at all.

use fantoccini::key::Key;

use crate::harness::{Engine, Misbehaviour, Visit, for_each_engine, visit_site};

const SITE: &str = "practice";

/// An essay with a film in it.
const ESSAY: &str = "/blog/tide-tables/";

/// The frame, in a tree of its own.
const FRAME: &str = "document.querySelector('.embed-frame').shadowRoot?.querySelector('iframe')";

for_each_engine! {
    a_frame_is_there_when_it_is_asked_for_and_not_before
    a_page_that_is_turned_to_has_its_still_again
    one_that_is_pressed_before_the_app_runs_is_a_still_again
    one_that_comes_late_leaves_who_has_gone_on_in_peace
    what_allow_does_not_name_is_not_loaded
}

fn a_frame_is_there_when_it_is_asked_for_and_not_before(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.open_page(&reader.dist.at(ESSAY));
        assert!(has_no_frame(reader));
        assert!(!reader.host.log().iter().any(|line| line.contains("embed.js")));
        assert_eq!(reader.text("document.querySelector('.embed-frame a').href"), "https://player.example/embed/quay");
        record_violations(reader);
        // No host of that name is there: the frame stays empty, and the browser may say so.
        reader.expect_empty_frame("/embed/quay");
        let place =
            "(({ top, left, width, height }) => [top + scrollY, left, width, height].map(Math.round).join(' '))";
        let before =
            reader.text(&format!("{place}(document.querySelector('.embed-frame > a').getBoundingClientRect())"));
        reader.press_on(".embed-frame > a", Key::Enter);
        reader.wait_until("the frame", &format!("!!{FRAME}"));
        assert_eq!(reader.text(&format!("{FRAME}.src")), "https://player.example/embed/quay");
        assert_eq!(reader.text(&format!("{FRAME}.title")), "Watch: The quay, from low water to high");
        assert!(!reader.text(&format!("{FRAME}.sandbox.value")).contains("top-navigation"));
        reader.focus_is_on(".embed-frame");
        assert_eq!(reader.text("document.querySelector('.embed-frame').shadowRoot.activeElement.localName"), "iframe");
        let after = reader.text(&format!("{place}({FRAME}.getBoundingClientRect())"));
        assert_eq!(after, before, "the text below moved");
        assert_eq!(reader.number("document.querySelector('.embed-frame > a').getClientRects().length"), 0);
        // Where the frame shows nothing, as here, there is another way.
        assert_eq!(reader.text_of(".embed-from a[href='https://player.example/embed/quay']"), "player.example");
        assert_eq!(violations(reader), "");
        reader.has_not_loaded();
    });
}

fn a_page_that_is_turned_to_has_its_still_again(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.open_page(&reader.dist.at("/blog/"));
        reader.follow(ESSAY);
        reader.is_at(&reader.dist.at(ESSAY));
        reader.expect_empty_frame("/embed/quay");
        reader.click(".embed-frame > a");
        reader.wait_until("the frame", &format!("!!{FRAME}"));
        reader.click(".site-name");
        reader.is_at(&reader.dist.at("/"));
        reader.follow(ESSAY);
        reader.is_at(&reader.dist.at(ESSAY));
        assert!(has_no_frame(reader));
        reader.has_not_loaded();
    });
}

fn one_that_is_pressed_before_the_app_runs_is_a_still_again(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.host.misbehave(&reader.dist.code, Misbehaviour::Held);
        reader.expect_empty_frame("/embed/quay");
        reader.open_without_app(ESSAY);
        reader.press_on(".embed-frame > a", Key::Enter);
        reader.wait_until("the frame", &format!("!!{FRAME}"));
        reader.host.behave(&reader.dist.code);
        reader.app_runs();
        assert_eq!(reader.number(&format!("+!!{FRAME}")), 1, "the app took it away");
        reader.click(".site-name");
        reader.is_at(&reader.dist.at("/"));
        reader.back();
        reader.is_at(&reader.dist.at(ESSAY));
        assert!(has_no_frame(reader));
        reader.has_not_loaded();
    });
}

fn one_that_comes_late_leaves_who_has_gone_on_in_peace(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        let script = reader.dist.below_base("embed.js");
        reader.open_page(&reader.dist.at(ESSAY));
        reader.host.misbehave(&script, Misbehaviour::Held);
        reader.expect_trouble(&script);
        reader.press_on(".embed-frame > a", Key::Enter);
        reader.click(".site-name");
        reader.is_at(&reader.dist.at("/"));
        reader.host.misbehave(&script, Misbehaviour::Refused);
        reader.run_async("setTimeout(arguments[0], 500)");
        reader.is_at(&reader.dist.at("/"));
        reader.has_not_loaded();
        let said = reader.errors_so_far();
        assert!(said.iter().all(|line| line.contains("embed.js")), "{said:?}");
    });
}

/// Whether there is a link, and no frame anywhere.
fn has_no_frame(reader: &Visit) -> bool {
    reader.number("+(!!document.querySelector('.embed-frame > a') && !document.querySelector('.embed-frame').shadowRoot && !document.querySelector('iframe'))") == 1
}

fn what_allow_does_not_name_is_not_loaded(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.open_page(&reader.dist.at(ESSAY));
        record_violations(reader);
        reader.run(
            "const put = (name, properties) => {
               const element = Object.assign(document.createElement(name), properties);
               document.body.append(element);
               return element;
             };
             put('iframe', { src: 'https://elsewhere.example/' });
             put('img', { src: 'https://elsewhere.example/pixel.png' });
             // Firefox not only refuses, but also throws.
             try { put('form', { action: 'https://elsewhere.example/', method: 'post' }).submit(); } catch {}",
            vec![],
        );
        for directive in ["form-action", "frame-src", "img-src"] {
            reader.wait_until(&format!("{directive} refuses"), &format!("window.__refused.includes('{directive}')"));
        }
        reader.has_not_loaded();
        let said = reader.errors_so_far();
        assert!(
            said.iter().all(|line| line.contains("elsewhere.example") || line.contains("Content Security Policy")),
            "{said:?}"
        );
    });
}

fn record_violations(reader: &Visit) {
    reader.run(
        "window.__refused = [];
         addEventListener('securitypolicyviolation', event => window.__refused.push(event.effectiveDirective))",
        vec![],
    );
}

fn violations(reader: &Visit) -> String {
    reader.text("window.__refused.join(' ')")
}
