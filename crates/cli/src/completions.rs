//! `catchword completions`: what a shell needs to complete commands.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::Cli;
use crate::report::{CommandError, print_bytes};

#[derive(Args)]
pub(crate) struct CompletionsOptions {
    /// The name of your shell.
    shell: Shell,
}

/// Prints a script that the shell can read.
pub(crate) fn run(options: &CompletionsOptions) -> Result<(), CommandError> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Cli::command(), "catchword", &mut script);
    print_bytes(&script)
}
