//! Requests for the site's JSON files.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use catchword_bundle::{BUNDLE_FILE, Bundle, Kind, SITE_FILE, Site};
use futures::FutureExt;
use futures::future::{LocalBoxFuture, Shared};
use gloo_timers::callback::Timeout;
use gloo_timers::future::sleep;
use wasm_bindgen::JsValue;
use web_sys::{AbortController, RequestCache, RequestInit, RequestRedirect};

use super::{Fault, read, retry};
use crate::dom;

/// A bundle on its way; clones share one request.
pub(super) type Request = Shared<LocalBoxFuture<'static, Result<Arc<Bundle>, Fault>>>;

/// The start script's function that checks a text against the allow-list.
const ALLOWS: &str = "catchwordAllows";

/// How long one try may take, milliseconds.
const TIMEOUT: u32 = 10_000;

/// Fetches the bundle of the page at `path`.
pub(super) fn bundle(path: &str, kind: Kind) -> Request {
    let url = format!("{path}{BUNDLE_FILE}");
    async move { read::bundle(&json_file(url).await?, kind, check_html).map(Arc::new) }.boxed_local().shared()
}

/// Fetches the site's `site.json`. Returns the site and its frame as HTML.
pub async fn fetch_site(base: &str) -> Result<(Site, String), Fault> {
    let mut site = read::site(&json_file(format!("{base}{SITE_FILE}")).await?)?;
    // Sites of older versions have none.
    let frame = site.frame.take().ok_or_else(|| Fault::WrongShape("frame".to_owned()))?;
    Ok((site, frame))
}

/// Whether a text has only what the sanitiser lets through; `None` if the start script's function is missing. With Trusted
/// Types the browser asks the same function later, but in the middle of a turn; and not every browser has Trusted Types.
pub(super) fn check_html(html: &str) -> Option<bool> {
    dom::call(&js_sys::global(), ALLOWS, &JsValue::from_str(html)).map(|answer| answer.is_truthy())
}

/// Fetches a JSON file, with retries. Boxed, so that the wasm contains it once.
fn json_file(url: String) -> LocalBoxFuture<'static, Result<JsValue, Fault>> {
    async move { with_retries(&url).await }.boxed_local()
}

async fn with_retries(url: &str) -> Result<JsValue, Fault> {
    let began = js_sys::Date::now();
    let mut failed = 0;
    loop {
        let fault = match try_once(url).await {
            Ok(value) => return Ok(value),
            Err(fault) => fault,
        };
        failed += 1;
        let spent = Duration::from_millis((js_sys::Date::now() - began).max(0.0) as u64);
        // A browser that is offline answers at once, and another try would, too.
        let is_hopeless = fault == Fault::Offline && !is_online();
        match retry::pause(failed, spent, js_sys::Math::random()) {
            Some(pause) if fault.is_transient() && !is_hopeless => sleep(pause).await,
            _ => return Err(fault),
        }
    }
}

async fn try_once(url: &str) -> Result<JsValue, Fault> {
    let controller = AbortController::new().ok();
    let timed_out = Rc::new(Cell::new(false));
    let _timer = {
        let (controller, timed_out) = (controller.clone(), timed_out.clone());
        Timeout::new(TIMEOUT, move || {
            timed_out.set(true);
            if let Some(controller) = controller {
                controller.abort();
            }
        })
    };
    let signal = controller.as_ref().map(AbortController::signal);
    let or_timeout = |fault: Fault| if timed_out.get() { Fault::Timeout } else { fault };

    // Revalidates what the browser has cached (RFC 9111, 4.3). Many hosts send no lifetime; browsers then guess one, and
    // would show an essay as it was before its author corrected it.
    // A redirect is for the browser to follow: it may lead to a page, also of another host.
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    options.set_redirect(RequestRedirect::Manual);
    options.set_signal(signal.as_ref());
    // Not with gloo-net's builder, which brings code for headers and queries along.
    let request = web_sys::Request::new_with_str_and_init(url, &options).map(gloo_net::http::Request::from);
    let response = request.map_err(|_| Fault::Offline)?.send().await.map_err(|_| or_timeout(Fault::Offline))?;
    match response.status() {
        404 | 410 => return Err(Fault::NotFound),
        // A redirect that was not followed (Fetch, "opaque-redirect filtered response").
        0 => return Err(Fault::NotJson),
        200..=299 => {}
        status => return Err(Fault::Server(status)),
    }
    if response.headers().get("content-type").is_some_and(|value| value.starts_with("text/html")) {
        return Err(Fault::NotJson);
    }
    let text = response.text().await.map_err(|_| or_timeout(Fault::Truncated))?;
    js_sys::JSON::parse(&text).map_err(|_| if text.starts_with('{') { Fault::Truncated } else { Fault::NotJson })
}

fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}
