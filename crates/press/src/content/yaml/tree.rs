//! YAML as a tree of values in the order in which they are written.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

/// Deeper values are not read.
const DEEPEST: usize = 32;

/// More values are not read. An alias counts with all the values that it stands for.
const MOST: usize = 10_000;

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

/// A tree, and where its texts are, in characters. A `#` in them is no comment.
pub(super) struct Tree {
    pub(super) pairs: Vec<Pair>,
    pub(super) texts: Vec<Range<usize>>,
}

/// Reads YAML. `None` if it is not YAML, or has no fields.
pub(super) fn read(text: &str) -> Option<Tree> {
    let mut reader = Reader {
        parser: Parser::new_from_str(text),
        characters: text.chars().collect(),
        anchors: HashMap::new(),
        texts: Vec::new(),
        count: 0,
    };
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
        Value::Map(pairs) if !pairs.is_empty() => Some(Tree { pairs, texts: reader.texts }),
        _ => None,
    }
}

/// The line of the first mistake, from 0.
pub(super) fn broken_line(text: &str) -> Option<usize> {
    let mut parser = Parser::new_from_str(text);
    loop {
        match parser.next_event()? {
            Ok((Event::StreamEnd, _)) => return None,
            Ok(_) => {}
            Err(error) => return Some(error.marker().line().saturating_sub(1)),
        }
    }
}

struct Reader<'t> {
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
    characters: Vec<char>,
    /// Each with how many values it has.
    anchors: HashMap<usize, (Value, usize)>,
    texts: Vec<Range<usize>>,
    /// How many values there are.
    count: usize,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Option<(Event<'t>, usize)> {
        let (event, span) = self.parser.next_event()?.ok()?;
        let line = span.start.line().saturating_sub(1);
        if let Event::Scalar(_, style, ..) = &event {
            let start = span.start.index();
            let end = match style {
                // The parser counts the spaces and the comment after it, too.
                ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => self.end_of_quoted(start),
                _ => span.end.index(),
            };
            self.texts.push(start..end);
        }
        Some((event, line))
    }

    /// Where a text in quotes ends that begins at `start`.
    fn end_of_quoted(&self, start: usize) -> usize {
        let quote = self.characters.get(start).copied();
        let mut at = start + 1;
        while let Some(character) = self.characters.get(at) {
            let is_pair = match quote {
                Some('"') => *character == '\\',
                _ => *character == '\'' && self.characters.get(at + 1) == Some(&'\''),
            };
            if is_pair {
                at += 2;
            } else if Some(*character) == quote {
                return at + 1;
            } else {
                at += 1;
            }
        }
        self.characters.len()
    }

    fn value(&mut self, event: Event<'t>, depth: usize) -> Option<Value> {
        let before = self.count;
        self.count += 1;
        if depth > DEEPEST || self.count > MOST {
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
                (Value::Map(merged(pairs)), anchor)
            }
            Event::Alias(anchor) => {
                let (value, count) = self.anchors.get(&anchor)?;
                self.count += count;
                if self.count > MOST {
                    return None;
                }
                (value.clone(), 0)
            }
            _ => return None,
        };
        if anchor > 0 {
            self.anchors.insert(anchor, (value.clone(), self.count - before));
        }
        Some(value)
    }
}

/// Fields with those that `<<` adds to them (YAML 1.1, "Merge Key"): a field of its own goes before one that is added.
fn merged(pairs: Vec<Pair>) -> Vec<Pair> {
    let (added, mut own): (Vec<Pair>, Vec<Pair>) =
        pairs.into_iter().partition(|pair| pair.key == "<<" && matches!(pair.value, Value::Map(_)));
    for pair in added {
        let Value::Map(fields) = pair.value else { continue };
        for field in fields {
            if own.iter().all(|known| known.key != field.key) {
                own.push(Pair { line: pair.line, ..field });
            }
        }
    }
    own.sort_by_key(|pair| pair.line);
    own
}
