//! Where the addresses in a drawing lead.

use url::Url;

/// Pictures and fonts that a drawing may contain, as they begin.
const INSIDE: [&str; 9] = [
    "data:image/png",
    "data:image/jpeg",
    "data:image/jpg",
    "data:image/gif",
    "data:image/webp",
    "data:image/avif",
    "data:font/",
    "data:application/font",
    "data:application/x-font",
];

/// Whether an address of this element stays in the drawing or on the site. A link may lead to another site.
pub(super) fn is_allowed(element: &str, address: &str) -> bool {
    // As a browser reads it (WHATWG URL, "basic URL parser").
    let address: String = address.chars().filter(|character| !character.is_control()).collect();
    let address = address.trim().replace('\\', "/");
    if element == "a" {
        return match Url::parse(&address) {
            Ok(url) => ["https", "http", "mailto", "tel"].contains(&url.scheme()),
            Err(error) => error == url::ParseError::RelativeUrlWithoutBase,
        };
    }
    is_inside(&address)
}

/// Whether a style loads something from elsewhere. When in doubt it does.
pub(super) fn style_loads(style: &str) -> bool {
    let Some(style) = without_comments(style) else { return true };
    let (urls_are_inside, rest) = split_urls(&style);
    let small = rest.to_lowercase();
    // An escape can hide any word.
    !urls_are_inside || ["@import", "//", "\\", "javascript:", "expression("].iter().any(|word| small.contains(word))
}

/// Whether an attribute's value refers to something elsewhere with `url(…)`.
pub(super) fn value_loads(value: &str) -> bool {
    !split_urls(value).0
}

fn is_inside(address: &str) -> bool {
    let small = address.to_lowercase();
    if INSIDE.iter().any(|start| small.starts_with(start)) {
        return true;
    }
    !address.starts_with("//") && Url::parse(address) == Err(url::ParseError::RelativeUrlWithoutBase)
}

fn without_comments(style: &str) -> Option<String> {
    let mut rest = style;
    let mut text = String::new();
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        rest = comment.split_once("*/")?.1;
    }
    Some(text + rest)
}

/// Whether every `url(…)` stays in the drawing or on the site; and the text without them.
fn split_urls(value: &str) -> (bool, String) {
    let small = value.to_ascii_lowercase();
    let (mut at, mut are_inside, mut rest) = (0, true, String::new());
    while let Some(found) = small[at..].find("url(") {
        let start = at + found + "url(".len();
        rest.push_str(&value[at..at + found]);
        let end = small[start..].find(')').map_or(value.len(), |end| start + end);
        let address = value[start..end].trim().trim_matches(['"', '\'']).trim().replace('\\', "/");
        are_inside &= is_inside(&address);
        at = (end + 1).min(value.len());
    }
    rest.push_str(value.get(at..).unwrap_or_default());
    (are_inside, rest)
}
