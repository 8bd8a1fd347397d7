//! The parts of a text: headings with links to themselves, callouts, quotations, figures, tables, code, standfirsts.

use fantoccini::key::Key;

use crate::accessibility::expect_no_violation;
use crate::harness::{Engine, Tab, for_each_engine, visit_site};
use crate::reflow::fit;

const SITE: &str = "prose";

/// WCAG 2.2, 1.4.3; and the contrast that `style/code.css` promises.
const CONTRAST: f64 = 4.5;
const CONTRAST_OF_CODE: f64 = 6.3;

for_each_engine! {
    a_heading_has_its_link_beside_it
    a_turn_shows_the_same_text_as_a_load
    a_table_scrolls_by_itself
}

fn a_heading_has_its_link_beside_it(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        let essay = tab.dist.essay(0);
        tab.open_page(&essay);
        for heading in &tab.dist.essay_bundle(0).catchword.contents {
            let anchor = format!("main [id=\"{}\"] + a.cw-anchor", heading.id);
            let name = |of: &str| tab.text(&format!("document.querySelector('{anchor}'){of}"));
            // The heading's accessible name leaves out the link; the link is named by the heading.
            assert_eq!(name(".previousElementSibling.textContent.replace(/\\s+/g, ' ')"), heading.text);
            assert_eq!(name(".getAttribute('aria-labelledby')"), heading.id);
            assert_eq!(name(".textContent"), "");
        }
        for width in [1000, 600] {
            tab.resize(width, 800);
            assert_eq!(tab.text(MISPLACED), "", "{width} pixels wide");
        }

        // With a pointer it is hidden until it is hovered or focused.
        tab.run("document.querySelector('.cw-anchor').focus()", vec![]);
        tab.expect_focus(".cw-anchor");
        tab.press(Key::Tab);
        tab.press_with_modifier(Key::Shift, Key::Tab);
        tab.expect_focus(".cw-anchor");
        let opacity = |of: &str| tab.text(&format!("getComputedStyle(document.querySelector('{of}')).opacity"));
        let first = ".cw-anchor[href=\"#".to_owned() + &tab.dist.essay_bundle(0).catchword.contents[0].id + "\"]";
        tab.expect_focus(&first);
        // WebKit's window is not in front here, so focus styles do not apply.
        if tab.text("document.hasFocus()") == "true" {
            assert_eq!(opacity(&first), "1");
        }
        let unseen = tab.text("matchMedia('(hover: none)').matches ? '1' : '0'");
        assert_eq!(opacity("h3 + .cw-anchor"), unseen);
        tab.press(Key::Enter);
        let place = format!("#{}", tab.dist.essay_bundle(0).catchword.contents[0].id);
        tab.expect_page_at(&essay, &place);
        tab.expect_target(&place);
        tab.expect_no_full_load();
    });
}

/// The links of headings that are too small (WCAG 2.2, 2.5.8), outside of the page, over the heading's words, or not beside
/// its last line.
const MISPLACED: &str = "[...document.querySelectorAll('main .cw-anchor')].flatMap(anchor => {
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

fn a_turn_shows_the_same_text_as_a_load(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        let (essay, other) = (tab.dist.essay(0), tab.dist.essay(1));
        tab.open_page(&essay);
        expect_every_part(tab);
        tab.open_page(&other);
        // This essay has a summary in its front matter, so the standfirst in the text is not used.
        let summary = tab.dist.essay_bundle(1).summary.clone().unwrap();
        assert_eq!(tab.visible_text(".cw-essay-head .standfirst"), summary);
        assert_eq!(tab.number("document.querySelectorAll('.cw-prose .standfirst').length"), 0);

        tab.click(".cw-leaf-previous a");
        tab.expect_page(&essay);
        expect_every_part(tab);
        tab.expect_no_full_load();
    });
}

#[track_caller]
fn expect_every_part(tab: &Tab) {
    let summary = tab.dist.essay_bundle(0).summary.clone().unwrap();
    assert_eq!(
        tab.text("document.querySelector('.cw-prose > .standfirst').textContent.trim().replace(/\\s+/g, ' ')"),
        summary
    );
    assert_eq!(tab.number("document.querySelectorAll('.cw-essay-head .standfirst').length"), 0);

    let notes = tab.run(
        "return [...document.querySelectorAll('.cw-prose [role=note]')].map(note =>
           document.getElementById(note.getAttribute('aria-labelledby')).textContent)",
        vec![],
    );
    assert_eq!(notes, serde_json::json!(["Note", "Except once", "Warning", "About the tin"]));
    for within in ["main .callout .callout", "main li .callout"] {
        assert_eq!(tab.number(&format!("document.querySelectorAll('{within}').length")), 1, "{within}");
    }

    // By `textContent`: the page may still be fading in.
    let text = |selector: &str| tab.text(&format!("document.querySelector('{selector}').textContent.trim()"));
    assert_eq!(text(".quotation > blockquote + figcaption"), "— Ottilie Brandt, The Idle Spade");
    assert_eq!(text("figure > img + figcaption > .credit"), "Drawn by Ines Marlow for the tin");
    let named = "document.getElementById(document.querySelector('.table').getAttribute('aria-labelledby'))";
    assert_eq!(tab.text(&format!("{named}.localName")), "caption");
    assert_eq!(tab.text(&format!("{named}.textContent")), "What was sown in three of the beds, and what came of it.");
    assert_eq!(tab.text("document.querySelectorAll('.table')[1].getAttribute('aria-label')"), "Table 2");

    let code = tab.run(
        "return [...document.querySelectorAll('.cw-prose pre')].map(code =>
           [code.textContent, code.querySelectorAll('span').length > 0])",
        vec![],
    );
    assert!(code[0][0].as_str().unwrap().starts_with("// Counts what came up.\nfn came_up(beds: &[Bed])"), "{code}");
    assert_eq!((&code[0][1], &code[1][1]), (&true.into(), &false.into()), "{code}");
    assert_eq!(tab.visible_text(".cw-k"), "fn");
}

fn a_table_scrolls_by_itself(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.essay(0));
        // Long words make the table wider than the window.
        tab.run(
            "document.querySelectorAll('.table td').forEach(cell => { cell.textContent = 'w'.repeat(60) })",
            vec![],
        );
        tab.resize(600, 800);
        let wide = "document.querySelector('.table')";
        assert!(tab.number(&format!("{wide}.scrollWidth - {wide}.clientWidth")) > 0);
        assert_eq!(tab.number("document.documentElement.scrollWidth - innerWidth").max(0), 0);
        tab.run("document.querySelector('.table').focus()", vec![]);
        tab.expect_focus(".table");
        tab.press(Key::Right);
        tab.wait_until("the table has scrolled", &format!("{wide}.scrollLeft > 0"));
        assert_eq!(tab.number("scrollX"), 0);
    });
}

#[test]
fn axe_finds_nothing_and_nothing_overflows() {
    visit_site(Engine::Chromium, SITE, |tab| {
        for essay in [tab.dist.essay(0), tab.dist.essay(1)] {
            tab.open_page(&essay);
            expect_no_violation(tab, &essay.path);
        }
        fit(tab, [tab.dist.essay(0), tab.dist.essay(1)].into_iter());
        tab.open_page(&tab.dist.essay(0));
        assert_eq!(tab.text(MISPLACED), "");
    });
}

#[test]
fn code_has_enough_contrast_in_light_and_dark() {
    visit_site(Engine::Chromium, SITE, |tab| {
        tab.open_page(&tab.dist.essay(0));
        // One word of each class: no code has them all.
        tab.run(
            "document.querySelector('.cw-prose pre code').append(...'kscnftvid'.split('').map(letter => {
               const word = document.createElement('span');
               word.className = `cw-${letter}`;
               word.textContent = letter;
               return word
             }))",
            vec![],
        );
        for scheme in ["light", "dark"] {
            tab.prefer_colours(scheme);
            let of_code = contrasts(tab, "[...document.querySelectorAll('.cw-prose pre span')].slice(-9)");
            assert_eq!(of_code.len(), 9);
            assert!(of_code.iter().all(|contrast| *contrast >= CONTRAST_OF_CODE), "{scheme}: {of_code:?}");
            let words = contrasts(tab, "[...document.querySelectorAll('.cw-prose :is(figcaption, caption, .credit)')]");
            assert!(words.len() >= 4 && words.iter().all(|contrast| *contrast >= CONTRAST), "{scheme}: {words:?}");
        }
    });
}

/// The contrast of each element with the background behind it (WCAG 2.2, "contrast ratio").
#[track_caller]
fn contrasts(tab: &Tab, elements: &str) -> Vec<f64> {
    let found = tab.run(
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
