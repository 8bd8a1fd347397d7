//! A part as HTML with gaps, which each page fills.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::slots::{ADDRESSES, Masked, SlotName};
use crate::escape::{attribute, text};

/// A block of a part, ready to be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Html(String),
    Slot(SlotName, Place),
}

/// Where in the HTML a slot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Between tags.
    Text,
    /// At the beginning of the address of a link.
    Link,
    /// At the beginning of an address of which the page loads something, or to which it sends something.
    Source,
    /// Within an address.
    WithinAddress,
    /// In another attribute.
    Attribute,
}

/// Characters that are not encoded in an address, besides letters and digits.
const WITHIN_ADDRESS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@');

impl Place {
    /// The place behind the beginning of a sanitised text. There, attributes stand in double quotation marks, and their values have
    /// none.
    fn behind(html: &str) -> Place {
        if !ends_in_tag(html) {
            return Place::Text;
        }
        let Some(at) = html.rfind("=\"") else { return Place::Attribute };
        let name = html[..at].rsplit(|letter: char| letter.is_whitespace()).next().unwrap_or_default();
        match name {
            "href" | "cite" if at + 2 == html.len() => Place::Link,
            name if ADDRESSES.contains(&name) && at + 2 == html.len() => Place::Source,
            name if ADDRESSES.contains(&name) => Place::WithinAddress,
            _ => Place::Attribute,
        }
    }

    /// A value as it is written there; `None` if it can't stand there.
    fn written(self, value: &str) -> Option<String> {
        match self {
            Place::Text => Some(text(value)),
            Place::Link if leads_somewhere(value) => Some(attribute(value)),
            // The policy knows no other host.
            Place::Source if value.starts_with('/') && !value.starts_with("//") => Some(attribute(value)),
            Place::Link | Place::Source => None,
            Place::WithinAddress => Some(utf8_percent_encode(value, WITHIN_ADDRESS).to_string()),
            Place::Attribute => Some(attribute(value)),
        }
    }
}

impl Template {
    /// Makes a template of sanitised HTML in which slots are masked.
    pub(crate) fn of(html: &str, masked: &Masked) -> Template {
        let mut pieces = Vec::new();
        let mut at = 0;
        for (place, number) in masked.found_in(html) {
            pieces.push(Piece::Html(html[at..place.start].to_owned()));
            pieces.push(Piece::Slot(masked.slots[number].name.clone(), Place::behind(&html[..place.start])));
            at = place.end;
        }
        pieces.push(Piece::Html(html[at..].to_owned()));
        Template(pieces)
    }

    /// Several one after the other.
    pub(crate) fn joined(templates: Vec<Template>) -> Template {
        Template(templates.into_iter().flat_map(|template| template.0).collect())
    }

    /// The HTML for a page. Empty if the page has nothing to write into one of the slots: half a sentence helps nobody. `value` is
    /// asked with a slot, and whether an address is needed.
    pub(crate) fn filled(&self, value: impl Fn(&SlotName, bool) -> Option<String>) -> String {
        let mut html = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Html(piece) => html.push_str(piece),
                Piece::Slot(name, place) => {
                    let is_address = matches!(place, Place::Link | Place::Source);
                    let value = value(name, is_address).filter(|value| !value.trim().is_empty());
                    let Some(written) = value.and_then(|value| place.written(&value)) else { return String::new() };
                    html.push_str(&written);
                }
            }
        }
        html
    }

    /// The HTML with other HTML in the slots between tags, and plain text in those within tags.
    pub(crate) fn around(&self, html: impl Fn(&SlotName) -> String, plain: impl Fn(&SlotName) -> String) -> String {
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Html(piece) => piece.clone(),
            Piece::Slot(name, Place::Text) => html(name),
            Piece::Slot(name, place) => place.written(&plain(name)).unwrap_or_default(),
        });
        pieces.collect()
    }

    /// Whether it has a slot.
    #[cfg(test)]
    pub(crate) fn has_slots(&self) -> bool {
        self.0.iter().any(|piece| matches!(piece, Piece::Slot(..)))
    }
}

/// Whether the beginning of a text ends within a tag. A `>` in quotation marks ends none.
pub(crate) fn ends_in_tag(html: &str) -> bool {
    let (mut is_in_tag, mut quote) = (false, None);
    for byte in html.bytes() {
        match (byte, quote) {
            (byte, Some(open)) if byte == open => quote = None,
            (_, Some(_)) => {}
            (b'<', None) => is_in_tag = true,
            (b'>', None) => is_in_tag = false,
            (b'"' | b'\'', None) if is_in_tag => quote = Some(byte),
            _ => {}
        }
    }
    is_in_tag
}

/// Whether an address is one that a link may have: of the site, or of a kind that leads away.
fn leads_somewhere(address: &str) -> bool {
    let scheme = url::Url::parse(address).ok().map(|url| catchword_bundle::allow::SCHEMES.contains(&url.scheme()));
    scheme.unwrap_or_else(|| address.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::super::slots::mask;
    use super::*;

    fn filled(html: &str, value: &str) -> String {
        let masked = mask(html);
        Template::of(&masked.text, &masked).filled(|_, _| Some(value.to_owned()))
    }

    #[test]
    fn a_value_is_written_as_its_place_needs_it() {
        for (html, value, expected) in [
            ("<p>On {{title}}.</p>", "a < b & \"c\"", "<p>On a &lt; b &amp; \"c\".</p>"),
            ("<a href=\"{{url}}\">x</a>", "https://a.example/?b&c", "<a href=\"https://a.example/?b&amp;c\">x</a>"),
            (
                "<a href=\"https://s.example/?u={{url}}\">x</a>",
                "https://a.example/?b&c",
                "<a href=\"https://s.example/?u=https%3A%2F%2Fa.example%2F%3Fb%26c\">x</a>",
            ),
            (
                "<a href=\"mailto:a@b.example?subject={{title}}\">x</a>",
                "a \" b",
                "<a href=\"mailto:a@b.example?subject=a%20%22%20b\">x</a>",
            ),
            ("<b title=\"a > {{title}}\">c</b>", "\" onclick=\"d", "<b title=\"a > &quot; onclick=&quot;d\">c</b>"),
            ("<a href=\"{{url}}\">{{url}}</a>", "/a/", "<a href=\"/a/\">/a/</a>"),
        ] {
            assert_eq!(filled(html, value), expected, "{html}");
        }
    }

    #[test]
    fn what_a_page_lacks_is_left_out() {
        let masked = mask("<p>{{title}}: <a href=\"{{extra.shop}}\">buy</a></p>");
        let template = Template::of(&masked.text, &masked);
        assert!(template.has_slots());
        let value = |shop: Option<&'static str>| {
            template.filled(|name, _| match name {
                SlotName::Title => Some("T".to_owned()),
                _ => shop.map(str::to_owned),
            })
        };
        assert_eq!(value(None), "");
        assert_eq!(value(Some(" ")), "");
        for bad in ["javascript:alert(1)", "data:text/html,x", "shop", "//"] {
            assert!(!value(Some(bad)).contains("script") && !value(Some(bad)).contains("data:"), "{bad}");
        }
        assert_eq!(value(Some("/shop/")), "<p>T: <a href=\"/shop/\">buy</a></p>");
    }
}
