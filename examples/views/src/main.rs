//! The author's command line, `catchword`, with the views of this crate.

use std::process::ExitCode;

fn main() -> ExitCode {
    catchword_cli::run::<views::Margin>(include!(concat!(env!("OUT_DIR"), "/app_files.rs")))
}
