//! The allow-list: which HTML elements and attributes an essay or a page may contain.
//!
//! Both sides use it. The press checks an author's raw HTML against it tag by tag, then sanitises the finished HTML with
//! it. The press also writes it into the start script ([`as_text`]), which checks all HTML before the browser parses it
//! into the page (Trusted Types). The list has no `style`, no event handlers, and no element that runs code or frames
//! another page.

/// Attributes that any element may have, in addition to those that begin with [`PREFIX`].
pub const EVERYWHERE: [&str; 6] = ["class", "id", "title", "lang", "dir", "role"];

/// Any element may also have the attributes whose names begin with this.
pub const PREFIX: &str = "aria-";

/// Ids and classes that begin with this belong to the frame, which is everything on a page but its text, and to the parts
/// of a text that the app or a script looks for. An author can't write them: the press leaves them out. Nor can an author
/// write an attribute that begins with `data-`, because none is on the list.
pub const RESERVED: &str = "cw-";

/// Attributes whose value is a URL.
pub const ADDRESSES: [&str; 5] = ["href", "src", "poster", "cite", "action"];

/// URL schemes that are allowed. Others run code, or do nothing in a browser.
pub const SCHEMES: [&str; 7] = ["https", "http", "mailto", "tel", "sms", "xmpp", "geo"];

/// The allowed elements, sorted by name, each with its own attributes (beyond [`EVERYWHERE`] and [`PREFIX`]).
pub const ELEMENTS: &[(&str, &[&str])] = &[
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
    ("button", &["type", "name", "value"]),
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
    ("fieldset", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("footer", &[]),
    ("form", &["action", "method", "target", "autocomplete"]),
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
    (
        "input",
        &[
            "type",
            "name",
            "value",
            "checked",
            "disabled",
            "required",
            "placeholder",
            "autocomplete",
            "autocapitalize",
            "spellcheck",
            "enterkeyhint",
            "minlength",
            "maxlength",
        ],
    ),
    ("ins", &["cite", "datetime"]),
    ("kbd", &[]),
    ("label", &["for"]),
    ("legend", &[]),
    ("li", &["value"]),
    ("mark", &[]),
    ("meter", &["value", "min", "max", "low", "high", "optimum"]),
    ("ol", &["start", "reversed", "type"]),
    ("optgroup", &["label"]),
    ("option", &["value", "selected"]),
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
    ("select", &["name", "required"]),
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
    ("textarea", &["name", "rows", "required", "placeholder", "autocomplete", "maxlength"]),
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

/// Allowed values of an `input`'s `type`. `password` and `file` are left out: a site of essays needs neither.
pub const INPUTS: [&str; 11] =
    ["text", "email", "tel", "url", "number", "date", "time", "checkbox", "radio", "hidden", "submit"];

/// An element and attribute that only the press may write: the search page's form carries the messages of `search.js`.
pub const SEARCH_MESSAGES: (&str, &str) = ("form", "data-words");

/// Whether raw HTML may contain the element.
pub fn element(name: &str) -> bool {
    ELEMENTS.binary_search_by_key(&name, |(element, _)| element).is_ok()
}

/// Whether raw HTML may put the attribute on the element.
pub fn attribute(element: &str, name: &str) -> bool {
    let own = ELEMENTS.binary_search_by_key(&element, |(element, _)| element).map_or(&[][..], |at| ELEMENTS[at].1);
    EVERYWHERE.contains(&name) || name.starts_with(PREFIX) || own.contains(&name)
}

/// Whether an id or a class is one that an author can't write.
pub fn is_reserved(name: &str) -> bool {
    name.starts_with(RESERVED)
}

/// The elements and their attributes in one string, for the start script: `a href rel;abbr;…`, with
/// [`SEARCH_MESSAGES`] added.
pub fn as_text() -> String {
    let entry = |(element, own): &(&str, &[&str])| {
        let press_only = if *element == SEARCH_MESSAGES.0 { &[SEARCH_MESSAGES.1][..] } else { &[] };
        [&[*element], *own, press_only].concat().join(" ")
    };
    ELEMENTS.iter().map(entry).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_sorted_and_looked_up_by_name() {
        assert!(ELEMENTS.is_sorted_by_key(|(element, _)| element));
        assert!(element("wbr") && element("input") && !element("script") && !element("iframe"));
        assert!(attribute("a", "href") && attribute("p", "aria-label") && attribute("td", "class"));
        assert!(!attribute("p", "style") && !attribute("p", "onclick") && !attribute("p", "href"));
    }

    #[test]
    fn no_attribute_of_the_list_is_one_that_the_app_marks_its_parts_with() {
        let own = ELEMENTS.iter().flat_map(|(_, own)| own.iter());
        for name in own.chain(&EVERYWHERE) {
            assert!(!name.starts_with("data-"), "{name}");
        }
        assert!(!PREFIX.starts_with("data"));
        for (element, _) in ELEMENTS {
            for name in ["data-share", "data-words", "data-x", "data-"] {
                assert!(!attribute(element, name), "{name} of <{element}>");
            }
        }
    }

    #[test]
    fn the_text_lists_every_element() {
        let text = as_text();
        assert!(text.starts_with("a href hreflang rel target download;abbr;"), "{text}");
        assert!(
            text.ends_with(";var;video src poster controls loop muted playsinline preload width height;wbr"),
            "{text}"
        );
        assert!(text.contains(";form action method target autocomplete data-words;"), "{text}");
        assert_eq!(text.split(';').count(), ELEMENTS.len());
        // `search.js` finds its form by this attribute, so an author's form must not have it.
        assert!(!attribute(SEARCH_MESSAGES.0, SEARCH_MESSAGES.1));
    }
}
