//! The pages of the site, by what an author may take for their addresses.

use std::collections::{HashMap, HashSet};

use catchword_app::routes::{Address, Routes};
use catchword_bundle::Slug;

use super::names::written;
use super::near::NearNames;
use crate::check::ParsedFile;
use crate::content::tags::TagAddresses;
use crate::resolve::{decoded, split_path};
use crate::slugs::hyphenated;
use crate::source::ContentPath;

/// The published pages.
pub(in crate::check) struct PageNames<'a> {
    routes: &'a Routes,
    /// Each page by its slug, by the name of its file, and by its title's words. `None` where two pages have one.
    by_word: HashMap<String, Option<&'a ParsedFile<'a>>>,
    slugs: NearNames,
    tags: NearNames,
    known_tags: HashSet<Slug>,
}

impl<'a> PageNames<'a> {
    pub(in crate::check) fn of(
        files: &'a [ParsedFile<'a>],
        routes: &'a Routes,
        addresses: &TagAddresses,
    ) -> PageNames<'a> {
        let mut names = PageNames {
            routes,
            by_word: HashMap::new(),
            slugs: NearNames::default(),
            tags: NearNames::default(),
            known_tags: HashSet::new(),
        };
        let mut others: HashMap<String, Option<&ParsedFile<'_>>> = HashMap::new();
        for file in files.iter().filter(|file| file.is_published()) {
            let Some(front_matter) = &file.front_matter else { continue };
            let slug = front_matter.slug.as_str();
            // An essay and a page can have the same slug.
            match names.by_word.insert(slug.to_owned(), Some(file)) {
                Some(_) => drop(names.by_word.insert(slug.to_owned(), None)),
                None => names.slugs.add(slug),
            }
            names.known_tags.extend(front_matter.tags.iter().filter_map(|tag| addresses.slug(&tag.value)));
            let stem = file.file.path.as_str().rsplit('/').next().and_then(|name| name.rsplit_once('.'));
            let mut words = vec![hyphenated(&front_matter.title), hyphenated(stem.map_or("", |(stem, _)| stem))];
            words.dedup();
            for word in words {
                others.entry(word).and_modify(|page| *page = None).or_insert(Some(file));
            }
        }
        // Slugs come first: another page's title may have the same words.
        for (word, page) in others {
            names.by_word.entry(word).or_insert(page);
        }
        let mut tags: Vec<&Slug> = names.known_tags.iter().collect();
        tags.sort_unstable();
        tags.into_iter().for_each(|tag| names.tags.add(tag.as_str()));
        names
    }

    /// How to correct an address at which there is no page. `folder` is that of the author's file, `None` in `site.toml`.
    pub(in crate::check) fn help(&self, link: &str, folder: Option<&str>, own: Option<&ContentPath>) -> Option<String> {
        let (path, rest) = split_path(link.trim());
        let path = decoded(path);
        let words: Vec<&str> = path.split('/').filter(|word| !word.is_empty() && *word != "index.html").collect();
        let (&last, before) = words.split_last()?;
        if before.last() == Some(&"tags") {
            let made = hyphenated(last);
            let known = Slug::parse(&made).ok().filter(|tag| self.known_tags.contains(tag));
            let tag = known.or_else(|| Slug::parse(&self.tags.nearest(&made)?).ok())?;
            let address = self.routes.write(&Address::Tag(tag, 1));
            return Some(format!("did you mean `{}{rest}`? The page `/tags/` lists every tag", self.below(&address)));
        }
        let stem = last.strip_suffix(".html").or_else(|| last.strip_suffix(".md")).unwrap_or(last);
        // A number is the part of a date or of a list, not the name of a page.
        let made = hyphenated(stem);
        if made.is_empty() || made.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            return None;
        }
        let page = self.by_word.get(&made).copied().flatten().or_else(|| {
            let slug = self.slugs.nearest(&made)?;
            self.by_word.get(&slug).copied().flatten()
        })?;
        let file = &page.file.path;
        if Some(file) == own {
            return None;
        }
        let address = self.routes.write(&crate::check::address_of(page)?);
        let address = self.below(&address);
        Some(match folder {
            Some(folder) => format!(
                "did you mean the page at `{address}`? Link to its file: `{}{rest}`; such a link stays right when the address \
                 changes",
                written(file, folder, link.starts_with('/'))
            ),
            None => format!("did you mean `{address}{rest}`? That is the page of the file `{file}`"),
        })
    }

    /// A path without the base: as authors write it.
    fn below(&self, path: &str) -> String {
        format!("/{}", path.strip_prefix(self.routes.base()).unwrap_or(path))
    }
}
