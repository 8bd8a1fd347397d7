//! Checks of the sources' layers; of the scripts, by ESLint and TypeScript; and of the built site, by html-validate and
//! Lighthouse.

pub mod html;
mod imports;
pub mod javascript;
pub mod layers;
pub mod lighthouse;
pub mod pages;
