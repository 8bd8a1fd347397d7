//! `cargo xtask bench press`: how long the press takes for a large blog, and how much memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::timed::{Run, timed};
use crate::process;

/// A large blog to measure with. It is beside the checkout, or missing: its essays are not part of the project.
pub const CORPUS: &str = "../shared/corpus/rust-blog";
const RUNS: usize = 5;
/// How many essays the site of the last row has.
const WHOLE: usize = 1000;

/// The settings of its site. Missing images and broken links are only warnings.
pub const SITE: &str = r#"title = "A large blog"
tagline = "Made by `cargo xtask bench press`"
url = "https://blog.example/"
timezone = "UTC"
language = "en"
authors = [{ name = "Somebody" }]

[checks]
missing-image = "warn"
missing-link = "warn"
missing-fragment = "warn"
missing-alt = "warn"
duplicate-slug = "warn"
"#;

/// Measures a release build of the press with the corpus: its data alone, the whole site, and a plain copy of the files to
/// compare with.
///
/// # Errors
/// When the press doesn't compile, or fails on the corpus.
pub fn press(root: &Path) -> Result<()> {
    let corpus = root.join(CORPUS);
    if !corpus.is_dir() {
        println!("skipped: no corpus at `{}`", corpus.display());
        return Ok(());
    }
    let target = root.join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()));
    let catchword = release(root, &target)?;

    let work = target.join("bench-press");
    let content = work.join("content");
    empty(&work)?;
    let essays = copy_folder(&corpus, &content.join("essays"))?;
    let site = content.join("site.toml");
    fs::write(&site, SITE).with_context(|| format!("failed to write `{}`", site.display()))?;

    let app = root.join("target/app");
    let whole_content = work.join("whole");
    fill(&essays_of(&corpus)?, &whole_content)?;

    let mut rows = vec![Row::new("read and copy", essays), Row::new("the data", essays)];
    if app.is_dir() {
        rows.push(Row::new("the whole site", essays));
        rows.push(Row::new("the whole site", WHOLE));
    } else {
        println!("skipped the whole site: run `cargo xtask build` first, which writes the app to `target/app`");
    }
    for _ in 0..RUNS {
        let copy = work.join("copy");
        empty(&copy)?;
        let start = Instant::now();
        copy_folder(&corpus, &copy)?;
        rows[0].runs.push(Run { time: start.elapsed(), cpu: None, peak_kb: None });
        rows[1].runs.push(build(&catchword, &content, None, &work.join("data"))?);
        if let [_, _, corpus, whole] = rows.as_mut_slice() {
            corpus.runs.push(build(&catchword, &content, Some(&app), &work.join("site"))?);
            whole.runs.push(build(&catchword, &whole_content, Some(&app), &work.join("whole-site"))?);
        }
    }
    print!("{}", table(&rows));
    Ok(())
}

/// Compiles the command for release, and returns its path.
///
/// # Errors
/// When it doesn't compile.
pub(super) fn release(root: &Path, target: &Path) -> Result<PathBuf> {
    process::run(Command::new("cargo").current_dir(root).args(["build", "--release", "--package", "catchword-cli"]))?;
    Ok(target.join("release").join(format!("catchword{}", std::env::consts::EXE_SUFFIX)))
}

/// Writes the content of a blog with [`WHOLE`] essays: the corpus, repeated under other titles.
fn fill(texts: &[String], content: &Path) -> Result<()> {
    let essays = content.join("essays");
    fs::create_dir_all(&essays).with_context(|| format!("failed to make `{}`", essays.display()))?;
    for (at, text) in texts.iter().cycle().take(WHOLE).enumerate() {
        let text = text.replacen("title = \"", &format!("title = \"{at}: "), 1);
        let file = essays.join(format!("{at}.md"));
        fs::write(&file, text).with_context(|| format!("failed to write `{}`", file.display()))?;
    }
    let site = content.join("site.toml");
    fs::write(&site, SITE).with_context(|| format!("failed to write `{}`", site.display()))
}

fn essays_of(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("failed to read `{}`", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let read =
        |path: &PathBuf| fs::read_to_string(path).with_context(|| format!("failed to read `{}`", path.display()));
    paths.iter().map(read).collect()
}

/// The measurements of one row.
#[derive(Debug)]
struct Row {
    name: &'static str,
    essays: usize,
    runs: Vec<Run>,
}

impl Row {
    fn new(name: &'static str, essays: usize) -> Self {
        Self { name, essays, runs: Vec::new() }
    }

    /// The median time, in milliseconds.
    fn time(&self) -> f64 {
        let mut times: Vec<Duration> = self.runs.iter().map(|run| run.time).collect();
        times.sort();
        times.get(times.len() / 2).map_or(0.0, Duration::as_secs_f64) * 1000.0
    }
}

/// The table. Times per essay are compared with those of the first row.
fn table(rows: &[Row]) -> String {
    let mut table = format!(
        "\nmedian of {RUNS} runs\n{:<16}{:>8}{:>10}{:>14}{:>12}{:>12}\n",
        "", "essays", "ms", "ms an essay", "x the copy", "peak MB"
    );
    let each = |row: &Row| row.time() / row.essays.max(1) as f64;
    let copy = rows.first().map_or(0.0, each).max(f64::EPSILON);
    for row in rows {
        let peak = row.runs.iter().filter_map(|run| run.peak_kb).max();
        let peak = peak.map_or_else(|| "-".to_owned(), |kb| format!("{:.1}", kb as f64 / 1024.0));
        let Row { name, essays, .. } = row;
        table.push_str(&format!(
            "{name:<16}{essays:>8}{:>10.1}{:>14.3}{:>12.1}{peak:>12}\n",
            row.time(),
            each(row),
            each(row) / copy
        ));
    }
    table
}

/// Builds the data of a folder of content, or with an app the whole site.
fn build(catchword: &Path, content: &Path, app: Option<&Path>, out: &Path) -> Result<Run> {
    let mut command = Command::new(catchword);
    command.args(["build", "--future", "--content"]).arg(content).arg("--out").arg(out);
    match app {
        Some(app) => command.arg("--app").arg(app),
        None => command.arg("--data-only"),
    };
    timed(&mut command)
}

/// Makes a folder with nothing in it.
pub(super) fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("failed to remove `{}`", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("failed to make `{}`", folder.display()))
}

/// Copies the files of a folder by reading and writing them. Returns their number.
fn copy_folder(from: &Path, to: &Path) -> Result<usize> {
    fs::create_dir_all(to).with_context(|| format!("failed to make `{}`", to.display()))?;
    let mut count = 0;
    for entry in fs::read_dir(from).with_context(|| format!("failed to read `{}`", from.display()))? {
        let entry = entry.with_context(|| format!("failed to read `{}`", from.display()))?;
        let bytes = fs::read(entry.path()).with_context(|| format!("failed to read `{}`", entry.path().display()))?;
        let copy = to.join(entry.file_name());
        fs::write(&copy, bytes).with_context(|| format!("failed to write `{}`", copy.display()))?;
        count += 1;
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_ratios() {
        let row = |name, essays, ms, peak_kb| {
            let runs = vec![Run { time: Duration::from_millis(ms), cpu: None, peak_kb }];
            Row { name, essays, runs }
        };
        let table = table(&[row("read and copy", 10, 20, None), row("the data", 20, 80, Some(2048))]);
        assert!(
            table.contains("the data              20      80.0         4.000         2.0         2.0\n"),
            "{table}"
        );
    }
}
