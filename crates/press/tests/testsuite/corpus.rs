//! Many real and untidy essays: 375 posts of the Rust project's blog, if they are on this machine.

use std::io::Write;
use std::path::Path;

use catchword_press::{Check, Edition};

const SETTINGS: &str = r#"
title = "The Rust blog"
url = "https://blog.example.org/"

[checks]
missing-image = "warn"
missing-link = "warn"
missing-alt = "warn"
duplicate-slug = "warn"
"#;

#[test]
fn real_essays_build() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/rust-blog");
    if !corpus.is_dir() {
        return skipped("the corpus is not here");
    }
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    std::fs::create_dir_all(content.join("essays")).unwrap();
    std::fs::write(content.join("site.toml"), SETTINGS).unwrap();
    for entry in std::fs::read_dir(corpus).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), content.join("essays").join(entry.file_name())).unwrap();
    }

    let built = catchword_press::build(&content, &folder.path().join("site"), Edition::ANY_DAY).unwrap();

    assert_eq!(built.essays, 375);
    let count = |check: Check| built.warnings.iter().filter(|problem| problem.check == check).count();
    assert_eq!(count(Check::DuplicateSlug), 7);
    assert_eq!(count(Check::UnlikelyDate), 0);
    assert!(count(Check::Sanitised) > 2000 && count(Check::MissingImage) > 90);
}

/// Says that this test is skipped, on a line of its own, which `cargo xtask test` counts. Not with `println!`, which
/// the test harness captures.
fn skipped(why: &str) {
    writeln!(std::io::stdout().lock(), "\nskipped: {why}").unwrap();
}
