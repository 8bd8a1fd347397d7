//! `cargo xtask theme`: builds a crate with views of its own: its app, and its command with the app inside.
//!
//! Trunk builds the app as it builds Catchword's own, from a copy of `index.html` that names the crate instead.

use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::sizes::Sizes;
use crate::toolbox::Toolbox;
use crate::trunk::{Size, wrap};
use crate::{build, process, setup};

/// The crate's binary for browsers. Its other binary is the command.
const APP: &str = "app";

/// The environment variable that names the app's folder to the crate's build script.
const APP_FOLDER: &str = "CATCHWORD_APP_WITH_VIEWS";

/// The page and the settings that Trunk reads.
const PAGE: &str = include_str!("../../index.html");
const SETTINGS: &str = include_str!("../../Trunk.toml");

/// How the command is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// As fast as possible.
    Debug,
    /// For use.
    Release,
}

/// A crate with views.
#[derive(Debug)]
pub struct Theme {
    folder: PathBuf,
    package: String,
    /// The name of the command.
    command: String,
    /// Cargo's target folder.
    target: PathBuf,
}

/// Builds the crate in a folder.
///
/// # Errors
/// When a tool can't be installed, there is no such crate, a part of it can't be compiled, or its views lack what the app needs.
pub fn theme(root: &Path, folder: &Path) -> Result<()> {
    let here = env::current_dir().context("the current folder is gone")?;
    println!("Tools");
    let toolbox = setup::tools(root)?;
    let theme = Theme::read(&toolbox, &here.join(folder))?;
    println!("\nThe command");
    let program = theme.program(&toolbox, Profile::Release, None)?;
    println!("\nThe app");
    let app = theme.app(root, &toolbox, &program)?;
    println!("\nThe command, with the app inside");
    let program = theme.program(&toolbox, Profile::Release, Some(&app))?;
    println!("\nThe code of the app has {} bytes in brotli. The command is", Sizes::of(&app)?.code());
    println!("  {}", program.display());
    Ok(())
}

impl Theme {
    /// Finds out about the crate in a folder.
    ///
    /// # Errors
    /// When there is none, or it has no app or no command.
    pub fn read(toolbox: &Toolbox, folder: &Path) -> Result<Self> {
        let no_crate = || format!("`{}` is no folder of a crate with views", folder.display());
        let folder = folder.canonicalize().with_context(no_crate)?;
        let manifest = folder.join("Cargo.toml");
        let mut cargo = toolbox.command("cargo")?;
        cargo.args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path"]).arg(&manifest);
        let metadata = process::output(cargo.current_dir(&folder)).with_context(no_crate)?;
        let metadata = serde_json::from_str(&metadata).context("failed to read the output of `cargo metadata`")?;
        let theme = Self::of(&metadata, &folder, &manifest);
        theme
            .with_context(|| format!("{}: it needs a binary `{APP}` for browsers, and one for the command", no_crate()))
    }

    fn of(metadata: &serde_json::Value, folder: &Path, manifest: &Path) -> Option<Self> {
        let is_own = |package: &&serde_json::Value| package["manifest_path"].as_str().map(Path::new) == Some(manifest);
        let package = metadata["packages"].as_array()?.iter().find(is_own)?;
        let targets = package["targets"].as_array()?.iter().filter(|target| target["kind"][0] == "bin");
        let binaries: Vec<&str> = targets.filter_map(|target| target["name"].as_str()).collect();
        let command = binaries.iter().find(|name| **name != APP).filter(|_| binaries.contains(&APP))?;
        Some(Self {
            folder: folder.to_owned(),
            package: package["name"].as_str()?.to_owned(),
            command: (*command).to_owned(),
            target: metadata["target_directory"].as_str()?.into(),
        })
    }

    /// Compiles the command, with the app in a folder inside if there is one. Returns where the command is.
    ///
    /// # Errors
    /// When it can't be compiled.
    pub fn program(&self, toolbox: &Toolbox, profile: Profile, app: Option<&Path>) -> Result<PathBuf> {
        let mut cargo = toolbox.command("cargo")?;
        cargo.args(["build", "--package", &self.package, "--bin", &self.command]).current_dir(&self.folder);
        let folder = match profile {
            Profile::Debug => "debug",
            Profile::Release => {
                cargo.arg("--release");
                "release"
            }
        };
        match app {
            Some(app) => cargo.env(APP_FOLDER, app),
            None => cargo.env_remove(APP_FOLDER),
        };
        process::run(&mut cargo)?;
        Ok(self.target.join(folder).join(format!("{}{}", self.command, env::consts::EXE_SUFFIX)))
    }

    /// Builds the app for a release, and returns its folder. The command joins the styles, looks at the views, and says in the
    /// app which they are.
    ///
    /// # Errors
    /// When it can't be compiled, or the views lack what the app needs.
    pub fn app(&self, root: &Path, toolbox: &Toolbox, program: &Path) -> Result<PathBuf> {
        let work = self.target.join("theme").join(&self.package);
        fs::create_dir_all(&work).with_context(|| format!("failed to make `{}`", work.display()))?;
        let work = work.canonicalize().with_context(|| format!("failed to find `{}`", work.display()))?;
        let write = |name: &str, text: &str| {
            let path = work.join(name);
            fs::write(&path, text).with_context(|| format!("failed to write `{}`", path.display()))
        };
        write("Trunk.toml", &settings()?)?;
        write("index.html", &page(&way(&work, &self.folder.join("Cargo.toml")), &way(&work, &root.join("public")))?)?;

        let mut style = toolbox.command(&program.display().to_string())?;
        style.args(["hook", "style", "--out"]).arg(work.join("style.css"));
        let own = self.folder.join("style.css");
        process::run(style.args(own.is_file().then_some(own)))?;

        let mut trunk = build::release_command(toolbox)?;
        trunk.current_dir(&work).args(["--public-url", "/"]);
        wrap(&mut trunk, &toolbox.target(), Size::Small { library: toolbox.has_library_source() })?;
        build::run_release(toolbox, &mut trunk)?;

        let app = work.join("dist");
        process::run(toolbox.command(&program.display().to_string())?.args(["hook", "stamp"]).arg(&app))?;
        Ok(app)
    }
}

/// Trunk's settings, without the hooks that make the sample site.
fn settings() -> Result<String> {
    let (settings, _) = SETTINGS.split_once("[watch]").context("`Trunk.toml` has no `[watch]`")?;
    Ok(settings.to_owned())
}

/// The page from which Trunk builds the app of another crate, with the ways to the crate and to the scripts.
fn page(manifest: &str, public: &str) -> Result<String> {
    let mut page = PAGE.to_owned();
    for (own, other) in [("Cargo.toml", manifest), ("target/style.css", "style.css"), ("public", public)] {
        let own = format!(" href=\"{own}\"");
        if !page.contains(&own) {
            bail!("`index.html` has no `{own}`");
        }
        page = page.replace(&own, &format!(" href=\"{}\"", other.replace('&', "&amp;").replace('"', "&quot;")));
    }
    Ok(page)
}

/// The way from a folder to a file, as Trunk reads it: with `/`, and not from the root.
fn way(from: &Path, to: &Path) -> String {
    let common = from.components().zip(to.components()).take_while(|(from, to)| from == to).count();
    let up = from.components().skip(common).map(|_| "..".into());
    let down = to.components().skip(common).filter(|part| matches!(part, Component::Normal(_)));
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<String>>().join("/")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn trunk_gets_the_page_and_the_settings_of_the_project() {
        let page = page("../größe \"1\"/Cargo.toml", "../../public").unwrap();
        for expected in [
            " rel=\"rust\" href=\"../größe &quot;1&quot;/Cargo.toml\" data-bin=\"app\"",
            " href=\"style.css\"",
            " href=\"../../public\"",
        ] {
            assert!(page.contains(expected), "{expected}: {page}");
        }
        let settings = settings().unwrap();
        assert!(settings.contains("pattern_script") && !settings.contains("hooks"), "{settings}");
    }

    #[test]
    fn the_way_is_from_folder_to_file() {
        assert_eq!(way(Path::new("/a/target/theme/b"), Path::new("/a/b c/Cargo.toml")), "../../../b c/Cargo.toml");
    }

    #[test]
    fn a_crate_with_views_has_an_app_and_a_command() {
        let metadata = |bins: &[&str]| {
            let targets: Vec<_> = bins.iter().map(|name| json!({ "kind": ["bin"], "name": name })).collect();
            json!({
                "target_directory": "/t",
                "packages": [
                    { "name": "other", "manifest_path": "/o/Cargo.toml", "targets": [{ "kind": ["bin"], "name": "app" }] },
                    { "name": "my-look", "manifest_path": "/m/Cargo.toml", "targets": targets },
                ],
            })
        };
        let of = |bins: &[&str]| Theme::of(&metadata(bins), Path::new("/m"), Path::new("/m/Cargo.toml"));
        let theme = of(&["app", "catchword"]).unwrap();
        assert_eq!((theme.package.as_str(), theme.command.as_str()), ("my-look", "catchword"));
        assert!(of(&["catchword"]).is_none() && of(&["app"]).is_none());
    }
}
