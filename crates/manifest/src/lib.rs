//! The list of the files that Catchword put into a folder, at the folder's root: one path a line, sorted, below a comment.
//!
//! A build keeps it in its output folder, a publication at the site's place. Neither removes anything that it does not name.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

/// The name of the list.
pub const MANIFEST: &str = ".catchword-files";

const COMMENT: &str =
    "# Catchword made these files. Its next build may replace or remove them, and no others. Keep this list.";

/// The same for a site that is for its author alone.
const COMMENT_OF_PREVIEW: &str = "# Catchword made these files, which are not for the public. Its next build may replace or remove them, and no others. Keep this list.";

/// How a preview's list begins, whatever else it says.
const PREVIEW: &str = "# Catchword made these files, ";

/// Paths below the folder, with `/` between their parts.
pub type Paths = BTreeSet<String>;

/// Whether a list is of a site for its author alone.
#[must_use]
pub fn is_preview(text: &str) -> bool {
    text.starts_with(PREVIEW)
}

/// Writes a list.
pub fn to_text<'a>(is_preview: bool, paths: impl IntoIterator<Item = &'a String>) -> String {
    let comment = if is_preview { COMMENT_OF_PREVIEW } else { COMMENT };
    let mut text = format!("{comment}\n");
    for path in paths {
        text.push_str(&encoded(path));
        text.push('\n');
    }
    text
}

/// Reads a list. A line that leads out of the folder is left out.
#[must_use]
pub fn parse(text: &str) -> Paths {
    let lines = text.lines().enumerate().filter(|(at, line)| *at > 0 || !line.starts_with('#'));
    lines.map(|(_, line)| decoded(line)).filter(|path| is_safe(path)).collect()
}

/// A path as it stands on a line.
#[must_use]
pub fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

/// The path that stands on a line.
#[must_use]
pub fn decoded(line: &str) -> String {
    percent_decode_str(line).decode_utf8_lossy().into_owned()
}

/// Whether a path stays below its folder. The list is a file that anybody can edit: no line of it may lead out of the
/// folder, or into the repository that the folder may be.
#[must_use]
pub fn is_safe(path: &str) -> bool {
    let is_name = |name: &str| !matches!(name, "" | "." | "..") && !name.eq_ignore_ascii_case(".git");
    path.split('/').all(is_name) && !path.contains(['\\', ':', '\0'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_is_read_as_it_was_written() {
        let paths: Paths = ["#a.png", "a/b.html", "100%.png", "two\nlines", "ñ/é.txt"].map(str::to_owned).into();
        let text = to_text(false, &paths);
        assert_eq!(parse(&text), paths);
        assert_eq!(text.lines().next(), Some(COMMENT));
        assert!(is_preview(&to_text(true, &paths)) && !is_preview(&text));
    }

    #[test]
    fn no_line_leads_out_of_the_folder() {
        let unsafe_lines = "# list\n/etc/passwd\n../up\na/../../up\n.git/config\n.GIT\n\nC:\\x\na//b\n./a\n%2e%2e/up\n";
        assert_eq!(parse(unsafe_lines), Paths::new());
        assert_eq!(parse("a.html\n"), Paths::from(["a.html".to_owned()]));
    }
}
