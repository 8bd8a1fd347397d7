//! Runs other programs, each with its arguments as they are: no shell reads them.

use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};
use std::thread;

use crate::error::PublishError;

/// What a program left.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) is_success: bool,
    pub(crate) code: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

impl Ran {
    /// What it wrote, as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// The line of its errors that says most, without a password.
    pub(crate) fn said(&self) -> String {
        let lines = || self.stderr.lines().map(str::trim).filter(|line| !line.is_empty());
        let is_telling = |line: &&str| {
            ["fatal:", "error:", "remote:", "ERROR:", "rsync:"].iter().any(|start| line.starts_with(start))
        };
        let line = lines().find(is_telling).or_else(|| lines().next_back()).unwrap_or_default();
        without_passwords(line)
    }

    /// Whether its errors have one of these words.
    pub(crate) fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|words| self.stderr.contains(words))
    }
}

/// Runs a program to its end. Its messages are in English, so that they can be understood here.
pub(crate) fn run(command: &mut Command, input: &[u8]) -> Result<Ran, PublishError> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.env("LC_ALL", "C").env_remove("LANGUAGE");
    command.stdin(if input.is_empty() { Stdio::null() } else { Stdio::piped() });
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => PublishError::NoProgram { help: install(&name), program: name.clone() },
        _ => PublishError::Failed { operation: format!("start `{name}`"), said: error.to_string() },
    })?;
    let stdin = child.stdin.take();
    let output = thread::scope(|scope| {
        // Beside the reading: a program may write before it has read everything.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    });
    let output = output.map_err(|error| PublishError::Failed {
        operation: format!("read what `{name}` says"),
        said: error.to_string(),
    })?;
    Ok(Ran {
        is_success: output.status.success(),
        code: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

/// Where a program comes from.
fn install(name: &str) -> String {
    let package = match name {
        "sftp" | "ssh" => "openssh-client",
        name => name,
    };
    match std::env::consts::OS {
        "linux" => format!("install it: on Debian and Ubuntu, `sudo apt install {package}`"),
        "macos" if name == "git" => "install it with `xcode-select --install`".to_owned(),
        "macos" => format!("install it with `brew install {name}`"),
        "windows" if name == "git" => {
            "install it from https://git-scm.com, and open a new window for commands".to_owned()
        }
        _ => format!("install `{name}`, or choose another place in `[publish]` of `site.toml`"),
    }
}

/// A text without the passwords of its addresses.
pub(crate) fn without_passwords(text: &str) -> String {
    let mut clean = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("://") {
        clean.push_str(before);
        clean.push_str("://");
        let end = after.find(|letter: char| letter == '/' || letter.is_whitespace()).unwrap_or(after.len());
        rest = match after[..end].rfind('@') {
            Some(at) => {
                clean.push_str("…@");
                &after[at + 1..]
            }
            None => after,
        };
    }
    clean + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named_with_what_to_do() {
        let error = run(&mut Command::new("catchword-no-such-program"), b"").unwrap_err();
        assert_eq!(error.to_string(), "the program `catchword-no-such-program` is not installed on this computer");
    }

    #[test]
    fn no_password_is_printed() {
        let table = [
            (
                "fatal: unable to access 'https://me:secret@a.org/b': no",
                "fatal: unable to access 'https://…@a.org/b': no",
            ),
            ("https://token@a.org/b and ssh://a.org/c@d", "https://…@a.org/b and ssh://a.org/c@d"),
            ("nothing", "nothing"),
        ];
        for (text, clean) in table {
            assert_eq!(without_passwords(text), clean);
        }
    }
}
