//! A word of sixty letters wherever a text can stand, on a screen of 320 pixels: no page scrolls sideways, and no text
//! sticks out. The site is `tests/fixtures/long-words`, from left to right and in Arabic.

use crate::features;
use crate::harness::{Engine, Tab, for_each_engine, restyled, visit_site};

const SITES: [&str; 2] = ["long-words", "long-words-from-right-to-left"];

/// The letters of the usual size, and the largest ones in all their width.
const LOOKS: [&str; 2] = ["", "largest widest sans"];

for_each_engine! { a_long_word_fits_wherever_a_text_can_stand }

fn a_long_word_fits_wherever_a_text_can_stand(engine: Engine) {
    for site in SITES {
        visit_site(engine, site, |tab| fit(tab));
    }
}

#[test]
fn a_long_word_fits_in_older_browsers() {
    visit_site(Engine::Chromium, SITES[0], |tab| {
        let newer = features::newer();
        tab.host.edit(move |_, file| restyled(file, |css| features::without(css, &newer)));
        fit(tab);
    });
}

#[test]
fn a_word_that_sticks_out_is_found() {
    visit_site(Engine::Chromium, SITES[0], |tab| {
        tab.host.edit(|_, file| restyled(file, |css| format!("{css}nav, nav a, .credit {{ overflow-wrap: normal }}")));
        let found = measure(tab, &tab.dist.below_base("essays/everything/"), "");
        assert!(found.contains("nav") && found.contains("credit"), "{found}");
    });
}

#[track_caller]
fn fit(tab: &Tab) {
    let missing = tab.dist.below_base("essays/everythin/");
    tab.allow_error(&missing);
    let mut pages = tab.dist.paths();
    pages.push(missing);
    assert!(pages.len() > 10, "{pages:?}");
    for look in LOOKS {
        for page in &pages {
            let found = measure(tab, page, look);
            assert!(found.is_empty(), "{page} with the look “{look}”:\n{found}");
        }
    }
}

/// What of a page does not fit into 320 pixels, a line for each. The page is in a frame of that width: no window is as narrow
/// in every engine. All that can be opened is open: folded parts, "Aa", the keys, the notes, and the results of a search.
#[track_caller]
fn measure(tab: &Tab, page: &str, look: &str) -> String {
    // A page without a policy, which would allow no frame.
    tab.open_without_app(&tab.dist.below_base("robots.txt"));
    // That page names no icon.
    tab.allow_error("/favicon.ico");
    tab.run("localStorage['catchword:look'] = arguments[0]", vec![look.into()]);
    let found = tab.run_async(&MEASURE.replace("PAGE", page));
    found.as_str().unwrap_or_else(|| panic!("the script gave {found}")).to_owned()
}

const MEASURE: &str = r#"
const done = arguments[arguments.length - 1];
const frame = document.createElement("iframe");
frame.style.cssText = "width: 320px; height: 640px; border: 0; position: fixed; inset: 0 auto auto 0";
const pause = (time) => new Promise((next) => setTimeout(next, time));
const until = async (what, isSo) => {
  for (let tries = 0; !isSo(); tries++) {
    if (tries > 400) throw new Error(`timed out: ${what}`);
    await pause(25);
  }
};
const openAll = async (page) => {
  await until("the app runs", () => page.documentElement.dataset.app !== undefined);
  for (const one of page.querySelectorAll("main details:not([open])")) one.open = true;
  page.querySelector("[role=doc-noteref]")?.click();
  const field = page.querySelector("main [type=search]");
  if (field && page.location.pathname.endsWith("/search/")) {
    field.focus();
    field.value = "Schubladenbeschriftungsverzeichnisnachtragsentwurfsbehaelter";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await until("there are results", () => page.querySelector("main ol h2"));
  }
  // Last, because a click elsewhere closes it.
  page.querySelector("header details summary").click();
  await until("the look's form is open", () => page.querySelector("header details[open] form"));
};
const stickingOut = (page, width) => {
  const found = new Set();
  const name = (one) => `${one.localName}.${one.className} in ${one.parentElement?.localName}.${one.parentElement?.className}`;
  const isHidden = (one) => {
    if (one.closest("details:not([open])")) return !one.closest("summary");
    for (let box = one; box && box !== page.body; box = box.parentElement) {
      const { overflowX, position } = page.defaultView.getComputedStyle(box);
      if (overflowX === "auto" || overflowX === "scroll") return box !== one;
      if (position === "absolute" && box.clientWidth <= 1) return true;
    }
  };
  const check = (one, rects) => {
    for (const { left, right, width: own, height } of rects) {
      if (own && height && (left < -0.5 || right > width + 0.5) && !isHidden(one)) found.add(`${name(one)}: ${left} to ${right}`);
    }
  };
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.ELEMENT_NODE) {
      check(node, node.getClientRects());
      // Text that is cut off is not there either.
      const style = page.defaultView.getComputedStyle(node);
      if (/hidden|clip/.test(style.overflowX) && node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 1
        && !/^(input|select|textarea|img|video)$/.test(node.localName)) found.add(`${name(node)} cuts off its text`);
    } else if (node.data.trim()) {
      const range = page.createRange();
      range.selectNodeContents(node);
      check(node.parentElement, range.getClientRects());
    }
  }
  const wider = page.scrollingElement.scrollWidth - width;
  if (wider > 0) {
    const all = [...page.body.querySelectorAll("*")].filter((one) => {
      const { display } = one.style;
      one.style.display = "none";
      const isIt = page.scrollingElement.scrollWidth - width < wider;
      one.style.display = display;
      return isIt;
    });
    found.add(`the page is wider by ${wider}, because of ${all.map(name).at(-1)}`);
  }
  return [...found];
};
frame.onload = async () => {
  try {
    const page = frame.contentDocument, width = frame.contentWindow.innerWidth;
    if (width !== 320) throw new Error(`the page is ${width} pixels wide`);
    await openAll(page);
    await pause(50);
    const found = stickingOut(page, width);
    page.querySelector("footer [data-keys]").click();
    await until("the keys are listed", () => page.querySelector("dialog[open]"));
    done([...found, ...stickingOut(page, width)].join("\n"));
  } catch (error) {
    done(String(error));
  }
};
frame.src = "PAGE";
document.documentElement.append(frame);
"#;
