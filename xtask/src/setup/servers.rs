//! The servers to which the tests of `catchword publish` publish: OpenSSH's, and one that works like S3.
//!
//! As with the browsers, an environment variable names each program, and tests whose server is missing are skipped.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::browsers::{Missing, Program, named};
use super::tool::Tool;
use super::{cache, line};
use crate::process;
use crate::toolbox::Compiler;

/// The version of the S3 server with which the project is tested.
const S3S: &str = "0.14.1";

/// The S3 server, for which Debian has no package.
const CATCHWORD_S3S: &str = "CATCHWORD_S3S";

/// OpenSSH's server.
const SSHD: Program = Program { variable: "CATCHWORD_SSHD", names: &["sshd"], paths: &["/usr/sbin/sshd"] };

/// What the tests call by its name, as `catchword publish` does.
const CLIENTS: [(&str, &str); 2] = [("sftp", "sftp::"), ("rsync", "rsync::")];

/// Their packages in Debian, the server's first.
const PACKAGES: [&str; 3] = ["openssh-server", "openssh-client", "rsync"];

/// The servers that were found.
#[derive(Debug, Default)]
pub struct Servers {
    /// The environment variable and the path of each.
    pub programs: Vec<(&'static str, PathBuf)>,
    /// What was not found.
    pub missing: Vec<Missing>,
}

/// Finds the servers. As root on Debian it installs what is missing.
#[must_use]
pub fn ready(compiler: Compiler) -> Servers {
    let is_complete = SSHD.find().is_ok() && CLIENTS.iter().all(|(name, _)| process::on_path(name).is_some());
    if !is_complete
        && process::may_install_debian_packages()
        && let Err(error) = process::install_debian_packages(&PACKAGES)
    {
        println!("  {error:#}");
    }
    let mut servers = Servers::default();
    let sshd = SSHD.find().with_context(advice);
    for (client, tests) in CLIENTS {
        let reason = match (&sshd, process::on_path(client)) {
            (Err(error), _) => format!("{error:#}"),
            (Ok(_), None) => format!("`{client}` is not on PATH; {}", advice()),
            (Ok(_), Some(found)) => {
                line(client, "", &found.display().to_string());
                continue;
            }
        };
        servers.add_missing(client, tests, reason);
    }
    if let Ok(sshd) = sshd {
        line("sshd", "", &sshd.display().to_string());
        servers.programs.push((SSHD.variable, sshd));
    }
    match s3s(compiler) {
        Ok(program) => servers.programs.push((CATCHWORD_S3S, program)),
        Err(error) => servers.add_missing("s3s-fs", "s3::", format!("{error:#}")),
    }
    servers
}

impl Servers {
    fn add_missing(&mut self, name: &str, tests: &'static str, reason: String) {
        line(name, "", &format!("none: {reason}"));
        self.missing.push(Missing { tests, reason });
    }
}

fn advice() -> String {
    match env::consts::OS {
        "linux" => format!("no servers; on Debian `apt-get install {}` as root installs them", PACKAGES.join(" ")),
        "macos" => "no servers; macOS has OpenSSH's, and `brew install rsync` installs rsync".to_owned(),
        _ => "no servers that the tests can use on this system".to_owned(),
    }
}

fn s3s(compiler: Compiler) -> Result<PathBuf> {
    if let Some(named) = named(CATCHWORD_S3S)? {
        return Ok(named);
    }
    let tool = Tool::s3s(S3S.to_owned());
    let file = format!("{}{}", tool.binary, env::consts::EXE_SUFFIX);
    match tool.ready(&cache::folder()?, compiler)? {
        Some(folder) => Ok(folder.join(file)),
        None => process::on_path(tool.binary).context("s3s-fs is no longer on PATH"),
    }
}
