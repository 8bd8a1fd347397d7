//! How a page gets into the document, or into its HTML.
//!
//! A page doesn't change while it is shown, and a turn replaces all of it. So the app keeps the prerendered page's nodes as
//! they are, and a turn replaces everything in `<main>`, whoever put it there, by new nodes, which may be built ahead. Leptos's own code for
//! hydrating a page's view and for comparing it with the next would be a third of the app's size, and it counts nodes: one
//! that a browser's extension has added would break it.

use leptos::prelude::*;
#[cfg(target_arch = "wasm32")]
use leptos::tachys::renderer::Rndr;
#[cfg(target_arch = "wasm32")]
use leptos::tachys::view::Mountable;
#[cfg(target_arch = "wasm32")]
use web_sys::Element;

#[cfg(target_arch = "wasm32")]
use crate::dom;
#[cfg(target_arch = "wasm32")]
use crate::state::Shown;

/// Where a view is rendered to.
pub(crate) trait Target {
    fn render(self, view: impl IntoView);
}

/// A page's nodes, in an element that is not in the document.
#[cfg(target_arch = "wasm32")]
#[derive(Debug)]
pub struct BuiltPage(Element);

#[cfg(target_arch = "wasm32")]
impl BuiltPage {
    pub(crate) fn empty() -> BuiltPage {
        BuiltPage(Rndr::create_element("div", None))
    }

    /// Puts the page into `<main>`, in place of everything there. Returns whether there is a `<main>`: someone may have taken
    /// it away.
    pub fn show(self, shown: &Shown) -> bool {
        let Some(main) = dom::main() else { return false };
        // In one step: if it throws, the app ends here, with the old page on the screen, and the start script loads the new one
        // in full.
        main.replace_children_with_node(&js_sys::Array::from(&self.0.child_nodes()));
        dom::set_attribute(&main, "dir", shown.direction);
        for link in dom::find_all(&[&dom::attribute_selector(dom::SITE_LINKS), " a"].concat()) {
            let is_here = link.get_attribute("href").as_ref() == Some(&shown.path);
            dom::set_attribute(&link, "aria-current", is_here.then_some("page"));
        }
        true
    }
}

#[cfg(target_arch = "wasm32")]
impl Target for &BuiltPage {
    fn render(self, view: impl IntoView) {
        view.into_view().build().mount(&self.0, None);
    }
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
