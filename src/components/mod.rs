//! The parts that pages share, and those that the app adds to a page.

mod fault_note;
mod fold;
mod footer;
mod hero;
mod keys_button;
#[cfg(target_arch = "wasm32")]
mod keys_dialog;
mod link_box;
#[cfg(target_arch = "wasm32")]
mod look_form;
mod masthead;
mod meta;
#[cfg(target_arch = "wasm32")]
mod offer;
mod prose;
mod retry_button;
mod share_button;

use catchword_bundle::Site;
use leptos::prelude::*;
use leptos::tachys::html::InertElement;

pub(crate) use fault_note::fault_note;
pub(crate) use fold::fold;
pub use footer::Footer;
pub(crate) use footer::footer;
pub(crate) use hero::hero_picture;
pub(crate) use keys_button::keys_button;
#[cfg(target_arch = "wasm32")]
pub(crate) use keys_dialog::{Keys, keys_dialog};
pub(crate) use link_box::{BoxLink, link_box};
#[cfg(target_arch = "wasm32")]
pub(crate) use look_form::look_form;
pub use masthead::Masthead;
pub(crate) use masthead::masthead;
pub(crate) use meta::{meta_line, tag_list};
#[cfg(target_arch = "wasm32")]
pub(crate) use offer::offer;
pub(crate) use prose::prose;
pub(crate) use retry_button::retry_button;
pub(crate) use share_button::share_button;

/// A part of a page, as HTML. So views that have it don't depend on what it consists of.
pub type Part = InertElement;

/// A part, from its view.
pub(crate) fn part(view: impl IntoView) -> Part {
    InertElement::new(view.into_view().to_html())
}

/// The path of a URL of this site, as JSON Feed's fields have it; any other URL unchanged. A path also works where the
/// site is served at another address, such as 127.0.0.1.
pub(crate) fn own_path(site: &Site, url: &str) -> String {
    match url.strip_prefix(&site.url) {
        Some(below) => format!("{}{below}", site.base),
        None => url.to_owned(),
    }
}
