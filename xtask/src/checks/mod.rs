//! Other people's programs as judges: ESLint and TypeScript of the scripts, html-validate and Lighthouse of the built site.

pub mod html;
pub mod javascript;
pub mod lighthouse;
pub mod pages;
