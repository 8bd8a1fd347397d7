//! `cargo xtask bench press`: how long the press takes over a large blog, and how much memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::process;

/// Beside the checkout, as its essays are not the project's.
const CORPUS: &str = "../shared/corpus/rust-blog";
const RUNS: usize = 5;

/// The corpus has images that are not there and links that lead nowhere.
const SITE: &str = r#"title = "A large blog"
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

/// Times a release build of the press over the corpus, and a plain copy of the same files beside it.
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
    process::run(Command::new("cargo").current_dir(root).args(["build", "--release", "--package", "quire-cli"]))?;
    let quire = target.join("release").join(format!("quire{}", std::env::consts::EXE_SUFFIX));

    let work = target.join("bench-press");
    let content = work.join("content");
    empty(&work)?;
    let essays = copy_folder(&corpus, &content.join("essays"))?;
    let site = content.join("site.toml");
    fs::write(&site, SITE).with_context(|| format!("failed to write `{}`", site.display()))?;

    let mut builds = Vec::new();
    let mut copies = Vec::new();
    for _ in 0..RUNS {
        let copy = work.join("copy");
        empty(&copy)?;
        let start = Instant::now();
        copy_folder(&corpus, &copy)?;
        copies.push(start.elapsed());
        builds.push(build(&quire, &content, &work.join("site"))?);
    }
    copies.sort();
    builds.sort_by_key(|run| run.time);
    let (build, copy) = (builds[RUNS / 2], copies[RUNS / 2]);
    let peak = builds.iter().filter_map(|run| run.peak_kb).max();
    print!("{}", table(essays, build.time, copy, peak));
    Ok(())
}

fn table(essays: usize, build: Duration, copy: Duration, peak_kb: Option<u64>) -> String {
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let each = |time: Duration| ms(time) / essays.max(1) as f64;
    let peak = peak_kb.map_or_else(|| "not measured".to_owned(), |kb| format!("{:.1} MB", kb as f64 / 1024.0));
    format!(
        "\n{essays} essays, median of {RUNS} runs\n\
         {:<24}{:>10}{:>14}{:>14}\n\
         {:<24}{:>10.1}{:>14.3}{:>14.1}\n\
         {:<24}{:>10.1}{:>14.3}{:>14.1}\n\
         peak memory: {peak}\n",
        "",
        "ms",
        "ms an essay",
        "× the copy",
        "quire build",
        ms(build),
        each(build),
        ms(build) / ms(copy).max(f64::EPSILON),
        "read and copy",
        ms(copy),
        each(copy),
        1.0,
    )
}

#[derive(Clone, Copy, Debug)]
struct Run {
    time: Duration,
    /// The most memory seen in use. Linux only: its process table keeps the mark.
    peak_kb: Option<u64>,
}

fn build(quire: &Path, content: &Path, out: &Path) -> Result<Run> {
    let mut command = Command::new(quire);
    command.args(["build", "--content"]).arg(content).arg("--out").arg(out);
    let words = process::describe(&command);
    let start = Instant::now();
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("failed to start `{words}`"))?;
    let status_file = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak_kb = None;
    let status = loop {
        if let Some(status) = child.try_wait().with_context(|| format!("lost `{words}`"))? {
            break status;
        }
        peak_kb = peak_kb.max(fs::read_to_string(&status_file).ok().and_then(|text| high_water(&text)));
        thread::sleep(Duration::from_millis(1));
    };
    let time = start.elapsed();
    if !status.success() {
        bail!("`{words}` failed ({status}); run it to see why");
    }
    Ok(Run { time, peak_kb })
}

/// The most memory a process has had, in KB, from its `/proc/…/status`.
fn high_water(status: &str) -> Option<u64> {
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("failed to remove `{}`", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("failed to make `{}`", folder.display()))
}

/// Reads the files of a folder and writes them to another; gives their number.
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
    fn the_mark_of_memory_is_read() {
        assert_eq!(high_water("Name:\tquire\nVmPeak:\t  9000 kB\nVmHWM:\t    5120 kB\n"), Some(5120));
        assert_eq!(high_water("Name:\tquire\n"), None);
    }

    #[test]
    fn the_table_has_ratios() {
        let table = table(10, Duration::from_millis(40), Duration::from_millis(20), Some(2048));
        assert!(table.contains("quire build                   40.0         4.000           2.0"), "{table}");
        assert!(table.ends_with("peak memory: 2.0 MB\n"), "{table}");
    }
}
