//! Elements that an author adds to every page's head.

/// A `<meta>` or `<link>` of the author's. Its values are not escaped yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadTag {
    /// `meta` or `link`.
    pub(crate) name: &'static str,
    /// In the order in which they are written.
    pub(crate) attributes: Vec<(&'static str, String)>,
}

impl HeadTag {
    /// A `<meta>` whose `attribute`, which is `name` or `property`, is `name`.
    pub(crate) fn meta(attribute: &'static str, name: &str, content: &str) -> HeadTag {
        HeadTag { name: "meta", attributes: vec![(attribute, name.to_owned()), ("content", content.to_owned())] }
    }

    /// A `<link>` with further attributes.
    pub(crate) fn link(rel: &str, href: &str, more: Vec<(&'static str, String)>) -> HeadTag {
        let attributes = [("rel", rel.to_owned()), ("href", href.to_owned())];
        HeadTag { name: "link", attributes: attributes.into_iter().chain(more).collect() }
    }

    /// The same with another form of its address.
    pub(crate) fn linked(&self, address: impl Fn(&str) -> String) -> HeadTag {
        let attributes = self
            .attributes
            .iter()
            .map(|(name, value)| (*name, if *name == "href" { address(value) } else { value.clone() }));
        HeadTag { name: self.name, attributes: attributes.collect() }
    }
}
