//! Embeds: a link to another host's content. When a reader presses it, the start script puts the frame in its place;
//! without the script, the link leads there.

use catchword_i18n::fill;
use url::Url;

use super::html::Writer;
use crate::escape::{address, attribute, text};
use crate::markdown::{Callout, Embed};

/// Writes an embed.
pub(super) fn embed(writer: &mut Writer<'_>, embed: &Embed) {
    let texts = &writer.context.language.press.embeds;
    let call = match embed.kind {
        Callout::Podcast => &texts.podcast,
        Callout::Booking => &texts.booking,
        _ => &texts.video,
    };
    let url = address(&embed.url);
    let host = Url::parse(&embed.url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    // This link stays when the frame has loaded, for browsers in which the frame shows nothing.
    let host = format!("<a href=\"{url}\" rel=\"noopener\">{}</a>", text(&host));
    let still = embed.still.as_ref().map(|(url, alt)| writer.image(url, alt, ""));
    let start = format!(
        "<figure class=\"embed embed-{kind}\">\n<div class=\"cw-embed-frame\"><a href=\"{url}\" rel=\"noopener\" aria-describedby=\"{id}\">{still}\
         <span>{call}</span></a></div>\n<figcaption><p class=\"cw-embed-from\" id=\"{id}\">{from}</p>\n",
        kind = embed.kind.name(),
        id = attribute(&embed.id),
        still = still.unwrap_or_default(),
        call = text(&fill(call, &[("title", &embed.title)])),
        from = fill(&text(&texts.from), &[("host", &host)]),
    );
    writer.inline(&start, &embed.below, "</figcaption></figure>\n");
}
