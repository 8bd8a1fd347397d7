//! The app: runs in the visitor's browser, and natively when pages are prerendered.

pub mod app;
pub mod cache;
mod components;
pub mod head;
pub mod navigation;
mod page;
mod pages;
#[cfg(feature = "ssr")]
pub mod prerender;
#[cfg(target_arch = "wasm32")]
mod reading;
pub mod routes;
