//! Attributes of raw HTML that name another element by its id: whether there is one.

use crate::markdown::{Attribute, Body, Node};
use crate::problem::{Check, Problem, SourceText, nearest};

/// Attributes with the ids of other elements (HTML, sections 4.10.4 and 4.9.11; WAI-ARIA 1.2, section 10.2.1, "ID reference" and
/// "ID reference list").
const REFERENCES: [&str; 10] = [
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-flowto",
    "aria-labelledby",
    "aria-owns",
    "for",
    "headers",
];

/// Reports ids that no element of the page has.
pub(crate) fn check_references(body: &Body, source: &SourceText) -> Vec<Problem> {
    let attributes = body.all_nodes().flat_map(|spanned| match &spanned.node {
        Node::Open(tag) => tag.attributes.as_slice(),
        _ => &[],
    });
    attributes
        .filter(|attribute| REFERENCES.contains(&attribute.name.as_str()))
        .flat_map(|attribute| attribute.value.split_ascii_whitespace().map(move |id| (attribute, id)))
        .filter(|(_, id)| !body.ids.contains(id))
        .map(|(attribute, id)| dangling(attribute, id, body, source))
        .collect()
}

fn dangling(attribute: &Attribute, id: &str, body: &Body, source: &SourceText) -> Problem {
    let name = &attribute.name;
    let mut known: Vec<&str> = body.ids.iter().collect();
    known.sort_unstable();
    // Any short id is near to any other.
    let near = nearest(id, known).filter(|near| near.len() > 3);
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write `id=\"{id}\"` into the tag of the element that is meant, or remove `{name}`"),
    };
    let message = format!("`{name}` names the id `{id}`, and nothing on this page has it");
    Problem::new(Check::MissingFragment, source, attribute.span.clone(), message).help(help)
}
