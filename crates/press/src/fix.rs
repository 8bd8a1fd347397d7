//! Makes the corrections that have one answer in the author's files.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use crate::characters::{Normalised, normalised};
use crate::check::check;
use crate::content::front_matter::ContentKind;
use crate::edition::{Drafts, Edition};
use crate::kept::is_kept;
use crate::problem::{Fix, Problem};
use crate::read::{ReadError, read};

/// How often the content is read again, because one correction can make another mistake visible.
const ROUNDS: usize = 6;

/// A file that was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedFile {
    /// Its name, as in reports.
    pub name: String,
    /// What was wrong in it, a sentence each.
    pub changes: Vec<String>,
}

/// Corrects every mistake of a content folder that has one answer. Returns the files that it changed. What has no
/// single answer stays as it is.
///
/// # Errors
/// When the content can't be read, or a file can't be written: then that file stays as it was.
pub fn fix(content: &Path) -> Result<Vec<FixedFile>, ReadError> {
    let mut changed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let source = read(content)?;
        let essays = source.essays.iter().map(|file| (file, Some(ContentKind::Essay)));
        let pages = source.pages.iter().map(|file| (file, Some(ContentKind::Page)));
        let files = std::iter::once((&source.settings, None)).chain(essays).chain(pages);
        let paths: BTreeMap<String, (String, Option<ContentKind>)> = files
            .filter(|(file, _)| file.not_utf8_at.is_none())
            .map(|(file, kind)| (file.text.name().to_owned(), (file.path.as_str().to_owned(), kind)))
            .collect();
        let (_, problems) = check(source, Edition { drafts: Drafts::Include, ..Edition::ANY_DAY });
        let mut by_file: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
        for problem in problems.iter().filter(|problem| problem.correction().is_some()) {
            by_file.entry(problem.file()).or_default().push(problem);
        }
        let mut is_done = true;
        for (name, problems) in by_file {
            let Some((path, kind)) = paths.get(name) else { continue };
            let changes = correct(&content.join(path), &problems, *kind)?;
            is_done &= changes.is_empty();
            changed.entry(name.to_owned()).or_default().extend(changes);
        }
        if is_done {
            break;
        }
    }
    let changed = changed.into_iter().filter(|(_, changes)| !changes.is_empty());
    Ok(changed.map(|(name, changes)| FixedFile { name, changes }).collect())
}

/// Makes the corrections in one file, if they keep all that it says. Of two that overlap, the second waits for the next
/// round.
fn correct(path: &Path, problems: &[&Problem], kind: Option<ContentKind>) -> Result<Vec<String>, ReadError> {
    let failed = |source: io::Error| ReadError::Io { path: path.to_owned(), source };
    // The file itself is replaced, not a link to it.
    let path = &path.canonicalize().map_err(failed)?;
    let original = std::fs::read_to_string(path).map_err(failed)?;
    let Normalised { text, places, .. } = normalised(&original);
    let mut fixes: Vec<(&Fix, &Problem)> =
        problems.iter().filter_map(|problem| Some((problem.correction()?, *problem))).collect();
    fixes.sort_by_key(|(fix, _)| (fix.span.start, fix.span.end));
    let line_break = if original.contains("\r\n") {
        "\r\n"
    } else if original.contains('\r') && !original.contains('\n') {
        "\r"
    } else {
        "\n"
    };
    let (mut corrected, mut changes, mut end) = (String::new(), Vec::new(), 0);
    let mut copied = 0;
    let mut last: Option<&Fix> = None;
    for (fix, problem) in fixes {
        // One correction can be that of several mistakes.
        if last == Some(fix) {
            changes.push(problem.message().to_owned());
            continue;
        }
        // The file may have been saved again since it was read.
        if fix.span.start < end || problem.text() != text {
            continue;
        }
        let (from, to) = (places.original(fix.span.start), places.original(fix.span.end));
        corrected.push_str(&original[copied..from]);
        corrected.push_str(&fix.text.replace('\n', line_break));
        changes.push(problem.message().to_owned());
        (copied, end) = (to, fix.span.end);
        last = Some(fix);
    }
    corrected.push_str(&original[copied..]);
    if corrected == original || !is_kept(&original, &corrected, kind) {
        return Ok(Vec::new());
    }
    replace(path, &corrected).map_err(failed)?;
    Ok(changes)
}

/// Replaces a file in one step, so that it is never half written.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut new = tempfile::Builder::new().prefix(".catchword-").tempfile_in(folder)?;
    new.write_all(text.as_bytes())?;
    new.as_file().set_permissions(std::fs::metadata(path)?.permissions())?;
    new.as_file().sync_all()?;
    new.persist(path).map(drop).map_err(|error| error.error)
}
