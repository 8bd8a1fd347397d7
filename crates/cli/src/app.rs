//! The app that turns the pages in readers' browsers: the one in this program, or one in a folder.

use std::path::Path;

use catchword_press::App;

use crate::hook;
use crate::report::CommandError;

include!(concat!(env!("OUT_DIR"), "/app_files.rs"));

/// The app in a folder; without one, that of this program. A program that was built without an app, as in the project's own
/// folder, takes the one that the last release build left there.
///
/// # Errors
/// When there is none, or it belongs to another version.
pub(crate) fn load(folder: Option<&Path>) -> Result<App, CommandError> {
    let built = Path::new(hook::APP);
    match folder {
        Some(folder) => Ok(App::read(folder)?.of_this_press(folder)?),
        None if !FILES.is_empty() => {
            let files = FILES.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
            Ok(App::of(Path::new("catchword"), files)?.of_this_press(Path::new("catchword"))?)
        }
        None if built.is_dir() => Ok(App::read(built)?.of_this_press(built)?),
        None => Err(CommandError::no_app(built)),
    }
}
