//! Writes `addresses.lock` after a build for the public.

use std::io::Write;
use std::path::Path;

use tempfile::NamedTempFile;

use crate::addresses::{Addresses, SiteAddresses};
use crate::new_file::readable_by_all;
use crate::read::ADDRESSES;
use crate::write_error::{WriteError, io_error};

/// What became of the list of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// There was none: the list begins with this build.
    Begun,
    /// It has changed.
    Written,
    /// It says all of this already.
    Unchanged,
}

/// Writes the list of a site's addresses into its content folder, if it has changed. It is replaced as a whole: whoever
/// reads it meanwhile, or after a crash, finds the old list or the new one.
///
/// # Errors
/// When it can't be written.
pub fn record(content: &Path, addresses: &SiteAddresses) -> Result<Recorded, WriteError> {
    let SiteAddresses { recorded, current, .. } = addresses;
    let is_same = |recorded: &Addresses| recorded.iter().eq(current.iter());
    if recorded.as_ref().is_some_and(is_same) {
        return Ok(Recorded::Unchanged);
    }
    let path = content.join(ADDRESSES);
    // If the file is a link, what it leads to is replaced, and not the link.
    let path = path.canonicalize().unwrap_or(path);
    let failed = || io_error("write", &path);
    let permissions = std::fs::metadata(&path).map(|found| found.permissions()).ok();
    // Replacing a file needs no permission to write to it, so an author's `chmod -w` would mean nothing.
    if permissions.as_ref().is_some_and(std::fs::Permissions::readonly) {
        return Err(failed()(std::io::ErrorKind::PermissionDenied.into()));
    }
    let folder = path.parent().unwrap_or(content);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".addresses-");
    let mut file: NamedTempFile = match permissions {
        Some(permissions) => builder.permissions(permissions).tempfile_in(folder),
        None => readable_by_all(&mut builder).tempfile_in(folder),
    }
    .map_err(failed())?;
    file.write_all(current.to_text().as_bytes()).map_err(failed())?;
    file.persist(&path).map_err(|error| failed()(error.error))?;
    Ok(if recorded.is_some() { Recorded::Written } else { Recorded::Begun })
}
