//! The page that is shown: a turn sets it.

use std::cell::RefCell;
use std::rc::Rc;

use catchword_bundle::{Bundle, Site};
use catchword_i18n::Catalog;

use crate::routes::Address;

/// The page on the screen. A handle: clones share it.
#[derive(Debug, Clone)]
pub struct AppState {
    shown: Rc<RefCell<Shown>>,
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
    /// HTML's `dir` for its language, if it differs from that of the site's.
    pub direction: Option<&'static str>,
    /// The title from its history entry: the heading if the page can't be fetched.
    pub title: String,
}

impl Shown {
    /// A page whose bundle is there.
    pub fn ready(site: &Site, address: Option<Address>, path: String, bundle: &Bundle) -> Shown {
        let language = bundle.language(site);
        let direction = catchword_i18n::direction_in(language, &site.language);
        let catalog = catchword_i18n::catalog(language);
        Shown { address, path, catalog, direction, title: bundle.title().to_owned() }
    }

    /// A page that is not fetched yet, or could not be; and with no address, the 404 page.
    pub fn without_bundle(site: &Site, address: Option<Address>, path: String, title: String) -> Shown {
        Shown { address, path, catalog: catchword_i18n::catalog(&site.language), direction: None, title }
    }

    /// The 404 page, whatever the address was.
    pub fn missing(site: &Site) -> Shown {
        Shown::without_bundle(site, None, String::new(), String::new())
    }
}

impl AppState {
    /// The state of a visit that begins at `shown`.
    pub fn new(shown: Shown) -> AppState {
        AppState { shown: Rc::new(RefCell::new(shown)) }
    }

    /// The page on the screen.
    pub fn now(&self) -> Shown {
        self.shown.borrow().clone()
    }

    /// From now on another page is on the screen.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn set(&self, shown: Shown) {
        self.shown.replace(shown);
    }

    /// The messages in the language of the page on the screen.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn catalog(&self) -> &'static Catalog {
        self.shown.borrow().catalog
    }
}
