//! The author's command line, `catchword`, with Catchword's own views.

use std::process::ExitCode;

use catchword_app::views::DefaultViews;

/// In the program for every Linux. Elsewhere the system's own allocator serves.
#[cfg(all(target_env = "musl", target_pointer_width = "64"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    catchword_cli::run::<DefaultViews>(include!(concat!(env!("OUT_DIR"), "/app_files.rs")))
}
