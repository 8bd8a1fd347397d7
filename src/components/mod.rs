//! The parts that pages share.

#![allow(unreachable_pub, reason = "`#[component]` makes its functions `pub` whatever they say")]

mod fault_panel;
mod fold;
mod footer;
mod fresh;
mod hero;
mod keys_button;
#[cfg(target_arch = "wasm32")]
mod keys_dialog;
mod loading_line;
mod masthead;
mod meta;
mod retry_button;

use quire_bundle::Site;

pub(crate) use fault_panel::FaultPanel;
pub(crate) use fold::fold;
pub(crate) use footer::Footer;
pub(crate) use fresh::Fresh;
#[cfg(target_arch = "wasm32")]
pub(crate) use fresh::made;
pub(crate) use hero::hero_picture;
pub(crate) use keys_button::keys_button;
#[cfg(target_arch = "wasm32")]
pub(crate) use keys_dialog::keys_dialog;
pub(crate) use loading_line::LoadingLine;
pub(crate) use masthead::Masthead;
pub(crate) use meta::{meta_line, tag_list};
pub(crate) use retry_button::RetryButton;

/// The path of an absolute address of the site's own, which JSON Feed's fields hold; any other address as it is.
/// A path works wherever the site is looked at: at its address, and at 127.0.0.1.
pub(crate) fn own_path(site: &Site, url: &str) -> String {
    match url.strip_prefix(&site.url) {
        Some(below) => format!("{}{below}", site.base),
        None => url.to_owned(),
    }
}
