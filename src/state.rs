//! What is shown: views follow it, a turn sets it.

use catchword_bundle::Site;
use catchword_i18n::Catalog;
use leptos::prelude::*;

use crate::routes::Address;

/// The page on the screen, as a signal. A handle: copies share it.
#[derive(Debug, Clone, Copy)]
pub struct AppState {
    /// The page on the screen.
    pub shown: RwSignal<Shown>,
}

/// The page on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Which page it is; `None` for the site's 404 page.
    pub address: Option<Address>,
    /// Its path, with the base.
    pub path: String,
    /// The messages in its language.
    pub catalog: &'static Catalog,
    /// The title from its history entry: the heading if the page can't be fetched.
    pub title: String,
}

impl Shown {
    /// The 404 page, whatever the address was.
    pub fn missing(site: &Site) -> Shown {
        let catalog = catchword_i18n::catalog(&site.language);
        Shown { address: None, path: String::new(), catalog, title: String::new() }
    }
}

impl AppState {
    /// The state of a visit that begins at `shown`.
    pub fn new(shown: Shown) -> AppState {
        AppState { shown: RwSignal::new(shown) }
    }

    /// The page on the screen, without following it.
    pub fn now(&self) -> Shown {
        self.shown.get_untracked()
    }

    /// The messages in the language of the page on the screen.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn catalog(&self) -> &'static Catalog {
        self.now().catalog
    }
}
