//! How a page gets into the document, or into its HTML.
//!
//! A page doesn't change while it is shown, and a turn replaces all of it. So the app keeps the prerendered page's nodes as
//! they are, and a turn builds new nodes and replaces everything in `<main>`, whoever put it there. Leptos's own code for
//! hydrating a page's view and for comparing it with the next would be a third of the app's size, and it counts nodes: one
//! that a browser's extension has added would break it.

#[cfg(target_arch = "wasm32")]
use std::cell::Cell;

use leptos::prelude::*;
#[cfg(target_arch = "wasm32")]
use leptos::tachys::renderer::Rndr;
#[cfg(target_arch = "wasm32")]
use leptos::tachys::view::Mountable;
#[cfg(target_arch = "wasm32")]
use web_sys::Element;

#[cfg(target_arch = "wasm32")]
thread_local! {
    static REPLACEMENTS: Cell<u32> = const { Cell::new(0) };
}

/// How often a page has been replaced so far. It stays the same if building the new page panics.
#[cfg(target_arch = "wasm32")]
pub(crate) fn replacements() -> u32 {
    REPLACEMENTS.get()
}

/// Where a view is rendered to.
pub(crate) trait Target {
    fn render(self, view: impl IntoView);
}

/// Replaces everything in an element by a view.
#[cfg(target_arch = "wasm32")]
pub(crate) struct ReplacedContent<'a>(pub(crate) &'a Element);

#[cfg(target_arch = "wasm32")]
impl Target for ReplacedContent<'_> {
    fn render(self, view: impl IntoView) {
        // The old page stays until the new one is complete.
        let holder = Rndr::create_element("div", None);
        view.into_view().build().mount(&holder, None);
        move_children(&holder, self.0);
    }
}

/// Replaces the children of `to` by those of `from`.
#[cfg(target_arch = "wasm32")]
fn move_children(from: &Element, to: &Element) {
    to.set_text_content(None);
    while let Some(child) = from.first_child() {
        let _ = to.append_child(&child);
    }
    REPLACEMENTS.set(REPLACEMENTS.get().wrapping_add(1));
}

/// Writes a view as HTML.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) struct HtmlTarget<'a>(pub(crate) &'a mut String);

#[cfg(not(target_arch = "wasm32"))]
impl Target for HtmlTarget<'_> {
    fn render(self, view: impl IntoView) {
        // Leptos separates adjacent texts for hydration, which this page doesn't need. An author's text has no comments.
        self.0.push_str(&view.into_view().to_html().replace("<!>", ""));
    }
}
