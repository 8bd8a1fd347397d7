//! Asking the site for a file, and reading what comes.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use catchword_bundle::{BUNDLE_FILE, Bundle, Feed, Item, Kind, SCHEMA, SITE_FILE, Site};
use futures::FutureExt;
use futures::future::{LocalBoxFuture, Shared};
use gloo_timers::callback::Timeout;
use gloo_timers::future::sleep;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, RequestCache};

use super::json::{self, Json, Read};
use super::{Fault, retry};

/// A bundle on its way; clones wait for the same one.
pub(super) type Request = Shared<LocalBoxFuture<'static, Result<Arc<Bundle>, Fault>>>;

/// The start script's function that says whether a text has only what the allow-list has.
const ALLOWS: &str = "catchwordAllows";

/// How long one try may take, milliseconds.
const TRY: u32 = 10_000;

/// Asks for the bundle of the page at `path`.
pub(super) fn bundle(path: &str, kind: Kind) -> Request {
    let url = format!("{path}{BUNDLE_FILE}");
    async move { read_bundle(&file(url).await?, kind).map(Arc::new) }.boxed_local().shared()
}

/// Asks for the site's `site.json`.
pub async fn site(base: &str) -> Result<Site, Fault> {
    let value = file(format!("{base}{SITE_FILE}")).await?;
    read_site(&value)
}

/// Reads a `site.json`.
pub(super) fn read_site(value: &JsValue) -> Result<Site, Fault> {
    let site: Site = read(value)?;
    if site.schema > SCHEMA { Err(Fault::NewerSchema(site.schema)) } else { Ok(site) }
}

/// A JSON file, with the repetitions of [`retry`]. Boxed, so that the wasm holds it once.
fn file(url: String) -> LocalBoxFuture<'static, Result<JsValue, Fault>> {
    async move { patiently(&url).await }.boxed_local()
}

async fn patiently(url: &str) -> Result<JsValue, Fault> {
    let began = js_sys::Date::now();
    let mut failed = 0;
    loop {
        let fault = match try_once(url).await {
            Ok(value) => return Ok(value),
            Err(fault) => fault,
        };
        failed += 1;
        let spent = Duration::from_millis((js_sys::Date::now() - began).max(0.0) as u64);
        // A browser that knows it is offline says so at once; the reader need not wait to be told.
        let hopeless = fault == Fault::Offline && !online();
        match retry::pause(failed, spent, js_sys::Math::random()) {
            Some(pause) if fault.is_passing() && !hopeless => sleep(pause).await,
            _ => return Err(fault),
        }
    }
}

async fn try_once(url: &str) -> Result<JsValue, Fault> {
    let controller = AbortController::new().ok();
    let late = Rc::new(Cell::new(false));
    let _timer = {
        let (controller, late) = (controller.clone(), late.clone());
        Timeout::new(TRY, move || {
            late.set(true);
            if let Some(controller) = controller {
                controller.abort();
            }
        })
    };
    let signal = controller.as_ref().map(AbortController::signal);
    let or_late = |fault: Fault| if late.get() { Fault::Timeout } else { fault };

    // What the browser kept is asked about before it is used (RFC 9111, 4.3): many hosts say nothing of how long a file
    // stays good, and then a browser guesses, and shows an essay as it was before its author mended it.
    let request = gloo_net::http::Request::get(url).cache(RequestCache::NoCache).abort_signal(signal.as_ref());
    let response = request.send().await.map_err(|_| or_late(Fault::Offline))?;
    match response.status() {
        404 | 410 => return Err(Fault::NotFound),
        200..=299 => {}
        status => return Err(Fault::Server(status)),
    }
    if response.headers().get("content-type").is_some_and(|value| value.starts_with("text/html")) {
        return Err(Fault::NotJson);
    }
    let text = response.text().await.map_err(|_| or_late(Fault::Truncated))?;
    js_sys::JSON::parse(&text).map_err(|_| if text.starts_with('{') { Fault::Truncated } else { Fault::NotJson })
}

/// Reads a bundle of the kind that belongs to its address.
pub(super) fn read_bundle(value: &JsValue, kind: Kind) -> Result<Bundle, Fault> {
    let schema = schema(value).ok_or_else(|| Fault::WrongShape("_catchword.schema".to_owned()))?;
    if schema > SCHEMA {
        return Err(Fault::NewerSchema(schema));
    }
    let bundle = match kind {
        Kind::Essay | Kind::Page | Kind::Search => Bundle::Item(Box::new(read::<Item>(value)?)),
        Kind::List | Kind::Tags | Kind::Archive => Bundle::Feed(Box::new(read::<Feed>(value)?)),
    };
    if let Bundle::Item(item) = &bundle
        && !item.content_html.as_deref().is_none_or(is_allowed)
    {
        return Err(Fault::WrongShape("content_html".to_owned()));
    }
    if bundle.kind() == kind { Ok(bundle) } else { Err(Fault::WrongShape("_catchword.kind".to_owned())) }
}

/// Whether a text has nothing in it that the sanitiser would have taken out; the start script has the list. It would
/// refuse to make elements of such a text (Trusted Types), but half-way through a turn; and not every browser asks it.
fn is_allowed(html: &str) -> bool {
    let check = Reflect::get(&js_sys::global(), &JsValue::from_str(ALLOWS));
    let Ok(check) = check.and_then(|check| check.dyn_into::<Function>()) else { return true };
    check.call1(&JsValue::UNDEFINED, &JsValue::from_str(html)).is_ok_and(|answer| answer.is_truthy())
}

/// The version of the contract, read before the rest: a newer bundle need not have this one's shape.
fn schema(value: &JsValue) -> Option<u32> {
    value.field("_catchword")?.field("schema")?.number().map(|schema| schema as u32)
}

fn read<T: Read>(value: &JsValue) -> Result<T, Fault> {
    json::read(value).map_err(Fault::WrongShape)
}

fn online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}
