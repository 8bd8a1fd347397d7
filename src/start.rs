//! What happens between the wasm's start and the first page.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use quire::app::App;
use quire::library::{self, Fault, Library};
use quire::navigation::{self, Navigation, Shown, Turner};
use quire::routes::Routes;
use quire_bundle::Site;

/// Starts the app.
pub(crate) fn run() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    let _ = any_spawner::Executor::init_wasm_bindgen();
    spawn_local(async {
        match library::site(&base()).await {
            Ok(site) => mount(site),
            Err(fault) => say(&fault),
        }
    });
}

#[inline(never)]
fn mount(site: Site) {
    let routes = Arc::new(Routes::of(&site));
    let site = Arc::new(site);
    let here = window().location().pathname().unwrap_or_default();
    let address = routes.read(&here);
    let path = address.as_ref().map_or(here, |address| routes.write(address));
    leptos::mount::mount_to_body(move || {
        let library = Library::default();
        let navigation = Navigation::new(Shown { address, path, title: String::new() });
        let turner = Turner::new(site.clone(), routes, library, navigation);
        navigation::listen(&turner);
        spawn_local(turner.open());
        view! { <App site library navigation/> }
    });
}

/// The path below which the site lies: the start script's tag has it from the build.
fn base() -> String {
    let script = document().query_selector("script[data-base]").ok().flatten();
    script.and_then(|script| script.get_attribute("data-base")).unwrap_or_else(|| "/".to_owned())
}

/// The site's frame did not come, so there is nothing to put a page into.
fn say(fault: &Fault) {
    leptos::logging::warn!("site.json: {fault}");
    let sentence = fault.sentence();
    leptos::mount::mount_to_body(move || {
        view! {
            <main id="main" class="list">
                <h1>"This site could not be opened"</h1>
                <p class="fault">{sentence}" "<a href="">"Load it again"</a></p>
            </main>
        }
    });
}
