//! Mouse and keyboard.

use std::time::Duration;

use fantoccini::actions::{
    Actions, InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MOUSE_BUTTON_MIDDLE, MouseActions, PointerAction,
};
use fantoccini::key::Key;

use super::Tab;

/// Mouse and keyboard.
impl Tab {
    /// Clicks the first element that matches a selector.
    #[track_caller]
    pub(crate) fn click(&self, selector: &str) {
        let element = self.find(selector);
        self.check(&format!("click {selector}"), self.browser.wait(element.click()));
    }

    /// Clicks the first link with this address in `<main>`.
    #[track_caller]
    pub(crate) fn click_link(&self, href: &str) {
        self.click(&link_to(href));
    }

    /// Clicks a link and returns the scroll position at the click: a driver scrolls an element into view before it clicks.
    /// The link must not load another document.
    #[track_caller]
    pub(crate) fn click_and_record_scroll(&self, selector: &str) -> i64 {
        self.run(
            "window.__top = undefined;
             addEventListener('click', () => { window.__top = scrollY }, { capture: true, once: true })",
            vec![],
        );
        self.click(selector);
        self.wait_until("the click is recorded", "window.__top !== undefined");
        self.number("window.__top")
    }

    /// Focuses an element and presses a key.
    #[track_caller]
    pub(crate) fn focus_and_press(&self, selector: &str, key: Key) {
        self.run("document.querySelector(arguments[0]).focus()", vec![selector.into()]);
        self.press(key);
    }

    /// Moves the pointer to an element and clicks, even if something covers it: a driver's own click then fails.
    #[track_caller]
    pub(crate) fn click_by_pointer(&self, selector: &str) {
        let mouse = self.mouse_click(MOUSE_BUTTON_LEFT, selector);
        self.check("point and click", self.browser.wait(self.browser.client().perform_actions(mouse)));
    }

    /// Moves the pointer to an element.
    #[track_caller]
    pub(crate) fn hover(&self, selector: &str) {
        let mouse = self.mouse_to(selector);
        self.check("point", self.browser.wait(self.browser.client().perform_actions(mouse)));
    }

    /// Clicks with the middle button.
    #[track_caller]
    pub(crate) fn middle_click(&self, selector: &str) {
        let mouse = self.mouse_click(MOUSE_BUTTON_MIDDLE, selector);
        self.check("click in the middle", self.browser.wait(self.browser.client().perform_actions(mouse)));
    }

    /// Clicks with a key held down.
    #[track_caller]
    pub(crate) fn click_with_key(&self, key: Key, selector: &str) {
        let mouse = self.mouse_click(MOUSE_BUTTON_LEFT, selector);
        let during = Duration::ZERO;
        let keys = KeyActions::new("keys".to_owned())
            .then(KeyAction::Down { value: key.into() })
            .pause(during)
            .pause(during)
            .then(KeyAction::Up { value: key.into() });
        let both = Actions::from(mouse).and(keys);
        self.check("click with a key", self.browser.wait(self.browser.client().perform_actions(both)));
    }

    /// Moves to an element and clicks it: three ticks.
    #[track_caller]
    fn mouse_click(&self, button: u64, selector: &str) -> MouseActions {
        self.mouse_to(selector).then(PointerAction::Down { button }).then(PointerAction::Up { button })
    }

    #[track_caller]
    fn mouse_to(&self, selector: &str) -> MouseActions {
        let element = self.find(selector);
        self.run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", vec![selector.into()]);
        let to = PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 };
        MouseActions::new("mouse".to_owned()).then(to)
    }

    /// Presses a key.
    #[track_caller]
    pub(crate) fn press(&self, key: Key) {
        let keys = KeyActions::new("keys".to_owned())
            .then(KeyAction::Down { value: key.into() })
            .then(KeyAction::Up { value: key.into() });
        self.check("press a key", self.browser.wait(self.browser.client().perform_actions(keys)));
    }

    /// Presses Tab until an element has the focus. Every stop must have a visible outline.
    #[track_caller]
    pub(crate) fn tab_to(&self, selector: &str) {
        const STOPS: usize = 80;
        for _ in 0..STOPS {
            self.press(Key::Tab);
            let stop = self.text(
                "(() => { const at = document.activeElement, { outlineStyle, outlineWidth } = getComputedStyle(at);
                   return at === document.body || (outlineStyle !== 'none' && outlineWidth !== '0px') ? '' : at.outerHTML; })()",
            );
            assert_eq!(stop, "", "a focused element without an outline\n{}", self.diagnostics());
            if self.number(&format!("+document.activeElement.matches('{selector}')")) == 1 {
                return;
            }
        }
        panic!("{selector} is not focused after {STOPS} times Tab\n{}", self.diagnostics());
    }

    /// Presses the key of a character.
    #[track_caller]
    pub(crate) fn press_char(&self, char: &str) {
        let value = char.chars().next().expect("a character");
        let keys = KeyActions::new("keys".to_owned()).then(KeyAction::Down { value }).then(KeyAction::Up { value });
        self.check("press a character", self.browser.wait(self.browser.client().perform_actions(keys)));
    }

    /// Presses a key with a modifier held down.
    #[track_caller]
    pub(crate) fn press_with_modifier(&self, modifier: Key, key: impl Into<char>) {
        let value = key.into();
        let keys = KeyActions::new("keys".to_owned())
            .then(KeyAction::Down { value: modifier.into() })
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Up { value: modifier.into() });
        self.check("press two keys", self.browser.wait(self.browser.client().perform_actions(keys)));
    }
}

/// The selector of [`Tab::click_link`].
fn link_to(href: &str) -> String {
    format!("main a[href=\"{href}\"]")
}
