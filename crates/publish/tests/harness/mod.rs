//! A built site to publish, and the life of a site at any place.

#![allow(dead_code, reason = "each test target uses a part of it")]

use std::path::Path;

use catchword_manifest::{MANIFEST, Paths, to_text};
use catchword_publish::{Others, Place, Plan, PublishError, Site, publish};
use tempfile::TempDir;
use walkdir::WalkDir;

/// A site as a build leaves it.
pub(crate) struct Built {
    folder: TempDir,
    base: &'static str,
}

impl Built {
    /// A site of these files, in a folder whose name is not plain either.
    pub(crate) fn new(base: &'static str, files: &[(&str, &str)]) -> Built {
        let built = Built { folder: tempfile::Builder::new().prefix("my sité's \"").tempdir().unwrap(), base };
        for (path, text) in files {
            built.write(path, text);
        }
        built
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn remove(&self, path: &str) {
        std::fs::remove_file(self.folder.path().join(path)).unwrap();
    }

    /// Takes a file's rights from everybody else.
    #[cfg(unix)]
    pub(crate) fn protect(&self, path: &str) {
        use std::os::unix::fs::PermissionsExt;
        let only_mine = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(self.folder.path().join(path), only_mine).unwrap();
    }

    /// Lists what is there, as a build does.
    pub(crate) fn site(&self) -> Site {
        let list = self.folder.path().join(MANIFEST);
        std::fs::remove_file(&list).ok();
        let files = WalkDir::new(self.folder.path())
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file());
        let below = |path: &Path| path.strip_prefix(self.folder.path()).unwrap().to_str().unwrap().to_owned();
        let paths: Paths = files.map(|entry| below(entry.path())).collect();
        std::fs::write(list, to_text(false, &paths)).unwrap();
        Site::read(self.folder.path(), self.base).unwrap()
    }
}

/// Looks, plans and publishes.
pub(crate) fn published(place: &mut dyn Place, site: &Site) -> Result<Plan, PublishError> {
    let files = place.files(site)?;
    let plan = Plan::new(&files, &place.look(&files)?, Others::Keep)?;
    publish(place, &files, plan, Others::Keep)
}

/// What a plan would do.
pub(crate) fn planned(place: &mut dyn Place, site: &Site) -> Result<Plan, PublishError> {
    let files = place.files(site)?;
    Plan::new(&files, &place.look(&files)?, Others::Keep)
}

/// A place as a test sees it, past the code that is tested.
pub(crate) trait Spot {
    /// What publishes there.
    fn place(&self, site: &Site) -> Box<dyn Place>;
    /// A file there.
    fn read(&self, path: &str) -> Option<String>;
    /// Puts a file there as somebody else would.
    fn put(&self, path: &str, text: &str);
    /// Where a file of the site is.
    fn at(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// What the plan says, in one line.
pub(crate) fn said(plan: &Plan) -> String {
    let Plan { new, changed, deleted, others, .. } = plan;
    format!("{} new, {} changed, {} deleted, {others} others", new.len(), changed.len(), deleted.len())
}

/// Publishes a site, changes it, takes things away. `odd` is a name that is not plain. `counts_others`: whether the place
/// knows the files that are not ours.
pub(crate) fn lives(spot: &dyn Spot, base: &'static str, odd: &str, counts_others: bool) {
    let others = |count: usize| if counts_others { count } else { 0 };
    let built = Built::new(base, &[("index.html", "<p>1"), ("essays/a/index.html", "<p>a"), ("essays/a/a.json", "{}")]);
    built.write(odd, "odd");
    built.write("-rf.txt", "minus");
    built.write("empty.txt", "");
    spot.put("CNAME", "example.org");
    spot.put("essays/a/mine.txt", "mine");

    let publish = |line: &str| {
        let site = built.site();
        let plan = published(&mut *spot.place(&site), &site).unwrap();
        assert_eq!(said(&plan), line);
    };
    let is = |path: &str, text: Option<&str>| assert_eq!(spot.read(&spot.at(path)).as_deref(), text, "{path}");

    publish(&format!("6 new, 0 changed, 0 deleted, {} others", others(2)));
    is("index.html", Some("<p>1"));
    is(odd, Some("odd"));
    is("-rf.txt", Some("minus"));
    is("empty.txt", Some(""));

    let site = built.site();
    let plan = planned(&mut *spot.place(&site), &site).unwrap();
    assert!(plan.is_done(), "{}", said(&plan));

    built.write("index.html", "<p>2");
    publish(&format!("0 new, 1 changed, 0 deleted, {} others", others(2)));
    is("index.html", Some("<p>2"));

    built.remove("essays/a/index.html");
    built.remove("essays/a/a.json");
    built.remove(odd);
    publish(&format!("0 new, 0 changed, 3 deleted, {} others", others(2)));
    is("essays/a/index.html", None);
    is(odd, None);
    assert_eq!(spot.read("CNAME").as_deref(), Some("example.org"));
    assert_eq!(spot.read("essays/a/mine.txt").as_deref(), Some("mine"));

    // What somebody else put there is not replaced.
    spot.put(&spot.at("about.html"), "theirs");
    built.write("about.html", "ours");
    let site = built.site();
    let error = published(&mut *spot.place(&site), &site).unwrap_err();
    assert!(matches!(error, PublishError::InTheWay { .. }), "{error}");
    is("about.html", Some("theirs"));
}

/// Interrupts a publication, and publishes another site after it.
pub(crate) fn goes_on(spot: &dyn Spot) {
    let built = Built::new("/", &[("a.png", "a"), ("b/c.png", "c"), ("index.html", "1"), ("old.html", "old")]);
    let site = built.site();
    published(&mut *spot.place(&site), &site).unwrap();

    built.write("a.png", "a, but other");
    built.write("new.png", "new");
    built.write("zuletzt.html", "2");
    built.remove("old.html");
    let site = built.site();
    let mut place = spot.place(&site);
    let files = place.files(&site).unwrap();
    let plan = Plan::new(&files, &place.look(&files).unwrap(), Others::Keep).unwrap();
    built.remove("zuletzt.html");
    place.apply(&files, &plan).unwrap_err();

    built.write("new.png", "new, but other");
    built.write("zuletzt.html", "3");
    let site = built.site();
    published(&mut *spot.place(&site), &site).unwrap();
    for (path, text) in
        [("a.png", "a, but other"), ("new.png", "new, but other"), ("zuletzt.html", "3"), ("b/c.png", "c")]
    {
        assert_eq!(spot.read(path).as_deref(), Some(text), "{path}");
    }
    assert_eq!(spot.read("old.html"), None);
    let list = spot.read(MANIFEST).unwrap();
    assert!(list.ends_with("\na.png\nb/c.png\nindex.html\nnew.png\nzuletzt.html\n"), "{list}");
    assert!(planned(&mut *spot.place(&site), &site).unwrap().is_done());
}

/// Makes a folder of a file, and a file of a folder.
pub(crate) fn exchanges(spot: &dyn Spot) {
    let built = Built::new("/", &[("a.txt", "file"), ("index.html", "1")]);
    let publish = || {
        let site = built.site();
        said(&published(&mut *spot.place(&site), &site).unwrap())
    };
    publish();
    built.remove("a.txt");
    built.write("a.txt/b/index.html", "folder");
    assert_eq!(publish(), "1 new, 0 changed, 1 deleted, 0 others");
    assert_eq!(spot.read("a.txt/b/index.html").as_deref(), Some("folder"));
    std::fs::remove_dir_all(built.folder.path().join("a.txt")).unwrap();
    built.write("a.txt", "file");
    assert_eq!(publish(), "1 new, 0 changed, 1 deleted, 0 others");
    assert_eq!(spot.read("a.txt").as_deref(), Some("file"));
}
