//! A child process: its lines of output, and its end.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, io};

use super::give_up;

/// How long a program may take to start or to end.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A running program and the lines that it writes. Ended by its id when dropped.
#[derive(Debug)]
pub(crate) struct Process {
    name: String,
    child: Child,
    lines: Receiver<String>,
}

/// The program that the environment variable names, else the one of this name on PATH.
pub(super) fn program(variable: &str, name: &str) -> OsString {
    env::var_os(variable).unwrap_or_else(|| name.into())
}

impl Process {
    /// Starts a program with its output piped.
    pub(crate) fn start(command: &mut Command) -> Process {
        let name = command.get_program().display().to_string();
        let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = started.unwrap_or_else(|error| {
            give_up(&format!("failed to start {name}: {error}. `cargo xtask test` finds or installs it"))
        });
        let (sender, lines) = mpsc::channel();
        read(child.stdout.take().expect("its output is piped"), sender.clone());
        read(child.stderr.take().expect("its errors are piped"), sender);
        Process { name, child, lines }
    }

    /// Waits for a line from which `parse` gives a value. Ends the run if none comes.
    pub(crate) fn wait_for_line<T>(&self, parse: impl Fn(&str) -> Option<T>) -> T {
        self.try_wait_for_line(parse).unwrap_or_else(|error| give_up(&error))
    }

    /// The same; an error has what the program wrote instead.
    pub(super) fn try_wait_for_line<T>(&self, parse: impl Fn(&str) -> Option<T>) -> Result<T, String> {
        let began = Instant::now();
        let mut lines = Vec::new();
        loop {
            match self.lines.recv_timeout(TIMEOUT.saturating_sub(began.elapsed())) {
                Ok(line) => match parse(&line) {
                    Some(found) => return Ok(found),
                    None => lines.push(line),
                },
                Err(RecvTimeoutError::Timeout) => {
                    return Err(format!("{} was not ready in time; it wrote: {}", self.name, lines.join("\n")));
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(format!("{} ended before it was ready; it wrote: {}", self.name, lines.join("\n")));
                }
            }
        }
    }

    /// Waits for the line `mark` and returns the lines before it.
    pub(super) fn lines_until(&self, mark: &str) -> Vec<String> {
        let began = Instant::now();
        let mut lines = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(TIMEOUT.saturating_sub(began.elapsed())) {
            if line == mark {
                return lines;
            }
            lines.push(line);
        }
        panic!("{} never wrote {mark}, but: {}", self.name, lines.join("\n"))
    }

    /// Whether it has not ended yet.
    pub(super) fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Sends SIGTERM and waits. A driver then closes its browser.
    fn terminate(&mut self) -> io::Result<()> {
        if cfg!(unix) {
            Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
            let began = Instant::now();
            while self.child.try_wait()?.is_none() && began.elapsed() < TIMEOUT {
                thread::sleep(Duration::from_millis(5));
            }
        }
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if self.is_running() {
            let _ = self.terminate();
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

fn read(output: impl Read + Send + 'static, lines: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            // Goes on reading when the receiver is gone: a closed pipe would end the program at its next write.
            let _ = lines.send(String::from_utf8_lossy(&line).into_owned());
        }
    });
}
