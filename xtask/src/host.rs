//! A small static host on this machine, for programs that visit a built site.
//!
//! It does what a good host does, and no more: it sends files that were compressed ahead of time, obeys `_headers`, answers
//! with `404.html` for a missing page, and keeps connections open.

mod request;

use std::collections::HashMap;
use std::fs;
use std::io::{BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use self::request::Request;
use crate::headers::Rules;

/// Whether pages are sent with their scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    /// Pages are sent as they are.
    Kept,
    /// Every `<script>` is removed, as if the site had none.
    Removed,
}

/// The host. It stops when it is dropped.
#[derive(Debug)]
pub struct Host {
    address: SocketAddr,
    server: Arc<Server>,
}

/// What the host's threads share.
#[derive(Debug)]
struct Server {
    dist: PathBuf,
    base: String,
    scripts: Scripts,
    rules: Rules,
    /// Pages without their scripts, by file, each compressed once.
    stripped: Mutex<HashMap<PathBuf, Arc<Body>>>,
    /// The path of each response, and its size without the head.
    sent: Mutex<Vec<(String, usize)>>,
    closed: AtomicBool,
}

#[derive(Debug)]
struct Body {
    bytes: Vec<u8>,
    encoding: Option<&'static str>,
}

impl Host {
    /// Serves the folder `dist` below the path `base`, which begins and ends in `/`, on a free port.
    ///
    /// # Errors
    /// When no port is free, or `_headers` can't be read.
    pub fn start(dist: &Path, base: &str, scripts: Scripts) -> Result<Host> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("failed to find a free port")?;
        let address = listener.local_addr().context("failed to find the port of a socket")?;
        let server = Arc::new(Server {
            dist: dist.to_owned(),
            base: base.to_owned(),
            scripts,
            rules: Rules::of(dist)?,
            stripped: Mutex::default(),
            sent: Mutex::default(),
            closed: AtomicBool::new(false),
        });
        let listening = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if listening.closed.load(Ordering::SeqCst) {
                    return;
                }
                let server = listening.clone();
                // A browser may close a connection at any time.
                thread::spawn(move || server.serve(&stream).ok());
            }
        });
        Ok(Host { address, server })
    }

    /// The URL of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The path of each response since the last call, and its size without the head, in bytes.
    pub fn sent(&self) -> Vec<(String, usize)> {
        std::mem::take(&mut *self.server.sent.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.server.closed.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        TcpStream::connect(self.address).ok();
    }
}

impl Server {
    fn serve(&self, stream: &TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        stream.set_nodelay(true)?;
        let mut lines = BufReader::new(stream);
        while let Some(request) = request::read(&mut lines)? {
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
        if self.scripts == Scripts::Removed && file.extension().is_some_and(|extension| extension == "html") {
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

    /// A page without its scripts. It is compressed if the page in the folder is.
    fn stripped(&self, file: &Path, accepts: &str) -> Arc<Body> {
        let mut stripped = self.stripped.lock().unwrap_or_else(PoisonError::into_inner);
        let body = stripped.entry(file.to_owned()).or_insert_with(|| {
            let bytes = without_scripts(&fs::read_to_string(file).unwrap_or_default()).into_bytes();
            let is_compressed = file.with_extension("html.br").is_file() && accepts.contains("br");
            match compressed(&bytes) {
                Ok(compressed) if is_compressed => Arc::new(Body { bytes: compressed, encoding: Some("br") }),
                _ => Arc::new(Body { bytes, encoding: None }),
            }
        });
        body.clone()
    }
}

enum Found {
    File(PathBuf),
    /// A folder, but the address lacks the slash at its end.
    Folder,
    Nothing,
}

/// The page without anything from a `<script` to its `</script>`. The press writes both in lower case.
fn without_scripts(page: &str) -> String {
    let mut rest = page;
    let mut kept = String::with_capacity(page.len());
    while let Some((before, script)) = rest.split_once("<script") {
        kept.push_str(before);
        rest = script.split_once("</script>").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The bytes as the press compresses them.
///
/// # Errors
/// When the compressor fails.
pub fn compressed(mut bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut compressed, &params)?;
    Ok(compressed)
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
        Some("woff2") => "font/woff2",
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
    fn redirects_headers_compression_and_missing_pages() {
        let folder = scratch("plain");
        let host = Host::start(&folder, "/at/", Scripts::Kept).unwrap();
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
    fn a_connection_is_kept_for_a_second_request() {
        let folder = scratch("kept");
        let host = Host::start(&folder, "/at/", Scripts::Kept).unwrap();
        let mut stream = TcpStream::connect(host.address).unwrap();
        let request = "HEAD /at/essays/x/ HTTP/1.1\r\nHost: x\r\n";
        write!(stream, "{request}\r\n{request}Connection: close\r\n\r\n").unwrap();
        let mut answers = String::new();
        stream.read_to_string(&mut answers).unwrap();
        assert_eq!(answers.matches("200 OK").count(), 2, "{answers}");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn scripts_are_removed_on_request() {
        let folder = scratch("stripped");
        let host = Host::start(&folder, "/at/", Scripts::Removed).unwrap();
        assert!(ask(&host, "/at/essays/x/", "").ends_with("\r\n\r\n<p>a</p><p>b</p>"));
        assert_eq!(without_scripts("<script>a</script>b<script type=x>c</script>"), "b");
        fs::remove_dir_all(&folder).unwrap();
    }
}
