//! The environment of every child process: which compiler, and which tools come first on PATH.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The compiler that builds the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compiler {
    /// The one that built xtask.
    Current,
    /// Debian's own, linked into rustup under [`DEBIAN`].
    Debian,
}

/// The name under which rustup knows Debian's compiler.
pub const DEBIAN: &str = "debian";

/// What [`crate::setup::tools`] found or fetched.
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

    /// A command that runs in the checkout with these tools.
    ///
    /// # Errors
    /// When PATH can't hold a tool's folder (its name has a colon in it).
    pub fn command(&self, program: &str) -> Result<Command> {
        let path = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(self.folders.iter().cloned().chain(env::split_paths(&path)))
            .context("failed to put the tools' folders on PATH")?;
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", path);
        if self.compiler == Compiler::Debian {
            use_debian(&mut command);
            // Two compilers in one target folder rebuild everything at each turn.
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

    /// Whether a wasm-opt is there. Without one Trunk fetches its own for a release build.
    #[must_use]
    pub fn has_wasm_opt(&self) -> bool {
        self.wasm_opt
    }

    /// Whether the source of the standard library is there, so that a release can have it compiled for size.
    #[must_use]
    pub fn has_library_source(&self) -> bool {
        self.library_source
    }
}

/// Makes a command use Debian's compiler, through rustup.
pub fn use_debian(command: &mut Command) {
    // `cargo run` puts the libraries of the compiler that built xtask before those of any other.
    command.env("RUSTUP_TOOLCHAIN", DEBIAN).env_remove("RUSTUP_TOOLCHAIN_SOURCE").env_remove("LD_LIBRARY_PATH");
}
