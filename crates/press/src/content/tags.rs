//! The names of tags, and the addresses of their pages.

use std::collections::BTreeMap;

use catchword_bundle::Slug;
use unicase::UniCase;

use super::fields::{Fields, Located};
use super::plain;
use crate::problem::Check;
use crate::slugs::slug_of;

/// `[tags]` in `site.toml`: tags whose pages have an address that is not made from their names.
#[derive(Debug, Clone, Default)]
pub(crate) struct TagAddresses(BTreeMap<String, (Located<String>, Slug)>);

impl TagAddresses {
    /// Reads the table.
    pub(super) fn read(fields: &mut Fields<'_>) -> Option<TagAddresses> {
        let mut addresses = BTreeMap::new();
        for (name, address) in fields.rest_as_texts() {
            match Slug::parse(&address.value) {
                Ok(slug) => {
                    let name = name.map(|name| plain::name(&name).text);
                    addresses.insert(same(&name.value), (name, slug));
                }
                Err(error) => {
                    let message = format!("\"{}\" can't be part of an address: {error}", address.value);
                    let help =
                        "use small letters, digits, and single hyphens between them, such as `\"C++\" = \"cpp\"`";
                    fields.report(Check::BadSlug, address.span, message, help);
                }
            }
        }
        Some(TagAddresses(addresses))
    }

    /// The last part of the address of a tag's page; `None` if its name has no letter or digit.
    pub(crate) fn slug(&self, name: &str) -> Option<Slug> {
        match self.0.get(&same(name)) {
            Some((_, slug)) => Some(slug.clone()),
            None => slug_of(name),
        }
    }

    /// The names in the table.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Located<String>> {
        self.0.values().map(|(name, _)| name)
    }
}

/// A key that is the same for names that differ in nothing but case (Unicode, section 3.13, "Default Caseless Matching").
pub(crate) fn same(name: &str) -> String {
    UniCase::unicode(name).to_folded_case()
}
