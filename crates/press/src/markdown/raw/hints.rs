//! Tags that were never meant as elements: `List<String>`, `a<b and c>d`.

use std::ops::Range;

use catchword_bundle::allow;
use html5gum::StartTag;

use super::super::sanitiser;

/// Elements of HTML, today's and yesterday's, that are not on the allow-list.
const KNOWN: [&str; 51] = [
    "acronym", "applet", "area", "base", "basefont", "bgsound", "big", "blink", "body", "center", "datalist", "dialog",
    "dir", "embed", "font", "frame", "frameset", "g", "hgroup", "html", "image", "isindex", "keygen", "link",
    "listing", "main", "map", "marquee", "menu", "menuitem", "meta", "multicol", "nav", "nextid", "nobr", "output",
    "param", "path", "picture", "portal", "rb", "rtc", "script", "search", "slot", "spacer", "strike", "style", "tt",
    "use", "xml",
];

/// A tag that the author meant as words: what it stands in, as the author should write it.
pub(super) fn escaped(name: &str, tag: &StartTag<usize>, text: &str, span: &Range<usize>) -> Option<String> {
    let has_values = tag.attributes.values().any(|value| !value.value.is_empty());
    let begin = text.get(..span.end)?.rfind('<')?;
    let before: String = {
        let word = text[..begin].chars().rev().take(30).take_while(|letter| letter.is_alphanumeric());
        word.collect::<Vec<_>>().into_iter().rev().collect()
    };
    let is_unknown = !allow::element(name) && !KNOWN.contains(&name) && !sanitiser::WITH_CONTENT.contains(&name);
    // `a<b and c>d`: `and` is no attribute.
    let is_comparison = (!before.is_empty() || name.len() == 1)
        && tag.attributes.len() > 1
        && tag.attributes.keys().any(|attribute| !allow::attribute(name, &String::from_utf8_lossy(attribute)));
    if has_values || !(is_unknown || is_comparison) {
        return None;
    }
    let written = text[begin + 1..span.end].split(|letter: char| letter.is_whitespace() || letter == '/').next()?;
    Some(format!("{before}\\<{written}"))
}
