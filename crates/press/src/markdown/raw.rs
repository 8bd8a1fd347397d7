//! Raw HTML, tag by tag.
//!
//! CommonMark gives raw HTML in pieces (a line, a single tag) that need not be whole elements, so it is tokenised, not
//! parsed. A tag on the allow-list becomes a node; any other is reported. The finished page goes through ammonia, which
//! balances the tags.

mod chunk;
mod hints;
mod instead;
mod open;

use std::ops::Range;

use catchword_bundle::allow;
use html5gum::{DefaultEmitter, Error, HtmlString, Spanned as Html, StartTag, Token, Tokenizer};
use url::Url;

pub(super) use chunk::Chunk;
use open::{MAX_DEPTH, OpenElements};

use super::sanitiser;
use super::tree::{Node, Spanned};
use crate::problem::{Check, Problem, SourceText};

/// A start tag whose element is on the allow-list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawTag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<Attribute>,
}

impl RawTag {
    /// An attribute's value.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| attribute.value.as_str())
    }
}

/// An attribute that is on the allow-list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    /// Without character references.
    pub(crate) value: String,
    /// Its span in the file, in bytes.
    pub(crate) span: Range<usize>,
}

/// Reads raw HTML piece by piece. Between pieces it remembers an element that is being left out with its content.
pub(super) struct RawReader<'s> {
    source: &'s SourceText,
    left_out: Option<String>,
    /// The last sound or film, if it has no controls.
    stopped: Option<(String, Range<usize>)>,
    open: OpenElements,
    pub(super) problems: Vec<Problem>,
}

impl<'s> RawReader<'s> {
    pub(super) fn new(source: &'s SourceText) -> RawReader<'s> {
        RawReader { source, left_out: None, stopped: None, open: OpenElements::default(), problems: Vec::new() }
    }

    /// Whether the reader is inside an element that is left out with its content.
    pub(super) fn is_leaving_out(&self) -> bool {
        self.left_out.is_some()
    }

    /// Ends a block, and with it an element that is being left out.
    pub(super) fn end_block(&mut self) {
        self.left_out = None;
    }

    /// Reads raw HTML into nodes.
    pub(super) fn read(&mut self, chunk: &Chunk, nodes: &mut Vec<Spanned>) {
        let mut emitter = DefaultEmitter::new_with_span();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(chunk.text.as_str(), emitter).flatten() {
            self.take(chunk, token, nodes);
        }
    }

    fn take(&mut self, chunk: &Chunk, token: Token<usize>, nodes: &mut Vec<Spanned>) {
        match token {
            Token::StartTag(tag) if self.left_out.is_none() => {
                let span = chunk.place(tag.span.start..tag.span.end);
                if let Some(tag) = self.start(chunk, tag, &span) {
                    if !self.open.open(&tag.name) {
                        self.too_deep(&tag.name, span);
                        return;
                    }
                    nodes.push(Spanned::new(Node::Open(tag), span));
                }
            }
            Token::EndTag(tag) => {
                let name = lossless(&tag.name);
                let span = chunk.place(tag.span.start..tag.span.end);
                if self.left_out.is_none() && allow::element(&name) {
                    if !self.open.close(&name) {
                        return;
                    }
                    nodes.push(Spanned::new(Node::Close(name), span));
                } else if self.left_out.as_ref() == Some(&name) {
                    self.left_out = None;
                }
            }
            Token::String(text) if self.left_out.is_none() => {
                let span = chunk.place(text.span.start..text.span.end);
                nodes.push(Spanned::new(Node::Text(lossless(&text.value)), span));
            }
            Token::Comment(comment) => self.comment(chunk, &comment, nodes),
            Token::Doctype(doctype) => {
                self.lose(
                    chunk.place(doctype.span.start..doctype.span.end),
                    "`<!DOCTYPE>` is left out: every page already has one",
                    "remove this tag",
                );
            }
            Token::Error(error) => self.error(chunk, &error),
            Token::StartTag(_) | Token::String(_) => {}
        }
    }

    fn start(&mut self, chunk: &Chunk, tag: StartTag<usize>, span: &Range<usize>) -> Option<RawTag> {
        let name = lossless(&tag.name);
        if let Some(escaped) = hints::escaped(&name, &tag, self.source.inner(), span) {
            let help = format!("to show these words as they are written, put a backslash before the `<`: `{escaped}`");
            self.lose(span.clone(), format!("`<{name}>` is left out: browsers take it for a tag"), help);
            return None;
        }
        if sanitiser::WITH_CONTENT.contains(&name.as_str()) {
            self.lose(
                span.clone(),
                format!("`<{name}>` is left out, with its content"),
                instead::of_element(&name, &tag),
            );
            if !tag.self_closing {
                self.left_out = Some(name);
            }
            return None;
        }
        if !allow::element(&name) {
            self.lose(span.clone(), format!("`<{name}>` is left out"), instead::of_element(&name, &tag));
            return None;
        }
        if let Some(kind) = refused_input(&name, &tag) {
            self.lose(span.clone(), format!("`<input type={kind}>` is left out"), instead::of_input());
            return None;
        }
        let mut attributes = Vec::new();
        for (attribute, value) in tag.attributes {
            let span = chunk.place(value.span.start..value.span.end);
            let mut attribute = Attribute { name: lossless(&attribute), value: lossless(&value.value), span };
            if name == "a" && attribute.name == "name" {
                // Before HTML5, link targets were named like this.
                attribute.name = "id".to_owned();
            }
            if attribute.name == "id" && attribute.value.trim().is_empty() {
                // The same as no `id` at all (DOM, section 4.9, "ID").
                continue;
            }
            if (name.as_str(), attribute.name.as_str()) == ("input", "type") {
                attribute.value.make_ascii_lowercase();
                if attribute.value.is_empty() {
                    // The same as no `type` at all (HTML, section 4.10.5, "The input element").
                    continue;
                }
            }
            if !allow::attribute(&name, &attribute.name) {
                let help = instead::of_attribute(&name, &attribute.name, &attribute.value);
                self.lose(attribute.span, format!("`{}` of `<{name}>` is left out", attribute.name), help);
            } else if allow::ADDRESSES.contains(&attribute.name.as_str()) && !allowed_address(&attribute.value) {
                let message = format!(
                    "`{}` of `<{name}>` is left out: pages may not have an address of this kind",
                    attribute.name
                );
                self.lose(attribute.span, message, instead::of_address(&attribute.name, &attribute.value));
            } else {
                attributes.push(attribute);
            }
        }
        let mut named = std::collections::HashSet::new();
        attributes.retain(|attribute| named.insert(attribute.name.clone()));
        // The tokeniser sorts them by name. The author's order is easier to read in the page's source.
        attributes.sort_by_key(|attribute| attribute.span.start);
        let tag = RawTag { name, attributes };
        self.check_controls(&tag, span);
        Some(tag)
    }

    /// Reports a sound or a film that readers can't start: it may not start by itself. Its address may be in a tag below.
    fn check_controls(&mut self, tag: &RawTag, span: &Range<usize>) {
        match tag.name.as_str() {
            "audio" | "video" => {
                self.stopped = tag.value("controls").is_none().then(|| (tag.name.clone(), span.clone()));
                if tag.value("src").is_none() {
                    return;
                }
            }
            "source" => {}
            _ => return,
        }
        let Some((name, span)) = self.stopped.take() else { return };
        let message = format!("readers can't play this `<{name}>`: it has no controls");
        let help = format!("add the word `controls`: `<{name} controls src=\"/files/…\"></{name}>`");
        self.problems.push(Problem::new(Check::Sanitised, self.source, span, message).help(help));
    }

    /// Reports the first tag that is nested too deeply. The others are because of the same mistake.
    fn too_deep(&mut self, name: &str, span: Range<usize>) {
        if !std::mem::replace(&mut self.open.is_told, true) {
            let message = format!("`<{name}>` is left out: it is inside of {MAX_DEPTH} other elements");
            self.lose(span, message, format!("close every element where it ends, such as with `</{name}>`"));
        }
    }

    fn comment(&mut self, chunk: &Chunk, comment: &Html<HtmlString, usize>, nodes: &mut Vec<Spanned>) {
        let span = chunk.place(comment.span.start..comment.span.end);
        let text = lossless(&comment.value);
        if text.trim().eq_ignore_ascii_case("more") {
            nodes.push(Spanned::new(Node::More, span));
        } else if !chunk.text.get(comment.span.start..).unwrap_or_default().starts_with("<!--")
            && !chunk.text.get(..comment.span.start).unwrap_or_default().ends_with("<!--")
        {
            // Browsers treat `<?php … ?>`, `<!X>` and `<![CDATA[…]]>` as comments, which the author did not mean.
            self.lose(
                span,
                "this is left out: browsers treat `<?…>`, `<!…>` and `<![CDATA[…]]>` as comments",
                "remove it: nothing runs it. To show it as it is written, put a backtick before it and one after it",
            );
        }
    }

    fn error(&mut self, chunk: &Chunk, error: &Html<Error, usize>) {
        let (what, help) = match error.value {
            Error::EofInTag | Error::EofBeforeTagName => (
                "a tag is left out: its `>` is missing",
                "write a `>` at the end of the tag; if no tag is meant, put a backslash before the `<`",
            ),
            Error::EofInComment => {
                ("a comment is not closed: it goes on to the end of the block", "write `-->` where the comment ends")
            }
            _ => return,
        };
        let end = chunk.place(error.span.start..error.span.end).start;
        let text = self.source.inner();
        let opened = text.get(..end).and_then(|before| before.rfind('<')).unwrap_or(end);
        self.lose(opened..end, what, help);
    }

    fn lose(&mut self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem::new(Check::Sanitised, self.source, span, message).label("left out").help(help));
    }
}

/// The type of an input field that is not allowed.
fn refused_input(name: &str, tag: &StartTag<usize>) -> Option<String> {
    let (_, kind) = tag.attributes.iter().find(|(attribute, _)| name == "input" && attribute.as_slice() == b"type")?;
    let kind = lossless(&kind.value).to_ascii_lowercase();
    (!kind.is_empty() && !allow::INPUTS.contains(&kind.as_str())).then_some(kind)
}

/// Whether an address is relative or has an allowed scheme; others run code, or lead nowhere in a browser.
pub(crate) fn allowed_address(address: &str) -> bool {
    match Url::parse(address) {
        Ok(url) => allow::SCHEMES.contains(&url.scheme()),
        Err(url::ParseError::RelativeUrlWithoutBase) => true,
        Err(_) => false,
    }
}

/// Whether an element has no end tag (HTML, "Void elements").
pub(super) fn is_void(name: &str) -> bool {
    ["br", "col", "hr", "img", "input", "source", "track", "wbr"].contains(&name)
}

/// The tokeniser's input was a `str`, so its bytes are UTF-8.
fn lossless(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}
