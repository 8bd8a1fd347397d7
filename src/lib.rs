//! The app: runs in the visitor's browser, and natively when pages are prerendered.

pub mod app;
mod components;
pub mod library;
pub mod navigation;
mod pages;
pub mod routes;
