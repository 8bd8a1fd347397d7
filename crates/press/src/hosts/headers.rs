//! Which headers a file is answered with, apart from what each host's syntax makes of it.

use super::{Hosting, policy};
use crate::image_size::PICTURES;

/// A header's name and value.
pub(super) type Header = (&'static str, String);

/// The endings of sounds and films.
const SOUNDS_AND_FILMS: [&str; 11] = ["m4a", "m4v", "mp3", "mp4", "oga", "ogg", "ogv", "opus", "vtt", "wav", "webm"];

/// The endings of pictures, sounds and films: feed readers show them on pages of their own.
pub(super) fn media() -> impl Iterator<Item = &'static str> {
    PICTURES.into_iter().chain(SOUNDS_AND_FILMS)
}

/// The endings of code.
pub(super) const CODE: [&str; 3] = ["css", "js", "wasm"];

/// The ending of bundles and of `site.json`.
pub(super) const BUNDLE: &str = "json";

/// The feeds at the site's base, with their types: RFC 4287 section 7, the RSS Advisory Board, JSON Feed 1.1.
pub(super) const FEEDS: [(&str, &str); 3] = [
    ("feed.xml", "application/atom+xml; charset=utf-8"),
    ("rss.xml", "application/rss+xml; charset=utf-8"),
    ("feed.json", "application/feed+json; charset=utf-8"),
];

/// The page that hosts show where there is none.
pub(super) const NOT_FOUND: &str = "404.html";

/// May be kept, but is asked about before each use (RFC 9111, section 5.2.2.4): pages, bundles, and all whose name stays
/// while its content changes.
pub(super) const REVALIDATED: &str = "no-cache";

/// Pictures are asked about once an hour. One is mostly the largest thing a page shows, and a reader who comes back to
/// it should not wait for an answer that is almost always "as it was"; who replaces a picture under its old name sees
/// the new one within the hour.
pub(super) const HOURLY: &str = "public, max-age=3600, must-revalidate";

/// Is never asked about again (RFC 8246): its name is a hash of its content.
pub(super) const FOREVER: &str = "public, max-age=31536000, immutable";

/// `Cross-Origin-Resource-Policy` of what other sites may show: what feeds hold, and the feeds.
pub(super) const FOR_ALL: &str = "cross-origin";

/// `Cross-Origin-Resource-Policy` of pages and code: no other site's process gets to hold them.
pub(super) const FOR_US: &str = "same-origin";

/// `Access-Control-Allow-Origin` of feeds and bundles: whatever reads feeds may read them, a page of another host too.
/// There is nothing to protect: no answer depends on who asks.
pub(super) const ANYONE: &str = "*";

/// What every answer carries.
pub(super) fn common(hosting: &Hosting<'_>) -> Vec<Header> {
    vec![
        ("Content-Security-Policy", policy::header(hosting.allow, hosting.script_hashes)),
        // A year of `https` only (RFC 6797). Not `includeSubDomains`: the others are not this site's to decide on. A
        // browser heeds it over `https` alone (section 8.1), so the site still works from plain HTTP.
        ("Strict-Transport-Security", "max-age=31536000".to_owned()),
        // A file is what its type says, never what a browser makes of its first bytes.
        ("X-Content-Type-Options", "nosniff".to_owned()),
        // Another site learns that a reader came from here, not which essay they read.
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
        ("Permissions-Policy", permissions()),
        // A page of another site that opened this one, or was opened by it, can't reach into it.
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
    ]
}

/// What neither the app nor an essay asks of a browser, nor a frame may, and what a script that got in should not either. Left as they
/// are: full screen and picture in picture (films), the clipboard and sharing (a button of whoever adapts the site).
///
/// Only names that Chromium knows without a flag: it complains of each other one in the console.
fn permissions() -> String {
    const OFF: [&str; 22] = [
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "gamepad",
        "geolocation",
        "gyroscope",
        "hid",
        "identity-credentials-get",
        "idle-detection",
        "local-fonts",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "publickey-credentials-create",
        "publickey-credentials-get",
        "screen-wake-lock",
        "serial",
        "usb",
        "xr-spatial-tracking",
    ];
    OFF.map(|feature| format!("{feature}=()")).join(", ")
}
