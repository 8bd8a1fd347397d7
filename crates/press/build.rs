//! Makes a digest of the sources that the app and the press are made from. A built app says which they were, so that a press
//! of other sources refuses it.

/// The folders of these sources, from this crate's own.
const SOURCES: [&str; 4] = ["../../src", "../bundle/src", "../i18n", "src"];

/// The digest itself, in a packed crate: there only the last of these folders is at its place. `cargo xtask dist` writes it.
const PACKED: &str = "sources.txt";

fn main() {
    let digest = match std::fs::read_to_string(PACKED) {
        Ok(digest) => {
            println!("cargo::rerun-if-changed={PACKED}");
            digest.trim().to_owned()
        }
        Err(_) => catchword_build::digest_of_sources(&SOURCES),
    };
    println!("cargo::rustc-env=CATCHWORD_SOURCES={digest}");
}
