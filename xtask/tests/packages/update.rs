//! An update is another program in the place of the old one. What that has left behind does no harm: the site is the one that the
//! new program makes from nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

use crate::{Computer, PROGRAM, succeeds};

/// What the next version has in place of what this one has, as long as that: a word on every page, and a name in the app's
/// scripts and the policy for them.
const CHANGES: [(&str, &str); 2] =
    [("archive = \"Archive\"", "archive = \"Records\""), ("catchword-inert", "catchword-inner")];

/// The next version of the program: this one, with other texts and another app inside.
fn next_version() -> Vec<u8> {
    let mut program = fs::read(&*PROGRAM).unwrap();
    for (old, new) in CHANGES.map(|(old, new)| (old.as_bytes(), new.as_bytes())) {
        let places: Vec<usize> = (0..=program.len() - old.len())
            .filter(|at| program[*at] == old[0] && program[*at..].starts_with(old))
            .collect();
        assert!(!places.is_empty(), "`{}` is not in the program", String::from_utf8_lossy(old));
        for at in places {
            program[at..at + new.len()].copy_from_slice(new);
        }
    }
    program
}

/// Puts a program in place of the one that is there, as an installer does.
fn install(bytes: &[u8], program: &Path) {
    let beside = program.with_extension("new");
    fs::write(&beside, bytes).unwrap();
    fs::set_permissions(&beside, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    if cfg!(target_os = "macos") {
        // The system starts no program that has changed since it was signed.
        succeeds(Command::new("codesign").args(["--force", "--sign", "-"]).arg(&beside));
    }
    fs::rename(&beside, program).unwrap();
}

/// The files of a site, by their paths.
fn files(site: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = WalkDir::new(site).into_iter().map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file());
    entries.map(|path| (path.strip_prefix(site).unwrap().to_owned(), fs::read(&path).unwrap())).collect()
}

#[test]
fn after_an_update_the_site_is_the_one_that_the_new_program_makes_from_nothing() {
    let computer = Computer::with(&[]);
    let home = computer.home();
    let at = |path: &str| home.join(path);
    let (old, new) = (fs::read(&*PROGRAM).unwrap(), next_version());
    let catchword = at("catchword");
    install(&old, &catchword);
    computer.makes_a_site(&catchword);
    let blog = at("my blög");
    let build = |folder: &Path| {
        succeeds(computer.command(&catchword, folder).arg("build"));
        files(&folder.join("dist"))
    };
    let before = files(&blog.join("dist"));

    install(&new, &catchword);
    let after = build(&blog);
    let fresh = at("fresh");
    copy_without_what_was_built(&blog, &fresh);
    assert_same(&after, &build(&fresh));
    let gone = before.keys().filter(|path| !after.contains_key(*path)).count();
    let changed = after.iter().filter(|(path, bytes)| before.get(*path).is_some_and(|old| old != *bytes)).count();
    assert!(gone > 0 && changed > 0, "{gone} files went, {changed} changed");
    // Both keep what has been public.
    let addresses = |folder: &Path| fs::read_to_string(folder.join("addresses.lock")).unwrap();
    assert_eq!(addresses(&blog), addresses(&fresh));

    // And back again.
    install(&old, &catchword);
    assert_same(&build(&blog), &before);
}

/// Copies what the author has written.
fn copy_without_what_was_built(blog: &Path, to: &Path) {
    for entry in WalkDir::new(blog).into_iter().filter_entry(|entry| {
        entry.depth() != 1 || !["dist", ".catchword", "addresses.lock"].iter().any(|name| entry.file_name() == *name)
    }) {
        let entry = entry.unwrap();
        let to = to.join(entry.path().strip_prefix(blog).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[track_caller]
fn assert_same(one: &BTreeMap<PathBuf, Vec<u8>>, other: &BTreeMap<PathBuf, Vec<u8>>) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in one {
        assert!(*bytes == other[path], "{} differs", path.display());
    }
}
