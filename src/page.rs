//! How a page's nodes get into the document.
//!
//! A page doesn't change while it is shown, and a turn replaces all of it. So hydration keeps the DOM as it is, and a turn
//! builds new nodes and swaps them in. Leptos's own code for hydrating a page's view and for comparing it with the next
//! would be a third of the app's size.

use std::cell::Cell;

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{Element, Node};
use leptos::tachys::renderer::{CastFrom, Rndr};
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};

thread_local! {
    static REBUILDS: Cell<u32> = const { Cell::new(0) };
}

/// How often a page has been replaced so far. It stays the same if building the new page panics.
#[cfg(target_arch = "wasm32")]
pub(crate) fn rebuilds() -> u32 {
    REBUILDS.get()
}

/// A page in the document.
pub(crate) struct PageView<C>(pub(crate) C);

/// What a page shows: one of several views, each of its own type. The methods are not generic over the target: that code
/// would be compiled with the binary instead of with the views, and the wasm would grow by a kilobyte.
pub(crate) trait Content: Send + 'static {
    fn build(self, target: ElementTarget<'_>);
    fn write(self, target: HtmlTarget<'_>);
}

/// Where a view is rendered to.
pub(crate) trait Target {
    fn render(self, view: impl IntoView);
}

/// Builds a view's nodes in an element.
pub(crate) struct ElementTarget<'a>(&'a Element);

impl Target for ElementTarget<'_> {
    fn render(self, view: impl IntoView) {
        view.into_view().build().mount(self.0, None);
    }
}

/// Writes a view as HTML.
pub(crate) struct HtmlTarget<'a>(&'a mut String);

impl Target for HtmlTarget<'_> {
    fn render(self, view: impl IntoView) {
        // Leptos separates adjacent texts for hydration, which this page doesn't need. An author's text has no comments.
        self.0.push_str(&view.into_view().to_html().replace("<!>", ""));
    }
}

/// A page's nodes in the document.
pub(crate) struct PageNodes(Vec<Node>);

impl PageNodes {
    /// A node and its following siblings.
    fn from(first: Option<Node>) -> PageNodes {
        PageNodes(std::iter::successors(first, Rndr::next_sibling).collect())
    }
}

impl Mountable for PageNodes {
    fn unmount(&mut self) {
        self.0.iter().for_each(Rndr::remove);
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.0.iter().for_each(|node| Rndr::insert_node(parent, node, marker));
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(first) = self.0.first() else { return false };
        let Some(parent) = Rndr::get_parent(first).and_then(Element::cast_from) else { return false };
        child.mount(&parent, Some(first));
        true
    }

    fn elements(&self) -> Vec<Element> {
        self.0.iter().cloned().filter_map(Element::cast_from).collect()
    }
}

impl<C: Content> Render for PageView<C> {
    type State = PageNodes;

    fn build(self) -> PageNodes {
        let holder = Rndr::create_element("div", None);
        self.0.build(ElementTarget(&holder));
        PageNodes::from(Rndr::first_child(holder.as_ref()))
    }

    fn rebuild(self, state: &mut PageNodes) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
        REBUILDS.set(REBUILDS.get().wrapping_add(1));
    }
}

impl<C: Content> RenderHtml for PageView<C> {
    type AsyncOutput = PageView<C>;
    type Owned = PageView<C>;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> PageView<C> {
        self
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attrs: Vec<AnyAttribute>,
    ) {
        // A browser never writes HTML; this keeps the code for it out of the wasm.
        if cfg!(feature = "ssr") {
            self.0.write(HtmlTarget(buf));
        }
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> PageNodes {
        cursor.child();
        position.set(Position::NextChild);
        PageNodes::from(Some(cursor.current()))
    }

    fn into_owned(self) -> PageView<C> {
        self
    }
}

/// A page has no element of its own, so it drops attributes.
impl<C: Content> AddAnyAttr for PageView<C> {
    type Output<A: Attribute> = PageView<C>;

    fn add_any_attr<A: Attribute>(self, _: A) -> Self::Output<A> {
        self
    }
}
