//! The DevTools protocol: commands to a browser, and their results.

use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

use super::chromium::Endpoint;

/// How long an answer may take. It is longer than any wait inside a page.
const PATIENCE: Duration = Duration::from_secs(60);

/// A connection to a browser.
#[derive(Debug)]
pub(super) struct Devtools {
    socket: WebSocket<TcpStream>,
    /// The number of the last command.
    last: u64,
}

impl Devtools {
    /// Connects to a browser.
    ///
    /// # Errors
    /// When it can't be reached, or does not speak the protocol.
    pub(super) fn connect(to: &Endpoint) -> Result<Self> {
        let Endpoint { port, path } = to;
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, *port)).context("failed to reach Chromium")?;
        stream
            .set_nodelay(true)
            .and_then(|()| stream.set_read_timeout(Some(PATIENCE)))
            .context("failed to set up the socket to Chromium")?;
        let connected = tungstenite::client(format!("ws://127.0.0.1:{port}{path}"), stream);
        let (socket, _) = connected.map_err(|error| anyhow!("Chromium does not speak its protocol: {error}"))?;
        Ok(Self { socket, last: 0 })
    }

    /// Sends a command to the browser itself, and returns its result.
    ///
    /// # Errors
    /// When the browser refuses, has gone, or does not answer in time.
    pub(super) fn command(&mut self, method: &str, parameters: &Value) -> Result<Value> {
        self.send(json!({ "method": method, "params": parameters }), method)
    }

    /// Sends a command to one of its tabs.
    ///
    /// # Errors
    /// As [`command`](Self::command).
    pub(super) fn command_to(&mut self, session: &str, method: &str, parameters: &Value) -> Result<Value> {
        self.send(json!({ "sessionId": session, "method": method, "params": parameters }), method)
    }

    fn send(&mut self, mut command: Value, method: &str) -> Result<Value> {
        self.last += 1;
        command["id"] = self.last.into();
        let asked = self.socket.send(Message::text(command.to_string()));
        asked.with_context(|| format!("failed to send Chromium the command {method}"))?;
        loop {
            let message = self.socket.read().with_context(|| format!("Chromium has not answered {method}"))?;
            let Message::Text(text) = message else { continue };
            let answer: Value = serde_json::from_str(&text).context("Chromium's answer is not JSON")?;
            // Everything else is an event.
            if answer["id"] == self.last {
                return result(answer).with_context(|| format!("Chromium refused {method}"));
            }
        }
    }
}

fn result(mut answer: Value) -> Result<Value> {
    if let Some(error) = answer.get("error") {
        bail!("{}", error["message"].as_str().unwrap_or("it gives no reason"));
    }
    Ok(answer["result"].take())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_result_or_an_error() {
        assert_eq!(result(json!({ "id": 1, "result": { "a": 1 } })).unwrap(), json!({ "a": 1 }));
        let error = result(json!({ "id": 1, "error": { "code": -32601, "message": "no such method" } })).unwrap_err();
        assert_eq!(error.to_string(), "no such method");
    }
}
