//! Notices that something in the content folder was saved.
//!
//! The system says so at once. On a disk in a network, and in folders that other programs copy between computers, it may
//! not: so the files' sizes and times are looked at as well, every few seconds.

use std::collections::BTreeSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};
use walkdir::{DirEntry, WalkDir};

/// A save is several steps: nothing is done until there is a pause of this length …
const PAUSE: Duration = Duration::from_millis(25);
/// … or this time has passed.
const LONGEST: Duration = Duration::from_secs(1);
/// How often the files are looked at, at most …
const LOOK: Duration = Duration::from_secs(2);
/// … and how many times longer than looking at them takes the pause between is, at least.
const SHARE: u32 = 50;

/// Watches a folder.
pub(super) struct Watch {
    root: PathBuf,
    /// The files that were saved, where the system says which.
    events: Receiver<Vec<PathBuf>>,
    /// Without one, looking at the files is all there is. It stops when it is dropped.
    _watcher: Option<RecommendedWatcher>,
    seen: Look,
}

impl Watch {
    /// Begins to watch. What is saved from now on is noticed, even before [`Watch::run`].
    pub(super) fn begin(content: &Path) -> Watch {
        let (sender, events) = channel();
        let root = content.canonicalize().unwrap_or_else(|_| content.to_owned());
        let of_interest = {
            let root = root.clone();
            move |event: Event| {
                let is_change = !matches!(event.kind, EventKind::Access(_));
                let paths: Vec<PathBuf> =
                    event.paths.into_iter().filter(|path| is_change && is_content(path, &root)).collect();
                (!paths.is_empty()).then_some(paths)
            }
        };
        let watcher = recommended_watcher(move |event: notify::Result<Event>| {
            // An error may mean that events were lost.
            if let Some(paths) = event.map_or(Some(Vec::new()), &of_interest) {
                let _ = sender.send(paths);
            }
        });
        let mut watcher = watcher.ok();
        if let Some(watcher) = &mut watcher {
            let _ = watcher.watch(&root, RecursiveMode::Recursive);
        }
        let seen = Look::at(&root);
        Watch { root, events, _watcher: watcher, seen }
    }

    /// Calls a function whenever something was saved: with the file, by its path below the folder, if it is known to be the only
    /// text. Does not return.
    pub(super) fn run(mut self, mut changed: impl FnMut(Option<&Path>)) {
        loop {
            let heard = wait(&self.events, self.seen.pause());
            if let Some(paths) = &heard {
                changed(only_text(paths, &self.root));
            }
            let now = Look::at(&self.root);
            if heard.is_none() && now.print != self.seen.print {
                changed(None);
            }
            self.seen = now;
        }
    }
}

/// Waits for an event, and then for a pause. Returns the paths of all events; `None` if there was none in time.
fn wait(events: &Receiver<Vec<PathBuf>>, time: Duration) -> Option<BTreeSet<PathBuf>> {
    let mut paths: BTreeSet<PathBuf> = match events.recv_timeout(time) {
        Ok(paths) => paths.into_iter().collect(),
        Err(RecvTimeoutError::Timeout) => return None,
        Err(RecvTimeoutError::Disconnected) => {
            // There is no watcher.
            std::thread::sleep(time);
            return None;
        }
    };
    let end = Instant::now() + LONGEST;
    while Instant::now() < end
        && let Ok(more) = events.recv_timeout(PAUSE)
    {
        paths.extend(more);
    }
    Some(paths)
}

/// The one text among these files, below the folder. Editors write others beside it.
fn only_text<'p>(paths: &'p BTreeSet<PathBuf>, root: &Path) -> Option<&'p Path> {
    let is_text = |path: &&PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
    let mut texts = paths.iter().filter(is_text);
    texts.next().filter(|_| texts.next().is_none())?.strip_prefix(root).ok()
}

/// What a look at the files gave.
struct Look {
    /// Differs if a file is there, has gone, or has another size or time.
    print: u64,
    took: Duration,
}

impl Look {
    fn at(root: &Path) -> Look {
        let start = Instant::now();
        let mut hasher = DefaultHasher::new();
        let shown = |entry: &DirEntry| entry.depth() == 0 || is_content(entry.path(), root);
        for entry in WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter().filter_entry(shown).flatten()
        {
            entry.path().hash(&mut hasher);
            if let Ok(found) = entry.metadata()
                && found.is_file()
            {
                (found.len(), found.modified().ok()).hash(&mut hasher);
            }
        }
        Look { print: hasher.finish(), took: start.elapsed() }
    }

    fn pause(&self) -> Duration {
        LOOK.max(self.took * SHARE)
    }
}

/// Whether a path may be a part of the site: no part of it below the content folder is hidden, and it is not in a folder that
/// holds a finished site.
fn is_content(path: &Path, root: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else { return true };
    let mut names = below.iter().map(|name| name.to_string_lossy());
    let first = names.clone().next().unwrap_or_default();
    // What hosts look for in `root` may be hidden.
    let may_be_hidden = first == "root";
    !matches!(&*first, "dist" | "target" | "node_modules") && names.all(|name| may_be_hidden || !name.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_files_and_finished_sites_are_no_content() {
        let root = Path::new("/blog");
        for path in ["/blog/.git/index", "/blog/dist/index.html", "/blog/essays/.a.md.swp"] {
            assert!(!is_content(Path::new(path), root), "{path}");
        }
        for path in
            ["/blog/essays/a.md", "/blog/site.toml", "/blog", "/blog/images/dist/a.jpg", "/blog/root/.well-known/a"]
        {
            assert!(is_content(Path::new(path), root), "{path}");
        }
    }

    #[test]
    fn a_text_is_known_beside_what_its_editor_writes() {
        let root = Path::new("/blog");
        let cases: [(&[&str], Option<&str>); 4] = [
            (&["/blog/essays/a.md"], Some("essays/a.md")),
            (&["/blog/essays/4913", "/blog/essays/a.md", "/blog/essays/a.md~"], Some("essays/a.md")),
            (&["/blog/essays/a.md", "/blog/essays/b.md"], None),
            (&["/blog/site.toml"], None),
        ];
        for (paths, text) in cases {
            let found = paths.iter().map(PathBuf::from).collect();
            assert_eq!(only_text(&found, root), text.map(Path::new), "{paths:?}");
        }
    }

    #[test]
    fn a_burst_of_saves_is_noticed_once_and_a_change_without_an_event_too() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("site.toml"), "").unwrap();
        let (sender, calls) = channel();
        let watch = Watch::begin(folder.path());
        let before = Look::at(folder.path()).print;
        for number in 0..500 {
            std::fs::write(folder.path().join("essay.md"), format!("text {number}")).unwrap();
        }
        assert_ne!(Look::at(folder.path()).print, before);
        // Before it runs.
        std::thread::spawn(move || watch.run(|_| sender.send(()).unwrap_or_default()));
        // However slow the machine is, all these saves are far fewer calls.
        calls.recv().unwrap();
        let more = std::iter::from_fn(|| calls.recv_timeout(LOOK * 2).ok()).count();
        assert!(more < 20, "{more}");
    }
}
