//! An essay prints as an essay: its text from the title to the last word, where its links lead, a number on each page, and
//! nothing of the furniture. WebKit's driver can't print: the tests are Chromium's and Firefox's.

use catchword_bundle::Item;
use serde_json::json;

use crate::harness::{Engine, Known, Line, Sheet, Visit, visit_in, visit_site};

/// The parts of a page that are for a screen.
const FURNITURE: &str = ".skip-link, .masthead, .fold, .colophon, .contents, .related, .share, .offer, .look, .beside, .anchor, \
                         .note-back, .fault, .loading-line, .pager, dialog, button";

/// The size of the text, in points.
const TEXT: f64 = 11.0;

/// Makes `name::chromium` and `name::firefox` of functions that take an engine.
macro_rules! where_it_prints {
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

where_it_prints! {
    every_essay_prints_as_one
    a_crowded_essay_prints_whole
    pages_break_well_wherever_they_do
}

fn every_essay_prints_as_one(engine: Engine) {
    visit_in(engine, |reader| {
        for at in 0..reader.dist.count() {
            let essay = reader.dist.essay(at);
            reader.open_page(&essay);
            let furniture = furniture(reader);
            let sheets = reader.print();
            is_whole(reader, &essay, &sheets);
            is_plausible(reader.dist.essay_bundle(at), &sheets);
            is_numbered(reader, &sheets);
            has_none_of(&furniture, &sheets);
            breaks_well(reader, &sheets, &essay.path);
        }
    });
}

fn a_crowded_essay_prints_whole(engine: Engine) {
    visit_site(engine, "crowded", |reader| {
        let essay = reader.dist.fullest();
        reader.open_page(&essay);
        let (furniture, addresses) = (furniture(reader), addresses(reader));
        assert!(addresses.len() >= 5, "an essay with links to other sites, not only {addresses:?}");
        let folded = reader.text("document.querySelector('.prose details > :last-child').textContent");
        let sheets = reader.print();
        is_whole(reader, &essay, &sheets);
        is_numbered(reader, &sheets);
        has_none_of(&furniture, &sheets);
        assert!(bare(&text(&sheets)).contains(&bare(&folded)), "what is folded up is not printed: {folded}");
        // A browser makes everything smaller when a table or a line of code does not fit; and what it can't fit in is cut
        // off.
        for line in sheets.iter().flat_map(|sheet| &sheet.lines) {
            let width = sheets[0].width;
            assert!(line.left > 0.0 && line.right < width, "a line of {} from {width}: {}", line.right, line.text);
        }
        let mut sizes: Vec<_> = sheets.iter().flat_map(|sheet| &sheet.lines).map(|line| line.size).collect();
        sizes.sort_by(f64::total_cmp);
        assert!(sizes.iter().any(|size| (size - TEXT).abs() < 0.1), "no text of {TEXT} points, but {sizes:?}");
    });
}

/// Anything may stand anywhere on a page: the text begins lower and lower until each heading has come by a page's foot.
fn pages_break_well_wherever_they_do(engine: Engine) {
    visit_in(engine, |reader| {
        let essay = reader.dist.fullest();
        reader.open_page(&essay);
        for step in 0..8 {
            reader.run(
                "document.querySelector('.essay-head').style.paddingBlockStart = `${arguments[0] * 5}rem`",
                vec![step.into()],
            );
            breaks_well(reader, &reader.print(), &format!("{}, {} rem lower", essay.path, step * 5));
        }
    });
}

#[test]
fn a_heading_that_is_left_behind_is_found() {
    visit_in(Engine::Chromium, |reader| {
        reader.open_page(&reader.dist.fullest());
        reader.run(
            "const sheet = new CSSStyleSheet();
             sheet.replaceSync('@media print { .prose h2 + .anchor + * { break-before: page } }');
             document.adoptedStyleSheets = [sheet]",
            vec![],
        );
        let left = left_behind(reader, &reader.print());
        assert!(!left.is_empty(), "a heading before a new page counts as kept together");
    });
}

#[test]
fn nothing_of_the_furniture_is_shown_on_paper() {
    visit_in(Engine::Chromium, |reader| {
        reader.at_every_kind(|page| {
            reader.show_as_printed("light");
            let shown = reader.text(&format!(
                "[...document.querySelectorAll('{FURNITURE}')].filter(one => one.checkVisibility())
                   .map(one => `${{one.localName}}.${{one.className}}`).join(', ')"
            ));
            assert!(shown.is_empty(), "{page} would be printed with {shown}");
            assert!(reader.text("document.querySelector('main').innerText.trim()").len() > 20, "{page} is empty");
        });
    });
}

#[test]
fn paper_is_white_whatever_the_screen_is() {
    visit_site(Engine::Chromium, "crowded", |reader| {
        reader.open_page(&reader.dist.fullest());
        for scheme in ["light", "dark"] {
            reader.show_as_printed(scheme);
            let colours = reader.run(
                "const of = (selector, property) => getComputedStyle(document.querySelector(selector))[property];
                 return [of('html', 'backgroundColor'), of('.prose p', 'color'), of('h1', 'color'), of('.prose a', 'color'),
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
    visit_site(Engine::Chromium, "crowded", |reader| {
        reader.open_page(&reader.dist.fullest());
        reader.show_as_printed("light");
        let shown = reader.run(
            "const { width, height } = document.querySelector('.hero img').getBoundingClientRect();
             const { naturalWidth, naturalHeight } = document.querySelector('.hero img');
             return [height * 25.4 / 96, width / height, naturalWidth / naturalHeight]",
            vec![],
        );
        let [height, shape, own] = [0, 1, 2].map(|at| shown[at].as_f64().expect("a number"));
        assert!((40.0..=80.5).contains(&height), "it is {height} millimetres high");
        assert!((shape - own).abs() < 0.02, "its shape is {shape}, not {own}");
    });
}

/// The title, the standfirst, the last sentence, each note, and every address of another site.
#[track_caller]
fn is_whole(reader: &Visit, essay: &Known, sheets: &[Sheet]) {
    let printed = bare(&text(sheets));
    let mut parts = vec![essay.heading.clone()];
    let more = reader.run(
        "return [...document.querySelectorAll('.standfirst, .prose > p:last-of-type, .footnotes li, .prose h2:not(.visually-hidden), .author-name')]
           .map(one => {
             const copy = one.cloneNode(true);
             for (const gone of copy.querySelectorAll('.note-back, .anchor, a[href^=http]')) gone.replaceWith('\u{1F}');
             return copy.textContent
           })",
        vec![],
    );
    parts.extend(more.as_array().into_iter().flatten().filter_map(|one| Some(one.as_str()?.to_owned())));
    // Where a link to another site stood, its address is printed as well: what is before and after it is looked for.
    for part in parts.iter().flat_map(|part| part.split('\u{1F}')) {
        assert!(printed.contains(&bare(part)), "{} is printed without “{part}”:\n{}", essay.path, text(sheets));
    }
    for address in addresses(reader) {
        assert!(printed.contains(&bare(&address)), "{} is printed without {address}", essay.path);
    }
}

/// Between as many pages as hold the words when they are set close, and as many as when pictures, lists and headings
/// take half of the room.
#[track_caller]
fn is_plausible(essay: &Item, sheets: &[Sheet]) {
    const CLOSE: usize = 600;
    const LOOSE: usize = 200;
    let words = usize::try_from(essay.catchword.words).expect("a number of words");
    let bounds = words.div_ceil(CLOSE)..=2 + words.div_ceil(LOOSE);
    assert!(bounds.contains(&sheets.len()), "{words} words on {} pages", sheets.len());
    for (at, sheet) in sheets.iter().enumerate() {
        assert!(!sheet.lines.is_empty(), "page {} of {} is empty", at + 1, sheets.len());
    }
}

/// Each page's number at its foot. Firefox has no boxes in a page's margins: there is nothing.
#[track_caller]
fn is_numbered(reader: &Visit, sheets: &[Sheet]) {
    for (at, sheet) in sheets.iter().enumerate() {
        let number = match reader.engine() {
            Engine::Chromium => (at + 1).to_string(),
            Engine::Firefox | Engine::WebKit => String::new(),
        };
        assert_eq!(sheet.foot, number, "at the foot of page {} of {}", at + 1, sheets.len());
    }
}

#[track_caller]
fn has_none_of(furniture: &[String], sheets: &[Sheet]) {
    assert!(furniture.len() >= 4, "a site with more furniture than {furniture:?}");
    let printed = bare(&text(sheets));
    for part in furniture {
        assert!(!printed.contains(&bare(part)), "“{part}” is printed");
    }
}

#[track_caller]
fn breaks_well(reader: &Visit, sheets: &[Sheet], when: &str) {
    let left = left_behind(reader, sheets);
    assert!(left.is_empty(), "{when}: at a page's foot stands {left:?}");
    let end = bare(&reader.text(
        "(end => {
           end.querySelectorAll('.note-back').forEach(one => one.remove());
           return end.textContent.trim().slice(-15)
         })(document.querySelector('.prose > p:last-child, .footnotes li:last-child').cloneNode(true))",
    ));
    let last = sheets.last().map(Sheet::text).unwrap_or_default();
    assert!(bare(&last).contains(&end), "{when}: the last page has none of the text, but\n{last}");
}

/// The headings that are the last line of their page.
fn left_behind(reader: &Visit, sheets: &[Sheet]) -> Vec<String> {
    let headings = reader.run(
        "return [...document.querySelectorAll('.prose :is(h2, h3)')].map(one => {
           const copy = one.cloneNode(true);
           copy.querySelectorAll('.anchor').forEach(anchor => anchor.remove());
           return copy.textContent
         })",
        vec![],
    );
    let headings: Vec<_> = headings.as_array().into_iter().flatten().map(|one| bare(one.as_str().unwrap())).collect();
    let last = sheets.iter().filter_map(|sheet| sheet.lines.last());
    // A word of the text may be a heading, too; but it is smaller.
    let is_heading = |line: &&Line| {
        let said = bare(&line.text);
        line.size > TEXT * 1.1 && !said.is_empty() && headings.iter().any(|heading| heading.contains(&said))
    };
    last.filter(is_heading).map(|line| line.text.clone()).collect()
}

/// Sentences and names that stand in the masthead, the fold and the footer and nowhere in the essay.
fn furniture(reader: &Visit) -> Vec<String> {
    let found = reader.run(
        "const bare = text => text.toLowerCase().replace(/[^\\p{L}\\p{N}]/gu, '');
         const essay = bare(document.querySelector('.essay').textContent);
         return [...document.querySelectorAll('.site-name, .leaf-title, .leaf-end, .all, .colophon > *')]
           .map(one => one.textContent.trim()).filter(text => bare(text).length > 6 && !essay.includes(bare(text)))",
        vec![],
    );
    found.as_array().into_iter().flatten().filter_map(|one| Some(one.as_str()?.to_owned())).collect()
}

/// The addresses of other sites that the essay links.
fn addresses(reader: &Visit) -> Vec<String> {
    let found = reader.run(
        "return [...document.querySelectorAll(':is(.prose, .rest) a[href]')].filter(one => one.checkVisibility()
           && one.protocol.startsWith('http') && one.origin !== location.origin).map(one => one.getAttribute('href'))",
        vec![],
    );
    found.as_array().into_iter().flatten().filter_map(|one| Some(one.as_str()?.to_owned())).collect()
}

fn text(sheets: &[Sheet]) -> String {
    sheets.iter().map(Sheet::text).collect::<Vec<_>>().join("\n")
}

/// A text without what a line's end may change: only letters and digits, small ones, and no two of them joined in one sign.
fn bare(text: &str) -> String {
    let joined = [("\u{FB00}", "ff"), ("\u{FB01}", "fi"), ("\u{FB02}", "fl"), ("\u{FB03}", "ffi"), ("\u{FB04}", "ffl")];
    let text = joined.iter().fold(text.to_lowercase(), |text, (sign, letters)| text.replace(sign, letters));
    text.chars().filter(|one| one.is_alphanumeric()).collect()
}
