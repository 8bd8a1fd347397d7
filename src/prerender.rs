//! The app on the author's machine: a page's HTML, which the app in the browser hydrates.

use std::sync::{Arc, Once};

use any_spawner::Executor;
use catchword_bundle::{Bundle, Site};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use crate::app::App;
use crate::cache::BundleCache;
use crate::routes::Routes;
use crate::state::{AppState, Shown};

/// The content of `<body>` for the page at `path`, which includes the base.
pub fn page(site: &Arc<Site>, path: &str, bundle: Arc<Bundle>) -> String {
    let address = Routes::of(site).read(path);
    body(site, Shown::ready(site, address, path.to_owned(), &bundle), Some(bundle))
}

/// The content of `<body>` for the 404 page.
pub fn missing_page(site: &Arc<Site>) -> String {
    body(site, Shown::missing(site), None)
}

fn body(site: &Arc<Site>, shown: Shown, bundle: Option<Arc<Bundle>>) -> String {
    static EXECUTOR: Once = Once::new();
    // Nothing is spawned while a page is written, but the reactive system requires an executor.
    EXECUTOR.call_once(|| drop(Executor::init_futures_executor()));
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    owner.with(|| {
        let cache = BundleCache::default();
        if let Some(bundle) = bundle {
            cache.seed(&shown.path, bundle);
        }
        cache.activate(&shown.path);
        let state = AppState::new(shown);
        view! { <App site=site.clone() cache state/> }.to_html()
    })
}
