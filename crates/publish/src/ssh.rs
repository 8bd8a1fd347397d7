//! What ssh says when there is no way in. git, rsync and sftp all use it.

use std::io::IsTerminal;

use crate::error::PublishError;
use crate::program::Ran;

/// The options with which ssh asks nothing where nobody can answer.
pub(crate) fn options() -> Vec<&'static str> {
    let mut options = vec!["-o", "ConnectTimeout=20"];
    if !std::io::stdin().is_terminal() {
        options.extend(["-o", "BatchMode=yes"]);
    }
    options
}

/// The fault in what ssh said, if it is one of ssh's. `host` is what the author wrote.
pub(crate) fn fault(ran: &Ran, host: &str) -> Option<PublishError> {
    let host = || host.to_owned();
    let access = |help: String| Some(PublishError::NoAccess { host: host(), said: String::new(), help });
    if ran.has(&["REMOTE HOST IDENTIFICATION HAS CHANGED"]) {
        return access(
            "the server shows another key than the last time. Ask the host whether that is right; if it is, run \
             `ssh-keygen -R` with the name of the server, and then `ssh` with its name"
                .to_owned(),
        );
    }
    if ran.has(&["Host key verification failed"]) {
        return access(
            "this computer does not know the server yet. Run `ssh` with the name of the server once, compare the key that \
             it shows with the one that your host publishes, and answer `yes`"
                .to_owned(),
        );
    }
    if ran.has(&["Permission denied (", "Too many authentication failures"]) {
        return access(
            "the server does not know your key of ssh, or the name of the user is wrong. Give your host the public half of \
             your key, which is often `~/.ssh/id_ed25519.pub`; if you have none, `ssh-keygen` makes one"
                .to_owned(),
        );
    }
    let unreachable = [
        ("Could not resolve host", "there is no server with this name"),
        ("Connection refused", "the server does not answer at this port"),
        ("timed out", "the server does not answer"),
        ("No route to host", "the server does not answer"),
        ("Network is unreachable", "this computer is not online"),
        ("Connection closed by", "the server ended the connection"),
        ("Connection reset by", "the server ended the connection"),
    ];
    let (_, said) = unreachable.iter().find(|(words, _)| ran.has(&[words]))?;
    Some(PublishError::NoConnection { host: host(), said: (*said).to_owned() })
}
