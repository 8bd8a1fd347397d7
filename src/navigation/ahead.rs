//! Pages that are built before the reader asks for them: the neighbours of the page on the screen, while the browser is
//! idle. A turn to one of them only exchanges nodes.

use std::cell::RefCell;
use std::sync::Arc;

use catchword_bundle::Bundle;

use crate::page::BuiltPage;

/// How many pages are kept: the previous and the next one.
const MOST: usize = 2;

/// The pages that are ready, with what they were built from.
#[derive(Debug, Default)]
pub(super) struct PagesAhead(RefCell<Vec<(String, Arc<Bundle>, BuiltPage)>>);

impl PagesAhead {
    /// Takes the page out, if it was built from this bundle.
    pub(super) fn take(&self, path: &str, bundle: &Arc<Bundle>) -> Option<BuiltPage> {
        let mut pages = self.0.borrow_mut();
        let at = pages.iter().position(|(own, built_from, _)| own == path && Arc::ptr_eq(built_from, bundle))?;
        Some(pages.swap_remove(at).2)
    }

    /// Whether a page is ready.
    pub(super) fn has(&self, path: &str) -> bool {
        self.0.borrow().iter().any(|(own, ..)| own == path)
    }

    /// Keeps a page, in place of the oldest one if there are too many.
    pub(super) fn keep(&self, path: String, bundle: Arc<Bundle>, page: BuiltPage) {
        let mut pages = self.0.borrow_mut();
        pages.retain(|(own, ..)| *own != path);
        if pages.len() == MOST {
            pages.remove(0);
        }
        pages.push((path, bundle, page));
    }
}

/// Whether building a page makes the browser load no more than pictures: it loads the beginning of a film or a sound although
/// the element is not in the document.
pub(super) fn is_light(bundle: &Bundle) -> bool {
    let Bundle::Item(item) = bundle else { return true };
    let text = item.content_html.as_deref().unwrap_or_default();
    !text.as_bytes().windows(6).any(|tag| tag == b"<video" || tag == b"<audio")
}
