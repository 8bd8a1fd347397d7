//! The ways in which the host can answer wrongly.

use serde_json::Value;

/// A wrong answer to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Misbehaviour {
    /// Sends nothing until told otherwise.
    Held,
    /// Sends the length of the whole file and half of its bytes.
    Truncated,
    /// Closes the connection without an answer.
    Refused,
    /// Sends this status.
    Status(u16),
    /// Sends 404 and the site's own page for it.
    Missing,
    /// Sends 200 and an HTML page, whatever was requested.
    Html,
    /// Sends a redirect to another host.
    Redirect,
    /// Sends JSON that is no bundle.
    OtherJson,
    /// Sends a bundle without most of the required fields.
    WrongShape,
    /// Sends the bundle with an element that the sanitiser would remove.
    Unsanitised,
    /// Sends the bundle with a schema version that is newer than the app.
    NewerSchema,
}

/// The bundle of [`Misbehaviour::WrongShape`]: schema and kind alone.
pub(super) fn without_fields(bundle: &[u8]) -> Vec<u8> {
    let bundle = parse(bundle);
    let meta = &bundle["_catchword"];
    serde_json::json!({ "_catchword": { "schema": meta["schema"], "kind": meta["kind"] } }).to_string().into_bytes()
}

/// The bundle of [`Misbehaviour::NewerSchema`].
pub(super) fn with_newer_schema(bundle: &[u8]) -> Vec<u8> {
    let mut bundle = parse(bundle);
    bundle["_catchword"]["schema"] = 1000.into();
    bundle.to_string().into_bytes()
}

/// The bundle of [`Misbehaviour::Unsanitised`].
pub(super) fn unsanitised(bundle: &[u8]) -> Vec<u8> {
    let mut bundle = parse(bundle);
    let text = bundle["content_html"].as_str().unwrap_or_default();
    bundle["content_html"] = format!("{text}<img src=\"x\" onerror=\"window.ran = 1\">").into();
    bundle.to_string().into_bytes()
}

fn parse(bundle: &[u8]) -> Value {
    serde_json::from_slice(bundle).expect("only bundles are changed")
}
