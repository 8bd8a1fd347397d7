//! Whether two titles are those of one text. A text that is taken for another one is asked about, and another text that is
//! taken for the same one gets its address without a word; so in doubt, two titles are those of two texts.

use std::collections::BTreeSet;

/// Words with fewer letters say little of what a text is about: “of”, “on”.
const SHORT_WORD: usize = 3;

/// A word with so many letters can tell alone what a text is about, if titles don't begin with it, as “Letter from …”.
const LONG_WORD: usize = 6;

/// How similar two words must be, from 0 to 1, to be one word with a slip.
const SIMILAR: f64 = 0.65;

pub(super) fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    if one == other {
        return true;
    }
    let (numbers, other_numbers) = (numbers(&one), numbers(&other));
    if !numbers.is_empty() && !other_numbers.is_empty() && numbers.is_disjoint(&other_numbers) {
        // Two parts, or two years.
        return false;
    }
    let (telling, other_telling) = (telling(&one), telling(&other));
    let (telling, other_telling) = if telling.is_empty() || other_telling.is_empty() {
        (one.iter().map(String::as_str).collect(), other.iter().map(String::as_str).collect())
    } else {
        (telling, other_telling)
    };
    let is_within = |some: &[&str], all: &[&str]| {
        !some.is_empty() && some.iter().all(|word| all.iter().any(|other| is_one_word(word, other)))
    };
    let begin_alike = one.first() == other.first();
    let shares_long_word = telling.iter().any(|word| {
        word.chars().count() >= LONG_WORD
            && !(begin_alike && one.first().is_some_and(|first| first == word))
            && other_telling.contains(word)
    });
    shares_long_word || is_within(&telling, &other_telling) || is_within(&other_telling, &telling)
}

/// The words of a title, in small letters.
fn words(title: &str) -> Vec<String> {
    let title = title.to_lowercase();
    let words = title.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn numbers(words: &[String]) -> BTreeSet<&str> {
    words.iter().map(String::as_str).filter(|word| word.contains(|character: char| character.is_numeric())).collect()
}

/// The words that say what a text is about.
fn telling(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).filter(|word| word.chars().count() >= SHORT_WORD).collect()
}

/// Whether two words are one with another ending, or with a slip.
fn is_one_word(one: &str, other: &str) -> bool {
    let is_begun = |part: &str, whole: &str| part.chars().count() > 2 && whole.starts_with(part);
    is_begun(one, other)
        || is_begun(other, one)
        || one == other
        || strsim::normalized_damerau_levenshtein(one, other) >= SIMILAR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_alike_if_they_tell_of_the_same() {
        let alike = [
            ("The long repair", "The longest repair"),
            ("The long repair", "On repair"),
            ("The long repair", "The slow repair"),
            ("The long repair", "The long repiar"),
            ("The long repair", "A long repair, in two parts"),
            ("A year of firsts", "Firsts: a year"),
            ("On rest", "On Rest"),
            ("On rest", "Rest"),
            ("On rest", "On Resting"),
            ("Rest", "Rests"),
            ("Sea", "The sea"),
            ("Part 1", "Part 1: Harbour"),
            ("海の話", "海の詩"),
            ("海の話", "海の話をしよう"),
            ("…", "…"),
        ];
        let unlike = [
            ("What silence is for", "What bees know"),
            ("About time", "About love"),
            ("About you", "About God"),
            ("When it rains", "When they leave"),
            ("Letter from Lisbon", "Letter from Oslo"),
            ("Things I learned", "Things to forget"),
            ("With open hands", "From small hours with love"),
            ("The long repair", "What bees know"),
            ("The sea", "The war"),
            ("On rest", "On war"),
            ("On rest", "Über Brücken"),
            ("Part 1", "Part 2"),
            ("2024 in review", "2025 in review"),
            ("海の話", "山登り"),
        ];
        for (pairs, expected) in [(&alike[..], true), (&unlike[..], false)] {
            for (one, other) in pairs {
                assert_eq!(are_alike(one, other), expected, "{one} / {other}");
                assert_eq!(are_alike(other, one), expected, "{other} / {one}");
            }
        }
    }
}
