//! What a browser does when a page loads, done when a page turns: title, focus, announcement, scroll, history.
//!
//! The components only read [`Navigation`]; everything that acts listens at the document (`clicks`), so a page
//! without this code is the same page.

#[cfg(target_arch = "wasm32")]
mod clicks;
#[cfg(target_arch = "wasm32")]
mod fault_note;
#[cfg(target_arch = "wasm32")]
mod focus_scroll;
#[cfg(target_arch = "wasm32")]
mod head;
#[cfg(target_arch = "wasm32")]
mod history;
#[cfg(target_arch = "wasm32")]
mod keys;
#[cfg(target_arch = "wasm32")]
mod prefetch;
#[cfg(target_arch = "wasm32")]
mod status;
#[cfg(target_arch = "wasm32")]
mod transition;
#[cfg(target_arch = "wasm32")]
mod turn;
#[cfg(target_arch = "wasm32")]
mod turn_marker;

use catchword_bundle::Site;
use catchword_i18n::Catalog;
use leptos::prelude::*;

#[cfg(target_arch = "wasm32")]
pub use clicks::listen;
#[cfg(target_arch = "wasm32")]
pub(crate) use status::say;
#[cfg(target_arch = "wasm32")]
pub use turn::Turner;

use crate::routes::Address;

/// What the reader sees. A handle: copies share the signal.
#[derive(Debug, Clone, Copy)]
pub struct Navigation {
    /// The page on the screen.
    pub shown: RwSignal<Shown>,
}

/// The page on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Which page it is; `None` is the page that says there is none.
    pub address: Option<Address>,
    /// Its path, with the base.
    pub path: String,
    /// The words of its language.
    pub words: &'static Catalog,
    /// The title that its history entry had, for a page that can't be shown again.
    pub title: String,
}

impl Shown {
    /// The page for an address that the site does not have, whichever that was.
    pub fn missing(site: &Site) -> Shown {
        let words = catchword_i18n::catalog(&site.language);
        Shown { address: None, path: String::new(), words, title: String::new() }
    }
}

/// What the keys do for this reader on this page.
#[cfg(target_arch = "wasm32")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Keys {
    /// Whether letters and signs do anything.
    pub(crate) letters: bool,
    /// Whether the page is written from right to left, so that the next one lies to the left.
    pub(crate) right_to_left: bool,
    /// Whether there is something to search by.
    pub(crate) search: bool,
}

/// The attribute of a button that asks for the failed page again.
pub const RETRY: &str = "data-retry";

/// The attribute of a button that opens the keys dialog, or closes it.
pub const KEYS: &str = "data-keys";

/// The attribute of the checkbox that switches letters and signs on and off.
pub const LETTERS: &str = "data-letters";

impl Navigation {
    /// The state of a visit that begins at `shown`.
    pub fn new(shown: Shown) -> Navigation {
        Navigation { shown: RwSignal::new(shown) }
    }

    /// The page on the screen, for what does not follow it.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn shown_now(&self) -> Shown {
        self.shown.get_untracked()
    }

    /// The words in which the page on the screen is spoken of.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn words(&self) -> &'static Catalog {
        self.shown.get_untracked().words
    }
}

/// The document that the app runs in.
#[cfg(target_arch = "wasm32")]
pub(crate) fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Every element that a selector finds, in the document's order.
#[cfg(target_arch = "wasm32")]
pub(crate) fn find_all(document: &web_sys::Document, selector: &str) -> Vec<web_sys::Element> {
    use wasm_bindgen::JsCast;
    let found = document.query_selector_all(selector).ok();
    let found = found.iter().flat_map(|found| (0..found.length()).filter_map(|at| found.item(at)));
    found.filter_map(|node| node.dyn_into().ok()).collect()
}

/// Its `<main>`.
#[cfg(target_arch = "wasm32")]
fn main() -> Option<web_sys::Element> {
    document()?.query_selector("main").ok()?
}

/// Its `<html>`.
#[cfg(target_arch = "wasm32")]
fn root() -> Option<web_sys::HtmlElement> {
    use wasm_bindgen::JsCast;
    document()?.document_element()?.dyn_into().ok()
}
