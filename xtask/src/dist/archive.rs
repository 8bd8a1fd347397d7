//! The archive, for whoever downloads the program by hand or by the installer.

use std::path::PathBuf;

use anyhow::{Context, Result};
use flate2::write::GzEncoder;
use tar::{Builder, Header};

use super::Release;

/// What lies in the archive beside the program.
const TEXTS: [&str; 3] = ["README.md", "LICENSE-MIT", "LICENSE-APACHE"];

/// Writes `catchword-VERSION-PLATFORM.tar.gz`: one folder of the same name.
pub(super) fn write(release: &Release<'_>) -> Result<PathBuf> {
    let name = format!("catchword-{}-{}", release.version, release.triple);
    let mut files = vec![(format!("{name}/{}", program_name(release)), 0o755, release.program.clone())];
    for text in TEXTS {
        files.push((format!("{name}/{text}"), 0o644, release.text(text)?));
    }
    release.write(&format!("{name}.tar.gz"), &release.packed(&files)?)
}

/// What the program is called on this platform.
pub(super) fn program_name(release: &Release<'_>) -> &'static str {
    if release.triple.contains("windows") { "catchword.exe" } else { "catchword" }
}

impl Release<'_> {
    /// Files as a compressed archive: each with its path and mode, without times, so that the same files give the same bytes.
    pub(super) fn packed(&self, files: &[(String, u32, Vec<u8>)]) -> Result<Vec<u8>> {
        let mut archive = Builder::new(GzEncoder::new(Vec::new(), self.compression));
        for (path, mode, bytes) in files {
            let mut header = Header::new_gnu();
            header.set_size(bytes.len() as u64);
            header.set_mode(*mode);
            header.set_mtime(0);
            archive
                .append_data(&mut header, path, bytes.as_slice())
                .with_context(|| format!("failed to pack `{path}`"))?;
        }
        Ok(archive.into_inner().and_then(GzEncoder::finish)?)
    }
}
