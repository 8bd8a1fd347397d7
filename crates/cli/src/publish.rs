//! `catchword publish`: makes the site, says what would change at its place, and puts it there.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use catchword_press::{BuildMode, Copies, Destination, Edition, Unready};
use catchword_publish::{Git, Keys, Netlify, Others, Place, Plan, PublishError, Rsync, S3, Server, Sftp, Site};
use clap::Args;

use crate::report::{CommandError, counted};
use crate::site_folder::{Content, Made};
use crate::{Pages, Program, app, interrupt};

/// How many files of a kind are listed.
const MOST_LISTED: usize = 10;

/// What belongs to a file that is listed, and is not listed itself: its compressed copies, and a page's data.
const BESIDE: [&str; 3] = [".br", ".gz", "/index.json"];

#[derive(Args)]
pub(crate) struct PublishOptions {
    #[command(flatten)]
    content: Content,
    /// The folder with the compiled app, if not the one in this program.
    #[arg(long, value_name = "FOLDER")]
    app: Option<PathBuf>,
    /// The folder for the finished site, on this computer. Without this option it is `dist`, beside `site.toml`.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Publish without asking.
    #[arg(long)]
    yes: bool,
    /// Replace files at the place that have the names of the site's and that Catchword did not put there. All others stay.
    #[arg(long)]
    replace: bool,
}

/// Makes the site and publishes it, if the author agrees.
pub(crate) fn run(options: &PublishOptions, program: Program) -> Result<(), CommandError> {
    let PublishOptions { content, app, out, yes, replace } = options;
    let folder = content.find()?;
    let cache = folder.cache().filter(|_| out.is_none());
    let out = out.clone().unwrap_or_else(|| folder.out(Made::Public));
    match catchword_press::unready(&folder.content) {
        Some(Unready::NoDestination) => return Err(CommandError::NoDestination(folder.content.join("site.toml"))),
        Some(Unready::ExampleAddress(address)) => return Err(CommandError::ExampleAddress(address)),
        None => {}
    }
    let app = app::load(app.as_deref(), program)?;
    interrupt::stop_cleanly();
    let mode = BuildMode::RELEASE.with(Copies::WhereUsed);
    let built = crate::build(&folder.content, Pages::Whole(&app, mode), &out, Edition::RELEASE, cache.as_deref())?;
    let Some(destination) = built.destination else {
        return Err(CommandError::NoDestination(folder.content.join("site.toml")));
    };
    let site = Site::read(&out, &built.base)?;
    let mut place = place(destination, &site, &folder.content)?;
    let others = if *replace { Others::Replace } else { Others::Keep };

    say!("\nLooking at {} …", place.name());
    let files = place.files(&site)?;
    let plan = Plan::new(&files, &place.look(&files)?, others)?;
    if plan.is_done() {
        say!("It has this site already. There is nothing to do.");
        return Ok(());
    }
    print_plan(&plan);
    if !*yes {
        if !io::stdin().is_terminal() {
            return Err(CommandError::NotAsked);
        }
        if !agreed().map_err(CommandError::Print)? {
            say!("Nothing was published.");
            return Ok(());
        }
    }
    say!("Sending …");
    let done = catchword_publish::publish(&mut *place, &files, plan.clone(), others)?;
    if done != plan {
        say!("Somebody else changed the place at the same moment, and their change is kept.");
    }
    say!("Published to {}.", place.name());
    Ok(())
}

/// The place that an author has chosen.
fn place(destination: Destination, site: &Site, content: &Path) -> Result<Box<dyn Place>, PublishError> {
    let server = |catchword_press::Server { host, port, path }: catchword_press::Server| Server {
        host,
        port,
        path,
        ssh_options: Vec::new(),
    };
    Ok(match destination {
        Destination::Git { repository, branch } => {
            Box::new(Git::new(&from_the_settings(&repository, content), &branch))
        }
        Destination::Rsync(place) => Box::new(Rsync::new(site, server(place))),
        Destination::Sftp(place) => Box::new(Sftp::new(server(place))),
        Destination::Netlify { site } => Box::new(Netlify::new(&site)?),
        Destination::S3 { bucket, region, endpoint } => {
            Box::new(S3::new(site, &bucket, &region, endpoint.as_deref(), Keys::from_environment()?)?)
        }
    })
}

/// A repository in a folder, as it is seen from the folder of `site.toml`, wherever the author is.
fn from_the_settings(repository: &str, content: &Path) -> String {
    let there = content.join(repository);
    match there.canonicalize() {
        Ok(folder) if folder.is_dir() => folder.display().to_string(),
        // Not one that is by chance in the author's folder.
        _ if Path::new(repository).is_relative() && Path::new(repository).is_dir() => there.display().to_string(),
        _ => repository.to_owned(),
    }
}

fn print_plan(plan: &Plan) {
    let Plan { new, changed, deleted, same, others, bytes, .. } = plan;
    say!(
        "{} new, {} changed, {} deleted, {} as before. {} to send.",
        counted(new.len(), "file"),
        changed.len(),
        deleted.len(),
        same,
        size(*bytes),
    );
    print_files("+", new);
    print_files("~", changed);
    print_files("-", deleted);
    if *others > 0 {
        say!("{} there that Catchword did not make: nothing is done to them.", counted(*others, "file"));
    }
}

fn print_files(mark: &str, paths: &[String]) {
    let listed: Vec<&String> =
        paths.iter().filter(|path| !BESIDE.iter().any(|ending| path.ends_with(ending))).collect();
    for path in listed.iter().take(MOST_LISTED) {
        say!("  {mark} {path}");
    }
    if listed.len() > MOST_LISTED {
        say!("  {mark} … and {} more", listed.len() - MOST_LISTED);
    }
}

/// A size as people read it.
fn size(bytes: u64) -> String {
    let tenth = |unit: u64| (bytes * 10).div_ceil(unit);
    let (tenths, name) = match bytes {
        0..1_000 => return counted(usize::try_from(bytes).unwrap_or_default(), "byte"),
        1_000..1_000_000 => (tenth(1_000), "KB"),
        _ => (tenth(1_000_000), "MB"),
    };
    if tenths < 100 {
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    } else {
        format!("{} {name}", tenths.div_ceil(10))
    }
}

/// Asks the author. Where nobody can answer, it says how to go on.
fn agreed() -> io::Result<bool> {
    write!(io::stdout(), "Publish this? Type `y` and press Enter: ")?;
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        let table = [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_000, "1.0 KB"),
            (12_345, "13 KB"),
            (1_250_000, "1.3 MB"),
            (120_000_000, "120 MB"),
        ];
        for (bytes, text) in table {
            assert_eq!(size(bytes), text);
        }
    }
}
