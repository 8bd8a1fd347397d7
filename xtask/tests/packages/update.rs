//! An update is another program in the place of the old one. What that has left behind does no harm: the site is the one that the
//! new program makes from nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

use crate::{Computer, PROGRAM, succeeds};

/// What this version writes into a file of every site, and what the next one writes there, as long as that. All that the file is
/// made of stays the same, but for the program.
const LINE: [&str; 2] = ["User-agent: *", "User-Agent: *"];

/// A name in the app's scripts and in the policy for them, for a version with another app.
const NAME: [&str; 2] = ["catchword-inert", "catchword-inner"];

/// Another version of a program.
fn changed(program: &[u8], [old, new]: [&str; 2]) -> Vec<u8> {
    let mut program = program.to_vec();
    let (first, old) = (old.as_bytes()[0], old.as_bytes());
    let places: Vec<usize> =
        (0..=program.len() - old.len()).filter(|at| program[*at] == first && program[*at..].starts_with(old)).collect();
    assert!(!places.is_empty(), "`{}` is not in the program", String::from_utf8_lossy(old));
    for at in places {
        program[at..at + new.len()].copy_from_slice(new.as_bytes());
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
    let first = fs::read(&*PROGRAM).unwrap();
    let second = changed(&first, LINE);
    let third = changed(&second, NAME);
    let catchword = at("catchword");
    install(&first, &catchword);
    computer.makes_a_site(&catchword);
    let blog = at("my blög");
    let build = |folder: &Path| {
        succeeds(computer.command(&catchword, folder).arg("build"));
        files(&folder.join("dist"))
    };
    // After the second build another one would leave everything as it is: the first has written the list of addresses.
    let of_the_first = build(&blog);

    let mut before = of_the_first.clone();
    for (program, has_another_app) in [(&second, false), (&third, true)] {
        install(program, &catchword);
        let after = build(&blog);
        let fresh = at(if has_another_app { "third" } else { "second" });
        copy_without_what_was_built(&blog, &fresh);
        assert_same(&after, &build(&fresh));
        let gone = before.keys().any(|path| !after.contains_key(path));
        assert!(gone == has_another_app && before != after);
        // Both keep what has been public.
        let addresses = |folder: &Path| fs::read_to_string(folder.join("addresses.lock")).unwrap();
        assert_eq!(addresses(&blog), addresses(&fresh));
        before = after;
    }

    // And back again.
    install(&first, &catchword);
    assert_same(&build(&blog), &of_the_first);
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
