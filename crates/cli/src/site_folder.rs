//! Where the content of a site is, and where its finished sites go.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::report::CommandError;

/// The file that makes a folder that of a site.
const SETTINGS: &str = "site.toml";
/// The folder of the content in a project that also has the sources of the app.
const IN_PROJECT: &str = "content";
/// A file that such a project has beside it.
const PROJECT: &str = "Trunk.toml";

/// The option that names the folder of the content.
#[derive(Args)]
pub(crate) struct Content {
    /// The folder with your `site.toml`, `essays`, `pages` and `images`. Without this option it is the folder that you are
    /// in, or the nearest one above it that has a `site.toml`.
    #[arg(long, value_name = "FOLDER")]
    content: Option<PathBuf>,
}

impl Content {
    /// The folder that the author named, or is in.
    ///
    /// # Errors
    /// When none is named, and there is none.
    pub(crate) fn find(&self) -> Result<SiteFolder, CommandError> {
        match &self.content {
            Some(named) => Ok(SiteFolder::at(named.clone())),
            None => SiteFolder::find(),
        }
    }
}

/// For whom a site is made. Each kind has a folder of its own, so that none is put online by mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Made {
    /// The whole site, for everybody.
    Public,
    /// With drafts.
    Drafts,
    /// As it is on another day.
    Preview,
    /// Its data alone.
    Data,
}

/// The folder of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SiteFolder {
    /// The folder that has `site.toml`.
    pub(crate) content: PathBuf,
    /// The folder of the project that it is a part of, if it is a part of one.
    project: Option<PathBuf>,
}

impl SiteFolder {
    /// The folder that the author is in, its folder `content`, or else the nearest folder above it, whichever first has a
    /// `site.toml`.
    fn find() -> Result<SiteFolder, CommandError> {
        let here = std::env::current_dir().map_err(CommandError::NoFolder)?;
        let content = found_from(&here).ok_or(CommandError::NoSite)?;
        Ok(SiteFolder::at(content))
    }

    /// A folder that has a `site.toml`, or should have one.
    fn at(content: PathBuf) -> SiteFolder {
        let project = project_of(&content);
        SiteFolder { content, project }
    }

    /// The folder in which builds keep results for the next one. In a project there is none.
    pub(crate) fn cache(&self) -> Option<PathBuf> {
        self.project.is_none().then(|| self.content.join(".catchword/cache"))
    }

    /// The folder for a finished site, if the author names no other.
    pub(crate) fn out(&self, made: Made) -> PathBuf {
        let (root, folder) = match &self.project {
            Some(project) => (
                project,
                match made {
                    Made::Public => "target/site",
                    Made::Drafts => "target/drafts",
                    Made::Preview => "target/preview",
                    Made::Data => "target/data",
                },
            ),
            None => (
                &self.content,
                match made {
                    Made::Public => "dist",
                    Made::Drafts => ".catchword/drafts",
                    Made::Preview => ".catchword/preview",
                    Made::Data => ".catchword/data",
                },
            ),
        };
        if root == Path::new(".") { PathBuf::from(folder) } else { root.join(folder) }
    }
}

/// The folder of the site for somebody who is in the folder `here`, as seen from there.
fn found_from(here: &Path) -> Option<PathBuf> {
    let has_settings = |folder: &Path| folder.join(SETTINGS).is_file();
    if has_settings(here) {
        return Some(PathBuf::from("."));
    }
    if has_settings(&here.join(IN_PROJECT)) {
        return Some(PathBuf::from(IN_PROJECT));
    }
    if let Some(depth) = here.ancestors().skip(1).position(has_settings) {
        return Some([".."].repeat(depth + 1).iter().collect());
    }
    // The report about a folder with, say, a `site.toml.txt` says how to go on.
    [".", IN_PROJECT].into_iter().find(|folder| catchword_press::is_site_folder(&here.join(folder))).map(PathBuf::from)
}

/// The folder of the project that some content is a part of.
fn project_of(content: &Path) -> Option<PathBuf> {
    if content == Path::new(IN_PROJECT) {
        return Some(PathBuf::from("."));
    }
    let real = content.canonicalize().ok()?;
    let is_part = real.ends_with(IN_PROJECT) && real.parent()?.join(PROJECT).is_file();
    is_part.then(|| content.join(".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        folder
    }

    #[test]
    fn finds_the_nearest_site() {
        let blog = "größe 1/site.toml";
        let table: &[(&[&str], &str, Option<&str>)] = &[
            (&[blog], "größe 1", Some(".")),
            (&[blog, "größe 1/essays/deep/a.md"], "größe 1/essays/deep", Some("../..")),
            (&["content/site.toml", "a"], ".", Some("content")),
            (&["site.toml", "content/site.toml"], ".", Some(".")),
            (&["site.toml", "a/content/site.toml"], "a", Some("content")),
            (&["site.toml", "a/site.toml", "a/b/c"], "a/b", Some("..")),
            (&["a/site.toml", "b/c"], "b", None),
            (&["site.toml/not-a-file"], ".", None),
            (&["site.toml.txt"], ".", Some(".")),
            (&["content/site.toml.txt"], ".", Some("content")),
        ];
        for (files, here, found) in table {
            let folder = folder(files);
            let here = folder.path().join(here).canonicalize().unwrap();
            assert_eq!(found_from(&here).as_deref(), found.map(Path::new), "{files:?}");
        }
    }

    #[test]
    fn a_site_goes_beside_its_settings_unless_a_project_is_around_it() {
        let folder =
            folder(&["blog/site.toml", "project/Trunk.toml", "project/content/site.toml", "content/site.toml"]);
        let at = |path: &str| folder.path().join(path);
        for (content, public, data) in [
            (PathBuf::from("."), PathBuf::from("dist"), PathBuf::from(".catchword/data")),
            (PathBuf::from("content"), PathBuf::from("target/site"), PathBuf::from("target/data")),
            (at("blog"), at("blog/dist"), at("blog/.catchword/data")),
            (at("content"), at("content/dist"), at("content/.catchword/data")),
            (at("project/content"), at("project/content/../target/site"), at("project/content/../target/data")),
        ] {
            let site = SiteFolder::at(content);
            assert_eq!((site.out(Made::Public), site.out(Made::Data)), (public, data));
        }
    }
}
