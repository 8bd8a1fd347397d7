//! `cargo xtask bench`: measurements that are too slow, or depend too much on the machine, to be tests.

pub mod build;
mod chromium;
mod devtools;
mod environment;
mod figures;
pub mod paint;
pub mod peers;
pub mod press;
pub mod search;
mod tab;
mod timed;
pub mod turn;
