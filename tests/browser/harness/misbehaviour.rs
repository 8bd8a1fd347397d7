use serde_json::Value;

/// What a host can do to a request besides answering it well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Misbehaviour {
    /// Keeps the request waiting until told otherwise.
    Held,
    /// Announces the whole file and sends half of it.
    Truncated,
    /// Closes the connection without a word.
    Refused,
    /// Answers with this status.
    Status(u16),
    /// Answers 404, with the site's own page for it.
    Missing,
    /// Answers 200 with a page, whatever was asked for.
    Html,
    /// Answers with the file as JSON that lacks most of what the contract asks.
    WrongShape,
    /// Answers with the file with an element in its text that no sanitiser would let through.
    Unsanitised,
    /// Answers with the file as a contract of the far future would have it.
    NewerSchema,
}

/// The bundle as [`Misbehaviour::WrongShape`] sends it: the envelope alone.
pub(super) fn without_its_fields(bundle: &[u8]) -> Vec<u8> {
    let bundle = parse(bundle);
    let stamp = &bundle["_catchword"];
    serde_json::json!({ "_catchword": { "schema": stamp["schema"], "kind": stamp["kind"] } }).to_string().into_bytes()
}

/// The bundle as [`Misbehaviour::NewerSchema`] sends it.
pub(super) fn of_the_future(bundle: &[u8]) -> Vec<u8> {
    let mut bundle = parse(bundle);
    bundle["_catchword"]["schema"] = 1000.into();
    bundle.to_string().into_bytes()
}

/// The bundle as [`Misbehaviour::Unsanitised`] sends it.
pub(super) fn unsanitised(bundle: &[u8]) -> Vec<u8> {
    let mut bundle = parse(bundle);
    let text = bundle["content_html"].as_str().unwrap_or_default();
    bundle["content_html"] = format!("{text}<img src=\"x\" onerror=\"window.ran = 1\">").into();
    bundle.to_string().into_bytes()
}

fn parse(bundle: &[u8]) -> Value {
    serde_json::from_slice(bundle).expect("only a bundle is sent in another shape")
}
