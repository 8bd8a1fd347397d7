//! Addresses in texts that run from right to left. Without a direction of their own, browsers move their slashes and dots.

use crate::markdown::{Body, Node, Spanned, descendants};

/// Whether a text has letters that run from right to left.
pub(super) fn has_right_to_left(body: &Body) -> bool {
    let has_letters = |text: &str| !text.is_ascii() && text.contains(is_right_to_left);
    body.all_nodes().any(|spanned| matches!(&spanned.node, Node::Text(text) if has_letters(text)))
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours, with their presentation forms.
fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{1e900}'..='\u{1e95f}')
}

/// Whether a link's words are its own address.
pub(super) fn is_bare_address(url: &str, children: &[Spanned]) -> bool {
    let texts = descendants(children).map(|spanned| match &spanned.node {
        Node::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let Some(words) = texts.collect::<Option<String>>() else { return false };
    words.contains(['.', ':', '@']) && !words.contains(char::is_whitespace) && url.contains(words.trim_end_matches('/'))
}
