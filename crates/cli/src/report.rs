//! Prints errors and warnings for the author.

use std::io::Write;
use std::path::{Path, PathBuf};

use catchword_press::{AppError, BuildError, Coming, MANIFEST, NewTextError, Problem, Severity, WriteError, shown};
use catchword_publish::PublishError;
use miette::{Diagnostic, MietteHandlerOpts, Report};
use textwrap::{WordSeparator, WordSplitter};

use crate::group::{Part, grouped};

/// The number of warnings that a build prints. An old blog can have thousands.
const MAX_WARNINGS: usize = 20;

/// A place to publish to, as the author would write it.
const HOW_TO_PUBLISH: &str =
    "write these lines under the line `[publish]` in it, with the address of your repository. If it has no such line, \
write that first, at the end:

[publish]
to = \"git\"
repository = \"git@github.com:me/blog.git\"

The site can also go to a server (\"rsync\", \"sftp\"), to \"netlify\" or to \"s3\"";

/// Why a command failed.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub(crate) enum CommandError {
    /// The press failed: the content has errors, or a file could not be read or written.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Press(#[from] BuildError),
    /// The compiled app could not be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    App(#[from] AppError),
    /// A site has pages only with an app.
    #[error("there is no app to make web pages with")]
    #[diagnostic(help("{help}"))]
    NoApp {
        /// What to do.
        help: String,
    },
    /// The command can't be understood.
    #[error("{message}")]
    #[diagnostic(help("{help}"))]
    Usage {
        /// What is wrong.
        message: String,
        /// What to write instead.
        help: String,
    },
    /// The list of addresses could not be written.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Write(#[from] WriteError),
    /// There is no site where the author is.
    #[error("there is no site here: no `site.toml` is in this folder, nor in one above it")]
    #[diagnostic(help(
        "go to the folder of your site first, such as `cd my-blog`; or make a new site with `catchword init my-blog`"
    ))]
    NoSite,
    /// Nobody can say where the author is.
    #[error("the folder that you are in can't be found")]
    #[diagnostic(help("go to the folder of your site, such as `cd my-blog`, and run the command again"))]
    NoFolder(#[source] std::io::Error),
    /// There is no new site.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Init(#[from] crate::init::InitError),
    /// There are no new views.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Theme(#[from] crate::theme::ThemeError),
    /// Views lack a part that the app needs.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Parts(#[from] crate::parts::PartsError),
    /// There is no new text.
    #[error(transparent)]
    #[diagnostic(transparent)]
    New(#[from] NewTextError),
    /// A file could not be opened.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Open(#[from] crate::open::OpenError),
    /// The manual could not be written.
    #[error("failed to write the manual into `{}`", shown(.out))]
    #[diagnostic(help("after `--out`, name a folder in which you may write"))]
    Man {
        /// The folder.
        out: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// An author wants to give up an address that is not lost.
    #[error("`{0}` is not one of the addresses that are no longer there")]
    #[diagnostic(help(
        "`catchword addresses` lists these at its end: write one as it stands there. An address that a page still has stays"
    ))]
    NotLost(String),
    /// The site can't be served.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Serve(#[from] crate::serve::ServeError),
    /// `site.toml` does not say where the site is published.
    #[error("`{}` does not say where the site should be published", .0.display())]
    #[diagnostic(help("{HOW_TO_PUBLISH}"))]
    NoDestination(std::path::PathBuf),
    /// The author has not written the site's own address yet.
    #[error("the address of the site is still an example: `{0}`")]
    #[diagnostic(help(
        "write after `url` in `site.toml` the address at which readers will find the site, such as `https://my-name.github.io/`. \
         Feeds and search engines keep it, so nothing is published before it is right"
    ))]
    ExampleAddress(String),
    /// Nobody can be asked, and the author has not agreed beforehand.
    #[error("nothing was published: there is nobody here to ask")]
    #[diagnostic(help("add `--yes` to the command, to publish without a question"))]
    NotAsked,
    /// The site could not be published.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Publish(#[from] PublishError),
    /// A hook failed.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Hook(#[from] crate::hook::HookError),
    /// The report could not be printed.
    #[error("failed to print the report")]
    Print(#[source] std::io::Error),
}

impl CommandError {
    /// The app is missing. `folder` is where a release of the project leaves it.
    pub(crate) fn no_app(folder: &Path) -> CommandError {
        CommandError::NoApp { help: how_to_get_the_app(folder) }
    }

    /// The app is missing in a program with other views.
    pub(crate) fn no_app_for_views() -> CommandError {
        let help = "the app turns the pages in the readers' browsers, and this program was made without one. Run `cargo xtask \
                    theme` in the folder of your views: it makes the app, and a program with the app inside";
        CommandError::NoApp { help: help.to_owned() }
    }

    /// The same for a command that can do without it.
    pub(crate) fn or_data_only(self) -> CommandError {
        match self {
            CommandError::NoApp { help } => CommandError::NoApp {
                help: format!("{help}. For the site's data alone, without web pages, add `--data-only`"),
            },
            other => other,
        }
    }
}

fn how_to_get_the_app(folder: &Path) -> String {
    format!(
        "the app turns the pages in the readers' browsers, and this program was made without one. It must be made once: in the \
         folder of the project, run `cargo xtask build`, which leaves the app in `{}`. Then run the command there again, or add \
         `--app` and the app's folder to it",
        folder.display()
    )
}

/// Lets lines of reports be wrapped at spaces only. Otherwise an address or a slug would be broken at a hyphen, and could not
/// be copied from the hint.
pub(crate) fn keep_words_whole() {
    let hook = miette::set_hook(Box::new(|_| {
        let options = MietteHandlerOpts::new().break_words(false);
        let options = options.word_separator(WordSeparator::AsciiSpace).word_splitter(WordSplitter::NoHyphenation);
        Box::new(options.build())
    }));
    debug_assert!(hook.is_ok(), "something else has set how reports look");
}

/// Prints why a command failed.
pub(crate) fn print_error(error: CommandError) {
    match error {
        CommandError::Press(BuildError::Problems(problems)) => {
            print_all(&problems);
            print_count(&problems);
        }
        CommandError::New(NewTextError::Settings(problems)) => {
            print_all(&problems);
            print_count(&problems);
        }
        error => tell!("{:?}", Report::new(error)),
    }
}

/// Prints bytes that are for another program, which may take only the first of them.
pub(crate) fn print_bytes(bytes: &[u8]) -> Result<(), CommandError> {
    match std::io::stdout().lock().write_all(bytes) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(CommandError::Print(error)),
        _ => Ok(()),
    }
}

/// Prints why a site could not be made, and keeps the reason.
pub(crate) fn print_failure(failure: &BuildError) {
    match failure {
        BuildError::Problems(problems) => {
            print_all(problems);
            print_count(problems);
        }
        failure => match failure.help() {
            Some(help) => tell!("{:?}", miette::miette!(help = help.to_string(), "{failure}")),
            None => tell!("{:?}", miette::miette!("{failure}")),
        },
    }
}

/// Prints the first [`MAX_WARNINGS`] warnings that are not repeated, each with its file and line.
pub(crate) fn print_first(warnings: &[Problem]) {
    let parts = grouped(warnings, &catchword_press::positions(warnings));
    parts.iter().take(MAX_WARNINGS).for_each(print_part);
    if parts.len() > MAX_WARNINGS {
        tell!("… and more. To see all {}, run `catchword check`.", counted(warnings.len(), "warning"));
    }
}

/// Prints the files that may be left from the last site, if the list of its files is missing.
pub(crate) fn print_unknown(out: &Path, unknown: &[String]) {
    if unknown.is_empty() {
        return;
    }
    let (count, out) = (counted(unknown.len(), "file"), out.display());
    tell!(
        "`{out}` has {count} that this build did not make, and no list of what the last build made (`{MANIFEST}`): that list \
         was deleted, or an older version of Catchword made the site. So these may be old pages that are still online, or \
         files of your own. Nothing was done to them. Delete those that you don't need:"
    );
    for path in unknown.iter().take(MAX_WARNINGS) {
        tell!("  {path}");
    }
    if unknown.len() > MAX_WARNINGS {
        tell!("  … and {} more", unknown.len() - MAX_WARNINGS);
    }
}

/// Prints what is published on a later day.
pub(crate) fn print_coming(coming: &[Coming]) {
    if coming.is_empty() {
        return;
    }
    say!("Not published yet, because of the date:");
    for Coming { date, title, path } in coming {
        say!("  {date}  {title} ({path})");
    }
    say!("Build and publish the site again on that day: it does not change by itself.");
}

/// Prints the last line of a report: how many errors and warnings there are.
pub(crate) fn print_count(problems: &[Problem]) {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = problems.len() - errors;
    tell!("{}, {}", counted(errors, "error"), counted(warnings, "warning"));
}

/// Prints that there are no mistakes.
pub(crate) fn print_all_well(essays: usize, pages: usize, drafts: usize) {
    let drafts = if drafts == 0 { String::new() } else { format!(", and {}", counted(drafts, "draft")) };
    let joined = if drafts.is_empty() { " and " } else { ", " };
    say!("{}{joined}{}{drafts}: everything is well.", counted(essays, "essay"), counted(pages, "page"));
}

/// A number with its noun, such as `1 essay` or `2 essays`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    counted_as(count, noun, &format!("{noun}s"))
}

/// The same for a noun with another plural.
pub(crate) fn counted_as(count: usize, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}

/// Prints a few problems of each kind, each with its file and line, and how many more there are.
pub(crate) fn print_all(problems: &[Problem]) {
    let parts = grouped(problems, &catchword_press::positions(problems));
    parts.iter().for_each(print_part);
    if parts.iter().any(|part| matches!(part, Part::More(_))) {
        tell!("To see every mistake, run `catchword check --all`.");
    }
}

/// Prints every problem.
pub(crate) fn print_each(problems: &[Problem]) {
    problems.iter().for_each(|problem| print_part(&Part::Whole(problem)));
}

fn print_part(part: &Part<'_>) {
    match part {
        Part::Whole(problem) => tell!("{:?}", Report::new((*problem).clone())),
        Part::More(sentence) => tell!("  {sentence}\n"),
    }
}
