//! A plain static host on a port of its own, which can be told to misbehave. Raw sockets: what it must do wrong, no
//! HTTP library would let it do.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::misbehaviour::{Misbehaviour, of_the_future, unsanitised, without_its_fields};

/// The host. It ends when it is dropped.
pub(crate) struct Host {
    address: SocketAddr,
    desk: Arc<Desk>,
}

/// What the host's threads share.
struct Desk {
    dist: PathBuf,
    base: String,
    book: Mutex<Book>,
    changed: Condvar,
    closed: AtomicBool,
}

#[derive(Default)]
struct Book {
    /// The path of each request, in the order in which they came.
    asked: Vec<String>,
    /// The path of each request whose answer has been sent.
    answered: Vec<String>,
    /// What happens to the requests for a path, and how many times yet; `None` is until told otherwise.
    orders: HashMap<String, (Misbehaviour, Option<usize>)>,
    /// Every path for which there ever was an order.
    troubled: BTreeSet<String>,
    /// Every path that was asked for though nothing is there.
    missed: BTreeSet<String>,
}

struct Answer {
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
        let desk = Arc::new(Desk {
            dist: dist.to_owned(),
            base: base.to_owned(),
            book: Mutex::default(),
            changed: Condvar::new(),
            closed: AtomicBool::new(false),
        });
        let reception = desk.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if reception.closed.load(Ordering::SeqCst) {
                    return;
                }
                let desk = reception.clone();
                // A browser that breaks off is not the test's failure.
                thread::spawn(move || desk.serve(stream).ok());
            }
        });
        Host { address, desk }
    }

    /// `http://127.0.0.1:PORT`.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on, until [`Host::behave`], does this to every request for `path`.
    pub(crate) fn misbehave(&self, path: &str, how: Misbehaviour) {
        self.desk.order(path, how, None);
    }

    /// Does this to the next `times` requests for `path`.
    pub(crate) fn misbehave_times(&self, times: usize, path: &str, how: Misbehaviour) {
        self.desk.order(path, how, Some(times));
    }

    /// From now on answers well; requests that were held are answered now.
    pub(crate) fn behave(&self, path: &str) {
        self.desk.book().orders.remove(path);
        self.desk.changed.notify_all();
    }

    /// How many requests for `path` have come.
    pub(crate) fn asked(&self, path: &str) -> usize {
        self.desk.book().asked.iter().filter(|asked| *asked == path).count()
    }

    /// How many requests for `path` have been answered.
    pub(crate) fn answered(&self, path: &str) -> usize {
        self.desk.book().answered.iter().filter(|answered| *answered == path).count()
    }

    /// Whether there is something at a path, or a folder's page at the path with a slash.
    pub(crate) fn has(&self, path: &str) -> bool {
        matches!(self.desk.look_up(path.split(['?', '#']).next().unwrap_or(path)).status, 200 | 301)
    }

    /// Every request so far.
    pub(crate) fn log(&self) -> Vec<String> {
        self.desk.book().asked.clone()
    }

    /// The paths for which the test ordered trouble.
    pub(crate) fn troubled(&self) -> BTreeSet<String> {
        self.desk.book().troubled.clone()
    }

    /// The paths that were asked for though nothing is there.
    pub(crate) fn missed(&self) -> BTreeSet<String> {
        self.desk.book().missed.clone()
    }

    /// Forgets which paths were asked for though nothing is there.
    pub(crate) fn forgive_missed(&self) {
        self.desk.book().missed.clear();
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.desk.closed.store(true, Ordering::SeqCst);
        self.desk.changed.notify_all();
        // Wakes the thread that waits for a connection.
        let _ = TcpStream::connect(self.address);
    }
}

impl Desk {
    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn order(&self, path: &str, how: Misbehaviour, times: Option<usize>) {
        let mut book = self.book();
        book.troubled.insert(path.to_owned());
        book.orders.insert(path.to_owned(), (how, times));
        drop(book);
        self.changed.notify_all();
    }

    fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        // A browser opens connections in advance that it may never use.
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let Some(path) = read_path(&stream)? else { return Ok(()) };
        self.book().asked.push(path.clone());
        let how = self.wait_for_orders(&path);
        let sent = self.answer(&mut stream, &path, how);
        self.book().answered.push(path);
        sent
    }

    /// What is to be done to a request for `path`, when it has been held for as long as it shall be.
    fn wait_for_orders(&self, path: &str) -> Option<Misbehaviour> {
        let mut book = self.book();
        loop {
            let (how, times) = book.orders.get_mut(path)?;
            let how = *how;
            if how != Misbehaviour::Held {
                let over = times.as_mut().is_some_and(|times| {
                    *times -= 1;
                    *times == 0
                });
                if over {
                    book.orders.remove(path);
                }
                return Some(how);
            }
            if self.closed.load(Ordering::SeqCst) {
                return Some(Misbehaviour::Refused);
            }
            book = self.changed.wait(book).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn answer(&self, stream: &mut TcpStream, path: &str, how: Option<Misbehaviour>) -> std::io::Result<()> {
        let good = self.look_up(path);
        if good.status == 404 {
            self.book().missed.insert(path.to_owned());
        }
        let json = |body| Answer { status: 200, mime: "application/json", location: None, body };
        let page = |status, body: &[u8]| Answer { status, mime: HTML, location: None, body: body.to_owned() };
        match how {
            None | Some(Misbehaviour::Held) => write(stream, &good, good.body.len()),
            Some(Misbehaviour::Truncated) => write(stream, &good, good.body.len() / 2),
            Some(Misbehaviour::Refused) => Ok(()),
            Some(Misbehaviour::Status(status)) => write_whole(stream, &page(status, b"<h1>Out of order</h1>")),
            Some(Misbehaviour::Missing) => write_whole(stream, &self.not_found()),
            Some(Misbehaviour::Html) => write_whole(stream, &page(200, b"<!doctype html><h1>Welcome</h1>")),
            Some(Misbehaviour::WrongShape) => write_whole(stream, &json(without_its_fields(&good.body))),
            Some(Misbehaviour::Unsanitised) => write_whole(stream, &json(unsanitised(&good.body))),
            Some(Misbehaviour::NewerSchema) => write_whole(stream, &json(of_the_future(&good.body))),
        }
    }

    /// What a plain static host answers.
    fn look_up(&self, path: &str) -> Answer {
        let Some(below) = path.strip_prefix(&self.base).filter(|below| !below.contains("..")) else {
            return self.not_found();
        };
        let mut file = self.dist.join(below);
        if file.is_dir() {
            if !path.ends_with('/') {
                let location = Some(format!("{path}/"));
                return Answer { status: 301, mime: HTML, location, body: Vec::new() };
            }
            file.push("index.html");
        }
        match fs::read(&file) {
            Ok(body) => Answer { status: 200, mime: mime_of(&file), location: None, body },
            Err(_) => self.not_found(),
        }
    }

    fn not_found(&self) -> Answer {
        let body = fs::read(self.dist.join("404.html")).unwrap_or_else(|_| b"<h1>Not found</h1>".to_vec());
        Answer { status: 404, mime: HTML, location: None, body }
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

/// Reads a request to its end. Gives its path without the query, or nothing where none came.
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

fn write_whole(stream: &mut TcpStream, answer: &Answer) -> std::io::Result<()> {
    write(stream, answer, answer.body.len())
}

/// Writes an answer, but of its body no more than `sent` bytes.
fn write(stream: &mut TcpStream, answer: &Answer, sent: usize) -> std::io::Result<()> {
    let Answer { status, mime, location, body } = answer;
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
