//! A static host on a port of its own, which can be told to misbehave. It uses raw sockets: no HTTP library would send
//! such broken answers.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use super::misbehaviour::{Misbehaviour, unsanitised, with_newer_schema, without_fields};

/// The host. It stops when dropped.
pub(crate) struct Host {
    address: SocketAddr,
    shared: Arc<Shared>,
}

/// What the host's threads share.
struct Shared {
    dist: PathBuf,
    base: String,
    state: Mutex<State>,
    changed: Condvar,
    closed: AtomicBool,
    edit: OnceLock<Edit>,
}

#[derive(Default)]
struct State {
    /// The path of each request, in the order of arrival.
    requests: Vec<String>,
    /// The path of each request whose response has been sent.
    responses: Vec<String>,
    /// How requests for a path are answered, and how many more times; `None` is until told otherwise.
    misbehaviours: HashMap<String, (Misbehaviour, Option<usize>)>,
    /// Every path for which there ever was a misbehaviour.
    misbehaved: BTreeSet<String>,
    /// Every path that was requested but has no file.
    missing: BTreeSet<String>,
}

/// Makes other bytes of a file's, by its path.
type Edit = Box<dyn Fn(&str, Vec<u8>) -> Vec<u8> + Send + Sync>;

struct Response {
    status: u16,
    mime: &'static str,
    location: Option<String>,
    body: Vec<u8>,
}

impl Host {
    /// Serves the folder `dist` below the path `base`, which begins and ends in `/`.
    pub(crate) fn start(dist: &Path, base: &str) -> Host {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let shared = Arc::new(Shared {
            dist: dist.to_owned(),
            base: base.to_owned(),
            state: Mutex::default(),
            changed: Condvar::new(),
            closed: AtomicBool::new(false),
            edit: OnceLock::new(),
        });
        let listening = shared.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if listening.closed.load(Ordering::SeqCst) {
                    return;
                }
                let serving = listening.clone();
                // A connection that the browser closes early is no failure.
                thread::spawn(move || serving.serve(stream).ok());
            }
        });
        Host { address, shared }
    }

    /// `http://127.0.0.1:PORT`.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Sends each file as `edit` changes it, from now on. It gets the path and the bytes.
    pub(crate) fn edit(&self, edit: impl Fn(&str, Vec<u8>) -> Vec<u8> + Send + Sync + 'static) {
        assert!(self.shared.edit.set(Box::new(edit)).is_ok(), "there is one edit for a host");
    }

    /// Answers every request for `path` like this, until [`Host::behave`].
    pub(crate) fn misbehave(&self, path: &str, how: Misbehaviour) {
        self.shared.misbehave(path, how, None);
    }

    /// Answers the next `times` requests for `path` like this.
    pub(crate) fn misbehave_times(&self, times: usize, path: &str, how: Misbehaviour) {
        self.shared.misbehave(path, how, Some(times));
    }

    /// Answers requests for `path` well again, and those that were held.
    pub(crate) fn behave(&self, path: &str) {
        self.shared.state().misbehaviours.remove(path);
        self.shared.changed.notify_all();
    }

    /// How many requests for `path` there were.
    pub(crate) fn requests(&self, path: &str) -> usize {
        self.shared.state().requests.iter().filter(|request| *request == path).count()
    }

    /// How many requests for `path` were answered.
    pub(crate) fn responses(&self, path: &str) -> usize {
        self.shared.state().responses.iter().filter(|response| *response == path).count()
    }

    /// Whether there is a file at a path, or a redirect to the path with a slash.
    pub(crate) fn has(&self, path: &str) -> bool {
        matches!(self.shared.look_up(path.split(['?', '#']).next().unwrap_or(path)).status, 200 | 301)
    }

    /// The path of every request so far.
    pub(crate) fn request_log(&self) -> Vec<String> {
        self.shared.state().requests.clone()
    }

    /// The paths for which the host was told to misbehave.
    pub(crate) fn misbehaved_paths(&self) -> BTreeSet<String> {
        self.shared.state().misbehaved.clone()
    }

    /// The paths that were requested but have no file.
    pub(crate) fn missing_paths(&self) -> BTreeSet<String> {
        self.shared.state().missing.clone()
    }

    /// Forgets those.
    pub(crate) fn clear_missing_paths(&self) {
        self.shared.state().missing.clear();
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.shared.closed.store(true, Ordering::SeqCst);
        self.shared.changed.notify_all();
        // A last connection lets the listening thread see it.
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn misbehave(&self, path: &str, how: Misbehaviour, times: Option<usize>) {
        let mut state = self.state();
        state.misbehaved.insert(path.to_owned());
        state.misbehaviours.insert(path.to_owned(), (how, times));
        drop(state);
        self.changed.notify_all();
    }

    fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        // A browser opens connections in advance and may never use them.
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let Some(path) = read_path(&stream)? else { return Ok(()) };
        self.state().requests.push(path.clone());
        let how = self.misbehaviour_for(&path);
        let sent = self.answer(&mut stream, &path, how);
        self.state().responses.push(path);
        sent
    }

    /// How to answer a request for `path`. Waits while such requests are held.
    fn misbehaviour_for(&self, path: &str) -> Option<Misbehaviour> {
        let mut state = self.state();
        loop {
            let (how, times) = state.misbehaviours.get_mut(path)?;
            let how = *how;
            if how != Misbehaviour::Held {
                let is_last = times.as_mut().is_some_and(|times| {
                    *times -= 1;
                    *times == 0
                });
                if is_last {
                    state.misbehaviours.remove(path);
                }
                return Some(how);
            }
            if self.closed.load(Ordering::SeqCst) {
                return Some(Misbehaviour::Refused);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn answer(&self, stream: &mut TcpStream, path: &str, how: Option<Misbehaviour>) -> std::io::Result<()> {
        let found = self.look_up(path);
        if found.status == 404 {
            self.state().missing.insert(path.to_owned());
        }
        let json = |body| Response { status: 200, mime: "application/json", location: None, body };
        let page = |status, body: &[u8]| Response { status, mime: HTML, location: None, body: body.to_owned() };
        match how {
            None | Some(Misbehaviour::Held) => write(stream, &found, found.body.len()),
            Some(Misbehaviour::Truncated) => write(stream, &found, found.body.len() / 2),
            Some(Misbehaviour::Refused) => Ok(()),
            Some(Misbehaviour::Status(status)) => write_whole(stream, &page(status, b"<h1>Out of order</h1>")),
            Some(Misbehaviour::Missing) => write_whole(stream, &self.not_found()),
            Some(Misbehaviour::Html) => write_whole(stream, &page(200, b"<!doctype html><h1>Welcome</h1>")),
            Some(Misbehaviour::Redirect) => {
                let location = Some("https://elsewhere.example/sign-in".to_owned());
                write_whole(stream, &Response { status: 302, mime: HTML, location, body: Vec::new() })
            }
            Some(Misbehaviour::OtherJson) => write_whole(stream, &json(b"[1, 2]".to_vec())),
            Some(Misbehaviour::WrongShape) => write_whole(stream, &json(without_fields(&found.body))),
            Some(Misbehaviour::Unsanitised) => write_whole(stream, &json(unsanitised(&found.body))),
            Some(Misbehaviour::NewerSchema) => write_whole(stream, &json(with_newer_schema(&found.body))),
        }
    }

    /// The response of a static host without misbehaviour.
    fn look_up(&self, path: &str) -> Response {
        let Some(below) = path.strip_prefix(&self.base).filter(|below| !below.contains("..")) else {
            return self.not_found();
        };
        let mut file = self.dist.join(below);
        if file.is_dir() {
            if !path.ends_with('/') {
                let location = Some(format!("{path}/"));
                return Response { status: 301, mime: HTML, location, body: Vec::new() };
            }
            file.push("index.html");
        }
        match fs::read(&file) {
            Ok(body) => Response { status: 200, mime: mime_of(&file), location: None, body: self.edited(path, body) },
            Err(_) => self.not_found(),
        }
    }

    fn not_found(&self) -> Response {
        let body = fs::read(self.dist.join("404.html")).unwrap_or_else(|_| b"<h1>Not found</h1>".to_vec());
        Response { status: 404, mime: HTML, location: None, body: self.edited("/404.html", body) }
    }

    fn edited(&self, path: &str, body: Vec<u8>) -> Vec<u8> {
        match self.edit.get() {
            Some(edit) => edit(path, body),
            None => body,
        }
    }
}

const HTML: &str = "text/html; charset=utf-8";

fn mime_of(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => HTML,
        Some("txt") => "text/plain; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("xml") => "application/xml",
        _ => "application/octet-stream",
    }
}

/// Reads a request and returns its path without the query; none if the connection closes first.
fn read_path(stream: &TcpStream) -> std::io::Result<Option<String>> {
    let mut lines = BufReader::new(stream).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(None) };
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let target = first.split(' ').nth(1).unwrap_or_default();
    Ok(Some(target.split('?').next().unwrap_or_default().to_owned()))
}

fn write_whole(stream: &mut TcpStream, response: &Response) -> std::io::Result<()> {
    write(stream, response, response.body.len())
}

/// Writes a response with only the first `sent` bytes of its body.
fn write(stream: &mut TcpStream, response: &Response, sent: usize) -> std::io::Result<()> {
    let Response { status, mime, location, body } = response;
    let location = location.as_ref().map(|url| format!("Location: {url}\r\n")).unwrap_or_default();
    write!(
        stream,
        "HTTP/1.1 {status} As told\r\nContent-Type: {mime}\r\nContent-Length: {}\r\n{location}\
         Cache-Control: no-cache\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body[..sent])?;
    stream.flush()
}
