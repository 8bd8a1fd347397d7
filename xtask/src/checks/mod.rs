//! Checks of the source's layers, and other people's programs as judges: ESLint and TypeScript of the scripts, html-validate
//! and Lighthouse of the built site.

pub mod html;
mod imports;
pub mod javascript;
pub mod layers;
pub mod lighthouse;
pub mod pages;
