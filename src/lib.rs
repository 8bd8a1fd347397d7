//! The app: runs in the visitor's browser, and natively when pages are prerendered.

pub mod app;
mod components;
pub mod head;
pub mod library;
pub mod navigation;
mod pages;
#[cfg(feature = "ssr")]
pub mod prerender;
pub mod routes;
