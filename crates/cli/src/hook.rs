//! The steps that Trunk runs before and after it compiles the app (`Trunk.toml`, `[[hooks]]`).

use std::io;
use std::path::{Path, PathBuf};

use catchword_press::{App, BuildMode, Edition, MANIFEST, STAMP_FILE, stamp_of};
use clap::Subcommand;
use miette::Diagnostic;

use crate::compact::compact;
use crate::report::CommandError;
use crate::{Pages, Program, parts};

/// The content folder, if the author names no other.
pub(crate) const CONTENT: &str = "content";
/// The folder in which a release build keeps the app.
pub(crate) const APP: &str = "target/app";
/// If this variable is set, the hooks publish every text whatever its date, as `catchword build --future` does. So a test
/// of the site does not depend on the clock.
const FUTURE: &str = "CATCHWORD_FUTURE";
/// The stylesheet in the sources: a list of imports and nothing else.
const STYLE: &str = "style/main.css";
/// The stylesheet that Trunk reads: all imports joined into one short file, so that a browser makes one request.
const JOINED_STYLE: &str = "target/style.css";

/// One step of a build with Trunk.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum Hook {
    /// Check the content and join the stylesheet, before Trunk compiles.
    PreBuild,
    /// Replace what Trunk built, in its staging folder, with the whole site.
    PostBuild,
    /// Print the path of the site's address, for Trunk's `--public-url`.
    Base,
    /// Join the stylesheet, with other files at its end.
    Style {
        /// The other files.
        also: Vec<PathBuf>,
        /// The file that is written.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Check that the views of this program have what the app needs, and write into a built app that it has these views.
    Stamp {
        /// The app's folder.
        app: PathBuf,
    },
}

/// Why a hook failed.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub(crate) enum HookError {
    /// A file or folder could not be read, written, moved or removed.
    #[error("failed to {operation} `{}`", .path.display())]
    Io { operation: &'static str, path: PathBuf, source: io::Error },
    /// The main stylesheet has something other than imports.
    #[error("line {line} of `{}` is not an import: `{found}`", .path.display())]
    #[diagnostic(help(
        "this file may only list other stylesheets, such as `@import \"tokens.css\";`; put styles into one of those"
    ))]
    NotAnImport { path: PathBuf, line: usize, found: String },
    /// Trunk builds for another base path than the site's.
    #[error("the path of `url` in `content/site.toml` is `{site}`, but Trunk builds for `{trunk}`")]
    #[diagnostic(help("run Trunk with `--public-url {site}`, or change `url` in `content/site.toml`"))]
    BaseMismatch { site: String, trunk: String },
    /// The hook was not run by Trunk.
    #[error("the variable `TRUNK_STAGING_DIR` is not set")]
    #[diagnostic(help(
        "don't run this command yourself: Trunk runs it as its `post_build` hook, and sets the variable"
    ))]
    NoStaging,
}

/// Runs a hook.
pub(crate) fn run(hook: Hook, program: Program) -> Result<(), CommandError> {
    match hook {
        Hook::PreBuild => {
            join_stylesheet(Path::new(STYLE), &[], Path::new(JOINED_STYLE))?;
            let base = catchword_press::inspect(Path::new(CONTENT), edition())?.base;
            let trunk = std::env::var("TRUNK_PUBLIC_URL").unwrap_or_else(|_| base.clone());
            check_base(base, trunk)?;
        }
        Hook::PostBuild => {
            let staging = std::env::var_os("TRUNK_STAGING_DIR").ok_or(HookError::NoStaging)?;
            let profile = std::env::var("TRUNK_PROFILE").ok();
            build_staged_site(Path::new(&staging), profile.as_deref(), program)?;
        }
        Hook::Base => println!("{}", catchword_press::inspect(Path::new(CONTENT), edition())?.base),
        Hook::Style { also, out } => join_stylesheet(Path::new(STYLE), &also, &out)?,
        Hook::Stamp { app } => {
            parts::check(&program.views)?;
            write_stamp(&app, program)?;
        }
    }
    Ok(())
}

/// The site of today, unless [`FUTURE`] is set.
fn edition() -> Edition {
    if std::env::var_os(FUTURE).is_some() { Edition::ANY_DAY } else { Edition::RELEASE }
}

/// Checks that both base paths are the same: bundles have paths with the site's, the shell page has paths with Trunk's.
fn check_base(site: String, trunk: String) -> Result<(), HookError> {
    if site.trim_matches('/') == trunk.trim_matches('/') {
        Ok(())
    } else {
        Err(HookError::BaseMismatch { site, trunk })
    }
}

/// Joins the files that a stylesheet imports, in order, and others after them. Writes the result only if it has changed.
fn join_stylesheet(main: &Path, others: &[PathBuf], joined: &Path) -> Result<(), HookError> {
    let folder = main.parent().unwrap_or(Path::new(""));
    let path = main.to_owned();
    let not_an_import = |(line, found)| HookError::NotAnImport { path, line, found };
    let mut css = String::new();
    let main = read(main)?;
    let imported = imports(&main).map_err(not_an_import)?.into_iter().map(|file| folder.join(file));
    for file in imported.chain(others.iter().cloned()) {
        // Within a text, a byte order mark is a letter of the next name.
        css.push_str(read(&file)?.trim_start_matches('\u{feff}'));
        css.push('\n');
    }
    let css = compact(&css);
    if std::fs::read_to_string(joined).is_ok_and(|old| old == css) {
        return Ok(());
    }
    if let Some(parent) = joined.parent() {
        std::fs::create_dir_all(parent).map_err(io_error("create the folder", parent))?;
    }
    std::fs::write(joined, css).map_err(io_error("write", joined))
}

/// The files that a stylesheet imports. The error is the number and the text of the first line that is neither an
/// import nor a comment.
fn imports(css: &str) -> Result<Vec<&str>, (usize, String)> {
    let mut files = Vec::new();
    let mut in_comment = false;
    for (at, line) in css.lines().enumerate() {
        let line = line.trim();
        if in_comment || line.starts_with("/*") {
            in_comment = !line.ends_with("*/");
            continue;
        }
        if line.is_empty() {
            continue;
        }
        let file = line.strip_prefix("@import").map(str::trim_start).and_then(|rest| rest.strip_prefix('"'));
        match file.and_then(|rest| rest.strip_suffix("\";")) {
            Some(file) => files.push(file),
            None => return Err((at + 1, line.to_owned())),
        }
    }
    Ok(files)
}

/// Replaces the app in Trunk's staging folder with the whole site. In a release the app itself is moved to [`APP`], where
/// `catchword build --app` can use it for other content.
fn build_staged_site(staging: &Path, profile: Option<&str>, program: Program) -> Result<(), CommandError> {
    let app = App::read(staging)?.with_views(program.views);
    let mode = if profile == Some("release") { BuildMode::RELEASE } else { BuildMode::DEVELOPMENT };
    if mode.is_release() {
        let app_folder = Path::new(APP);
        remove(app_folder)?;
        if let Some(parent) = app_folder.parent() {
            std::fs::create_dir_all(parent).map_err(io_error("create the folder", parent))?;
        }
        std::fs::rename(staging, app_folder).map_err(io_error("move the app to", app_folder))?;
        write_stamp(app_folder, program)?;
    } else {
        remove(staging)?;
    }
    crate::build(Path::new(CONTENT), Pages::Whole(&app, mode), staging, edition(), None)?;
    // Trunk replaces the whole folder each time, so no later build needs the list. Nor does a host.
    let list = staging.join(MANIFEST);
    std::fs::remove_file(&list).map_err(io_error("remove", &list))?;
    Ok(())
}

/// Writes beside an app which sources and which views it was made from.
fn write_stamp(app: &Path, program: Program) -> Result<(), HookError> {
    let stamp = app.join(STAMP_FILE);
    std::fs::write(&stamp, stamp_of(&program.views)).map_err(io_error("write", &stamp))
}

fn remove(folder: &Path) -> Result<(), HookError> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io_error("remove", folder)(error)),
        _ => Ok(()),
    }
}

fn read(path: &Path) -> Result<String, HookError> {
    std::fs::read_to_string(path).map_err(io_error("read", path))
}

fn io_error(operation: &'static str, path: &Path) -> impl FnOnce(io::Error) -> HookError {
    let path = path.to_owned();
    move |source| HookError::Io { operation, path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_read_in_order() {
        let css =
            "/* Tokens first.\n   The rest after. */\n\n@import \"tokens.css\";\n@import \"base.css\";\r\n/* end */\n";
        assert_eq!(imports(css), Ok(vec!["tokens.css", "base.css"]));
        assert_eq!(imports("@import \"a.css\";\np { }\n"), Err((2, "p { }".to_owned())));
    }

    #[test]
    fn the_base_paths_of_site_and_trunk_must_be_the_same() {
        let same = |site: &str, trunk: &str| check_base(site.to_owned(), trunk.to_owned()).is_ok();
        assert!(same("/", "/") && same("/blog/", "/blog/") && same("/blog/", "/blog"));
        assert!(!same("/blog/", "/") && !same("/", "/blog/") && !same("/blog/", "/blogroll/"));
    }

    #[test]
    fn joins_imports_and_others_and_names_a_missing_file() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("main.css"), "@import \"a.css\";\n@import \"b.css\";\n").unwrap();
        std::fs::write(at("a.css"), "\u{feff}a {}\n").unwrap();
        let error = join_stylesheet(&at("main.css"), &[], &at("deep/out.css")).unwrap_err();
        assert_eq!(error.to_string(), format!("failed to read `{}`", at("b.css").display()));
        std::fs::write(at("b.css"), "b {}\n").unwrap();
        join_stylesheet(&at("main.css"), &[], &at("deep/out.css")).unwrap();
        assert_eq!(std::fs::read_to_string(at("deep/out.css")).unwrap(), "a{}b{}");
        join_stylesheet(&at("main.css"), &[at("a.css")], &at("deep/out.css")).unwrap();
        assert_eq!(std::fs::read_to_string(at("deep/out.css")).unwrap(), "a{}b{}a{}");
    }
}
