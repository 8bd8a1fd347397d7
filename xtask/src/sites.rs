//! The other sites that the browser tests visit, built with the release's own app as an author would build them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

use crate::bench::press::{CORPUS, SITE};
use crate::process;
use crate::theme::{Profile, Theme};
use crate::toolbox::Toolbox;

/// The folder of the host in which the sample site is served once more.
const FOLDER: &str = "blog/";

/// The guide, a site of its own.
const GUIDE: &str = "docs/site";

/// The fixture that is built twice: from left to right, and in Arabic.
const BOTH_DIRECTIONS: &str = "long-words";

/// The crate with views of its own, and the name of the site that is built with it.
const VIEWS: (&str, &str) = ("examples/views", "views");

/// How many essays the site `many` has: more than the app's cache keeps, and than an archive page shows.
const MANY: usize = 110;

/// The folders of the built sites.
#[derive(Debug)]
pub struct Sites {
    /// The sample site, at its host's root.
    pub sample: PathBuf,
    /// The same site, for a folder of its host.
    pub below_a_folder: PathBuf,
    /// Has every site but the sample itself in a folder of its own.
    pub folder: PathBuf,
    /// The author's command, `catchword`, with the release's app inside.
    pub program: PathBuf,
}

/// Builds the sites. The release must have been built.
///
/// # Errors
/// When a site can't be built.
pub fn build(root: &Path, toolbox: &Toolbox) -> Result<Sites> {
    let folder = toolbox.target().join("sites");
    let program = program(root, toolbox)?;
    let moved = folder.join("content-below-a-folder");
    copy_with(&root.join("content"), &moved, below_a_folder)?;
    link_the_styles(&moved)?;
    press(toolbox, &moved, &folder.join("below-a-folder"))?;
    let fixtures = root.join("tests/fixtures");
    for entry in fs::read_dir(&fixtures).with_context(|| format!("failed to read `{}`", fixtures.display()))? {
        let entry = entry.with_context(|| format!("failed to read `{}`", fixtures.display()))?;
        if entry.path().is_dir() {
            press(toolbox, &entry.path(), &folder.join(entry.file_name()))?;
        }
    }
    press(toolbox, &root.join(GUIDE), &folder.join("guide"))?;
    let mirrored = folder.join("content-from-right-to-left");
    copy_with(&fixtures.join(BOTH_DIRECTIONS), &mirrored, |line| {
        (line == "language = \"en\"").then(|| "language = \"ar\"".to_owned())
    })?;
    press(toolbox, &mirrored, &folder.join(format!("{BOTH_DIRECTIONS}-from-right-to-left")))?;
    let many = folder.join("content-many");
    write_many(&many)?;
    press(toolbox, &many, &folder.join("many"))?;
    build_with_views(root, toolbox, &folder)?;
    let corpus = root.join(CORPUS);
    if corpus.is_dir() {
        build_corpus(toolbox, &corpus, SITE)?;
    } else {
        println!("   without the large blog: there is none at `{}`", corpus.display());
    }
    Ok(Sites { sample: root.join("dist"), below_a_folder: folder.join("below-a-folder"), folder, program })
}

/// Builds the author's command with the release's app inside, as `dist` does, but not optimised. It gets a place of its own,
/// because the next command without an app inside is built in the usual one.
///
/// # Errors
/// When it can't be compiled or copied.
pub fn program(root: &Path, toolbox: &Toolbox) -> Result<PathBuf> {
    let name = format!("catchword{}", std::env::consts::EXE_SUFFIX);
    let mut cargo = toolbox.command("cargo")?;
    cargo.args(["build", "--quiet", "--package", "catchword-cli"]).env("CATCHWORD_APP", root.join("target/app"));
    process::run(&mut cargo)?;
    let (built, folder) = (toolbox.target().join("debug").join(&name), toolbox.target().join("program"));
    fs::create_dir_all(&folder).with_context(|| format!("failed to make `{}`", folder.display()))?;
    let program = folder.join(&name);
    // Not over the old one, which may be running.
    fs::remove_file(&program).ok();
    fs::copy(&built, &program).with_context(|| format!("failed to copy `{}`", built.display()))?;
    Ok(program)
}

/// Builds the sample site once more, with the app and the command of the crate with views of its own.
fn build_with_views(root: &Path, toolbox: &Toolbox, folder: &Path) -> Result<()> {
    let (own, name) = VIEWS;
    let theme = Theme::read(toolbox, &root.join(own))?;
    let program = theme.program(toolbox, Profile::Debug, None)?;
    let app = theme.app(root, toolbox, &program)?;
    let mut catchword = toolbox.command(&program.display().to_string())?;
    catchword.args(["build", "--future", "--content", "content", "--app"]).arg(app);
    process::output(catchword.arg("--out").arg(emptied(&folder.join(name))?)).map(drop)
}

/// Builds a site of the essays in a folder outside the project, and returns the site's folder.
///
/// # Errors
/// When it can't be built.
pub fn build_corpus(toolbox: &Toolbox, essays: &Path, settings: &str) -> Result<PathBuf> {
    let content = toolbox.target().join("corpus");
    copy(essays, &content.join("essays"))?;
    let file = content.join("site.toml");
    fs::write(&file, settings).with_context(|| format!("failed to write `{}`", file.display()))?;
    let site = toolbox.target().join("sites/corpus");
    press(toolbox, &content, &site)?;
    Ok(site)
}

/// Builds a site with the release's own app.
///
/// # Errors
/// When it can't be built.
pub fn press(toolbox: &Toolbox, content: &Path, out: &Path) -> Result<()> {
    let mut catchword = toolbox.command("cargo")?;
    catchword.args(["run", "--quiet", "--package", "catchword-cli", "--", "build", "--app", "target/app"]);
    // Nothing that the tests see depends on the day, and no addresses are recorded in the checkout.
    catchword.args(["--future", "--content"]);
    process::output(catchword.arg(content).arg("--out").arg(emptied(out)?)).map(drop)
}

/// The folder without what is in it: a preview is never put over a site for the public, which an older version may have left
/// there.
fn emptied(out: &Path) -> Result<&Path> {
    if out.is_dir() {
        fs::remove_dir_all(out).with_context(|| format!("failed to remove `{}`", out.display()))?;
    }
    Ok(out)
}

/// Writes the content of a site with [`MANY`] essays, each a line long.
fn write_many(content: &Path) -> Result<()> {
    let essays = content.join("essays");
    fs::create_dir_all(&essays).with_context(|| format!("failed to make `{}`", essays.display()))?;
    let write = |file: PathBuf, text: String| {
        fs::write(&file, text).with_context(|| format!("failed to write `{}`", file.display()))
    };
    let settings =
        "title = \"Many\"\nurl = \"https://many.example/\"\nlanguage = \"en\"\nauthors = [{ name = \"Ada\" }]\n";
    write(content.join("site.toml"), settings.to_owned())?;
    for number in 1..=MANY {
        let (month, day) = (1 + number / 28, 1 + number % 28);
        let text = format!(
            "+++\ntitle = \"Essay {number}\"\ndate = 2026-{month:02}-{day:02}\nsummary = \"The one numbered {number}.\"\n\
             +++\n\nA line, and no more.\n"
        );
        write(essays.join(format!("essay-{number}.md")), text)?;
    }
    Ok(())
}

/// Copies the content. In `site.toml` the line for which `change` has another is replaced.
fn copy_with(content: &Path, to: &Path, change: impl Fn(&str) -> Option<String>) -> Result<()> {
    copy(content, to)?;
    let settings = to.join("site.toml");
    let text = fs::read_to_string(&settings).with_context(|| format!("failed to read `{}`", settings.display()))?;
    let Some(changed) = changed(&text, change) else { bail!("`{}` lacks the line to change", settings.display()) };
    fs::write(&settings, changed).with_context(|| format!("failed to write `{}`", settings.display()))
}

fn changed(settings: &str, change: impl Fn(&str) -> Option<String>) -> Option<String> {
    let (line, new) = settings.lines().find_map(|line| Some((line, change(line)?)))?;
    Some(settings.replacen(line, &new, 1))
}

/// The line with the site's `url`, for a folder of its host.
fn below_a_folder(line: &str) -> Option<String> {
    let url = line.strip_prefix("url = \"")?.trim_end_matches('"').trim_end_matches('/');
    Some(format!("url = \"{url}/{FOLDER}\""))
}

/// This site has its styles in a file, so that both ways are tested.
fn link_the_styles(content: &Path) -> Result<()> {
    let settings = content.join("site.toml");
    let text = fs::read_to_string(&settings).with_context(|| format!("failed to read `{}`", settings.display()))?;
    fs::write(&settings, format!("{text}\n[head]\ninline = false\n"))
        .with_context(|| format!("failed to write `{}`", settings.display()))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in WalkDir::new(from).follow_links(true) {
        let entry = entry.with_context(|| format!("failed to read `{}`", from.display()))?;
        let to = to.join(entry.path().strip_prefix(from).unwrap_or(entry.path()));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&to).with_context(|| format!("failed to create `{}`", to.display()))?;
        } else {
            fs::copy(entry.path(), &to).with_context(|| format!("failed to write `{}`", to.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_one_of_many_has_a_day() {
        let folder = std::env::temp_dir().join(format!("catchword-many-{}", std::process::id()));
        write_many(&folder).expect("a folder to write to");
        let essays = fs::read_dir(folder.join("essays")).expect("the essays").count();
        let last = fs::read_to_string(folder.join(format!("essays/essay-{MANY}.md"))).expect("the last essay");
        fs::remove_dir_all(&folder).expect("the folder is its own");
        assert_eq!(essays, MANY);
        assert!(last.contains("date = 2026-04-27"), "{last}");
    }

    #[test]
    fn only_the_address_changes() {
        let text = "title = \"A\"\nurl = \"https://example.org/\"\nlanguage = \"en\"\n";
        let expected = "title = \"A\"\nurl = \"https://example.org/blog/\"\nlanguage = \"en\"\n";
        assert_eq!(changed(text, below_a_folder).as_deref(), Some(expected));
        assert_eq!(changed("title = \"A\"\n", below_a_folder), None);
    }
}
