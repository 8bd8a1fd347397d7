//! What XML 1.0 can't hold.

/// A document without the characters that XML 1.0 has no way to write, not even as references (section 2.2): in the place
/// of each stands U+FFFD, Unicode's own sign for that. Left out, what stood on its two sides could become a tag or `]]>`.
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
    fn only_what_xml_has_no_way_to_write_is_replaced() {
        let written = |text: &str| String::from_utf8(writable(text.as_bytes().to_vec())).unwrap();
        assert_eq!(written("a\t\r\n\u{7f}\u{85}é\u{fffd}🦉"), "a\t\r\n\u{7f}\u{85}é\u{fffd}🦉");
        assert_eq!(
            written("]]\u{8}>\0\u{b}\u{1f}\u{fffe}\u{ffff}"),
            "]]\u{fffd}>\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}"
        );
    }
}
