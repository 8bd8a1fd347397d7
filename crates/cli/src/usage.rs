//! What is wrong with a command that can't be understood, in plain words.

use std::path::Path;

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::Cli;
use crate::shell::quoted;

/// What each command that needs a word needs, and how it looks.
const NEEDED: [(&str, &str, &str); 4] = [
    ("init", "the name of the new folder", "catchword init my-blog"),
    ("new", "the title", "catchword new \"The long repair\""),
    ("completions", "the name of your shell", "catchword completions bash"),
    ("theme", "the name of the new folder", "catchword theme new my-look"),
];

/// The commands of authors.
fn commands() -> Vec<String> {
    let cli = Cli::command();
    cli.get_subcommands()
        .filter(|command| !command.is_hide_set())
        .map(|command| command.get_name().to_owned())
        .collect()
}

/// A sentence that says what is wrong, and what to write instead. `None` for what is no mistake, such as `--help`.
pub(crate) fn explained(error: &clap::Error, command: Option<&str>) -> Option<(String, String)> {
    let commands = commands();
    let command = command.filter(|command| commands.iter().any(|known| known == command));
    let about = match command {
        Some(command) => format!("`catchword {command} --help` lists what this command understands"),
        None => {
            let names: Vec<String> = commands.iter().map(|command| format!("`{command}`")).collect();
            format!("the commands are {}; `catchword --help` explains them", names.join(", "))
        }
    };
    let text = |kind: ContextKind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => texts.first().cloned(),
        _ => None,
    };
    let named = |text: String| text.split(' ').next().unwrap_or_default().to_owned();
    let given = text(ContextKind::InvalidArg).map(named).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::UnknownArgument if command == Some("new") && title_like_an_option().is_some() => {
            let title = title_like_an_option()?;
            let help = format!("write `--` before a title that begins with `-`: `catchword new -- {}`", quoted(&title));
            (format!("there is no option `{title}`"), help)
        }
        ErrorKind::UnknownArgument if command == Some("init") && folder_like_an_option(&given).is_some() => {
            let folder = folder_like_an_option(&given)?;
            let help = format!(
                "write `./` before the name of a folder that begins with `-`: `catchword init {}`",
                quoted(&format!("./{folder}"))
            );
            (format!("there is no option `{given}`"), help)
        }
        ErrorKind::UnknownArgument if given.starts_with('-') => {
            let help = match text(ContextKind::SuggestedArg).map(named) {
                Some(meant) => format!("did you mean `{meant}`? {}", capital(&about)),
                None => about,
            };
            (format!("there is no option `{given}`"), help)
        }
        ErrorKind::UnknownArgument if command == Some("init") => {
            let words: Vec<String> = words().skip(1).collect();
            let has_options = words.iter().any(|word| word.starts_with('-'));
            let name = if has_options { "My blog".to_owned() } else { words.join(" ") };
            let help = format!("a name with spaces stands in quotation marks: `catchword init {}`", quoted(&name));
            (format!("`{given}` belongs to no option"), help)
        }
        ErrorKind::MissingRequiredArgument => {
            let (_, what, example) = NEEDED.into_iter().find(|(needs, ..)| command == Some(needs))?;
            (format!("{what} is missing"), format!("write it after the command, such as `{example}`"))
        }
        ErrorKind::UnknownArgument => {
            let given = text(ContextKind::InvalidArg).unwrap_or_default();
            let command = command.unwrap_or("check");
            let is_file = Path::new(&given).extension().is_some() || Path::new(&given).is_file();
            let help = if is_file {
                format!("`catchword {command}` always takes the whole content folder: leave `{given}` out")
            } else {
                format!(
                    "to name the folder of your content, write `--content` before it: `catchword {command} --content {given}`"
                )
            };
            (format!("`{given}` belongs to no option"), help)
        }
        ErrorKind::InvalidSubcommand => {
            let given = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            let help = match text(ContextKind::SuggestedSubcommand) {
                Some(meant) => format!("did you mean `catchword {meant}`? {}", capital(&about)),
                None => about,
            };
            (format!("there is no command `{given}`"), help)
        }
        // A name without a letter, such as `init ""`.
        ErrorKind::InvalidValue
            if given.starts_with('<') && text(ContextKind::InvalidValue).is_none_or(|it| it.is_empty()) =>
        {
            let (_, what, example) = NEEDED.into_iter().find(|(needs, ..)| command == Some(needs))?;
            (format!("{what} is empty"), format!("write it after the command, such as `{example}`"))
        }
        ErrorKind::InvalidValue | ErrorKind::NoEquals
            if text(ContextKind::InvalidValue).is_none_or(|value| value.is_empty()) =>
        {
            let example = match &*given {
                "--content" => "--content my-blog",
                "--out" => "--out dist",
                "--date" => "--date 2027-01-31",
                "--title" => "--title \"My blog\"",
                "--author" => "--author \"Your name\"",
                "--url" => "--url https://example.org/",
                "--language" => "--language en",
                "--to" => "--to github",
                "--slug" => "--slug the-long-repair",
                "--port" => "--port 8000",
                "--cache" => "--cache .catchword/cache",
                "--source" => "--source ../catchword",
                _ => "--app target/app",
            };
            (format!("nothing stands after `{given}`"), format!("write, for example, `{example}`"))
        }
        ErrorKind::ValueValidation | ErrorKind::InvalidValue => {
            let value = text(ContextKind::InvalidValue).unwrap_or_default();
            let help = match error.get(ContextKind::ValidValue) {
                Some(ContextValue::Strings(values)) => {
                    let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
                    format!("one of these can stand there: {}", values.join(", "))
                }
                _ => std::error::Error::source(error).map_or(about, ToString::to_string),
            };
            (format!("`{value}` can't stand after `{}`", of_place(&given)), help)
        }
        ErrorKind::ArgumentConflict => {
            let other = text(ContextKind::PriorArg).map(named).unwrap_or_default();
            if other == given || other.is_empty() {
                (format!("`{given}` is there twice"), "leave one of the two out".to_owned())
            } else {
                (format!("`{given}` and `{other}` can't be together"), "leave one of the two out".to_owned())
            }
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            (format!("`{given}` has no value"), format!("write only `{given}`"))
        }
        ErrorKind::InvalidUtf8 => ("the command has characters that can't be read".to_owned(), about),
        _ => return None,
    })
}

/// What the author wrote after `catchword`.
pub(crate) fn words() -> impl Iterator<Item = String> {
    std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned())
}

/// A title that begins like an option.
fn title_like_an_option() -> Option<String> {
    words().skip(1).find(|word| word.starts_with('-') && word.contains(' '))
}

/// A folder whose name begins like the option `-b` that was not understood: `-blog`.
fn folder_like_an_option(given: &str) -> Option<String> {
    let is_letter = given.len() == 2 && !given.starts_with("--");
    words().skip(1).find(|word| is_letter && word.len() > 2 && word.starts_with(given))
}

/// What stands before a value that has no option: `<SHELL>` is the place for it.
fn of_place(given: &str) -> &str {
    if given.starts_with('<') { "catchword completions" } else { given }
}

pub(crate) fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
