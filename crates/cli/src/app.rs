//! The app that turns the pages in readers' browsers: the one in this program, or one in a folder.

use std::path::Path;

use catchword_press::App;

use crate::report::CommandError;
use crate::{Program, hook};

/// The app in a folder; without one, that of this program. A program that was built without an app, as in the project's own
/// folder, takes the one that the last release build left there, unless it has other views.
///
/// # Errors
/// When there is none, or it belongs to another version.
pub(crate) fn load(folder: Option<&Path>, program: Program) -> Result<App, CommandError> {
    let Program { app, views } = program;
    let built = Path::new(hook::APP);
    let read = |folder: &Path| App::read(folder)?.with_views(views).of_this_press(folder);
    match folder {
        Some(folder) => Ok(read(folder)?),
        None if !app.is_empty() => {
            let inside = Path::new("catchword");
            let files = app.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
            Ok(App::of(inside, files)?.with_views(views).of_this_press(inside)?)
        }
        None if !views.stamp.is_empty() => Err(CommandError::no_app_for_views()),
        None if built.is_dir() => Ok(read(built)?),
        None => Err(CommandError::no_app(built)),
    }
}
