//! Answers browsers on the author's own machine, and no one else.

use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION, ORIGIN};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use catchword_press::{Found, MemorySite, PageText, TextStatus};
use futures::{Stream, stream};
use miette::Diagnostic;
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};
use tower::ServiceExt;
use tower_http::services::ServeFile;

use super::message::Message;
use super::studio::{SCRIPT, Studio};

/// The script that shows what has changed.
const LIVE: &str = include_str!("live.js");

/// Where a browser asks which text a page is made from, and where it hears of changes, below the base.
const TEXT: &str = ".catchword/text";
const NEWS: &str = ".catchword/news";

/// Where it asks for a text to be opened in the author's editor.
const OPEN: &str = ".catchword/open";

/// How long an editor has to say that it can't start. One that has started runs on.
const STARTS: Duration = Duration::from_secs(2);

/// What every answer is marked with: a browser asks again each time.
const NOT_KEPT: HeaderValue = HeaderValue::from_static("no-cache");

/// The port that an address without one means (RFC 9110, 4.2.1).
const HTTP: u16 = 80;

/// Serves until the program ends.
///
/// # Errors
/// When the system refuses.
pub(super) fn serve(listener: TcpListener, address: SocketAddr, studio: Arc<Studio>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let router = Router::new()
        .fallback(answer)
        .layer(middleware::from_fn(move |request, next| only_this_machine(address, request, next)))
        .with_state(studio);
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router).await
    })
}

/// Refuses requests that name another host: a page of another site could read the author's drafts through a name of its own
/// that leads to this machine (DNS rebinding).
async fn only_this_machine(address: SocketAddr, request: Request, next: Next) -> Response {
    let port = address.port();
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let mut names = vec![format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    if port == HTTP {
        // Browsers leave out this one.
        names.extend(["127.0.0.1".to_owned(), "localhost".to_owned()]);
    }
    if !names.iter().any(|name| name.eq_ignore_ascii_case(host)) {
        return (StatusCode::FORBIDDEN, "This server is for the author's own machine.\n").into_response();
    }
    let mut answer = next.run(request).await;
    answer.headers_mut().insert(CACHE_CONTROL, NOT_KEPT);
    answer
}

/// Answers a request: what the program adds lies below the site's base, which the author may change at any time.
async fn answer(State(studio): State<Arc<Studio>>, request: Request) -> Response {
    let asked = request.uri().path().strip_prefix(&studio.base()).map(str::to_owned);
    if asked.as_deref() == Some(OPEN) && request.method() == Method::POST {
        return match file_to_open(&studio, &request) {
            Ok(file) => open(file).await,
            Err(status) => status.into_response(),
        };
    }
    match asked.as_deref().filter(|_| request.method() == Method::GET) {
        Some(SCRIPT) => script(),
        Some(NEWS) => news(&studio).into_response(),
        Some(TEXT) => match Query::<Asked>::try_from_uri(request.uri()) {
            Ok(asked) => text(&studio, &asked),
            Err(error) => error.into_response(),
        },
        _ => page(&studio, request).await,
    }
}

fn script() -> Response {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], LIVE).into_response()
}

/// The events of a browser: the newest state at once, then each new one.
fn news(studio: &Studio) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
    let mut news = studio.news();
    news.mark_changed();
    let events = stream::unfold(news, |mut news| async {
        news.changed().await.ok()?;
        let message: Arc<Message> = news.borrow_and_update().clone();
        let event = Event::default().json_data(&*message).unwrap_or_default();
        Some((Ok(event), news))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

/// The address of a page.
#[derive(Deserialize)]
struct Asked {
    path: String,
}

/// The text that a page is made from.
#[derive(Serialize)]
struct TextOf<'a> {
    file: &'a str,
    status: &'static str,
    /// The day on which it is published, such as `2027-01-31`.
    date: Option<String>,
}

fn text(studio: &Studio, asked: &Asked) -> Response {
    let Some(site) = studio.site() else { return StatusCode::NOT_FOUND.into_response() };
    let Some(text) = below(&site, &asked.path).and_then(|path| site.text(&path)) else {
        return StatusCode::NO_CONTENT.into_response();
    };
    let PageText { file, status } = text;
    let (status, date) = match status {
        TextStatus::Public => ("public", None),
        TextStatus::Coming(date) => ("coming", Some(date.to_string())),
        TextStatus::Draft => ("draft", None),
    };
    axum::Json(TextOf { file, status, date }).into_response()
}

/// The file that a page asks to be opened. Only a page of this server may ask for that: a form of another site can be sent here,
/// too, and its browser then names that site (Fetch, 3.2).
fn file_to_open(studio: &Studio, request: &Request) -> Result<PathBuf, StatusCode> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if header(ORIGIN) != format!("http://{}", header(HOST)) {
        return Err(StatusCode::FORBIDDEN);
    }
    let asked = Query::<Asked>::try_from_uri(request.uri()).map_err(|_| StatusCode::BAD_REQUEST)?;
    let site = studio.site();
    let text = site.as_ref().and_then(|site| site.text(&below(site, &asked.path)?));
    text.map(|text| studio.content().join(&text.file)).ok_or(StatusCode::NOT_FOUND)
}

/// Opens a file in the author's editor.
async fn open(file: PathBuf) -> Response {
    let opened = tokio::task::spawn_blocking(move || crate::open::open(&file));
    match tokio::time::timeout(STARTS, opened).await {
        Ok(Ok(Err(error))) => {
            let help = error.help().map(|help| format!(". {help}")).unwrap_or_default();
            (StatusCode::INTERNAL_SERVER_ERROR, format!("{error}{help}.\n")).into_response()
        }
        _ => StatusCode::NO_CONTENT.into_response(),
    }
}

async fn page(studio: &Studio, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let Some(site) = studio.site() else { return nothing_yet(studio) };
    let path = request.uri().path().to_owned();
    // A page, a part of the search index or a list of everything may take a while.
    let asked = path.clone();
    let found = tokio::task::spawn_blocking(move || find(&site, &asked)).await;
    match found.unwrap_or_else(|_| Answer::Failed("This page could not be made. The terminal says why.".to_owned())) {
        Answer::Bytes(bytes, kind) => ([(CONTENT_TYPE, kind)], bytes).into_response(),
        Answer::File(file) => match ServeFile::new(file).oneshot(request).await {
            Ok(answer) => answer.map(Body::new),
            Err(never) => match never {},
        },
        Answer::Elsewhere(to) => (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, to)]).into_response(),
        Answer::Missing(html) => (StatusCode::NOT_FOUND, [(CONTENT_TYPE, HTML)], html).into_response(),
        Answer::Failed(why) => (StatusCode::INTERNAL_SERVER_ERROR, why).into_response(),
    }
}

const HTML: &str = "text/html; charset=utf-8";

/// What a request gets.
enum Answer {
    Bytes(Vec<u8>, String),
    File(std::path::PathBuf),
    /// Another address.
    Elsewhere(String),
    /// The document for an address that the site does not have.
    Missing(String),
    Failed(String),
}

fn find(site: &MemorySite, path: &str) -> Answer {
    let Some(below) = below(site, path) else { return Answer::Elsewhere(site.base().to_owned()) };
    match site.file(&below) {
        Ok(Some(Found::Bytes(bytes))) => Answer::Bytes(bytes, kind_of(&below)),
        Ok(Some(Found::File(file))) => Answer::File(file),
        Ok(None) => match site.redirect(path) {
            Some(to) => Answer::Elsewhere(to.to_owned()),
            None if !below.ends_with('/') && site.file(&format!("{below}/")).is_ok_and(|page| page.is_some()) => {
                Answer::Elsewhere(format!("{path}/"))
            }
            None => Answer::Missing(site.missing_document()),
        },
        Err(error) => Answer::Failed(error.to_string()),
    }
}

/// A path below the site's base, decoded; `None` if it is not below it.
fn below(site: &MemorySite, path: &str) -> Option<String> {
    let below = path.strip_prefix(site.base())?;
    Some(percent_decode_str(below).decode_utf8().ok()?.into_owned())
}

fn kind_of(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') {
        return HTML.to_owned();
    }
    let kind = mime_guess::from_path(Path::new(path)).first_or_octet_stream();
    match kind.type_() == mime_guess::mime::TEXT {
        true => format!("{kind}; charset=utf-8"),
        false => kind.to_string(),
    }
}

/// The page that stands in for a site whose first state has errors.
fn nothing_yet(studio: &Studio) -> Response {
    let script = format!("{}{SCRIPT}", studio.base());
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta content=\"width=device-width,initial-scale=1\" name=\"viewport\">\n\
         <meta content=\"light dark\" name=\"color-scheme\">\n<title>Not ready yet</title>\n\
         <body><main><h1>Your site can’t be shown yet</h1>\
         <p>Something has to be corrected first. This page shows your site as soon as it is.</p></main>\
         <script data-empty src=\"{script}\" type=\"module\"></script></body>\n</html>\n"
    );
    (StatusCode::SERVICE_UNAVAILABLE, [(CONTENT_TYPE, HTML)], html).into_response()
}
