//! What happens between the wasm's start and the first page.

use std::rc::Rc;
use std::sync::Arc;

use catchword_app::app::App;
use catchword_app::cache::{self, BundleCache, Fault, Seed};
use catchword_app::navigation::{self, Navigation, Shown, Turner};
use catchword_app::routes::Routes;
use catchword_bundle::Site;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Starts the app: takes over the page that is there, or mounts into an empty one.
pub(crate) fn run() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    let _ = any_spawner::Executor::init_wasm_bindgen();
    catchword_i18n::install(cache::words());
    match cache::seed(&document()) {
        Some(Ok(seed)) => take_over(seed),
        // The page goes on as it is, and the start script says why.
        Some(Err(fault)) => wasm_bindgen::throw_str(&fault.to_string()),
        None => spawn_local(async {
            match cache::site(&base()).await {
                Ok(site) => mount(site),
                Err(fault) => say(&fault),
            }
        }),
    }
}

fn take_over(seed: Seed) {
    let Seed { site, page } = seed;
    let cache = BundleCache::default();
    let shown = match page {
        Some((path, bundle)) => {
            let (title, words) = (bundle.title().to_owned(), catchword_i18n::catalog(bundle.language(&site)));
            cache.seed(&path, bundle);
            Shown { address: Routes::of(&site).read(&path), path, words, title }
        }
        None => Shown::missing(&site),
    };
    leptos::mount::hydrate_body(move || {
        let (turner, app) = begin(site, cache, shown);
        turner.take_over();
        app
    });
}

fn mount(site: Site) {
    let routes = Routes::of(&site);
    let here = window().location().pathname().unwrap_or_default();
    let address = routes.read(&here);
    let path = address.as_ref().map_or(here, |address| routes.write(address));
    let words = catchword_i18n::catalog(&site.language);
    leptos::mount::mount_to_body(move || {
        let (turner, app) = begin(site, BundleCache::default(), Shown { address, path, words, title: String::new() });
        turner.open();
        app
    });
}

/// The app with its first page, and what turns to the others. Not inlined, or the wasm holds it twice.
#[inline(never)]
fn begin(site: Site, cache: BundleCache, shown: Shown) -> (Rc<Turner>, impl IntoView) {
    let site = Arc::new(site);
    let navigation = Navigation::new(shown);
    let turner = Turner::new(site.clone(), cache, navigation);
    navigation::listen(&turner);
    (turner, view! { <App site cache navigation/> })
}

/// The path below which the site lies: the start script's tag has it from the build.
fn base() -> String {
    let script = document().query_selector("script[data-base]").ok().flatten();
    script.and_then(|script| script.get_attribute("data-base")).unwrap_or_else(|| "/".to_owned())
}

/// The site's frame did not come, so there is nothing to put a page into.
fn say(fault: &Fault) {
    leptos::logging::warn!("site.json: {fault}");
    document()
        .body()
        .expect("a body, for scripts run after it")
        .set_text_content(Some(fault.sentence(catchword_i18n::catalog(""))));
}
