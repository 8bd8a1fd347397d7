//! `cargo`, as Trunk finds it.
//!
//! The call that compiles the app is changed in two ways. It leaves out Trunk's `--offline`, which is meant for Trunk's
//! downloads and not for crates. And it compiles the standard library for size in a release, which makes the wasm an eighth
//! smaller. Environment variables alone could not do that: the hooks would have them too, and compile all native code again.

use std::env;
use std::ffi::{OsStr, OsString};
use std::process::{Command, ExitCode};

use anyhow::Result;

use super::LIBRARY;
use crate::setup::toolchain::WASM32;

/// Compiler flags of a small release. They are unstable, but mean the same in every compiler that was tried.
const FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";

/// Runs cargo.
pub(super) fn run(real: &OsStr, arguments: &[OsString]) -> Result<ExitCode> {
    let mut cargo = Command::new(real);
    if compiles_the_app(arguments) {
        cargo.args(arguments.iter().filter(|argument| *argument != "--offline"));
        if env::var_os(LIBRARY).is_some() {
            cargo
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", FLAGS);
        }
    } else {
        cargo.args(arguments);
    }
    super::pass_on(&mut cargo)
}

fn compiles_the_app(arguments: &[OsString]) -> bool {
    arguments.first().is_some_and(|first| first == "build")
        && arguments.iter().any(|argument| argument.to_string_lossy() == format!("--target={WASM32}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_call_that_compiles_the_app_is_changed() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert!(compiles_the_app(&words("build --target=wasm32-unknown-unknown --manifest-path Cargo.toml")));
        assert!(!compiles_the_app(&words("run --quiet --package catchword-cli -- hook pre-build")));
        assert!(!compiles_the_app(&words("metadata --format-version 1")));
    }
}
