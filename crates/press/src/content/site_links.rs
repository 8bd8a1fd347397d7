//! The links and addresses in `site.toml`.

use catchword_bundle::Link;
use url::Url;

use super::fields::{Fields, Located};
use crate::problem::Check;
use crate::slips::slip;

/// The links. `address` converts their addresses.
pub(crate) fn links(links: &[Located<Link>], address: impl Fn(&str) -> String) -> Vec<Link> {
    links
        .iter()
        .map(|link| Link { title: link.value.title.clone(), url: address(&link.value.url), language: None })
        .collect()
}

/// A link with its words.
pub(super) fn read_link(fields: &mut Fields<'_>) -> Option<Located<Link>> {
    let title = fields.required_words("title", "title = \"…\"");
    let url = fields.required_text("url", "url = \"/about/\"").and_then(|url| site_link(fields, url));
    let title = title?.value;
    Some(url?.map(|url| Link { title, url, language: None }))
}

/// A path from the site's root, or an absolute address.
pub(super) fn site_link(fields: &mut Fields<'_>, text: Located<String>) -> Option<Located<String>> {
    let local = text.value.starts_with('/') && !text.value.starts_with("//");
    let scheme = Url::parse(&text.value).is_ok_and(|url| catchword_bundle::allow::SCHEMES.contains(&url.scheme()));
    if local || scheme {
        return Some(text);
    }
    let message = format!("\"{}\" is not an address", text.value);
    let help = slip(&text.value).unwrap_or_else(|| {
        "begin it with `/` for a page of this site, such as `/about/`, or with `https://` for another site".to_owned()
    });
    fields.report(Check::BadValue, text.span, message, help);
    None
}
