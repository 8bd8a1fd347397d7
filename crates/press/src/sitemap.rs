//! `sitemap.xml`: sitemaps.org 0.9.

use std::collections::{BTreeMap, HashMap};

use atom_syndication::FixedDateTime;
use catchword_bundle::{Bundle, ElsewhereKind, Feed, Item, Kind};
use quick_xml::escape::escape;

use crate::dates::last_change;
use crate::paths::{SITEMAP, sitemap_part};
use crate::render::Output;

/// What one file may hold.
#[derive(Debug, Clone, Copy)]
struct Limits {
    urls: usize,
    /// Before compression.
    bytes: usize,
}

/// sitemaps.org, "XML tag definitions" and "FAQ": 50,000 addresses and 50 MB.
const LIMITS: Limits = Limits { urls: 50_000, bytes: 52_428_800 };

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemap, by the path of its file below the output folder: every page but the search page and those whose
/// canonical address is on another site. Beyond 50,000 pages or 50 MB it is an index of `sitemap-1.xml`,
/// `sitemap-2.xml` and so on.
pub fn sitemap_files(output: &Output) -> BTreeMap<String, Vec<u8>> {
    within(output, LIMITS)
}

fn within(output: &Output, limits: Limits) -> BTreeMap<String, Vec<u8>> {
    let mut parts = parts(&pages(output), limits);
    if parts.len() <= 1 {
        return [(SITEMAP.to_owned(), document("urlset", &parts.pop().unwrap_or_default()))].into();
    }
    let mut files = BTreeMap::new();
    let mut index = String::new();
    for (at, part) in parts.iter().enumerate() {
        let file = sitemap_part(at + 1);
        // Without `lastmod`: here it would be the time when the file changed, which is not the date of any essay.
        index.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", escape(format!("{}{file}", output.site.url))));
        files.insert(file, document("urlset", part));
    }
    files.insert(SITEMAP.to_owned(), document("sitemapindex", &index));
    files
}

/// An element for every page that search engines should list.
fn pages(output: &Output) -> Vec<String> {
    let lists = last_changes_of_lists(output);
    let newest = output.essays().filter_map(last_change).max();
    let page = |bundle: &Bundle| {
        let changed = match (bundle, bundle.kind()) {
            (_, Kind::Search) => return None,
            // Its canonical address is on another host, and a sitemap holds canonical addresses of its own host alone.
            (Bundle::Item(item), _) if was_first_elsewhere(item) => return None,
            (Bundle::Item(item), _) => last_change(item),
            (Bundle::Feed(_), Kind::Tags | Kind::Archive) => newest,
            (Bundle::Feed(feed), _) => lists.get(feed.feed_url.as_str()).copied(),
        };
        // RFC 3339 is one of the W3C's date formats.
        let changed = changed.map(|date| format!("<lastmod>{}</lastmod>", date.to_rfc3339())).unwrap_or_default();
        Some(format!("<url><loc>{}</loc>{changed}</url>\n", escape(bundle.url())))
    };
    output.bundles.values().filter_map(page).collect()
}

fn was_first_elsewhere(item: &Item) -> bool {
    item.catchword.elsewhere.iter().any(|place| place.kind == ElsewhereKind::Origin)
}

/// When each page of a list last changed, by the address of its bundle. A new essay moves all that come after it, so a
/// page is as new as the newest essay on it and on the pages before it.
fn last_changes_of_lists(output: &Output) -> HashMap<&str, FixedDateTime> {
    let mut pages: Vec<&Feed> = output
        .bundles
        .values()
        .filter_map(|bundle| match bundle {
            Bundle::Feed(feed) => Some(&**feed),
            Bundle::Item(_) => None,
        })
        .collect();
    pages.sort_by_key(|page| (first_page(page), page.catchword.page));
    let mut changes = HashMap::new();
    let mut newest = None;
    for page in pages {
        if page.catchword.page == 1 {
            newest = None;
        }
        newest = newest.max(page.items.iter().filter_map(last_change).max());
        changes.extend(newest.map(|newest| (page.feed_url.as_str(), newest)));
    }
    changes
}

/// The address of a list's first page.
fn first_page(page: &Feed) -> &str {
    let own = format!("page/{}/{}", page.catchword.page, catchword_bundle::BUNDLE_FILE);
    page.feed_url
        .strip_suffix(&own)
        .or_else(|| page.feed_url.strip_suffix(catchword_bundle::BUNDLE_FILE))
        .unwrap_or_default()
}

/// The elements, joined into as few files as the limits allow.
fn parts(elements: &[String], limits: Limits) -> Vec<String> {
    let room = limits.bytes.saturating_sub(document("urlset", "").len());
    let mut parts: Vec<String> = Vec::new();
    let mut urls = 0;
    for element in elements {
        match parts.last_mut() {
            Some(part) if urls < limits.urls && part.len() + element.len() <= room => {
                part.push_str(element);
                urls += 1;
            }
            _ => {
                parts.push(element.clone());
                urls = 1;
            }
        }
    }
    parts
}

fn document(root: &str, elements: &str) -> Vec<u8> {
    format!("{DECLARATION}<{root} xmlns=\"{NAMESPACE}\">\n{elements}</{root}>\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use roxmltree::Document;

    use super::*;

    fn small() -> Output {
        let source = crate::read(Path::new("tests/fixtures/small")).unwrap();
        crate::render(&crate::arrange(crate::check(source, crate::Edition::ANY_DAY).0.unwrap())).0
    }

    fn locations(file: &[u8], root: &str, element: &str) -> Vec<String> {
        let document = Document::parse(std::str::from_utf8(file).unwrap()).unwrap();
        assert!(document.root_element().has_tag_name((NAMESPACE, root)));
        let elements = document.descendants().filter(|node| node.has_tag_name((NAMESPACE, element)));
        elements.map(|node| node.first_element_child().unwrap().text().unwrap().to_owned()).collect()
    }

    #[test]
    fn a_sitemap_that_is_too_long_or_too_large_is_split() {
        let output = small();
        let whole = within(&output, LIMITS);
        assert_eq!(whole.keys().collect::<Vec<_>>(), [SITEMAP]);
        let all = locations(&whole[SITEMAP], "urlset", "url");
        let (count, size) = (all.len(), whole[SITEMAP].len());
        let table = [
            (Limits { urls: count, bytes: size }, 1),
            (Limits { urls: count - 1, bytes: size }, 2),
            (Limits { urls: count, bytes: size - 1 }, 2),
            (Limits { urls: 5, ..LIMITS }, count.div_ceil(5)),
            (Limits { urls: 1, ..LIMITS }, count),
        ];
        for (limits, parts) in table {
            let mut files = within(&output, limits);
            if parts == 1 {
                assert_eq!(files, whole);
                continue;
            }
            let index = files.remove(SITEMAP).unwrap();
            let listed = locations(&index, "sitemapindex", "sitemap");
            assert_eq!((listed.len(), files.len()), (parts, parts), "{limits:?}");
            let mut found = Vec::new();
            for address in listed {
                let file = &files[address.strip_prefix(&output.site.url).unwrap()];
                let urls = locations(file, "urlset", "url");
                assert!((1..=limits.urls).contains(&urls.len()) && file.len() <= limits.bytes, "{limits:?}");
                found.extend(urls);
            }
            assert_eq!(found, all);
        }
    }

    #[test]
    fn the_first_page_of_a_list_is_its_address() {
        let table = [
            ("https://example.org/index.json", 1, "https://example.org/"),
            ("https://example.org/page/2/index.json", 2, "https://example.org/"),
            ("https://example.org/tags/page/index.json", 1, "https://example.org/tags/page/"),
            ("https://example.org/tags/page/page/12/index.json", 12, "https://example.org/tags/page/"),
        ];
        let Some(Bundle::Feed(mut feed)) = small().bundles.remove("tags/index.json") else { panic!("no list") };
        for (url, page, first) in table {
            url.clone_into(&mut feed.feed_url);
            feed.catchword.page = page;
            assert_eq!(first_page(&feed), first);
        }
    }
}
