//! The app on the author's machine: a page's HTML, as the app in the browser takes it over.

use std::sync::{Arc, Once};

use any_spawner::Executor;
use catchword_bundle::{Bundle, Site};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use crate::app::App;
use crate::cache::BundleCache;
use crate::navigation::{Navigation, Shown};
use crate::routes::Routes;

/// The inside of `<body>` for the page at `path`, which has the base.
pub fn page(site: &Arc<Site>, path: &str, bundle: Arc<Bundle>) -> String {
    let address = Routes::of(site).read(path);
    let (title, words) = (bundle.title().to_owned(), catchword_i18n::catalog(bundle.language(site)));
    body(site, Shown { address, path: path.to_owned(), words, title }, Some(bundle))
}

/// The inside of `<body>` for an address that the site does not have.
pub fn missing_page(site: &Arc<Site>) -> String {
    body(site, Shown::missing(site), None)
}

fn body(site: &Arc<Site>, shown: Shown, bundle: Option<Arc<Bundle>>) -> String {
    static EXECUTOR: Once = Once::new();
    // Nothing waits for anything while a page is written; but the reactive system asks for an executor all the same.
    EXECUTOR.call_once(|| drop(Executor::init_futures_executor()));
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    owner.with(|| {
        let cache = BundleCache::default();
        if let Some(bundle) = bundle {
            cache.seed(&shown.path, bundle);
        }
        let navigation = Navigation::new(shown);
        view! { <App site=site.clone() cache navigation/> }.to_html()
    })
}
