//! The release's wasm with the names of its functions.
//!
//! Trunk's own wasm has none, since wasm-opt removes them. So wasm-bindgen (xtask's, as in the release) and wasm-opt run
//! again over what the compiler made, with the release's options and one more, which keeps the names.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process;
use crate::setup::toolchain::WASM32;
use crate::toolbox::Toolbox;
use crate::trunk::{Size, wrap};

/// The page that Trunk reads. It has the options of wasm-opt.
const PAGE: &str = "index.html";

/// Makes the wasm, from what the compiler wrote in the release build before.
///
/// # Errors
/// When there is no wasm-opt, or a program fails.
pub(super) fn wasm(root: &Path, toolbox: &Toolbox) -> Result<Vec<u8>> {
    if !toolbox.has_wasm_opt() {
        bail!("the sizes of functions are those after wasm-opt, which is missing");
    }
    let folder = toolbox.target().join("size");
    // Demangled names no longer say where an `impl` stands.
    let mut bindgen = toolbox.command("wasm-bindgen")?;
    let mut out_dir = OsString::from("--out-dir=");
    out_dir.push(&folder);
    bindgen.args(["--target=web", "--no-typescript", "--no-demangle", "--out-name=app"]).arg(out_dir);
    bindgen.arg(compiled(toolbox));
    wrap(&mut bindgen, &toolbox.target(), Size::Small { library: false })?;
    process::run(&mut bindgen)?;

    let page = fs::read_to_string(root.join(PAGE)).with_context(|| format!("failed to read `{PAGE}`"))?;
    let named = folder.join("named.wasm");
    let mut wasm_opt = toolbox.command("wasm-opt")?;
    wasm_opt.args(options(&page)?).arg("--debuginfo").arg(folder.join("app_bg.wasm")).arg("--output").arg(&named);
    process::run(&mut wasm_opt)?;
    fs::read(&named).with_context(|| format!("failed to read `{}`", named.display()))
}

/// What the compiler wrote in a release build. Its folder has the name of the profile.
fn compiled(toolbox: &Toolbox) -> PathBuf {
    toolbox.target().join(WASM32).join("wasm").join("app.wasm")
}

/// The options with which Trunk runs wasm-opt.
fn options(page: &str) -> Result<Vec<String>> {
    let level = attribute(page, "data-wasm-opt").with_context(|| format!("`{PAGE}` has no `data-wasm-opt`"))?;
    let others = attribute(page, "data-wasm-opt-params").unwrap_or_default();
    Ok(std::iter::once(format!("-O{level}")).chain(others.split_whitespace().map(str::to_owned)).collect())
}

fn attribute<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_options_are_those_of_the_page_that_trunk_reads() {
        let page = r#"<link data-trunk rel="rust" data-wasm-opt="s" data-wasm-opt-params="--enable-a --enable-b">"#;
        assert_eq!(options(page).unwrap(), ["-Os", "--enable-a", "--enable-b"]);
        assert!(options("<link data-trunk>").is_err());
        let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(PAGE)).unwrap();
        assert!(options(&page).unwrap().len() > 1);
    }
}
