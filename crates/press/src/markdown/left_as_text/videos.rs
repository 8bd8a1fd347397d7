//! An address of a video that stands alone: elsewhere it becomes a player.

use url::Url;

use super::Left;
use super::characters::address_at;
use super::text::Paragraph;

/// Reports a line that is the address of a video or of a recording, and nothing else. Returns whether it is one.
pub(super) fn find(paragraph: &Paragraph<'_>, nth: usize, found: &mut Vec<Left>) -> bool {
    let line = &paragraph.lines[nth];
    let words = line.words();
    if !words.starts_with("http") && !words.starts_with("www.") || address_at(words) != words {
        return false;
    }
    let full = if words.starts_with("www.") { format!("https://{words}") } else { words.to_owned() };
    let Some((mark, address, host)) = Url::parse(&full).ok().and_then(|url| embed(&url)) else { return false };
    let help = format!(
        "write these two lines instead, `> [!{mark}] Title of it` and `> <{address}>`, and in site.toml, below \
         `[allow]`, `frames = [\"https://{host}\"]`; for a mere link write `<{full}>`"
    );
    let message = if mark == "VIDEO" { "this address shows no video" } else { "this address plays nothing" };
    found.push(Left::new(line.first(words.len()), message, help));
    true
}

/// The callout, the address for embedding, and its host.
fn embed(url: &Url) -> Option<(&'static str, String, &'static str)> {
    let host = url.host_str()?;
    let host = host.trim_start_matches("www.").trim_start_matches("m.");
    let parts: Vec<&str> = url.path_segments()?.filter(|part| !part.is_empty()).collect();
    let is_id =
        |id: &str| id.len() >= 5 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let youtube = |id: &str| {
        let host = "www.youtube-nocookie.com";
        is_id(id).then(|| ("VIDEO", format!("https://{host}/embed/{id}"), host))
    };
    let player = |mark, host, path: String| Some((mark, format!("https://{host}/{path}"), host));
    match (host, parts.as_slice()) {
        ("youtu.be", [id, ..]) => youtube(id),
        ("youtube.com" | "music.youtube.com" | "youtube-nocookie.com", ["watch", ..]) => {
            youtube(&url.query_pairs().find(|(name, _)| name == "v")?.1)
        }
        ("youtube.com" | "youtube-nocookie.com", ["embed" | "shorts" | "live" | "v", id, ..]) => youtube(id),
        ("vimeo.com", [.., id]) if is_id(id) && id.bytes().all(|byte| byte.is_ascii_digit()) => {
            player("VIDEO", "player.vimeo.com", format!("video/{id}"))
        }
        ("player.vimeo.com", ["video", id, ..]) => player("VIDEO", "player.vimeo.com", format!("video/{id}")),
        ("dailymotion.com", ["video", id, ..]) => {
            player("VIDEO", "geo.dailymotion.com", format!("player.html?video={id}"))
        }
        ("dai.ly", [id]) => player("VIDEO", "geo.dailymotion.com", format!("player.html?video={id}")),
        ("open.spotify.com", [kind @ ("episode" | "show" | "track" | "album" | "playlist"), id, ..]) => {
            player("PODCAST", "open.spotify.com", format!("embed/{kind}/{id}"))
        }
        ("ted.com", ["talks", talk]) => player("VIDEO", "embed.ted.com", format!("talks/{talk}")),
        ("soundcloud.com", [_, _, ..]) => {
            let track: String = url::form_urlencoded::byte_serialize(url.as_str().as_bytes()).collect();
            player("PODCAST", "w.soundcloud.com", format!("player/?url={track}"))
        }
        _ => None,
    }
}
