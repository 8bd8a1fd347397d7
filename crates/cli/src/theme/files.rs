//! The files of a new crate with views.

use std::path::Path;

use catchword_press::toml_text;

use super::source::{Source, way};
use crate::init::files::NewFile;

/// Every file, by its path below the crate's folder.
pub(super) fn all(name: &str, place: &Path, source: &Source) -> Vec<NewFile> {
    let way = way(place, &source.folder);
    let readme = include_str!("template/README.md").replace("NAME", name);
    vec![
        (".cargo/config.toml", config(&way)),
        (".gitignore", "/target\n/dist\n".to_owned()),
        ("Cargo.lock", source.lock.clone()),
        ("Cargo.toml", manifest(name, &way, source)),
        ("README.md", readme),
        ("build.rs", include_str!("template/build.rs").to_owned()),
        ("rust-toolchain.toml", source.toolchain.clone()),
        ("src/app.rs", include_str!("template/app.rs").to_owned()),
        ("src/lib.rs", include_str!("template/lib.rs").to_owned()),
        ("src/main.rs", include_str!("template/main.rs").to_owned()),
        ("style.css", include_str!("template/style.css").to_owned()),
    ]
}

/// `cargo xtask` in the crate's folder is that of the checkout.
fn config(way: &str) -> String {
    let manifest = toml_text(&format!("{way}/xtask/Cargo.toml"));
    format!("[alias]\nxtask = [\"run\", \"--quiet\", \"--manifest-path\", {manifest}, \"--\"]\n")
}

fn manifest(name: &str, way: &str, source: &Source) -> String {
    let path = |below: &str| toml_text(format!("{way}/{below}").trim_end_matches('/'));
    format!(
        "[package]\nname = {name}\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
         # Compiles the app for browsers.\n[features]\nhydrate = [\"catchword-app/hydrate\"]\n\n\
         [lib]\nname = \"views\"\n\n\
         # The app.\n[[bin]]\nname = \"app\"\npath = \"src/app.rs\"\nrequired-features = [\"hydrate\"]\n\n\
         # The author's command, with the app inside.\n[[bin]]\nname = \"catchword\"\npath = \"src/main.rs\"\n\n\
         [dependencies]\ncatchword-app = {{ path = {app} }}\n{leptos}\n\n\
         [target.'cfg(not(target_arch = \"wasm32\"))'.dependencies]\ncatchword-cli = {{ path = {cli} }}\n\n\
         [build-dependencies]\ncatchword-build = {{ path = {build} }}\n\n\
         {profile}\n\
         # This crate is not part of another workspace.\n[workspace]\n",
        name = toml_text(name),
        app = path(""),
        cli = path("crates/cli"),
        build = path("crates/build"),
        leptos = source.line("leptos = "),
        profile = source.table("[profile.wasm]"),
    )
}
