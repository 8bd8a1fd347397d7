//! The engines under test, and the settings with which a browser starts.

use std::fmt;

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Blink, in Chromium.
    Chromium,
    /// Gecko, in Firefox.
    Firefox,
    /// WebKit, in the GTK port's MiniBrowser.
    WebKit,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// A user's settings in browser or system.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Settings {
    /// Pages run no scripts. WebDriver's scripts still run; but in Chromium their timers and animation frames don't.
    pub(crate) without_scripts: bool,
    /// The driver does not wait for a page to load (page load strategy `none`).
    pub(crate) impatient: bool,
    /// Prefers reduced motion.
    pub(crate) less_motion: bool,
    /// Save-Data. Only Chromium has the setting.
    pub(crate) save_data: bool,
}

/// Makes the tests `name::chromium`, `name::firefox` and `name::webkit` of `fn name(tab) { … }`. So `cargo xtask test
/// firefox` runs one engine's tests.
macro_rules! in_every_engine {
    ($($(#[$meta:meta])* fn $name:ident($tab:ident) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "a test may use nothing from its file")]
            use super::*;
            use $crate::harness::{Engine, Tab, visit_in};

            fn test($tab: &Tab) $body

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

/// Makes the tests `name::chromium`, `name::firefox` and `name::webkit` of each function, which takes an [`Engine`].
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
