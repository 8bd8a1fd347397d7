//! `catchword completions`: what a shell needs to complete commands.

use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;

use crate::Cli;
use crate::report::{CommandError, print_bytes};

/// What the shell calls the command.
const NAME: &str = "catchword";

#[derive(Args)]
pub(crate) struct CompletionsOptions {
    /// The name of your shell.
    shell: Shell,
}

/// Prints a script that the shell can read.
pub(crate) fn run(options: &CompletionsOptions) -> Result<(), CommandError> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut for_authors(), NAME, &mut script);
    print_bytes(&script)
}

/// The command without what is hidden, which a script would offer all the same.
fn for_authors() -> Command {
    let cli = Cli::command();
    let commands = cli.get_subcommands().filter(|command| !command.is_hide_set()).cloned();
    Command::new(NAME).version(env!("CARGO_PKG_VERSION")).subcommands(commands)
}
