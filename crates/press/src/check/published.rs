//! Which addresses the site will have, looked up in constant time.

use std::collections::{HashMap, HashSet};

use catchword_app::routes::Address;
use catchword_bundle::Slug;

use crate::check::ParsedFile;
use crate::check::publication::Publication;
use crate::content::front_matter::ContentKind;
use crate::content::tags::TagAddresses;
use crate::pagination::{ESSAYS_PER_PAGE, ESSAYS_PER_YEAR_PAGE, page_count};

/// The slugs, tags and years of what is published.
#[derive(Debug, Default)]
pub(crate) struct Published {
    essays: HashSet<Slug>,
    pages: HashSet<Slug>,
    /// How many essays there are. If two have the same slug, there are fewer slugs.
    essay_count: usize,
    /// How many essays each tag has.
    tags: HashMap<Slug, usize>,
    /// How many essays each year has.
    years: HashMap<i16, usize>,
}

impl Published {
    /// What this build publishes.
    pub(crate) fn of(files: &[ParsedFile<'_>], addresses: &TagAddresses) -> Published {
        Published::of_each(files.iter().filter(|file| file.is_published()), addresses)
    }

    /// The same, with what is still to come.
    pub(crate) fn eventually(files: &[ParsedFile<'_>], addresses: &TagAddresses) -> Published {
        let comes = |file: &&ParsedFile<'_>| matches!(file.publication, Publication::Coming(_));
        Published::of_each(files.iter().filter(|file| file.is_published() || comes(file)), addresses)
    }

    fn of_each<'f>(files: impl Iterator<Item = &'f ParsedFile<'f>>, addresses: &TagAddresses) -> Published {
        let mut published = Published::default();
        for file in files {
            let Some(front_matter) = &file.front_matter else { continue };
            if file.kind == ContentKind::Page {
                published.pages.insert(front_matter.slug.clone());
                continue;
            }
            published.essays.insert(front_matter.slug.clone());
            published.essay_count += 1;
            let tags: HashSet<Slug> = front_matter.tags.iter().filter_map(|name| addresses.slug(&name.value)).collect();
            for tag in tags {
                *published.tags.entry(tag).or_default() += 1;
            }
            if let Some(date) = front_matter.date {
                *published.years.entry(date.year()).or_default() += 1;
            }
        }
        published
    }

    /// Whether the site will have a page at this address.
    pub(crate) fn has(&self, address: &Address) -> bool {
        match address {
            Address::Essay(slug) => self.essays.contains(slug),
            Address::Page(slug) => self.pages.contains(slug),
            Address::Tag(tag, page) => {
                self.tags.get(tag).is_some_and(|count| *page <= page_count(*count, ESSAYS_PER_PAGE))
            }
            Address::Year(year, page) => {
                let count = i16::try_from(*year).ok().and_then(|year| self.years.get(&year));
                count.is_some_and(|count| *page <= page_count(*count, ESSAYS_PER_YEAR_PAGE))
            }
            Address::List(page) => *page <= page_count(self.essay_count, ESSAYS_PER_PAGE),
            Address::Tags | Address::Archive | Address::Search => true,
        }
    }
}
