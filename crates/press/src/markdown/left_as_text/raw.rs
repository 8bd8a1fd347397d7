//! Raw HTML that goes on too far: elements and comments without an end, and values in curly quotation marks.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::events::Parsed;
use super::super::raw::is_void;
use super::super::tree::{Node, Spanned, descendants};
use super::Left;
use super::text::LeftText;

/// Elements whose end tag may be left out (HTML, section 13.1.2.4, "Optional tags").
const OPTIONAL: [&str; 14] =
    ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "rt", "rp", "colgroup"];

/// Comments that other tools read as the end of the summary.
const MORE: [&str; 9] =
    ["read more", "readmore", "excerpt", "end excerpt", "end_excerpt", "truncate", "cut", "fold", "more…"];

pub(super) fn find(parsed: &Parsed, text: &LeftText<'_>, found: &mut Vec<Left>) {
    unclosed(&parsed.blocks, found);
    for definition in &parsed.definitions {
        unclosed(&definition.blocks, found);
    }
    for spanned in descendants(&parsed.blocks) {
        if let Node::Open(tag) = &spanned.node {
            let curly =
                tag.attributes.iter().find(|attribute| attribute.value.starts_with(['“', '”', '„', '‘', '’', '″']));
            found.extend(curly.map(|attribute| {
                let message = format!("the value of `{}` is in curly quotation marks", attribute.name);
                let help = format!("write straight ones: `{}=\"…\"`", attribute.name);
                Left::new(attribute.span.clone(), message, help)
            }));
        }
    }
    comments(parsed, text, found);
}

/// Elements that are open at the end.
fn unclosed(nodes: &[Spanned], found: &mut Vec<Left>) {
    let mut open: BTreeMap<&str, Vec<&Range<usize>>> = BTreeMap::new();
    for spanned in descendants(nodes) {
        match &spanned.node {
            Node::Open(tag) if !is_void(&tag.name) && !OPTIONAL.contains(&tag.name.as_str()) => {
                open.entry(&tag.name).or_default().push(&spanned.span);
            }
            Node::Close(name) => {
                open.get_mut(name.as_str()).and_then(Vec::pop);
            }
            _ => {}
        }
    }
    let open = open.into_iter().flat_map(|(name, spans)| spans.into_iter().map(move |span| (name, span)));
    found.extend(open.map(|(name, span)| {
        let message = format!("`<{name}>` has no end: all that follows is inside it");
        Left::new(span.clone(), message, format!("write `</{name}>` where it ends"))
    }));
}

/// `<!--more Read on-->` and `<!-- excerpt -->`.
fn comments(parsed: &Parsed, text: &LeftText<'_>, found: &mut Vec<Left>) {
    for block in &parsed.raw_blocks {
        let written = text.source.get(block.clone()).unwrap_or_default();
        let mut from = 0;
        while let Some(at) = written[from..].find("<!--").map(|at| from + at) {
            let start = at + "<!--".len();
            let Some(length) = written[start..].find("-->") else { break };
            from = start + length + "-->".len();
            let words = written[start..start + length].trim();
            let is_short = words.len() < 60;
            let words = if is_short { words.to_lowercase() } else { String::new() };
            let place = block.start + at..block.start + from;
            if words == "nextpage" {
                let help = "an essay is one page: remove this, or write a heading in its place";
                found.push(Left::new(place, "this comment begins no new page", help));
            } else if MORE.contains(&words.as_str()) || words.starts_with("more ") {
                let help = "write `<!-- more -->`, with nothing else in it";
                found.push(Left::new(place, "this comment does not end the summary", help));
            }
        }
    }
}
