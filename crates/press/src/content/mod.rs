//! What an author writes in TOML: `site.toml` and front matter, read field by field so that every mistake is found.

pub(crate) mod alias;
pub(crate) mod fields;
pub(crate) mod front_matter;
mod hosts;
pub(crate) mod settings;
pub(crate) mod split;
