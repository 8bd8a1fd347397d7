//! An essay prints as an essay: its whole text, the addresses of its links, a number on each page, and nothing of the
//! site's navigation. WebKit's driver can't print: the tests run in Chromium and Firefox.

use catchword_bundle::Item;
use serde_json::json;

use crate::harness::{Engine, ExpectedPage, Letters, PrintedLine, PrintedPage, Tab, visit_in, visit_site};

/// The parts of a page that are for the screen alone.
const SCREEN_ONLY: &str = ".cw-skip-link, .cw-masthead, .cw-fold, .cw-colophon, .cw-contents, .cw-related, .cw-share, .cw-offer, .cw-look, .cw-beside, .cw-anchor, \
                         .cw-note-back, .cw-fault, .cw-loading-line, .cw-pager, dialog, button";

/// The font size of the text, in points.
const TEXT_SIZE: f64 = 11.0;

/// Makes `name::chromium` and `name::firefox` of functions that take an engine.
macro_rules! in_printing_engines {
    ($($name:ident)+) => {$(
        mod $name {
            use crate::harness::Engine;

            #[test]
            fn chromium() {
                super::$name(Engine::Chromium);
            }

            #[test]
            fn firefox() {
                super::$name(Engine::Firefox);
            }
        }
    )+};
}

in_printing_engines! {
    every_essay_prints_whole
    a_crowded_essay_prints_whole
    no_heading_is_the_last_line_of_a_page
}

fn every_essay_prints_whole(engine: Engine) {
    visit_in(engine, |tab| {
        for at in 0..tab.dist.essay_count() {
            let essay = tab.dist.essay(at);
            tab.open_page(&essay);
            let screen_only = screen_only_texts(tab);
            let pages = tab.print();
            expect_whole(tab, &essay, &pages);
            expect_plausible_page_count(tab.dist.essay_bundle(at), &pages);
            expect_page_numbers(tab, &pages);
            expect_none_of(&screen_only, &pages);
            expect_good_breaks(tab, &pages, &essay.path);
        }
    });
}

fn a_crowded_essay_prints_whole(engine: Engine) {
    visit_site(engine, "crowded", |tab| {
        let essay = tab.dist.richest_essay();
        tab.open_page(&essay);
        let (screen_only, addresses) = (screen_only_texts(tab), addresses(tab));
        assert!(addresses.len() >= 5, "an essay with links to other sites, not only {addresses:?}");
        let folded = tab.text("document.querySelector('.cw-prose details > :last-child').textContent");
        let pages = tab.print();
        expect_whole(tab, &essay, &pages);
        expect_page_numbers(tab, &pages);
        expect_none_of(&screen_only, &pages);
        assert!(all_letters(&pages).may_contain(&Letters::of(&folded)), "closed details are not printed: {folded}");
        // If a table or a line of code does not fit, a browser scales everything down, or cuts it off.
        for line in pages.iter().flat_map(|page| &page.lines) {
            let width = pages[0].width;
            assert!(line.left > 0.0 && line.right < width, "a line ends at {} of {width}: {}", line.right, line.text);
        }
        let mut sizes: Vec<_> = pages.iter().flat_map(|page| &page.lines).map(|line| line.size).collect();
        sizes.sort_by(f64::total_cmp);
        assert!(sizes.iter().any(|size| (size - TEXT_SIZE).abs() < 0.1), "no text has {TEXT_SIZE} points: {sizes:?}");
    });
}

/// The text begins lower at each step, until each heading has passed a page's foot.
fn no_heading_is_the_last_line_of_a_page(engine: Engine) {
    visit_in(engine, |tab| {
        let essay = tab.dist.richest_essay();
        tab.open_page(&essay);
        for step in 0..8 {
            tab.run(
                "document.querySelector('.cw-essay-head').style.paddingBlockStart = `${arguments[0] * 5}rem`",
                vec![step.into()],
            );
            expect_good_breaks(tab, &tab.print(), &format!("{}, {} rem lower", essay.path, step * 5));
        }
    });
}

#[test]
fn letters_are_found_in_any_font_and_across_lines() {
    let found = |text: &str, part: &str| Letters::of(text).may_contain(&Letters::of(part));
    for text in ["The of\u{FB01}ce, sit\u{AD}-\nting: h\u{FFFD}ps://a.example/b", "THE OFFICE SITTING HTTPS aexample B"]
    {
        for part in ["office", "sitting", "https://a.example/b"] {
            assert!(found(text, part), "“{part}” in “{text}”");
        }
        assert!(!found(text, "officer") && !found(text, "https://b.example"), "{text}");
    }
    assert!(found("https", "h\u{FFFD}p") && !found("https", "h\u{FFFD}x"));
    assert!(!Letters::of("h\u{FFFD}p").contains(&Letters::of("http")), "an unknown glyph is no proof");
}

#[test]
fn a_heading_at_the_foot_of_a_page_is_found() {
    visit_in(Engine::Chromium, |tab| {
        tab.open_page(&tab.dist.richest_essay());
        tab.run(
            "const sheet = new CSSStyleSheet();
             sheet.replaceSync('@media print { .cw-prose h2 + .cw-anchor + * { break-before: page } }');
             document.adoptedStyleSheets = [sheet]",
            vec![],
        );
        let left = headings_at_the_foot(tab, &tab.print());
        assert!(!left.is_empty(), "a heading before a page break is not found");
    });
}

#[test]
fn nothing_for_the_screen_alone_is_printed() {
    visit_in(Engine::Chromium, |tab| {
        tab.for_each_kind(|page| {
            tab.emulate_print("light");
            let shown = tab.text(&format!(
                "[...document.querySelectorAll('{SCREEN_ONLY}')].filter(one => one.checkVisibility())
                   .map(one => `${{one.localName}}.${{one.className}}`).join(', ')"
            ));
            assert!(shown.is_empty(), "{page} is printed with {shown}");
            assert!(tab.text("document.querySelector('main').innerText.trim()").len() > 20, "{page} is empty");
        });
    });
}

#[test]
fn print_is_black_on_white_in_any_colour_scheme() {
    visit_site(Engine::Chromium, "crowded", |tab| {
        tab.open_page(&tab.dist.richest_essay());
        for scheme in ["light", "dark"] {
            tab.emulate_print(scheme);
            let colours = tab.run(
                "const of = (selector, property) => getComputedStyle(document.querySelector(selector))[property];
                 return [of('html', 'backgroundColor'), of('.cw-prose p', 'color'), of('h1', 'color'), of('.cw-prose a', 'color'),
                   of('html', 'colorScheme')]",
                vec![],
            );
            let [white, black] = ["rgb(255, 255, 255)", "rgb(0, 0, 0)"];
            assert_eq!(colours, json!([white, black, black, black, "light"]), "on a {scheme} screen");
        }
    });
}

#[test]
fn a_tall_picture_leaves_room_for_the_text() {
    visit_site(Engine::Chromium, "crowded", |tab| {
        tab.open_page(&tab.dist.richest_essay());
        tab.emulate_print("light");
        let shown = tab.run(
            "const { width, height } = document.querySelector('.cw-hero img').getBoundingClientRect();
             const { naturalWidth, naturalHeight } = document.querySelector('.cw-hero img');
             return [height * 25.4 / 96, width / height, naturalWidth / naturalHeight]",
            vec![],
        );
        let [height, shape, own] = [0, 1, 2].map(|at| shown[at].as_f64().expect("a number"));
        assert!((40.0..=80.5).contains(&height), "it is {height} millimetres high");
        assert!((shape - own).abs() < 0.02, "its shape is {shape}, not {own}");
    });
}

/// Expects the title, the standfirst, the headings, the last paragraph, each note, and every external address.
#[track_caller]
fn expect_whole(tab: &Tab, essay: &ExpectedPage, pages: &[PrintedPage]) {
    let printed = all_letters(pages);
    let mut parts = vec![essay.heading.clone()];
    let more = tab.run(
        "return [...document.querySelectorAll('.standfirst, .cw-prose > p:last-of-type, .footnotes li, .cw-prose h2:not(.visually-hidden), .cw-author-name')]
           .map(one => {
             const copy = one.cloneNode(true);
             for (const gone of copy.querySelectorAll('.cw-note-back, .cw-anchor, a[href^=http]')) gone.replaceWith('\u{1F}');
             return copy.textContent
           })",
        vec![],
    );
    parts.extend(more.as_array().into_iter().flatten().filter_map(|one| Some(one.as_str()?.to_owned())));
    // An external link is printed with its address: the texts before and after it are looked for.
    for part in parts.iter().flat_map(|part| part.split('\u{1F}')) {
        assert!(
            printed.may_contain(&Letters::of(part)),
            "{} is printed without “{part}”:\n{}",
            essay.path,
            text(pages)
        );
    }
    for address in addresses(tab) {
        assert!(
            printed.may_contain(&Letters::of(&address)),
            "{} is printed without {address}:\n{}",
            essay.path,
            text(pages)
        );
    }
}

/// Expects at least as many pages as the words alone fill, and at most as many as if pictures, lists and headings took
/// half of the space.
#[track_caller]
fn expect_plausible_page_count(essay: &Item, pages: &[PrintedPage]) {
    const MOST_WORDS: usize = 600;
    const FEWEST_WORDS: usize = 200;
    let words = usize::try_from(essay.catchword.words).expect("a number of words");
    let bounds = words.div_ceil(MOST_WORDS)..=2 + words.div_ceil(FEWEST_WORDS);
    assert!(bounds.contains(&pages.len()), "{words} words on {} pages", pages.len());
    for (at, page) in pages.iter().enumerate() {
        assert!(!page.lines.is_empty(), "page {} of {} is empty", at + 1, pages.len());
    }
}

/// Expects each page's number at its foot. Firefox does not support page-margin boxes: there the foot is empty.
#[track_caller]
fn expect_page_numbers(tab: &Tab, pages: &[PrintedPage]) {
    for (at, page) in pages.iter().enumerate() {
        let number = match tab.engine() {
            Engine::Chromium => (at + 1).to_string(),
            Engine::Firefox | Engine::WebKit => String::new(),
        };
        assert_eq!(page.foot, number, "at the foot of page {} of {}", at + 1, pages.len());
    }
}

#[track_caller]
fn expect_none_of(texts: &[String], pages: &[PrintedPage]) {
    assert!(texts.len() >= 4, "the page has only these texts for the screen: {texts:?}");
    let printed = all_letters(pages);
    for part in texts {
        assert!(!printed.contains(&Letters::of(part)), "“{part}” is printed");
    }
}

#[track_caller]
fn expect_good_breaks(tab: &Tab, pages: &[PrintedPage], when: &str) {
    let left = headings_at_the_foot(tab, pages);
    assert!(left.is_empty(), "{when}: these headings are the last line of their page: {left:?}");
    let end = Letters::of(&tab.text(
        "(end => {
           end.querySelectorAll('.cw-note-back').forEach(one => one.remove());
           return end.textContent.trim().slice(-15)
         })(document.querySelector('.cw-prose > p:last-child, .footnotes li:last-child').cloneNode(true))",
    ));
    let last = pages.last().expect("a printed page");
    assert!(last.letters.may_contain(&end), "{when}: the last page has none of the text, but\n{}", last.text());
}

/// The headings that are the last line of their page.
fn headings_at_the_foot(tab: &Tab, pages: &[PrintedPage]) -> Vec<String> {
    let headings = tab.run(
        "return [...document.querySelectorAll('.cw-prose :is(h2, h3)')].map(one => {
           const copy = one.cloneNode(true);
           copy.querySelectorAll('.cw-anchor').forEach(anchor => anchor.remove());
           return copy.textContent
         })",
        vec![],
    );
    let headings: Vec<_> =
        headings.as_array().into_iter().flatten().map(|one| Letters::of(one.as_str().unwrap())).collect();
    let last = pages.iter().filter_map(|page| page.lines.last());
    // The text may have a heading's words, too, but in smaller letters.
    let is_heading = |line: &&PrintedLine| {
        let words = Letters::of(&line.text);
        line.size > TEXT_SIZE * 1.1 && !words.is_empty() && headings.iter().any(|heading| heading.may_contain(&words))
    };
    last.filter(is_heading).map(|line| line.text.clone()).collect()
}

/// Texts of the masthead, the fold and the footer that the essay itself does not have.
fn screen_only_texts(tab: &Tab) -> Vec<String> {
    let found = tab.run(
        "const bare = text => text.toLowerCase().replace(/[^\\p{L}\\p{N}]/gu, '');
         const essay = bare(document.querySelector('.cw-essay').textContent);
         return [...document.querySelectorAll('.cw-site-name, .cw-leaf-title, .cw-leaf-end, .cw-all, .cw-colophon > *')]
           .map(one => one.textContent.trim()).filter(text => bare(text).length > 6 && !essay.includes(bare(text)))",
        vec![],
    );
    found.as_array().into_iter().flatten().filter_map(|one| Some(one.as_str()?.to_owned())).collect()
}

/// The external addresses that the essay links.
fn addresses(tab: &Tab) -> Vec<String> {
    let found = tab.run(
        "return [...document.querySelectorAll(':is(.cw-prose, .cw-rest) a[href]')].filter(one => one.checkVisibility()
           && one.protocol.startsWith('http') && one.origin !== location.origin).map(one => one.getAttribute('href'))",
        vec![],
    );
    found.as_array().into_iter().flatten().filter_map(|one| Some(one.as_str()?.to_owned())).collect()
}

fn text(pages: &[PrintedPage]) -> String {
    pages.iter().map(PrintedPage::text).collect::<Vec<_>>().join("\n")
}

fn all_letters(pages: &[PrintedPage]) -> Letters {
    Letters::join(pages.iter().map(|page| &page.letters))
}
