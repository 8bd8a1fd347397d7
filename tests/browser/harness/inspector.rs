//! WebKit's remote inspector, for the sake of the console: WebKitWebDriver has no command that reads it, and the browser
//! does not print it while it is driven.
//!
//! The wire is that of WebKitGTK's own inspector (RemoteInspectorServer.cpp, SocketConnection.cpp): a message is its
//! length, big-endian; a byte of flags, 1 for little-endian; its name and a zero; its arguments as a GVariant. Those used
//! here are two numbers of 64 bits, connection and target, and then a text that ends in a zero. The text is JSON of
//! the inspector's protocol, in which each page is a "target", and what is said to a page is JSON in JSON.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::console::Line;

/// The browser's one connection, and in it the first page. The list of targets that the server sends does not name
/// pages that a driver has taken hold of, but they can be inspected. (The second target is the driver's.)
const FIRST_PAGE: [u8; 16] = {
    let mut numbers = [0; 16];
    numbers[0] = 1;
    numbers[8] = 1;
    numbers
};

const LITTLE_ENDIAN: u8 = 1;

const CEILING: Duration = Duration::from_secs(30);

/// A connection to the inspector of the browser's first window.
pub(super) struct Inspector {
    book: Arc<Book>,
}

struct Book {
    wire: TcpStream,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// The page that is shown. Another site's page is another target.
    page: Option<String>,
    console: Vec<Line>,
    last_id: u64,
    answered: BTreeSet<u64>,
    closed: bool,
}

impl Inspector {
    /// Connects to the inspector at `HOST:PORT`, and waits until the page reports what comes to its console.
    pub(super) fn attach(address: &str) -> Inspector {
        let wire = TcpStream::connect(address).unwrap_or_else(|error| panic!("no inspector at {address}: {error}"));
        let reading = wire.try_clone().expect("a second handle of a socket");
        let book = Arc::new(Book { wire, state: Mutex::default(), changed: Condvar::new() });
        let reader = book.clone();
        thread::spawn(move || {
            let _ = reader.read(reading);
            reader.state().closed = true;
            reader.changed.notify_all();
        });
        // The hash of the commands that the client knows: none.
        book.send("SetupInspectorClient", &[0]);
        book.send("Setup", &FIRST_PAGE);
        book.wait_until("WebKit's inspector shows the page", |state| state.page.is_some());
        let inspector = Inspector { book };
        inspector.catch_up();
        inspector
    }

    /// What has come to the console since it was last looked at.
    pub(super) fn console(&self) -> Vec<Line> {
        self.catch_up();
        std::mem::take(&mut self.book.state().console)
    }

    /// Asks the page for nothing much: what it had to say before has come when it answers.
    fn catch_up(&self) {
        let mut state = self.book.state();
        let Some(page) = state.page.clone() else { return };
        let id = self.book.tell(&mut state, &page, "Runtime.evaluate", &json!({ "expression": "0" }));
        drop(state);
        self.book.wait_until("the page answers WebKit's inspector", |state| {
            state.closed || state.answered.remove(&id) || state.page.as_ref() != Some(&page)
        });
    }
}

impl Drop for Inspector {
    fn drop(&mut self) {
        let _ = self.book.wire.shutdown(std::net::Shutdown::Both);
    }
}

impl Book {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_until(&self, what: &str, is_so: impl Fn(&mut State) -> bool) {
        let state = self.state();
        let (state, waited) = self
            .changed
            .wait_timeout_while(state, CEILING, |state| !is_so(state))
            .unwrap_or_else(PoisonError::into_inner);
        drop(state);
        assert!(!waited.timed_out(), "waited in vain until: {what}");
    }

    fn send(&self, name: &str, arguments: &[u8]) {
        let length = u32::try_from(name.len() + 1 + arguments.len()).expect("a short message");
        let mut message = length.to_be_bytes().to_vec();
        message.push(LITTLE_ENDIAN);
        message.extend(name.bytes());
        message.push(0);
        message.extend(arguments);
        // A browser that is gone hears nothing: the test learns of it from the driver.
        let _ = (&self.wire).write_all(&message);
    }

    /// Gives a page a command, and gives the number under which it will answer.
    fn tell(&self, state: &mut State, page: &str, method: &str, parameters: &Value) -> u64 {
        state.last_id += 1;
        let id = state.last_id;
        let command = json!({ "id": id, "method": method, "params": parameters }).to_string();
        let parameters = json!({ "targetId": page, "message": command });
        let outer = json!({ "id": id, "method": "Target.sendMessageToTarget", "params": parameters }).to_string();
        let mut arguments = FIRST_PAGE.to_vec();
        arguments.extend(outer.bytes());
        arguments.push(0);
        self.send("SendMessageToBackend", &arguments);
        id
    }

    fn read(&self, mut wire: TcpStream) -> io::Result<()> {
        loop {
            let mut head = [0; 5];
            wire.read_exact(&mut head)?;
            let [length @ .., _flags] = head;
            let mut message = vec![0; u32::from_be_bytes(length) as usize];
            wire.read_exact(&mut message)?;
            let mut parts = message.splitn(2, |byte| *byte == 0);
            let (name, arguments) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            if name == b"SendMessageToFrontend" && arguments.len() > FIRST_PAGE.len() {
                let text = &arguments[FIRST_PAGE.len()..arguments.len() - 1];
                self.hear(&serde_json::from_slice(text).unwrap_or_default());
            }
        }
    }

    fn hear(&self, said: &Value) {
        let mut state = self.state();
        let parameters = &said["params"];
        match said["method"].as_str() {
            Some("Target.targetCreated") if parameters["targetInfo"]["type"] == "page" => {
                let page = parameters["targetInfo"]["targetId"].as_str().unwrap_or_default();
                self.tell(&mut state, page, "Console.enable", &json!({}));
                // One that is still loading may never be shown.
                if parameters["targetInfo"]["isProvisional"] != true {
                    state.page = Some(page.to_owned());
                }
            }
            Some("Target.didCommitProvisionalTarget") => {
                state.page = parameters["newTargetId"].as_str().map(str::to_owned);
            }
            Some("Target.dispatchMessageFromTarget") => {
                let text = parameters["message"].as_str().unwrap_or_default();
                let said: Value = serde_json::from_str(text).unwrap_or_default();
                state.answered.extend(said["id"].as_u64());
                if said["method"] == "Console.messageAdded" {
                    state.console.push(line(&said["params"]["message"]));
                }
            }
            // To the outer command: that it was passed on, which is no answer yet, or why it was not.
            None if !said["error"].is_null() => state.answered.extend(said["id"].as_u64()),
            _ => {}
        }
        drop(state);
        self.changed.notify_all();
    }
}

fn line(message: &Value) -> Line {
    let text = |key: &str| message[key].as_str().unwrap_or_default();
    let url = text("url");
    Line {
        is_error: text("level") == "error",
        request: (text("source") == "network").then(|| url.to_owned()),
        text: format!("{} {} {url} {}", text("source"), text("level"), text("text")),
    }
}
