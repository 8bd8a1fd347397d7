//! Footnotes: their order, and the references to them.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use super::Ids;
use super::tree::{Node, Spanned, Walk, walk_mut};
use crate::problem::{Check, Problem, SourceText};
use crate::slugs::hyphenated;

/// A footnote.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    /// Its id: `fn-` and its label.
    pub(crate) id: String,
    pub(crate) blocks: Vec<Spanned>,
    /// The ids of the references to it. They begin with `fnref-`.
    pub(crate) references: Vec<String>,
}

/// A footnote as it is defined: `[^label]: …`.
pub(super) struct Definition {
    pub(super) label: String,
    pub(super) span: Range<usize>,
    pub(super) blocks: Vec<Spanned>,
}

/// Puts the footnotes in the order in which the text first refers to them, and resolves each reference.
///
/// A footnote that nothing refers to comes last and is reported: the author forgot something.
pub(super) fn gather(
    flow: &mut [Spanned],
    definitions: Vec<Definition>,
    ids: &mut Ids,
    source: &SourceText,
    problems: &mut Vec<Problem>,
) -> Vec<Note> {
    let mut gathering = Gathering::of(definitions);
    gathering.refer(flow, ids);
    gathering.read_queue(ids);
    for at in 0..gathering.definitions.len() {
        if gathering.note_of[at].is_some() {
            continue;
        }
        let Definition { label, span, .. } = &gathering.definitions[at];
        let head = span.start..span.start + label.len() + "[^]:".len();
        let message = format!("nothing refers to the footnote `[^{label}]`");
        let help = format!("put `[^{label}]` where the text should refer to it");
        problems.push(Problem::new(Check::UnusedFootnote, source, head, message).help(help));
        gathering.note(at, ids);
        gathering.read_queue(ids);
    }
    gathering.notes
}

struct Gathering {
    definitions: Vec<Definition>,
    /// The note made from each definition, if it has been made.
    note_of: Vec<Option<usize>>,
    /// The first definition of each label. Labels are matched without regard to case, as pulldown-cmark does.
    by_label: HashMap<String, usize>,
    notes: Vec<Note>,
    /// Definitions whose note has been made, but whose own references are still to be resolved.
    queue: VecDeque<usize>,
}

impl Gathering {
    fn of(definitions: Vec<Definition>) -> Gathering {
        let mut by_label = HashMap::new();
        for (at, definition) in definitions.iter().enumerate() {
            by_label.entry(folded(&definition.label)).or_insert(at);
        }
        let note_of = vec![None; definitions.len()];
        Gathering { definitions, note_of, by_label, notes: Vec::new(), queue: VecDeque::new() }
    }

    /// The note of a definition. Makes it if there is none yet.
    fn note(&mut self, definition: usize, ids: &mut Ids) -> usize {
        if let Some(note) = self.note_of[definition] {
            return note;
        }
        let at = self.notes.len();
        let id = note_id(&self.definitions[definition].label, at, ids);
        self.notes.push(Note { id, blocks: Vec::new(), references: Vec::new() });
        self.note_of[definition] = Some(at);
        self.queue.push_back(definition);
        at
    }

    /// Resolves the references in nodes.
    fn refer(&mut self, nodes: &mut [Spanned], ids: &mut Ids) {
        walk_mut(nodes, |spanned| {
            if let Node::NoteLabel(label) = &spanned.node {
                spanned.node = match self.by_label.get(&folded(label)).copied() {
                    Some(definition) => {
                        let note = self.note(definition, ids);
                        let Note { id, references, .. } = &mut self.notes[note];
                        references.push(ids.unique(&format!("fnref-{}", &id["fn-".len()..])));
                        Node::NoteReference { note, nth: references.len() }
                    }
                    None => Node::Text(format!("[^{label}]")),
                };
            }
            Walk::Into
        });
    }

    /// Resolves the references in footnotes: one may refer to another, which then comes after it.
    fn read_queue(&mut self, ids: &mut Ids) {
        while let Some(definition) = self.queue.pop_front() {
            let mut blocks = std::mem::take(&mut self.definitions[definition].blocks);
            self.refer(&mut blocks, ids);
            let note = self.note(definition, ids);
            self.notes[note].blocks = blocks;
        }
    }
}

fn folded(label: &str) -> String {
    label.to_lowercase()
}

fn note_id(label: &str, at: usize, ids: &mut Ids) -> String {
    let words = hyphenated(label);
    ids.unique(&if words.is_empty() { format!("fn-{}", at + 1) } else { format!("fn-{words}") })
}
