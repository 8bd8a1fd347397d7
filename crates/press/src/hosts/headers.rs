//! Which headers each file is served with, whatever the host's syntax.

use super::{Hosting, Origin, policy};
use crate::paths::FEEDS;
use crate::picture::PICTURES;

/// A header's name and value.
pub(super) type Header = (&'static str, String);

/// The file extensions of audio and video.
const SOUNDS_AND_FILMS: [&str; 11] = ["m4a", "m4v", "mp3", "mp4", "oga", "ogg", "ogv", "opus", "vtt", "wav", "webm"];

/// The file extensions of pictures, audio and video, which feed readers show on their own pages.
pub(super) fn media() -> impl Iterator<Item = &'static str> {
    PICTURES.into_iter().chain(SOUNDS_AND_FILMS)
}

/// The file extension of bundles and of `site.json`.
pub(super) const BUNDLE: &str = "json";

/// The feeds at the site's base, each with its `Content-Type`.
pub(super) fn feeds() -> impl Iterator<Item = (&'static str, String)> {
    FEEDS.into_iter().map(|feed| (feed.file, format!("{}; charset=utf-8", feed.media_type)))
}

/// The feeds that the rules for bundles do not cover.
pub(super) fn xml_feeds() -> impl Iterator<Item = &'static str> {
    FEEDS.into_iter().map(|feed| feed.file).filter(|file| !file.ends_with(&format!(".{BUNDLE}")))
}

/// May be cached, but has to be revalidated before each use (RFC 9111, section 5.2.2.4): pages, bundles, and every file
/// whose content changes under the same name.
pub(super) const REVALIDATED: &str = "no-cache";

/// Pictures are revalidated once an hour. A picture is usually the largest part of a page, and a reader who comes back
/// should not wait for the answer that it has not changed. A picture that is replaced under its old name is shown
/// within an hour.
pub(super) const HOURLY: &str = "public, max-age=3600, must-revalidate";

/// Is never revalidated (RFC 8246): the name is a hash of the content.
pub(super) const FOREVER: &str = "public, max-age=31536000, immutable";

/// `Cross-Origin-Resource-Policy` of files that other sites may show: the feeds, and the pictures in them.
pub(super) const FOR_ALL: &str = "cross-origin";

/// `Cross-Origin-Resource-Policy` of pages and code: no other site may load them.
pub(super) const FOR_US: &str = "same-origin";

/// `Access-Control-Allow-Origin` of feeds and bundles: any feed reader may read them, even one in a page of another
/// host. No response depends on who asks, so there is nothing to protect.
pub(super) const ANYONE: &str = "*";

/// The headers of every response.
pub(super) fn common(hosting: &Hosting<'_>) -> Vec<Header> {
    let mut headers = vec![
        ("Content-Security-Policy", policy::header(hosting.allow, hosting.inline)),
        // A year of `https` only (RFC 6797). Not `includeSubDomains`: other subdomains may be other people's. A browser
        // obeys it only over `https` (section 8.1), so the site still works over plain HTTP.
        ("Strict-Transport-Security", "max-age=31536000".to_owned()),
        // Browsers must not guess a file's type from its first bytes.
        ("X-Content-Type-Options", "nosniff".to_owned()),
        // Another site learns that a reader came from here, not which essay they read.
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
        ("Permissions-Policy", permissions(&hosting.allow.frames)),
        // Pages of other sites get no reference to this page's window, no matter which page opened the other.
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
    ];
    if !hosting.listed {
        headers.push(("X-Robots-Tag", "noindex".to_owned()));
    }
    headers
}

/// What a player of protected sound or film needs, and its frame's `allow` in `public/embed.js` passes on. A page can pass
/// on only what it has itself (Permissions Policy, section 9.7), so these lists name the page, too.
const OF_PLAYERS: [&str; 2] = ["autoplay", "encrypted-media"];

/// What the site's own videos need as well.
const OF_VIDEOS: [&str; 1] = ["fullscreen"];

/// Turns off what neither the app, an essay nor a frame needs, so that an injected script can't use it either. The hosts
/// of frames get what players need, and no other host gets anything. Picture-in-picture stays on for videos, and the clipboard and sharing for adapted sites.
///
/// Only names that Chromium knows without a flag: it warns of every other one in the console.
fn permissions(frames: &[Origin]) -> String {
    const OFF: [&str; 20] = [
        "accelerometer",
        "camera",
        "display-capture",
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
    let off = OFF.map(|feature| format!("{feature}=()"));
    let hosts: String = frames.iter().map(|host| format!(" \"{host}\"")).collect();
    let granted = |feature: &str| format!("{feature}=(self{hosts})");
    let of_players = |feature: &str| if frames.is_empty() { format!("{feature}=()") } else { granted(feature) };
    let on = OF_PLAYERS.map(of_players).into_iter().chain(OF_VIDEOS.map(granted)).collect();
    [off.to_vec(), on].concat().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_get_what_they_need_and_no_other_host_anything() {
        let without = permissions(&[]);
        assert!(!without.contains("https:"), "{without}");
        for granted in ["autoplay=()", "encrypted-media=()", "fullscreen=(self)", "camera=()"] {
            assert!(without.split(", ").any(|one| one == granted), "{granted} in {without}");
        }
        let frames = ["https://a.example", "https://b.example:8443"].map(|host| Origin::parse(host).unwrap());
        let with = permissions(&frames);
        for feature in OF_PLAYERS.into_iter().chain(OF_VIDEOS) {
            let granted = format!("{feature}=(self \"https://a.example\" \"https://b.example:8443\")");
            assert!(with.split(", ").any(|one| one == granted), "{granted} in {with}");
        }
        assert_eq!(with.matches("https:").count(), 6);
        assert_eq!(with.split(", ").count(), without.split(", ").count());
    }
}
