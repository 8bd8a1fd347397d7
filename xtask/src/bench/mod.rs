//! `cargo xtask bench`: figures that are too slow to take, or too much the machine's own, to be tests.

mod chromium;
mod devtools;
mod environment;
mod figures;
pub mod paint;
pub mod press;
pub mod search;
mod tab;
pub mod turn;
