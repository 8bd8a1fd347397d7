//! The npm packages: one with the program for each platform, and `catchword`, whose launcher starts the one that npm has
//! installed. So `npx catchword init my-blog` works without anything else.

use std::path::PathBuf;

use anyhow::Result;
use serde_json::json;

use super::Release;
use super::archive::program_name;

/// The platforms for which releases are made, as npm names their system and processor.
const PLATFORMS: [(&str, &str); 5] =
    [("linux", "x64"), ("linux", "arm64"), ("darwin", "x64"), ("darwin", "arm64"), ("win32", "x64")];

/// Finds the program in the package of this platform and becomes it, as far as Node.js can.
const LAUNCHER: &str = include_str!("launcher.cjs");

/// Writes both packages, in the form that `npm install FILE` and `npm publish FILE` take.
pub(super) fn write(release: &Release<'_>) -> Result<Vec<PathBuf>> {
    let (system, processor) = release.platform()?;
    let system = match system {
        "apple" => "darwin",
        "windows" => "win32",
        other => other,
    };
    let processor = if processor == "x86_64" { "x64" } else { "arm64" };
    let about = |name: &str, what: &str| {
        json!({
            "name": name, "version": release.version, "description": what, "license": "MIT OR Apache-2.0",
        })
    };
    let mut own = about(&package(system, processor), "The program `catchword` for one platform");
    own["os"] = json!([system]);
    own["cpu"] = json!([processor]);
    let own_files = [
        ("package/package.json".to_owned(), 0o644, pretty(&own)),
        (format!("package/{}", program_name(release)), 0o755, release.program.clone()),
    ];
    let mut launcher = about("catchword", "Makes a website from a folder of essays");
    launcher["bin"] = json!({ "catchword": "launcher.js" });
    launcher["engines"] = json!({ "node": ">=18" });
    let packages = PLATFORMS.iter().map(|(system, processor)| (package(system, processor), json!(release.version)));
    launcher["optionalDependencies"] = packages.collect();
    let launcher_files = [
        ("package/package.json".to_owned(), 0o644, pretty(&launcher)),
        ("package/launcher.js".to_owned(), 0o755, LAUNCHER.into()),
        ("package/README.md".to_owned(), 0o644, release.text("README.md")?),
    ];
    Ok(vec![
        release
            .write(&format!("catchword-{system}-{processor}-{}.tgz", release.version), &release.packed(&own_files)?)?,
        release.write(&format!("catchword-{}.tgz", release.version), &release.packed(&launcher_files)?)?,
    ])
}

/// The name of a platform's package.
fn package(system: &str, processor: &str) -> String {
    format!("@catchword/{system}-{processor}")
}

fn pretty(value: &serde_json::Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}
