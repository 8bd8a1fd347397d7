//! Old addresses of a page.

use std::fmt;

use percent_encoding::{percent_decode_str, utf8_percent_encode};

use crate::resolve::PATH;

/// The longest alias, in bytes: Cloudflare Pages reads 1,000 characters of a redirect, both addresses included.
const LONGEST: usize = 400;

/// Characters with a meaning in an address or in the hosts' files, which have no escape for some of them.
const NOT_PLAIN: [char; 17] = ['"', '#', '$', '%', '*', ':', '<', '>', '?', '\\', '^', '`', '{', '|', '}', '\'', ';'];

/// An old address of a page, as other people's links have it: a path from the root of the host, even if the site is in
/// a folder of it. It may have letters of any script, spaces, or `.php` at its end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Alias(String);

/// Why a text is not an alias.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AliasError {
    /// It does not begin with `/`.
    #[error("it does not begin with `/`")]
    NoPath,
    /// It has one of [`NOT_PLAIN`], or an encoded slash.
    #[error("it can't contain `{0}`")]
    Character(char),
    /// It has percent-encoded bytes that are not UTF-8, or a control character such as a line break.
    #[error("it contains an invisible or broken character")]
    Hidden,
    /// It has `//`, `/./` or `/../`.
    #[error("it can't contain `//`, `/./` or `/../`")]
    Segment,
    /// It is longer than [`LONGEST`].
    #[error("it is longer than {LONGEST} characters; letters with accents and of other scripts count several times")]
    Long,
}

impl Alias {
    /// Reads an alias as a browser shows it, percent-encoded or not.
    pub(crate) fn parse(text: &str) -> Result<Alias, AliasError> {
        // An encoded slash does not separate parts of a path; decoded, it would.
        if text.to_ascii_lowercase().contains("%2f") {
            return Err(AliasError::Character('%'));
        }
        let path = percent_decode_str(text).decode_utf8().map_err(|_| AliasError::Hidden)?.into_owned();
        let Some(below) = path.strip_prefix('/') else { return Err(AliasError::NoPath) };
        if path.chars().any(|character| character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')) {
            return Err(AliasError::Hidden);
        }
        if let Some(character) = path.chars().find(|character| NOT_PLAIN.contains(character)) {
            return Err(AliasError::Character(character));
        }
        let below = below.strip_suffix('/').unwrap_or(below);
        if !below.is_empty() && below.split('/').any(|name| matches!(name, "" | "." | "..")) {
            return Err(AliasError::Segment);
        }
        let alias = Alias(path);
        if alias.encoded().len() > LONGEST { Err(AliasError::Long) } else { Ok(alias) }
    }

    /// The path as it is sent to a host.
    pub(crate) fn encoded(&self) -> String {
        utf8_percent_encode(&self.0, PATH).to_string()
    }

    /// A key that is the same for aliases that some host treats as one: hosts may ignore case, a trailing slash or
    /// `index.html`.
    pub(crate) fn key(&self) -> String {
        key(&self.0)
    }
}

impl fmt::Display for Alias {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// [`Alias::key`] of a path that is not encoded.
pub(crate) fn key(path: &str) -> String {
    let path = path.to_lowercase();
    let path = path.strip_suffix("index.html").filter(|rest| rest.ends_with('/')).unwrap_or(&path);
    path.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_any_plain_path() {
        let table = [
            ("/2019/03/title.html", "/2019/03/title.html"),
            ("/old", "/old"),
            ("/old/", "/old/"),
            ("/", "/"),
            ("/a b.php", "/a%20b.php"),
            ("/a%20b.php", "/a%20b.php"),
            ("/über/straße", "/%C3%BCber/stra%C3%9Fe"),
            ("/%C3%BCber", "/%C3%BCber"),
            ("/~me/(1)+2,3!@=&.x", "/~me/(1)+2,3!@=&.x"),
        ];
        for (text, encoded) in table {
            assert_eq!(Alias::parse(text).map(|alias| alias.encoded()), Ok(encoded.to_owned()), "{text}");
        }
    }

    #[test]
    fn refuses_everything_else() {
        let table = [
            ("old", AliasError::NoPath),
            ("", AliasError::NoPath),
            ("https://example.org/old", AliasError::NoPath),
            ("//example.org/old", AliasError::Segment),
            ("/a//b", AliasError::Segment),
            ("/a/../b", AliasError::Segment),
            ("/a/%2e%2e/b", AliasError::Segment),
            ("/./", AliasError::Segment),
            ("/?p=12", AliasError::Character('?')),
            ("/a#b", AliasError::Character('#')),
            ("/old/*", AliasError::Character('*')),
            ("/:year/x", AliasError::Character(':')),
            ("/a%2Fb", AliasError::Character('%')),
            ("/100%", AliasError::Character('%')),
            ("/%25", AliasError::Character('%')),
            ("/a\\b", AliasError::Character('\\')),
            ("/$uri", AliasError::Character('$')),
            ("/{path}", AliasError::Character('{')),
            ("/a\" b", AliasError::Character('"')),
            ("/a\nb", AliasError::Hidden),
            ("/a%0d%0ab", AliasError::Hidden),
            ("/%ff", AliasError::Hidden),
        ];
        for (text, error) in table {
            assert_eq!(Alias::parse(text), Err(error), "{text}");
        }
        assert_eq!(Alias::parse(&format!("/{}", "a".repeat(LONGEST))), Err(AliasError::Long));
    }

    #[test]
    fn two_spellings_of_one_address_have_one_key() {
        let key = |text: &str| Alias::parse(text).unwrap().key();
        for text in ["/old", "/old/", "/Old/", "/old/index.html"] {
            assert_eq!(key(text), "/old", "{text}");
        }
        assert_ne!(key("/old.html"), "/old");
        assert_ne!(key("/oldindex.html"), "/old");
    }
}
