//! What other people's programs say of the built site: html-validate of its markup, Lighthouse of the whole.

pub mod html;
pub mod lighthouse;
pub mod pages;
