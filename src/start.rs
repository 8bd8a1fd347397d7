//! From the wasm's start to the first page.

use std::sync::Arc;

use catchword_bundle::Site;
use catchword_i18n::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::cache::{self, BundleCache, LoadState, Seed};
use crate::navigation::{self, Router};
use crate::routes::Routes;
use crate::state::{AppState, Shown};
use crate::views::Views;
use crate::{app, dom};

/// The standard library's allocator would be four times the size.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Starts the app: takes over a prerendered page, or mounts into an empty one. Anything else it leaves alone: the page works
/// without the app, and the start script logs the reason.
pub fn run<V: Views>() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    let _ = any_spawner::Executor::init_wasm_bindgen();
    catchword_i18n::install(cache::catalogs());
    match cache::seed() {
        Some(Ok(seed)) if dom::has_main() => take_over::<V>(seed),
        Some(Ok(_)) => give_up("the page has no main element of its own, or several"),
        Some(Err(fault)) => give_up(&fault.to_string()),
        None if dom::is_body_empty() => spawn_local(mount::<V>()),
        None => give_up("the page has no seed: its HTML ends early"),
    }
}

fn give_up(reason: &str) {
    wasm_bindgen::throw_str(reason)
}

fn take_over<V: Views>(seed: Seed) {
    let Seed { site, page, is_complete } = seed;
    let shown = match &page {
        Some((path, bundle)) => Shown::ready(&site, Routes::of(&site).read(path), path.clone(), bundle),
        None => Shown::missing(&site),
    };
    let cache = BundleCache::default();
    if let Some((path, bundle)) = page.filter(|_| is_complete) {
        cache.seed(&path, bundle);
    }
    begin::<V>(&Arc::new(site), shown, cache, true);
}

async fn mount<V: Views>() {
    let site = match cache::fetch_site(&base()).await {
        Ok((site, frame)) => {
            dom::fill_body(&frame);
            if !dom::has_main() {
                return dom::write_into_body(catchword_i18n::catalog(&site.language).get(Message::Shape));
            }
            Arc::new(site)
        }
        // Without `site.json` there is no frame: only the fault is shown.
        Err(fault) => {
            leptos::logging::warn!("site.json: {fault}");
            return dom::write_into_body(fault.sentence(catchword_i18n::catalog("")));
        }
    };
    let routes = Routes::of(&site);
    let pathname = window().location().pathname().unwrap_or_default();
    let address = routes.read(&pathname);
    let path = address.as_ref().map_or(pathname, |address| routes.write(address));
    let shown = Shown::without_bundle(&site, address, path, String::new());
    begin::<V>(&site, shown, BundleCache::default(), false);
}

/// Begins the visit, with the page that is in the document if it `is_there`. The listeners come last: if anything before them
/// fails, every link is still the browser's. Not inlined, or the wasm would contain it twice.
#[inline(never)]
fn begin<V: Views>(site: &Arc<Site>, shown: Shown, cache: BundleCache, is_there: bool) {
    cache.activate(&shown.path);
    let state = AppState::new(shown);
    let views = {
        let site = site.clone();
        move |shown: Shown, load: &LoadState| app::build::<V>(&site, shown, load)
    };
    if !is_there && let Some(page) = views(state.now(), &LoadState::Loading) {
        page.show(&state.now());
    }
    let router = Router::new(site.clone(), cache, state, Box::new(views));
    match is_there {
        true => router.start_taken_over(),
        false => router.clone().start_mounted(),
    }
    navigation::listen(&router);
}

/// The site's base path, from the start script's tag.
fn base() -> String {
    let script = document().query_selector("script[data-base]").ok().flatten();
    script.and_then(|script| script.get_attribute("data-base")).unwrap_or_else(|| "/".to_owned())
}
