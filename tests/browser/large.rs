//! The search of a large blog, whose texts are not part of the project.

use crate::harness::{Dist, Engine, for_each_engine, skip, visit_site};

const SITE: &str = "corpus";

/// Words, and a part of the title of the first result.
const WORDS: [(&str, &str); 10] = [
    ("trademark", "Rust Trademark Policy"),
    ("arrayref", "Supply chain attack on arrayref"),
    ("cranelift", "rustc_codegen_cranelift"),
    ("underhanded", "Underhanded Rust Contest"),
    ("rustdecimal", "malicious crate rustdecimal"),
    ("poisoning", "Lock Poisoning Survey"),
    ("incremental", "Incremental Compilation"),
    ("badges", "A tale of broken badges"),
    ("lockfiles", "Committing Lockfiles"),
    ("musl", "musl targets"),
];

for_each_engine! {
    ten_words_find_their_posts_first
}

fn ten_words_find_their_posts_first(engine: Engine) {
    if !Dist::is_there(SITE) {
        return skip("the large blog is not at hand");
    }
    visit_site(engine, SITE, |tab| {
        for (word, title) in WORDS {
            tab.open(&format!("/search/?q={word}"));
            tab.wait_until(
                &format!("“{word}” has results"),
                "document.querySelectorAll('.cw-found .cw-entry').length > 0",
            );
            let first = tab.text("document.querySelector('.cw-found h2').textContent");
            assert!(first.contains(title), "“{word}” finds first: {first}");
            let marked = tab.text("document.querySelector('.cw-found mark')?.textContent ?? ''").to_lowercase();
            assert!(marked.contains(&word[..4]), "“{word}” is marked as: {marked}");
        }
    });
}
