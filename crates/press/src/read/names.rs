//! Which names in the content folder are passed over.

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

/// What programs write into the name of a second version, in small letters.
const CONFLICTS: [&str; 5] =
    ["conflicted copy", "conflict copy", "(case conflict", "(unicode encoding conflict", ".sync-conflict-"];

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
}
