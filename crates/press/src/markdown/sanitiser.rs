//! The allow-list of [`quire_bundle::allow`] as a sanitiser for a finished page, and what goes with its content.

use quire_bundle::allow::{ELEMENTS, EVERYWHERE, PREFIX, SCHEMES, TASK_BOX};

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

/// The list as a sanitiser.
pub(crate) fn sanitiser() -> ammonia::Builder<'static> {
    let all = || ELEMENTS.iter().chain([&TASK_BOX]);
    let mut sanitiser = ammonia::Builder::empty();
    sanitiser
        .tags(all().map(|(element, _)| *element).collect())
        .tag_attributes(all().map(|(element, own)| (*element, own.iter().copied().collect())).collect())
        .tag_attribute_values([("input", [("type", ["checkbox"].into())].into())].into())
        .generic_attributes(EVERYWHERE.into())
        .generic_attribute_prefixes([PREFIX].into())
        .clean_content_tags(WITH_CONTENT.into())
        .url_schemes(SCHEMES.into())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None);
    sanitiser
}
