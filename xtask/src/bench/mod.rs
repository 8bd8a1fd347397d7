//! `cargo xtask bench`: figures that are too slow to take, or too much the machine's own, to be tests.

mod circumstances;
mod figures;
pub mod paint;
pub mod press;
pub mod turn;
