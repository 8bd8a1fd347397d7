//! The author's command line, `catchword`.

mod check;
mod group;
mod hook;
mod json;
mod report;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use catchword_press::{App, BuildError, BuildMode, BuildSummary, Drafts};
use clap::{Args, Parser, Subcommand};

use check::CheckOptions;
use hook::Hook;
use report::CommandError;

/// Makes a website from a folder of essays.
#[derive(Parser)]
#[command(name = "catchword", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Look for mistakes in the essays, pages, drafts and settings. Without `--fix`, this writes no files.
    ///
    /// The exit status is 0 if there is no error, 1 if there is one (with `--strict`, also if there is a warning) or the
    /// content can't be read, and 2 if the command has an unknown option.
    Check(CheckOptions),
    /// Make the website.
    Build {
        #[command(flatten)]
        content: Content,
        /// The folder with the compiled app. `cargo xtask build` puts it in `target/app`. Without this option you get
        /// the site's data and pictures, but no web pages.
        #[arg(long, value_name = "FOLDER")]
        app: Option<PathBuf>,
        /// The folder for the finished site. It replaces the site of the last build; all other files in there stay.
        #[arg(long, value_name = "FOLDER", default_value = "target/site")]
        out: PathBuf,
        /// Include essays that are marked as drafts.
        #[arg(long)]
        drafts: bool,
    },
    /// The steps that Trunk runs before and after it compiles the app.
    #[command(hide = true)]
    Hook {
        #[command(subcommand)]
        hook: Hook,
    },
}

#[derive(Args)]
struct Content {
    /// The folder with your `site.toml`, `essays`, `pages` and `images`.
    #[arg(long, value_name = "FOLDER", default_value = hook::CONTENT)]
    content: PathBuf,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(status) => status,
        Err(error) => {
            report::print_error(error);
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode, CommandError> {
    match command {
        Command::Check(options) => return check::run(&options),
        Command::Build { content: Content { content }, app, out, drafts } => {
            let drafts = if drafts { Drafts::Include } else { Drafts::Exclude };
            let app = app.map(|folder| App::read(&folder)).transpose()?;
            build(&content, app.as_ref().map(|app| (app, BuildMode::RELEASE)), &out, drafts)?;
        }
        Command::Hook { hook } => hook::run(hook)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the site, or only its data without an app. Prints the warnings and one line about what was written.
fn build(content: &Path, app: Option<(&App, BuildMode)>, out: &Path, drafts: Drafts) -> Result<(), BuildError> {
    let start = Instant::now();
    let built = match app {
        Some((app, mode)) => catchword_press::build_site(content, app, mode, out, drafts)?,
        None => catchword_press::build(content, out, drafts)?,
    };
    let BuildSummary { essays, pages, lists, files, warnings, unknown, .. } = built;
    let elapsed = start.elapsed();
    report::print_first(&warnings);
    report::print_unknown(out, &unknown);
    println!(
        "Wrote {}, {}, {} and {} to {} in {} ms, with {}",
        report::counted(essays, "essay"),
        report::counted(pages, "page"),
        report::counted(lists, "list"),
        report::counted(files, "file"),
        out.display(),
        elapsed.as_millis(),
        report::counted(warnings.len(), "warning"),
    );
    Ok(())
}
