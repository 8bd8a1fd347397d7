//! What a reader does with mouse and keys: a part of a visit's verbs.

use std::time::Duration;

use fantoccini::actions::{
    Actions, InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MOUSE_BUTTON_MIDDLE, MouseActions, PointerAction,
};
use fantoccini::key::Key;

use super::Visit;

/// Pressing.
impl Visit {
    /// Clicks what a selector finds first.
    #[track_caller]
    pub(crate) fn click(&self, selector: &str) {
        let element = self.find(selector);
        self.done(&format!("click {selector}"), self.browser.wait(element.click()));
    }

    /// Clicks the first link in the page's main part with this address.
    #[track_caller]
    pub(crate) fn follow(&self, href: &str) {
        self.click(&link_to(href));
    }

    /// Clicks a link that leads to no other document, and gives where the page stood when it was clicked: a driver scrolls
    /// to what it clicks.
    #[track_caller]
    pub(crate) fn leave_by(&self, selector: &str) -> i64 {
        self.run(
            "window.__top = undefined;
             addEventListener('click', () => { window.__top = scrollY }, { capture: true, once: true })",
            vec![],
        );
        self.click(selector);
        self.wait_until("it is clicked", "window.__top !== undefined");
        self.number("window.__top")
    }

    /// Gives an element the focus, and presses a key there.
    #[track_caller]
    pub(crate) fn press_on(&self, selector: &str, key: Key) {
        self.run("document.querySelector(arguments[0]).focus()", vec![selector.into()]);
        self.press(key);
    }

    /// Clicks where an element stands, whatever may lie above it: a driver's own click refuses what is covered.
    #[track_caller]
    pub(crate) fn point_and_click(&self, selector: &str) {
        let mouse = self.mouse_click(MOUSE_BUTTON_LEFT, selector);
        self.done("point and click", self.browser.wait(self.browser.client().perform_actions(mouse)));
    }

    /// Moves the pointer to an element, and presses nothing.
    #[track_caller]
    pub(crate) fn point_at(&self, selector: &str) {
        let mouse = self.mouse_to(selector);
        self.done("point", self.browser.wait(self.browser.client().perform_actions(mouse)));
    }

    /// Clicks with the mouse's middle button.
    #[track_caller]
    pub(crate) fn middle_click(&self, selector: &str) {
        let mouse = self.mouse_click(MOUSE_BUTTON_MIDDLE, selector);
        self.done("click in the middle", self.browser.wait(self.browser.client().perform_actions(mouse)));
    }

    /// Clicks with a key held down.
    #[track_caller]
    pub(crate) fn click_with(&self, key: Key, selector: &str) {
        let mouse = self.mouse_click(MOUSE_BUTTON_LEFT, selector);
        let during = Duration::ZERO;
        let keys = KeyActions::new("keys".to_owned())
            .then(KeyAction::Down { value: key.into() })
            .pause(during)
            .pause(during)
            .then(KeyAction::Up { value: key.into() });
        let both = Actions::from(mouse).and(keys);
        self.done("click with a key", self.browser.wait(self.browser.client().perform_actions(both)));
    }

    /// The pointer's way to an element, and a click there: three ticks.
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
        self.done("press a key", self.browser.wait(self.browser.client().perform_actions(keys)));
    }

    /// Presses Tab until an element has the focus; each stop on the way must show that it has it.
    #[track_caller]
    pub(crate) fn tab_to(&self, selector: &str) {
        const STOPS: usize = 80;
        for _ in 0..STOPS {
            self.press(Key::Tab);
            let stop = self.text(
                "(() => { const at = document.activeElement, { outlineStyle, outlineWidth } = getComputedStyle(at);
                   return at === document.body || (outlineStyle !== 'none' && outlineWidth !== '0px') ? '' : at.outerHTML; })()",
            );
            assert_eq!(stop, "", "a stop without a ring\n{}", self.scene());
            if self.number(&format!("+document.activeElement.matches('{selector}')")) == 1 {
                return;
            }
        }
        panic!("{selector} has not the focus after {STOPS} times Tab\n{}", self.scene());
    }

    /// Presses the key of a letter or a sign.
    #[track_caller]
    pub(crate) fn press_letter(&self, letter: &str) {
        let value = letter.chars().next().expect("a letter");
        let keys = KeyActions::new("keys".to_owned()).then(KeyAction::Down { value }).then(KeyAction::Up { value });
        self.done("press a letter", self.browser.wait(self.browser.client().perform_actions(keys)));
    }

    /// Presses a key with another held down.
    #[track_caller]
    pub(crate) fn press_with(&self, held: Key, key: impl Into<char>) {
        let value = key.into();
        let keys = KeyActions::new("keys".to_owned())
            .then(KeyAction::Down { value: held.into() })
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Up { value: held.into() });
        self.done("press two keys", self.browser.wait(self.browser.client().perform_actions(keys)));
    }
}

/// A selector for the links in the page's main part with this address.
fn link_to(href: &str) -> String {
    format!("main a[href=\"{href}\"]")
}
