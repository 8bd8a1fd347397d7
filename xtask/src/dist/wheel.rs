//! The Python wheel `catchword-site`, a zip file of a fixed form (Python packaging, "Binary distribution format").

use std::io::{Cursor, Write};
use std::path::PathBuf;

use anyhow::Result;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Release;
use super::archive::program_name;

/// The name under which it is listed, with `_` where a file's name can't have `-`. `catchword` belongs to somebody else there.
const NAME: &str = "catchword_site";

/// Writes the wheel. The program is a script of it, so that it is put where other programs of the environment are.
pub(super) fn write(release: &Release<'_>) -> Result<PathBuf> {
    let (system, processor) = release.platform()?;
    let platforms = platforms(system, processor, release.triple.ends_with("musl"));
    let tag = format!("py3-none-{}", platforms.join("."));
    let (version, about) = (&release.version, format!("{NAME}-{}.dist-info", release.version));
    let metadata = format!(
        "Metadata-Version: 2.1\nName: catchword-site\nVersion: {version}\n\
         Summary: Makes a website from a folder of essays\nLicense: MIT OR Apache-2.0\n\
         Description-Content-Type: text/markdown\n\n{}",
        String::from_utf8_lossy(&release.text("README.md")?)
    );
    let mut wheel = format!("Wheel-Version: 1.0\nGenerator: catchword {version}\nRoot-Is-Purelib: false\n");
    for platform in platforms {
        wheel.push_str(&format!("Tag: py3-none-{platform}\n"));
    }
    let files = [
        (format!("{NAME}-{version}.data/scripts/{}", program_name(release)), 0o755, release.program.clone()),
        (format!("{about}/METADATA"), 0o644, metadata.into_bytes()),
        (format!("{about}/WHEEL"), 0o644, wheel.into_bytes()),
    ];
    let mut record = String::new();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        // A zip file has no level for files that are compressed and as large as before.
        .compression_level(Some(release.compression.level().max(1).into()))
        .last_modified_time(DateTime::default());
    for (path, mode, bytes) in &files {
        record.push_str(&format!("{path},sha256={},{}\n", URL_SAFE_NO_PAD.encode(Sha256::digest(bytes)), bytes.len()));
        zip.start_file(path, options.unix_permissions(*mode))?;
        zip.write_all(bytes)?;
    }
    let path = format!("{about}/RECORD");
    record.push_str(&format!("{path},,\n"));
    zip.start_file(&path, options.unix_permissions(0o644))?;
    zip.write_all(record.as_bytes())?;
    release.write(&format!("{NAME}-{version}-{tag}.whl"), &zip.finish()?.into_inner())
}

/// What Python calls the systems on which the program runs.
fn platforms(system: &str, processor: &str, is_static: bool) -> Vec<String> {
    match (system, processor) {
        // It needs no C library of the system, so no version of one: these are the oldest that pip knows, of both.
        ("linux", processor) if is_static => {
            ["manylinux_2_17", "manylinux2014", "musllinux_1_1"].map(|oldest| format!("{oldest}_{processor}")).into()
        }
        ("linux", processor) => vec![format!("manylinux_2_34_{processor}")],
        ("apple", "aarch64") => vec!["macosx_11_0_arm64".to_owned()],
        ("apple", processor) => vec![format!("macosx_11_0_{processor}")],
        _ => vec!["win_amd64".to_owned()],
    }
}
