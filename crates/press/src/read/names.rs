//! Which names in the content folder are passed over.

use std::path::Path;

use crate::source::LeftOut;

/// Ends of the names that programs give to backups, locks and unfinished files.
const ENDS: [&str; 14] = [
    "~",
    ".bak",
    ".orig",
    ".rej",
    ".tmp",
    ".temp",
    ".swp",
    ".swo",
    ".swn",
    ".swx",
    ".part",
    ".crdownload",
    ".download",
    ".lnk",
];

/// Files of the system, in small letters.
const SYSTEM: [&str; 5] = ["thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "$recycle.bin"];

/// Hidden ones of systems and programs, in small letters, which no host looks for.
const LEFT_BEHIND: [&str; 8] =
    [".git", ".svn", ".hg", ".ds_store", "__macosx", ".spotlight-v100", ".trashes", ".fseventsd"];

/// What programs write into the name of a second version, in small letters.
const CONFLICTS: [&str; 5] =
    ["conflicted copy", "conflict copy", "(case conflict", "(unicode encoding conflict", ".sync-conflict-"];

/// The folder of the finished site, if it is in the content folder.
const SITE: &str = "dist";

/// Why a file or a folder at the top of the content folder is passed over.
pub(super) fn left_out_at_top(name: &str, is_folder: bool) -> Option<LeftOut> {
    let is_site = is_folder && name.eq_ignore_ascii_case(SITE);
    if is_site { Some(LeftOut::Site) } else { left_out(name, is_folder) }
}

/// Why a file or a folder in `root` is passed over. Hosts look for some whose names begin with `.`, such as `.well-known`; those
/// that systems leave behind are none of them.
pub(super) fn left_out_in_root(name: &str, is_folder: bool) -> Option<LeftOut> {
    let is_of_the_system = name.starts_with("._") || LEFT_BEHIND.contains(&&*name.to_lowercase());
    match name.trim_start_matches(['.', '_']) {
        plain if plain.len() < name.len() && !is_of_the_system && !plain.is_empty() => left_out(plain, is_folder),
        _ => left_out(name, is_folder),
    }
}

/// Whether a path of the content folder is in the folder of the finished site.
pub(super) fn is_in_site(below: &Path) -> bool {
    below.iter().next().is_some_and(|name| name.eq_ignore_ascii_case(SITE))
}

/// Whether nothing in this folder of the content folder is ever read, so that a site can be put there. Git's own folder
/// is no place for one.
pub(crate) fn is_never_read(folder: &Path) -> bool {
    let names: Vec<_> = folder.iter().map(|name| name.to_string_lossy()).collect();
    // Much in `root` is published that would be passed over elsewhere.
    if names.first().is_some_and(|name| name == super::ROOT) {
        return false;
    }
    let is_passed_over = is_in_site(folder) || names.iter().any(|name| left_out(name, true).is_some());
    is_passed_over && !names.iter().any(|name| name.eq_ignore_ascii_case(".git"))
}

/// Why a file or a folder with this name is passed over.
pub(super) fn left_out(name: &str, is_folder: bool) -> Option<LeftOut> {
    if name.starts_with(['.', '_']) {
        return Some(LeftOut::Hidden);
    }
    let small = name.to_lowercase();
    if SYSTEM.contains(&&*small) {
        return Some(LeftOut::Leftover);
    }
    if is_folder {
        return None;
    }
    let is_saved_by_itself = name.len() > 1 && name.starts_with('#') && name.ends_with('#');
    if is_saved_by_itself || name.starts_with("~$") || ENDS.iter().any(|end| small.ends_with(end)) {
        return Some(LeftOut::Leftover);
    }
    CONFLICTS.iter().any(|words| small.contains(words)).then_some(LeftOut::Conflict)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_programs_leave_behind() {
        let table = [
            (Some(LeftOut::Hidden), &[".git", "_notes.md", ".#a.md", ".a.md.swp", ".DS_Store", "__MACOSX"][..]),
            (
                Some(LeftOut::Leftover),
                &[
                    "a.md~",
                    "a.md.~1~",
                    "#a.md#",
                    "a.swp",
                    "a.md.BAK",
                    "a.orig",
                    "a.tmp",
                    "Thumbs.db",
                    "Desktop.ini",
                    "Icon\r",
                    "~$letter.docx",
                    "a.pdf.part",
                ],
            ),
            (
                Some(LeftOut::Conflict),
                &["a (conflicted copy).md", "a (Ada's conflicted copy 2026-05-01).md", "a.sync-conflict-20260501-1.md"],
            ),
            (None, &["a.md", "#a.md", "a#.png", "swp", "icon.png", "a b.pdf", "~a.txt", "baktun.md", "#"]),
        ];
        for (why, names) in table {
            for name in names {
                assert_eq!(left_out(name, false), why, "{name}");
            }
        }
        assert_eq!(left_out("essays.bak", true), None);
    }

    #[test]
    fn hosts_find_their_hidden_files() {
        for name in [".well-known", ".nojekyll", "_redirects", "CNAME", ".htaccess"] {
            assert_eq!(left_out_in_root(name, false), None, "{name}");
        }
        for name in [".git", ".DS_Store", "._CNAME", "__MACOSX", ".a.swp", "CNAME~", ".", "Thumbs.db"] {
            assert!(left_out_in_root(name, false).is_some(), "{name}");
        }
    }

    #[test]
    fn knows_where_a_site_can_be_put() {
        for folder in ["dist", "Dist", "dist/blog", ".catchword/drafts", "_site", "essays/.site"] {
            assert!(is_never_read(Path::new(folder)), "{folder}");
        }
        for folder in ["", "site", "essays/dist", "root/.site", "files", "distant", ".git", ".git/site", "dist/.GIT"] {
            assert!(!is_never_read(Path::new(folder)), "{folder}");
        }
        assert_eq!(left_out_at_top("dist", false), None);
    }
}
