//! What another host shows in a frame: until a reader asks for it, a link to it. The start script puts the frame in the
//! link's place when that is pressed; without it, the link leads there.

use catchword_i18n::{Language, fill};
use url::Url;

use crate::escape::{address, attribute, text};
use crate::markdown::{Callout, Embed};

/// The start of an embed, its still as an element.
pub(super) fn start(embed: &Embed, still: Option<String>, language: &Language) -> String {
    let says = &language.press.embeds;
    let call = match embed.kind {
        Callout::Podcast => &says.podcast,
        Callout::Booking => &says.booking,
        _ => &says.video,
    };
    let url = address(&embed.url);
    let host = Url::parse(&embed.url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    // It stays when the frame has come, for those in whose browser the frame shows nothing.
    let host = format!("<a href=\"{url}\" rel=\"noopener\">{}</a>", text(&host));
    format!(
        "<figure class=\"embed embed-{kind}\">\n<div class=\"embed-frame\"><a href=\"{url}\" rel=\"noopener\" aria-describedby=\"{id}\">{still}\
         <span>{call}</span></a></div>\n<figcaption><p class=\"embed-from\" id=\"{id}\">{from}</p>\n",
        kind = embed.kind.name(),
        id = attribute(&embed.id),
        still = still.unwrap_or_default(),
        call = text(&fill(call, &[("title", &embed.title)])),
        from = fill(&text(&says.from), &[("host", &host)]),
    )
}

/// The end of an embed.
pub(super) const END: &str = "</figcaption></figure>\n";
