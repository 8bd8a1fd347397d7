//! `wasm-bindgen`, as Trunk finds it.
//!
//! wasm-bindgen gives the wasm and its JavaScript, the glue, long names for what one takes from the other, and keeps what a
//! dependency exports for scripts that this site doesn't have. In a release, what nobody calls is left out of both, and the
//! names become as short as they can be.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use super::{SMALL, glue, wasm};
use crate::process;

/// The files that wasm-bindgen writes, for Trunk's `--out-name`.
const GLUE: &str = ".js";
const WASM: &str = "_bg.wasm";

/// Runs wasm-bindgen, and makes what it wrote smaller.
pub(super) fn run(real: &OsStr, arguments: &[OsString]) -> Result<ExitCode> {
    let done = super::pass_on(Command::new(real).args(arguments))?;
    if done == ExitCode::SUCCESS
        && env::var_os(SMALL).is_some()
        && let Some(stem) = written(arguments)
    {
        shrink(&with_ending(&stem, GLUE), &with_ending(&stem, WASM)).context(
            "the app can't be made smaller: does wasm-bindgen write another glue than `xtask/src/trunk/glue.rs` reads?",
        )?;
    }
    Ok(done)
}

/// The path of the files that are written, without their endings.
fn written(arguments: &[OsString]) -> Option<PathBuf> {
    let value = |name: &str| {
        let prefix = format!("{name}=");
        arguments.iter().filter_map(|argument| argument.to_str()?.strip_prefix(&prefix)).next_back()
    };
    Some(Path::new(value("--out-dir")?).join(value("--out-name")?))
}

fn with_ending(stem: &Path, ending: &str) -> PathBuf {
    let mut path = stem.as_os_str().to_owned();
    path.push(ending);
    path.into()
}

/// Leaves out what nobody calls, and shortens the names.
fn shrink(glue_path: &Path, wasm_path: &Path) -> Result<()> {
    let mut script = read(glue_path).and_then(|bytes| String::from_utf8(bytes).context("the glue is no text"))?;
    let mut module = read(wasm_path)?;

    script = glue::only_the_start(&script)?;
    // What the glue no longer calls may be the only caller of something else in the glue.
    loop {
        let exports = glue::used_exports(&script);
        module = wasm::with_exports(&module, |name| exports.contains(name))?;
        fs::write(wasm_path, &module).with_context(|| format!("failed to write `{}`", wasm_path.display()))?;
        if process::on_path("wasm-opt").is_some() {
            leave_out_unused(wasm_path)?;
            module = read(wasm_path)?;
        }
        let imports = wasm::imports(&module)?;
        let shorter = glue::with_imports(&script, |name| imports.iter().any(|import| import == name))?;
        if shorter == script {
            break;
        }
        script = shorter;
    }

    let names = wasm::short_names(&module, |import| glue::body(&script, import))?;
    fs::write(wasm_path, wasm::renamed(&module, &names)?)
        .with_context(|| format!("failed to write `{}`", wasm_path.display()))?;
    fs::write(glue_path, glue::renamed(&script, &names)?)
        .with_context(|| format!("failed to write `{}`", glue_path.display()))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("failed to read `{}`", path.display()))
}

/// Lets wasm-opt leave out what no export needs. Without wasm-opt that is left for the one that Trunk downloads, and the glue
/// is a little longer. Trunk's run then makes it smaller still.
///
/// The lowest 1,024 bytes of the memory are the end of the stack, where no value of the program is.
fn leave_out_unused(wasm: &Path) -> Result<()> {
    let mut command = Command::new("wasm-opt");
    command.args(super::wasm_opt_options()?).args(["--low-memory-unused", "-g"]).arg(wasm).arg("-o").arg(wasm);
    process::output(&mut command).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_where_trunk_wants_them() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        let stem = written(&words("--target=web --out-dir=target/a --out-name=app b.wasm --no-typescript")).unwrap();
        assert_eq!(with_ending(&stem, WASM), Path::new("target/a/app_bg.wasm"));
        assert_eq!(written(&words("--version")), None);
    }
}
