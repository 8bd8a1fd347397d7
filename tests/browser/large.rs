//! The search of a large blog, where one is at hand: it is not the project's own.

use crate::harness::{Dist, Engine, for_each_engine, visit_site};

const SITE: &str = "corpus";

/// Words, and what the title of the post has that is to be found first.
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
    ten_words_lead_to_their_posts
}

fn ten_words_lead_to_their_posts(engine: Engine) {
    if !Dist::is_there(SITE) {
        println!("skipped: the large blog is not here");
        return;
    }
    visit_site(engine, SITE, |reader| {
        for (word, title) in WORDS {
            reader.open(&format!("/search/?q={word}"));
            reader.wait_until(
                &format!("“{word}” is looked for"),
                "document.querySelectorAll('.found .entry').length > 0",
            );
            let first = reader.text("document.querySelector('.found h2').textContent");
            assert!(first.contains(title), "“{word}” finds first: {first}");
            let marked = reader.text("document.querySelector('.found mark')?.textContent ?? ''").to_lowercase();
            assert!(marked.contains(&word[..4]), "“{word}” is shown by: {marked}");
        }
    });
}
