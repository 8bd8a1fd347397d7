//! The one allow-list: which elements and attributes a page's text may have.
//!
//! Raw HTML is held against it tag by tag, so that each loss has a place; ammonia holds the finished page against it once
//! more. No `style` and no event handler is on it: the site's content security policy refuses both.

/// Attributes that every element may have, beside those that begin with `aria-`.
const EVERYWHERE: [&str; 6] = ["class", "id", "title", "lang", "dir", "role"];

/// Elements whose content is no text: it goes with them.
pub(crate) const WITH_CONTENT: [&str; 17] = [
    "script",
    "style",
    "iframe",
    "noscript",
    "template",
    "textarea",
    "title",
    "object",
    "svg",
    "math",
    "select",
    "xmp",
    "noembed",
    "noframes",
    "plaintext",
    "head",
    "canvas",
];

/// Attributes that hold an address.
pub(crate) const ADDRESSES: [&str; 4] = ["href", "src", "poster", "cite"];

/// The elements, each with the attributes that it alone may have.
pub(crate) const ELEMENTS: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang", "rel", "target", "download"]),
    ("abbr", &[]),
    ("address", &[]),
    ("article", &[]),
    ("aside", &[]),
    ("audio", &["src", "controls", "loop", "muted", "preload"]),
    ("b", &[]),
    ("bdi", &[]),
    ("bdo", &[]),
    ("blockquote", &["cite"]),
    ("br", &[]),
    ("caption", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("dd", &[]),
    ("del", &["cite", "datetime"]),
    ("details", &["open", "name"]),
    ("dfn", &[]),
    ("div", &["tabindex"]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("footer", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("header", &[]),
    ("hr", &[]),
    ("i", &[]),
    ("img", &["src", "alt", "width", "height", "loading", "decoding"]),
    ("ins", &["cite", "datetime"]),
    ("kbd", &[]),
    ("li", &["value"]),
    ("mark", &[]),
    ("meter", &["value", "min", "max", "low", "high", "optimum"]),
    ("ol", &["start", "reversed", "type"]),
    ("p", &[]),
    ("pre", &["tabindex"]),
    ("progress", &["value", "max"]),
    ("q", &["cite"]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("section", &[]),
    ("small", &[]),
    ("source", &["src", "type"]),
    ("span", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["colspan", "rowspan", "headers"]),
    ("tfoot", &[]),
    ("th", &["colspan", "rowspan", "headers", "scope", "abbr"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("tr", &[]),
    ("track", &["src", "kind", "srclang", "label", "default"]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("video", &["src", "poster", "controls", "loop", "muted", "playsinline", "preload", "width", "height"]),
    ("wbr", &[]),
];

/// The element that only the press itself writes: the box of a task list.
const TASK_BOX: (&str, &[&str]) = ("input", &["type", "checked", "disabled"]);

/// Whether raw HTML may have the element.
pub(crate) fn element(name: &str) -> bool {
    ELEMENTS.binary_search_by_key(&name, |(element, _)| element).is_ok()
}

/// Whether raw HTML may have the attribute on the element.
pub(crate) fn attribute(element: &str, name: &str) -> bool {
    let own = ELEMENTS.binary_search_by_key(&element, |(element, _)| element).map_or(&[][..], |at| ELEMENTS[at].1);
    EVERYWHERE.contains(&name) || name.starts_with("aria-") || own.contains(&name)
}

/// The same list as a sanitiser for a finished page.
pub(crate) fn sanitiser() -> ammonia::Builder<'static> {
    let all = || ELEMENTS.iter().chain([&TASK_BOX]);
    let mut sanitiser = ammonia::Builder::empty();
    sanitiser
        .tags(all().map(|(element, _)| *element).collect())
        .tag_attributes(all().map(|(element, own)| (*element, own.iter().copied().collect())).collect())
        .tag_attribute_values([("input", [("type", ["checkbox"].into())].into())].into())
        .generic_attributes(EVERYWHERE.into())
        .generic_attribute_prefixes(["aria-"].into())
        .clean_content_tags(WITH_CONTENT.into())
        .url_schemes(crate::links::SCHEMES.into())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None);
    sanitiser
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_so_that_it_can_be_searched() {
        assert!(ELEMENTS.is_sorted_by_key(|(element, _)| element));
        assert!(element("wbr") && !element("script") && !element("input"));
        assert!(attribute("a", "href") && attribute("p", "aria-label") && attribute("td", "class"));
        assert!(!attribute("p", "style") && !attribute("p", "onclick") && !attribute("p", "href"));
    }
}
