//! HTML for feeds. A feed reader shows it at an address of its own, where a path or a `#fragment` leads nowhere.
//!
//! Atom has `xml:base` for that (RFC 4287), but RSS and JSON Feed have nothing and readers differ, so addresses become
//! absolute. A feed is made from the finished bundles, so this works on sanitised HTML, tag by tag.

use catchword_bundle::allow;
use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};
use url::{ParseError, Url};

use crate::escape::attribute;

/// A link of a page as an absolute address.
pub(super) fn address(link: &str, page: &str) -> String {
    match Url::parse(link) {
        Err(ParseError::RelativeUrlWithoutBase) => {
            Url::parse(page).and_then(|page| page.join(link)).map_or_else(|_| link.to_owned(), String::from)
        }
        // Absolute, or invalid.
        _ => link.to_owned(),
    }
}

/// A page's HTML with absolute addresses, fragments included. It leaves out what only the page's stylesheet makes
/// visible: the headings' links to themselves and the highlighting of code. Only tags with addresses are rewritten;
/// everything else stays as it is, byte for byte.
pub(super) fn absolute(html: &str, page: &str) -> String {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let mut absolute = String::with_capacity(html.len());
    let mut done = 0;
    let mut in_highlight = false;
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        // A tag begins with `<` and ends with `>`, so its span is at character boundaries.
        let (start, end) = match &token {
            Token::StartTag(tag) => (tag.span.start, tag.span.end),
            Token::EndTag(tag) => (tag.span.start, tag.span.end),
            _ => continue,
        };
        let (end, instead) = match token {
            Token::StartTag(tag) if is_anchor(&tag) && html[end..].starts_with(ANCHOR_END) => {
                (end + ANCHOR_END.len(), String::new())
            }
            Token::StartTag(tag) if is_highlight(&tag) => {
                in_highlight = true;
                (end, String::new())
            }
            Token::EndTag(tag) if in_highlight && tag.name.as_slice() == b"span" => {
                in_highlight = false;
                (end, String::new())
            }
            Token::StartTag(tag) if tag.attributes.keys().any(|name| holds_addresses(&text(name))) => {
                (end, with_addresses(&tag, page))
            }
            _ => continue,
        };
        absolute.push_str(&html[done..start]);
        absolute.push_str(&instead);
        done = end;
    }
    absolute.push_str(&html[done..]);
    absolute
}

/// The end of a heading's link to itself, which is empty.
const ANCHOR_END: &str = "</a>";

fn is_anchor(tag: &StartTag<usize>) -> bool {
    tag.name.as_slice() == b"a" && class(tag) == b"cw-anchor"
}

/// Whether a tag begins a highlighted run of code. Such runs don't nest.
fn is_highlight(tag: &StartTag<usize>) -> bool {
    tag.name.as_slice() == b"span" && matches!(class(tag), [b'c', b'w', b'-', b'a'..=b'z'])
}

fn class(tag: &StartTag<usize>) -> &[u8] {
    let class = tag.attributes.iter().find(|(name, _)| name.as_slice() == b"class");
    class.map_or(b"", |(_, value)| value.value.as_slice())
}

fn holds_addresses(attribute: &str) -> bool {
    attribute == "srcset" || allow::ADDRESSES.contains(&attribute)
}

fn with_addresses(tag: &StartTag<usize>, page: &str) -> String {
    let mut html = format!("<{}", text(&tag.name));
    // The tokeniser sorts them by name; this restores their order.
    let mut attributes: Vec<_> = tag.attributes.iter().collect();
    attributes.sort_by_key(|(_, value)| value.span.start);
    for (name, value) in attributes {
        let (name, value) = (text(name), text(&value.value));
        let value = match name.as_str() {
            "srcset" => candidates(&value, page),
            name if holds_addresses(name) => address(&value, page),
            _ => value,
        };
        html.push_str(&format!(" {name}=\"{}\"", attribute(&value)));
    }
    html + if tag.self_closing { " />" } else { ">" }
}

/// The candidates of a `srcset` (HTML, "Parsing a srcset attribute"): separated by commas, which may also be inside an
/// address, but not at its ends.
fn candidates(srcset: &str, page: &str) -> String {
    let mut absolute = Vec::new();
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|character: char| character == ',' || character.is_ascii_whitespace());
        if rest.is_empty() {
            return absolute.join(", ");
        }
        let (link, after) =
            rest.split_at(rest.find(|character: char| character.is_ascii_whitespace()).unwrap_or(rest.len()));
        let bare = link.trim_end_matches(',');
        let at = if bare.len() < link.len() { 0 } else { after.find(',').unwrap_or(after.len()) };
        let (descriptor, next) = after.split_at(at);
        absolute.push(format!("{} {}", address(bare, page), descriptor.trim_ascii()).trim_end().to_owned());
        rest = next;
    }
}

/// The tokeniser's input was a `str`, so its bytes are UTF-8.
fn text(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PAGE: &str = "https://example.org/sub/essays/a/";

    #[test]
    fn every_address_becomes_absolute() {
        let table = [
            ("<a href=\"/sub/b/?x=1&amp;y=2#z\">", "<a href=\"https://example.org/sub/b/?x=1&amp;y=2#z\">"),
            ("<a href='#fn-1'>", "<a href=\"https://example.org/sub/essays/a/#fn-1\">"),
            ("<a href=\"\">", "<a href=\"https://example.org/sub/essays/a/\">"),
            ("<a href=//example.com/x>", "<a href=\"https://example.com/x\">"),
            ("<a href=\"b.html\">", "<a href=\"https://example.org/sub/essays/a/b.html\">"),
            ("<a href=\"https://example.com\">", "<a href=\"https://example.com\">"),
            ("<a href=\"mailto:a@example.org\">", "<a href=\"mailto:a@example.org\">"),
            ("<a href=\"https://\">", "<a href=\"https://\">"),
            ("<blockquote cite=\"/b/\">", "<blockquote cite=\"https://example.org/b/\">"),
            (
                "<video controls poster=\"/p.png\" src=\"/v.mp4\">",
                "<video controls=\"\" poster=\"https://example.org/p.png\" src=\"https://example.org/v.mp4\">",
            ),
            (
                "<img alt=\"&lt;b&gt; &quot;é&quot;\" src=\"/a%20b.png\">",
                "<img alt=\"&lt;b&gt; &quot;é&quot;\" src=\"https://example.org/a%20b.png\">",
            ),
            ("<img srcset=\"/a.png\">", "<img srcset=\"https://example.org/a.png\">"),
            (
                "<img srcset=\"/a.png 1x,/b.png 2x , /c,d.png, /e.png\">",
                "<img srcset=\"https://example.org/a.png 1x, https://example.org/b.png 2x, https://example.org/c,d.png, \
                 https://example.org/e.png\">",
            ),
            ("<source src=\"/a.ogg\" />", "<source src=\"https://example.org/a.ogg\" />"),
        ];
        for (before, after) in table {
            assert_eq!(absolute(before, PAGE), after);
        }
    }

    #[test]
    fn headings_links_to_themselves_are_removed() {
        let anchor = "<a class=\"cw-anchor\" href=\"#é\" aria-labelledby=\"é\"></a>";
        assert_eq!(absolute(&format!("<h2 id=\"é\">É</h2>{anchor}\n<p>é"), PAGE), "<h2 id=\"é\">É</h2>\n<p>é");
        assert_eq!(absolute(&format!("{anchor}{anchor}"), PAGE), "");
        // One that an author wrote has content.
        let own = absolute("<a class=\"cw-anchor\" href=\"#b\">b</a>", PAGE);
        assert_eq!(own, format!("<a class=\"cw-anchor\" href=\"{PAGE}#b\">b</a>"));
    }

    #[test]
    fn highlighting_is_removed() {
        let code = "<code><span class=\"cw-k\">let</span> a<span class=\"cw-c\">// <b></span></code><span class=\"x\">b</span>";
        assert_eq!(absolute(code, PAGE), "<code>let a// <b></code><span class=\"x\">b</span>");
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        let untouched = "é<p class='x'\r\n id=y>a &amp; b &lt;a href=\"/x\"&gt;\r\n<br/><!-- <a href=\"/x\"> --></p> <";
        assert_eq!(absolute(untouched, PAGE), untouched);
    }

    proptest! {
        #[test]
        fn any_html_keeps_its_text(
            texts in proptest::collection::vec("(<a |<p|>| href=| src=\"|\"|'|#x|/y|=|&amp;|&|é|\r|\n|😀|</a>|<!--|-->|<| ){0,20}", 1..4),
        ) {
            let before = texts.concat();
            let after = absolute(&before, PAGE);
            let read = |html: &str| -> Vec<u8> {
                let strings = Tokenizer::new(html).flatten().filter_map(|token| match token {
                    Token::String(text) => Some(text.value.0),
                    _ => None,
                });
                strings.collect::<Vec<_>>().concat()
            };
            prop_assert_eq!(read(&before), read(&after));
            prop_assert_eq!(absolute(&after, PAGE), after);
        }
    }
}
