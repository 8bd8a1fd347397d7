//! Sanitises a finished page.
//!
//! `markdown::raw` has already left out and reported what is not on the allow-list. So only tags where HTML can't have them
//! (a cell without a table) should be lost here. Tags and attributes are counted before and after, and each kind with fewer
//! is reported: no loss is silent.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::html::BodyHtml;
use crate::markdown::{Body, Node, Spanned, sanitiser};
use crate::problem::{Check, Problem, SourceText};
use crate::store::Store;

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(sanitiser::sanitiser);

/// Sanitises a body's HTML. Reports what was lost.
pub(super) fn sanitise(parts: &BodyHtml, source: &SourceText, body: &Body, store: &Store) -> (BodyHtml, Vec<Problem>) {
    let clean = |html: &str| store.text("sanitise", |digest| digest.text(html), || clean(html));
    let mut clean = BodyHtml { flow: clean(&parts.flow), notes: parts.notes.iter().map(|note| clean(note)).collect() };
    // Without raw HTML there is nothing to lose: what the press writes is on the list and balanced, which tests check.
    if !body.all_nodes().any(|spanned| matches!(spanned.node, Node::Open(_) | Node::Close(_))) {
        return (clean, Vec::new());
    }
    let after = count(&clean);
    let lost = count(parts).into_iter().filter(|(what, before)| after.get(what).copied().unwrap_or(0) < *before);
    let mut problems: Vec<Problem> =
        lost.map(|((element, attribute), _)| loss(&element, &attribute, source, body)).collect();
    let mut seen = HashSet::new();
    for part in std::iter::once(&mut clean.flow).chain(&mut clean.notes) {
        problems
            .extend(remove_copied_ids(part, &mut seen).iter().map(|(element, id)| copied(element, id, source, body)));
    }
    (clean, problems)
}

/// A part with more of one kind of characters than this is sanitised with stand-ins for them.
const MANY: usize = 2000;

fn clean(html: &str) -> String {
    let mut replaced: Vec<(String, char)> = Vec::new();
    let mut text = Cow::Borrowed(html);
    for (piece, written) in numerous(html) {
        let is_free = |letter: &char| !text.contains(*letter);
        let Some(free) = ('\u{e000}'..='\u{f8ff}').find(is_free) else { continue };
        text = text.replace(&piece, &free.to_string()).into();
        replaced.push((written, free));
    }
    let clean = SANITISER.clean(&text).to_string();
    let clean = replaced.into_iter().fold(clean, |clean, (written, free)| clean.replace(free, &written));
    // At the start of a page it would be a byte order mark.
    clean.trim_start_matches('\u{feff}').to_owned()
}

/// What needs a stand-in, each with how it is written afterwards. At every `&`, and at every character whose first byte is
/// that of a no-break space, the sanitiser's serialiser looks through all that follows, so a page full of them would take
/// minutes.
fn numerous(html: &str) -> Vec<(String, String)> {
    let mut pieces = Vec::new();
    if html.match_indices("&amp;").nth(MANY).is_some() {
        pieces.push(("&amp;".to_owned(), "&amp;".to_owned()));
    }
    if html.bytes().filter(|byte| *byte == 0xc2).nth(MANY).is_some() {
        for letter in ('\u{80}'..='\u{bf}').filter(|letter| html.contains(*letter)) {
            let written = if letter == '\u{a0}' { "&nbsp;".to_owned() } else { letter.to_string() };
            pieces.push((letter.to_string(), written));
        }
    }
    pieces
}

/// How many there are of each element (with an empty name) and of each of its attributes.
fn count(parts: &BodyHtml) -> BTreeMap<(String, String), usize> {
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

/// Removes ids that are in the text before: where `<b>` or the like is not closed in its paragraph, a parser copies the tag
/// into the next one, with its id (HTML, "reconstruct the active formatting elements"). Returns the elements and their ids.
fn remove_copied_ids(html: &mut String, seen: &mut HashSet<String>) -> BTreeSet<(String, String)> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut copies = BTreeSet::new();
    let mut places = Vec::new();
    for token in Tokenizer::new_with_emitter(html.as_str(), emitter).flatten() {
        let Token::StartTag(tag) = token else { continue };
        let Some((_, id)) = tag.attributes.iter().find(|(name, _)| name.as_slice() == b"id") else { continue };
        let name = String::from_utf8_lossy(&id.value).into_owned();
        if seen.insert(name.clone()) {
            continue;
        }
        copies.insert((String::from_utf8_lossy(&tag.name).into_owned(), name));
        // With the space before it.
        places.push(id.span.start - 1..id.span.end);
    }
    for place in places.into_iter().rev() {
        html.replace_range(place, "");
    }
    copies
}

fn copied(element: &str, id: &str, source: &SourceText, body: &Body) -> Problem {
    let has_id = |spanned: &&Spanned| matches!(&spanned.node, Node::Open(tag) if tag.value("id") == Some(id));
    let span = body.all_nodes().find(has_id).map_or(0..0, |spanned| spanned.span.clone());
    let message = format!("`<{element}>` goes on in the next paragraph, where it has no id: `{id}` is for one element");
    Problem::new(Check::DuplicateId, source, span, message)
        .help(format!("close it with `</{element}>` in the paragraph in which it begins, or remove its id"))
}

fn loss(element: &str, attribute: &str, source: &SourceText, body: &Body) -> Problem {
    let message = match attribute {
        "" => format!("`<{element}>` is left out: HTML doesn't allow it here"),
        attribute => format!("`{attribute}` of `<{element}>` is left out"),
    };
    let span = first(element, body).unwrap_or(0..0);
    Problem::new(Check::Sanitised, source, span, message)
        .label("one of these")
        .help("check that every tag is closed and is where HTML allows it: a cell in a row, a row in a table")
}

fn first(element: &str, body: &Body) -> Option<Range<usize>> {
    body.all_nodes().find_map(|spanned| match &spanned.node {
        Node::Open(tag) if tag.name == element => Some(spanned.span.clone()),
        _ => None,
    })
}
