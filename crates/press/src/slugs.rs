//! Slugs and ids, made from an author's words.

use catchword_bundle::Slug;

/// The longest slug, in bytes; longer ones are cut after a word. Every disk limits the names of folders.
const LONGEST: usize = 80;

/// The slug for a title or a tag, by transliteration; `None` where no letter or digit is left.
pub(crate) fn slug_of(text: &str) -> Option<Slug> {
    Slug::parse(&hyphenated(text)).ok()
}

/// The words of a text in `a` to `z` and `0` to `9`, with hyphens between them.
pub(crate) fn hyphenated(text: &str) -> String {
    let latin = deunicode::deunicode_with_tofu(text, "");
    let mut slug = String::new();
    let words = latin.split(|character: char| !character.is_ascii_alphanumeric() && character != '\'');
    for word in words {
        // "three o'clock" is "three-oclock", not "three-o-clock".
        let word: String = word.chars().filter(|character| *character != '\'').collect();
        if word.is_empty() {
            continue;
        }
        if slug.len() + word.len() + 1 > LONGEST && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(LONGEST).map(|character| character.to_ascii_lowercase()));
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterates() {
        let table = [
            ("The Long Repair", "the-long-repair"),
            ("The three o’clock mind", "the-three-oclock-mind"),
            ("Ça va? — Très bien!", "ca-va-tres-bien"),
            ("Über Straße", "uber-strasse"),
            ("Тишина", "tishina"),
            ("沉默", "chen-mo"),
            ("2026", "2026"),
            ("'tis", "tis"),
            ("C++ & C#", "c-c"),
        ];
        for (title, slug) in table {
            assert_eq!(slug_of(title).map(String::from).as_deref(), Some(slug), "{title}");
        }
        for title in ["", "…", "'", "---"] {
            assert_eq!(slug_of(title), None, "{title}");
        }
    }

    #[test]
    fn keeps_within_a_folders_name() {
        let long = "word ".repeat(100);
        assert!(hyphenated(&long).len() <= LONGEST);
        assert!(hyphenated(&"x".repeat(1000)).len() <= LONGEST);
    }
}
