//! A real nginx with the configuration in the built site, and a plain HTTP client for it.

use std::env;
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::give_up;

/// Where packages put it; not every user's PATH has these folders.
const PROGRAMS: [&str; 4] = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx"];
/// Where packages put the MIME types that a server's configuration includes.
const MIME_TYPES: [&str; 3] =
    ["/etc/nginx/mime.types", "/usr/local/etc/nginx/mime.types", "/opt/homebrew/etc/nginx/mime.types"];
/// How long it may take to listen, or to answer.
const TIMEOUT: Duration = Duration::from_secs(20);

/// The server. It stops when dropped.
pub(crate) struct Nginx {
    address: SocketAddr,
    base: String,
    process: Child,
    folder: PathBuf,
}

/// A response.
#[derive(Debug)]
pub(crate) struct Response {
    /// The status.
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    /// The body.
    pub(crate) body: Vec<u8>,
}

impl Response {
    /// A header's value. Panics if the header was sent twice.
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let value = values.next().map(|(_, value)| &**value);
        assert!(values.next().is_none(), "{name} is sent twice: {:?}", self.headers);
        value
    }
}

impl Nginx {
    /// Serves the folder `dist` with the `_nginx.conf` in it; the site lies below `base`, which begins and ends in `/`.
    pub(crate) fn start(dist: &Path, base: &str) -> Nginx {
        let dist = fs::canonicalize(dist).unwrap_or_else(|error| give_up(&format!("{}: {error}", dist.display())));
        // Another process may take the port before nginx does.
        let mut log = String::new();
        for _ in 0..5 {
            match try_to_start(&dist, base) {
                Ok(nginx) => return nginx,
                Err(said) if said.contains("Address already in use") => log = said,
                Err(said) => panic!("nginx does not start:\n{said}"),
            }
        }
        panic!("nginx finds no port:\n{log}")
    }

    /// `http://127.0.0.1:PORT`.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Requests a path `below` the site's base.
    pub(crate) fn get(&self, below: &str) -> Response {
        self.ask(&format!("{}{below}", self.base), &[])
    }

    /// Requests a path, sent as it is, with headers.
    pub(crate) fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Response {
        let mut stream = TcpStream::connect(self.address).expect("nginx listens");
        stream.set_read_timeout(Some(TIMEOUT)).expect("a socket has a timeout");
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n", self.address)
            .expect("nginx reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("nginx answers");
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("headers end");
        let head = String::from_utf8(answer[..end].to_vec()).expect("headers are text");
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).expect("a status");
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Response { status, headers, body: answer[end + 4..].to_vec() }
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Starts it at a port that was free. The error is its log, if it ends at once.
fn try_to_start(dist: &Path, base: &str) -> Result<Nginx, String> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let nth = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = env::temp_dir().join(format!("catchword-nginx-{}-{nth}", std::process::id()));
    fs::create_dir_all(&folder).expect("the temporary folder can be written to");
    let address = TcpListener::bind(("127.0.0.1", 0)).and_then(|socket| socket.local_addr()).expect("a free port");
    let main = folder.join("nginx.conf");
    fs::write(&main, main_configuration(&folder, dist, address)).expect("the temporary folder can be written to");
    let mut process = Command::new(program())
        .arg("-p")
        .arg(&folder)
        .arg("-e")
        .arg(folder.join("error.log"))
        .arg("-c")
        .arg(&main)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| {
            give_up(&format!(
                "nginx can't be started ({error}). Debian has it as nginx-light; CATCHWORD_NGINX may name it"
            ))
        });
    let end = Instant::now() + TIMEOUT;
    let listens = loop {
        if process.try_wait().expect("a child can be asked").is_some() || Instant::now() > end {
            break false;
        }
        if TcpStream::connect(address).is_ok() {
            break true;
        }
        thread::sleep(Duration::from_millis(20));
    };
    let log = fs::read_to_string(folder.join("error.log")).unwrap_or_default();
    let nginx = Nginx { address, base: base.to_owned(), process, folder };
    // Another process may be listening at the port that nginx could not get.
    if listens && !log.contains("[emerg]") { Ok(nginx) } else { Err(log) }
}

fn program() -> PathBuf {
    let named = env::var_os("CATCHWORD_NGINX").map(PathBuf::from);
    named
        .or_else(|| PROGRAMS.into_iter().map(PathBuf::from).find(|place| place.is_file()))
        .unwrap_or_else(|| PathBuf::from("nginx"))
}

/// The server's part of the configuration, which is not the site's. One process without a master, which does not change
/// its user: it can read what the tests can, and writes to the temporary folder alone.
fn main_configuration(folder: &Path, dist: &Path, address: SocketAddr) -> String {
    let Some(types) = MIME_TYPES.into_iter().find(|place| Path::new(place).is_file()) else {
        give_up("nginx's mime.types is in none of the folders where packages put it")
    };
    let (folder, dist) = (folder.display(), dist.display());
    format!(
        "daemon off;\n\
         master_process off;\n\
         pid \"{folder}/nginx.pid\";\n\
         events {{ worker_connections 256; }}\n\
         http {{\n\
             client_body_temp_path \"{folder}/body\";\n\
             proxy_temp_path \"{folder}/proxy\";\n\
             fastcgi_temp_path \"{folder}/fastcgi\";\n\
             uwsgi_temp_path \"{folder}/uwsgi\";\n\
             scgi_temp_path \"{folder}/scgi\";\n\
             access_log off;\n\
             include \"{types}\";\n\
             default_type application/octet-stream;\n\
             server {{\n\
                 listen {address};\n\
                 set $catchword \"{dist}\";\n\
                 include \"{dist}/_nginx.conf\";\n\
             }}\n\
         }}\n"
    )
}
