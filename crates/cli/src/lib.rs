//! The author's command line, `catchword`, as a library: a crate with views of its own makes its own command of it.

#[macro_use]
mod say;

mod addresses;
mod app;
mod check;
mod compact;
mod completions;
mod exit;
mod group;
#[cfg(test)]
mod guide;
mod hook;
mod init;
mod interrupt;
mod json;
mod man;
mod new;
mod open;
mod parts;
mod publish;
mod report;
mod serve;
mod shell;
mod site_folder;
mod theme;
mod usage;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use catchword_app::prerender::Prerender;
use catchword_app::views::Views;
use catchword_press::{App, BuildError, BuildMode, BuildSummary, Copies, Day, Drafts, Edition};
use clap::{Args, Parser, Subcommand};

use check::CheckOptions;
use completions::CompletionsOptions;
use hook::Hook;
use init::InitOptions;
use man::ManOptions;
use new::NewOptions;
use publish::PublishOptions;
use report::CommandError;
use serve::ServeArgs;
use site_folder::{Content, Made};
use theme::ThemeCommand;

/// The files of an app, by their paths below its folder.
pub type AppFiles = &'static [(&'static str, &'static [u8])];

/// What the program has inside.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Program {
    /// The app that turns the pages in readers' browsers; empty if the program was made without one.
    pub(crate) app: AppFiles,
    /// The views with which pages are prerendered.
    pub(crate) views: Prerender,
}

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
    #[command(after_help = "Examples:\n  catchword build\n  catchword build --drafts")]
    Build(BuildArgs),
    /// Show the website on this computer while you write: what you save is seen at once.
    #[command(after_help = "Examples:\n  catchword serve\n  catchword serve --port 8000")]
    Serve(ServeArgs),
    /// Make the website, and put it on the place that `[publish]` in `site.toml` names. First it says what would change there.
    #[command(after_help = "Examples:\n  catchword publish\n  catchword publish --yes")]
    Publish(PublishOptions),
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
    /// For developers: begin a crate with which the pages get other markup.
    #[command(after_help = "Example:\n  catchword theme new my-look --source ../catchword")]
    Theme {
        #[command(subcommand)]
        command: ThemeCommand,
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
    /// The folder with the compiled app, if not the one in this program.
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
    /// Make no compressed copies of the files (`.br` and `.gz`). GitHub Pages, Netlify and Cloudflare Pages don't need them:
    /// they compress what they send. Where `[publish]` in `site.toml` names such a host, there are none anyway.
    #[arg(long)]
    uncompressed: bool,
    /// Keep results in this folder, so that the next build is done sooner. You can delete the folder at any time. Without this
    /// option and without `--out` it is `.catchword/cache`, beside `site.toml`.
    #[arg(long, value_name = "FOLDER")]
    cache: Option<PathBuf>,
}

/// Runs the command that the program's arguments are, with these views, and with the app that was built with them. The list of
/// its files is `app_files.rs`, which the build script writes.
pub fn run<V: Views>(app: AppFiles) -> ExitCode {
    let program = Program { app, views: Prerender::of::<V>() };
    report::keep_words_whole();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let command = usage::words().next();
            let Some((message, help)) = usage::explained(&error, command.as_deref()) else { error.exit() };
            return failed(CommandError::Usage { message, help });
        }
    };
    run_command(cli.command, program).unwrap_or_else(failed)
}

fn failed(error: CommandError) -> ExitCode {
    let status = exit::status_of(&error);
    report::print_error(error);
    ExitCode::from(status)
}

fn run_command(command: Command, program: Program) -> Result<ExitCode, CommandError> {
    match command {
        Command::Init(options) => init::run(&options)?,
        Command::New(options) => new::run(&options)?,
        Command::Check(options) => return check::run(&options),
        Command::Build(arguments) => build_as_told(&arguments, program)?,
        Command::Serve(arguments) => {
            let site = arguments.content.find()?;
            serve::run(&site.content, app::load(arguments.app.as_deref(), program)?, &arguments)?;
        }
        Command::Publish(options) => publish::run(&options, program)?,
        Command::Addresses { content, accept: None } => addresses::list(&content.find()?.content)?,
        Command::Addresses { content, accept: Some(named) } => addresses::accept(&content.find()?.content, &named)?,
        Command::Completions(options) => completions::run(&options)?,
        Command::Man(options) => man::run(&options)?,
        Command::Theme { command: ThemeCommand::New(options) } => theme::new(&options)?,
        Command::Hook { hook } => hook::run(hook, program)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn build_as_told(arguments: &BuildArgs, program: Program) -> Result<(), CommandError> {
    let BuildArgs { content, app, data_only, out, drafts, date, future, uncompressed, cache } = arguments;
    let site = content.find()?;
    let load = || app::load(app.as_deref(), program).map_err(CommandError::or_data_only);
    let app = if *data_only { None } else { Some(load()?) };
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
    // In a folder that the author names, another build may have to be made from nothing.
    let cache = cache.clone().or_else(|| site.cache().filter(|_| out.is_none()));
    let out = out.clone().unwrap_or_else(|| site.out(made));
    let copies = if *uncompressed { Copies::None } else { Copies::WhereUsed };
    let mode = BuildMode::RELEASE.with(copies);
    interrupt::stop_cleanly();
    let pages = match &app {
        Some(app) => Pages::Whole(app, mode),
        None => Pages::None(&program.views),
    };
    build(&site.content, pages, &out, edition, cache.as_deref())?;
    Ok(())
}

/// Whether a build makes web pages.
#[derive(Clone, Copy)]
enum Pages<'a> {
    /// It does, with this app.
    Whole(&'a App, BuildMode),
    /// Only the site's data. The frame around every page is part of it.
    None(&'a Prerender),
}

/// Builds the site, or only its data without an app. Prints the warnings, one line about what was written, and what is
/// still to come. Records the addresses of a whole site for the public.
fn build(
    content: &Path,
    wanted: Pages<'_>,
    out: &Path,
    edition: Edition,
    cache: Option<&Path>,
) -> Result<BuildSummary, BuildError> {
    let start = Instant::now();
    let built = match wanted {
        Pages::Whole(app, mode) => catchword_press::build_site_with(content, app, mode, out, edition, cache)?,
        Pages::None(views) => catchword_press::build_with_views(content, views, out, edition)?,
    };
    let BuildSummary { essays, pages, lists, files, warnings, unknown, coming, addresses, .. } = &built;
    let elapsed = start.elapsed();
    report::print_first(warnings);
    report::print_unknown(out, unknown);
    say!(
        "Wrote {}, {}, {} and {} to {} in {} ms, with {}",
        report::counted(*essays, "essay"),
        report::counted(*pages, "page"),
        report::counted(*lists, "list"),
        report::counted(*files, "file"),
        out.display(),
        elapsed.as_millis(),
        report::counted(warnings.len(), "warning"),
    );
    report::print_coming(coming);
    if edition == Edition::RELEASE && matches!(wanted, Pages::Whole(_, mode) if mode.is_release()) {
        addresses::record(content, addresses);
    }
    Ok(built)
}
