//! Words as they are written in a shell.

/// A word of a command that an author can copy: a shell takes some characters for its own.
pub(crate) fn quoted(word: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "/-_.~".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    // Within these marks, a POSIX shell still looks for the following.
    let is_special = |character: char| "\"\\$`!".contains(character);
    if cfg!(windows) || !word.contains(is_special) {
        format!("\"{word}\"")
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_one_word_of_a_command() {
        for (word, written) in [
            ("my-blog", "my-blog"),
            ("größe", "größe"),
            ("/essays/one/", "/essays/one/"),
            ("My blog", "\"My blog\""),
            ("it's", "\"it's\""),
            ("", "\"\""),
        ] {
            assert_eq!(quoted(word), written);
        }
        if cfg!(unix) {
            assert_eq!(quoted("a $HOME's \"b\""), r#"'a $HOME'\''s "b"'"#);
        }
    }
}
