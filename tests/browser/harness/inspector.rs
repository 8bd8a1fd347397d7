//! WebKit's remote inspector, which has the console messages: WebKitWebDriver has no command for them, and an automated
//! browser does not print them.
//!
//! The protocol is WebKitGTK's own (RemoteInspectorServer.cpp, SocketConnection.cpp). A message is its length, big-endian;
//! a byte of flags, 1 for little-endian; its name and a zero byte; its arguments as a GVariant. The arguments used here
//! are two 64-bit numbers, connection and target, and a zero-terminated text. The text is JSON of the inspector protocol:
//! each page is a "target", and a command to a page is JSON within JSON.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::console::ConsoleMessage;

/// Connection 1, target 1: the first page. The server's list of targets leaves out automated pages, but they can be
/// inspected. (Target 2 is the driver's.)
const FIRST_PAGE: [u8; 16] = {
    let mut numbers = [0; 16];
    numbers[0] = 1;
    numbers[8] = 1;
    numbers
};

const LITTLE_ENDIAN: u8 = 1;

const TIMEOUT: Duration = Duration::from_secs(30);

/// A connection to the inspector of the browser's first window.
pub(super) struct Inspector {
    connection: Arc<Connection>,
}

struct Connection {
    stream: TcpStream,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// The target of the page that is shown. Navigating to another site makes a new target.
    page: Option<String>,
    console: Vec<ConsoleMessage>,
    last_id: u64,
    answered: BTreeSet<u64>,
    closed: bool,
}

impl Inspector {
    /// Connects to the inspector at `HOST:PORT` and waits until it reports the page's console messages.
    pub(super) fn attach(address: &str) -> Inspector {
        let stream = TcpStream::connect(address).unwrap_or_else(|error| panic!("no inspector at {address}: {error}"));
        let reading = stream.try_clone().expect("a second handle of a socket");
        let connection = Arc::new(Connection { stream, state: Mutex::default(), changed: Condvar::new() });
        let receiver = connection.clone();
        thread::spawn(move || {
            let _ = receiver.receive(reading);
            receiver.state().closed = true;
            receiver.changed.notify_all();
        });
        // The hash of the client's commands: it has none.
        connection.send("SetupInspectorClient", &[0]);
        connection.send("Setup", &FIRST_PAGE);
        connection.wait_until("WebKit's inspector shows the page", |state| state.page.is_some());
        let inspector = Inspector { connection };
        inspector.sync();
        inspector
    }

    /// The console messages since the last call.
    pub(super) fn console(&self) -> Vec<ConsoleMessage> {
        self.sync();
        std::mem::take(&mut self.connection.state().console)
    }

    /// A round trip to the page: its earlier messages have arrived when it answers.
    fn sync(&self) {
        let mut state = self.connection.state();
        let Some(page) = state.page.clone() else { return };
        let id = self.connection.command(&mut state, &page, "Runtime.evaluate", &json!({ "expression": "0" }));
        drop(state);
        self.connection.wait_until("the page answers WebKit's inspector", |state| {
            state.closed || state.answered.remove(&id) || state.page.as_ref() != Some(&page)
        });
    }
}

impl Drop for Inspector {
    fn drop(&mut self) {
        let _ = self.connection.stream.shutdown(std::net::Shutdown::Both);
    }
}

impl Connection {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_until(&self, what: &str, is_so: impl Fn(&mut State) -> bool) {
        let state = self.state();
        let (state, waited) = self
            .changed
            .wait_timeout_while(state, TIMEOUT, |state| !is_so(state))
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
        // If the browser has gone the test learns it from the driver.
        let _ = (&self.stream).write_all(&message);
    }

    /// Sends a command to a page and returns the id of its answer.
    fn command(&self, state: &mut State, page: &str, method: &str, parameters: &Value) -> u64 {
        state.last_id += 1;
        let id = state.last_id;
        let inner = json!({ "id": id, "method": method, "params": parameters }).to_string();
        let parameters = json!({ "targetId": page, "message": inner });
        let outer = json!({ "id": id, "method": "Target.sendMessageToTarget", "params": parameters }).to_string();
        let mut arguments = FIRST_PAGE.to_vec();
        arguments.extend(outer.bytes());
        arguments.push(0);
        self.send("SendMessageToBackend", &arguments);
        id
    }

    fn receive(&self, mut stream: TcpStream) -> io::Result<()> {
        loop {
            let mut head = [0; 5];
            stream.read_exact(&mut head)?;
            let [length @ .., _flags] = head;
            let mut message = vec![0; u32::from_be_bytes(length) as usize];
            stream.read_exact(&mut message)?;
            let mut parts = message.splitn(2, |byte| *byte == 0);
            let (name, arguments) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            if name == b"SendMessageToFrontend" && arguments.len() > FIRST_PAGE.len() {
                let text = &arguments[FIRST_PAGE.len()..arguments.len() - 1];
                self.handle(&serde_json::from_slice(text).unwrap_or_default());
            }
        }
    }

    fn handle(&self, message: &Value) {
        let mut state = self.state();
        let parameters = &message["params"];
        match message["method"].as_str() {
            Some("Target.targetCreated") if parameters["targetInfo"]["type"] == "page" => {
                let page = parameters["targetInfo"]["targetId"].as_str().unwrap_or_default();
                self.command(&mut state, page, "Console.enable", &json!({}));
                // A provisional page is still loading and may never be shown.
                if parameters["targetInfo"]["isProvisional"] != true {
                    state.page = Some(page.to_owned());
                }
            }
            Some("Target.didCommitProvisionalTarget") => {
                state.page = parameters["newTargetId"].as_str().map(str::to_owned);
            }
            Some("Target.dispatchMessageFromTarget") => {
                let text = parameters["message"].as_str().unwrap_or_default();
                let inner: Value = serde_json::from_str(text).unwrap_or_default();
                state.answered.extend(inner["id"].as_u64());
                if inner["method"] == "Console.messageAdded" {
                    state.console.push(console_message(&inner["params"]["message"]));
                }
            }
            // The answer to the outer command. Without an error the page's own answer follows.
            None if !message["error"].is_null() => state.answered.extend(message["id"].as_u64()),
            _ => {}
        }
        drop(state);
        self.changed.notify_all();
    }
}

fn console_message(message: &Value) -> ConsoleMessage {
    let text = |key: &str| message[key].as_str().unwrap_or_default();
    let url = text("url");
    ConsoleMessage {
        is_error: text("level") == "error",
        request: (text("source") == "network").then(|| url.to_owned()),
        text: format!("{} {} {url} {}", text("source"), text("level"), text("text")),
    }
}
