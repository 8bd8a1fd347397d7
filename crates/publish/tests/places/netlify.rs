//! A stand-in that answers as Netlify's API is documented, and checks every digest.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use catchword_publish::{Netlify, Place, PublishError, Site};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use sha1::{Digest, Sha1};

use crate::harness::{Built, Spot, exchanges, goes_on, lives, planned, published, said};
use crate::http::{Answer, Request, Server};

const SITE: &str = "blog.netlify.app";
const TOKEN: &str = "secret-token";

#[derive(Default)]
struct State {
    /// The bytes of every file that was ever sent, by digest.
    store: BTreeMap<String, Vec<u8>>,
    /// The digests of the site that is shown.
    shown: BTreeMap<String, String>,
    deploys: Vec<Deploy>,
    /// How many requests are still answered with this status.
    busy: (usize, u16),
    /// How many files are taken before every further one is refused.
    takes: Option<usize>,
    /// The error of each deploy that has all files.
    breaks: Option<&'static str>,
    /// The paths in the order in which they came.
    sent: Vec<String>,
}

struct Deploy {
    files: BTreeMap<String, String>,
    required: BTreeSet<String>,
    polls: usize,
}

struct StandIn {
    server: Server,
    state: Arc<Mutex<State>>,
}

impl StandIn {
    fn start() -> StandIn {
        let state = Arc::new(Mutex::new(State::default()));
        let shared = state.clone();
        StandIn { server: Server::start(move |request| answer(request, &mut shared.lock().unwrap())), state }
    }

    fn api(&self) -> String {
        format!("http://{}/api/v1/", self.server.address())
    }

    fn with(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap());
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha1::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn answer(request: Request, state: &mut State) -> Answer {
    let is_known = request.header("authorization") == Some(&format!("Bearer {TOKEN}"));
    let (status, bytes) = if state.busy.0 > 0 {
        state.busy.0 -= 1;
        (state.busy.1, Vec::new())
    } else if !is_known || request.header("user-agent").is_none_or(str::is_empty) {
        (401, b"{\"code\":401,\"message\":\"Access Denied\"}".to_vec())
    } else {
        let decoded = |part: &str| percent_decode_str(part).decode_utf8().unwrap().into_owned();
        let parts: Vec<String> = request.target.trim_start_matches("/api/v1/").split('/').map(decoded).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let is_raw = request.header("content-type") == Some("application/vnd.bitballoon.v1.raw");
        route(&request.method, &parts, is_raw, request.body, state)
    };
    (status, "Retry-After: 0", bytes)
}

fn route(method: &str, parts: &[&str], is_raw: bool, body: Vec<u8>, state: &mut State) -> (u16, Vec<u8>) {
    let known = |path: &str, sha: &str| json!({ "id": path, "path": path, "sha": sha, "mime_type": "", "size": 1 });
    let reply = |value: Value| (200, value.to_string().into_bytes());
    let missing = (404, b"{\"code\":404,\"message\":\"Not Found\"}".to_vec());
    match (method, parts) {
        (_, ["sites", site, ..]) if *site != SITE => missing,
        ("GET", ["sites", _, "files"]) => reply(state.shown.iter().map(|(path, sha)| known(path, sha)).collect()),
        ("GET", ["sites", _, "files", rest @ ..]) => {
            let path = format!("/{}", rest.join("/"));
            match state.shown.get(&path) {
                Some(sha) if is_raw => (200, state.store[sha].clone()),
                Some(sha) => reply(known(&path, sha)),
                None => missing,
            }
        }
        ("POST", ["sites", _, "deploys"]) => {
            let asked: Value = serde_json::from_slice(&body).unwrap();
            let files: BTreeMap<String, String> = serde_json::from_value(asked["files"].clone()).unwrap();
            if files.keys().any(|path| !path.starts_with('/') || path.contains(['#', '?'])) {
                return (
                    422,
                    b"{\"code\":422,\"message\":\"Invalid filename. Deployed filenames cannot contain # or ?\"}"
                        .to_vec(),
                );
            }
            let required: BTreeSet<String> =
                files.values().filter(|sha| !state.store.contains_key(*sha)).cloned().collect();
            let id = state.deploys.len().to_string();
            state.deploys.push(Deploy { files, required: required.clone(), polls: 0 });
            reply(json!({ "id": id, "state": "uploading", "required": required }))
        }
        ("PUT", ["deploys", id, "files", rest @ ..]) => {
            let deploy = &mut state.deploys[id.parse::<usize>().unwrap()];
            let (path, sha) = (format!("/{}", rest.join("/")), digest(&body));
            if deploy.files.get(&path) != Some(&sha) {
                return (422, b"{\"code\":422,\"message\":\"the digest is another\"}".to_vec());
            }
            if let Some(takes) = &mut state.takes {
                if *takes == 0 {
                    return (422, b"{\"code\":422,\"message\":\"no more\"}".to_vec());
                }
                *takes -= 1;
            }
            deploy.required.remove(&sha);
            state.store.insert(sha.clone(), body);
            state.sent.push(path.clone());
            reply(known(&path, &sha))
        }
        ("GET", ["deploys", id]) => {
            let deploy = &mut state.deploys[id.parse::<usize>().unwrap()];
            assert!(deploy.required.is_empty(), "the client waits before it has sent everything");
            deploy.polls += 1;
            if let Some(message) = state.breaks {
                return reply(json!({ "id": id, "state": "error", "error_message": message }));
            }
            if deploy.polls < 2 {
                return reply(json!({ "id": id, "state": "processing" }));
            }
            state.shown = deploy.files.clone();
            reply(json!({ "id": id, "state": "ready" }))
        }
        _ => missing,
    }
}

impl Spot for StandIn {
    fn place(&self, _: &Site) -> Box<dyn Place> {
        Box::new(Netlify::at(&self.api(), SITE, TOKEN))
    }

    fn read(&self, path: &str) -> Option<String> {
        let state = self.state.lock().unwrap();
        let sha = state.shown.get(&format!("/{path}"))?;
        Some(String::from_utf8(state.store[sha].clone()).unwrap())
    }

    fn put(&self, path: &str, text: &str) {
        self.with(|state| {
            let sha = digest(text.as_bytes());
            state.store.insert(sha.clone(), text.as_bytes().to_vec());
            state.shown.insert(format!("/{path}"), sha);
        });
    }
}

/// Netlify takes no `#` and no `?` in a name.
const ODD: &str = "über uns/\"a\" 'b' $c %20*[e];&|.png";

#[test]
fn a_file_can_become_a_folder_and_the_reverse() {
    exchanges(&StandIn::start());
}

#[test]
fn a_site_has_what_was_published_and_what_others_put_there() {
    lives(&StandIn::start(), "/", ODD, true);
}

#[test]
fn a_site_in_a_folder_has_at_the_top_what_netlify_reads_there() {
    let stand_in = StandIn::start();
    let files = [("_headers", "/blog/*\n"), ("_redirects", "# none\n"), ("404.html", "none"), ("index.html", "1")];
    let built = Built::new("/blog/", &files);
    let site = built.site();
    published(&mut *stand_in.place(&site), &site).unwrap();
    for (path, text) in
        [("_headers", "/blog/*\n"), ("404.html", "none"), ("blog/index.html", "1"), ("blog/404.html", "none")]
    {
        assert_eq!(stand_in.read(path).as_deref(), Some(text), "{path}");
    }
    assert!(stand_in.read("blog/_headers").is_none() && stand_in.read("index.html").is_none());
    assert!(planned(&mut *stand_in.place(&site), &site).unwrap().is_done());
}

#[test]
fn a_host_that_asks_for_patience_gets_it() {
    let stand_in = StandIn::start();
    let built = Built::new("/", &[("index.html", "1")]);
    let site = built.site();
    for status in [429, 503] {
        stand_in.with(|state| state.busy = (2, status));
        planned(&mut *stand_in.place(&site), &site).unwrap();
    }
    stand_in.with(|state| state.busy = (100, 503));
    let error = planned(&mut *stand_in.place(&site), &site).unwrap_err();
    assert_eq!(error.to_string(), "Netlify refused the site: it answered with status 503");
}

#[test]
fn an_interrupted_publication_shows_nothing_and_goes_on() {
    goes_on(&StandIn::start());
    let stand_in = StandIn::start();
    let built = Built::new("/", &[("a.png", "a"), ("b.png", "b"), ("index.html", "1")]);
    let site = built.site();
    stand_in.with(|state| state.takes = Some(2));
    let error = published(&mut *stand_in.place(&site), &site).unwrap_err();
    assert_eq!(error.to_string(), "Netlify refused the site: no more");
    assert_eq!(stand_in.read("index.html"), None);
    stand_in.with(|state| {
        state.takes = None;
        state.sent.clear();
    });
    assert_eq!(said(&published(&mut *stand_in.place(&site), &site).unwrap()), "3 new, 0 changed, 0 deleted, 0 others");
    stand_in.with(|state| assert_eq!(state.sent.len(), 2, "what was sent before is not sent again: {:?}", state.sent));
    assert_eq!(stand_in.read("index.html").as_deref(), Some("1"));
}

#[test]
fn two_files_of_the_same_bytes_are_sent_once() {
    let stand_in = StandIn::start();
    stand_in.put("theirs.txt", "same");
    let built = Built::new("/", &[("a.txt", "same"), ("b.txt", "same"), ("c.txt", "other"), ("d.txt", "other")]);
    let site = built.site();
    published(&mut *stand_in.place(&site), &site).unwrap();
    for (path, text) in
        [("a.txt", "same"), ("b.txt", "same"), ("c.txt", "other"), ("d.txt", "other"), ("theirs.txt", "same")]
    {
        assert_eq!(stand_in.read(path).as_deref(), Some(text), "{path}");
    }
    stand_in.with(|state| assert_eq!(state.sent.len(), 2, "{:?}", state.sent));
}

#[test]
fn what_netlify_refuses_is_said_in_one_sentence() {
    let stand_in = StandIn::start();
    let built = Built::new("/", &[("index.html", "1")]);
    let site = built.site();
    let error = planned(&mut Netlify::at(&stand_in.api(), SITE, "wrong"), &site).unwrap_err();
    assert_eq!(error.to_string(), "`127.0.0.1` does not let you in");
    assert!(!format!("{error:?}").contains("wrong\""), "the secret is not printed: {error:?}");
    let error = planned(&mut Netlify::at(&stand_in.api(), "other.netlify.app", TOKEN), &site).unwrap_err();
    assert_eq!(error.to_string(), "there is no site `other.netlify.app` at Netlify, or you may not see it");
    stand_in.with(|state| state.breaks = Some("the build plugin failed"));
    let error = published(&mut *stand_in.place(&site), &site).unwrap_err();
    assert_eq!(error.to_string(), "Netlify refused the site: the build plugin failed");

    let odd = Built::new("/", &[("a#b.html", "1")]);
    let site = odd.site();
    let error = published(&mut *stand_in.place(&site), &site).unwrap_err();
    assert!(error.to_string().contains("cannot contain # or ?"), "{error}");

    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for (api, said) in [
        (format!("http://{free}"), "there is no way to `127.0.0.1`: the server does not answer at this port"),
        (
            "https://no-such-host.invalid".to_owned(),
            "there is no way to `no-such-host.invalid`: there is no server with this name",
        ),
    ] {
        let error = planned(&mut Netlify::at(&api, SITE, TOKEN), &site).unwrap_err();
        assert!(matches!(error, PublishError::NoConnection { .. }), "{error:?}");
        assert_eq!(error.to_string(), said);
    }
}
