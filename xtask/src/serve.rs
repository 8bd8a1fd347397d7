//! `cargo xtask serve`: the site on this machine, rebuilt when a file is saved.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::trunk::{Size, wrap};
use crate::{build, process, setup};

/// The command with which `serve` starts [`announce`] as a process of its own.
pub const ANNOUNCE: &str = "announce";

const FIRST_PORT: u16 = 8080;

/// Serves the site at `port`, or at the first free port from 8080 on, until it is stopped.
///
/// # Errors
/// When a tool can't be installed, no port is free, the press doesn't compile, or Trunk fails.
pub fn serve(root: &Path, port: Option<u16>) -> Result<()> {
    println!("Tools");
    let toolbox = setup::tools(root)?;
    let port = match port {
        Some(port) if is_free(port) => port,
        Some(port) => bail!("port {port} is in use; without --port the next free one is taken"),
        None => first_free(FIRST_PORT).with_context(|| format!("no port from {FIRST_PORT} on is free"))?,
    };

    println!("\nThe author's command line");
    process::run(toolbox.command("cargo")?.args(["build", "--package", "catchword-cli"]))?;

    println!("\nThe site");
    let base = build::base(&toolbox)?;
    let mut trunk = toolbox.command("trunk")?;
    trunk.args([
        "serve",
        "--address",
        "127.0.0.1",
        "--port",
        &port.to_string(),
        "--skip-version-check",
        "--offline",
        "--disable-address-lookup",
        "--public-url",
        &base,
    ]);
    wrap(&mut trunk, &toolbox.target(), Size::Any)?;
    let xtask = env::current_exe().context("failed to find the path of xtask itself")?;
    Command::new(xtask)
        .args([ANNOUNCE, &port.to_string(), &base])
        .spawn()
        .context("failed to start the process that prints the address")?;
    become_process(&mut trunk)
}

/// Replaces this process by the command, so that Ctrl-C, or a signal to this process, stops the server.
#[cfg(unix)]
fn become_process(command: &mut Command) -> Result<()> {
    let error = std::os::unix::process::CommandExt::exec(command);
    Err(error).with_context(|| format!("failed to start `{}`", process::describe(command)))
}

#[cfg(not(unix))]
fn become_process(command: &mut Command) -> Result<()> {
    process::run(command)
}

/// Prints the address as soon as a page is served there. Ends when `serve` does.
///
/// # Errors
/// None. Every command returns a result.
pub fn announce(port: u16, base: &str) -> Result<()> {
    let server = parent();
    while parent() == server {
        if answers(port, base) {
            println!("\n  The site is at http://127.0.0.1:{port}{base} (Ctrl-C stops it)\n");
            break;
        }
        thread::sleep(Duration::from_millis(200));
    }
    Ok(())
}

#[cfg(unix)]
fn parent() -> u32 {
    std::os::unix::process::parent_id()
}

#[cfg(not(unix))]
fn parent() -> u32 {
    0
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

fn first_free(from: u16) -> Option<u16> {
    (from..=u16::MAX).find(|port| is_free(*port))
}

/// Whether the server answers with the first page.
fn answers(port: u16, base: &str) -> bool {
    let ask = || -> std::io::Result<String> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(
            stream,
            "GET {base} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
        )?;
        let mut status = String::new();
        BufReader::new(stream).read_line(&mut status)?;
        Ok(status)
    };
    ask().is_ok_and(|status| status.split(' ').nth(1) == Some("200"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_skipped() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(!is_free(port));
        assert_ne!(first_free(port), Some(port));
    }

    #[test]
    fn only_success_counts_as_an_answer() {
        for (reply, expected) in [("HTTP/1.1 200 OK\r\n\r\n", true), ("HTTP/1.1 500 Oh\r\n\r\n", false), ("", false)] {
            let server = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
            let port = server.local_addr().unwrap().port();
            let served = thread::spawn(move || {
                let (mut stream, _) = server.accept().unwrap();
                // Read to its end: closing a socket with unread data discards the reply.
                BufReader::new(&stream)
                    .lines()
                    .map_while(Result::ok)
                    .take_while(|line| !line.is_empty())
                    .for_each(drop);
                stream.write_all(reply.as_bytes()).unwrap();
            });
            assert_eq!(answers(port, "/"), expected, "{reply:?}");
            served.join().unwrap();
        }
    }
}
