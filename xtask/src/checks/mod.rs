//! Checks of the source's layers, and of the built site by other people's programs: html-validate and Lighthouse.

pub mod html;
mod imports;
pub mod layers;
pub mod lighthouse;
pub mod pages;
