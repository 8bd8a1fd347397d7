//! A real nginx with the configuration that the site brings along, and a plain way to ask it.

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

/// Where packages put it, which is not on an ordinary user's PATH everywhere.
const PLACES: [&str; 4] = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx"];
/// Where packages put the types that a server's own configuration includes.
const TYPES: [&str; 3] =
    ["/etc/nginx/mime.types", "/usr/local/etc/nginx/mime.types", "/opt/homebrew/etc/nginx/mime.types"];
/// How long it may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// The server. It ends when it is dropped.
pub(crate) struct Nginx {
    address: SocketAddr,
    base: String,
    process: Child,
    folder: PathBuf,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The status.
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    /// The body, as it was sent.
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A header's value. More than one of a name is a failure: none of a site's headers may be sent twice.
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
        // Between the asking for a free port and its use another process may take it.
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

    /// Asks for what lies at `below` the site's base.
    pub(crate) fn get(&self, below: &str) -> Answer {
        self.ask(&format!("{}{below}", self.base), &[])
    }

    /// Asks for a path, sent as it is, with headers.
    pub(crate) fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut stream = TcpStream::connect(self.address).expect("nginx listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket has a timeout");
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
        Answer { status, headers, body: answer[end + 4..].to_vec() }
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // One process, and no other test's: it may be gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Starts it at a port that was free; what it said, where it ends at once.
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
    let end = Instant::now() + PATIENCE;
    let is_there = loop {
        if process.try_wait().expect("a child can be asked").is_some() || Instant::now() > end {
            break false;
        }
        if TcpStream::connect(address).is_ok() {
            break true;
        }
        thread::sleep(Duration::from_millis(20));
    };
    let said = fs::read_to_string(folder.join("error.log")).unwrap_or_default();
    let nginx = Nginx { address, base: base.to_owned(), process, folder };
    // Another process may listen where it could not.
    if is_there && !said.contains("[emerg]") { Ok(nginx) } else { Err(said) }
}

fn program() -> PathBuf {
    let named = env::var_os("CATCHWORD_NGINX").map(PathBuf::from);
    named
        .or_else(|| PLACES.into_iter().map(PathBuf::from).find(|place| place.is_file()))
        .unwrap_or_else(|| PathBuf::from("nginx"))
}

/// What a server's own configuration says: everything that does not come from the site. One process without a master,
/// which changes to no other user: so it reads what its starter reads, and writes to the temporary folder alone.
fn main_configuration(folder: &Path, dist: &Path, address: SocketAddr) -> String {
    let Some(types) = TYPES.into_iter().find(|place| Path::new(place).is_file()) else {
        give_up("nginx's mime.types is nowhere that packages put it")
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
