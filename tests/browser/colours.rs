//! Colours that are the reader's own: forced ones, as Windows' contrast themes have them, and more contrast. Only Chromium's
//! driver can ask for either; the other engines read the same style sheet.

use fantoccini::key::Key;

use crate::harness::{Engine, Visit, visit, visit_site};

/// WCAG 2.2, 1.4.3; and 1.4.6 for a reader who asks for more.
const READABLE: f64 = 4.5;
const MORE: f64 = 7.0;

/// WCAG 2.2, 1.4.11.
const SEEN: f64 = 3.0;

/// How many stops of the Tab key are looked at.
const STOPS: usize = 8;

const SCHEMES: [&str; 2] = ["light", "dark"];

/// What the scripts below share.
const TOOLS: &str = "
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
fn forced_colours_leave_everything_to_be_seen() {
    visit_site(Engine::Chromium, "crowded", |reader| {
        for scheme in SCHEMES {
            reader.at_every_kind(|page| {
                let when = format!("{page}, forced colours, {scheme}");
                reader.wish(&[("forced-colors", "active"), ("prefers-color-scheme", scheme)]);
                says_nothing(reader, &when, "comes from no palette", FOREIGN);
                says_nothing(reader, &when, "can't be told from the text", UNMARKED);
                is_readable(reader, &when, READABLE);
                borders_are_seen(reader, &when);
                the_focus_is_seen(reader, &when);
            });
        }
    });
}

#[test]
fn more_contrast_is_given() {
    visit_site(Engine::Chromium, "crowded", |reader| {
        for scheme in SCHEMES {
            reader.at_every_kind(|page| {
                let when = format!("{page}, more contrast, {scheme}");
                reader.wish(&[("prefers-contrast", "more"), ("prefers-color-scheme", scheme)]);
                says_nothing(reader, &when, "can't be told from the text", UNMARKED);
                is_readable(reader, &when, MORE);
                borders_are_seen(reader, &when);
                the_focus_is_seen(reader, &when);
            });
        }
    });
}

#[test]
fn what_can_not_be_seen_is_found() {
    visit(|reader| {
        reader.open_page(&reader.dist.fullest());
        reader.wish(&[("forced-colors", "active"), ("prefers-color-scheme", "light")]);
        reader.run(
            "const sheet = new CSSStyleSheet();
             sheet.replaceSync(`
               .prose p { forced-color-adjust: none; color: #ccc; background: #fff }
               .prose a { forced-color-adjust: none; color: inherit; text-decoration: none }
               .leaf-next { border: 0 !important }`);
             document.adoptedStyleSheets = [sheet]",
            vec![],
        );
        assert_ne!(found(reader, FOREIGN, vec![]), "", "a colour of no palette counts as one");
        assert_ne!(found(reader, UNMARKED, vec![]), "", "a link like the text counts as marked");
        assert_ne!(found(reader, FAINT, vec![READABLE.into()]), "", "pale text counts as readable");
        assert!(found(reader, UNBOUNDED, vec![SEEN.into()]).contains("leaf"), "a lost border counts as seen");
    });
}

/// Text in a colour that the system has not.
const FOREIGN: &str = "
    const palette = new Set(['Canvas', 'CanvasText', 'LinkText', 'VisitedText', 'ActiveText', 'ButtonFace', 'ButtonText',
      'Field', 'FieldText', 'GrayText', 'Highlight', 'HighlightText', 'SelectedItem', 'SelectedItemText', 'Mark', 'MarkText']
      .map(system));
    return withText.filter(one => !palette.has(getComputedStyle(one).color)).map(name).join('\\n')";

/// Links with words around them that look like those. (A heading that is a link is known by its place.)
const UNMARKED: &str = "
    const isWithin = one => [...one.parentElement.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    return [...document.querySelectorAll('main a, .colophon a')].filter(one => shows(one) && isWithin(one)
      && getComputedStyle(one).textDecorationLine === 'none' && getComputedStyle(one).borderStyle === 'none'
      && getComputedStyle(one).color === getComputedStyle(one.parentElement).color).map(name).join('\\n')";

/// Text that differs too little from what is behind it.
const FAINT: &str = "
    const [least] = arguments;
    return withText.map(one => [one, contrast(getComputedStyle(one).color, ground(one))])
      .filter(([, ratio]) => ratio < least)
      .map(([one, ratio]) => `${ratio.toFixed(2)} ${name(one)}: ${getComputedStyle(one).color} on ${ground(one)}`).join('\\n')";

/// What must have an edge on at least one side, and has none that is seen.
const UNBOUNDED: &str = "
    const [least] = arguments;
    const sides = ['Top', 'Right', 'Bottom', 'Left'];
    return [...document.querySelectorAll('.callout, .leaf-next, .fault, .button, thead th, .rest a')].filter(shows)
      .filter(one => {
        const style = getComputedStyle(one);
        return !sides.some(side => parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== 'none'
          && contrast(style[`border${side}Color`], ground(one.parentElement)) >= least)
      }).map(name).join('\\n')";

/// The ring around what has the focus, unless it is seen.
const RINGLESS: &str = "
    const [least] = arguments, one = document.activeElement, style = getComputedStyle(one);
    if (one === document.body) return '';
    const isSeen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
      && contrast(style.outlineColor, ground(one.parentElement)) >= least;
    return isSeen ? '' : `${name(one)} ${style.outline}`";

#[track_caller]
fn is_readable(reader: &Visit, when: &str, least: f64) {
    let faint = found(reader, FAINT, vec![least.into()]);
    assert!(faint.is_empty(), "{when}: less than {least}:\n{faint}");
}

#[track_caller]
fn borders_are_seen(reader: &Visit, when: &str) {
    let unbounded = found(reader, UNBOUNDED, vec![SEEN.into()]);
    assert!(unbounded.is_empty(), "{when}: without an edge:\n{unbounded}");
}

#[track_caller]
fn the_focus_is_seen(reader: &Visit, when: &str) {
    for _ in 0..STOPS {
        reader.press(Key::Tab);
        let ringless = found(reader, RINGLESS, vec![SEEN.into()]);
        assert!(ringless.is_empty(), "{when}: the focus is not seen on {ringless}");
    }
}

#[track_caller]
fn says_nothing(reader: &Visit, when: &str, what: &str, script: &str) {
    let found = found(reader, script, vec![]);
    assert!(found.is_empty(), "{when}: {what}:\n{found}");
}

#[track_caller]
fn found(reader: &Visit, script: &str, arguments: Vec<serde_json::Value>) -> String {
    let found = reader.run(&format!("{TOOLS}{script}"), arguments);
    found.as_str().unwrap_or_else(|| panic!("the script gave {found}")).to_owned()
}
