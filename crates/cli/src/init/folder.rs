//! Whether a folder is free for a new site.

use std::io::ErrorKind;
use std::path::Path;

use catchword_press::shown;

use super::InitError;

/// What may be in a folder that only waits for its site: the beginning of a repository, and what systems leave.
const MAY_STAY: [&str; 4] = [".git", ".ds_store", "thumbs.db", "desktop.ini"];
/// The same for the beginnings of names: files that a host makes with a new repository.
const MAY_BEGIN: [&str; 2] = ["readme", "license"];

/// How many names a message has.
const MOST: usize = 3;

/// Refuses a folder in which there is something.
pub(crate) fn refuse_used(folder: &Path) -> Result<(), InitError> {
    let failed = |source| InitError::Io { operation: "read the folder", path: folder.to_owned(), source };
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            // Otherwise a folder above it is a file, and the new one can't be made.
            return if folder.exists() { Err(InitError::NotAFolder(folder.to_owned())) } else { Ok(()) };
        }
        Err(error) => return Err(failed(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        found.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
    }
    found.retain(|name| !may_stay(name));
    found.sort();
    if found.is_empty() {
        return Ok(());
    }
    let (folder, new) = (folder.to_owned(), "my-blog".to_owned());
    if found.iter().any(|name| name == "site.toml") {
        return Err(InitError::HasSite { folder, new });
    }
    Err(InitError::NotEmpty { folder, found: some_of(&found), new })
}

/// Refuses a folder below that of a site: commands that run there would find one of the two, and the author may mean the other.
pub(super) fn refuse_inside(folder: &Path) -> Result<(), InitError> {
    let Ok(absolute) = std::path::absolute(folder) else { return Ok(()) };
    // What is not there yet has no site in it, and without links the way up is the one of the disk.
    let there = absolute.ancestors().find_map(|above| Some((above.canonicalize().ok()?, above == absolute)));
    let Some((real, is_itself)) = there else { return Ok(()) };
    match real.ancestors().skip(usize::from(is_itself)).find(|above| above.join("site.toml").is_file()) {
        Some(site) => Err(InitError::InSite { folder: folder.to_owned(), site: site.to_owned() }),
        None => Ok(()),
    }
}

/// What a message calls a folder: `.` says nothing to an author.
pub(crate) fn named(folder: &Path) -> String {
    let real = if folder == Path::new(".") { folder.canonicalize().ok() } else { None };
    shown(real.as_deref().unwrap_or(folder))
}

fn may_stay(name: &str) -> bool {
    let small = name.to_lowercase();
    MAY_STAY.contains(&&*small) || MAY_BEGIN.iter().any(|start| small.starts_with(start))
}

fn some_of(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    match (&*shown, names.len() - shown.len()) {
        ([one], 0) => one.clone(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
        (shown, more) => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_in_a_folder() {
        let table: &[(&[&str], Option<&str>)] = &[
            (&[], None),
            (&[".git", "README.md", "LICENSE-MIT", ".DS_Store"], None),
            (&["a b.md"], Some("it has `a b.md`")),
            (&["a", "b", "README"], Some("it has `a` and `b`")),
            (&["e", "d", "c", "b", "a"], Some("it has `a`, `b`, `c` and 2 more")),
            (&["site.toml", "a"], Some("there is already a site in the folder")),
        ];
        for (names, said) in table {
            let folder = tempfile::tempdir().unwrap();
            for name in *names {
                std::fs::write(folder.path().join(name), "").unwrap();
            }
            let refused = refuse_used(folder.path()).err().map(|error| error.to_string());
            assert_eq!(refused.is_some(), said.is_some(), "{names:?}");
            assert!(refused.unwrap_or_default().contains(said.unwrap_or_default()), "{names:?}");
        }
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("file"), "").unwrap();
        assert!(matches!(refuse_used(&folder.path().join("file")), Err(InitError::NotAFolder(_))));
        assert!(refuse_used(&folder.path().join("not/there")).is_ok());
    }
}
