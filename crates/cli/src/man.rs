//! `catchword man`: the manual in the form of the program `man`.

use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use crate::Cli;
use crate::report::{CommandError, print_bytes};

#[derive(Args)]
pub(crate) struct ManOptions {
    /// Write a page for each command into this folder, instead of printing the first page.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Prints the manual, or writes its pages.
pub(crate) fn run(options: &ManOptions) -> Result<(), CommandError> {
    let Some(out) = &options.out else {
        let mut page = Vec::new();
        Man::new(Cli::command()).render(&mut page).map_err(CommandError::Print)?;
        return print_bytes(&page);
    };
    let written = std::fs::create_dir_all(out).and_then(|()| clap_mangen::generate_to(Cli::command(), out));
    written.map_err(|source| CommandError::Man { out: out.clone(), source })?;
    say!("The pages of the manual are in `{}`.", catchword_press::shown(out));
    Ok(())
}
