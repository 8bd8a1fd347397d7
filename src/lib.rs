//! The app: runs in the visitor's browser, and natively when pages are prerendered.
//!
//! Its layers, the lowest first. A module imports only from lower layers; `cargo xtask test` checks it.
//!
//! 1. [`dom`]: the document, and the names shared with styles and scripts.
//! 2. [`routes`], [`head`]: the address table, and the texts of `<head>`.
//! 3. [`state`]: what is shown.
//! 4. [`cache`]: bundles in memory, and the requests for them.
//! 5. `components`, then `pages`: the parts of every page; [`views`]: how they are arranged.
//! 6. `page`: how a page's nodes get into the document.
//! 7. `reading`: what a reader does within a page.
//! 8. `navigation`: what happens when a page turns.
//! 9. [`app`]: the layout, and the view that each address gets.
//! 10. `start`, `prerender`: the app in a browser, and natively.

pub mod app;
pub mod cache;
mod components;
pub mod dom;
pub mod head;
#[cfg(any(target_arch = "wasm32", test))]
pub mod navigation;
mod page;
mod pages;
#[cfg(feature = "ssr")]
pub mod prerender;
#[cfg(target_arch = "wasm32")]
mod reading;
pub mod routes;
#[cfg(target_arch = "wasm32")]
pub mod start;
pub mod state;
pub mod views;
