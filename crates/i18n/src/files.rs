use std::sync::LazyLock;

use crate::Language;

/// The language files: a tag and the file's content. The first is used for languages without a file.
const FILES: [(&str, &str); 3] = [
    ("en", include_str!("../languages/en.toml")),
    ("ar", include_str!("../languages/ar.toml")),
    ("es", include_str!("../languages/es.toml")),
];

/// All languages that have a file.
pub static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let parse = |(tag, text): &(&str, &str)| Language::parse(tag, text).expect("a test parses every file");
    FILES.iter().map(parse).collect()
});

/// The language for a BCP 47 tag; English if the language has no file.
pub fn language(tag: &str) -> &'static Language {
    let languages = &*LANGUAGES;
    languages.iter().find(|language| crate::has_primary_language(tag, language.app.language())).unwrap_or(&languages[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Message;

    #[test]
    fn every_file_has_every_message() {
        for (tag, text) in FILES {
            let language = Language::parse(tag, text).unwrap_or_else(|error| panic!("{tag}.toml: {error}"));
            assert_eq!(language.app.parts().count(), Message::NAMES.len() + 1);
        }
    }

    #[test]
    fn messages_have_the_same_placeholders_in_every_language() {
        let english = language("en");
        for other in LANGUAGES.iter() {
            for ((english, text), name) in english.app.parts().zip(other.app.parts()).skip(1).zip(Message::NAMES) {
                let placeholders = |text: &str| text.matches("{}").count();
                assert_eq!(placeholders(english), placeholders(text), "`{name}` in {}", other.app.language());
            }
        }
    }

    #[test]
    fn a_region_gets_its_language_and_an_unknown_language_english() {
        for (tag, found) in [("es-MX", "es"), ("AR", "ar"), ("en-GB", "en"), ("est", "en"), ("tlh", "en"), ("", "en")] {
            assert_eq!(language(tag).app.language(), found, "{tag}");
            assert_eq!(crate::catalog(tag).language(), found, "{tag}");
        }
    }
}
