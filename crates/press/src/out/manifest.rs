//! The list of the files that a build made, at the root of the site: one path a line, sorted, below a comment.

use std::collections::BTreeSet;
use std::path::Path;

use percent_encoding::percent_decode_str;

use super::{OutFolder, entry};
use crate::paths::MANIFEST;
use crate::write_error::{WriteError, io_error};

const COMMENT: &str =
    "# Catchword made these files. Its next build may replace or remove them, and no others. Keep this list.";

/// The same for a site that is for its author alone.
const COMMENT_OF_PREVIEW: &str = "# Catchword made these files, which are not for the public. Its next build may replace or remove them, and no others. Keep this list.";

/// How a preview's list begins, whatever else it says.
const PREVIEW: &str = "# Catchword made these files, ";

/// Paths below the output folder.
pub(crate) type Paths = BTreeSet<String>;

/// The files that the last build made. `None` if there is no list.
///
/// # Errors
/// When the list can't be read, or is not a file.
pub(super) fn read(out: &OutFolder) -> Result<Option<Paths>, WriteError> {
    let path = out.join(MANIFEST);
    match entry(&path)? {
        None => Ok(None),
        Some(found) if found.is_file() => {
            let bytes = std::fs::read(&path).map_err(io_error("read", &path))?;
            Ok(Some(parse(&String::from_utf8_lossy(&bytes))))
        }
        Some(_) => Err(out.in_the_way(MANIFEST)),
    }
}

/// Whether the last build was for its author alone. `None` if there is no list, or only the empty one with which an author allows
/// a site to be put between other files.
///
/// # Errors
/// When the list can't be read.
pub(super) fn is_preview(out: &OutFolder) -> Result<Option<bool>, WriteError> {
    let path = out.join(MANIFEST);
    if !entry(&path)?.is_some_and(|found| found.is_file() && found.len() > 0) {
        return Ok(None);
    }
    let bytes = std::fs::read(&path).map_err(io_error("read", &path))?;
    Ok(Some(String::from_utf8_lossy(&bytes).starts_with(PREVIEW)))
}

/// Writes a list into a folder.
///
/// # Errors
/// When it can't be written.
pub(super) fn write<'a>(
    folder: &Path,
    is_preview: bool,
    paths: impl IntoIterator<Item = &'a String>,
) -> Result<(), WriteError> {
    let comment = if is_preview { COMMENT_OF_PREVIEW } else { COMMENT };
    let mut text = format!("{comment}\n");
    for path in paths {
        text.push_str(&path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D"));
        text.push('\n');
    }
    let to = folder.join(MANIFEST);
    std::fs::write(&to, text).map_err(io_error("write", &to))
}

fn parse(text: &str) -> Paths {
    let lines = text.lines().enumerate().filter(|(at, line)| *at > 0 || !line.starts_with('#'));
    lines
        .map(|(_, line)| percent_decode_str(line).decode_utf8_lossy().into_owned())
        .filter(|path| is_safe(path))
        .collect()
}

/// The list is a file that anybody can edit. No line of it may lead out of the folder, or into the repository that the
/// folder may be.
fn is_safe(path: &str) -> bool {
    let is_name = |name: &str| !matches!(name, "" | "." | "..") && !name.eq_ignore_ascii_case(".git");
    path.split('/').all(is_name) && !path.contains(['\\', ':', '\0'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let paths: Paths = ["#a.png", "a/b.html", "100%.png", "two\nlines", "ñ/é.txt"].map(str::to_owned).into();
        write(folder.path(), false, &paths).unwrap();
        let text = std::fs::read_to_string(folder.path().join(MANIFEST)).unwrap();
        assert_eq!(parse(&text), paths);
        assert_eq!(text.lines().next(), Some(COMMENT));
        assert!(COMMENT_OF_PREVIEW.starts_with(PREVIEW) && !COMMENT.starts_with(PREVIEW));
    }

    #[test]
    fn no_line_leads_out_of_the_folder() {
        let unsafe_lines = "# list\n/etc/passwd\n../up\na/../../up\n.git/config\n.GIT\n\nC:\\x\na//b\n./a\n%2e%2e/up\n";
        assert_eq!(parse(unsafe_lines), Paths::new());
        assert_eq!(parse("a.html\n"), Paths::from(["a.html".to_owned()]));
    }
}
