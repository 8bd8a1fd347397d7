//! What stands apart in a text: headings' links to themselves, callouts, quotations, figures, tables, code, standfirsts.

use fantoccini::key::Key;

use crate::accessibility::has_no_violation;
use crate::harness::{Engine, Visit, for_each_engine, visit_site};
use crate::reflow::fit;

const SITE: &str = "prose";

/// WCAG 2.2, 1.4.3 at level AA; and what `style/code.css` says of itself.
const CONTRAST: f64 = 4.5;
const CONTRAST_OF_CODE: f64 = 6.3;

for_each_engine! {
    a_heading_has_its_link_beside_it
    all_of_it_comes_by_turning_too
    a_table_scrolls_by_itself
}

fn a_heading_has_its_link_beside_it(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        let essay = reader.dist.essay(0);
        reader.open_page(&essay);
        for heading in &reader.dist.essay_bundle(0).catchword.contents {
            let anchor = format!("main [id=\"{}\"] + a.anchor", heading.id);
            let name = |of: &str| reader.text(&format!("document.querySelector('{anchor}'){of}"));
            // The heading's name has nothing of its link, and the link has the heading's.
            assert_eq!(name(".previousElementSibling.textContent.replace(/\\s+/g, ' ')"), heading.text);
            assert_eq!(name(".getAttribute('aria-labelledby')"), heading.id);
            assert_eq!(name(".textContent"), "");
        }
        for width in [1000, 600] {
            reader.resize(width, 800);
            assert_eq!(reader.text(MISPLACED), "", "{width} pixels wide");
        }

        // Where a pointer can find it, it is not seen before that.
        reader.run("document.querySelector('.anchor').focus()", vec![]);
        reader.focus_is_on(".anchor");
        reader.press(Key::Tab);
        reader.press_with(Key::Shift, Key::Tab);
        reader.focus_is_on(".anchor");
        let opacity = |of: &str| reader.text(&format!("getComputedStyle(document.querySelector('{of}')).opacity"));
        let first = ".anchor[href=\"#".to_owned() + &reader.dist.essay_bundle(0).catchword.contents[0].id + "\"]";
        reader.focus_is_on(&first);
        // WebKit has no window that is in front here, and so no style for the focus.
        if reader.text("document.hasFocus()") == "true" {
            assert_eq!(opacity(&first), "1");
        }
        let unseen = reader.text("matchMedia('(hover: none)').matches ? '1' : '0'");
        assert_eq!(opacity("h3 + .anchor"), unseen);
        reader.press(Key::Enter);
        let place = format!("#{}", reader.dist.essay_bundle(0).catchword.contents[0].id);
        reader.is_at_place(&essay, &place);
        reader.is_the_target(&place);
        reader.has_not_loaded();
    });
}

/// Says which heading's link is too small (WCAG 2.2, 2.5.8), outside of the page, over the heading's words, or not beside
/// its last line.
const MISPLACED: &str = "[...document.querySelectorAll('main .anchor')].flatMap(anchor => {
    const box = anchor.getBoundingClientRect(), words = document.createRange();
    words.selectNodeContents(anchor.previousElementSibling);
    const lines = [...words.getClientRects()], last = lines.reduce((a, b) => b.bottom > a.bottom ? b : a);
    const wrong = [];
    if (box.width < 24 || box.height < 24) wrong.push(`${box.width} by ${box.height}`);
    if (box.left < 0 || box.right > innerWidth) wrong.push('outside');
    if (lines.some(line => line.left < box.right - 1 && box.left + 1 < line.right
        && line.top < box.bottom - 1 && box.top + 1 < line.bottom)) wrong.push('over the words');
    const middle = (box.top + box.bottom) / 2;
    if (middle < last.top || middle > last.bottom) wrong.push('not beside the last line');
    return wrong.map(what => `${anchor.hash}: ${what}`)
  }).join('\\n')";

fn all_of_it_comes_by_turning_too(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        let (essay, other) = (reader.dist.essay(0), reader.dist.essay(1));
        reader.open_page(&essay);
        it_is_all_there(reader);
        reader.open_page(&other);
        // Here the author wrote a summary, so the mark in the text changes nothing.
        let summary = reader.dist.essay_bundle(1).summary.clone().unwrap();
        assert_eq!(reader.text_of(".essay-head .standfirst"), summary);
        assert_eq!(reader.number("document.querySelectorAll('.prose .standfirst').length"), 0);

        reader.click(".leaf-previous a");
        reader.is_at(&essay);
        it_is_all_there(reader);
        reader.has_not_loaded();
    });
}

#[track_caller]
fn it_is_all_there(reader: &Visit) {
    let summary = reader.dist.essay_bundle(0).summary.clone().unwrap();
    assert_eq!(
        reader.text("document.querySelector('.prose > .standfirst').textContent.trim().replace(/\\s+/g, ' ')"),
        summary
    );
    assert_eq!(reader.number("document.querySelectorAll('.essay-head .standfirst').length"), 0);

    let notes = reader.run(
        "return [...document.querySelectorAll('.prose [role=note]')].map(note =>
           document.getElementById(note.getAttribute('aria-labelledby')).textContent)",
        vec![],
    );
    assert_eq!(notes, serde_json::json!(["Note", "Except once", "Warning", "About the tin"]));
    for within in ["main .callout .callout", "main li .callout"] {
        assert_eq!(reader.number(&format!("document.querySelectorAll('{within}').length")), 1, "{within}");
    }

    // As it stands, not as it is shown: the page may still be fading in.
    let text = |selector: &str| reader.text(&format!("document.querySelector('{selector}').textContent.trim()"));
    assert_eq!(text(".quotation > blockquote + figcaption"), "— Ottilie Brandt, The Idle Spade");
    assert_eq!(text("figure > img + figcaption > .credit"), "Drawn by Ines Marlow for the tin");
    let named = "document.getElementById(document.querySelector('.table').getAttribute('aria-labelledby'))";
    assert_eq!(reader.text(&format!("{named}.localName")), "caption");
    assert_eq!(
        reader.text(&format!("{named}.textContent")),
        "What was sown in three of the beds, and what came of it."
    );
    assert_eq!(reader.text("document.querySelectorAll('.table')[1].getAttribute('aria-label')"), "Table 2");

    let code = reader.run(
        "return [...document.querySelectorAll('.prose pre')].map(code =>
           [code.textContent, code.querySelectorAll('span').length > 0])",
        vec![],
    );
    assert!(code[0][0].as_str().unwrap().starts_with("// Counts what came up.\nfn came_up(beds: &[Bed])"), "{code}");
    assert_eq!((&code[0][1], &code[1][1]), (&true.into(), &false.into()), "{code}");
    assert_eq!(reader.text_of(".c-k"), "fn");
}

fn a_table_scrolls_by_itself(engine: Engine) {
    visit_site(engine, SITE, |reader| {
        reader.open_page(&reader.dist.essay(0));
        // Words that don't break make the table wider than any window.
        reader.run(
            "document.querySelectorAll('.table td').forEach(cell => { cell.textContent = 'w'.repeat(60) })",
            vec![],
        );
        reader.resize(600, 800);
        let wide = "document.querySelector('.table')";
        assert!(reader.number(&format!("{wide}.scrollWidth - {wide}.clientWidth")) > 0);
        assert_eq!(reader.number("document.documentElement.scrollWidth - innerWidth").max(0), 0);
        reader.run("document.querySelector('.table').focus()", vec![]);
        reader.focus_is_on(".table");
        reader.press(Key::Right);
        reader.wait_until("the table has moved", &format!("{wide}.scrollLeft > 0"));
        assert_eq!(reader.number("scrollX"), 0);
    });
}

#[test]
fn the_rules_of_every_page_hold() {
    visit_site(Engine::Chromium, SITE, |reader| {
        for essay in [reader.dist.essay(0), reader.dist.essay(1)] {
            reader.open_page(&essay);
            has_no_violation(reader, &essay.path);
        }
        fit(reader, [reader.dist.essay(0), reader.dist.essay(1)].into_iter());
        reader.open_page(&reader.dist.essay(0));
        assert_eq!(reader.text(MISPLACED), "");
    });
}

#[test]
fn code_can_be_read_in_light_and_dark() {
    visit_site(Engine::Chromium, SITE, |reader| {
        reader.open_page(&reader.dist.essay(0));
        // One of each class, as no one piece of code has them all.
        reader.run(
            "document.querySelector('.prose pre code').append(...'kscnftvid'.split('').map(letter => {
               const word = document.createElement('span');
               word.className = `c-${letter}`;
               word.textContent = letter;
               return word
             }))",
            vec![],
        );
        for scheme in ["light", "dark"] {
            reader.prefer_colours(scheme);
            let of_code = contrasts(reader, "[...document.querySelectorAll('.prose pre span')].slice(-9)");
            assert_eq!(of_code.len(), 9);
            assert!(of_code.iter().all(|contrast| *contrast >= CONTRAST_OF_CODE), "{scheme}: {of_code:?}");
            let words = contrasts(reader, "[...document.querySelectorAll('.prose :is(figcaption, caption, .credit)')]");
            assert!(words.len() >= 4 && words.iter().all(|contrast| *contrast >= CONTRAST), "{scheme}: {words:?}");
        }
    });
}

/// The contrast of elements' colour with the nearest background behind each (WCAG 2.2, "contrast ratio").
#[track_caller]
fn contrasts(reader: &Visit, elements: &str) -> Vec<f64> {
    let found = reader.run(
        &format!(
            "const channels = colour => colour.match(/[\\d.]+/g).map(Number);
             const light = colour => channels(colour).slice(0, 3).map(channel => channel / 255)
               .map(channel => channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
               .reduce((sum, channel, at) => sum + channel * [0.2126, 0.7152, 0.0722][at], 0);
             const behind = element => {{
               const colour = getComputedStyle(element).backgroundColor;
               return channels(colour)[3] === 0 ? behind(element.parentElement) : colour
             }};
             return {elements}.map(element => {{
               const [dark, bright] = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => a - b);
               return (bright + 0.05) / (dark + 0.05)
             }})"
        ),
        vec![],
    );
    found.as_array().unwrap().iter().map(|contrast| contrast.as_f64().unwrap()).collect()
}
