//! The author's command line, `catchword`, with Catchword's own views.

use std::process::ExitCode;

use catchword_app::views::DefaultViews;

fn main() -> ExitCode {
    catchword_cli::run::<DefaultViews>(include!(concat!(env!("OUT_DIR"), "/app_files.rs")))
}
