//! The engines that the tests know, and what a browser can be told before it starts.

use std::fmt;

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Blink, as Chromium has it.
    Chromium,
    /// Gecko, as Firefox has it.
    Firefox,
    /// WebKit, as its GTK port's MiniBrowser has it.
    WebKit,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// What a reader has set in browser or system.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Settings {
    /// Runs no script of a page's. The driver's own still run, for WebDriver's scripts are no part of the page; but in
    /// Chromium what they set up to be called later, by a timer or for a frame, is not.
    pub(crate) without_scripts: bool,
    /// The driver waits for no page to load: what is not asked for is not waited for.
    pub(crate) impatient: bool,
    /// Asks for less motion.
    pub(crate) less_motion: bool,
    /// Asks for less data. Only Chromium has the setting.
    pub(crate) save_data: bool,
}

/// Writes a test once that is run in every engine: of `fn name(reader) { … }` it makes the tests `name::chromium`,
/// `name::firefox` and `name::webkit`, so that `cargo xtask test firefox` runs one engine's.
macro_rules! in_every_engine {
    ($($(#[$meta:meta])* fn $name:ident($reader:ident) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "a test may need nothing of what is around it")]
            use super::*;
            use $crate::harness::{Engine, Visit, visit_in};

            fn test($reader: &Visit) $body

            #[test]
            fn chromium() {
                visit_in(Engine::Chromium, test);
            }

            #[test]
            fn firefox() {
                visit_in(Engine::Firefox, test);
            }

            #[test]
            fn webkit() {
                visit_in(Engine::WebKit, test);
            }
        }
    )+};
}

/// Makes tests of functions that take an engine: `name::chromium`, `name::firefox` and `name::webkit` of each.
macro_rules! for_each_engine {
    ($($name:ident)+) => {$(
        mod $name {
            use $crate::harness::Engine;

            #[test]
            fn chromium() {
                super::$name(Engine::Chromium);
            }

            #[test]
            fn firefox() {
                super::$name(Engine::Firefox);
            }

            #[test]
            fn webkit() {
                super::$name(Engine::WebKit);
            }
        }
    )+};
}

pub(crate) use {for_each_engine, in_every_engine};
