//! Checks of forms that take more than one tag: whether a form has an address, and each field a label.

use std::ops::Range;

use crate::markdown::{Body, Node, RawTag, Spanned};
use crate::problem::{Check, Problem, SourceText};

/// Types of fields that need no label: they are invisible, or show their own words.
const WITHOUT_LABEL: [&str; 2] = ["hidden", "submit"];

/// A label with words.
struct Label<'b> {
    /// The field's id, if the label has a `for`.
    names: Option<&'b str>,
    /// The indices of the nodes inside it.
    within: Range<usize>,
}

/// Reports fields without a label and forms without an address.
pub(crate) fn check_forms(body: &Body, source: &SourceText) -> Vec<Problem> {
    let nodes: Vec<&Spanned> = body.all_nodes().collect();
    let labels = labels(&nodes);
    let mut problems = Vec::new();
    for (at, spanned) in nodes.iter().enumerate() {
        let Node::Open(tag) = &spanned.node else { continue };
        if tag.name == "form" && tag.value("action").is_none_or(|action| action.trim().is_empty()) {
            let help = "a form needs `action=\"https://…\"`: the address that its service gives";
            let problem =
                Problem::new(Check::NotAllowed, source, spanned.span.clone(), "the form has no address to be sent to");
            problems.push(problem.help(help));
        }
        if is_field(tag) && !has_own_name(tag, body) && !has_label(tag, at, &nodes, &labels) {
            let message = format!("this `<{}>` has no label", tag.name);
            let help = "give it an `id`, and `<label for=\"that id\">` with the words before it; a placeholder disappears \
                        as soon as one types";
            problems.push(Problem::new(Check::MissingLabel, source, spanned.span.clone(), message).help(help));
        }
    }
    problems
}

/// The labels that have words. One that is not closed ends with its form, or where the next label begins.
fn labels<'b>(nodes: &[&'b Spanned]) -> Vec<Label<'b>> {
    let mut labels = Vec::new();
    for (start, spanned) in nodes.iter().enumerate() {
        let Node::Open(tag) = &spanned.node else { continue };
        if tag.name != "label" {
            continue;
        }
        let is_end = |spanned: &&Spanned| match &spanned.node {
            Node::Open(tag) => tag.name == "label",
            Node::Close(name) => ["label", "form"].contains(&name.as_str()),
            _ => false,
        };
        let length = nodes[start + 1..].iter().position(is_end).unwrap_or(0);
        let within = start + 1..start + 1 + length;
        let has_words = nodes[within.clone()]
            .iter()
            .any(|spanned| matches!(&spanned.node, Node::Text(words) | Node::Code(words) if !words.trim().is_empty()));
        if has_words {
            labels.push(Label { names: tag.value("for"), within });
        }
    }
    labels
}

fn is_field(tag: &RawTag) -> bool {
    match tag.name.as_str() {
        "select" | "textarea" => true,
        "input" => !tag.value("type").is_some_and(|kind| WITHOUT_LABEL.contains(&kind)),
        _ => false,
    }
}

/// Whether a field's attributes give it a name (HTML-AAM 1.0, section 4.1.1).
fn has_own_name(tag: &RawTag, body: &Body) -> bool {
    let says = |name: &str| tag.value(name).is_some_and(|value| !value.trim().is_empty());
    let by_others = tag.value("aria-labelledby").unwrap_or_default().split_whitespace().any(|id| body.ids.contains(id));
    by_others || says("aria-label") || says("title")
}

/// Whether a label names a field: by the field's id, or without `for`, if the field is the first inside it (HTML, section
/// 4.10.4, "The label element").
fn has_label(tag: &RawTag, at: usize, nodes: &[&Spanned], labels: &[Label<'_>]) -> bool {
    labels.iter().any(|label| match label.names {
        Some(id) => tag.value("id") == Some(id),
        None => {
            let first = label.within.clone().find(|at| matches!(&nodes[*at].node, Node::Open(tag) if is_field(tag)));
            first == Some(at)
        }
    })
}
