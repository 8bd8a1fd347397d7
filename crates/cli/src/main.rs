//! The author's command line, `catchword`.

mod addresses;
mod check;
mod compact;
mod completions;
mod exit;
mod group;
mod hook;
mod init;
mod interrupt;
mod json;
mod man;
mod new;
mod open;
mod report;
mod shell;
mod site_folder;
mod usage;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use catchword_press::{App, BuildError, BuildMode, BuildSummary, Day, Drafts, Edition};
use clap::{Args, Parser, Subcommand};

use check::CheckOptions;
use completions::CompletionsOptions;
use hook::Hook;
use init::InitOptions;
use man::ManOptions;
use new::NewOptions;
use report::CommandError;
use site_folder::{Content, Made};

/// Makes a website from a folder of essays.
#[derive(Parser)]
#[command(name = "catchword", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a new site in a new folder. It asks five questions.
    #[command(
        after_help = "Examples:\n  catchword init my-blog\n  catchword init my-blog --yes --title \"My blog\" --to github"
    )]
    Init(InitOptions),
    /// Begin an essay or a page: a file with a title, the day, and `draft = true`. It prints the path of the file.
    #[command(
        after_help = "Examples:\n  catchword new \"The long repair\"\n  catchword new \"About me\" --page --open"
    )]
    New(NewOptions),
    /// Look for mistakes in the essays, pages, drafts and settings. Without `--fix`, this writes no files.
    ///
    /// The exit status is 0 if there is no error, 1 if there is one (with `--strict`, also if there is a warning), 2 if the
    /// command can't be understood or there is no site, and 3 if a file can't be read.
    #[command(after_help = "Examples:\n  catchword check\n  catchword check --fix")]
    Check(CheckOptions),
    /// Make the website.
    #[command(
        after_help = "Examples:\n  catchword build --app target/app\n  catchword build --app target/app --drafts"
    )]
    Build(BuildArgs),
    /// List the addresses that are public, those that a build would add, and those that are no longer there.
    #[command(after_help = "Examples:\n  catchword addresses\n  catchword addresses --accept /essays/first-essay/")]
    Addresses {
        #[command(flatten)]
        content: Content,
        /// Give up addresses that are no longer there: links to them will lead nowhere. Without an address, all of them.
        #[arg(long, value_name = "ADDRESS", num_args = 0..)]
        accept: Option<Vec<String>>,
    },
    /// Print what your shell needs to complete commands when you press the Tab key.
    #[command(
        after_help = "Example, for bash:\n  catchword completions bash > ~/.local/share/bash-completion/completions/catchword"
    )]
    Completions(CompletionsOptions),
    /// Print the manual, for the program `man`.
    #[command(after_help = "Examples:\n  catchword man | man -l -\n  catchword man --out ~/.local/share/man/man1")]
    Man(ManOptions),
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
    /// this option it is `dist`, beside `site.toml`; for what is not for the public it is `drafts` (with `--drafts`),
    /// `preview` (with `--date` or `--future`) or `data` (with `--data-only`) in the folder `.catchword` there.
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
}

fn main() -> ExitCode {
    report::keep_words_whole();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let command = usage::words().next();
            let Some((message, help)) = usage::explained(&error, command.as_deref()) else { error.exit() };
            return failed(CommandError::Usage { message, help });
        }
    };
    run(cli.command).unwrap_or_else(failed)
}

fn failed(error: CommandError) -> ExitCode {
    let status = exit::status_of(&error);
    report::print_error(error);
    ExitCode::from(status)
}

fn run(command: Command) -> Result<ExitCode, CommandError> {
    match command {
        Command::Init(options) => init::run(&options)?,
        Command::New(options) => new::run(&options)?,
        Command::Check(options) => return check::run(&options),
        Command::Build(arguments) => build_as_told(&arguments)?,
        Command::Addresses { content, accept: None } => addresses::list(&content.find()?.content)?,
        Command::Addresses { content, accept: Some(named) } => addresses::accept(&content.find()?.content, &named)?,
        Command::Completions(options) => completions::run(&options)?,
        Command::Man(options) => man::run(&options)?,
        Command::Hook { hook } => hook::run(hook)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn build_as_told(arguments: &BuildArgs) -> Result<(), CommandError> {
    let BuildArgs { content, app, data_only, out, drafts, date, future } = arguments;
    let site = content.find()?;
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
    let made = match edition {
        Edition { drafts: Drafts::Include, .. } => Made::Drafts,
        Edition { day: Day::On(_) | Day::Any, .. } => Made::Preview,
        _ if *data_only => Made::Data,
        _ => Made::Public,
    };
    let out = out.clone().unwrap_or_else(|| site.out(made));
    interrupt::stop_cleanly();
    build(&site.content, app.as_ref().map(|app| (app, BuildMode::RELEASE)), &out, edition)?;
    Ok(())
}

/// Builds the site, or only its data without an app. Prints the warnings, one line about what was written, and what is
/// still to come. Records the addresses of a whole site for the public.
fn build(content: &Path, app: Option<(&App, BuildMode)>, out: &Path, edition: Edition) -> Result<(), BuildError> {
    let start = Instant::now();
    let built = match app {
        Some((app, mode)) => catchword_press::build_site(content, app, mode, out, edition)?,
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
    if edition == Edition::RELEASE && app.is_some_and(|(_, mode)| mode == BuildMode::RELEASE) {
        addresses::record(content, &addresses);
    }
    Ok(())
}
