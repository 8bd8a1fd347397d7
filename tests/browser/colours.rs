//! Forced colours, as in Windows' contrast themes, and the preference for more contrast. Only Chromium's driver can
//! emulate them; the other engines read the same stylesheet.

use fantoccini::key::Key;

use crate::harness::{Engine, Tab, visit, visit_site};

/// WCAG 2.2, 1.4.3, and 1.4.6 where more contrast is preferred.
pub(crate) const TEXT_CONTRAST: f64 = 4.5;
const ENHANCED_CONTRAST: f64 = 7.0;

/// WCAG 2.2, 1.4.11.
const NON_TEXT_CONTRAST: f64 = 3.0;

/// How many Tab stops are checked.
const STOPS: usize = 8;

const SCHEMES: [&str; 2] = ["light", "dark"];

/// Functions that the scripts below share.
const FUNCTIONS: &str = "
    const rgb = colour => colour.match(/[\\d.]+/g).map(Number);
    const luminance = colour => {
      const [red, green, blue] = rgb(colour).map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one, other) => {
      const [more, less] = [luminance(one), luminance(other)].sort((a, b) => b - a);
      return (more + 0.05) / (less + 0.05);
    };
    const ground = one => {
      for (let box = one; box; box = box.parentElement) {
        const colour = getComputedStyle(box).backgroundColor;
        if ((rgb(colour)[3] ?? 1) === 1) return colour;
      }
      return getComputedStyle(document.documentElement).backgroundColor;
    };
    const system = name => {
      const probe = document.body.appendChild(document.createElement('span'));
      probe.style.color = name;
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    };
    const name = one => `${one.localName}.${one.className} “${one.textContent.trim().slice(0, 40)}”`;
    const shows = one => one.checkVisibility() && !one.closest('.visually-hidden')
      && [...one.getClientRects()].some(({ width, height }) => width > 1 && height > 1);
    const withText = [...document.querySelectorAll('body *')].filter(one => shows(one)
      && [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()));
";

#[test]
fn everything_is_visible_in_forced_colours() {
    visit_site(Engine::Chromium, "crowded", |tab| {
        for scheme in SCHEMES {
            tab.for_each_kind(|page| {
                let when = format!("{page}, forced colours, {scheme}");
                tab.prefer(&[("forced-colors", "active"), ("prefers-color-scheme", scheme)]);
                expect_none(tab, &when, "in a colour that is no system colour", NOT_SYSTEM_COLOUR);
                expect_none(tab, &when, "links that look like the text around them", UNMARKED_LINKS);
                expect_text_contrast(tab, &when, TEXT_CONTRAST);
                expect_visible_borders(tab, &when);
                expect_visible_focus(tab, &when);
            });
        }
    });
}

#[test]
fn contrast_is_higher_when_preferred() {
    visit_site(Engine::Chromium, "crowded", |tab| {
        for scheme in SCHEMES {
            tab.for_each_kind(|page| {
                let when = format!("{page}, more contrast, {scheme}");
                tab.prefer(&[("prefers-contrast", "more"), ("prefers-color-scheme", scheme)]);
                expect_none(tab, &when, "links that look like the text around them", UNMARKED_LINKS);
                expect_text_contrast(tab, &when, ENHANCED_CONTRAST);
                expect_visible_borders(tab, &when);
                expect_visible_focus(tab, &when);
            });
        }
    });
}

#[test]
fn invisible_parts_are_found() {
    visit(|tab| {
        tab.open_page(&tab.dist.richest_essay());
        tab.prefer(&[("forced-colors", "active"), ("prefers-color-scheme", "light")]);
        tab.run(
            "const sheet = new CSSStyleSheet();
             sheet.replaceSync(`
               .cw-prose p { forced-color-adjust: none; color: #ccc; background: #fff }
               .cw-prose a { forced-color-adjust: none; color: inherit; text-decoration: none }
               .cw-leaf-next { border: 0 !important }`);
             document.adoptedStyleSheets = [sheet]",
            vec![],
        );
        assert_ne!(found(tab, NOT_SYSTEM_COLOUR, vec![]), "", "a foreign colour is not found");
        assert_ne!(found(tab, UNMARKED_LINKS, vec![]), "", "a link like the text is not found");
        assert_ne!(found(tab, LOW_CONTRAST, vec![TEXT_CONTRAST.into()]), "", "pale text is not found");
        assert!(
            found(tab, BORDERLESS, vec![NON_TEXT_CONTRAST.into()]).contains("leaf"),
            "a missing border is not found"
        );
    });
}

/// Text in a colour that is no CSS system colour.
const NOT_SYSTEM_COLOUR: &str = "
    const palette = new Set(['Canvas', 'CanvasText', 'LinkText', 'VisitedText', 'ActiveText', 'ButtonFace', 'ButtonText',
      'Field', 'FieldText', 'GrayText', 'Highlight', 'HighlightText', 'SelectedItem', 'SelectedItemText', 'Mark', 'MarkText']
      .map(system));
    return withText.filter(one => !palette.has(getComputedStyle(one).color)).map(name).join('\\n')";

/// Links that look like the text around them. A link without text around it, such as in a heading, is left out.
const UNMARKED_LINKS: &str = "
    const isWithin = one => [...one.parentElement.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    return [...document.querySelectorAll('main a, .cw-colophon a')].filter(one => shows(one) && isWithin(one)
      && getComputedStyle(one).textDecorationLine === 'none' && getComputedStyle(one).borderStyle === 'none'
      && getComputedStyle(one).color === getComputedStyle(one.parentElement).color).map(name).join('\\n')";

/// Text with less contrast than given.
const LOW_CONTRAST: &str = "
    const [least] = arguments;
    return withText.map(one => [one, contrast(getComputedStyle(one).color, ground(one))])
      .filter(([, ratio]) => ratio < least)
      .map(([one, ratio]) => `${ratio.toFixed(2)} ${name(one)}: ${getComputedStyle(one).color} on ${ground(one)}`).join('\\n')";

/// Boxes that need a visible border on at least one side and have none.
const BORDERLESS: &str = "
    const [least] = arguments;
    const sides = ['Top', 'Right', 'Bottom', 'Left'];
    return [...document.querySelectorAll('.callout, .cw-leaf-next, .cw-fault, .cw-button, thead th, .cw-rest a')].filter(shows)
      .filter(one => {
        const style = getComputedStyle(one);
        return !sides.some(side => parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== 'none'
          && contrast(style[`border${side}Color`], ground(one.parentElement)) >= least)
      }).map(name).join('\\n')";

/// The focused element, if it has no visible outline.
const WITHOUT_OUTLINE: &str = "
    const [least] = arguments, one = document.activeElement, style = getComputedStyle(one);
    if (one === document.body) return '';
    const isSeen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
      && contrast(style.outlineColor, ground(one.parentElement)) >= least;
    return isSeen ? '' : `${name(one)} ${style.outline}`";

/// Asserts that all text has at least this contrast with its background.
#[track_caller]
pub(crate) fn expect_text_contrast(tab: &Tab, when: &str, least: f64) {
    let low = found(tab, LOW_CONTRAST, vec![least.into()]);
    assert!(low.is_empty(), "{when}: text contrast below {least}:\n{low}");
}

/// Asserts that each box that needs a border has a visible one.
#[track_caller]
pub(crate) fn expect_visible_borders(tab: &Tab, when: &str) {
    let borderless = found(tab, BORDERLESS, vec![NON_TEXT_CONTRAST.into()]);
    assert!(borderless.is_empty(), "{when}: no visible border:\n{borderless}");
}

#[track_caller]
fn expect_visible_focus(tab: &Tab, when: &str) {
    for _ in 0..STOPS {
        tab.press(Key::Tab);
        let without_outline = found(tab, WITHOUT_OUTLINE, vec![NON_TEXT_CONTRAST.into()]);
        assert!(without_outline.is_empty(), "{when}: no visible focus on {without_outline}");
    }
}

#[track_caller]
fn expect_none(tab: &Tab, when: &str, what: &str, script: &str) {
    let found = found(tab, script, vec![]);
    assert!(found.is_empty(), "{when}: {what}:\n{found}");
}

#[track_caller]
fn found(tab: &Tab, script: &str, arguments: Vec<serde_json::Value>) -> String {
    let found = tab.run(&format!("{FUNCTIONS}{script}"), arguments);
    found.as_str().unwrap_or_else(|| panic!("the script gave {found}")).to_owned()
}
