//! YAML as a tree of values in the order in which they are written.

use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Parser, ScalarStyle};

/// Deeper values are not read.
const DEEPEST: usize = 32;

/// A value of YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text {
        text: String,
        /// Without quotes: it may stand for a number, a date, or nothing.
        is_plain: bool,
    },
    List(Vec<Value>),
    Map(Vec<Pair>),
}

/// A field and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) key: String,
    pub(super) value: Value,
    /// The line of the key, from 0.
    pub(super) line: usize,
}

/// A tree, and the lines that are inside a text of several lines, where `#` is no comment.
pub(super) struct Tree {
    pub(super) pairs: Vec<Pair>,
    pub(super) inside_text: HashSet<usize>,
}

/// Reads YAML. `None` if it is not YAML, or has no fields.
pub(super) fn read(text: &str) -> Option<Tree> {
    let mut reader =
        Reader { parser: Parser::new_from_str(text), anchors: HashMap::new(), inside_text: HashSet::new() };
    let value = loop {
        match reader.next()? {
            (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
            (event, _) => break reader.value(event, 0)?,
        }
    };
    // An error may come only after the first value.
    while let (event, _) = reader.next()?
        && event != Event::StreamEnd
    {}
    match value {
        Value::Map(pairs) if !pairs.is_empty() => Some(Tree { pairs, inside_text: reader.inside_text }),
        _ => None,
    }
}

struct Reader<'t> {
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
    anchors: HashMap<usize, Value>,
    inside_text: HashSet<usize>,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Option<(Event<'t>, usize)> {
        let (event, span) = self.parser.next_event()?.ok()?;
        let line = span.start.line().saturating_sub(1);
        let end = span.end.line() - usize::from(span.end.col() == 0);
        match &event {
            // A block begins in the line after its `|`.
            Event::Scalar(_, ScalarStyle::Literal | ScalarStyle::Folded, ..) => self.inside_text.extend(line..end),
            Event::Scalar(..) => self.inside_text.extend(line + 1..end.saturating_sub(1)),
            _ => {}
        }
        Some((event, line))
    }

    fn value(&mut self, event: Event<'t>, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        let (value, anchor) = match event {
            Event::Scalar(text, style, anchor, _) => {
                (Value::Text { text: text.into_owned(), is_plain: style == ScalarStyle::Plain }, anchor)
            }
            Event::SequenceStart(anchor, _) => {
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, _) => break,
                        (event, _) => items.push(self.value(event, depth + 1)?),
                    }
                }
                (Value::List(items), anchor)
            }
            Event::MappingStart(anchor, _) => {
                let mut pairs = Vec::new();
                loop {
                    let (event, line) = self.next()?;
                    if event == Event::MappingEnd {
                        break;
                    }
                    let Value::Text { text: key, .. } = self.value(event, depth + 1)? else { return None };
                    let (event, _) = self.next()?;
                    pairs.push(Pair { key, value: self.value(event, depth + 1)?, line });
                }
                (Value::Map(pairs), anchor)
            }
            Event::Alias(anchor) => (self.anchors.get(&anchor)?.clone(), 0),
            _ => return None,
        };
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        Some(value)
    }
}
