//! The essays of `bench build`: made up, but as long and as linked as a real blog's, and the same in every run.
//!
//! Words and tags follow Zipf's law, as in texts of people: a few are everywhere, most are rare.

use std::path::Path;

use anyhow::Result;

use super::random::Random;
use crate::bench::peers::files;

/// About how many words an essay has.
const WORDS: usize = 700;
/// How many different words there are.
const VOCABULARY: usize = 20_000;
/// How many different tags there are.
const TAGS: usize = 150;

/// The words that are most frequent.
const COMMON: [&str; 40] = [
    "the", "of", "and", "to", "a", "in", "that", "it", "is", "was", "for", "you", "on", "with", "as", "be", "at",
    "one", "have", "this", "from", "or", "had", "by", "not", "but", "what", "all", "were", "when", "we", "there",
    "can", "an", "your", "which", "their", "if", "do", "will",
];
/// The others are made of these.
const SYLLABLES: [&str; 32] = [
    "ba", "cor", "den", "el", "fa", "gre", "hol", "in", "ja", "kel", "lo", "mar", "ne", "or", "pel", "qua", "ri",
    "sen", "tal", "ul", "ver", "wen", "yar", "zo", "bri", "cha", "dro", "fle", "gan", "hes", "lim", "mon",
];

const CODE: &str = "```rust\nfn longest<'a>(words: &'a [String]) -> Option<&'a str> {\n    // The first of the longest words.\n    \
                    let length = words.iter().map(String::len).max()?;\n    words.iter().find(|word| word.len() == length)\
                    .map(String::as_str)\n}\n```\n\n";

/// An essay, for any of the tools.
#[derive(Clone, Debug)]
pub(super) struct Essay {
    pub(super) slug: String,
    title: String,
    date: String,
    tags: Vec<String>,
    /// In Markdown.
    text: String,
}

/// This many essays, the oldest first.
pub(super) fn essays(count: usize) -> Vec<Essay> {
    let vocabulary = vocabulary();
    (0..count).map(|at| essay(at, count, &vocabulary)).collect()
}

fn essay(at: usize, count: usize, vocabulary: &[String]) -> Essay {
    // Of its own seed, so that the first thousand essays are the same in a blog of ten thousand.
    let mut random = Random::new(at as u64 + 1);
    let title = capitalised(&words(&mut random, vocabulary, 4));
    let mut tags: Vec<String> =
        (0..1 + random.below(4)).map(|_| format!("topic {}", vocabulary[COMMON.len() + random.zipf(TAGS)])).collect();
    tags.sort();
    tags.dedup();
    let mut text = String::new();
    let (mut length, mut block) = (0, 0);
    while length < WORDS {
        block += 1;
        match block % 7 {
            3 => text.push_str(&format!("## {}\n\n", capitalised(&words(&mut random, vocabulary, 3)))),
            5 if random.below(2) == 0 => {
                for _ in 0..4 {
                    text.push_str(&format!("- {}\n", words(&mut random, vocabulary, 8)));
                }
                text.push('\n');
                length += 32;
            }
            6 if random.below(3) == 0 => text.push_str(CODE),
            _ => {
                let size = 60 + random.below(60);
                text.push_str(&paragraph(&mut random, vocabulary, size, count));
                length += size;
            }
        }
    }
    let (year, month, day) = (2006 + at * 20 / count, 1 + at % 12, 1 + at % 28);
    Essay { slug: slug(at), title, date: format!("{year}-{month:02}-{day:02}"), tags, text }
}

fn slug(at: usize) -> String {
    format!("essay-{at:06}")
}

/// A paragraph of some sentences, one of which links to another essay.
fn paragraph(random: &mut Random, vocabulary: &[String], size: usize, count: usize) -> String {
    let mut text = String::new();
    let mut left = size;
    while left > 0 {
        let length = (8 + random.below(12)).min(left);
        left -= length;
        text.push_str(&capitalised(&words(random, vocabulary, length)));
        text.push_str(". ");
    }
    let linked = words(random, vocabulary, 2);
    format!("{text}See [*{linked}*](/essays/{}/).\n\n", slug(random.below(count)))
}

fn words(random: &mut Random, vocabulary: &[String], count: usize) -> String {
    (0..count).map(|_| vocabulary[random.zipf(vocabulary.len())].as_str()).collect::<Vec<_>>().join(" ")
}

fn vocabulary() -> Vec<String> {
    let mut random = Random::new(0);
    let mut words: Vec<String> = COMMON.map(str::to_owned).into();
    while words.len() < VOCABULARY {
        let length = 2 + random.below(3);
        words.push((0..length).map(|_| SYLLABLES[random.below(SYLLABLES.len())]).collect());
    }
    words
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Writes the content of our own site.
///
/// # Errors
/// When it can't be written.
pub(super) fn write_content(essays: &[Essay], content: &Path) -> Result<()> {
    let settings = "title = \"The Large Blog\"\nurl = \"https://large.example/\"\nlanguage = \"en\"\ntimezone = \"UTC\"\n\
                    authors = [{ name = \"Ada\" }]\n";
    files::write(&content.join("site.toml"), settings)?;
    essays
        .iter()
        .try_for_each(|essay| files::write(&content.join(format!("essays/{}.md", essay.slug)), &essay.in_toml()))
}

/// Writes the essays for a peer into its folder `essays`.
///
/// # Errors
/// When they can't be written.
pub(super) fn write_for_peer(essays: &[Essay], folder: &Path) -> Result<()> {
    essays
        .iter()
        .try_for_each(|essay| files::write(&folder.join(format!("essays/{}.md", essay.slug)), &essay.in_yaml()))
}

impl Essay {
    fn in_toml(&self) -> String {
        let Essay { slug, title, date, tags, text } = self;
        format!("+++\ntitle = \"{title}\"\nslug = \"{slug}\"\ndate = {date}\ntags = {tags:?}\n+++\n\n{text}")
    }

    /// As Hugo and Eleventy read it.
    fn in_yaml(&self) -> String {
        let Essay { slug, title, date, tags, text } = self;
        format!("---\ntitle: \"{title}\"\nslug: {slug}\ndate: {date}\ntags: {tags:?}\n---\n\n{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_essays_are_the_same_every_time_and_about_as_long() {
        let (one, other) = (essays(20), essays(20));
        for (one, other) in one.iter().zip(&other) {
            assert_eq!(one.in_toml(), other.in_toml());
            let count = one.text.split_whitespace().count();
            assert!((WORDS..WORDS + 300).contains(&count), "{}: {count} words", one.slug);
            assert!(!one.tags.is_empty() && one.text.contains("](/essays/essay-0000"));
        }
        assert_ne!(one[0].text, one[1].text);
    }
}
