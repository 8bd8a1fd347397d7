//! From the wasm's start to the first page.

use std::rc::Rc;
use std::sync::Arc;

use catchword_app::app::App;
use catchword_app::cache::{self, BundleCache, Fault, Seed};
use catchword_app::navigation::{self, Router};
use catchword_app::routes::Routes;
use catchword_app::state::{AppState, Shown};
use catchword_bundle::Site;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Starts the app: hydrates a prerendered page, or mounts into an empty one.
pub(crate) fn run() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    let _ = any_spawner::Executor::init_wasm_bindgen();
    catchword_i18n::install(cache::catalogs());
    match cache::seed() {
        Some(Ok(seed)) => hydrate(seed),
        // The page works without the app; the start script logs the reason.
        Some(Err(fault)) => wasm_bindgen::throw_str(&fault.to_string()),
        None => spawn_local(async {
            match cache::fetch_site(&base()).await {
                Ok(site) => mount(site),
                Err(fault) => show_fault(&fault),
            }
        }),
    }
}

fn hydrate(seed: Seed) {
    let Seed { site, page } = seed;
    let cache = BundleCache::default();
    let shown = match page {
        Some((path, bundle)) => {
            let shown = Shown::ready(&site, Routes::of(&site).read(&path), path, &bundle);
            cache.seed(&shown.path, bundle);
            shown
        }
        None => Shown::missing(&site),
    };
    leptos::mount::hydrate_body(move || {
        let (router, app) = begin(site, cache, shown);
        router.start_hydrated();
        app
    });
}

fn mount(site: Site) {
    let routes = Routes::of(&site);
    let pathname = window().location().pathname().unwrap_or_default();
    let address = routes.read(&pathname);
    let path = address.as_ref().map_or(pathname, |address| routes.write(address));
    let shown = Shown::without_bundle(&site, address, path, String::new());
    leptos::mount::mount_to_body(move || {
        let (router, app) = begin(site, BundleCache::default(), shown);
        router.start_mounted();
        app
    });
}

/// The app with its first page, and the router. Not inlined, or the wasm would hold it twice.
#[inline(never)]
fn begin(site: Site, cache: BundleCache, shown: Shown) -> (Rc<Router>, impl IntoView) {
    let site = Arc::new(site);
    cache.activate(&shown.path);
    let state = AppState::new(shown);
    let router = Router::new(site.clone(), cache, state);
    navigation::listen(&router);
    (router, view! { <App site cache state/> })
}

/// The site's base path, from the start script's tag.
fn base() -> String {
    let script = document().query_selector("script[data-base]").ok().flatten();
    script.and_then(|script| script.get_attribute("data-base")).unwrap_or_else(|| "/".to_owned())
}

/// Without `site.json` there is no frame: the fault is all that is shown.
fn show_fault(fault: &Fault) {
    leptos::logging::warn!("site.json: {fault}");
    document()
        .body()
        .expect("a body, for scripts run after it")
        .set_text_content(Some(fault.sentence(catchword_i18n::catalog(""))));
}
