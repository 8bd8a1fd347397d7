//! Opens a file in the author's editor.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use catchword_press::shown;
use miette::Diagnostic;

/// The variables that name an editor, the first one first.
const VARIABLES: [&str; 2] = ["VISUAL", "EDITOR"];

/// The system's own program that opens files.
const OPENER: &[&str] = if cfg!(target_os = "macos") {
    &["open"]
} else if cfg!(windows) {
    // The empty word is the title of a window.
    &["cmd", "/C", "start", ""]
} else {
    &["xdg-open"]
};

/// Why a file could not be opened. It is there all the same.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub(crate) enum OpenError {
    /// There is no program for it.
    #[error("there is no program to open `{}` with", shown(.path))]
    #[diagnostic(help(
        "the file is there: open it yourself in any editor for plain text. To have it opened for you, write the name of your \
         editor into the variable `EDITOR`"
    ))]
    NoProgram { path: PathBuf },
    /// The variable names a program that does not start.
    #[error("the editor `{program}`, which the variable `{variable}` names, can't be started")]
    #[diagnostic(help(
        "the file `{}` is there: open it yourself in any editor for plain text, or write the name of another editor into the \
         variable", shown(.path)
    ))]
    NoEditor { program: String, variable: &'static str, path: PathBuf, source: io::Error },
    /// The program says that it failed.
    #[error("the program `{program}` did not open `{}`", shown(.path))]
    #[diagnostic(help("the file is there: open it yourself in any editor for plain text"))]
    Failed { program: String, path: PathBuf },
}

/// Opens a file, and waits until the program for it ends.
pub(crate) fn open(path: &Path) -> Result<(), OpenError> {
    let set = |variable| std::env::var_os(variable).filter(|value| !value.to_string_lossy().trim().is_empty());
    let editor = VARIABLES.into_iter().find_map(|variable| Some((variable, words(&set(variable)?))));
    let (variable, words) = match editor {
        Some((variable, words)) => (Some(variable), words),
        None => (None, OPENER.iter().map(OsString::from).collect()),
    };
    let [program, arguments @ ..] = &*words else { return Err(OpenError::NoProgram { path: path.to_owned() }) };
    let name = || program.to_string_lossy().into_owned();
    match (Command::new(program).args(arguments).arg(path).status(), variable) {
        (Ok(status), _) if status.success() => Ok(()),
        (Ok(_), _) => Err(OpenError::Failed { program: name(), path: path.to_owned() }),
        (Err(source), Some(variable)) => {
            Err(OpenError::NoEditor { program: name(), variable, path: path.to_owned(), source })
        }
        (Err(_), None) => Err(OpenError::NoProgram { path: path.to_owned() }),
    }
}

/// The words of a command such as `code --wait`. The name of a program that is there may have spaces in it.
fn words(command: &OsString) -> Vec<OsString> {
    match command.to_str() {
        Some(text) if !Path::new(text).is_file() => text.split_whitespace().map(OsString::from).collect(),
        _ => vec![command.clone()],
    }
}
