//! A text's summary, its standfirst, and its number of words.

use std::ops::ControlFlow;

use unicode_segmentation::UnicodeSegmentation;

use super::Body;
use super::raw::RawTag;
use super::tree::{Node, Spanned, closes_its_tags, descendants};

/// The longest summary made from a first paragraph, in characters.
const LONGEST_SUMMARY: usize = 200;

/// The text before `<!-- more -->`, else the first paragraph with words that is in no other block, cut at a word.
pub(super) fn summary(blocks: &[Spanned]) -> Option<String> {
    let before = text_before_more(blocks).unwrap_or_default();
    if !before.is_empty() {
        return Some(before);
    }
    let mut texts = blocks.iter().filter_map(|block| match &block.node {
        Node::Paragraph(words) => Some(plain(words)),
        _ => None,
    });
    texts.find(|text| !text.is_empty()).map(|text| shortened(&text))
}

/// How many blocks come before `<!-- more -->`, if they can be set apart: they have words, and close their raw elements.
pub(super) fn standfirst(blocks: &[Spanned]) -> Option<usize> {
    let end = blocks.iter().position(|block| matches!(block.node, Node::More))?;
    let before = &blocks[..end];
    let is_first = !descendants(before).any(|spanned| matches!(spanned.node, Node::More));
    (is_first && closes_its_tags(before) && !plain(before).is_empty()).then_some(end)
}

/// The number of words in the running text, by Unicode's word boundaries (UAX 29): some scripts have no spaces.
pub(super) fn words(body: &Body) -> u32 {
    let counts = body.all_nodes().map(|spanned| match &spanned.node {
        Node::Text(text) | Node::Code(text) => text.unicode_words().count(),
        _ => 0,
    });
    u32::try_from(counts.sum::<usize>()).unwrap_or(u32::MAX)
}

/// Whether a raw element is inline (HTML, section 4.5, "Text-level semantics", without `br`).
fn is_inline(name: &str) -> bool {
    const NAMES: [&str; 28] = [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
        "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    ];
    NAMES.contains(&name)
}

/// The text of nodes, with single spaces.
pub(crate) fn plain(nodes: &[Spanned]) -> String {
    let mut text = String::new();
    let _ = gather(nodes, &mut text, &|_| false);
    with_single_spaces(&text)
}

/// The text before `<!-- more -->`; `None` without that mark.
fn text_before_more(blocks: &[Spanned]) -> Option<String> {
    let mut text = String::new();
    let end = gather(blocks, &mut text, &|node| matches!(node, Node::More));
    end.is_break().then(|| with_single_spaces(&text))
}

/// Appends the text of nodes, up to the first that `ends` it.
fn gather(nodes: &[Spanned], text: &mut String, ends: &impl Fn(&Node) -> bool) -> ControlFlow<()> {
    for Spanned { node, .. } in nodes {
        if ends(node) {
            return ControlFlow::Break(());
        }
        match node {
            Node::Text(piece) | Node::Code(piece) => text.push_str(piece),
            // Inline elements don't separate words; all others do. Surplus spaces are removed afterwards.
            Node::Emphasis(words)
            | Node::Strong(words)
            | Node::Strikethrough(words)
            | Node::Link { children: words, .. } => {
                gather(words, text, ends)?;
            }
            Node::NoteReference { .. } => {}
            Node::Open(RawTag { name, .. }) | Node::Close(name) if is_inline(name) => {}
            Node::CodeBlock { code, .. } => text.extend([" ", code, " "]),
            _ => {
                text.push(' ');
                for list in node.lists() {
                    gather(list, text, ends)?;
                    text.push(' ');
                }
            }
        }
    }
    ControlFlow::Continue(())
}

/// A text with single spaces. No-break spaces stay: French has them inside of quotation marks.
fn with_single_spaces(text: &str) -> String {
    let is_space = |letter: char| letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{2007}' | '\u{202f}');
    let words = text.split(is_space).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// The text up to the last word that fits. The ellipsis is the same in all languages (CLDR, "ellipsis-final").
fn shortened(text: &str) -> String {
    let Some((limit, _)) = text.grapheme_indices(true).nth(LONGEST_SUMMARY) else { return text.to_owned() };
    let ends = text.split_word_bound_indices().map(|(at, word)| at + word.len()).take_while(|end| *end <= limit);
    // A word that is longer than a summary is cut between two letters.
    let cut = ends.last().filter(|end| end * 2 > limit).unwrap_or(limit);
    // UAX 29 has boundaries within a word that is joined by a hyphen or an apostrophe, and none is missed before spaces.
    let cut = match text[cut..].chars().next() {
        Some(next) if !next.is_whitespace() && has_spaces(&text[..cut]) => text[..cut].rfind(' ').unwrap_or(cut),
        _ => cut,
    };
    let kept = text[..cut]
        .trim_end_matches(|character: char| character.is_whitespace() || ",;:–—-(（「『，、；：".contains(character));
    format!("{kept}…")
}

/// Whether the last words of a text have spaces between them. Chinese, Japanese and Thai have none.
fn has_spaces(text: &str) -> bool {
    const LONGEST_WORD: usize = 40;
    text.graphemes(true).rev().take(LONGEST_WORD).any(|letter| letter == " ")
        && !text.chars().next_back().is_some_and(is_without_spaces)
}

/// Scripts whose words have no spaces between them: Chinese, Japanese, Thai, Lao, Burmese, Khmer.
fn is_without_spaces(character: char) -> bool {
    matches!(character, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_between_letters_and_between_words() {
        for letter in ["👩\u{200d}👩\u{200d}👧", "e\u{301}", "🇪🇸", "字", "ก\u{e49}"] {
            let cut = shortened(&letter.repeat(300));
            assert!(cut.strip_suffix('…').unwrap().graphemes(true).all(|kept| kept == letter), "{cut}");
            assert_eq!(cut.graphemes(true).count(), LONGEST_SUMMARY + 1, "{cut}");
            assert_eq!(shortened(&letter.repeat(LONGEST_SUMMARY)), letter.repeat(LONGEST_SUMMARY));
        }
        let table = [
            ("word ".repeat(50), "word ".repeat(39) + "word…"),
            ("long-word ".repeat(50), "long-word ".repeat(19) + "long-word…"),
            ("don’t ".repeat(50), "don’t ".repeat(32) + "don’t…"),
            // No mark stands before the ellipsis that would stand before more text.
            ("abcd, ".repeat(50), "abcd, ".repeat(32) + "abcd…"),
            ("漢字，".repeat(80), "漢字，".repeat(66) + "漢字…"),
            ("日本語のテキスト。".repeat(40), "日本語のテキスト。".repeat(22) + "日本…"),
        ];
        for (text, cut) in table {
            assert_eq!(shortened(&text), cut);
        }
    }
}
