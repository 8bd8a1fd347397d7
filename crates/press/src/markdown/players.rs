//! Where the services for films and recordings have their players. The address of a page that one watches is no address
//! for a frame.

use url::Url;

/// A player of another service.
pub(crate) struct Player {
    /// The callout that shows it.
    pub(crate) mark: &'static str,
    /// The address for embedding.
    pub(crate) address: String,
    pub(crate) host: &'static str,
    /// Whether the address that was given is one for embedding already.
    pub(crate) is_given: bool,
}

impl Player {
    /// The player that belongs to an address, if it is one of a service that is known.
    pub(crate) fn of(address: &str) -> Option<Player> {
        let address = address.trim();
        let full = if address.starts_with("http") { address.to_owned() } else { format!("https://{address}") };
        player(&Url::parse(&full).ok()?)
    }

    /// The lines that show it.
    pub(crate) fn lines(&self) -> String {
        format!(
            "write these two lines instead, `> [!{}] Title of it` and `> <{}>`, and in site.toml, below `[allow]`, \
             `frames = [\"https://{}\"]`",
            self.mark, self.address, self.host
        )
    }
}

fn player(url: &Url) -> Option<Player> {
    let host = url.host_str()?;
    let host = host.trim_start_matches("www.").trim_start_matches("m.");
    let parts: Vec<&str> = url.path_segments()?.filter(|part| !part.is_empty()).collect();
    let is_id =
        |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let is_number = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    let new = |mark, host: &'static str, path: String| {
        Some(Player { mark, address: format!("https://{host}/{path}"), host, is_given: false })
    };
    let youtube =
        |id: &str| is_id(id).then(|| new("VIDEO", "www.youtube-nocookie.com", format!("embed/{id}"))).flatten();
    let given = |player: Option<Player>| player.map(|player| Player { is_given: true, ..player });
    match (host, parts.as_slice()) {
        ("youtu.be", [id, ..]) => youtube(id),
        ("youtube.com" | "music.youtube.com" | "youtube-nocookie.com", ["watch", ..]) => {
            youtube(&url.query_pairs().find(|(name, _)| name == "v")?.1)
        }
        ("youtube.com" | "youtube-nocookie.com", ["embed", id, ..]) => given(youtube(id)),
        ("youtube.com" | "youtube-nocookie.com", ["shorts" | "live" | "v", id, ..]) => youtube(id),
        // A film that is not listed has a key.
        ("vimeo.com", [id, key]) if is_number(id) && is_id(key) => {
            new("VIDEO", "player.vimeo.com", format!("video/{id}?h={key}"))
        }
        ("vimeo.com", [.., id]) if is_number(id) => new("VIDEO", "player.vimeo.com", format!("video/{id}")),
        ("player.vimeo.com", ["video", id, ..]) => given(new("VIDEO", "player.vimeo.com", format!("video/{id}"))),
        ("dailymotion.com", ["video", id, ..]) | ("dai.ly", [id]) => {
            new("VIDEO", "geo.dailymotion.com", format!("player.html?video={id}"))
        }
        ("open.spotify.com", [kind @ ("episode" | "show" | "track" | "album" | "playlist"), id, ..]) => {
            new("PODCAST", "open.spotify.com", format!("embed/{kind}/{id}"))
        }
        ("ted.com", ["talks", talk]) => new("VIDEO", "embed.ted.com", format!("talks/{talk}")),
        ("soundcloud.com", [_, _, ..]) => {
            let track: String = url::form_urlencoded::byte_serialize(url.as_str().as_bytes()).collect();
            new("PODCAST", "w.soundcloud.com", format!("player/?url={track}"))
        }
        _ => None,
    }
}
