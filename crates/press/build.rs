//! Makes a digest of the sources that the app and the press are made from. A built app says which they were, so that a press
//! of other sources refuses it.

/// The folders of these sources, from this crate's own. In a published crate only the last is there; the version says the rest.
const SOURCES: [&str; 4] = ["../../src", "../bundle/src", "../i18n", "src"];

fn main() {
    println!("cargo::rustc-env=CATCHWORD_SOURCES={}", catchword_build::digest_of_sources(&SOURCES));
}
