//! A bare repository in a temporary folder.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use catchword_publish::{Git, Others, Place, Plan, PublishError, Site, publish};
use tempfile::TempDir;

use crate::harness::{Built, Spot, exchanges, goes_on, lives, planned, published, said};
use crate::http::Server;

const BRANCH: &str = "gh-pages";

struct Repository {
    folder: TempDir,
}

impl Repository {
    fn new(options: &[&str]) -> Repository {
        let repository = Repository { folder: tempfile::Builder::new().prefix("répo b").tempdir().unwrap() };
        run(Command::new("git").args(["init", "--quiet", "--bare"]).args(options).arg(repository.path()));
        repository
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("blog.git")
    }

    fn git(&self, arguments: &[&str]) -> Option<String> {
        let output =
            Command::new("git").arg("-C").arg(self.path()).args(arguments).stderr(Stdio::null()).output().unwrap();
        output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
    }

    fn address(&self) -> String {
        self.path().display().to_string()
    }
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

impl Spot for Repository {
    fn place(&self, _: &Site) -> Box<dyn Place> {
        Box::new(Git::new(&self.address(), BRANCH))
    }

    fn read(&self, path: &str) -> Option<String> {
        self.git(&["show", &format!("{BRANCH}:{path}")])
    }

    fn put(&self, path: &str, text: &str) {
        let clone = tempfile::tempdir().unwrap();
        let at = |arguments: &[&str]| {
            let who = ["-c", "user.name=A Person", "-c", "user.email=person@example.org"];
            run(Command::new("git").arg("-C").arg(clone.path()).args(who).args(arguments));
        };
        at(&["clone", "--quiet", &self.address(), "."]);
        let has_branch = self.git(&["rev-parse", "--verify", BRANCH]).is_some();
        if has_branch {
            at(&["checkout", "--quiet", BRANCH]);
        } else {
            at(&["checkout", "--quiet", "--orphan", BRANCH]);
        }
        let file = clone.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
        at(&["add", "--all"]);
        at(&["commit", "--quiet", "--message", "Theirs"]);
        at(&["push", "--quiet", "origin", BRANCH]);
    }
}

const ODD: &str = "über uns/\"a\" 'b' $c #d?%20*[e];&|.png";

#[test]
fn a_file_can_become_a_folder_and_the_reverse() {
    exchanges(&Repository::new(&[]));
}

#[test]
fn a_branch_has_the_site_and_what_others_put_there() {
    lives(&Repository::new(&[]), "/", ODD, true);
}

#[test]
fn an_interrupted_publication_goes_on() {
    goes_on(&Repository::new(&[]));
}

#[test]
fn a_repository_may_have_digests_of_another_kind_or_give_no_more_than_asked() {
    lives(&Repository::new(&["--object-format=sha256"]), "/", ODD, true);
    let partial = Repository::new(&[]);
    partial.git(&["config", "uploadpack.allowFilter", "true"]).unwrap();
    lives(&partial, "/", ODD, true);
}

#[test]
fn a_new_branch_has_one_commit_and_no_other_branch_changes() {
    let repository = Repository::new(&[]);
    let built = Built::new("/", &[("index.html", "1")]);
    let site = built.site();
    assert_eq!(
        said(&published(&mut *repository.place(&site), &site).unwrap()),
        "1 new, 0 changed, 0 deleted, 0 others"
    );
    assert_eq!(repository.git(&["log", "--format=%s", BRANCH]).unwrap(), "Publish the site\n");
    assert_eq!(repository.git(&["branch", "--format=%(refname:short)"]).unwrap(), "gh-pages\n");
    assert!(repository.read(".catchword-files").unwrap().ends_with("\nindex.html\n"));
}

#[test]
fn a_change_of_somebody_else_in_between_is_kept() {
    let repository = Repository::new(&[]);
    let built = Built::new("/", &[("index.html", "1")]);
    let site = built.site();
    published(&mut *repository.place(&site), &site).unwrap();
    built.write("index.html", "2");
    let site = built.site();

    let mut place = repository.place(&site);
    let files = place.files(&site).unwrap();
    let plan = Plan::new(&files, &place.look(&files).unwrap(), Others::Keep).unwrap();
    repository.put("CNAME", "example.org");
    let error = place.apply(&files, &plan).unwrap_err();
    assert!(matches!(error, PublishError::Moved { .. }), "{error}");
    publish(&mut *place, &files, plan, Others::Keep).unwrap();
    assert_eq!(repository.read("index.html").as_deref(), Some("2"));
    assert_eq!(repository.read("CNAME").as_deref(), Some("example.org"));
}

#[test]
fn a_file_of_somebody_else_is_replaced_only_on_request() {
    let repository = Repository::new(&[]);
    repository.put("index.html", "theirs");
    repository.put("same.html", "same");
    let built = Built::new("/", &[("index.html", "ours"), ("same.html", "same")]);
    let site = built.site();
    let mut place = repository.place(&site);
    let files = place.files(&site).unwrap();
    let there = place.look(&files).unwrap();
    let error = Plan::new(&files, &there, Others::Keep).unwrap_err();
    assert!(error.to_string().contains("`index.html` is there already"), "{error}");
    let replace = Others::Replace;
    let plan = Plan::new(&files, &there, replace).unwrap();
    publish(&mut *place, &files, plan, replace).unwrap();
    assert_eq!(repository.read("index.html").as_deref(), Some("ours"));
}

#[test]
fn a_host_that_refuses_the_branch_is_named_with_its_reason() {
    let repository = Repository::new(&[]);
    let hook = repository.path().join("hooks/update");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, "#!/bin/sh\necho 'this branch is protected' >&2\nexit 1\n").unwrap();
    make_program(&hook);
    let built = Built::new("/", &[("index.html", "1")]);
    let site = built.site();
    let error = published(&mut *repository.place(&site), &site).unwrap_err();
    assert!(error.to_string().contains("refused the site: remote: this branch is protected"), "{error}");
}

#[cfg(unix)]
fn make_program(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn what_can_not_be_reached_is_said_in_one_sentence() {
    let built = Built::new("/", &[("index.html", "1")]);
    let site = built.site();
    let refused = |repository: &str| planned(&mut Git::new(repository, BRANCH), &site).unwrap_err();
    let error = refused("/no/such/repository.git");
    assert_eq!(error.to_string(), "there is no repository `/no/such/repository.git`, or you may not see it");
    // A port at which nothing listens.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for address in [format!("http://{free}/a.git"), format!("ssh://me@{free}/a.git")] {
        let error = refused(&address);
        assert!(matches!(error, PublishError::NoConnection { .. }), "{error:?}");
        assert!(error.to_string().starts_with("there is no way to `"), "{error}");
    }
    let error = refused("https://no-such-host.invalid/a.git");
    assert!(matches!(error, PublishError::NoConnection { .. }), "{error:?}");
}

#[test]
fn a_wrong_password_is_said_and_never_printed() {
    let server = Server::start(|_| (401, "WWW-Authenticate: Basic realm=\"a\"", Vec::new()));
    let built = Built::new("/", &[("index.html", "1")]);
    let site = built.site();
    let address = format!("http://me:a-wrong-secret@{}/a.git", server.address());
    let error = planned(&mut Git::new(&address, BRANCH), &site).unwrap_err();
    assert!(matches!(error, PublishError::NoAccess { .. }), "{error:?}");
    assert!(error.to_string().ends_with("/a.git` does not let you in"), "{error}");
    assert!(!format!("{error:?}").contains("a-wrong-secret"), "{error:?}");
}
