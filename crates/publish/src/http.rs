//! Requests to hosts, repeated where a host asks for patience.

use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use ureq::http::Request;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Body, SendBody};

use crate::error::{PublishError, read_error};

/// How often a request is tried.
const TRIES: u32 = 4;

/// The longest that a host may make us wait at once.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The longest answer that is read.
const LONGEST_ANSWER: u64 = 64 * 1024 * 1024;

/// What a request sends.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sent<'a> {
    Nothing,
    Bytes(&'a [u8]),
    File(&'a Path),
}

/// A request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call<'a> {
    pub(crate) method: &'static str,
    /// It is never printed: that of S3 is signed.
    pub(crate) url: &'a str,
    pub(crate) headers: &'a [(&'a str, &'a str)],
    pub(crate) sent: Sent<'a>,
}

/// What a host answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The region of a bucket, if it is another than that of the request.
    pub(crate) region: Option<String>,
    /// The name of a file's content.
    pub(crate) etag: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A host that speaks HTTP.
pub(crate) struct Host {
    agent: Agent,
    /// Its name in messages.
    name: String,
}

impl Host {
    /// A host by its name. Its certificate is checked as this computer's browser does it.
    pub(crate) fn new(name: String) -> Host {
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .user_agent(concat!("catchword/", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            // Neither host redirects, and a secret goes to nobody else.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(Duration::from_secs(20)))
            .timeout_recv_response(Some(Duration::from_secs(120)))
            .build();
        Host { agent: config.into(), name }
    }

    /// Its name in messages.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Sends a request, and again after a while if the host is busy or the connection breaks.
    ///
    /// # Errors
    /// When the host can't be reached, or a file can't be read.
    pub(crate) fn send(&self, call: Call<'_>) -> Result<Answer, PublishError> {
        let mut pause = Duration::from_secs(1);
        for tried in 1.. {
            let is_last = tried == TRIES;
            match self.send_once(call) {
                Ok((answer, wait)) if !is_last && is_busy(answer.status) => {
                    thread::sleep(wait.unwrap_or(pause).min(LONGEST_WAIT));
                }
                Ok((answer, _)) => return Ok(answer),
                Err(Failure::Broken) if !is_last => thread::sleep(pause),
                Err(Failure::Broken) => return Err(self.unreachable("the connection breaks again and again")),
                Err(Failure::Final(error)) => return Err(error),
            }
            pause *= 2;
        }
        Err(self.unreachable(""))
    }

    fn send_once(&self, call: Call<'_>) -> Result<(Answer, Option<Duration>), Failure> {
        let mut request = Request::builder().method(call.method).uri(call.url);
        for (name, value) in call.headers {
            request = request.header(*name, *value);
        }
        let file;
        let body = match call.sent {
            Sent::Nothing => SendBody::none(),
            Sent::Bytes(bytes) => return self.finish(request.body(bytes).map(|request| self.agent.run(request))),
            Sent::File(path) => {
                file = File::open(path).map_err(|error| Failure::Final(read_error(path)(error)))?;
                return self.finish(request.body(&file).map(|request| self.agent.run(request)));
            }
        };
        self.finish(request.body(body).map(|request| self.agent.run(request)))
    }

    fn finish(
        &self,
        ran: Result<Result<ureq::http::Response<Body>, ureq::Error>, ureq::http::Error>,
    ) -> Result<(Answer, Option<Duration>), Failure> {
        let failed = |error: ureq::Error| self.failure(&error);
        let response = match ran {
            Ok(response) => response.map_err(failed)?,
            Err(error) => return Err(self.failure(&error.into())),
        };
        let (parts, mut body) = response.into_parts();
        let header = |name: &str| parts.headers.get(name)?.to_str().ok().map(str::to_owned);
        let answer = Answer {
            status: parts.status.as_u16(),
            region: header("x-amz-bucket-region"),
            etag: header("etag"),
            body: body.with_config().limit(LONGEST_ANSWER).read_to_vec().map_err(failed)?,
        };
        // It may also be a date, but then the ordinary pause does.
        let wait = header("retry-after").and_then(|seconds| seconds.trim().parse().ok()).map(Duration::from_secs);
        Ok((answer, wait))
    }

    fn failure(&self, error: &ureq::Error) -> Failure {
        let said = match error {
            ureq::Error::HostNotFound => "there is no server with this name",
            // The standard library has no kind for it.
            ureq::Error::Io(error) if error.to_string().contains("failed to lookup address") => {
                "there is no server with this name"
            }
            ureq::Error::Io(error) => match error.kind() {
                ErrorKind::ConnectionRefused => "the server does not answer at this port",
                ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable => "this computer is not online",
                _ => return Failure::Broken,
            },
            ureq::Error::Timeout(_) | ureq::Error::Protocol(_) => return Failure::Broken,
            ureq::Error::Tls(_) | ureq::Error::Rustls(_) => {
                "its certificate can't be trusted. Look whether the clock of this computer is right"
            }
            ureq::Error::ConnectProxyFailed(_) | ureq::Error::InvalidProxyUrl => "the proxy does not let us through",
            ureq::Error::ConnectionFailed => "the server does not answer",
            _ => "its address can't be used",
        };
        Failure::Final(self.unreachable(said))
    }

    fn unreachable(&self, said: &str) -> PublishError {
        PublishError::NoConnection { host: self.name.clone(), said: said.to_owned() }
    }
}

/// Why there was no answer.
enum Failure {
    /// The next try may work.
    Broken,
    Final(PublishError),
}

fn is_busy(status: u16) -> bool {
    matches!(status, 429 | 500 | 502 | 503 | 504)
}
