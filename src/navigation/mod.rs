//! What a browser does when a page loads, done when a page turns: title, focus, announcement, scroll, history.
//!
//! Layers, the lowest first: the parts of a turn (`history`, `focus_scroll`, …) → `turn` → `links` →
//! `clicks`, `keys`, `intent` → `listeners`. Views have no event handlers: all listeners are on the document or the
//! window, so a page without the app has the same HTML.

#[cfg(target_arch = "wasm32")]
mod ahead;
#[cfg(target_arch = "wasm32")]
mod clicks;
#[cfg(target_arch = "wasm32")]
mod dialog;
#[cfg(target_arch = "wasm32")]
mod document_head;
#[cfg(target_arch = "wasm32")]
mod fault_note;
#[cfg(target_arch = "wasm32")]
mod focus_scroll;
#[cfg(target_arch = "wasm32")]
mod history;
#[cfg(target_arch = "wasm32")]
mod intent;
#[cfg(target_arch = "wasm32")]
mod keys;
#[cfg(target_arch = "wasm32")]
mod links;
#[cfg(target_arch = "wasm32")]
mod listeners;
#[cfg(target_arch = "wasm32")]
mod prefetch;
mod saved_place;
#[cfg(target_arch = "wasm32")]
mod turn;
#[cfg(target_arch = "wasm32")]
mod turn_marker;

#[cfg(target_arch = "wasm32")]
pub use listeners::listen;
#[cfg(target_arch = "wasm32")]
pub use turn::Router;
