//! A server that works like S3, and checks signatures.

use std::process::{Command, Stdio};

use catchword_publish::{Keys, Place, PublishError, S3, Site};
use tempfile::TempDir;
use ureq::Agent;

use crate::harness::{Built, Spot, goes_on, lives, planned, published, said};
use crate::{Running, free_port, program, wait_for};

const BUCKET: &str = "blog";
const ID: &str = "AN-ID";
const SECRET: &str = "a-right-secret";

/// A server that keeps buckets as folders, and checks signatures.
struct S3s {
    _folder: TempDir,
    port: u16,
    _running: Running,
}

impl S3s {
    fn start() -> S3s {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(BUCKET)).unwrap();
        let port = free_port();
        let server = Command::new(program("CATCHWORD_S3S"))
            .args(["--host", "127.0.0.1", "--port", &port.to_string(), "--access-key", ID, "--secret-key", SECRET])
            .arg(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let running = Running(server);
        wait_for(port);
        S3s { _folder: folder, port, _running: running }
    }

    fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn bucket(&self, site: &Site, bucket: &str, keys: Keys) -> S3 {
        S3::new(site, bucket, "us-east-1", Some(&self.endpoint()), keys).unwrap()
    }

    /// Asks as somebody who has the keys, past the code that is tested.
    fn raw(&self, method: &str, path: &str, body: &str) -> ureq::http::Response<ureq::Body> {
        use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};
        let bucket = Bucket::new(self.endpoint().parse().unwrap(), UrlStyle::Path, BUCKET, "us-east-1").unwrap();
        let credentials = Credentials::new(ID, SECRET);
        let hour = std::time::Duration::from_secs(3600);
        let url = match method {
            "PUT" => bucket.put_object(Some(&credentials), path).sign(hour),
            _ => bucket.get_object(Some(&credentials), path).sign(hour),
        };
        let agent: Agent = Agent::config_builder().http_status_as_error(false).build().into();
        match method {
            "PUT" => agent.put(url.as_str()).send(body).unwrap(),
            _ => agent.get(url.as_str()).call().unwrap(),
        }
    }
}

fn keys(secret: &str) -> Keys {
    Keys { id: ID.to_owned(), secret: secret.to_owned(), session: None }
}

impl Spot for S3s {
    fn place(&self, site: &Site) -> Box<dyn Place> {
        Box::new(self.bucket(site, BUCKET, keys(SECRET)))
    }

    fn read(&self, path: &str) -> Option<String> {
        let mut response = self.raw("GET", path, "");
        (response.status() == 200).then(|| response.body_mut().read_to_string().unwrap())
    }

    fn put(&self, path: &str, text: &str) {
        assert_eq!(self.raw("PUT", path, text).status(), 200);
    }
}

/// This server does not encode a `%` in its lists, as S3 does.
const ODD: &str = "über uns/\"a\" 'b' $c #d?*[e];&|.png";

#[test]
fn a_bucket_has_the_site_and_what_others_put_there() {
    lives(&S3s::start(), "/", ODD, true);
}

#[test]
fn an_interrupted_publication_goes_on() {
    goes_on(&S3s::start());
}

#[test]
fn a_site_in_a_folder_is_in_that_folder_and_the_rest_is_not_looked_at() {
    let server = S3s::start();
    server.put("index.html", "theirs");
    let built = Built::new("/blog/", &[("index.html", "1")]);
    let site = built.site();
    assert_eq!(said(&published(&mut *server.place(&site), &site).unwrap()), "1 new, 0 changed, 0 deleted, 0 others");
    assert_eq!(server.read("blog/index.html").as_deref(), Some("1"));
    assert_eq!(server.read("index.html").as_deref(), Some("theirs"));
}

#[test]
fn a_file_has_its_type_and_how_long_it_may_be_kept() {
    let server = S3s::start();
    let rules =
        "/*\n  Referrer-Policy: no-referrer\n\n/app-1.js\n  Cache-Control: public, max-age=31536000, immutable\n";
    let built = Built::new(
        "/",
        &[("_headers", rules), ("app-1.js", "1"), ("app-1.js.br", "1"), ("index.html", "1"), ("feed.xml", "1")],
    );
    let site = built.site();
    published(&mut *server.place(&site), &site).unwrap();
    for (path, kind, kept) in [
        ("app-1.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("index.html", "text/html; charset=utf-8", "no-cache"),
        ("feed.xml", "application/atom+xml; charset=utf-8", "no-cache"),
    ] {
        let response = server.raw("GET", path, "");
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!((header("content-type").as_str(), header("cache-control").as_str()), (kind, kept), "{path}");
    }
    assert!(server.read("_headers").is_none() && server.read("app-1.js.br").is_none());
}

#[test]
fn a_long_list_has_several_pages() {
    let server = S3s::start();
    let built = Built::new("/", &[]);
    for number in 0..1100 {
        built.write(&format!("files/{number:04}.txt"), "1");
    }
    let site = built.site();
    published(&mut *server.place(&site), &site).unwrap();
    let plan = planned(&mut *server.place(&site), &site).unwrap();
    assert!(plan.is_done() && plan.same == 1100, "{}", said(&plan));
}

#[test]
fn what_the_host_refuses_is_said_in_one_sentence() {
    let server = S3s::start();
    let built = Built::new("/", &[("index.html", "1")]);
    let site = built.site();
    let refused = |mut place: S3| planned(&mut place, &site).unwrap_err();
    let error = refused(server.bucket(&site, BUCKET, keys("a-wrong-secret")));
    assert_eq!(error.to_string(), "`127.0.0.1` does not let you in");
    assert!(!format!("{error:?}").contains("a-wrong-secret"), "{error:?}");
    let error = refused(server.bucket(&site, BUCKET, Keys { id: "NOBODY".to_owned(), ..keys(SECRET) }));
    assert_eq!(error.to_string(), "`127.0.0.1` does not let you in");
    let error = refused(server.bucket(&site, "no-such-bucket", keys(SECRET)));
    assert_eq!(error.to_string(), "there is no bucket `no-such-bucket`, or you may not see it");
    let at = |endpoint: &str| S3::new(&site, BUCKET, "us-east-1", Some(endpoint), keys(SECRET)).unwrap();
    for endpoint in [format!("http://127.0.0.1:{}", free_port()), "https://no-such-host.invalid".to_owned()] {
        let error = refused(at(&endpoint));
        assert!(matches!(error, PublishError::NoConnection { .. }), "{error:?}");
    }
}
