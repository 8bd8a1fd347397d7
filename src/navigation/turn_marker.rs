//! Marks the document while a page turns. If the app breaks in the middle, the start script reads the mark and loads the
//! address in full.

use crate::dom::{TURNING, root};

/// A turn to `address` has begun: a path with query and hash.
pub(super) fn mark(address: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute(TURNING, address);
    }
}

/// No turn is under way.
pub(super) fn clear() {
    if let Some(root) = root() {
        let _ = root.remove_attribute(TURNING);
    }
}
