//! `catchword serve`: the site on the author's own machine. What is saved is seen at once.
//!
//! `watch` says that something was saved; `studio` shows a text on its page at once, makes the site again in memory and keeps its
//! last good state; `server` answers browsers, and `live.js` shows in them what has changed.

mod message;
mod server;
mod studio;
mod watch;

use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use catchword_press::App;
use clap::Args;
use miette::Diagnostic;

use crate::report::{self, CommandError};
use crate::site_folder::Content;
use studio::Studio;
use watch::Watch;

/// The first port that is tried, and how many after it.
const PORT: u16 = 4300;
const PORTS: u16 = 100;

/// How long the site waits to be made while a browser shows the one page that was saved: both need the same processors.
const SHOWN_FIRST: Duration = Duration::from_millis(100);

/// What an author may say about the server.
#[derive(Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) content: Content,
    /// The folder with the compiled app, if not the one in this program.
    #[arg(long, value_name = "FOLDER", hide = true)]
    pub(crate) app: Option<PathBuf>,
    /// The number of the port. If it is taken, the next one that is free is used.
    #[arg(long, value_name = "NUMBER", default_value_t = PORT, value_parser = port)]
    port: u16,
}

/// Why the site can't be served.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub(crate) enum ServeError {
    /// No port is free.
    #[error("no free port was found between {from} and {to}")]
    #[diagnostic(help("close programs that you no longer need, or name another port, such as `--port 8000`"))]
    NoPort {
        /// The first one that was tried.
        from: u16,
        /// The last one.
        to: u16,
    },
    /// The system refuses to listen.
    #[error("the site can't be served on this computer")]
    #[diagnostic(help(
        "the system does not let programs listen at `127.0.0.1`: look whether a firewall or a sandbox forbids it, and name another \
         port, such as `--port 8000`"
    ))]
    Listen(#[source] std::io::Error),
}

/// Serves the site until the author ends the program.
///
/// # Errors
/// When no port can be had.
pub(crate) fn run(content: &Path, app: App, arguments: &ServeArgs) -> Result<(), CommandError> {
    let (listener, address) = listen(arguments.port)?;
    let studio = Arc::new(Studio::new(content.to_owned(), app));
    // Before the first look at the texts, so that nothing is missed between the two.
    let watch = Watch::begin(content);
    studio.make();
    if let Some(failure) = studio.no_folder() {
        return Err(failure.into());
    }
    let site = format!("http://{address}{}", studio.base());
    say!("Your site is at {site}");
    say!(
        "Drafts and essays of later days are shown too. What you save is seen at once. To end this, press Ctrl and C."
    );
    report_state(&studio);
    let (saved, saves) = channel();
    let watched = studio.clone();
    std::thread::spawn(move || {
        watch.run(|text| {
            let is_shown = text.is_some_and(|text| watched.show(text));
            let _ = saved.send(is_shown);
        });
    });
    let made = studio.clone();
    std::thread::spawn(move || {
        while let Ok(is_shown) = saves.recv() {
            if is_shown {
                std::thread::sleep(SHOWN_FIRST);
            }
            // One state has all that was saved until it begins.
            saves.try_iter().for_each(drop);
            if made.make() {
                report_state(&made);
            }
        }
    });
    Ok(server::serve(listener, address, studio).map_err(ServeError::Listen)?)
}

/// Prints the problems of the newest state, or that there are none any more.
fn report_state(studio: &Studio) {
    studio.with_failure(|failure| match failure {
        Some(failure) => {
            report::print_failure(failure);
            if studio.site().is_some() {
                tell!("The browser shows the site as it was before.");
            }
        }
        None => say!("{}", studio.line()),
    });
}

/// The number of a port, as an author writes it.
fn port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| format!("a port is a number up to {}, such as `8000`", u16::MAX))
}

/// A free port: the one that is wanted, or one after it.
fn listen(wanted: u16) -> Result<(TcpListener, SocketAddr), ServeError> {
    let last = wanted.saturating_add(PORTS);
    for port in wanted..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => {
                let address = listener.local_addr().map_err(ServeError::Listen)?;
                return Ok((listener, address));
            }
            Err(error) if matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied) => {}
            Err(error) => return Err(ServeError::Listen(error)),
        }
    }
    Err(ServeError::NoPort { from: wanted, to: last })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_is_taken_is_passed_over() {
        let (taken, first) = listen(PORT).unwrap();
        let (_other, second) = listen(first.port()).unwrap();
        assert!(second.port() > first.port());
        drop(taken);
    }
}
