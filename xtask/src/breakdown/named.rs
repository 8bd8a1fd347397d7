//! The release's wasm with the names of its functions.
//!
//! Trunk's own wasm has none, since wasm-opt removes them. So wasm-bindgen (xtask's, as in the release) and wasm-opt run
//! again over what the compiler made, with the release's options and one more, which keeps the names.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::setup::npm;
use crate::setup::toolchain::WASM32;
use crate::toolbox::Toolbox;
use crate::trunk::{Size, wasm_opt_options, wrap};

/// Makes the wasm, from what the compiler wrote in the release build before.
///
/// # Errors
/// When there is no wasm-opt, or a program fails.
pub(super) fn wasm(toolbox: &Toolbox) -> Result<Vec<u8>> {
    if !toolbox.has_wasm_opt() {
        let version = npm::BINARYEN;
        bail!(
            "the sizes of functions are those after wasm-opt, which is missing: `npm install --global binaryen@{version}` installs it"
        );
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

    let named = folder.join("named.wasm");
    let mut wasm_opt = toolbox.command("wasm-opt")?;
    wasm_opt.args(wasm_opt_options()?).arg("--debuginfo").arg(folder.join("app_bg.wasm")).arg("--output").arg(&named);
    process::run(&mut wasm_opt)?;
    fs::read(&named).with_context(|| format!("failed to read `{}`", named.display()))
}

/// What the compiler wrote in a release build. Its folder has the name of the profile.
fn compiled(toolbox: &Toolbox) -> PathBuf {
    toolbox.target().join(WASM32).join("wasm").join("app.wasm")
}
