//! The document: finding elements, focus, storage, the live region. And the names that the app's attributes have in the
//! stylesheet, in `public/start.js` and in the browser tests.

#[cfg(target_arch = "wasm32")]
mod browser;

#[cfg(target_arch = "wasm32")]
pub(crate) use browser::{
    append, attribute_selector, call, closest, document, element, find, find_all, focus, focused, fragment,
    local_storage, main, root, say, session_storage, set_attribute,
};

#[cfg(target_arch = "wasm32")]
pub use browser::{fill_body, has_main, is_body_empty, write_into_body};

/// On `<main>`: a turn replaces its content. No author can write an attribute that begins with `data-`.
pub const PAGE: &str = "data-page";

/// On the list of the site's links: the one that leads to the page on the screen is marked.
pub const SITE_LINKS: &str = "data-site-links";

/// On the paragraph that is the live region.
pub const STATUS: &str = "data-status";

/// On the frame's footer.
pub const FOOT: &str = "data-foot";

/// On a button: fetches the failed page again.
pub const RETRY: &str = "data-retry";

/// On a button: opens or closes the keys dialog.
pub const KEYS: &str = "data-keys";

/// On a checkbox: switches the letter keys on or off.
pub const LETTERS: &str = "data-letters";

/// On a button: shares the page's address, or a passage's if the value is a text fragment.
pub const SHARE: &str = "data-share";

/// On a button: scrolls to where the reader left the essay.
pub const RESUME: &str = "data-go-on";

/// On a button: resets the reader's look.
pub const RESET: &str = "data-reset";

/// On an entry of a link box: one level below the entry before.
pub const DEEPER: &str = "data-deeper";

/// On `<html>` during a turn: the address that is turned to. If the app breaks, the start script loads it in full.
pub const TURNING: &str = "data-turning";

/// On `<html>`: `next`, `previous` or empty, the direction of the latest turn.
pub const TURN: &str = "data-turn";
