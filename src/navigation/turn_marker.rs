//! A mark on the document while a page turns: where to. When the app breaks half-way, the start script finds it there and
//! loads that address in full.

use super::root;

/// The mark's name among the data attributes of `<html>`; `public/start.js` reads it.
const MARK: &str = "turning";

/// A turn to `address` begins: a path with query and hash.
pub(super) fn mark(address: &str) {
    if let Some(root) = root() {
        let _ = root.dataset().set(MARK, address);
    }
}

/// No turn is under way.
pub(super) fn clear() {
    if let Some(root) = root() {
        root.dataset().delete(MARK);
    }
}
