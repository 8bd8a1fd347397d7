//! What a function is for.

use super::symbol::{BINDGEN, Symbol};

/// Paths, and the feature of what is written there. Of several that fit, the longest counts.
const FEATURES: &[(&str, &str)] = &[
    ("app", "start: takes over the page"),
    ("catchword_app::app", "pages and components"),
    ("catchword_app::cache", "records: cache and requests"),
    ("catchword_app::cache::json", "records: read from JSON"),
    ("catchword_app::cache::read", "records: read from JSON"),
    ("catchword_app::cache::seed", "records: read from JSON"),
    ("catchword_app::components", "pages and components"),
    ("catchword_app::components::keys_button", "navigation: keys"),
    ("catchword_app::components::keys_dialog", "navigation: keys"),
    ("catchword_app::components::look_form", "reading: look"),
    ("catchword_app::components::offer", "reading: resume"),
    ("catchword_app::components::share_button", "reading: share"),
    ("catchword_app::dom", "the document"),
    ("catchword_app::head", "pages and components"),
    ("catchword_app::navigation", "navigation: links, events, prefetch"),
    ("catchword_app::navigation::focus_scroll", "navigation: focus and scroll position"),
    ("catchword_app::navigation::history", "navigation: history"),
    ("catchword_app::navigation::keys", "navigation: keys"),
    ("catchword_app::navigation::saved_place", "navigation: history"),
    ("catchword_app::navigation::turn", "navigation: the turn"),
    ("catchword_app::page", "pages and components"),
    ("catchword_app::pages", "pages and components"),
    ("catchword_app::reading", "reading: the rest"),
    ("catchword_app::reading::contents", "reading: contents"),
    ("catchword_app::reading::look", "reading: look"),
    ("catchword_app::reading::notes", "reading: notes"),
    ("catchword_app::reading::resume", "reading: resume"),
    ("catchword_app::reading::share", "reading: share"),
    ("catchword_app::routes", "addresses"),
    ("catchword_app::start", "start: takes over the page"),
    ("catchword_app::state", "what is shown"),
    ("catchword_app::views", "pages and components"),
    ("catchword_bundle", "records: their types"),
    ("catchword_i18n", "languages"),
    ("any_spawner", "framework: asynchronous tasks"),
    ("either_of", "framework: views"),
    ("futures_channel", "framework: asynchronous tasks"),
    ("futures_core", "framework: asynchronous tasks"),
    ("futures_task", "framework: asynchronous tasks"),
    ("futures_util", "framework: asynchronous tasks"),
    ("leptos", "framework: views"),
    ("leptos_dom", "framework: views"),
    ("leptos_router", "addresses"),
    ("or_poisoned", "framework: reactivity"),
    ("reactive_graph", "framework: reactivity"),
    ("send_wrapper", "framework: reactivity"),
    ("slotmap", "framework: reactivity"),
    ("tachys", "framework: views"),
    ("gloo_net", "JavaScript: requests and streams"),
    ("gloo_timers", "JavaScript: timers"),
    ("js_sys", "JavaScript: its own types"),
    ("js_sys::futures", "JavaScript: promises"),
    ("wasm_bindgen", "JavaScript: glue"),
    ("wasm_bindgen_futures", "JavaScript: promises"),
    ("wasm_streams", "JavaScript: requests and streams"),
    ("web_sys", "JavaScript: the browser's types"),
    (BINDGEN, "JavaScript: glue"),
    ("__rustc", "library: memory"),
    ("alloc", "library: collections"),
    ("alloc::alloc", "library: memory"),
    ("alloc::fmt", "library: formatting"),
    ("alloc::raw_vec", "library: memory"),
    ("alloc::str", "library: texts"),
    ("alloc::string", "library: texts"),
    ("compiler_builtins", "library: the rest"),
    ("core", "library: the rest"),
    ("core::char", "library: texts"),
    ("core::fmt", "library: formatting"),
    ("core::num::fmt", "library: formatting"),
    ("core::panicking", "library: panics"),
    ("core::ptr::drop_in_place", "library: drops of values"),
    ("core::str", "library: texts"),
    ("dlmalloc", "library: memory"),
    ("hashbrown", "library: collections"),
    ("std", "library: the rest"),
    ("std::panicking", "library: panics"),
    ("talc", "library: memory"),
];

/// The feature of a function. A module without one is a feature by itself.
pub(super) fn of(symbol: &Symbol) -> String {
    let path = symbol.path.join("::");
    let fits = |rule: &str| path.strip_prefix(rule).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"));
    let rule = FEATURES.iter().filter(|(rule, _)| fits(rule)).max_by_key(|(rule, _)| rule.len());
    rule.map_or_else(
        || symbol.path.iter().take(2).cloned().collect::<Vec<_>>().join("::"),
        |(_, name)| (*name).to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn feature(path: &str) -> String {
        of(&Symbol { path: path.split("::").map(str::to_owned).collect(), text: String::new() })
    }

    #[test]
    fn the_longest_path_that_fits_counts() {
        assert_eq!(feature("catchword_app::navigation::clicks::click"), "navigation: links, events, prefetch");
        assert_eq!(feature("catchword_app::navigation::turn::swap"), "navigation: the turn");
        assert_eq!(feature("catchword_app::navigation::turn_marker"), "navigation: links, events, prefetch");
        assert_eq!(feature("core::ptr::drop_in_place"), "library: drops of values");
        assert_eq!(feature("somebody::else::at"), "somebody::else");
    }

    #[test]
    fn the_rules_follow_the_apps_modules() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src");
        for (path, _) in FEATURES {
            let Some(path) = path.strip_prefix("catchword_app::") else { continue };
            let place = source.join(path.replace("::", "/"));
            assert!(place.is_dir() || place.with_extension("rs").is_file(), "there is no module `{path}`");
        }
        let native = ["lib", "main", "prerender", "start"];
        for entry in fs::read_dir(source).unwrap() {
            let place = entry.unwrap().path();
            let module = place.file_stem().unwrap().to_str().unwrap();
            let path = format!("catchword_app::{module}");
            assert!(native.contains(&module) || feature(&path) != path, "`{path}` has no feature");
        }
    }
}
