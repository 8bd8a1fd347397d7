//! Puts a finished site into the output folder.
//!
//! 1. Compare the new site with what is there. If a file that no build made is in the way, stop.
//! 2. List the files of both sites: whenever the build is killed from here on, the next one knows them all.
//! 3. Remove what is a file and must become a folder, and the reverse.
//! 4. Move the changed files into place, pages last: a page should not be there before its pictures.
//! 5. Remove the files of the last site that the new one does not have.
//! 6. List the new site's files.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;

use catchword_bundle::SITE_FILE;
use rayon::prelude::*;
use same_file::is_same_file;
use walkdir::WalkDir;

use super::manifest::{self, Paths};
use super::{OutFolder, entry};
use crate::paths::{MANIFEST, folders_above, without_compression};
use crate::walk;
use crate::write_error::{WriteError, io_error};

/// Puts the site in `new` into the output folder. `kept` are files of it that are there already. Returns the site's files, and
/// the files there that may be left from the last site, if the list of its files is missing.
///
/// # Errors
/// When a file that no build made is in the way; then nothing is changed. When a file can't be read, moved or removed.
pub(super) fn publish(new: &Path, kept: &Paths, out: &OutFolder) -> Result<(Paths, Vec<String>), WriteError> {
    let mut made = files_in(new)?;
    made.extend(kept.iter().cloned());
    if out.is_empty() {
        manifest::write(new, out.is_preview, &made)?;
        // This fails on some systems if the folder exists, or if it is a disk of its own.
        if std::fs::rename(new, &out.path).is_ok() {
            return Ok((made, Vec::new()));
        }
        std::fs::create_dir_all(&out.path).map_err(io_error("make the folder", &out.shown))?;
    }
    // Two builds into one folder take turns, if the system can lock a folder.
    let _turn = File::open(&out.path).ok().filter(|folder| folder.lock().is_ok());
    let listed = manifest::read(out)?;
    // Older versions kept no list, and a list can be deleted.
    let adopts = listed.is_none() && out.join(SITE_FILE).is_file();
    let last = listed.unwrap_or_default();
    let plan = Plan::new(new, out, &made, kept, &last, adopts)?;

    list(new, out, last.union(&made))?;
    for path in &plan.cleared {
        remove(out, path)?;
    }
    for path in &plan.changed {
        place(&new.join(path), &out.join(path))?;
    }
    for path in last.difference(&made).filter(|path| !plan.cleared.contains(*path)) {
        remove(out, path)?;
    }
    list(new, out, &made)?;
    let unknown = if adopts { unknown(out, &made)? } else { Vec::new() };
    Ok((made, unknown))
}

/// What has to be done, besides removing what the site no longer has.
struct Plan<'a> {
    /// Files of the last site that must go first.
    cleared: Paths,
    /// Files to move into place, in this order.
    changed: Vec<&'a str>,
}

impl<'a> Plan<'a> {
    fn new(
        new: &Path,
        out: &OutFolder,
        made: &'a Paths,
        kept: &Paths,
        last: &Paths,
        adopts: bool,
    ) -> Result<Plan<'a>, WriteError> {
        let there = There { out, made, last, adopts, by_small_letters: by_small_letters(last) };
        let steps: Vec<(&str, Step)> = made
            .par_iter()
            .filter(|path| !kept.contains(*path))
            .map(|path| Ok((path.as_str(), there.step(new, path)?)))
            .collect::<Result<_, WriteError>>()?;
        let mut plan = Plan { cleared: Paths::new(), changed: Vec::new() };
        for (path, step) in steps {
            if let Step::Place { first_remove } = step {
                plan.changed.push(path);
                plan.cleared.extend(first_remove);
            }
        }
        plan.changed.sort_by_key(|path| without_compression(path).ends_with(".html"));
        Ok(plan)
    }
}

enum Step {
    /// The file is there already.
    Keep,
    /// Move the file into place, after these files of the last site are gone.
    Place { first_remove: Vec<String> },
}

/// What the output folder holds.
struct There<'a> {
    out: &'a OutFolder,
    made: &'a Paths,
    last: &'a Paths,
    /// Whether there is a site without a list of its files, so that those that the new site has are replaced.
    adopts: bool,
    by_small_letters: BTreeMap<String, &'a String>,
}

impl There<'_> {
    fn step(&self, new: &Path, path: &str) -> Result<Step, WriteError> {
        for folder in folders_above(path) {
            match entry(&self.out.join(folder))? {
                None => return Ok(Step::Place { first_remove: Vec::new() }),
                Some(found) if found.is_dir() => {}
                Some(found) if found.is_file() && self.last.contains(folder) => {
                    return Ok(Step::Place { first_remove: vec![folder.to_owned()] });
                }
                // A link too: what is behind it is not in the output folder.
                Some(_) => return Err(self.out.in_the_way(folder)),
            }
        }
        let place = self.out.join(path);
        match entry(&place)? {
            None => Ok(Step::Place { first_remove: Vec::new() }),
            Some(found) if found.is_dir() => {
                let mut first_remove = Vec::new();
                self.only_ours(path, &mut first_remove)?;
                Ok(Step::Place { first_remove })
            }
            Some(found) if found.is_file() => {
                let other = self.other_spelling(path);
                if other.is_none() && have_same_bytes(&new.join(path), &place)? {
                    Ok(Step::Keep)
                } else if other.is_some() || self.adopts || self.last.contains(path) {
                    Ok(Step::Place { first_remove: other.into_iter().collect() })
                } else {
                    Err(self.out.in_the_way(path))
                }
            }
            Some(_) => Err(self.out.in_the_way(path)),
        }
    }

    /// Collects the files below a folder.
    ///
    /// # Errors
    /// When there is anything that the last build did not make.
    fn only_ours(&self, folder: &str, files: &mut Vec<String>) -> Result<(), WriteError> {
        let at = self.out.join(folder);
        let mut is_empty = true;
        for entry in std::fs::read_dir(&at).map_err(io_error("read", &at))? {
            is_empty = false;
            let entry = entry.map_err(io_error("read", &at))?;
            let kind = entry.file_type().map_err(io_error("read", &at))?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if kind.is_dir() {
                self.only_ours(&path, files)?;
            } else if kind.is_file() && self.last.contains(&path) {
                files.push(path);
            } else {
                return Err(self.out.in_the_way(&path));
            }
        }
        if is_empty { Err(self.out.in_the_way(folder)) } else { Ok(()) }
    }

    /// The path under which the last build made this very file, if it differs in capital letters only. Many disks take
    /// both for the same.
    fn other_spelling(&self, path: &str) -> Option<String> {
        let other = *self.by_small_letters.get(&path.to_lowercase())?;
        let is_other = other != path && !self.made.contains(other);
        (is_other && is_same_file(self.out.join(other), self.out.join(path)).unwrap_or(false)).then(|| other.clone())
    }
}

fn by_small_letters(paths: &Paths) -> BTreeMap<String, &String> {
    paths.iter().map(|path| (path.to_lowercase(), path)).collect()
}

/// Every file of a finished site.
fn files_in(new: &Path) -> Result<Paths, WriteError> {
    let mut paths = Paths::new();
    for entry in walk::files(new, |_| true) {
        let entry = entry.map_err(|error| io_error("read", &error.path)(error.source))?;
        paths.extend(walk::below(entry.path(), new));
    }
    Ok(paths)
}

/// The files that neither this build nor the host made.
fn unknown(out: &OutFolder, made: &Paths) -> Result<Vec<String>, WriteError> {
    let shown = |name: &std::ffi::OsStr| !name.to_string_lossy().starts_with('.') && name != "CNAME";
    let entries = WalkDir::new(&out.path).sort_by_file_name().into_iter();
    let mut unknown = Vec::new();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || shown(entry.file_name())) {
        let entry = entry.map_err(|error| io_error("read", &out.shown)(error.into()))?;
        let path = walk::below(entry.path(), &out.path);
        unknown.extend(path.filter(|path| !entry.file_type().is_dir() && !made.contains(path)));
    }
    Ok(unknown)
}

fn have_same_bytes(one: &Path, other: &Path) -> Result<bool, WriteError> {
    let size = |path: &Path| path.metadata().map(|found| found.len()).map_err(io_error("read", path));
    let bytes = |path: &Path| std::fs::read(path).map_err(io_error("read", path));
    Ok(size(one)? == size(other)? && bytes(one)? == bytes(other)?)
}

fn list<'a>(new: &Path, out: &OutFolder, paths: impl IntoIterator<Item = &'a String>) -> Result<(), WriteError> {
    manifest::write(new, out.is_preview, paths)?;
    place(&new.join(MANIFEST), &out.join(MANIFEST))
}

/// Moves a file. At no moment is there half a file in its place.
fn place(from: &Path, to: &Path) -> Result<(), WriteError> {
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(io_error("make the folder", folder))?;
    }
    let moved = match std::fs::rename(from, to) {
        // The output folder is a disk of its own.
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            let beside = to.with_added_extension("catchword-new");
            std::fs::copy(from, &beside).and_then(|_| std::fs::rename(&beside, to))
        }
        moved => moved,
    };
    moved.map_err(io_error("write", to))
}

/// Removes a file, then the folders above it that are empty now. A link is not a build's, nor is what is behind one.
fn remove(out: &OutFolder, path: &str) -> Result<(), WriteError> {
    let folders: Vec<&str> = folders_above(path).collect();
    for folder in &folders {
        if !entry(&out.join(folder))?.is_some_and(|found| found.is_dir()) {
            return Ok(());
        }
    }
    let file = out.join(path);
    if entry(&file)?.is_some_and(|found| found.is_file()) {
        std::fs::remove_file(&file).map_err(io_error("remove", &file))?;
    }
    for folder in folders.iter().rev() {
        // It holds something else.
        if std::fs::remove_dir(out.join(folder)).is_err() {
            break;
        }
    }
    Ok(())
}
