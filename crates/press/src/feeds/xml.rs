//! Characters that XML 1.0 can't hold.

/// A document with U+FFFD, the replacement character, for every character that XML 1.0 can't hold even as a reference
/// (section 2.2). If they were just removed, the characters around them could join to a tag or `]]>`.
pub(super) fn writable(document: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8_lossy(&document);
    if text.chars().all(is_char) {
        return document;
    }
    text.chars()
        .map(|character| if is_char(character) { character } else { char::REPLACEMENT_CHARACTER })
        .collect::<String>()
        .into_bytes()
}

/// XML 1.0, production `Char`.
fn is_char(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_characters_that_xml_cannot_hold_are_replaced() {
        let written = |text: &str| String::from_utf8(writable(text.as_bytes().to_vec())).unwrap();
        assert_eq!(written("a\t\r\n\u{7f}\u{85}é\u{fffd}🦉"), "a\t\r\n\u{7f}\u{85}é\u{fffd}🦉");
        assert_eq!(
            written("]]\u{8}>\0\u{b}\u{1f}\u{fffe}\u{ffff}"),
            "]]\u{fffd}>\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}"
        );
    }
}
