//! Child processes: run, and fail with the command's own words in the message.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Runs a command to its end, with this process's input and output.
///
/// # Errors
/// When it can't be started, or ends with anything but success.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("failed to start `{}`", describe(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", describe(command));
    }
    Ok(())
}

/// Runs a command to its end and gives what it wrote to standard output, trimmed.
///
/// # Errors
/// When it can't be started, or ends with anything but success; what it wrote to standard error is in the message.
pub fn output(command: &mut Command) -> Result<String> {
    let output =
        command.stdin(Stdio::null()).output().with_context(|| format!("failed to start `{}`", describe(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({}): {}", describe(command), output.status, said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Like [`run`], for at most `limit`; then the process is ended.
///
/// # Errors
/// As [`run`], and when the time is over.
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
            // It may have ended by itself in this moment: then there is nothing left to end.
            child.kill().ok();
            child.wait().ok();
            bail!("`{}` had not ended after {} s", describe(command), limit.as_secs());
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// The command as one would type it.
#[must_use]
pub fn describe(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Where a program is found on PATH, if it is.
#[must_use]
pub fn on_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// Whether this is the root user of a system with Debian's package manager: who may install packages unasked.
#[must_use]
pub fn may_install_debian_packages() -> bool {
    on_path("apt-get").is_some() && output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}

/// Installs Debian packages. Removes none: a package that stands in another's way is the owner's to weigh.
///
/// # Errors
/// When `apt-get` fails: no network, no such package, a conflict.
pub fn install_debian_packages(packages: &[&str]) -> Result<()> {
    println!("  apt-get install {}", packages.join(" "));
    // The lists may be old or absent; when they can't be had the install says so itself.
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
    fn a_command_that_takes_too_long_is_ended() {
        let error = run_within(Duration::from_millis(100), Command::new("sleep").arg("30")).unwrap_err();
        assert!(error.to_string().contains("had not ended"), "{error}");
    }
}
