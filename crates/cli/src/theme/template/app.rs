//! Starts the app in the browser.

fn main() {
    #[cfg(target_arch = "wasm32")]
    catchword_app::start::run::<views::MyViews>();
}
