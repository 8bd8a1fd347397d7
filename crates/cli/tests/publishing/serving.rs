//! What the server of `catchword serve` answers, and whom. What browsers show is tested with browsers.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::{Project, essay, text_of};

/// How long a change may take to be noticed: a machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server on a free port. It ends when this is dropped.
struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Server {
    fn start(project: &Project) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_catchword"));
        command.args(["serve", "--app", "app", "--port", "0"]).current_dir(project.path("."));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("Your site is at http://127.0.0.1:").unwrap_or_else(|| panic!("{line}"));
        let port = address.split('/').next().unwrap().parse().unwrap();
        Server { child, port }
    }

    /// The status and the text of an answer.
    fn ask(&self, request: &str, host: &str) -> (u16, String) {
        self.ask_with(request, host, "")
    }

    /// The same with further headers.
    fn ask_with(&self, request: &str, host: &str, headers: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(stream, "{request} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
    }

    fn get(&self, path: &str) -> (u16, String) {
        self.ask(&format!("GET {path}"), &format!("127.0.0.1:{}", self.port))
    }

    fn wait_for(&self, path: &str, status: u16) {
        let end = Instant::now() + PATIENCE;
        while self.get(path).0 != status {
            assert!(Instant::now() < end, "{path} has never had the status {status}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

fn project() -> Project {
    Project::new(&[("essays/one.md", &essay("One", "date = 2020-05-01", "Text."))])
}

#[test]
fn pages_files_and_what_is_missing_have_their_status() {
    let project = project();
    project.write(
        "content/essays/two.md",
        &essay("Two", "date = 2020-05-01\naliases = [\"/old/\"]", "![A](../images/a.svg)"),
    );
    project.write("content/images/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>");
    let server = Server::start(&project);
    for (path, status) in [
        ("/", 200),
        ("/essays/one/", 200),
        ("/essays/one/index.json", 200),
        ("/essays/one", 307),
        ("/images/a.svg", 200),
        ("/old/", 200),
        ("/.catchword/live.js", 200),
        ("/.catchword/text?path=/essays/one/", 200),
        ("/.catchword/text?path=/tags/", 204),
        ("/.catchword/text", 400),
        ("/none/", 404),
        ("/_headers", 404),
        ("/.catchword-files", 404),
        ("/../content/site.toml", 404),
        ("/%2e%2e/site.toml", 404),
        ("/site.toml", 404),
    ] {
        let (found, text) = server.get(path);
        assert_eq!(found, status, "{path}: {text}");
        assert!(text.contains("cache-control: no-cache"), "{path}: {text}");
    }
    assert_eq!(server.ask("POST /", &format!("localhost:{}", server.port)).0, 405);
}

#[test]
fn nobody_else_reads_the_drafts() {
    let server = Server::start(&project());
    let port = server.port;
    for (host, status) in [
        (format!("127.0.0.1:{port}"), 200),
        (format!("LOCALHOST:{port}"), 200),
        ("evil.example".to_owned(), 403),
        (format!("evil.example:{port}"), 403),
        (format!("127.0.0.1.evil.example:{port}"), 403),
        ("127.0.0.1".to_owned(), 403),
        (String::new(), 403),
    ] {
        assert_eq!(server.ask("GET /", &host).0, status, "{host}");
    }
}

#[test]
fn only_a_page_of_the_site_may_open_a_file() {
    let server = Server::start(&project());
    let host = format!("localhost:{}", server.port);
    let open = |headers: &str| server.ask_with("POST /.catchword/open?path=/essays/none/", &host, headers).0;
    for headers in ["", "Origin: http://evil.example\r\n", "Origin: null\r\n", &format!("Origin: https://{host}\r\n")] {
        assert_eq!(open(headers), 403, "{headers}");
    }
    assert_eq!(open(&format!("Origin: http://{host}\r\n")), 404);
}

#[test]
fn the_address_may_change_while_the_site_is_served() {
    let project = project();
    let server = Server::start(&project);
    let settings = project.read("content/site.toml");
    project.write("content/site.toml", &settings.replace("https://example.org/", "https://example.org/new/"));
    server.wait_for("/new/essays/one/", 200);
    assert_eq!(server.get("/new/.catchword/live.js").0, 200);
    assert_eq!(server.get("/").0, 307);
}

#[test]
fn without_a_site_there_is_nothing_to_serve() {
    let project = project();
    project.remove("content/site.toml");
    let output = project.run(&["serve", "--app", "app", "--content", "content"]);
    assert_eq!(output.status.code(), Some(2), "{}", text_of(&output));
    assert!(text_of(&output).contains("there is no `content/site.toml`"), "{}", text_of(&output));
}
