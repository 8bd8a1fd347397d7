//! Footnotes: out of the flow, to its end.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Ids, Node, Spanned};
use crate::problem::{Check, Problem, SourceText};
use crate::slugs::hyphenated;

/// A footnote.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    /// What follows `fn-` in its `id`, and `fnref-` in those of its references.
    pub(crate) name: String,
    pub(crate) nodes: Vec<Spanned>,
    /// How often the text refers to it.
    pub(crate) references: u32,
}

/// Takes the footnotes out of the flow, in the order in which the text first refers to them.
///
/// A footnote that nothing refers to stands last, and is reported: its author forgot something.
pub(super) fn gather(
    nodes: Vec<Spanned>,
    ids: &mut Ids,
    source: &SourceText,
    problems: &mut Vec<Problem>,
) -> (Vec<Spanned>, Vec<Note>) {
    let (mut flow, definitions) = take_out(nodes);
    let mut shelf = Shelf::of(definitions);
    shelf.refer(&mut flow, ids);
    shelf.read_queue(ids);
    for at in 0..shelf.definitions.len() {
        let Definition { label, span, note: None, .. } = &shelf.definitions[at] else { continue };
        let head = span.start..span.start + label.len() + "[^]:".len();
        let message = format!("nothing refers to the footnote `[^{label}]`");
        let help = format!("put `[^{label}]` where the text should refer to it");
        problems.push(Problem::new(Check::UnusedFootnote, source, head, message).help(help));
        shelf.note(at, ids);
        shelf.read_queue(ids);
    }
    (flow, shelf.notes)
}

struct Definition {
    label: String,
    span: Range<usize>,
    nodes: Vec<Spanned>,
    /// The note it became, once it did.
    note: Option<usize>,
}

struct Shelf {
    definitions: Vec<Definition>,
    by_label: HashMap<String, usize>,
    notes: Vec<Note>,
    /// Definitions that became notes, but whose own text is still to be read.
    queue: VecDeque<usize>,
}

impl Shelf {
    fn of(definitions: Vec<Definition>) -> Shelf {
        let mut by_label = HashMap::new();
        for (at, definition) in definitions.iter().enumerate() {
            by_label.entry(definition.label.clone()).or_insert(at);
        }
        Shelf { definitions, by_label, notes: Vec::new(), queue: VecDeque::new() }
    }

    /// The note of a definition, which is made of it if need be.
    fn note(&mut self, definition: usize, ids: &mut Ids) -> usize {
        if let Some(note) = self.definitions[definition].note {
            return note;
        }
        let at = self.notes.len();
        let name = name_note(&self.definitions[definition].label, at, ids);
        self.notes.push(Note { name, nodes: Vec::new(), references: 0 });
        self.definitions[definition].note = Some(at);
        self.queue.push_back(definition);
        at
    }

    /// Makes pulldown-cmark's references into references to notes.
    fn refer(&mut self, nodes: &mut [Spanned], ids: &mut Ids) {
        for placed in nodes {
            let Node::Event(Event::FootnoteReference(label)) = &placed.node else { continue };
            let Some(definition) = self.by_label.get(&**label).copied() else { continue };
            let note = self.note(definition, ids);
            self.notes[note].references += 1;
            placed.node = Node::NoteReference { note, nth: self.notes[note].references };
        }
    }

    /// A footnote may refer to another, which then comes after it.
    fn read_queue(&mut self, ids: &mut Ids) {
        while let Some(definition) = self.queue.pop_front() {
            let mut nodes = std::mem::take(&mut self.definitions[definition].nodes);
            self.refer(&mut nodes, ids);
            let note = self.note(definition, ids);
            self.notes[note].nodes = nodes;
        }
    }
}

fn name_note(label: &str, at: usize, ids: &mut Ids) -> String {
    let words = hyphenated(label);
    let wanted = if words.is_empty() { format!("fn-{}", at + 1) } else { format!("fn-{words}") };
    let id = ids.unique(&wanted);
    let name = id["fn-".len()..].to_owned();
    ids.insert(format!("fnref-{name}"));
    name
}

fn take_out(nodes: Vec<Spanned>) -> (Vec<Spanned>, Vec<Definition>) {
    let mut flow = Vec::with_capacity(nodes.len());
    let mut open: Vec<Definition> = Vec::new();
    let mut definitions = Vec::new();
    for placed in nodes {
        match &placed.node {
            Node::Event(Event::Start(Tag::FootnoteDefinition(label))) => {
                open.push(Definition { label: label.to_string(), span: placed.span, nodes: Vec::new(), note: None });
            }
            Node::Event(Event::End(TagEnd::FootnoteDefinition)) => definitions.extend(open.pop()),
            _ => match open.last_mut() {
                Some(definition) => definition.nodes.push(placed),
                None => flow.push(placed),
            },
        }
    }
    definitions.extend(open);
    (flow, definitions)
}
