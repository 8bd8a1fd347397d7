//! The folder of the tools. A tool is put there whole or not at all.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};

/// The cache folder's name before the project was renamed.
const BEFORE: &str = "quire";

/// The user's folder of tools.
///
/// # Errors
/// When the user has no home folder.
pub fn folder() -> Result<PathBuf> {
    let cache = match env::var_os("XDG_CACHE_HOME").map(PathBuf::from) {
        Some(given) if given.is_absolute() => given,
        _ => {
            let home =
                env::home_dir().context("there is no home folder for the tools: set XDG_CACHE_HOME to a folder")?;
            home.join(match env::consts::OS {
                "macos" => "Library/Caches",
                "windows" => "AppData/Local",
                _ => ".cache",
            })
        }
    };
    let folder = cache.join("catchword/tools");
    take_over(&cache.join(BEFORE).join("tools"), &folder);
    Ok(folder)
}

/// Moves the tools of the project's old cache folder to the new one, so that nothing is built twice. Does nothing if the
/// new one exists. If the move fails, the tools are installed again.
fn take_over(old: &Path, new: &Path) {
    if new.exists() || !old.is_dir() {
        return;
    }
    let Some(parent) = new.parent() else { return };
    // If another checkout does the same at this moment, the second one finds nothing to move.
    fs::create_dir_all(parent).and_then(|()| fs::rename(old, new)).ok();
}

/// Creates `target`: fills a folder beside it and renames that. If another checkout has created `target` meanwhile, that one
/// is kept.
///
/// # Errors
/// When `fill` fails, or the folder can't be created or renamed. Then there is no `target`.
pub fn install(target: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let beside = beside(target)?;
    fs::create_dir_all(&beside).with_context(|| format!("failed to create `{}`", beside.display()))?;
    let done = fill(&beside).and_then(|()| match fs::rename(&beside, target) {
        Err(_) if target.is_dir() => Ok(()),
        renamed => renamed.with_context(|| format!("failed to move a tool to `{}`", target.display())),
    });
    // After a rename it does not exist.
    fs::remove_dir_all(&beside).ok();
    done
}

/// Removes a folder. It is renamed first, so that nobody finds half of it.
///
/// # Errors
/// When it can't be moved or removed.
pub fn discard(target: &Path) -> Result<()> {
    let beside = beside(target)?;
    fs::rename(target, &beside).with_context(|| format!("failed to move `{}` away", target.display()))?;
    fs::remove_dir_all(&beside).with_context(|| format!("failed to remove `{}`", beside.display()))
}

/// A path beside `target` that nobody else uses.
fn beside(target: &Path) -> Result<PathBuf> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
        bail!("a tool can't be installed at `{}`", target.display());
    };
    let prefix = format!(".{}.", name.to_string_lossy());
    sweep(parent, &prefix);
    Ok(parent.join(format!("{prefix}{}-{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed))))
}

/// Removes what interrupted installs left, if it is older than a day. A younger one may still be running.
fn sweep(parent: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let age = entry.metadata().and_then(|data| data.modified()).map(|time| SystemTime::now().duration_since(time));
        let is_old = matches!(age, Ok(Ok(age)) if age > Duration::from_secs(24 * 60 * 60));
        if is_old && entry.file_name().to_string_lossy().starts_with(prefix) {
            fs::remove_dir_all(entry.path()).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("catchword-xtask-{name}-{}", process::id()));
        fs::remove_dir_all(&folder).ok();
        folder
    }

    #[test]
    fn two_installs_at_once_leave_one_whole_tool() {
        let folder = scratch("twice");
        let target = folder.join("tool-1.0");
        thread::scope(|scope| {
            for name in ["one", "two"] {
                let target = &target;
                scope.spawn(move || {
                    install(target, |beside| {
                        fs::write(beside.join("name"), name)?;
                        thread::sleep(Duration::from_millis(50));
                        Ok(fs::write(beside.join("end"), name)?)
                    })
                    .unwrap();
                });
            }
        });
        let read = |file| fs::read_to_string(target.join(file)).unwrap();
        assert_eq!(read("name"), read("end"));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "no temporary folder is left");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_failed_install_leaves_nothing() {
        let folder = scratch("failed");
        let failed = install(&folder.join("tool-1.0"), |beside| {
            fs::write(beside.join("half"), "")?;
            bail!("no network")
        });
        assert_eq!(failed.unwrap_err().to_string(), "no network");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn tools_of_the_old_cache_folder_are_taken_over_once() {
        let folder = scratch("old-name");
        let (old, new) = (folder.join("old/tools"), folder.join("new/tools"));
        fs::create_dir_all(old.join("tool-1.0")).unwrap();
        take_over(&old, &new);
        assert!(new.join("tool-1.0").is_dir() && !old.exists());
        fs::create_dir_all(old.join("tool-2.0")).unwrap();
        take_over(&old, &new);
        assert!(!new.join("tool-2.0").exists() && old.join("tool-2.0").is_dir(), "the new folder stays as it is");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_broken_tool_is_removed() {
        let folder = scratch("broken");
        let target = folder.join("tool-1.0");
        install(&target, |beside| Ok(fs::write(beside.join("half"), "")?)).unwrap();
        discard(&target).unwrap();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        fs::remove_dir_all(&folder).unwrap();
    }
}
