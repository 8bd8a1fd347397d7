//! The environment of every child process: the compiler, and the tools' folders on PATH.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The compiler that builds the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compiler {
    /// The compiler of xtask itself.
    Current,
    /// Debian's, which rustup knows as [`DEBIAN`].
    Debian,
}

/// The name of Debian's compiler in rustup.
pub const DEBIAN: &str = "debian";

/// The tools that [`crate::setup::tools`] found or installed.
#[derive(Debug)]
pub struct Toolbox {
    root: PathBuf,
    compiler: Compiler,
    folders: Vec<PathBuf>,
    wasm_opt: bool,
    library_source: bool,
}

impl Toolbox {
    /// A toolbox for the checkout at `root`, with the tools in `folders`.
    #[must_use]
    pub fn new(root: &Path, compiler: Compiler, folders: Vec<PathBuf>, wasm_opt: bool, library_source: bool) -> Self {
        Self { root: root.to_owned(), compiler, folders, wasm_opt, library_source }
    }

    /// A command that runs in the checkout and finds these tools.
    ///
    /// # Errors
    /// When a tool's folder can't be put on PATH, because its path has a colon in it.
    pub fn command(&self, program: &str) -> Result<Command> {
        let path = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(self.folders.iter().cloned().chain(env::split_paths(&path)))
            .context("failed to put the tools' folders on PATH")?;
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", path);
        if self.compiler == Compiler::Debian {
            use_debian(&mut command);
            // Two compilers that share a target folder rebuild everything each time.
            command.env("CARGO_TARGET_DIR", self.target());
        }
        Ok(command)
    }

    /// The compiler in use.
    #[must_use]
    pub fn compiler(&self) -> Compiler {
        self.compiler
    }

    /// The target folder of the compiler in use.
    #[must_use]
    pub fn target(&self) -> PathBuf {
        let target = self.root.join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()));
        match self.compiler {
            Compiler::Current => target,
            Compiler::Debian => target.join(DEBIAN),
        }
    }

    /// Whether wasm-opt is installed. Otherwise Trunk downloads its own for a release build.
    #[must_use]
    pub fn has_wasm_opt(&self) -> bool {
        self.wasm_opt
    }

    /// Whether the standard library's source is installed, so that a release can compile it for size.
    #[must_use]
    pub fn has_library_source(&self) -> bool {
        self.library_source
    }
}

/// Makes a command use Debian's compiler, through rustup.
pub fn use_debian(command: &mut Command) {
    // `cargo run` sets LD_LIBRARY_PATH to the libraries of xtask's compiler.
    command.env("RUSTUP_TOOLCHAIN", DEBIAN).env_remove("RUSTUP_TOOLCHAIN_SOURCE").env_remove("LD_LIBRARY_PATH");
}
