//! With which status a command ends, for programs that run it.

use catchword_press::{AppError, BuildError, NewTextError, ReadError, WriteError};
use catchword_publish::PublishError;

use crate::hook::HookError;
use crate::init::InitError;
use crate::report::CommandError;
use crate::serve::ServeError;
use crate::theme::ThemeError;

/// There are mistakes in the texts or the settings.
pub(crate) const MISTAKES: u8 = 1;
/// The command can't be understood, or names something that is not there or not possible.
pub(crate) const USAGE: u8 = 2;
/// The disk, the network or another program failed.
pub(crate) const OUTSIDE: u8 = 3;
/// The author has stopped the command, by Ctrl-C for example.
pub(crate) const STOPPED: u8 = 130;

/// The status for a command that failed.
pub(crate) fn status_of(error: &CommandError) -> u8 {
    match error {
        CommandError::Press(error) => of_build(error),
        CommandError::App(AppError::Io { .. } | AppError::Shell { .. }) => OUTSIDE,
        CommandError::App(AppError::OtherVersion { .. } | AppError::OtherViews { .. }) => USAGE,
        CommandError::NoApp { .. } | CommandError::NoSite | CommandError::Usage { .. } | CommandError::NotLost(_) => {
            USAGE
        }
        CommandError::NoDestination(_) | CommandError::ExampleAddress(_) => MISTAKES,
        CommandError::NotAsked => USAGE,
        CommandError::Publish(error) => of_publish(error),
        CommandError::Serve(ServeError::NoPort { .. }) => USAGE,
        CommandError::Serve(ServeError::Listen(_)) => OUTSIDE,
        CommandError::Write(error) => of_write(error),
        CommandError::New(error) => of_new(error),
        CommandError::Init(error) => of_init(error),
        CommandError::Theme(ThemeError::Read { .. }) => OUTSIDE,
        CommandError::Theme(ThemeError::Write(error)) => of_init(error),
        CommandError::Theme(_) => USAGE,
        CommandError::Parts(_) => MISTAKES,
        CommandError::Hook(error) => match error {
            HookError::NotAnImport { .. } => MISTAKES,
            HookError::BaseMismatch { .. } | HookError::NoStaging => USAGE,
            HookError::Io { .. } => OUTSIDE,
        },
        CommandError::Open(_) | CommandError::Print(_) | CommandError::Man { .. } | CommandError::NoFolder(_) => {
            OUTSIDE
        }
    }
}

fn of_init(error: &InitError) -> u8 {
    match error {
        InitError::Io { .. } | InitError::Read { .. } => OUTSIDE,
        InitError::NoAnswer => STOPPED,
        InitError::NotEmpty { .. }
        | InitError::HasSite { .. }
        | InitError::InSite { .. }
        | InitError::NotAFolder(_)
        | InitError::Answer { .. } => USAGE,
    }
}

fn of_publish(error: &PublishError) -> u8 {
    match error {
        PublishError::Preview(_) | PublishError::OddName(_) | PublishError::NoSecret { .. } => USAGE,
        _ => OUTSIDE,
    }
}

fn of_build(error: &BuildError) -> u8 {
    match error {
        BuildError::Problems(_) | BuildError::NothingToPublish { .. } => MISTAKES,
        BuildError::Read(error) => of_read(error),
        BuildError::Write(error) => of_write(error),
        BuildError::Index(_) => OUTSIDE,
    }
}

fn of_read(error: &ReadError) -> u8 {
    match error {
        ReadError::NoTexts { .. } => MISTAKES,
        ReadError::NoSite { .. } => USAGE,
        ReadError::Io { .. } => OUTSIDE,
    }
}

fn of_write(error: &WriteError) -> u8 {
    match error {
        WriteError::NotOurs(_)
        | WriteError::NotAFolder(_)
        | WriteError::IsContent(_)
        | WriteError::InContent { .. }
        | WriteError::HoldsContent { .. }
        | WriteError::IsPublic(_)
        | WriteError::InTheWay(_) => USAGE,
        WriteError::Stopped => STOPPED,
        WriteError::Io { .. } => OUTSIDE,
    }
}

fn of_new(error: &NewTextError) -> u8 {
    match error {
        NewTextError::Read(error) => of_read(error),
        NewTextError::Settings(_) => MISTAKES,
        NewTextError::Write(error) => of_write(error),
        NewTextError::NoTitle
        | NewTextError::NoSlug(_)
        | NewTextError::BadSlug { .. }
        | NewTextError::Taken { .. }
        | NewTextError::Reserved(_)
        | NewTextError::Exists { .. } => USAGE,
    }
}
