//! `catchword init`: a new site in a new folder.
//!
//! 1. Look at the folder: it must be empty, and not be inside of a site (`folder.rs`).
//! 2. Ask what is not an option of the command (`questions.rs`).
//! 3. Make the text of every file (`files.rs`, `host.rs`).
//! 4. Write them, all or none (`write.rs`). Before this step nothing is written.

pub(crate) mod files;
pub(crate) mod folder;
mod host;
mod questions;
pub(crate) mod write;

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use catchword_press::shown;
use clap::Args;
use miette::Diagnostic;

use crate::shell::quoted;
use host::Host;
use questions::{Answers, Given};

#[derive(Args)]
pub(crate) struct InitOptions {
    /// The folder for the site. It is made if it is not there yet; otherwise it must be empty.
    folder: PathBuf,
    /// Ask nothing: what is not an option here gets its usual answer.
    #[arg(long, short)]
    yes: bool,
    /// The name of the site.
    #[arg(long, value_name = "WORDS")]
    title: Option<String>,
    /// Your name, as readers see it.
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// The address at which readers will find the site, such as `https://example.org/`.
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
    /// The language in which you write, such as `en` or `de`.
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// Where you will publish the site.
    #[arg(long, value_name = "HOST")]
    to: Option<Host>,
}

/// Why there is no new site. Nothing of one was left.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub(crate) enum InitError {
    /// There are files in the folder.
    #[error("the folder `{}` is not empty: it has {found}", folder::named(.folder))]
    #[diagnostic(help(
        "name a new folder, such as `catchword init {new}`; essays that you have already go into the folder `essays` there"
    ))]
    NotEmpty { folder: PathBuf, found: String, new: String },
    /// There is a site in the folder.
    #[error("there is already a site in the folder `{}`", folder::named(.folder))]
    #[diagnostic(help(
        "to write an essay for it, go to that folder and run `catchword new \"A title\"`; for another site, name a new \
         folder, such as `catchword init {new}`"
    ))]
    HasSite { folder: PathBuf, new: String },
    /// The folder would be a part of another site.
    #[error("the folder `{}` would be inside of the site in `{}`", folder::named(.folder), shown(.site))]
    #[diagnostic(help(
        "for a site of its own, go to another folder first, which is not in `{}`; to write an essay for that site, run `catchword \
         new \"A title\"`",
        shown(.site)
    ))]
    InSite { folder: PathBuf, site: PathBuf },
    /// There is a file of that name.
    #[error("`{}` is a file, and not a folder", shown(.0))]
    #[diagnostic(help("name a new folder for the site, such as `catchword init my-blog`"))]
    NotAFolder(PathBuf),
    /// An option has an answer that can't be used.
    #[error("`{answer}` can't stand after `{option}`")]
    #[diagnostic(help("{why}"))]
    Answer { option: &'static str, answer: String, why: String },
    /// The author has ended the questions.
    #[error("the questions were not answered, and so there is no new site")]
    #[diagnostic(help("run the command again, or add `--yes` to be asked nothing"))]
    NoAnswer,
    /// An answer could not be read.
    #[error("failed to read an answer")]
    #[diagnostic(help("run the command with `--yes`, and change the settings in `site.toml` afterwards"))]
    Read { source: io::Error },
    /// A file or folder could not be made.
    #[error("failed to {operation} `{}`", shown(.path))]
    #[diagnostic(help(
        "look whether you may write there, and whether the disk is full. What was already written has been removed"
    ))]
    Io { operation: &'static str, path: PathBuf, source: io::Error },
}

/// Makes a site.
pub(crate) fn run(options: &InitOptions) -> Result<(), InitError> {
    let InitOptions { folder, yes, title, author, url, language, to } = options;
    folder::refuse_used(folder)?;
    folder::refuse_inside(folder)?;
    let given = Given::of(title.as_deref(), author.as_deref(), url.as_deref(), language.as_deref(), *to)?;
    let usual = Answers::usual(folder);
    let answers = if *yes {
        given.or(usual)
    } else if io::stdin().is_terminal() {
        questions::ask(given, &usual, &mut io::stdin().lock(), &mut io::stderr())?
    } else {
        let answers = given.or(usual);
        tell!("Nobody can answer questions here, so the site gets the usual settings:\n{answers}");
        answers
    };
    let files = files::all(&answers);
    write::all(folder, &files)?;
    say!("Your site is in the folder `{}`. It has these files:", folder::named(folder));
    for (path, _) in &files {
        say!("  {path}");
    }
    print_notes(&answers);
    say!("What to do next:");
    if folder.as_os_str() != "." {
        let name = shown(folder);
        // `cd` would take it for an option.
        let name = if name.starts_with('-') { format!("./{name}") } else { name };
        say!("  cd {}", quoted(&name));
    }
    say!("  catchword serve");
    say!("  catchword new \"The title of your next essay\"");
    Ok(())
}

/// Prints what the answers leave to do.
fn print_notes(answers: &Answers) {
    if answers.url == questions::URL {
        say!(
            "Its address is not right yet: before you publish, write your own instead of `{}` in `site.toml`.",
            questions::URL
        );
    }
    if !catchword_press::has_words(&answers.language) {
        say!(
            "The words around your texts, such as “Search” and “Next”, are in English, because Catchword does not have them in \
             the language `{}` yet.",
            answers.language
        );
    }
    if let Some(note) = answers.host.note() {
        say!("{note}");
    }
}
