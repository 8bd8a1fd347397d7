//! How git is called.

use std::io::IsTerminal;
use std::process::Command;

use crate::program::run;
use crate::ssh;

/// Where git works if one of its hooks runs us. None of it is about our own repository.
const OF_THE_CALLER: [&str; 9] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
];

/// A call of git that asks nothing where nobody can answer. The author's own settings hold, but none of their hooks runs.
pub(super) fn git() -> Command {
    let mut git = plain();
    git.args(["-c", if cfg!(windows) { "core.hooksPath=NUL" } else { "core.hooksPath=/dev/null" }]);
    if !std::io::stdin().is_terminal() {
        git.env("GIT_TERMINAL_PROMPT", "0");
    }
    let has_own_ssh = ["GIT_SSH_COMMAND", "GIT_SSH"].iter().any(|name| std::env::var_os(name).is_some());
    if !has_own_ssh && !is_set("core.sshCommand") {
        git.env("GIT_SSH_COMMAND", format!("ssh {}", ssh::options().join(" ")));
    }
    git
}

/// Who makes the commit, as far as the author's git does not know it.
pub(super) fn missing_identity() -> Vec<(String, &'static str)> {
    let mut missing = Vec::new();
    for (setting, name, value) in [("user.name", "NAME", "Catchword"), ("user.email", "EMAIL", "catchword@localhost")] {
        if is_set(setting) {
            continue;
        }
        let variables = ["AUTHOR", "COMMITTER"].map(|who| format!("GIT_{who}_{name}"));
        missing.extend(variables.into_iter().filter(|name| std::env::var_os(name).is_none()).map(|name| (name, value)));
    }
    missing
}

/// Whether the author has given git a setting, for everything or for the repository in which they are.
fn is_set(name: &str) -> bool {
    run(plain().args(["config", "--get", name]), b"").is_ok_and(|ran| ran.is_success)
}

fn plain() -> Command {
    let mut git = Command::new("git");
    for name in OF_THE_CALLER {
        git.env_remove(name);
    }
    git
}
