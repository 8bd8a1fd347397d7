use std::fmt;

use serde::{Deserialize, Serialize};

/// The last part of a page's address: `[a-z0-9]+(-[a-z0-9]+)*`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// Why a string is not a [`Slug`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlugError {
    /// It is empty.
    Empty,
    /// It has a character other than `a` to `z`, `0` to `9` and `-`. Also gives its byte offset.
    Character(char, usize),
    /// It has a hyphen at either end, or two in a row. Gives the hyphen's byte offset.
    Hyphen(usize),
}

impl Slug {
    /// Checks that a string is a slug. It changes nothing: `Abc` is an error, not `abc`.
    pub fn parse(text: &str) -> Result<Slug, SlugError> {
        if text.is_empty() {
            return Err(SlugError::Empty);
        }
        let mut after_hyphen = true;
        for (at, character) in text.char_indices() {
            match character {
                'a'..='z' | '0'..='9' => after_hyphen = false,
                '-' if after_hyphen => return Err(SlugError::Hyphen(at)),
                '-' => after_hyphen = true,
                other => return Err(SlugError::Character(other, at)),
            }
        }
        if after_hyphen {
            return Err(SlugError::Hyphen(text.len() - 1));
        }
        Ok(Slug(text.to_owned()))
    }

    /// The slug as a string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for SlugError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SlugError::Empty => f.write_str("a slug needs at least one letter or digit"),
            SlugError::Character(character, _) => write!(f, "`{character}` is not allowed in a slug"),
            SlugError::Hyphen(_) => f.write_str("a hyphen in a slug must be between two letters or digits"),
        }
    }
}

impl std::error::Error for SlugError {}

impl TryFrom<String> for Slug {
    type Error = SlugError;

    fn try_from(text: String) -> Result<Slug, SlugError> {
        Slug::parse(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> String {
        slug.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_valid_slugs() {
        for text in ["a", "7", "the-long-repair", "2026", "a-1-b"] {
            assert_eq!(Slug::parse(text).map(|slug| slug.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn rejects_the_first_error_with_its_offset() {
        let refused = [
            ("", SlugError::Empty),
            ("-a", SlugError::Hyphen(0)),
            ("a-", SlugError::Hyphen(1)),
            ("a--b", SlugError::Hyphen(2)),
            ("Abc", SlugError::Character('A', 0)),
            ("caf\u{e9}", SlugError::Character('\u{e9}', 3)),
            ("a/b", SlugError::Character('/', 1)),
        ];
        for (text, error) in refused {
            assert_eq!(Slug::parse(text), Err(error), "{text}");
        }
    }
}
