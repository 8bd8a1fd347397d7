//! How a page gets into the document, or into its HTML.
//!
//! A page doesn't change while it is shown, and a turn replaces all of it. So the app keeps the prerendered page's nodes as
//! they are, and a turn replaces everything in `<main>`, whoever put it there, by new nodes, which may be built ahead. The
//! views give HTML, here as on the author's machine, and the browser's parser makes the nodes. Leptos's own code for
//! making a page's nodes, for hydrating them and for comparing them with the next page's would be half of the app's size;
//! and it counts nodes: one that a browser's extension has added would break it.

use leptos::prelude::*;
#[cfg(target_arch = "wasm32")]
use web_sys::Element;

#[cfg(target_arch = "wasm32")]
use crate::dom;
#[cfg(target_arch = "wasm32")]
use crate::state::Shown;

/// Leptos separates adjacent texts with it for hydration, which no page needs. No text of a view has it: `<` is escaped there.
#[cfg(not(target_arch = "wasm32"))]
const SEPARATOR: &str = "<!>";

/// A view as HTML.
pub(crate) fn html(view: impl IntoView) -> String {
    let html = view.into_view().to_html();
    // In a browser `catchwordFill` takes it out.
    #[cfg(not(target_arch = "wasm32"))]
    let html = html.replace(SEPARATOR, "");
    html
}

/// A page's nodes, in an element that is not in the document.
#[cfg(target_arch = "wasm32")]
#[derive(Debug)]
pub struct BuiltPage(Element);

#[cfg(target_arch = "wasm32")]
impl BuiltPage {
    /// The nodes of a view's HTML, with an author's text in its place.
    pub(crate) fn new(html: &str, text: Option<&str>) -> Option<BuiltPage> {
        let page = dom::fragment(html)?;
        // The text is not part of the view's HTML: the browser checks what it may contain (Trusted Types).
        if let Some(text) = text
            && let Ok(Some(place)) = page.query_selector(".cw-prose")
        {
            place.set_inner_html(text);
        }
        Some(BuiltPage(page))
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
