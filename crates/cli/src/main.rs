//! The author's command line.

mod hook;
mod report;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use catchword_press::{App, BuildMode, Built, Drafts, Failure};
use clap::{Args, Parser, Subcommand};

/// Makes a website of a folder of essays.
#[derive(Parser)]
#[command(name = "catchword", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Says what is wrong with the content, and writes nothing.
    Check(Content),
    /// Writes the site.
    Build {
        #[command(flatten)]
        content: Content,
        /// The app, as Trunk built it; `cargo xtask build` leaves it in `target/app`. Without it the site's data is
        /// written: bundles and pictures, but no pages.
        #[arg(long)]
        app: Option<PathBuf>,
        /// The folder to write; it is replaced.
        #[arg(long, default_value = "target/site")]
        out: PathBuf,
        /// Publish drafts too.
        #[arg(long)]
        drafts: bool,
    },
    /// What Trunk calls before and after it builds the app.
    #[command(hide = true)]
    Hook {
        #[command(subcommand)]
        stage: hook::Stage,
    },
}

#[derive(Args)]
struct Content {
    /// The folder that holds `site.toml`, `essays`, `pages` and `images`.
    #[arg(long, default_value = hook::CONTENT)]
    content: PathBuf,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            report::print_failure(failure);
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), report::Failed> {
    match command {
        Command::Check(Content { content }) => {
            // A draft is checked like any other text.
            let built = catchword_press::inspect(&content, Drafts::Leave)?;
            report::print_all(&built.warnings);
            report::print_count(&built.warnings);
        }
        Command::Build { content: Content { content }, app, out, drafts } => {
            let drafts = if drafts { Drafts::Publish } else { Drafts::Leave };
            let app = app.map(|folder| App::read(&folder)).transpose()?;
            build(&content, app.as_ref().map(|app| (app, BuildMode::RELEASE)), &out, drafts)?;
        }
        Command::Hook { stage } => hook::run(stage)?,
    }
    Ok(())
}

/// Builds, and says in one line what came of it.
fn build(content: &Path, app: Option<(&App, BuildMode)>, out: &Path, drafts: Drafts) -> Result<(), Failure> {
    let start = Instant::now();
    let built = match app {
        Some((app, style)) => catchword_press::build_site(content, app, style, out, drafts)?,
        None => catchword_press::build(content, out, drafts)?,
    };
    let Built { essays, pages, lists, files, warnings, .. } = built;
    let took = start.elapsed();
    report::print_first(&warnings);
    println!(
        "{}, {}, {} and {} in {} after {} ms, {}",
        report::counted(essays, "essay"),
        report::counted(pages, "page"),
        report::counted(lists, "list"),
        report::counted(files, "file"),
        out.display(),
        took.as_millis(),
        report::counted(warnings.len(), "warning"),
    );
    Ok(())
}
