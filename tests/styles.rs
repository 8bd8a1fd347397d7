//! Every feature of CSS that the styles use is known to all browsers that `docs/browsers.md` promises, or has a row there
//! that says what happens without it.

#[path = "features/everywhere.rs"]
mod everywhere;
#[path = "features/mod.rs"]
mod features;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use features::{newer, uses, without};

#[test]
fn every_feature_of_the_styles_is_in_all_browsers_or_documented() {
    let newer = newer();
    let mut problems = Vec::new();
    let mut used = BTreeSet::new();
    for (file, css) in style_files() {
        for one in uses(&css) {
            // The values of a newer property are as new.
            let property = one.feature.split(": ").next().unwrap_or_default();
            if !everywhere::has(&one.feature) && !newer.contains(&one.feature) && !newer.contains(property) {
                let line = 1 + css[..one.at].matches('\n').count();
                problems.push(format!("style/{file}:{line}: `{}`", one.feature));
            }
            used.insert(one.feature);
        }
    }
    assert!(
        problems.is_empty(),
        "new in the styles:\n{}\nIf every browser that docs/browsers.md promises has it, add it to \
         tests/features/everywhere.rs. Else give it a fallback, and a row in docs/browsers.md.",
        problems.join("\n")
    );
    let stale: Vec<_> = newer.difference(&used).collect();
    assert!(stale.is_empty(), "docs/browsers.md lists features that no style uses: {stale:?}");
    let both: Vec<_> = newer.iter().filter(|feature| everywhere::has(feature)).collect();
    assert!(both.is_empty(), "docs/browsers.md lists features that every browser has: {both:?}");
}

#[test]
fn new_features_are_found() {
    let table = [
        ("a { color: light-dark(#fff, #000) }", "light-dark()"),
        ("a { color: color-mix(in oklch, red, blue) }", "color-mix()"),
        (":root { --paper: light-dark(#fff, #000) }", "light-dark()"),
        (":root { --a: oklch(0.5 0.1 90) }", "oklch()"),
        ("a { block-size: 100dvh }", "dvh"),
        ("a { inline-size: calc(1px * max(2cqi, 1em)) }", "cqi"),
        ("b, a:dir(rtl) { margin: 0 }", ":dir()"),
        ("a:has(b:user-invalid) { margin: 0 }", ":user-invalid"),
        ("a:not(:is(b, :popover-open)) { margin: 0 }", ":popover-open"),
        ("a::target-text { color: inherit }", "::target-text"),
        ("@layer one { a { margin: 0 } }", "@layer"),
        ("@scope (a) { b { margin: 0 } }", "@scope"),
        ("@container (min-width: 1px) { a { margin: 0 } }", "@container"),
        ("@property --a { syntax: \"<length>\"; inherits: true; initial-value: 0px }", "@property"),
        ("@media (width <= 40rem) { a { margin: 0 } }", "@media (<)"),
        ("@media (dynamic-range: high) { a { margin: 0 } }", "@media (dynamic-range)"),
        ("a { field-sizing: content }", "field-sizing"),
        ("a { anchor-name: --a }", "anchor-name"),
        ("a { text-align: match-parent }", "text-align: match-parent"),
        ("a { float: inline-start }", "float: inline-start"),
        ("a { inset: 0 }", "inset"),
        ("a { animation-timeline: scroll() }", "scroll()"),
        ("@supports (interpolate-size: allow-keywords) { a { margin: 0 } }", "interpolate-size"),
        ("@supports selector(:open) { a { margin: 0 } }", ":open"),
    ];
    let newer = newer();
    for (css, feature) in table {
        let unknown: Vec<_> = uses(css).into_iter().map(|one| one.feature).collect();
        assert!(unknown.iter().any(|one| one == feature), "{css}: {unknown:?}");
        assert!(!everywhere::has(feature) && !newer.contains(feature), "{feature} is no new feature");
    }
    let all: BTreeSet<_> = style_files().iter().flat_map(|(_, css)| uses(css)).map(|one| one.feature).collect();
    for feature in
        ["@media (hover)", "@media (scripting)", ":not()", "::part()", ":has()", "clamp()", "text-wrap", "rem"]
    {
        assert!(all.contains(feature), "{feature} is not found in the styles");
    }
}

#[test]
fn what_a_feature_is_called_is_all_that_changes_without_it() {
    let features = BTreeSet::from(
        [
            ":has()",
            "light-dark()",
            "svh",
            "text-wrap",
            "float: inline-end",
            "content: /",
            "@media (scripting)",
            "@page",
        ]
        .map(str::to_owned),
    );
    let table = [
        ("a,b:has(c) > d{x:y}", "a,b:x-has(c) > d{x:y}"),
        ("a:is(b:has(c)){}", "a:is(b:x-has(c)){}"),
        (":root{--a:light-dark(#fff, var(--b))}", ":root{--a:x-light-dark(#fff, var(--b))}"),
        ("a{height:100vh;height:calc(100svh - 1px)}", "a{height:100vh;height:calc(100x-svh - 1px)}"),
        ("a { text-wrap: pretty; color: red }", "a { x-text-wrap: pretty; color: red }"),
        ("a{float:right;float:inline-end}", "a{float:right;float:x-inline-end}"),
        ("a::after{content:\" / \";content:\" / \" / \"\"}", "a::after{content:\" / \";content:\" / \" x-/ \"\"}"),
        (
            "@media (scripting:none){a{b:c}}@media print{a{b:c}}",
            "@media (x-scripting:none){a{b:c}}@media print{a{b:c}}",
        ),
        ("@page{margin:1cm;@bottom-center{content:none}}a{}", "@x-page{margin:1cm;@bottom-center{content:none}}a{}"),
        ("@supports (height:1svh){a{b:c}}", "@supports (height:1x-svh){a{b:c}}"),
        ("@keyframes has{from{a:b}to{text-wrap:c}}", "@keyframes has{from{a:b}to{x-text-wrap:c}}"),
        ("/* :has(a) */ .has, [a=\":has(b)\"] { }", "/* :has(a) */ .has, [a=\":has(b)\"] { }"),
    ];
    for (css, expected) in table {
        assert_eq!(without(css, &features), expected);
    }
}

/// The name and the text of each style file.
fn style_files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let files = entries.map(|entry| entry.expect("an entry of the folder").path());
    let read = |path: std::path::PathBuf| {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        // The list of imports has no styles.
        let text = text.lines().filter(|line| !line.starts_with("@import")).collect::<Vec<_>>().join("\n");
        (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text)
    };
    files.map(read).collect()
}
