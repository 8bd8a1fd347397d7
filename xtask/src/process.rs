//! Child processes, whose errors name the command.

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Runs a command to its end, with this process's input and output.
///
/// # Errors
/// When it can't be started, or fails.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("failed to start `{}`", describe(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", describe(command));
    }
    Ok(())
}

/// Runs a command to its end and returns its standard output, trimmed.
///
/// # Errors
/// When it can't be started, or fails. The message has its standard error.
pub fn output(command: &mut Command) -> Result<String> {
    let output =
        command.stdin(Stdio::null()).output().with_context(|| format!("failed to start `{}`", describe(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({}): {}", describe(command), output.status, said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Like [`run`], but kills the process after `limit`.
///
/// # Errors
/// As [`run`], and when the process was killed.
pub fn run_within(limit: Duration, command: &mut Command) -> Result<()> {
    let start = Instant::now();
    let mut child =
        command.stdin(Stdio::null()).spawn().with_context(|| format!("failed to start `{}`", describe(command)))?;
    loop {
        if let Some(status) = child.try_wait().with_context(|| format!("lost `{}`", describe(command)))? {
            if !status.success() {
                bail!("`{}` failed ({status})", describe(command));
            }
            return Ok(());
        }
        if start.elapsed() > limit {
            // It may have ended by itself at this moment.
            child.kill().ok();
            child.wait().ok();
            bail!("`{}` took longer than {} s and was stopped", describe(command), limit.as_secs());
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// The command as it would be typed.
#[must_use]
pub fn describe(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The path of a program on PATH.
#[must_use]
pub fn on_path(program: &str) -> Option<PathBuf> {
    find(program, &env::var_os("PATH")?)
}

/// The path of a program in one of the folders of `path`, which is written as PATH is.
#[must_use]
pub fn find(program: &str, path: &OsStr) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(path).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// Whether this is the root user of a system with `apt-get`. Then packages are installed without asking.
#[must_use]
pub fn may_install_debian_packages() -> bool {
    on_path("apt-get").is_some() && output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}

/// Installs Debian packages. Removes none: in a conflict, the owner of the machine decides.
///
/// # Errors
/// When `apt-get` fails: no network, no such package, a conflict.
pub fn install_debian_packages(packages: &[&str]) -> Result<()> {
    println!("  apt-get install {}", packages.join(" "));
    // The package lists may be old or missing. If they can't be downloaded, the install reports it.
    run(Command::new("apt-get").args(["update", "-qq"])).ok();
    run(Command::new("apt-get")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "-y", "-qq", "--no-install-recommends", "--no-remove"])
        .args(packages)
        .stdout(Stdio::null()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command() {
        let error = run(Command::new("cargo").arg("no-such-subcommand").stderr(Stdio::null())).unwrap_err();
        assert!(error.to_string().starts_with("`cargo no-such-subcommand` failed"), "{error}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = output(&mut Command::new("catchword-no-such-program")).unwrap_err();
        assert_eq!(error.to_string(), "failed to start `catchword-no-such-program`");
    }

    #[cfg(unix)]
    #[test]
    fn a_command_that_takes_too_long_is_stopped() {
        let error = run_within(Duration::from_millis(100), Command::new("sleep").arg("30")).unwrap_err();
        assert!(error.to_string().contains("took longer than 0 s"), "{error}");
    }
}
