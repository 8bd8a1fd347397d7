//! Stands in for `fetch` in the tests of the cache: every request is answered at once, and recorded.

use std::cell::RefCell;
use std::sync::Arc;

use catchword_bundle::{Bundle, Feed, Kind};
use futures::FutureExt;
use futures::future::{LocalBoxFuture, Shared};

use super::Fault;

pub(super) type Request = Shared<LocalBoxFuture<'static, Result<Arc<Bundle>, Fault>>>;

thread_local! {
    static ASKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Answers with a list of tags; at `/offline/` with a fault.
pub(super) fn bundle(path: &str, _: Kind) -> Request {
    ASKED.with_borrow_mut(|asked| asked.push(path.to_owned()));
    let answer = if path == "/offline/" { Err(Fault::Offline) } else { Ok(Arc::new(Bundle::Feed(Box::new(tags())))) };
    async move { answer }.boxed_local().shared()
}

fn tags() -> Feed {
    let path = format!("{}/crates/bundle/tests/golden/tags.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the golden file is there");
    serde_json::from_str(&text).expect("the golden file is a feed")
}

/// The paths asked for in this thread, which is a test's own.
pub(super) fn asked() -> Vec<String> {
    ASKED.take()
}
