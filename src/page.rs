//! The page in the frame: which view an address gets, and how it comes into the document.

use std::cell::Cell;
use std::sync::Arc;

use catchword_bundle::{Bundle, Site};
use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{Element, Node};
use leptos::tachys::renderer::{CastFrom, Rndr};
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};

use crate::cache::{Fault, LoadState};
use crate::navigation::Shown;
use crate::pages::{counts_page, essay_page, faulty_page, list_page, missing_page, skeleton, standing_page};
use crate::routes::Address;

thread_local! {
    static MADE: Cell<u32> = const { Cell::new(0) };
}

/// How many pages have been made anew so far. One that breaks while it is made does not count.
#[cfg(target_arch = "wasm32")]
pub(crate) fn made() -> u32 {
    MADE.get()
}

/// What is shown, and what is known of it.
///
/// Nothing in a page changes while it is shown, and a turned page has nothing in common with the one before. So the page
/// that is in the document is taken over as it stands, the next one is made anew, and what both leave behind is the nodes
/// alone. Code that walks along a page's view to take it over, and code that compares it with its successor, would be a
/// third of what the app weighs.
pub(crate) struct PageView {
    pub(crate) shown: Shown,
    pub(crate) state: LoadState,
    pub(crate) site: Arc<Site>,
}

/// What becomes of a page's view.
trait Take {
    fn take(self, view: impl IntoView);
}

impl PageView {
    fn view(self, taker: impl Take) {
        let PageView { shown, state, site } = self;
        let words = catchword_i18n::catalog(&site.language);
        let Some(address) = shown.address else { return taker.take(missing_page(&site, words)) };
        let bundle = match state {
            LoadState::Ready(bundle) => bundle,
            LoadState::Loading => return taker.take(skeleton()),
            LoadState::Failed(Fault::NotFound) => return taker.take(missing_page(&site, words)),
            LoadState::Failed(fault) => return taker.take(faulty_page(shown.title, &fault, words)),
        };
        match (address, &*bundle) {
            (Address::Essay(_), Bundle::Item(item)) => taker.take(essay_page(&site, item)),
            (Address::Page(_) | Address::Search, Bundle::Item(item)) => taker.take(standing_page(&site, item)),
            (Address::List(_) | Address::Tag(..) | Address::Year(..), Bundle::Feed(feed)) => {
                taker.take(list_page(&site, feed, words));
            }
            (Address::Tags | Address::Archive, Bundle::Feed(feed)) => taker.take(counts_page(feed)),
            // The cache gives an address only the kind of bundle that belongs to it.
            _ => taker.take(missing_page(&site, words)),
        }
    }
}

/// Puts the nodes of a view into an element.
struct Into<'a>(&'a Element);

impl Take for Into<'_> {
    fn take(self, view: impl IntoView) {
        view.into_view().build().mount(self.0, None);
    }
}

/// Writes a view as HTML.
struct Write<'a>(&'a mut String);

impl Take for Write<'_> {
    fn take(self, view: impl IntoView) {
        // Leptos parts one text from the next where it will walk along them. Here it does not, and a text that an author
        // wrote has no comments.
        self.0.push_str(&view.into_view().to_html().replace("<!>", ""));
    }
}

/// The nodes of a page in the document.
pub(crate) struct Nodes(Vec<Node>);

impl Nodes {
    /// A node and those after it.
    fn from(first: Option<Node>) -> Nodes {
        Nodes(std::iter::successors(first, Rndr::next_sibling).collect())
    }
}

impl Mountable for Nodes {
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

impl Render for PageView {
    type State = Nodes;

    fn build(self) -> Nodes {
        let holder = Rndr::create_element("div", None);
        self.view(Into(&holder));
        Nodes::from(Rndr::first_child(holder.as_ref()))
    }

    fn rebuild(self, state: &mut Nodes) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
        MADE.set(MADE.get().wrapping_add(1));
    }
}

impl RenderHtml for PageView {
    type AsyncOutput = PageView;
    type Owned = PageView;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> PageView {
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
        // The app in a browser writes none; without this the wasm would hold the code for it.
        if cfg!(feature = "ssr") {
            self.view(Write(buf));
        }
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Nodes {
        cursor.child();
        position.set(Position::NextChild);
        Nodes::from(Some(cursor.current()))
    }

    fn into_owned(self) -> PageView {
        self
    }
}

/// A page takes no attributes: it is no element.
impl AddAnyAttr for PageView {
    type Output<A: Attribute> = PageView;

    fn add_any_attr<A: Attribute>(self, _: A) -> PageView
    where
        Self::Output<A>: RenderHtml,
    {
        self
    }
}
