//! rsync, to OpenSSH's server.

use catchword_publish::{Place, PublishError, Rsync, Server, Site};

use crate::free_port;
use crate::harness::{Built, Spot, exchanges, goes_on, lives, published};
use crate::openssh::OpenSsh;

struct Folder(OpenSsh);

impl Spot for Folder {
    fn place(&self, site: &Site) -> Box<dyn Place> {
        Box::new(Rsync::new(site, self.0.server()))
    }

    fn read(&self, path: &str) -> Option<String> {
        self.0.read(path)
    }

    fn put(&self, path: &str, text: &str) {
        self.0.put(path, text);
    }
}

#[test]
fn a_file_can_become_a_folder_and_the_reverse() {
    exchanges(&Folder(OpenSsh::start()));
}

#[test]
fn a_folder_has_the_site_and_what_others_put_there() {
    let folder = Folder(OpenSsh::start());
    lives(&folder, "/", "über uns/\"a\" 'b' $c #d?%20*[e];&|.png", false);
    assert!(!folder.0.has("über uns"), "an empty folder goes");
    assert!(folder.0.has("essays/a"), "one with somebody else's file stays");
}

#[test]
fn an_interrupted_publication_goes_on() {
    goes_on(&Folder(OpenSsh::start()));
}

#[test]
fn every_reader_may_see_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder(OpenSsh::start());
    let built = Built::new("/", &[("a/index.html", "1")]);
    built.protect("a/index.html");
    let site = built.site();
    published(&mut *folder.place(&site), &site).unwrap();
    let mode = |path: &str| folder.0.folder().join(path).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("a"), mode("a/index.html")), (0o755, 0o644));
}

#[test]
fn what_can_not_be_reached_is_said_in_one_sentence() {
    let ssh = OpenSsh::start();
    let built = Built::new("/", &[("index.html", "1")]);
    let site = built.site();
    let refused = |server: Server| published(&mut Rsync::new(&site, server), &site).unwrap_err();
    let error = refused(ssh.with_unknown_key());
    assert_eq!(error.to_string(), "`127.0.0.1` does not let you in");
    let error = refused(ssh.with_unknown_host());
    assert!(
        matches!(&error, PublishError::NoAccess { help, .. } if help.contains("does not know the server yet")),
        "{error:?}"
    );
    let error = refused(Server { port: Some(free_port()), ..ssh.server() });
    assert_eq!(error.to_string(), "there is no way to `127.0.0.1`: the server does not answer at this port");
    let error = refused(Server { host: "no-such-host.invalid".to_owned(), ..ssh.server() });
    assert!(matches!(error, PublishError::NoConnection { .. }), "{error:?}");
    let path = format!("{}/no/such", ssh.folder().display());
    let error = refused(Server { path, ..ssh.server() });
    assert!(matches!(error, PublishError::NoPlace { .. }), "{error:?}");
}
