use std::sync::LazyLock;

use crate::Language;

/// The files, each with its name.
const FILES: [(&str, &str); 3] = [
    // The first is for sites in a language that has no file.
    ("en", include_str!("../languages/en.toml")),
    ("ar", include_str!("../languages/ar.toml")),
    ("es", include_str!("../languages/es.toml")),
];

/// Every language that has a file.
pub static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let read = |(name, text): &(&str, &str)| Language::parse(name, text).expect("a test reads every file");
    FILES.iter().map(read).collect()
});

/// The language of a BCP 47 tag; English where it has no file.
pub fn language(tag: &str) -> &'static Language {
    let languages = &*LANGUAGES;
    languages.iter().find(|language| crate::is_in(language.app.language(), tag)).unwrap_or(&languages[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Message;

    #[test]
    fn every_file_says_everything() {
        for (name, text) in FILES {
            let language = Language::parse(name, text).unwrap_or_else(|fault| panic!("{name}.toml: {fault}"));
            assert_eq!(language.app.parts().count(), Message::NAMES.len() + 1);
        }
    }

    #[test]
    fn texts_have_the_same_gaps_in_every_language() {
        let english = language("en");
        for other in LANGUAGES.iter() {
            for ((english, text), name) in english.app.parts().zip(other.app.parts()).skip(1).zip(Message::NAMES) {
                let gaps = |text: &str| text.matches("{}").count();
                assert_eq!(gaps(english), gaps(text), "`{name}` in {}", other.app.language());
            }
        }
    }

    #[test]
    fn a_variety_speaks_its_language_and_a_stranger_english() {
        for (tag, name) in [("es-MX", "es"), ("AR", "ar"), ("en-GB", "en"), ("est", "en"), ("tlh", "en"), ("", "en")] {
            assert_eq!(language(tag).app.language(), name, "{tag}");
            assert_eq!(crate::catalog(tag).language(), name, "{tag}");
        }
    }
}
