//! Two lines that say where the links of one label lead, `[label]: address`: only the first one counts.

use std::collections::HashMap;

use unicase::UniCase;

use super::super::events::Parsed;
use super::super::tree::{Node, descendants};
use super::Left;
use super::text::LeftText;

pub(super) fn find(parsed: &Parsed, text: &LeftText<'_>, found: &mut Vec<Left>) {
    // Without a definition there is no second one.
    if parsed.addresses.is_empty() {
        return;
    }
    let defined = parsed.definitions.iter().flat_map(|definition| descendants(&definition.blocks));
    let mut blocks = descendants(&parsed.blocks)
        .chain(defined)
        .filter(|spanned| matches!(spanned.node, Node::CodeBlock { .. }))
        .map(|spanned| spanned.span.clone())
        .collect::<Vec<_>>();
    blocks.extend(parsed.raw_blocks.iter().cloned());
    blocks.sort_by_key(|block| block.start);
    let is_in_block = |at: usize| {
        let next = blocks.partition_point(|block| block.start <= at);
        blocks[..next].last().is_some_and(|block| at < block.end)
    };
    let mut first: HashMap<String, &str> = HashMap::new();
    let mut start = text.part.start;
    for line in text.source[text.part.clone()].split('\n') {
        let at = start + line.len() - line.trim_start_matches([' ', '>']).len();
        start += line.len() + 1;
        let Some((label, address)) = definition(&text.source[at..start - 1]) else { continue };
        if !text.is_taken(at) || is_in_block(at) {
            continue;
        }
        let folded = UniCase::unicode(label.split_whitespace().collect::<Vec<_>>().join(" ")).to_folded_case();
        let known = *first.entry(folded).or_insert(address);
        if !known.eq_ignore_ascii_case(address) {
            let message = format!("another line says already where `[{label}]` leads, so this one does nothing");
            let help =
                format!("give one of the two another label, or remove this line; the other is `[{label}]: {known}`");
            found.push(Left::new(at..at + label.len() + "[]:".len(), message, help));
        }
    }
}

/// The label and the address of a line; not of a comment, `[//]: # (words)`.
fn definition(line: &str) -> Option<(&str, &str)> {
    let (label, address) = line.strip_prefix('[')?.split_once("]:")?;
    let address = address.split_whitespace().next()?;
    let is_label = !label.trim().is_empty() && !label.starts_with('^') && !label.contains(['[', ']']);
    (is_label && !matches!(address, "#" | "<>") && label != "//").then_some((label, address))
}
