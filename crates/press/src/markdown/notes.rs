//! Footnotes: their order, and the references to them.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use unicase::UniCase;

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
    flow: &mut Vec<Spanned>,
    definitions: Vec<Definition>,
    ids: &mut Ids,
    source: &SourceText,
    problems: &mut Vec<Problem>,
) -> Vec<Note> {
    problems.extend(duplicates(&definitions, source));
    out_of_links(flow);
    let mut gathering = Gathering::of(definitions);
    gathering.refer(flow, ids);
    gathering.read_queue(ids);
    for at in 0..gathering.definitions.len() {
        if gathering.note_of[at].is_some() || !gathering.is_first(at) {
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
    /// The first definition of each label.
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

    /// Whether no definition before has the same label.
    fn is_first(&self, definition: usize) -> bool {
        self.by_label.get(&folded(&self.definitions[definition].label)) == Some(&definition)
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
            out_of_links(&mut blocks);
            self.refer(&mut blocks, ids);
            let note = self.note(definition, ids);
            self.notes[note].blocks = blocks;
        }
    }
}

/// A label as it is compared: without regard to case and to the number of spaces (CommonMark, section 6.3, "matches").
fn folded(label: &str) -> String {
    UniCase::unicode(label.split_whitespace().collect::<Vec<_>>().join(" ")).to_folded_case()
}

/// Reports each footnote that has the label of one before it: the text can't refer to it.
fn duplicates(definitions: &[Definition], source: &SourceText) -> Vec<Problem> {
    let mut lines = HashMap::new();
    let mut line = 1;
    let mut counted = 0;
    let mut problems = Vec::new();
    let mut in_order: Vec<&Definition> = definitions.iter().collect();
    in_order.sort_by_key(|definition| definition.span.start);
    for Definition { label, span, .. } in in_order {
        line += source.inner().as_bytes()[counted..span.start].iter().filter(|byte| **byte == b'\n').count();
        counted = span.start;
        let Some(first) = lines.get(&folded(label)) else {
            lines.insert(folded(label), line);
            continue;
        };
        let message = format!("there is another footnote `[^{label}]` on line {first}");
        let help = "give one of the two another name, here and where the text refers to it; capital and small letters \
                    make no difference";
        let head = span.start..span.start + label.len() + "[^]:".len();
        problems.push(Problem::new(Check::DuplicateFootnote, source, head, message).help(help));
    }
    problems
}

/// Moves references that are inside a link behind it: a link can't be inside another.
fn out_of_links(nodes: &mut Vec<Spanned>) {
    let mut moved: Vec<Spanned> = Vec::new();
    let mut links = 0_usize;
    let is_reference = |spanned: &Spanned| matches!(spanned.node, Node::NoteLabel(_));
    for mut spanned in std::mem::take(nodes) {
        match &mut spanned.node {
            Node::Open(tag) if tag.name == "a" && tag.value("href").is_some() => links += 1,
            Node::Close(name) if name == "a" => links = links.saturating_sub(1),
            Node::Link { children, .. } => take_references(children, &mut moved),
            node if links > 0 => node.each_list_mut(&mut |children| take_references(children, &mut moved)),
            node => node.each_list_mut(&mut out_of_links),
        }
        if links > 0 && is_reference(&spanned) {
            moved.push(spanned);
            continue;
        }
        nodes.push(spanned);
        if links == 0 {
            nodes.append(&mut moved);
        }
    }
    nodes.append(&mut moved);
}

/// Takes all references out of nodes.
fn take_references(nodes: &mut Vec<Spanned>, moved: &mut Vec<Spanned>) {
    for mut spanned in std::mem::take(nodes) {
        spanned.node.each_list_mut(&mut |children| take_references(children, moved));
        let place = if matches!(spanned.node, Node::NoteLabel(_)) { &mut *moved } else { &mut *nodes };
        place.push(spanned);
    }
}

fn note_id(label: &str, at: usize, ids: &mut Ids) -> String {
    let words = hyphenated(label);
    ids.unique(&if words.is_empty() { format!("fn-{}", at + 1) } else { format!("fn-{words}") })
}
