//! What is fetched before the reader asks for it, and what is not.

use serde_json::json;

use crate::harness::{
    Dist, Engine, Known, Misbehaviour, Settings, Visit, in_every_engine, visit, visit_site, visit_with,
};

const NEXT: &str = ".leaf-next a";

/// Waits until the browser has had nothing to do for a while.
const IDLE: &str = "const done = arguments[0], idle = self.requestIdleCallback ?? (run => setTimeout(run, 400));
    idle(() => setTimeout(done, 100), { timeout: 1000 })";

in_every_engine! {
    fn both_neighbours_come_when_the_browser_is_idle(reader) {
        let [a, b, c, d] = [1, 2, 3, 4].map(|at| reader.dist.essay(at));
        reader.open_page(&b);
        for page in [&a, &c] {
            reader.host_has_answered(1, &page.bundle());
        }
        reader.click(NEXT);
        reader.is_at(&c);
        reader.host_has_answered(1, &d.bundle());
        // Each came once, and the page's own never: it was in the document.
        assert_eq!([&a, &b, &c, &d].map(|page| reader.host.asked(&page.bundle())), [1, 0, 1, 1]);
        reader.has_not_loaded();
    }

    fn a_page_in_memory_needs_no_network(reader) {
        let (old, new) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.open_page(&old);
        reader.host_has_answered(1, &new.bundle());
        for page in (0..reader.dist.count()).map(|at| reader.dist.essay(at)) {
            reader.host.misbehave(&page.bundle(), Misbehaviour::Refused);
        }
        reader.click(NEXT);
        reader.is_at(&new);
        reader.back();
        reader.is_at(&old);
        reader.has_not_loaded();
    }

    fn a_press_joins_what_is_on_its_way(reader) {
        let (old, new) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.host.misbehave(&new.bundle(), Misbehaviour::Held);
        reader.open_page(&old);
        reader.host_is_asked(1, &new.bundle());
        reader.click(NEXT);
        reader.status_is("Loading …");
        reader.host.behave(&new.bundle());
        reader.is_at(&new);
        assert_eq!(reader.host.asked(&new.bundle()), 1);
    }

    fn what_failed_ahead_is_said_to_nobody_and_asked_for_anew_at_a_press(reader) {
        let (old, new) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.host.misbehave_times(1, &new.bundle(), Misbehaviour::Status(403));
        reader.open_page(&old);
        reader.host_has_answered(1, &new.bundle());
        reader.run_async(IDLE);
        reader.status_is("");
        assert_eq!(reader.text("document.querySelectorAll('.fault').length"), "0");
        // A second sign of interest is no second request.
        reader.point_at(NEXT);
        reader.run("document.querySelector('.leaf-next a').focus()", vec![]);
        reader.run_async(IDLE);
        assert_eq!(reader.host.asked(&new.bundle()), 1);

        reader.click(NEXT);
        reader.is_at(&new);
        assert_eq!(reader.host.asked(&new.bundle()), 2);
        reader.has_not_loaded();
    }

    fn a_pointer_that_rests_on_a_link_is_a_sign(reader) {
        let link = entry(reader, 2);
        reader.point_at(&link.1);
        reader.host_has_answered(1, &link.0.bundle());
        reader.point_at(".tagline, h1");
        reader.point_at(&link.1);
        reader.run_async(IDLE);
        assert_eq!(reader.host.asked(&link.0.bundle()), 1);
    }

    fn a_pointer_that_passes_is_none(reader) {
        let (passed, rested) = (entry(reader, 2), entry(reader, 3));
        // In one go, for a driver is no faster than a hand: the pointer comes to one link, and at once to another.
        reader.run(
            "for (const link of arguments)
               document.querySelector(link).dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))",
            vec![json!(passed.1), json!(rested.1)],
        );
        reader.host_has_answered(1, &rested.0.bundle());
        reader.run_async(IDLE);
        assert_eq!(reader.host.asked(&passed.0.bundle()), 0);
    }

    fn the_focus_and_a_finger_are_signs(reader) {
        let (focused, touched) = (entry(reader, 2), entry(reader, 3));
        reader.run("document.querySelector(arguments[0]).focus()", vec![json!(focused.1)]);
        reader.host_has_answered(1, &focused.0.bundle());
        reader.run(
            "document.querySelector(arguments[0]).dispatchEvent(new Event('touchstart', { bubbles: true }))",
            vec![json!(touched.1)],
        );
        reader.host_has_answered(1, &touched.0.bundle());
    }

    fn only_pages_are_fetched_ahead_and_only_where_they_would_be_shown(reader) {
        reader.open_home();
        let (feed, essay, home) = (reader.dist.below_base("feed.xml"), reader.dist.essay(5), reader.dist.home());
        let links = [
            (feed.clone(), ""),
            (essay.path.clone(), "target=_blank"),
            (essay.path.clone(), "download"),
            (home.path.clone(), ""),
            ("#main".to_owned(), ""),
            ("https://elsewhere.example/essays/x/".to_owned(), ""),
        ];
        for (at, (href, attributes)) in links.iter().enumerate() {
            reader.add_link(&format!("probe-{at}"), href, attributes);
            reader.run(&format!("document.querySelector('#probe-{at}').focus()"), vec![]);
        }
        reader.run_async(IDLE);
        let asked = [feed, essay.bundle(), home.bundle()].map(|file| reader.host.asked(&file));
        assert_eq!(asked, [0, 0, 0], "{:?}", reader.host.log());
    }

    fn no_more_than_three_at_a_time_and_the_newest_first(reader) {
        let links = [1, 2, 3, 4, 5, 6].map(|at| entry_of_home(reader, at));
        for (page, _) in &links {
            reader.host.misbehave(&page.bundle(), Misbehaviour::Held);
        }
        reader.open_home();
        for (_, link) in &links {
            reader.run("document.querySelector(arguments[0]).focus()", vec![json!(link)]);
        }
        let asked = |reader: &Visit| links.each_ref().map(|(page, _)| reader.host.asked(&page.bundle()));
        reader.wait("three are asked for", || asked(reader) == [1, 1, 1, 0, 0, 0]);
        reader.run_async(IDLE);
        assert_eq!(asked(reader), [1, 1, 1, 0, 0, 0]);
        reader.host.behave(&links[1].0.bundle());
        reader.wait("the newest is next", || asked(reader) == [1, 1, 1, 0, 0, 1]);

        // The reader's own press waits for none of them, and what waits is not wanted any more.
        let about = reader.dist.standing();
        reader.click(&format!("header nav a[href=\"{}\"]", about.path));
        reader.is_at(&about);
        for (page, _) in &links {
            reader.host.behave(&page.bundle());
        }
        for at in [0, 2, 5] {
            reader.host_has_answered(1, &links[at].0.bundle());
        }
        reader.run_async(IDLE);
        assert_eq!(asked(reader), [1, 1, 1, 0, 0, 1]);
    }

    fn who_asks_for_less_data_is_spared(reader) {
        let network = |fields: &str| format!("Object.defineProperty(navigator, 'connection', {{ value: {{ {fields} }} }})");
        for (fields, comes) in [
            ("saveData: true, effectiveType: '4g'", false),
            ("saveData: false, effectiveType: '2g'", false),
            ("effectiveType: 'slow-2g'", false),
            ("saveData: false, effectiveType: '3g'", true),
        ] {
            let page = reader.dist.essay(1);
            let neighbours = [reader.dist.essay(0), reader.dist.essay(2)].map(|page| page.bundle());
            let before = neighbours.each_ref().map(|bundle| reader.host.asked(bundle));
            // The app must not run before the network is what it is said to be.
            reader.host.misbehave(&reader.dist.code, Misbehaviour::Held);
            reader.open_without_app(&page.path);
            reader.run(&network(fields), vec![]);
            // Under Save-Data it begins only where it is asked for.
            reader.run("document.querySelector('.leaf-next a').focus()", vec![]);
            reader.host.behave(&reader.dist.code);
            reader.app_runs();
            reader.run("document.activeElement.blur(); document.querySelector('.leaf-next a').focus()", vec![]);
            reader.point_at(".leaf-previous a");
            reader.run_async(IDLE);
            if comes {
                reader.wait(fields, || neighbours.iter().all(|bundle| reader.host.asked(bundle) > 0));
            } else {
                assert_eq!(neighbours.each_ref().map(|bundle| reader.host.asked(bundle)), before, "{fields}");
            }
        }
    }
}

#[test]
fn under_save_data_nothing_comes_but_what_is_pressed() {
    visit_with(Engine::Chromium, Settings { save_data: true, ..Settings::default() }, |reader| {
        let pages = [0, 1, 2, 3].map(|at| reader.dist.essay(at));
        reader.open_without_app(&pages[1].path);
        reader.run("document.querySelector('.leaf-next a').focus()", vec![]);
        reader.app_runs();
        reader.click(NEXT);
        reader.is_at(&pages[2]);
        reader.point_at(".leaf-previous a");
        reader.run_async(IDLE);
        assert_eq!(pages.each_ref().map(|page| reader.host.asked(&page.bundle())), [0, 0, 1, 0]);
    });
}

#[test]
fn after_a_time_without_a_network_the_neighbours_come() {
    visit(|reader| {
        let (old, new) = (reader.dist.essay(1), reader.dist.essay(2));
        reader.host.misbehave(&reader.dist.code, Misbehaviour::Held);
        reader.open_without_app(&old.path);
        // What the app itself needs has come, but for its last bytes.
        reader.host.misbehave(&new.bundle(), Misbehaviour::Refused);
        reader.host.behave(&reader.dist.code);
        reader.app_runs();
        reader.host_is_asked(4, &new.bundle());
        reader.run_async(IDLE);
        reader.host.behave(&new.bundle());
        let before = reader.host.asked(&new.bundle());
        reader.network(false);
        reader.network(true);
        reader.host_is_asked(before + 1, &new.bundle());
    });
}

#[test]
fn the_last_fifty_bundles_are_kept() {
    let dist = Dist::of("many");
    visit_site(Engine::Chromium, "many", |reader| {
        let pages: Vec<Known> = (0..60).map(|at| dist.essay(at)).collect();
        reader.open_page(&dist.home());
        for page in &pages[..56] {
            reader.add_link(&format!("to-{}", page.name), &page.path, "");
            reader.run("document.body.lastElementChild.lastElementChild.focus()", vec![]);
            reader.host_has_answered(1, &page.bundle());
        }
        // The page that is shown stays whatever comes.
        reader.click(".site-name");
        reader.is_scrolled_to(0);
        assert_eq!(reader.host.asked(&dist.home().bundle()), 0);
        // The last ones are here still; the first one has gone.
        for (at, times) in [(55, 1), (10, 1), (0, 2)] {
            let link = format!("p a[href=\"{}\"]", pages[at].path);
            reader.point_and_click(&link);
            reader.is_at(&pages[at]);
            assert_eq!(reader.host.asked(&pages[at].bundle()), times, "essay {at}");
        }
        reader.has_not_loaded();
    });
}

/// An essay in the list of the home page, and what finds its link there; the home page is opened.
#[track_caller]
fn entry(reader: &Visit, at: usize) -> (Known, String) {
    let home = reader.dist.home();
    if reader.text("location.pathname") != home.path {
        reader.open_page(&home);
    }
    entry_of_home(reader, at)
}

fn entry_of_home(reader: &Visit, at: usize) -> (Known, String) {
    let page = reader.dist.essay(at);
    let link = format!(".entry h2 a[href=\"{}\"]", page.path);
    (page, link)
}
