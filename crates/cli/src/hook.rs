//! What Trunk calls: before it builds the app, and when its files are ready to be put in place.

use std::io;
use std::path::{Path, PathBuf};

use catchword_press::{App, BuildMode, Drafts};
use clap::Subcommand;
use miette::Diagnostic;

/// Where an author's content stands.
pub(crate) const CONTENT: &str = "content";
/// Where the app is kept as Trunk built it.
const APP: &str = "target/app";
/// The style sheet as its author wrote it: nothing but imports.
const STYLE: &str = "style/main.css";
/// The style sheet as Trunk takes it: one file, so that a visitor waits for one.
const JOINED_STYLE: &str = "target/style.css";

/// When Trunk calls.
#[derive(Debug, Clone, Copy, Subcommand)]
pub(crate) enum Stage {
    /// Before anything is built.
    PreBuild,
    /// When every file stands in the staging folder.
    PostBuild,
    /// Before Trunk is called at all: prints the path below which the site lies, for Trunk's `--public-url`.
    Base,
}

/// Why a hook could not do its work.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub(crate) enum HookError {
    /// The disk refused.
    #[error("failed to {operation} `{}`", .path.display())]
    Io { operation: &'static str, path: PathBuf, source: io::Error },
    /// The main style sheet holds more than imports.
    #[error("line {line} of `{}` is not an import: `{found}`", .path.display())]
    #[diagnostic(help("the file lists the others in order, each as `@import \"tokens.css\";`"))]
    NotAnImport { path: PathBuf, line: usize, found: String },
    /// Every address would be wrong in the one place or the other.
    #[error("the site lies below `{site}`, but Trunk builds for `{trunk}`")]
    #[diagnostic(help("call Trunk with `--public-url {site}`, or give `url` in `content/site.toml` another path"))]
    OtherBase { site: String, trunk: String },
    /// Trunk did not call.
    #[error("TRUNK_STAGING_DIR is not set")]
    #[diagnostic(help("Trunk sets it when it runs this as a `post_build` hook"))]
    NoStaging,
}

/// Does what Trunk wants done.
pub(crate) fn run(stage: Stage) -> Result<(), crate::report::Failed> {
    match stage {
        Stage::PreBuild => {
            join_style(Path::new(STYLE), Path::new(JOINED_STYLE))?;
            let base = catchword_press::inspect(Path::new(CONTENT), Drafts::Leave)?.base;
            let trunk = std::env::var("TRUNK_PUBLIC_URL").unwrap_or_else(|_| base.clone());
            same_base(base, trunk)?;
        }
        Stage::PostBuild => {
            let staging = std::env::var_os("TRUNK_STAGING_DIR").ok_or(HookError::NoStaging)?;
            let profile = std::env::var("TRUNK_PROFILE").ok();
            dress(Path::new(&staging), profile.as_deref())?;
        }
        Stage::Base => println!("{}", catchword_press::inspect(Path::new(CONTENT), Drafts::Leave)?.base),
    }
    Ok(())
}

/// The bundles hold paths with the site's base, the shell page holds paths with Trunk's: they must be one.
fn same_base(site: String, trunk: String) -> Result<(), HookError> {
    if site.trim_matches('/') == trunk.trim_matches('/') { Ok(()) } else { Err(HookError::OtherBase { site, trunk }) }
}

/// Writes the files that a style sheet imports as one, in their order; leaves it alone where nothing has changed.
fn join_style(main: &Path, joined: &Path) -> Result<(), HookError> {
    let folder = main.parent().unwrap_or(Path::new(""));
    let mut style = String::new();
    for file in
        imports(&read(main)?).map_err(|(line, found)| HookError::NotAnImport { path: main.to_owned(), line, found })?
    {
        style.push_str(&read(&folder.join(file))?);
        style.push('\n');
    }
    if std::fs::read_to_string(joined).is_ok_and(|old| old == style) {
        return Ok(());
    }
    if let Some(parent) = joined.parent() {
        std::fs::create_dir_all(parent).map_err(io_error("make the folder", parent))?;
    }
    std::fs::write(joined, style).map_err(io_error("write", joined))
}

/// The files a style sheet imports; else the first line that is neither an import nor a comment, with its number.
fn imports(style: &str) -> Result<Vec<&str>, (usize, String)> {
    let mut files = Vec::new();
    let mut in_comment = false;
    for (at, line) in style.lines().enumerate() {
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

/// Takes what Trunk built out of the staging folder, and puts the whole site there. A release's is kept: with it
/// `catchword build --app` makes a site of any other content.
fn dress(staging: &Path, profile: Option<&str>) -> Result<(), crate::report::Failed> {
    let app = App::read(staging)?;
    let style = if profile == Some("release") { BuildMode::RELEASE } else { BuildMode::DEVELOPMENT };
    if style == BuildMode::RELEASE {
        let kept = Path::new(APP);
        remove(kept)?;
        if let Some(parent) = kept.parent() {
            std::fs::create_dir_all(parent).map_err(io_error("make the folder", parent))?;
        }
        std::fs::rename(staging, kept).map_err(io_error("keep the app in", kept))?;
    } else {
        remove(staging)?;
    }
    crate::build(Path::new(CONTENT), Some((&app, style)), staging, Drafts::Leave)?;
    Ok(())
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
    fn reads_imports_in_order() {
        let style =
            "/* Tokens first.\n   The rest after. */\n\n@import \"tokens.css\";\n@import \"base.css\";\r\n/* end */\n";
        assert_eq!(imports(style), Ok(vec!["tokens.css", "base.css"]));
        assert_eq!(imports("@import \"a.css\";\np { }\n"), Err((2, "p { }".to_owned())));
    }

    #[test]
    fn the_two_bases_must_be_one() {
        let same = |site: &str, trunk: &str| same_base(site.to_owned(), trunk.to_owned()).is_ok();
        assert!(same("/", "/") && same("/blog/", "/blog/") && same("/blog/", "/blog"));
        assert!(!same("/blog/", "/") && !same("/", "/blog/") && !same("/blog/", "/blogroll/"));
    }

    #[test]
    fn joins_and_says_what_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("main.css"), "@import \"a.css\";\n@import \"b.css\";\n").unwrap();
        std::fs::write(at("a.css"), "a {}\n").unwrap();
        let error = join_style(&at("main.css"), &at("deep/out.css")).unwrap_err();
        assert_eq!(error.to_string(), format!("failed to read `{}`", at("b.css").display()));
        std::fs::write(at("b.css"), "b {}\n").unwrap();
        join_style(&at("main.css"), &at("deep/out.css")).unwrap();
        assert_eq!(std::fs::read_to_string(at("deep/out.css")).unwrap(), "a {}\n\nb {}\n\n");
    }
}
