//! What the compiled app asks of a browser's WebAssembly.

use std::env;
use std::fs;
use std::path::PathBuf;

/// What every browser has in which the app is promised to run (`docs/browsers.md`).
const FEATURES: [&str; 8] = [
    "bulk-memory",
    "bulk-memory-opt",
    "call-indirect-overlong",
    "multivalue",
    "mutable-globals",
    "nontrapping-fptoint",
    "reference-types",
    "sign-ext",
];

/// The custom section in which the compiler lists the features it used (WebAssembly tool conventions, `Linking.md`).
const SECTION: &[u8] = b"target_features";

#[test]
fn the_app_uses_only_the_documented_features_of_webassembly() {
    let dist = PathBuf::from(env::var_os("CATCHWORD_DIST").expect("CATCHWORD_DIST says where the built site is"));
    let names = fs::read_dir(&dist).expect("the built site").map(|entry| entry.expect("a file").path());
    let app = names.into_iter().find(|path| path.extension().is_some_and(|end| end == "wasm")).expect("the app");
    let used = features(&fs::read(app).expect("the app can be read"));
    assert!(used.iter().any(|feature| feature == "reference-types"), "the app lists no features: {used:?}");
    let unknown: Vec<_> = used.iter().filter(|feature| !FEATURES.contains(&feature.as_str())).collect();
    assert!(unknown.is_empty(), "the app uses {unknown:?}: look up which browsers have it, see docs/browsers.md");
}

#[test]
fn a_list_of_features_is_read() {
    let section = [&b"\0asm..\x0ftarget_features\x02"[..], b"+\x07simd128", b"+\x08sign-ext", b"\x00rest"].concat();
    assert_eq!(features(&section), ["simd128", "sign-ext"]);
    assert_eq!(features(b"\0asm"), Vec::<String>::new());
}

/// The features in the section: their number, then for each a sign, the length of its name, and the name. No list is so long
/// that its numbers need a second byte.
fn features(wasm: &[u8]) -> Vec<String> {
    let Some(start) = wasm.windows(SECTION.len()).rposition(|window| window == SECTION) else { return Vec::new() };
    let mut rest = wasm[start + SECTION.len()..].iter().copied();
    let count = rest.next().unwrap_or_default();
    let name = |_| {
        let length = rest.by_ref().nth(1).unwrap_or_default();
        String::from_utf8_lossy(&rest.by_ref().take(length.into()).collect::<Vec<_>>()).into_owned()
    };
    (0..count).map(name).collect()
}
