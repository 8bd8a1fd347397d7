//! The names that an author gives: the ids and classes of raw HTML and of headings.
//!
//! No name may be one of the frame's ([`allow::RESERVED`]), and no id may be on a page twice. What breaks a rule is
//! reported.

use std::collections::HashSet;
use std::ops::Range;

use catchword_bundle::allow;

use super::Ids;
use super::raw::RawTag;
use super::tree::{Node, Spanned, Walk, walk_mut};
use crate::problem::{Check, Problem, SourceText};

/// The author's ids in texts that are on one page. Of two that are alike, a tag loses the second, and a heading gets one
/// with a number. The frame's names are left out.
pub(super) fn own_ids<'n>(
    texts: impl IntoIterator<Item = &'n mut Vec<Spanned>>,
    source: &SourceText,
    problems: &mut Vec<Problem>,
) -> Ids {
    let mut texts: Vec<&mut Vec<Spanned>> = texts.into_iter().collect();
    let mut ids = Ids::default();
    for text in &mut texts {
        walk_mut(text, |spanned| {
            leave_out_reserved(spanned, source, problems);
            problems.extend(correct_spaces(spanned, source));
            ids.extend(id_of(&spanned.node).map(str::to_owned));
            Walk::Into
        });
    }
    // Only now, so that a number for one heading makes no id that the author gave to another element.
    let mut seen = HashSet::new();
    for text in texts {
        walk_mut(text, |spanned| {
            if let Some(id) = id_of(&spanned.node).map(str::to_owned)
                && !seen.insert(id.clone())
            {
                problems.push(set_apart(spanned, &id, &mut ids, source));
            }
            Walk::Into
        });
    }
    ids
}

/// The id that the author gave to a node.
fn id_of(node: &Node) -> Option<&str> {
    match node {
        Node::Open(tag) => tag.value("id"),
        Node::Heading { id, .. } => id.as_deref().filter(|id| !id.is_empty()),
        _ => None,
    }
}

/// Takes the id from a node, because it is on the page before. A heading gets another one.
fn set_apart(spanned: &mut Spanned, id: &str, ids: &mut Ids, source: &SourceText) -> Problem {
    let mut span = spanned.span.clone();
    let instead = match &mut spanned.node {
        Node::Heading { id: own, .. } => {
            span = within(source, &span, &format!("#{id}"));
            format!("this heading has the id `{}`", own.insert(ids.unique(id)))
        }
        Node::Open(tag) => {
            span = remove(tag, "id").unwrap_or(span);
            format!("this `<{}>` has none", tag.name)
        }
        _ => "this has none".to_owned(),
    };
    let message = format!("the id `{id}` is on this page already, so {instead}");
    Problem::new(Check::DuplicateId, source, span, message)
        .help("links to that id lead to the first of the two: give this one an id of its own, or none")
}

/// Takes the frame's names from a node, and reports them.
fn leave_out_reserved(spanned: &mut Spanned, source: &SourceText, problems: &mut Vec<Problem>) {
    match &mut spanned.node {
        Node::Open(tag) => {
            if let Some(id) = tag.value("id").filter(|id| allow::is_reserved(id)).map(str::to_owned) {
                let span = remove(tag, "id").unwrap_or_else(|| spanned.span.clone());
                problems.push(reserved(source, span, &format!("the id `{id}` of `<{}>`", tag.name)));
            }
            if let Some((reserved_classes, own)) = tag.value("class").and_then(without_reserved) {
                let span = remove_words(tag, own).unwrap_or_else(|| spanned.span.clone());
                problems.push(reserved(source, span, &format!("the class `{reserved_classes}` of `<{}>`", tag.name)));
            }
        }
        Node::Heading { id, classes, .. } => {
            if let Some(name) = id.take_if(|id| allow::is_reserved(id)) {
                let span = within(source, &spanned.span, &format!("#{name}"));
                problems.push(reserved(source, span, &format!("the id `{name}` of a heading")));
            }
            if let Some((reserved_classes, own)) = without_reserved(&classes.join(" ")) {
                let span = within(source, &spanned.span, &format!(".{}", first_word(&reserved_classes)));
                problems.push(reserved(source, span, &format!("the class `{reserved_classes}` of a heading")));
                *classes = own.split(' ').filter(|class| !class.is_empty()).map(str::to_owned).collect();
            }
        }
        _ => {}
    }
}

/// Puts hyphens in the place of spaces in an id, with which nothing can lead to it everywhere (DOM, "ID").
fn correct_spaces(spanned: &mut Spanned, source: &SourceText) -> Option<Problem> {
    let (id, span) = match &mut spanned.node {
        Node::Open(tag) => {
            let attribute = tag.attributes.iter_mut().find(|attribute| attribute.name == "id")?;
            (&mut attribute.value, attribute.span.clone())
        }
        _ => return None,
    };
    if !id.contains(char::is_whitespace) {
        return None;
    }
    let corrected = id.split_whitespace().collect::<Vec<_>>().join("-");
    let message = format!("the id `{}` has a space, so it is changed to `{corrected}`", id.trim_matches(['\n', '\r']));
    let help = format!("an id can't have spaces: write `{corrected}`, also in the links to it");
    *id = corrected;
    Some(Problem::new(Check::Sanitised, source, span, message).help(help))
}

/// The classes that are the frame's, and the others; `None` if all are the author's own.
fn without_reserved(classes: &str) -> Option<(String, String)> {
    let (reserved, own): (Vec<&str>, Vec<&str>) =
        classes.split_ascii_whitespace().partition(|class| allow::is_reserved(class));
    (!reserved.is_empty()).then(|| (reserved.join(" "), own.join(" ")))
}

fn first_word(words: &str) -> &str {
    words.split(' ').next().unwrap_or_default()
}

/// Removes an attribute, and returns its place.
fn remove(tag: &mut RawTag, name: &str) -> Option<Range<usize>> {
    let at = tag.attributes.iter().position(|attribute| attribute.name == name)?;
    Some(tag.attributes.remove(at).span)
}

/// Replaces a tag's classes, or removes them if none is left. Returns their place.
fn remove_words(tag: &mut RawTag, own: String) -> Option<Range<usize>> {
    if own.is_empty() {
        return remove(tag, "class");
    }
    let classes = tag.attributes.iter_mut().find(|attribute| attribute.name == "class")?;
    classes.value = own;
    Some(classes.span.clone())
}

fn reserved(source: &SourceText, span: Range<usize>, what: &str) -> Problem {
    let prefix = allow::RESERVED;
    Problem::new(Check::Sanitised, source, span, format!("{what} is left out")).label("left out").help(format!(
        "names that begin with `{prefix}` are those of the page around your text: choose one that begins otherwise"
    ))
}

/// The place of the last `words` in a part of the file, else the whole part.
fn within(source: &SourceText, part: &Range<usize>, words: &str) -> Range<usize> {
    let found = source.inner().get(part.clone()).and_then(|text| text.rfind(words));
    found.map_or(part.clone(), |at| part.start + at..part.start + at + words.len())
}
