//! What an author writes in TOML: `site.toml` and front matter, read field by field so that every mistake is found.

pub(crate) mod alias;
mod authors;
pub(crate) mod below;
mod checks;
pub(crate) mod days;
mod elsewhere;
mod extent;
mod fences;
pub(crate) mod fields;
pub(crate) mod front_matter;
mod head;
mod held_back;
mod hero;
mod hosts;
pub(crate) mod language;
mod look;
mod misplaced;
mod names;
mod plain;
pub(crate) mod publish;
mod references;
pub(crate) mod settings;
mod site_links;
pub(crate) mod site_url;
pub(crate) mod split;
pub(crate) mod tags;
mod text_within;
mod timezone;
pub(crate) mod toml;
pub(crate) mod visibility;
mod web_address;
mod yaml;

pub(crate) use toml::quoted;
