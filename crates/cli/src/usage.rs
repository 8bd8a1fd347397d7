//! What is wrong with a command that can't be understood, in plain words.

use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The commands of authors.
const COMMANDS: [&str; 4] = ["check", "build", "publish", "addresses"];

/// A sentence that says what is wrong, and what to write instead. `None` for what is no mistake, such as `--help`.
pub(crate) fn explained(error: &clap::Error, command: Option<&str>) -> Option<(String, String)> {
    let command = command.filter(|command| COMMANDS.contains(command));
    let about = match command {
        Some(command) => format!("`catchword {command} --help` lists what this command understands"),
        None => "the commands are `catchword check`, `catchword build`, `catchword publish` and `catchword addresses`; `catchword \
                 --help` explains them"
            .to_owned(),
    };
    let text = |kind: ContextKind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => texts.first().cloned(),
        _ => None,
    };
    let named = |text: String| text.split(' ').next().unwrap_or_default().to_owned();
    let given = text(ContextKind::InvalidArg).map(named).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::UnknownArgument if given.starts_with('-') => {
            let help = match text(ContextKind::SuggestedArg).map(named) {
                Some(meant) => format!("did you mean `{meant}`? {}", capital(&about)),
                None => about,
            };
            (format!("there is no option `{given}`"), help)
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
        ErrorKind::InvalidValue | ErrorKind::NoEquals
            if text(ContextKind::InvalidValue).is_none_or(|value| value.is_empty()) =>
        {
            let example = match &*given {
                "--content" => "--content content",
                "--out" => "--out target/site",
                "--date" => "--date 2027-01-31",
                _ => "--app target/app",
            };
            (format!("nothing stands after `{given}`"), format!("write, for example, `{example}`"))
        }
        ErrorKind::ValueValidation | ErrorKind::InvalidValue => {
            let value = text(ContextKind::InvalidValue).unwrap_or_default();
            let source = std::error::Error::source(error).map_or(about, ToString::to_string);
            (format!("`{value}` can't stand after `{given}`"), source)
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

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
