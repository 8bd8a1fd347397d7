//! A program that a test starts and ends.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, io};

use super::give_up;

/// How long a program may take to start, or to end when it is asked to.
const CEILING: Duration = Duration::from_secs(30);

/// A running program, and what it says. It is ended when it is dropped, by its id.
#[derive(Debug)]
pub(super) struct Process {
    name: String,
    child: Child,
    lines: Receiver<String>,
}

/// The program that a variable names, or else the one of this name on PATH.
pub(super) fn program(variable: &str, name: &str) -> OsString {
    env::var_os(variable).unwrap_or_else(|| name.into())
}

impl Process {
    /// Starts a program; every line that it writes can be read.
    pub(super) fn start(command: &mut Command) -> Process {
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

    /// Waits until it writes a line of which `what` can be made.
    pub(super) fn says<T>(&self, what: impl Fn(&str) -> Option<T>) -> T {
        self.may_say(what).unwrap_or_else(|said| give_up(&said))
    }

    /// The same, or what it said instead.
    pub(super) fn may_say<T>(&self, what: impl Fn(&str) -> Option<T>) -> Result<T, String> {
        let began = Instant::now();
        let mut said = Vec::new();
        loop {
            match self.lines.recv_timeout(CEILING.saturating_sub(began.elapsed())) {
                Ok(line) => match what(&line) {
                    Some(found) => return Ok(found),
                    None => said.push(line),
                },
                Err(RecvTimeoutError::Timeout) => {
                    return Err(format!("{} was not ready in time, saying: {}", self.name, said.join("\n")));
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(format!("{} ended before it was ready, saying: {}", self.name, said.join("\n")));
                }
            }
        }
    }

    /// The lines up to the one that is `mark`, without it.
    pub(super) fn said_before(&self, mark: &str) -> Vec<String> {
        let began = Instant::now();
        let mut said = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(CEILING.saturating_sub(began.elapsed())) {
            if line == mark {
                return said;
            }
            said.push(line);
        }
        panic!("{} never said {mark}, but: {}", self.name, said.join("\n"))
    }

    /// Whether it is still there.
    pub(super) fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Asks it to end: a driver then ends its browser, too.
    fn ask_to_end(&mut self) -> io::Result<()> {
        if cfg!(unix) {
            Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
            let began = Instant::now();
            while self.child.try_wait()?.is_none() && began.elapsed() < CEILING {
                thread::sleep(Duration::from_millis(5));
            }
        }
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if self.runs() {
            let _ = self.ask_to_end();
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

fn read(output: impl Read + Send + 'static, lines: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            // Read on when nobody listens any more: a program whose output nobody takes would end at its next word.
            let _ = lines.send(String::from_utf8_lossy(&line).into_owned());
        }
    });
}
