//! What `--cache` keeps, and that it changes nothing of what is said or made.

use super::*;

const CACHED: [&str; 3] = ["--uncompressed", "--cache", "kept/the cache ü"];

fn project() -> Project {
    Project::new(&[
        ("essays/old.md", &essay("Old", "date = 2020-01-01\nupdated = 2997-01-01", "Some words.")),
        ("essays/far.md", &essay("Far", "date = 2999-01-01", "Later.")),
    ])
}

/// What a build says, without how long it took.
fn said(project: &Project) -> String {
    let said = project.said(&build(&CACHED));
    let (before, after) = said.split_once(" in ").unwrap();
    format!("{before}{}", after.split_once(" ms").unwrap().1)
}

#[test]
fn a_build_with_nothing_to_do_says_the_same() {
    let project = project();
    let first = said(&project);
    assert!(first.contains("A list of public addresses begins") && first.contains("2999-01-01  Far"), "{first}");
    let again = said(&project);
    let modified = || fs::metadata(project.path("target/site/index.html")).unwrap().modified().unwrap();
    let before = modified();
    assert_eq!(said(&project), again);
    assert_eq!(modified(), before);
    // A warning too.
    assert!(again.contains("unlikely-date") && again.contains("2999-01-01  Far"), "{again}");
    assert!(!again.contains("addresses begins"), "{again}");
    assert!(!exists(&project.path("target/site/index.html.br")) && !exists(&project.path("target/site/index.html.gz")));
}

#[test]
fn a_page_that_was_changed_or_removed_by_hand_is_made_again() {
    let project = project();
    said(&project);
    let page = project.read("target/site/essays/old/index.html");
    project.write("target/site/essays/old/index.html", "spoilt");
    said(&project);
    assert_eq!(project.read("target/site/essays/old/index.html"), page);
    project.remove("target/site/essays/old/index.html");
    said(&project);
    assert_eq!(project.read("target/site/essays/old/index.html"), page);
}

#[test]
fn the_authors_files_in_the_folder_of_the_cache_stay() {
    let project = project();
    for name in ["00", "ab", "last", "catchword/00", "catchword/notes.txt"] {
        project.write(&format!("kept/the cache ü/{name}"), "mine");
    }
    said(&project);
    project.write("content/essays/old.md", &essay("Old", "date = 2020-01-01", "Other words."));
    said(&project);
    for name in ["00", "ab", "last", "catchword/00", "catchword/notes.txt"] {
        assert_eq!(project.read(&format!("kept/the cache ü/{name}")), "mine", "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_cache_that_cannot_be_written_only_keeps_nothing() {
    let project = project();
    // A file is where the folder should be.
    project.write("kept", "mine");
    said(&project);
    said(&project);
    assert_eq!(project.read("kept"), "mine");
}
