//! The last parts of addresses: no two pages have the same one, and the home page is there.

use std::collections::HashMap;

use catchword_app::routes::{Address, Routes};
use catchword_bundle::Slug;

use super::{ParsedFile, address_of};
use crate::content::fields::listed;
use crate::content::front_matter::ContentKind;
use crate::content::settings::Settings;
use crate::paths::is_in_search_folder;
use crate::problem::{Check, Problem};
use crate::slugs::hyphenated;
use crate::source::File;

/// Checks that no two pages have the same address. If `[checks]` makes this a warning, the second page's slug is made
/// from the name of its file.
pub(super) fn check_slugs(files: &mut [ParsedFile<'_>], settings: &Settings, problems: &mut Vec<Problem>) {
    let mut taken: HashMap<(ContentKind, Slug), &File> = HashMap::new();
    let mut counters = [HashMap::new(), HashMap::new()];
    for ParsedFile { file, kind, front_matter, .. } in files {
        let (file, kind) = (*file, *kind);
        let Some(front_matter) = front_matter else { continue };
        if kind == ContentKind::Page && is_reserved_for_pages(&front_matter.slug, settings) {
            let message = format!("a page can't be at the address `/{}/`", front_matter.slug);
            let help = "the site needs that address for itself; choose another one, by adding `slug = \"…\"`";
            problems
                .push(Problem::new(Check::TakenSlug, &file.text, front_matter.slug_span.clone(), message).help(help));
        }
        if let Some(other) = taken.get(&(kind, front_matter.slug.clone())) {
            let message = format!("this page would have the same address as `{}`: `{}`", other.path, front_matter.slug);
            let help = "the last part of an address is the `slug`, or made from the title if there is none; add \
                        `slug = \"…\"` to one of the two files";
            problems.push(
                Problem::new(Check::DuplicateSlug, &file.text, front_matter.slug_span.clone(), message).help(help),
            );
            let is_reserved = |slug: &Slug| taken.contains_key(&(kind, slug.clone()));
            front_matter.slug = free_slug(file, &mut counters[usize::from(kind == ContentKind::Page)], is_reserved);
        }
        taken.insert((kind, front_matter.slug.clone()), file);
    }
}

/// Whether the site itself needs the address that a page with this slug would have.
pub(crate) fn is_reserved_for_pages(slug: &Slug, settings: &Settings) -> bool {
    Routes::new("/", settings.essays_at.clone(), None).is_reserved(slug) || is_in_search_folder(slug.as_str())
}

/// A slug that no page has yet, made from the name of a file: the words of the name, else the words and `-2`, `-3` and
/// so on. `counters` has the last number tried for each name, because a taken slug stays taken.
fn free_slug(file: &File, counters: &mut HashMap<String, u32>, is_reserved: impl Fn(&Slug) -> bool) -> Slug {
    let stem =
        file.path.as_str().rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(stem, _)| stem);
    let words = hyphenated(stem);
    let words = if words.is_empty() { "untitled".to_owned() } else { words };
    let counter = counters.entry(words.clone()).or_insert(0);
    loop {
        *counter += 1;
        let text = if *counter == 1 { words.clone() } else { format!("{words}-{counter}") };
        // This ends, because there are more numbers than files.
        if let Some(slug) = Slug::parse(&text).ok().filter(|slug| !is_reserved(slug)) {
            return slug;
        }
    }
}

/// Checks that the page that is to be the home page is there.
pub(super) fn check_home(settings: &Settings, file: &File, files: &[ParsedFile<'_>], problems: &mut Vec<Problem>) {
    let Some(home) = &settings.home else { return };
    let pages = files.iter().filter(|file| file.kind == ContentKind::Page && file.is_published());
    let slugs: Vec<&str> = pages.filter_map(|file| Some(file.front_matter.as_ref()?.slug.as_str())).collect();
    if !slugs.contains(&home.value.as_str()) {
        let is_home = |file: &&ParsedFile<'_>| address_of(file) == Some(Address::Page(home.value.clone()));
        let unpublished = files.iter().find(is_home).map(|file| file.publication.described());
        let why = unpublished.as_deref().unwrap_or("there is no standing page with that slug");
        let message = format!("the home page can't be `{}`: {why}", home.value);
        let help = match slugs.as_slice() {
            _ if unpublished.is_some() => "publish that page first, or name another one".to_owned(),
            [] => "write that page in the folder `pages`, or remove this line: then the home page lists the essays"
                .to_owned(),
            slugs => format!("these standing pages are there: {}", listed(slugs)),
        };
        problems.push(Problem::new(Check::BadValue, &file.text, home.span.clone(), message).help(help));
    }
}
