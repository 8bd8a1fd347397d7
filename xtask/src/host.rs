//! A small static host on this machine, for the programs that look at a built site as a visitor's browser does.
//!
//! It does what a good host does: files compressed ahead of time are sent so, `_headers` is obeyed, a missing page gets
//! `404.html`, and connections are kept. That is all it does.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::headers::Rules;

/// How pages are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    /// As they lie in the folder.
    Whole,
    /// Without every `<script>`: what a site is that has none.
    WithoutScripts,
}

/// The host. It ends when it is dropped.
#[derive(Debug)]
pub struct Host {
    address: SocketAddr,
    desk: Arc<Desk>,
}

/// What the host's threads share.
#[derive(Debug)]
struct Desk {
    dist: PathBuf,
    base: String,
    pages: Pages,
    rules: Rules,
    /// Pages whose scripts have been taken out, by file, each compressed once.
    stripped: Mutex<HashMap<PathBuf, Arc<Body>>>,
    /// Each answer's path and bytes, without its head.
    sent: Mutex<Vec<(String, usize)>>,
    closed: AtomicBool,
}

#[derive(Debug)]
struct Body {
    bytes: Vec<u8>,
    encoding: Option<&'static str>,
}

struct Request {
    method: String,
    path: String,
    accepts: String,
    keeps: bool,
}

impl Host {
    /// Serves the folder `dist` below the path `base`, which begins and ends in `/`, on a free port.
    ///
    /// # Errors
    /// When no port is free, or `_headers` can't be read.
    pub fn start(dist: &Path, base: &str, pages: Pages) -> Result<Host> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("failed to find a free port")?;
        let address = listener.local_addr().context("failed to find the port of a socket")?;
        let desk = Arc::new(Desk {
            dist: dist.to_owned(),
            base: base.to_owned(),
            pages,
            rules: Rules::of(dist)?,
            stripped: Mutex::default(),
            sent: Mutex::default(),
            closed: AtomicBool::new(false),
        });
        let reception = desk.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if reception.closed.load(Ordering::SeqCst) {
                    return;
                }
                let desk = reception.clone();
                // A browser may break off whenever it likes.
                thread::spawn(move || desk.serve(&stream).ok());
            }
        });
        Ok(Host { address, desk })
    }

    /// The absolute address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What has been sent since this was last asked: each answer's path, and its bytes without the head.
    pub fn sent(&self) -> Vec<(String, usize)> {
        std::mem::take(&mut *self.desk.sent.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.desk.closed.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        TcpStream::connect(self.address).ok();
    }
}

impl Desk {
    fn serve(&self, stream: &TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        stream.set_nodelay(true)?;
        let mut lines = BufReader::new(stream);
        while let Some(request) = read(&mut lines)? {
            self.answer(stream, &request)?;
            if !request.keeps || self.closed.load(Ordering::SeqCst) {
                break;
            }
        }
        Ok(())
    }

    fn answer(&self, mut stream: &TcpStream, request: &Request) -> std::io::Result<()> {
        let (status, file) = match self.look_up(&request.path) {
            Found::File(file) => ("200 OK", file),
            Found::Folder => {
                let head = format!(
                    "HTTP/1.1 301 Moved Permanently\r\nLocation: {}/\r\nContent-Length: 0\r\n\r\n",
                    request.path
                );
                return stream.write_all(head.as_bytes());
            }
            Found::Nothing => ("404 Not Found", self.dist.join("404.html")),
        };
        let body = self.body(&file, &request.accepts);
        let mut head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n", body.bytes.len());
        if let Some(encoding) = body.encoding {
            head.push_str(&format!("Content-Encoding: {encoding}\r\nVary: Accept-Encoding\r\n"));
        }
        let headers = self.rules.headers(&request.path);
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("Content-Type")) {
            head.push_str(&format!("Content-Type: {}\r\n", mime_of(&file)));
        }
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())?;
        if request.method != "HEAD" {
            stream.write_all(&body.bytes)?;
            let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
            sent.push((request.path.clone(), body.bytes.len()));
        }
        stream.flush()
    }

    fn look_up(&self, path: &str) -> Found {
        let Some(below) = path.strip_prefix(&self.base) else { return Found::Nothing };
        if below.split('/').any(|part| part == "..") {
            return Found::Nothing;
        }
        let mut file = self.dist.join(below);
        if file.is_dir() {
            if !path.ends_with('/') {
                return Found::Folder;
            }
            file.push("index.html");
        }
        if file.is_file() { Found::File(file) } else { Found::Nothing }
    }

    fn body(&self, file: &Path, accepts: &str) -> Arc<Body> {
        if self.pages == Pages::WithoutScripts && file.extension().is_some_and(|extension| extension == "html") {
            return self.stripped(file, accepts);
        }
        for (encoding, suffix) in [("br", "br"), ("gzip", "gz")] {
            if accepts.contains(encoding)
                && let Some(name) = file.file_name()
                && let Ok(bytes) = fs::read(file.with_file_name(format!("{}.{suffix}", name.to_string_lossy())))
            {
                return Arc::new(Body { bytes, encoding: Some(encoding) });
            }
        }
        Arc::new(Body { bytes: fs::read(file).unwrap_or_default(), encoding: None })
    }

    /// A page without its scripts, squeezed as the one in the folder is.
    fn stripped(&self, file: &Path, accepts: &str) -> Arc<Body> {
        let mut stripped = self.stripped.lock().unwrap_or_else(PoisonError::into_inner);
        let body = stripped.entry(file.to_owned()).or_insert_with(|| {
            let bytes = without_scripts(&fs::read_to_string(file).unwrap_or_default()).into_bytes();
            let is_squeezed = file.with_extension("html.br").is_file() && accepts.contains("br");
            match squeezed(&bytes) {
                Ok(squeezed) if is_squeezed => Arc::new(Body { bytes: squeezed, encoding: Some("br") }),
                _ => Arc::new(Body { bytes, encoding: None }),
            }
        });
        body.clone()
    }
}

enum Found {
    File(PathBuf),
    /// A folder whose address lacks the slash.
    Folder,
    Nothing,
}

/// Reads a request to its end; none where the other side is done.
fn read(lines: &mut impl BufRead) -> std::io::Result<Option<Request>> {
    let mut line = String::new();
    if lines.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let method = words.next().unwrap_or_default().to_owned();
    let target = words.next().unwrap_or_default();
    let path = target.split('?').next().unwrap_or_default().to_owned();
    let mut request = Request { method, path, accepts: String::new(), keeps: true };
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 || line.trim_end().is_empty() {
            return Ok(Some(request));
        }
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        if name.eq_ignore_ascii_case("Accept-Encoding") {
            value.trim().clone_into(&mut request.accepts);
        }
        if name.eq_ignore_ascii_case("Connection") && value.trim().eq_ignore_ascii_case("close") {
            request.keeps = false;
        }
    }
}

/// The page's text from `<script` to `</script>` left out, each time. The pages are the press's, which writes both in
/// small letters.
fn without_scripts(page: &str) -> String {
    let mut rest = page;
    let mut kept = String::with_capacity(page.len());
    while let Some((before, script)) = rest.split_once("<script") {
        kept.push_str(before);
        rest = script.split_once("</script>").map_or("", |(_, after)| after);
    }
    kept + rest
}

fn squeezed(mut bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut squeezed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut squeezed, &params)?;
    Ok(squeezed)
}

fn mime_of(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("xml") => "application/xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("gif") => "image/gif",
        Some("ico") => "image/x-icon",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("catchword-xtask-host-{name}-{}", std::process::id()));
        fs::remove_dir_all(&folder).ok();
        fs::create_dir_all(folder.join("essays/x")).unwrap();
        let page = "<p>a</p><script src=x></script><p>b</p>";
        fs::write(folder.join("essays/x/index.html"), page).unwrap();
        fs::write(folder.join("essays/x/index.html.gz"), "squeezed").unwrap();
        fs::write(folder.join("404.html"), "lost").unwrap();
        fs::write(folder.join("_headers"), "/at/*\n  X-Kind: any\n").unwrap();
        folder
    }

    fn ask(host: &Host, path: &str, more: &str) -> String {
        let mut stream = TcpStream::connect(host.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{more}\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn a_host_does_what_hosts_do() {
        let folder = scratch("plain");
        let host = Host::start(&folder, "/at/", Pages::Whole).unwrap();
        let page = ask(&host, "/at/essays/x/?from=here", "");
        assert!(page.starts_with("HTTP/1.1 200 OK\r\n") && page.ends_with("</script><p>b</p>"), "{page}");
        assert!(page.contains("Content-Type: text/html; charset=utf-8\r\n") && page.contains("X-Kind: any\r\n"));
        let squeezed = ask(&host, "/at/essays/x/", "Accept-Encoding: gzip, deflate\r\n");
        assert!(squeezed.contains("Content-Encoding: gzip\r\n") && squeezed.ends_with("squeezed"), "{squeezed}");
        assert!(ask(&host, "/at/essays/x", "").contains("Location: /at/essays/x/\r\n"));
        for missing in ["/at/essays/y/", "/essays/x/", "/at/../at/essays/x/"] {
            let answer = ask(&host, missing, "");
            assert!(answer.starts_with("HTTP/1.1 404 ") && answer.ends_with("lost"), "{answer}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn one_connection_serves_two_requests() {
        let folder = scratch("kept");
        let host = Host::start(&folder, "/at/", Pages::Whole).unwrap();
        let mut stream = TcpStream::connect(host.address).unwrap();
        let request = "HEAD /at/essays/x/ HTTP/1.1\r\nHost: x\r\n";
        write!(stream, "{request}\r\n{request}Connection: close\r\n\r\n").unwrap();
        let mut answers = String::new();
        stream.read_to_string(&mut answers).unwrap();
        assert_eq!(answers.matches("200 OK").count(), 2, "{answers}");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn scripts_are_taken_out_where_that_is_asked() {
        let folder = scratch("stripped");
        let host = Host::start(&folder, "/at/", Pages::WithoutScripts).unwrap();
        assert!(ask(&host, "/at/essays/x/", "").ends_with("\r\n\r\n<p>a</p><p>b</p>"));
        assert_eq!(without_scripts("<script>a</script>b<script type=x>c</script>"), "b");
        fs::remove_dir_all(&folder).unwrap();
    }
}
