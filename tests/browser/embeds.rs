//! Frames of other hosts, and what the policy lets a page load from them.

use fantoccini::key::Key;

use crate::harness::{Engine, Misbehaviour, Nginx, Tab, for_each_engine, visit_site};

const SITE: &str = "practice";

/// An essay with an embedded video.
const ESSAY: &str = "/blog/tide-tables/";

/// The frame, in its shadow tree.
const FRAME: &str = "document.querySelector('.cw-embed-frame').shadowRoot?.querySelector('iframe')";

for_each_engine! {
    a_frame_is_loaded_only_when_its_link_is_pressed
    a_turn_shows_the_link_again
    a_frame_opened_before_the_app_runs_is_a_link_again_after_back
    a_late_frame_does_not_disturb_the_next_page
    hosts_outside_the_policy_are_blocked
    a_counter_runs_under_the_policy
}

/// Only Chromium tells a page what it is permitted.
#[test]
fn the_hosts_of_frames_may_play_and_no_other() {
    visit_site(Engine::Chromium, SITE, |tab| {
        let nginx = Nginx::start(tab.dist.root(), &tab.dist.site.base);
        tab.open(&format!("{}{ESSAY}", nginx.origin()));
        tab.allow_empty_frame("/embed/quay");
        tab.focus_and_press(".cw-embed-frame > a", Key::Enter);
        tab.wait_until("the frame", &format!("!!{FRAME}"));
        let permits = |feature: &str, origin: &str| {
            tab.text(&format!("{FRAME}.featurePolicy.allowsFeature('{feature}', '{origin}')"))
        };
        for feature in ["autoplay", "encrypted-media", "fullscreen"] {
            assert_eq!(permits(feature, "https://player.example"), "true", "{feature}");
            assert_eq!(permits(feature, "https://elsewhere.example"), "false", "{feature}");
        }
        assert_eq!(permits("camera", "https://player.example"), "false");
        let listed = tab.text("document.featurePolicy.getAllowlistForFeature('encrypted-media').sort().join(' ')");
        assert_eq!(listed, format!("{} https://calendar.example https://player.example", nginx.origin()));
        tab.take_console_errors();
    });
}

fn a_frame_is_loaded_only_when_its_link_is_pressed(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.page_at(ESSAY));
        assert!(has_no_frame(tab));
        assert!(!tab.host.request_log().iter().any(|line| line.contains("embed.js")));
        assert_eq!(tab.text("document.querySelector('.cw-embed-frame a').href"), "https://player.example/embed/quay");
        record_violations(tab);
        // There is no such host: the frame stays empty, and the browser may log an error.
        tab.allow_empty_frame("/embed/quay");
        let place =
            "(({ top, left, width, height }) => [top + scrollY, left, width, height].map(Math.round).join(' '))";
        let before =
            tab.text(&format!("{place}(document.querySelector('.cw-embed-frame > a').getBoundingClientRect())"));
        tab.focus_and_press(".cw-embed-frame > a", Key::Enter);
        tab.wait_until("the frame", &format!("!!{FRAME}"));
        assert_eq!(tab.text(&format!("{FRAME}.src")), "https://player.example/embed/quay");
        assert_eq!(tab.text(&format!("{FRAME}.title")), "Watch: The quay, from low water to high");
        assert!(!tab.text(&format!("{FRAME}.sandbox.value")).contains("top-navigation"));
        tab.expect_focus(".cw-embed-frame");
        assert_eq!(tab.text("document.querySelector('.cw-embed-frame').shadowRoot.activeElement.localName"), "iframe");
        let after = tab.text(&format!("{place}({FRAME}.getBoundingClientRect())"));
        assert_eq!(after, before, "the text below moved");
        assert_eq!(tab.number("document.querySelector('.cw-embed-frame > a').getClientRects().length"), 0);
        // The page has a plain link, too, for a frame that shows nothing.
        assert_eq!(tab.visible_text(".cw-embed-from a[href='https://player.example/embed/quay']"), "player.example");
        assert_eq!(violations(tab), "");
        tab.expect_no_full_load();
    });
}

fn a_turn_shows_the_link_again(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.page_at("/blog/"));
        tab.click_link(ESSAY);
        tab.expect_page(&tab.dist.page_at(ESSAY));
        tab.allow_empty_frame("/embed/quay");
        tab.click(".cw-embed-frame > a");
        tab.wait_until("the frame", &format!("!!{FRAME}"));
        tab.click(".cw-site-name");
        tab.expect_page(&tab.dist.page_at("/"));
        tab.click_link(ESSAY);
        tab.expect_page(&tab.dist.page_at(ESSAY));
        assert!(has_no_frame(tab));
        tab.expect_no_full_load();
    });
}

fn a_frame_opened_before_the_app_runs_is_a_link_again_after_back(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.host.misbehave(&tab.dist.wasm, Misbehaviour::Held);
        tab.allow_empty_frame("/embed/quay");
        tab.open_without_app(ESSAY);
        tab.focus_and_press(".cw-embed-frame > a", Key::Enter);
        tab.wait_until("the frame", &format!("!!{FRAME}"));
        tab.host.behave(&tab.dist.wasm);
        tab.wait_for_app();
        assert_eq!(tab.number(&format!("+!!{FRAME}")), 1, "the app took it away");
        tab.click(".cw-site-name");
        tab.expect_page(&tab.dist.page_at("/"));
        tab.back();
        tab.expect_page(&tab.dist.page_at(ESSAY));
        assert!(has_no_frame(tab));
        tab.expect_no_full_load();
    });
}

fn a_late_frame_does_not_disturb_the_next_page(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        let script = tab.dist.below_base("embed.js");
        tab.open_page(&tab.dist.page_at(ESSAY));
        tab.host.misbehave(&script, Misbehaviour::Held);
        tab.allow_error(&script);
        tab.focus_and_press(".cw-embed-frame > a", Key::Enter);
        tab.click(".cw-site-name");
        tab.expect_page(&tab.dist.page_at("/"));
        tab.host.misbehave(&script, Misbehaviour::Refused);
        // The page learns that the script fails. It must not leave for the frame's address then.
        tab.wait("the script is refused", || tab.host.responses(&script) > 0);
        tab.settle();
        tab.expect_page(&tab.dist.page_at("/"));
        tab.expect_no_full_load();
        let errors = tab.take_console_errors();
        assert!(errors.iter().all(|line| line.contains("embed.js")), "{errors:?}");
    });
}

/// Whether there is the link and no frame.
fn has_no_frame(tab: &Tab) -> bool {
    tab.number("+(!!document.querySelector('.cw-embed-frame > a') && !document.querySelector('.cw-embed-frame').shadowRoot && !document.querySelector('iframe'))") == 1
}

fn hosts_outside_the_policy_are_blocked(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.page_at(ESSAY));
        record_violations(tab);
        tab.run(
            "const put = (name, properties) => {
               const element = Object.assign(document.createElement(name), properties);
               document.body.append(element);
               return element;
             };
             put('iframe', { src: 'https://elsewhere.example/' });
             put('img', { src: 'https://elsewhere.example/pixel.png' });
             // Firefox throws, too.
             try { put('form', { action: 'https://elsewhere.example/', method: 'post' }).submit(); } catch {}",
            vec![],
        );
        for directive in ["form-action", "frame-src", "img-src"] {
            tab.wait_until(&format!("{directive} is violated"), &format!("window.__refused.includes('{directive}')"));
        }
        tab.expect_no_full_load();
        let errors = tab.take_console_errors();
        assert!(
            errors.iter().all(|line| line.contains("elsewhere.example") || line.contains("Content Security Policy")),
            "{errors:?}"
        );
    });
}

/// One script is the site's own, and counts; one is of a host that does not exist.
fn a_counter_runs_under_the_policy(engine: Engine) {
    visit_site(engine, "counter", |tab| {
        let (essay, about) = (tab.dist.essay(0), tab.dist.page_at("/about/"));
        tab.open_page(&essay);
        let counted = |count: u32, path: &str| {
            let expected = format!("seven {count} {path}");
            tab.wait_until(
                "the page is counted",
                &format!("document.documentElement.dataset.counted === '{expected}'"),
            );
            tab.wait_until("the count is sent", &format!("document.documentElement.dataset.sent === '{count}'"));
        };
        counted(1, &essay.path);
        tab.click_link(&about.path);
        tab.expect_page(&about);
        counted(2, &about.path);
        tab.expect_no_full_load();
        assert_eq!(tab.text("document.documentElement.dataset.refused ?? ''"), "");
        let tags =
            "[...document.querySelectorAll('head script[data-site]')].map(script => script.src + ' ' + script.defer)";
        let address = format!("{}/files/count.js true,https://count.example/count.js true", tab.host.origin());
        assert_eq!(tab.text(&format!("{tags}.join()")), address);
        // The browser tried to load it and found no host. Had the policy refused it, the console would say so.
        let errors = tab.take_console_errors();
        // Firefox does not report that it found none.
        let is_tried = tab.engine() == Engine::Firefox || errors.iter().any(|line| line.contains("count.example"));
        assert!(is_tried, "{errors:?}");
        let is_refused =
            |line: &String| line.contains("Content Security Policy") || line.contains("Content-Security-Policy");
        assert!(!errors.iter().any(is_refused), "{errors:?}");
    });
}

fn record_violations(tab: &Tab) {
    tab.run(
        "window.__refused = [];
         addEventListener('securitypolicyviolation', event => window.__refused.push(event.effectiveDirective))",
        vec![],
    );
}

fn violations(tab: &Tab) -> String {
    tab.text("window.__refused.join(' ')")
}
