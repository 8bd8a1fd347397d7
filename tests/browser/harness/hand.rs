//! What a reader does with mouse and keys: a part of a visit's verbs.

use std::time::Duration;

use fantoccini::actions::{
    Actions, InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
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

    /// Clicks where an element stands, whatever may lie above it: a driver's own click refuses what is covered.
    #[track_caller]
    pub(crate) fn point_and_click(&self, selector: &str) {
        let mouse = self.mouse_click(selector);
        self.done("point and click", self.browser.wait(self.browser.client().perform_actions(mouse)));
    }

    /// Moves the pointer to an element, and presses nothing.
    #[track_caller]
    pub(crate) fn point_at(&self, selector: &str) {
        let element = self.find(selector);
        self.run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", vec![selector.into()]);
        let to = PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 };
        let mouse = MouseActions::new("mouse".to_owned()).then(to);
        self.done("point", self.browser.wait(self.browser.client().perform_actions(mouse)));
    }

    /// Clicks with a key held down.
    #[track_caller]
    pub(crate) fn click_with(&self, key: Key, selector: &str) {
        let mouse = self.mouse_click(selector);
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
    fn mouse_click(&self, selector: &str) -> MouseActions {
        let element = self.find(selector);
        self.run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", vec![selector.into()]);
        MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT })
    }

    /// Presses a key.
    #[track_caller]
    pub(crate) fn press(&self, key: Key) {
        let keys = KeyActions::new("keys".to_owned())
            .then(KeyAction::Down { value: key.into() })
            .then(KeyAction::Up { value: key.into() });
        self.done("press a key", self.browser.wait(self.browser.client().perform_actions(keys)));
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
    pub(crate) fn press_with(&self, held: Key, key: Key) {
        let keys = KeyActions::new("keys".to_owned())
            .then(KeyAction::Down { value: held.into() })
            .then(KeyAction::Down { value: key.into() })
            .then(KeyAction::Up { value: key.into() })
            .then(KeyAction::Up { value: held.into() });
        self.done("press two keys", self.browser.wait(self.browser.client().perform_actions(keys)));
    }
}

/// A selector for the links in the page's main part with this address.
fn link_to(href: &str) -> String {
    format!("main a[href=\"{href}\"]")
}
