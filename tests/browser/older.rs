//! The site in older browsers: without what `docs/browsers.md` lists. Styles lose every feature of its table, and the
//! scripts' newer functions are gone before the first script of a page runs.

use fantoccini::key::Key;

use crate::colours::{TEXT_CONTRAST, expect_text_contrast, expect_visible_borders};
use crate::features;
use crate::harness::{Engine, Tab, allowing_inline, for_each_engine, restyled, visit, visit_in, visit_site};
use crate::search::search_for;

for_each_engine! {
    pages_have_their_colours_and_their_layout_in_older_browsers
    the_app_runs_without_newer_functions
}

/// What the device prefers, what the reader has chosen, and what is shown. Only Chromium's driver can say what the device
/// prefers; with the others it is light.
const COLOURS: [(&str, &str, &str); 5] = [
    ("light", "", "light"),
    ("light", "dark", "dark"),
    ("dark", "", "dark"),
    ("dark", "light", "light"),
    ("dark", "dark", "dark"),
];

fn pages_have_their_colours_and_their_layout_in_older_browsers(engine: Engine) {
    for site in ["crowded", "practice"] {
        visit_site(engine, site, |tab| {
            use_older_styles(tab);
            tab.for_each_kind(|page| {
                for (device, chosen, shown) in COLOURS {
                    if engine != Engine::Chromium && device == "dark" {
                        continue;
                    }
                    if engine == Engine::Chromium {
                        tab.prefer(&[("prefers-color-scheme", device)]);
                    }
                    tab.run("localStorage['catchword:look'] = arguments[0]; self.catchwordLook()", vec![chosen.into()]);
                    expect_colours(tab, &format!("{page}, the device {device}, chosen “{chosen}”"), shown);
                }
                expect_layout(tab, page);
            });
        });
    }
}

#[test]
fn a_page_without_its_dark_colours_is_found() {
    visit(|tab| {
        tab.host.edit(|_, file| restyled(file, |css| css.replace("(prefers-color-scheme:dark)", "print")));
        tab.open_page(&tab.dist.home());
        tab.prefer(&[("prefers-color-scheme", "dark")]);
        let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| expect_colours(tab, "home", "dark")));
        assert!(found.is_err(), "the missing colours are not found");
    });
}

fn the_app_runs_without_newer_functions(engine: Engine) {
    visit_in(engine, |tab| {
        use_older_scripts(tab);
        let (essay, next) = (tab.dist.essay(1), tab.dist.essay(2));
        tab.open_page(&essay);
        assert_eq!(tab.text("document.documentElement.dataset.older"), ",,", "the functions are gone");
        tab.click(".cw-leaf-next a");
        tab.expect_page(&next);
        tab.press(Key::Left);
        tab.expect_page(&essay);
        tab.back();
        tab.expect_page(&next);
        tab.click(".cw-colophon [data-keys]");
        tab.wait_until("the keys are listed", "document.querySelector('dialog')?.open");
        tab.press(Key::Escape);
        tab.wait_until("Escape closes the list", "!document.querySelector('dialog')?.open");
        tab.click(".cw-look summary");
        let before = tab.text("getComputedStyle(document.documentElement).backgroundColor");
        tab.click(".cw-look input[value=dark]");
        tab.wait_for(
            "the look is applied",
            "getComputedStyle(document.documentElement).backgroundColor !== arguments[0]",
            vec![before.into()],
        );
        tab.press(Key::Escape);
        tab.click(".cw-share button");
        tab.wait_until("sharing has an answer", "document.querySelector('body > [role=status]').textContent");
        tab.expect_no_full_load();

        let search = tab.dist.page(&catchword_app::routes::Address::Search);
        tab.click(&format!("nav a[href=\"{}\"]", search.path));
        tab.expect_page(&search);
        search_for(tab, "dinghy");
        tab.wait_until("there are results", "document.querySelectorAll('.cw-found .cw-entry').length > 0");
        tab.wait_until("the query is in the address", "location.search === '?q=dinghy'");
        let workers: Vec<String> =
            tab.host.request_log().into_iter().filter(|line| line.contains("worker.js")).collect();
        assert!(
            !workers.is_empty() && workers.iter().all(|line| line.contains("/pagefind/pagefind-worker.js")),
            "Pagefind's own worker, which needs no newer functions: {workers:?}"
        );
        tab.expect_no_full_load();
    });
}

/// Sends the stylesheet as an older browser reads it.
fn use_older_styles(tab: &Tab) {
    let newer = features::newer();
    tab.host.edit(move |_, file| {
        restyled(file, |css| {
            let older = features::without(css, &newer);
            assert_ne!(css, older, "the stylesheet has newer features");
            older
        })
    });
}

/// Takes the newer functions away before any script of a page runs, and in the search's worker. A browser without Trusted
/// Types does not read that part of the policy either.
fn use_older_scripts(tab: &Tab) {
    tab.host.edit(|path, file| {
        if let Some(script) = edited(path, &file, "worker.js") {
            return format!("{OLDER}{script}").into_bytes();
        }
        let Some(page) = edited(path, &file, "/").filter(|_| path.ends_with('/')) else { return file };
        let page = page.split(TRUSTED_TYPES).collect::<String>();
        let older = page.replacen("<script>", &format!("<script>{OLDER}"), 1);
        assert_ne!(page, older, "{path} has a script in it that runs before the others");
        allowing_inline(&older).into_bytes()
    });
}

/// The part of the policy that is about Trusted Types.
const TRUSTED_TYPES: &str = "; require-trusted-types-for 'script'; trusted-types default catchword-inert";

/// The text of a file, if its path has this in it.
fn edited(path: &str, file: &[u8], part: &str) -> Option<String> {
    path.contains(part).then(|| String::from_utf8_lossy(file).into_owned())
}

/// Asserts that the page is light or dark, and all its text legible.
#[track_caller]
fn expect_colours(tab: &Tab, when: &str, shown: &str) {
    tab.wait_two_frames();
    let paper = tab.number(
        "Math.max(...getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number).slice(0, 3))",
    );
    assert_eq!(paper < 100, shown == "dark", "{when}: the paper is {paper} of 255, and should be {shown}");
    expect_text_contrast(tab, when, TEXT_CONTRAST);
    expect_visible_borders(tab, when);
}

/// Asserts that the page fits the window, and what older browsers have lost before: a heading's link beside it, not below
/// it, and signs between the parts of a line.
#[track_caller]
fn expect_layout(tab: &Tab, page: &str) {
    let broken = tab.text(
        "[...document.querySelectorAll('.cw-anchor')].filter(one => getComputedStyle(one).float === 'none')
           .concat([...document.querySelectorAll('.cw-meta span:not(:last-child)')]
             .filter(one => !getComputedStyle(one, '::after').content.includes('·')))
           .map(one => one.outerHTML).join('\\n')",
    );
    assert!(broken.is_empty(), "{page} has lost a part of its layout:\n{broken}");
    tab.resize_to_phone(390, 800);
    tab.wait_two_frames();
    tab.expect_no_overflow(page);
    tab.reset_zoom();
    tab.resize(1280, 800);
    tab.wait_two_frames();
    tab.expect_no_overflow(page);
}

/// Deletes the newer functions. The selectors that a browser does not know are errors.
const OLDER: &str = r#"(() => {
  const drop = (object, names) => {
    for (const name of names.split(" ")) {
      for (let at = object; at; at = Object.getPrototypeOf(at)) delete at[name];
      // Firefox makes some of them again.
      if (object[name] !== undefined) Object.defineProperty(object, name, { value: undefined });
    }
  };
  drop(self, "requestIdleCallback cancelIdleCallback scheduler navigation trustedTypes structuredClone "
    + "ViewTransition CloseWatcher CompressionStream DecompressionStream Iterator WeakRef FinalizationRegistry reportError");
  drop(Intl, "Segmenter DurationFormat ListFormat DisplayNames Locale");
  drop(Array, "fromAsync");
  drop(Array.prototype, "at findLast findLastIndex toSorted toReversed toSpliced with");
  drop(String.prototype, "at isWellFormed toWellFormed");
  drop(Object, "groupBy");
  drop(Map, "groupBy");
  drop(Promise, "withResolvers try");
  drop(Set.prototype, "union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom");
  drop(URL, "canParse parse");
  drop(URLSearchParams.prototype, "size");
  drop(AbortSignal, "timeout any");
  drop(navigator, "connection share canShare clipboard locks userActivation scheduling storage");
  if (!self.document) return;
  drop(document, "adoptedStyleSheets prerendering fragmentDirective");
  drop(CSSStyleSheet.prototype, "replace replaceSync");
  drop(HTMLElement.prototype, "popover showPopover hidePopover togglePopover inert");
  drop(HTMLDialogElement.prototype, "closedBy requestClose");
  drop(Element.prototype, "setHTML setHTMLUnsafe getHTML moveBefore computedStyleMap checkVisibility");
  for (const [prototype, name] of [[Document.prototype, "querySelector"], [Document.prototype, "querySelectorAll"],
    [Element.prototype, "querySelector"], [Element.prototype, "querySelectorAll"], [Element.prototype, "matches"],
    [Element.prototype, "closest"]]) {
    const own = prototype[name];
    prototype[name] = function (selector) {
      if (/:(has|dir|open|modal|popover-open|state|user-valid|user-invalid)\b/.test(selector)) throw new SyntaxError(selector);
      return own.call(this, selector);
    };
  }
  // The driver's own scripts may see other globals.
  document.documentElement.dataset.older =
    [self.requestIdleCallback, self.trustedTypes, Intl.Segmenter].join();
})();
"#;
