//! The finished page against the allow-list, once.
//!
//! What is not on the list was taken out, and reported, tag by tag before; so here nothing should be lost but tags that
//! stand where HTML can't have them (a cell without a table). Tags and attributes are counted before and after, and each
//! kind that became fewer is reported: a loss is never silent.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use html5gum::{Token, Tokenizer};

use super::html::Parts;
use crate::markdown::{Body, Node, sanitiser};
use crate::problem::{Check, Problem, SourceText};

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(sanitiser::sanitiser);

/// What may stand in a page, of HTML made of a body; and what was lost.
pub(super) fn sanitise(parts: &Parts, source: &SourceText, body: &Body) -> (Parts, Vec<Problem>) {
    let clean = Parts { flow: clean(&parts.flow), notes: parts.notes.iter().map(|note| clean(note)).collect() };
    // What the press writes by itself is on the list and in order; tests hold it to that.
    if !body.all_nodes().any(|spanned| matches!(spanned.node, Node::Open(_) | Node::Close(_))) {
        return (clean, Vec::new());
    }
    let after = count(&clean);
    let lost = count(parts).into_iter().filter(|(what, before)| after.get(what).copied().unwrap_or(0) < *before);
    let problems = lost.map(|((element, attribute), _)| loss(&element, &attribute, source, body)).collect();
    (clean, problems)
}

fn clean(html: &str) -> String {
    let clean = SANITISER.clean(html).to_string();
    // A parser takes one at the start for the mark of a file's encoding.
    clean.trim_start_matches('\u{feff}').to_owned()
}

/// How often each element stands in HTML (with an empty name), and each of its attributes.
fn count(parts: &Parts) -> BTreeMap<(String, String), usize> {
    let mut counts = BTreeMap::new();
    let all = std::iter::once(&parts.flow).chain(&parts.notes);
    for token in all.flat_map(|html| Tokenizer::new(html.as_str()).flatten()) {
        let Token::StartTag(tag) = token else { continue };
        let element = String::from_utf8_lossy(&tag.name).into_owned();
        for attribute in tag.attributes.keys() {
            *counts.entry((element.clone(), String::from_utf8_lossy(attribute).into_owned())).or_default() += 1;
        }
        *counts.entry((element, String::new())).or_default() += 1;
    }
    counts
}

fn loss(element: &str, attribute: &str, source: &SourceText, body: &Body) -> Problem {
    let message = match attribute {
        "" => format!("`<{element}>` is left out where it can't stand"),
        attribute => format!("`{attribute}` of `<{element}>` is left out"),
    };
    let span = first(element, body).unwrap_or(0..0);
    Problem::new(Check::Sanitised, source, span, message)
        .label("one of these")
        .help("look whether each tag is closed and stands where HTML allows it: a cell in a row, a row in a table")
}

fn first(element: &str, body: &Body) -> Option<Range<usize>> {
    body.all_nodes().find_map(|spanned| match &spanned.node {
        Node::Open(tag) if tag.name == element => Some(spanned.span.clone()),
        _ => None,
    })
}
