//! The one allow-list: which elements and attributes the text of a page may have.
//!
//! It is written into both ends. The press holds raw HTML against it tag by tag, and the finished page once more; the
//! start script, into which the press writes [`as_text`], holds every text against it before a browser makes elements of
//! it (Trusted Types). No `style` and no event handler is on it, and no element that runs or frames anything.

/// Attributes that every element may have, beside those that begin with [`PREFIX`].
pub const EVERYWHERE: [&str; 6] = ["class", "id", "title", "lang", "dir", "role"];

/// What the names of further attributes begin with that every element may have.
pub const PREFIX: &str = "aria-";

/// Attributes that hold an address.
pub const ADDRESSES: [&str; 5] = ["href", "src", "poster", "cite", "action"];

/// What an address may begin with. Others run code, or lead nowhere in a browser.
pub const SCHEMES: [&str; 7] = ["https", "http", "mailto", "tel", "sms", "xmpp", "geo"];

/// The elements, each with the attributes that it alone may have.
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

/// What an `input` may be. No password and no file: an essay site has no use for either.
pub const INPUTS: [&str; 11] =
    ["text", "email", "tel", "url", "number", "date", "time", "checkbox", "radio", "hidden", "submit"];

/// What only the press itself writes, on the form of its search page: what the search's script says.
pub const WORDS: (&str, &str) = ("form", "data-words");

/// Whether raw HTML may have the element.
pub fn element(name: &str) -> bool {
    ELEMENTS.binary_search_by_key(&name, |(element, _)| element).is_ok()
}

/// Whether raw HTML may have the attribute on the element.
pub fn attribute(element: &str, name: &str) -> bool {
    let own = ELEMENTS.binary_search_by_key(&element, |(element, _)| element).map_or(&[][..], |at| ELEMENTS[at].1);
    EVERYWHERE.contains(&name) || name.starts_with(PREFIX) || own.contains(&name)
}

/// The elements as one text, for a script: `;` between elements, each followed by its own attributes, a space before each.
pub fn as_text() -> String {
    let words = |(element, own): &(&str, &[&str])| {
        let press = if *element == WORDS.0 { &[WORDS.1][..] } else { &[] };
        [&[*element], *own, press].concat().join(" ")
    };
    ELEMENTS.iter().map(words).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_so_that_it_can_be_searched() {
        assert!(ELEMENTS.is_sorted_by_key(|(element, _)| element));
        assert!(element("wbr") && element("input") && !element("script") && !element("iframe"));
        assert!(attribute("a", "href") && attribute("p", "aria-label") && attribute("td", "class"));
        assert!(!attribute("p", "style") && !attribute("p", "onclick") && !attribute("p", "href"));
    }

    #[test]
    fn a_script_gets_the_same_list() {
        let text = as_text();
        assert!(text.starts_with("a href hreflang rel target download;abbr;"), "{text}");
        assert!(
            text.ends_with(";var;video src poster controls loop muted playsinline preload width height;wbr"),
            "{text}"
        );
        assert!(text.contains(";form action method target autocomplete data-words;"), "{text}");
        assert_eq!(text.split(';').count(), ELEMENTS.len());
        // The form's script is found by its words: a page's own form has none.
        assert!(!attribute(WORDS.0, WORDS.1));
    }
}
