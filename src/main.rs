//! Starts the app in a browser: mounts it into an empty page.

#[cfg(target_arch = "wasm32")]
mod start;

fn main() {
    #[cfg(target_arch = "wasm32")]
    start::run();
}
