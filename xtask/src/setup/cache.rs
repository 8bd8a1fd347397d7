//! Where the tools are kept, and how a folder gets there whole or not at all.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};

/// The cache folder's name before the project was renamed.
const BEFORE: &str = "quire";

/// The tools' folder: one for each user.
///
/// # Errors
/// When the user has no home folder.
pub fn folder() -> Result<PathBuf> {
    let cache = match env::var_os("XDG_CACHE_HOME").map(PathBuf::from) {
        Some(given) if given.is_absolute() => given,
        _ => {
            let home = env::home_dir().context("no home folder to keep tools in: set XDG_CACHE_HOME")?;
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

/// Moves the tools of the project's old cache folder to the new one, so that nothing is built twice. Does nothing where
/// there is a new one already. If the move fails, the tools are installed anew.
fn take_over(old: &Path, new: &Path) {
    if new.exists() || !old.is_dir() {
        return;
    }
    let Some(parent) = new.parent() else { return };
    // Another checkout may do the same at this moment: whoever comes second finds nothing to move.
    fs::create_dir_all(parent).and_then(|()| fs::rename(old, new)).ok();
}

/// Makes `target` by filling a folder beside it and renaming that. Whoever comes first wins: when another checkout
/// has put `target` there meanwhile, its folder is kept and this one thrown away.
///
/// # Errors
/// What `fill` fails with, and failures to make or rename the folder. `target` is then not there.
pub fn install(target: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let beside = beside(target)?;
    fs::create_dir_all(&beside).with_context(|| format!("failed to make `{}`", beside.display()))?;
    let done = fill(&beside).and_then(|()| match fs::rename(&beside, target) {
        Err(_) if target.is_dir() => Ok(()),
        renamed => renamed.with_context(|| format!("failed to move a tool to `{}`", target.display())),
    });
    // After a rename there is nothing left of it.
    fs::remove_dir_all(&beside).ok();
    done
}

/// Removes a folder, at once for all who look for it.
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
        bail!("`{}` is no place for a tool", target.display());
    };
    let prefix = format!(".{}.", name.to_string_lossy());
    sweep(parent, &prefix);
    Ok(parent.join(format!("{prefix}{}-{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed))))
}

/// Removes what an interrupted install left a day ago or earlier. A younger one may be at work.
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
    fn a_broken_tool_is_taken_away() {
        let folder = scratch("broken");
        let target = folder.join("tool-1.0");
        install(&target, |beside| Ok(fs::write(beside.join("half"), "")?)).unwrap();
        discard(&target).unwrap();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        fs::remove_dir_all(&folder).unwrap();
    }
}
