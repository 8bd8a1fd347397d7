//! The allow-list of [`catchword_bundle::allow`] as a sanitiser for finished pages.

use std::collections::HashSet;

use catchword_bundle::allow::{ELEMENTS, EVERYWHERE, INPUTS, PREFIX, SCHEMES};

/// Elements that are left out together with their content, which is no text.
pub(crate) const WITH_CONTENT: [&str; 15] = [
    "script",
    "style",
    "iframe",
    "noscript",
    "template",
    "title",
    "object",
    "svg",
    "math",
    "xmp",
    "noembed",
    "noframes",
    "plaintext",
    "head",
    "canvas",
];

/// A sanitiser that allows what is on the list.
pub(crate) fn sanitiser() -> ammonia::Builder<'static> {
    let mut sanitiser = ammonia::Builder::empty();
    sanitiser
        .tags(ELEMENTS.iter().map(|(element, _)| *element).collect())
        .tag_attributes(ELEMENTS.iter().map(|(element, own)| (*element, any_value(element, own))).collect())
        .tag_attribute_values([("input", [("type", INPUTS.into())].into())].into())
        .generic_attributes(EVERYWHERE.into())
        .generic_attribute_prefixes([PREFIX].into())
        .clean_content_tags(WITH_CONTENT.into())
        .url_schemes(SCHEMES.into())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None);
    sanitiser
}

/// The attributes of an element that may have any value: all but the `type` of `input`.
fn any_value<'a>(element: &str, own: &[&'a str]) -> HashSet<&'a str> {
    own.iter().copied().filter(|name| (element, *name) != ("input", "type")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_has_an_allowed_type() {
        let clean = |html: &str| sanitiser().clean(html).to_string();
        assert_eq!(clean("<input type=\"email\">"), "<input type=\"email\">");
        for kind in ["password", "file", "image"] {
            assert_eq!(clean(&format!("<input type=\"{kind}\">")), "<input>", "{kind}");
        }
    }
}
