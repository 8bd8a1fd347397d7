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

/// Functions of CSS, other than `url(…)`, that take an address.
const LOADING: [&str; 2] = ["image-set(", "src("];

/// Whether a style loads something from elsewhere. When in doubt it does.
pub(super) fn style_loads(style: &str) -> bool {
    // In a string, the mark of a comment is none: the style is looked at with and without its comments.
    let Some(bare) = without_comments(style) else { return true };
    let has_word = |text: &str| {
        let small = text.to_lowercase();
        // An escape can hide any word.
        LOADING.iter().chain(&["@import", "\\", "javascript:", "expression("]).any(|word| small.contains(word))
    };
    let (bare_is_inside, rest) = split_urls(&bare);
    !bare_is_inside || !split_urls(style).0 || has_word(&bare) || has_word(style) || rest.contains("//")
}

/// Whether an attribute's value, read as CSS, refers to anything but a part of the drawing. When in doubt it does.
pub(super) fn value_loads(value: &str) -> bool {
    if !value.contains(['(', '\\']) {
        return false;
    }
    let plain = unescaped(value);
    let loads = |text: &str| {
        let small = text.to_ascii_lowercase();
        let leads_out = |rest: &str| !rest.trim_start().trim_start_matches(['"', '\'']).trim_start().starts_with('#');
        LOADING.iter().any(|word| small.contains(word)) || small.split("url(").skip(1).any(leads_out)
    };
    let bare = |text: &str| without_comments(text).is_none_or(|text| loads(&unescaped(&text)));
    loads(&plain) || bare(value) || bare(&plain)
}

/// A text with the characters that its escapes stand for (CSS Syntax, section 4.3.7).
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '\\' {
            plain.push(character);
            continue;
        }
        let (mut code, mut digits) = (0, 0);
        while digits < 6
            && let Some(digit) = characters.peek().and_then(|next| next.to_digit(16))
        {
            characters.next();
            (code, digits) = (code * 16 + digit, digits + 1);
        }
        if digits > 0 {
            characters.next_if(char::is_ascii_whitespace);
            plain.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        } else {
            plain.extend(characters.next());
        }
    }
    plain
}

fn is_inside(address: &str) -> bool {
    let address: String = address.chars().filter(|character| !character.is_control()).collect();
    let address = address.trim();
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
        // Where a string has these letters, the next ones are inside it.
        are_inside &= is_inside(&address) && !small[start..end].contains("url(");
        at = (end + 1).min(value.len());
    }
    rest.push_str(value.get(at..).unwrap_or_default());
    (are_inside, rest)
}
