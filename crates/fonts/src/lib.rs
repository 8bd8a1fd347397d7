//! Makes an author's font ready for the web.
//!
//! 1. [`read`] unpacks a file (TTF, OTF, WOFF or WOFF 2) and reads what a stylesheet needs of it: a [`Font`].
//! 2. [`Font::subset`] makes a WOFF 2 file with only the characters that a site uses.
//! 3. [`Font::fallback`] computes how a reader's own font becomes the same size, so that lines break at the same words
//!    and nothing shifts when the file arrives.
//! 4. [`css`] writes it down as `@font-face` rules, and [`family_list`] the value of `font-family` to go with them.
//!
//! The same file and the same characters give the same bytes on every machine.
//!
//! All libraries are in Rust. skera leaves characters out: it is Google's, and the only one that keeps the layout tables
//! right (in fontcull-klippa, an older copy of it, much kerning is lost). What it doesn't do, PostScript outlines, is in
//! `cff`. ttf2woff2 writes WOFF 2, wuff reads it.

mod cff;
mod characters;
mod container;
mod css;
mod embedding;
mod english;
mod error;
mod fallback;
mod features;
mod font;
mod guard;
mod kerning;
mod subset;
mod systems;

pub use css::{Face, css, family_list};
pub use embedding::Embedding;
pub use error::{FontError, Other};
pub use fallback::Fallback;
pub use font::{Font, Metrics, Style, Weight, read};
pub use systems::System;
