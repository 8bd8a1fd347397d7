//! Texts that were parsed before. Where a site is made again and again, only those that have changed are parsed again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::{ParsedFile, parse_file};
use crate::check::publication::Publication;
use crate::content::front_matter::{ContentKind, FrontMatter};
use crate::markdown::{Body, OwnMarks};
use crate::problem::{Problem, SourceText};
use crate::source::{ContentPath, File};

/// What is known of each text, by its path.
#[derive(Debug, Default)]
pub(crate) struct ParsedTexts(Mutex<BTreeMap<ContentPath, Arc<Parsed>>>);

/// What one text was found to be, and all that this depends on.
#[derive(Debug)]
struct Parsed {
    kind: ContentKind,
    /// The site's.
    language: String,
    marks: OwnMarks,
    text: SourceText,
    front_matter: Option<FrontMatter>,
    body: Option<Arc<Body>>,
    problems: Vec<Problem>,
}

impl ParsedTexts {
    /// A text as it was parsed before, or else parsed now, with the problems in it.
    pub(crate) fn parse<'s>(
        &self,
        file: &'s File,
        kind: ContentKind,
        language: &str,
        marks: &OwnMarks,
    ) -> (ParsedFile<'s>, Vec<Problem>) {
        if let Some(known) = self.get(&file.path).filter(|known| known.is_of(file, kind, language, marks)) {
            let Parsed { front_matter, body, problems, .. } = &*known;
            let (front_matter, body) = (front_matter.clone(), body.clone());
            return (ParsedFile { file, kind, front_matter, body, publication: Publication::Draft }, problems.clone());
        }
        let mut problems = Vec::new();
        let parsed = parse_file(file, kind, language, marks, &mut problems);
        let known = Parsed {
            kind,
            language: language.to_owned(),
            marks: marks.clone(),
            text: Arc::clone(&file.text),
            front_matter: parsed.front_matter.clone(),
            body: parsed.body.clone(),
            problems: problems.clone(),
        };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(file.path.clone(), Arc::new(known));
        (parsed, problems)
    }

    /// Forgets every text but these.
    pub(super) fn keep<'s>(&self, files: impl IntoIterator<Item = &'s File>) {
        let mut texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut old = std::mem::take(&mut *texts);
        texts.extend(files.into_iter().filter_map(|file| old.remove_entry(&file.path)));
    }

    fn get(&self, path: &ContentPath) -> Option<Arc<Parsed>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }
}

impl Parsed {
    fn is_of(&self, file: &File, kind: ContentKind, language: &str, marks: &OwnMarks) -> bool {
        // What is not UTF-8 is not in the text.
        let is_text = file.not_utf8_at.is_none();
        let is_same = self.text.inner() == file.text.inner() && self.text.name() == file.text.name();
        is_text && is_same && self.kind == kind && self.language == language && self.marks == *marks
    }
}
