//! The author's parts of pages and callouts of their own: `parts/*.md` and `parts/marks/*.html`.

use std::collections::BTreeSet;
use std::sync::Arc;

use miette::NamedSource;

use super::publication::Publication;
use super::{ParsedFile, not_utf8};
use crate::content::front_matter::ContentKind;
use crate::markdown::{self, Body, Callout, OwnMarks};
use crate::parts::{Masked, PartName, Slot, SlotName, ends_in_tag, mask};
use crate::problem::{Check, Problem, Severity, SourceText, nearest};
use crate::source::File;

/// The folder of callouts, in the content folder.
const MARKS: &str = "parts/marks/";

/// A text with slots.
#[derive(Debug)]
pub(crate) struct SlottedText {
    /// As the author wrote it.
    pub(crate) text: SourceText,
    /// With the slots masked.
    pub(crate) file: File,
    pub(crate) masked: Masked,
    pub(crate) body: Body,
}

/// A part of pages.
#[derive(Debug)]
pub(crate) struct CheckedPart {
    pub(crate) name: PartName,
    pub(crate) content: SlottedText,
}

/// A callout of the author's own.
#[derive(Debug)]
pub(crate) struct CheckedMark {
    /// In small letters.
    pub(crate) name: String,
    /// For a callout with a title.
    pub(crate) titled: SlottedText,
    /// For one without: the lines that have the title are missing.
    pub(crate) plain: SlottedText,
}

impl SlottedText {
    fn read(file: &File, text: &str, language: &str, marks: &OwnMarks) -> (SlottedText, Vec<Problem>) {
        let masked = mask(text);
        let source: SourceText = Arc::new(NamedSource::new(file.text.name(), masked.text.clone()));
        let (body, problems) = markdown::parse(&source, 0..masked.text.len(), language, marks);
        let masked_file = File { text: source, ..file.clone() };
        let read = SlottedText { text: Arc::clone(&file.text), file: masked_file, masked, body };
        let problems = read.shown(problems);
        (read, problems)
    }

    /// The text as one whose links can be checked.
    pub(super) fn parsed(&self) -> ParsedFile<'_> {
        ParsedFile {
            file: &self.file,
            kind: ContentKind::Part,
            front_matter: None,
            body: Some(Arc::new(self.body.clone())),
            publication: Publication::Published,
        }
    }

    /// Problems that were found in the masked text, as those of the text that the author wrote. Those in a slot come from the
    /// mask.
    pub(crate) fn shown(&self, problems: Vec<Problem>) -> Vec<Problem> {
        let is_own = |problem: &Problem| !self.masked.has_slot_in(&problem.span());
        problems.into_iter().filter(is_own).map(|problem| problem.in_text(&self.text)).collect()
    }

    /// The fields of `[extra]` that are addresses in it.
    pub(crate) fn extra_addresses(&self) -> impl Iterator<Item = &str> {
        self.masked.slots.iter().filter(|slot| slot.is_address).filter_map(|slot| match &slot.name {
            SlotName::Extra(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// Reports the slots that mean nothing here. `is_known` says which do, and `help` what there is.
    fn check_slots(&self, is_known: impl Fn(&SlotName) -> bool, help: &str, problems: &mut Vec<Problem>) {
        let wrong = self.masked.slots.iter().filter(|slot| !is_known(&slot.name)).map(|slot| slot.span.clone());
        for span in wrong.chain(self.masked.unknown.iter().cloned()) {
            let written = &self.text.inner()[span.clone()];
            let name = written.trim_matches(['{', '}', ' ']).to_lowercase();
            let near = nearest(&name, SlotName::WORDS)
                .filter(|near| SlotName::parse(near).is_some_and(|name| is_known(&name)));
            let help = near.map_or_else(|| help.to_owned(), |near| format!("write `{{{{{near}}}}}`"));
            let message = format!("`{written}` stands for nothing here");
            problems.push(Problem::new(Check::UnknownField, &self.text, span, message).help(help));
        }
        for span in &self.masked.bare {
            let written = &self.text.inner()[span.clone()];
            let slot = written.trim_matches(['<', '>']);
            let help = format!("write `[{slot}]({slot})`");
            let message = format!("`{written}` makes no link");
            problems.push(Problem::new(Check::BadValue, &self.text, span.clone(), message).help(help));
        }
    }
}

/// Reads the parts of pages.
pub(super) fn read_parts(
    files: &[File],
    language: &str,
    marks: &OwnMarks,
    problems: &mut Vec<Problem>,
) -> Vec<CheckedPart> {
    let parts = files.iter().filter(|file| !file.path.as_str().starts_with(MARKS));
    parts.filter_map(|file| read_part(file, language, marks, problems)).collect()
}

fn read_part(file: &File, language: &str, marks: &OwnMarks, problems: &mut Vec<Problem>) -> Option<CheckedPart> {
    let name = part_named(file, problems)?;
    if let Some(problem) = not_utf8(file) {
        problems.push(problem);
        return None;
    }
    let text = file.text.inner();
    // A single line of hyphens is a rule.
    if ["+++", "---"]
        .iter()
        .any(|line| text.lines().filter(|other| other == line).count() > 1 && text.starts_with(line))
    {
        let help = "a part is no page: remove the lines above the text, with the two marks around them";
        problems.push(Problem::new(Check::FrontMatter, &file.text, 0..3, "a part has no front matter").help(help));
        return None;
    }
    let (mut content, found) = SlottedText::read(file, text, language, marks);
    problems.extend(found);
    if name.is_of_an_essay() {
        let help = "there are `{{title}}`, `{{url}}`, `{{author}}` and `{{date}}`, and `{{extra.name}}` for a field `name` under \
                    `[extra]` in the front matter";
        content.check_slots(|name| *name != SlotName::Content, help, problems);
    } else {
        let help = "the masthead and the footer are the same on every page: there are `{{title}}`, the name of the site, and \
                    `{{url}}`, its address";
        content.check_slots(|name| matches!(name, SlotName::Title | SlotName::Url), help, problems);
    }
    if !content.body.notes.is_empty() {
        let help = "write what the note says into the sentence, between brackets";
        let message = "a part can't have footnotes";
        problems.push(Problem::new(Check::BadValue, &file.text, 0..text.len().min(1), message).help(help));
    }
    markdown::in_part(&mut content.body, name.name());
    Some(CheckedPart { name, content })
}

/// Which part a file is.
fn part_named(file: &File, problems: &mut Vec<Problem>) -> Option<PartName> {
    let path = file.path.as_str();
    let name = path.strip_prefix("parts/").and_then(|path| path.strip_suffix(".md")).unwrap_or(path);
    if let Some(part) = PartName::ALL.into_iter().find(|part| part.name() == name) {
        return Some(part);
    }
    let names = PartName::ALL.map(PartName::name);
    let stem = name.split('.').next().unwrap_or(name).trim_start_matches("parts/").to_lowercase();
    let help = match nearest(&stem, names) {
        Some(near) => format!("give it the name `parts/{near}.md`"),
        None => format!("there are `parts/{}.md`", names.join(".md`, `parts/")),
    };
    let message = format!("`{path}` is not used: no page has such a part");
    problems.push(Problem::new(Check::NotPublished, &file.text, 0..0, message).help(help));
    None
}

/// The names of the author's own callouts.
pub(super) fn names_of_marks(files: &[File]) -> OwnMarks {
    files.iter().filter_map(mark_named).collect()
}

/// The name of the callout that a file makes, if it can have it.
fn mark_named(file: &File) -> Option<String> {
    let name = file.path.as_str().strip_prefix(MARKS)?.strip_suffix(".html")?.to_ascii_lowercase();
    let is_word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    (is_word && Callout::named(&name).is_none()).then_some(name)
}

/// Reads the author's own callouts.
pub(super) fn read_marks(files: &[File], language: &str, problems: &mut Vec<Problem>) -> Vec<CheckedMark> {
    let marks = files.iter().filter(|file| file.path.as_str().starts_with(MARKS));
    marks.filter_map(|file| read_mark(file, language, problems)).collect()
}

fn read_mark(file: &File, language: &str, problems: &mut Vec<Problem>) -> Option<CheckedMark> {
    let Some(name) = mark_named(file) else {
        problems.push(bad_name(file));
        return None;
    };
    if let Some(problem) = not_utf8(file) {
        problems.push(problem);
        return None;
    }
    let text = file.text.inner();
    let none = OwnMarks::new();
    let (titled, found) = SlottedText::read(file, text, language, &none);
    problems.extend(found);
    let help = "there are `{{title}}`, the words behind the mark, and `{{content}}`, the text below it";
    titled.check_slots(|name| matches!(name, SlotName::Title | SlotName::Content), help, problems);
    let contents = titled.masked.slots.iter().filter(|slot| slot.name == SlotName::Content).count();
    if contents != 1 {
        let message = format!("`{{{{content}}}}` must be there once, and is there {}", times(contents));
        let help = "write `{{content}}` where the text of the callout should stand, such as `<div class=\"exercise\">{{content}}</div>`";
        problems.push(Problem::new(Check::BadValue, &file.text, 0..text.len().min(1), message).help(help));
    }
    if let Some(at) = text.trim_end().find("\n\n") {
        let help = "remove the empty lines: behind one, HTML is read as Markdown";
        problems.push(
            Problem::new(Check::BadValue, &file.text, at..at + 1, "this callout has an empty line in its HTML")
                .help(help),
        );
    }
    let within =
        titled.masked.slots.iter().find(|slot| slot.name == SlotName::Content && ends_in_tag(&text[..slot.span.start]));
    if let Some(slot) = within {
        let help = "write it between tags, such as `<div class=\"exercise\">{{content}}</div>`";
        let message = "the text of a callout can't stand within a tag";
        problems.push(Problem::new(Check::BadValue, &file.text, slot.span.clone(), message).help(help));
    }
    let (plain, _) = SlottedText::read(file, &without_title(&titled), language, &none);
    if contents == 1 && plain.masked.slots.iter().all(|slot| slot.name != SlotName::Content) {
        let help =
            "write `{{title}}` on a line of its own: in a callout without a title, the lines that show it are left out";
        let message = "`{{title}}` and `{{content}}` are on one line";
        problems.push(Problem::new(Check::BadValue, &file.text, 0..text.len().min(1), message).help(help));
    }
    Some(CheckedMark { name, titled, plain })
}

/// The text of a callout without the lines that show its title. In a tag, the title is only a value, and the tag stays.
fn without_title(titled: &SlottedText) -> String {
    let text = titled.text.inner();
    let is_title = |slot: &&Slot| slot.name == SlotName::Title && !ends_in_tag(&text[..slot.span.start]);
    let shown: Vec<usize> = titled.masked.slots.iter().filter(is_title).map(|slot| slot.span.start).collect();
    let mut at = 0;
    let lines = text.split_inclusive('\n').filter(|line| {
        let place = at..at + line.len();
        at = place.end;
        !shown.iter().any(|shown| place.contains(shown))
    });
    lines.collect()
}

fn times(count: usize) -> String {
    match count {
        0 => "not".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

fn bad_name(file: &File) -> Problem {
    let path = file.path.as_str();
    let stem = path.trim_start_matches(MARKS).split('.').next().unwrap_or_default();
    let help = if Callout::named(stem).is_some() {
        format!("the site has a callout `[!{}]` already: give the file another name", stem.to_ascii_uppercase())
    } else if !path.ends_with(".html") {
        format!("let its name end in `.html`: `{MARKS}{stem}.html`")
    } else {
        "use small letters from a to z and hyphens, such as `parts/marks/exercise.html` for `> [!EXERCISE]`".to_owned()
    };
    Problem::new(Check::NotPublished, &file.text, 0..0, format!("`{path}` makes no callout")).help(help)
}

/// The texts with slots whose links are to be checked.
pub(crate) fn slotted<'p>(parts: &'p [CheckedPart], marks: &'p [CheckedMark]) -> Vec<&'p SlottedText> {
    parts.iter().map(|part| &part.content).chain(marks.iter().map(|mark| &mark.titled)).collect()
}

/// Warns of fields of `[extra]` that parts show and no essay has.
pub(super) fn check_extra(parts: &[CheckedPart], files: &[ParsedFile<'_>]) -> Vec<Problem> {
    let essays =
        files.iter().filter(|file| file.kind == ContentKind::Essay).filter_map(|file| file.front_matter.as_ref());
    let known: BTreeSet<&str> = essays.flat_map(|fields| fields.extra.keys()).map(String::as_str).collect();
    let mut problems = Vec::new();
    for text in parts.iter().map(|part| &part.content) {
        for slot in &text.masked.slots {
            let SlotName::Extra(name) = &slot.name else { continue };
            if known.contains(name.as_str()) {
                continue;
            }
            let help = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{{{{extra.{near}}}}}`?"),
                None => format!(
                    "write a line `{name} = \"…\"` below `[extra]` in the front matter of the essays that have one"
                ),
            };
            let message = format!("no essay has a field `{name}` under `[extra]`, so nothing is shown here");
            let mut problem = Problem::new(Check::UnknownField, &text.text, slot.span.clone(), message).help(help);
            problem.severity = Severity::Warning;
            problems.push(problem);
        }
    }
    problems
}
