//! The author's parts of pages: `parts/*.md`.

use std::sync::Arc;

use miette::NamedSource;

use super::publication::Publication;
use super::{ParsedFile, not_utf8};
use crate::content::front_matter::ContentKind;
use crate::markdown::{self, Body};
use crate::parts::{Masked, PartName, SlotName, mask};
use crate::problem::{Check, Problem, SourceText, nearest};
use crate::source::{ContentPath, File};

/// A part without errors.
#[derive(Debug)]
pub(crate) struct CheckedPart {
    pub(crate) name: PartName,
    pub(crate) path: ContentPath,
    /// As the author wrote it.
    pub(crate) text: SourceText,
    /// The text in which the slots are masked.
    pub(crate) source: SourceText,
    pub(crate) masked: Masked,
    pub(crate) body: Body,
}

/// A part as far as it could be read.
pub(crate) struct ReadPart {
    name: PartName,
    /// As the author wrote it.
    text: SourceText,
    /// With the slots masked.
    file: File,
    masked: Masked,
    body: Body,
}

/// Reads the parts.
pub(super) fn read_parts(files: &[File], language: &str, problems: &mut Vec<Problem>) -> Vec<ReadPart> {
    files.iter().filter(|file| file.path.is_markdown()).filter_map(|file| read(file, language, problems)).collect()
}

fn read(file: &File, language: &str, problems: &mut Vec<Problem>) -> Option<ReadPart> {
    if let Some(problem) = not_utf8(file) {
        problems.push(problem);
        return None;
    }
    let name = named(file, problems)?;
    let text = file.text.inner();
    if ["+++\n", "---\n"].iter().any(|line| text.starts_with(line)) {
        let help = "a part is no page: remove the lines above the text, with the lines `+++` around them";
        problems.push(Problem::new(Check::FrontMatter, &file.text, 0..3, "a part has no front matter").help(help));
        return None;
    }
    let masked = mask(text);
    for span in &masked.unknown {
        problems.push(unknown_slot(file, span.clone()));
    }
    if !name.is_of_an_essay() {
        for slot in masked.slots.iter().filter(|slot| !matches!(slot.name, SlotName::Title | SlotName::Url)) {
            let message = format!("`{}` is not known here", &text[slot.span.clone()]);
            let help = "the masthead and the footer are the same on every page: they can have `{{title}}`, the name of the site, and \
                        `{{url}}`, its address";
            problems.push(Problem::new(Check::UnknownField, &file.text, slot.span.clone(), message).help(help));
        }
    }
    let source: SourceText = Arc::new(NamedSource::new(file.text.name(), masked.text.clone()));
    let (mut body, found) = markdown::parse(&source, 0..masked.text.len(), language);
    problems.extend(shown(found, &masked, &file.text));
    if !body.notes.is_empty() {
        let help = "write what the note says into the sentence, between brackets";
        problems.push(
            Problem::new(Check::BadValue, &file.text, 0..text.len().min(1), "a part can't have footnotes").help(help),
        );
    }
    markdown::in_part(&mut body, name.name());
    let masked_file = File { text: source, ..file.clone() };
    Some(ReadPart { name, text: Arc::clone(&file.text), file: masked_file, masked, body })
}

/// Which part a file is.
fn named(file: &File, problems: &mut Vec<Problem>) -> Option<PartName> {
    let path = file.path.as_str();
    let name = path.strip_prefix("parts/").and_then(|path| path.split_once('.')).map_or(path, |(name, _)| name);
    if let Some(part) = PartName::ALL.into_iter().find(|part| part.name() == name) {
        return Some(part);
    }
    let names = PartName::ALL.map(PartName::name);
    let help = match nearest(&name.to_lowercase(), names) {
        Some(near) => format!("give it the name `parts/{near}.md`"),
        None => format!("there are `parts/{}.md`", names.join(".md`, `parts/")),
    };
    problems.push(
        Problem::new(Check::NotPublished, &file.text, 0..0, format!("no page has a part called `{name}`")).help(help),
    );
    None
}

fn unknown_slot(file: &File, span: std::ops::Range<usize>) -> Problem {
    let written = &file.text.inner()[span.clone()];
    let name = written.trim_matches(['{', '}', ' ']).to_lowercase();
    let help = match nearest(&name, SlotName::WORDS) {
        Some(near) => format!("write `{{{{{near}}}}}`"),
        None => format!(
            "there are `{{{{{}}}}}`, and `{{{{extra.name}}}}` for a field `name` under `[extra]` in the front matter",
            SlotName::WORDS.join("}}`, `{{")
        ),
    };
    Problem::new(Check::UnknownField, &file.text, span, format!("`{written}` stands for nothing")).help(help)
}

/// Problems in a masked text, as those of the text that the author wrote. Those in a slot come from the mask.
fn shown(problems: Vec<Problem>, masked: &Masked, text: &SourceText) -> Vec<Problem> {
    let is_own = |problem: &Problem| !masked.has_slot_in(&problem.span());
    problems.into_iter().filter(is_own).map(|problem| problem.in_text(text)).collect()
}

impl ReadPart {
    /// The part as a text whose links can be checked.
    pub(super) fn parsed(&self) -> ParsedFile<'_> {
        ParsedFile {
            file: &self.file,
            kind: ContentKind::Part,
            front_matter: None,
            body: Some(self.body.clone()),
            publication: Publication::Published,
        }
    }

    /// Problems that were found in it.
    pub(super) fn shown(&self, problems: Vec<Problem>) -> Vec<Problem> {
        shown(problems, &self.masked, &self.text)
    }

    pub(super) fn checked(self) -> CheckedPart {
        let ReadPart { name, text, file, masked, body } = self;
        CheckedPart { name, path: file.path, text, source: file.text, masked, body }
    }
}
