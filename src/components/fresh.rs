use std::cell::Cell;

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};

thread_local! {
    static MADE: Cell<u32> = const { Cell::new(0) };
}

/// How many pages have been made anew so far. One that breaks while it is made does not count.
#[cfg(target_arch = "wasm32")]
pub(crate) fn made() -> u32 {
    MADE.get()
}

/// A view that is made anew rather than changed into its successor.
///
/// A turned page has nothing in common with the one before, so comparing the two would find nothing to keep; and the
/// code that compares, node by node, is a good part of what a view weighs in the wasm.
pub(crate) struct Fresh<V>(pub(crate) V);

impl<V: Render> Render for Fresh<V> {
    type State = V::State;

    fn build(self) -> V::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut V::State) {
        let mut new = self.0.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
        MADE.set(MADE.get().wrapping_add(1));
    }
}

impl<V: AddAnyAttr + RenderHtml> AddAnyAttr for Fresh<V> {
    type Output<A: Attribute> = Fresh<<V as AddAnyAttr>::Output<A>>;

    fn add_any_attr<A: Attribute>(self, attr: A) -> Self::Output<A>
    where
        Self::Output<A>: RenderHtml,
    {
        Fresh(self.0.add_any_attr(attr))
    }
}

impl<V: RenderHtml> RenderHtml for Fresh<V> {
    type AsyncOutput = V::AsyncOutput;
    type Owned = Fresh<V::Owned>;

    const MIN_LENGTH: usize = V::MIN_LENGTH;
    const EXISTS: bool = V::EXISTS;

    fn dry_resolve(&mut self) {
        self.0.dry_resolve();
    }

    async fn resolve(self) -> V::AsyncOutput {
        self.0.resolve().await
    }

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.0.to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> V::State {
        self.0.hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Fresh<V::Owned> {
        Fresh(self.0.into_owned())
    }
}
