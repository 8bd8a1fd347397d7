//! Writes a file that is not there yet, whole or not at all.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Writes a new file. The folder must be there.
///
/// # Errors
/// When there is something of that name already ([`ErrorKind::AlreadyExists`]), or the file can't be written. Then nothing
/// of it is left.
pub fn write_new_file(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".catchword-new-");
    let mut file = readable_by_all(&mut builder).tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Err(error.error),
        // Some disks can't give a file its name only if that is free.
        Err(_) => write_in_place(path, text),
    }
}

fn write_in_place(path: &Path, text: &str) -> io::Result<()> {
    let written = File::create_new(path)?.write_all(text.as_bytes());
    if written.is_err() {
        std::fs::remove_file(path).ok();
    }
    written
}

/// A temporary file is readable by its owner alone, and what becomes of it is no secret.
#[cfg(unix)]
pub(crate) fn readable_by_all<'b, 'p, 's>(
    builder: &'b mut tempfile::Builder<'p, 's>,
) -> &'b mut tempfile::Builder<'p, 's> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
pub(crate) fn readable_by_all<'b, 'p, 's>(
    builder: &'b mut tempfile::Builder<'p, 's>,
) -> &'b mut tempfile::Builder<'p, 's> {
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("größe 1.md");
        for write in [write_new_file, write_in_place] {
            write(&path, "new").unwrap();
            assert_eq!(write(&path, "newer").unwrap_err().kind(), ErrorKind::AlreadyExists);
            assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
            std::fs::remove_file(&path).unwrap();
        }
        assert!(write_new_file(&folder.path().join("no/such.md"), "").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
