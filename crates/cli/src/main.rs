//! The author's command line, `catchword`.

mod addresses;
mod check;
mod compact;
mod group;
mod hook;
mod json;
mod report;
mod usage;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use catchword_press::{App, BuildError, BuildMode, BuildSummary, Copies, Day, Drafts, Edition};
use clap::{Args, Parser, Subcommand};

use check::CheckOptions;
use hook::Hook;
use report::CommandError;

/// The folder of the finished site, if the author names no other.
const OUT: &str = "target/site";
/// The same for a site with drafts, which must not be put online by mistake.
const DRAFTS_OUT: &str = "target/drafts";
/// The same for the site of another day.
const PREVIEW_OUT: &str = "target/preview";
/// The same for the data alone.
const DATA_OUT: &str = "target/data";

/// The exit status of a command that can't be understood.
const NOT_UNDERSTOOD: u8 = 2;

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
    Build(BuildArgs),
    /// List the addresses that are public, those that a build would add, and those that are no longer there.
    Addresses {
        #[command(flatten)]
        content: Content,
        /// Give up addresses that are no longer there: links to them will lead nowhere. Without an address, all of them.
        #[arg(long, value_name = "ADDRESS", num_args = 0..)]
        accept: Option<Vec<String>>,
    },
    /// The steps that Trunk runs before and after it compiles the app.
    #[command(hide = true)]
    Hook {
        #[command(subcommand)]
        hook: Hook,
    },
}

#[derive(Args)]
struct BuildArgs {
    #[command(flatten)]
    content: Content,
    /// The folder with the compiled app. `cargo xtask build` puts it in `target/app`.
    #[arg(long, value_name = "FOLDER")]
    app: Option<PathBuf>,
    /// Make only the site's data and pictures, without web pages. This needs no app.
    #[arg(long, conflicts_with = "app")]
    data_only: bool,
    /// The folder for the finished site. It replaces the site of the last build; all other files in there stay. Without
    /// this option it is `target/site`; for what is not for the public it is `target/drafts` (with `--drafts`),
    /// `target/preview` (with `--date` or `--future`) or `target/data` (with `--data-only`).
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Include drafts, in a site that is marked as one and only for you.
    #[arg(long)]
    drafts: bool,
    /// Make the site of another day, such as `2027-01-31`: what is dated later is left out.
    #[arg(long, value_name = "DAY")]
    date: Option<Day>,
    /// Include everything that is dated later than today.
    #[arg(long, conflicts_with = "date")]
    future: bool,
    /// Make no compressed copies of the files (`.br` and `.gz`). GitHub Pages, Netlify and Cloudflare Pages don't need them:
    /// they compress what they send.
    #[arg(long)]
    uncompressed: bool,
    /// Keep results in this folder, so that the next build is done sooner. You can delete the folder at any time.
    #[arg(long, value_name = "FOLDER")]
    cache: Option<PathBuf>,
}

#[derive(Args)]
struct Content {
    /// The folder with your `site.toml`, `essays`, `pages` and `images`.
    #[arg(long, value_name = "FOLDER", default_value = hook::CONTENT)]
    content: PathBuf,
}

fn main() -> ExitCode {
    report::keep_words_whole();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let command = std::env::args().nth(1);
            let Some((message, help)) = usage::explained(&error, command.as_deref()) else { error.exit() };
            report::print_error(CommandError::Usage { message, help });
            return ExitCode::from(NOT_UNDERSTOOD);
        }
    };
    match run(cli.command) {
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
        Command::Build(arguments) => build_as_told(&arguments)?,
        Command::Addresses { content: Content { content }, accept: None } => addresses::list(&content)?,
        Command::Addresses { content: Content { content }, accept: Some(named) } => {
            addresses::accept(&content, &named)?;
        }
        Command::Hook { hook } => hook::run(hook)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn build_as_told(arguments: &BuildArgs) -> Result<(), CommandError> {
    let BuildArgs { content: Content { content }, app, data_only, out, drafts, date, future, uncompressed, cache } =
        arguments;
    let app = match app {
        Some(folder) => Some(App::read(folder)?),
        None if *data_only => None,
        None => return Err(CommandError::no_app(Path::new(hook::APP))),
    };
    let edition = Edition {
        drafts: if *drafts { Drafts::Include } else { Drafts::Exclude },
        day: date.unwrap_or(if *future { Day::Any } else { Day::Today }),
        ..Edition::RELEASE
    };
    let usual = match edition {
        Edition { drafts: Drafts::Include, .. } => DRAFTS_OUT,
        Edition { day: Day::On(_) | Day::Any, .. } => PREVIEW_OUT,
        _ if *data_only => DATA_OUT,
        _ => OUT,
    };
    let out = out.as_deref().unwrap_or(Path::new(usual));
    let copies = if *uncompressed { Copies::None } else { Copies::Made };
    let mode = BuildMode::RELEASE.with(copies);
    build(content, app.as_ref().map(|app| (app, mode)), out, edition, cache.as_deref())?;
    Ok(())
}

/// Builds the site, or only its data without an app. Prints the warnings, one line about what was written, and what is
/// still to come. Records the addresses of a whole site for the public.
fn build(
    content: &Path,
    app: Option<(&App, BuildMode)>,
    out: &Path,
    edition: Edition,
    cache: Option<&Path>,
) -> Result<(), BuildError> {
    let start = Instant::now();
    let built = match app {
        Some((app, mode)) => catchword_press::build_site_with(content, app, mode, out, edition, cache)?,
        None => catchword_press::build(content, out, edition)?,
    };
    let BuildSummary { essays, pages, lists, files, warnings, unknown, coming, addresses, .. } = built;
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
    report::print_coming(&coming);
    if edition == Edition::RELEASE && app.is_some_and(|(_, mode)| mode.is_release()) {
        addresses::record(content, &addresses);
    }
    Ok(())
}
