//! What is prefetched and what is not.

use serde_json::json;

use crate::harness::{
    Dist, Engine, ExpectedPage, Misbehaviour, Settings, Tab, in_every_engine, visit, visit_site, visit_with,
};

const NEXT: &str = ".cw-leaf-next a";

in_every_engine! {
    fn both_neighbours_are_prefetched_when_idle(tab) {
        let [a, b, c, d] = [1, 2, 3, 4].map(|at| tab.dist.essay(at));
        tab.open_page(&b);
        for page in [&a, &c] {
            tab.wait_for_responses(1, &page.bundle());
        }
        tab.click(NEXT);
        tab.expect_page(&c);
        tab.wait_for_responses(1, &d.bundle());
        // Each once; the page's own bundle is in its document.
        assert_eq!([&a, &b, &c, &d].map(|page| tab.host.requests(&page.bundle())), [1, 0, 1, 1]);
        tab.expect_no_full_load();
    }

    fn both_neighbours_are_built_when_idle(tab) {
        let [a, b, c] = [0, 1, 2].map(|at| tab.dist.essay(at));
        tab.host.misbehave(&tab.dist.wasm, Misbehaviour::Held);
        tab.open_without_app(&b.path);
        tab.run(
            "const own = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
             window.__built = [];
             Object.defineProperty(Element.prototype, 'innerHTML', {
               ...own,
               set(html) { window.__built.push(String(html)); own.set.call(this, html) },
             })",
            vec![],
        );
        tab.host.behave(&tab.dist.wasm);
        tab.wait_for_app();
        for page in [&a, &c] {
            let text = tab.run(
                "return fetch(arguments[0]).then(answer => answer.json()).then(bundle => bundle.content_html)",
                vec![page.bundle().into()],
            );
            tab.wait_for("the neighbour is built", "window.__built.includes(arguments[0])", vec![text]);
        }
        // The press only exchanges nodes.
        tab.run(
            "window.__built = [];
             new MutationObserver(() => { window.__atSwap ??= window.__built.length })
               .observe(document.querySelector('main'), { childList: true })",
            vec![],
        );
        tab.click(NEXT);
        tab.expect_page(&c);
        assert_eq!(tab.text("String(window.__atSwap)"), "0", "parts that were built after the press");
        tab.expect_no_full_load();
    }

    fn a_page_in_memory_needs_no_network(tab) {
        let (old, new) = (tab.dist.essay(1), tab.dist.essay(2));
        tab.open_page(&old);
        tab.wait_for_responses(1, &new.bundle());
        for page in (0..tab.dist.essay_count()).map(|at| tab.dist.essay(at)) {
            tab.host.misbehave(&page.bundle(), Misbehaviour::Refused);
        }
        tab.click(NEXT);
        tab.expect_page(&new);
        tab.back();
        tab.expect_page(&old);
        tab.expect_no_full_load();
    }

    fn a_click_joins_a_pending_prefetch(tab) {
        let (old, new) = (tab.dist.essay(1), tab.dist.essay(2));
        tab.host.misbehave(&new.bundle(), Misbehaviour::Held);
        tab.open_page(&old);
        tab.wait_for_requests(1, &new.bundle());
        tab.click(NEXT);
        tab.expect_status("Loading …");
        tab.host.behave(&new.bundle());
        tab.expect_page(&new);
        assert_eq!(tab.host.requests(&new.bundle()), 1);
    }

    fn a_failed_prefetch_is_silent_and_a_click_retries_it(tab) {
        let (old, new) = (tab.dist.essay(1), tab.dist.essay(2));
        tab.host.misbehave_times(1, &new.bundle(), Misbehaviour::Status(403));
        tab.open_page(&old);
        tab.wait_for_responses(1, &new.bundle());
        tab.settle();
        tab.expect_status("");
        assert_eq!(tab.text("document.querySelectorAll('.cw-fault').length"), "0");
        // Hover and focus make no second request.
        tab.hover(NEXT);
        tab.run("document.querySelector('.cw-leaf-next a').focus()", vec![]);
        tab.settle();
        assert_eq!(tab.host.requests(&new.bundle()), 1);

        tab.click(NEXT);
        tab.expect_page(&new);
        assert_eq!(tab.host.requests(&new.bundle()), 2);
        tab.expect_no_full_load();
    }

    fn a_pointer_resting_on_a_link_prefetches_it_once(tab) {
        let link = entry(tab, 2);
        tab.hover(&link.1);
        tab.wait_for_responses(1, &link.0.bundle());
        tab.hover(".cw-tagline, h1");
        tab.hover(&link.1);
        tab.settle();
        assert_eq!(tab.host.requests(&link.0.bundle()), 1);
    }

    fn a_passing_pointer_prefetches_nothing(tab) {
        let (passed, rested) = (entry(tab, 2), entry(tab, 3));
        // By events: a driver does not move the pointer fast enough from one link to another.
        tab.run(
            "for (const link of arguments)
               document.querySelector(link).dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))",
            vec![json!(passed.1), json!(rested.1)],
        );
        tab.wait_for_responses(1, &rested.0.bundle());
        tab.settle();
        assert_eq!(tab.host.requests(&passed.0.bundle()), 0);
    }

    fn focus_and_touch_prefetch(tab) {
        let (focused, touched) = (entry(tab, 2), entry(tab, 3));
        tab.run("document.querySelector(arguments[0]).focus()", vec![json!(focused.1)]);
        tab.wait_for_responses(1, &focused.0.bundle());
        tab.run(
            "document.querySelector(arguments[0]).dispatchEvent(new Event('touchstart', { bubbles: true }))",
            vec![json!(touched.1)],
        );
        tab.wait_for_responses(1, &touched.0.bundle());
    }

    fn only_links_that_turn_the_page_are_prefetched(tab) {
        tab.open_home();
        let (feed, essay, home) = (tab.dist.below_base("feed.xml"), tab.dist.essay(5), tab.dist.home());
        let links = [
            (feed.clone(), ""),
            (essay.path.clone(), "target=_blank"),
            (essay.path.clone(), "download"),
            (home.path.clone(), ""),
            ("#cw-main".to_owned(), ""),
            ("https://elsewhere.example/essays/x/".to_owned(), ""),
        ];
        for (at, (href, attributes)) in links.iter().enumerate() {
            tab.add_link(&format!("probe-{at}"), href, attributes);
            tab.run(&format!("document.querySelector('#probe-{at}').focus()"), vec![]);
        }
        tab.settle();
        let requests = [feed, essay.bundle(), home.bundle()].map(|file| tab.host.requests(&file));
        assert_eq!(requests, [0, 0, 0], "{:?}", tab.host.request_log());
    }

    fn at_most_three_prefetches_run_the_newest_first(tab) {
        let links = [1, 2, 3, 4, 5, 6].map(|at| entry_of_home(tab, at));
        for (page, _) in &links {
            tab.host.misbehave(&page.bundle(), Misbehaviour::Held);
        }
        tab.open_home();
        for (_, link) in &links {
            tab.run("document.querySelector(arguments[0]).focus()", vec![json!(link)]);
        }
        let requests = |tab: &Tab| links.each_ref().map(|(page, _)| tab.host.requests(&page.bundle()));
        tab.wait("three are requested", || requests(tab) == [1, 1, 1, 0, 0, 0]);
        tab.settle();
        assert_eq!(requests(tab), [1, 1, 1, 0, 0, 0]);
        tab.host.behave(&links[1].0.bundle());
        tab.wait("the newest is next", || requests(tab) == [1, 1, 1, 0, 0, 1]);

        // A click does not wait for them, and cancels those that have not begun.
        let about = tab.dist.standing_page();
        tab.click(&format!("header nav a[href=\"{}\"]", about.path));
        tab.expect_page(&about);
        for (page, _) in &links {
            tab.host.behave(&page.bundle());
        }
        for at in [0, 2, 5] {
            tab.wait_for_responses(1, &links[at].0.bundle());
        }
        tab.settle();
        assert_eq!(requests(tab), [1, 1, 1, 0, 0, 1]);
    }

    fn save_data_and_slow_networks_prefetch_nothing(tab) {
        let network = |fields: &str| format!("Object.defineProperty(navigator, 'connection', {{ value: {{ {fields} }} }})");
        for (fields, comes) in [
            ("saveData: true, effectiveType: '4g'", false),
            ("saveData: false, effectiveType: '2g'", false),
            ("effectiveType: 'slow-2g'", false),
            ("saveData: false, effectiveType: '3g'", true),
        ] {
            let page = tab.dist.essay(1);
            let neighbours = [tab.dist.essay(0), tab.dist.essay(2)].map(|page| page.bundle());
            let before = neighbours.each_ref().map(|bundle| tab.host.requests(bundle));
            // The app must not run before the emulated connection is set.
            tab.host.misbehave(&tab.dist.wasm, Misbehaviour::Held);
            tab.open_without_app(&page.path);
            tab.run(&network(fields), vec![]);
            // Under Save-Data the app starts only on intent.
            tab.run("document.querySelector('.cw-leaf-next a').focus()", vec![]);
            tab.host.behave(&tab.dist.wasm);
            tab.wait_for_app();
            tab.run("document.activeElement.blur(); document.querySelector('.cw-leaf-next a').focus()", vec![]);
            tab.hover(".cw-leaf-previous a");
            tab.settle();
            if comes {
                tab.wait(fields, || neighbours.iter().all(|bundle| tab.host.requests(bundle) > 0));
            } else {
                assert_eq!(neighbours.each_ref().map(|bundle| tab.host.requests(bundle)), before, "{fields}");
            }
        }
    }
}

/// In Chromium alone: the other engines here may lack what plays films.
#[test]
fn no_film_of_a_neighbour_is_loaded() {
    visit(|tab| {
        let (old, new) = (tab.dist.essay(1), tab.dist.essay(2));
        let bundle = new.bundle();
        tab.host.edit(move |path, file| {
            if path != bundle {
                return file;
            }
            let film = r#""content_html":"<video src=\"/film.webm\" preload=\"auto\" controls></video>"#;
            String::from_utf8_lossy(&file).replacen(r#""content_html":""#, film, 1).into_bytes()
        });
        tab.allow_error("/film.webm");
        tab.allow_error("/other.webm");
        tab.open_page(&old);
        tab.wait_for_responses(1, &new.bundle());
        tab.settle();
        assert_eq!(tab.host.requests("/film.webm"), 0);
        // So an element outside of the document would have loaded it.
        tab.run(
            "document.createElement('div').innerHTML = '<video src=\"/other.webm\" preload=\"auto\" controls></video>'",
            vec![],
        );
        tab.wait_for_requests(1, "/other.webm");
        tab.click(NEXT);
        tab.expect_page(&new);
        tab.wait_for_requests(1, "/film.webm");
        tab.expect_no_full_load();
    });
}

#[test]
fn under_save_data_only_clicks_fetch() {
    visit_with(Engine::Chromium, Settings { save_data: true, ..Settings::default() }, |tab| {
        let pages = [0, 1, 2, 3].map(|at| tab.dist.essay(at));
        tab.open_without_app(&pages[1].path);
        tab.run("document.querySelector('.cw-leaf-next a').focus()", vec![]);
        tab.wait_for_app();
        tab.click(NEXT);
        tab.expect_page(&pages[2]);
        tab.hover(".cw-leaf-previous a");
        tab.settle();
        assert_eq!(pages.each_ref().map(|page| tab.host.requests(&page.bundle())), [0, 0, 1, 0]);
    });
}

#[test]
fn neighbours_are_prefetched_when_online_again() {
    visit(|tab| {
        let (old, new) = (tab.dist.essay(1), tab.dist.essay(2));
        tab.host.misbehave(&tab.dist.wasm, Misbehaviour::Held);
        tab.open_without_app(&old.path);
        // The page has loaded; only the app is held.
        tab.host.misbehave(&new.bundle(), Misbehaviour::Refused);
        tab.host.behave(&tab.dist.wasm);
        tab.wait_for_app();
        tab.wait_for_requests(4, &new.bundle());
        tab.settle();
        tab.host.behave(&new.bundle());
        let before = tab.host.requests(&new.bundle());
        tab.set_network(false);
        tab.set_network(true);
        tab.wait_for_requests(before + 1, &new.bundle());
    });
}

#[test]
fn the_last_fifty_bundles_are_kept() {
    let dist = Dist::of("many");
    visit_site(Engine::Chromium, "many", |tab| {
        let pages: Vec<ExpectedPage> = (0..60).map(|at| dist.essay(at)).collect();
        tab.open_page(&dist.home());
        for page in &pages[..56] {
            tab.add_link(&format!("to-{}", page.name), &page.path, "");
            tab.run("document.body.lastElementChild.lastElementChild.focus()", vec![]);
            tab.wait_for_responses(1, &page.bundle());
        }
        // The current page stays in memory.
        tab.click(".cw-site-name");
        tab.expect_scroll(0);
        assert_eq!(tab.host.requests(&dist.home().bundle()), 0);
        // The last ones are still in memory; the first is not.
        for (at, times) in [(55, 1), (10, 1), (0, 2)] {
            let link = format!("p a[href=\"{}\"]", pages[at].path);
            tab.click_by_pointer(&link);
            tab.expect_page(&pages[at]);
            assert_eq!(tab.host.requests(&pages[at].bundle()), times, "essay {at}");
        }
        tab.expect_no_full_load();
    });
}

/// An essay and the selector of its link in the home page's list. Opens the home page.
#[track_caller]
fn entry(tab: &Tab, at: usize) -> (ExpectedPage, String) {
    let home = tab.dist.home();
    if tab.text("location.pathname") != home.path {
        tab.open_page(&home);
    }
    entry_of_home(tab, at)
}

fn entry_of_home(tab: &Tab, at: usize) -> (ExpectedPage, String) {
    let page = tab.dist.essay(at);
    let link = format!(".cw-entry h2 a[href=\"{}\"]", page.path);
    (page, link)
}
