//! JSON-LD: what a page is, in the words of schema.org (`BlogPosting`, `Blog`, `BreadcrumbList`).

use catchword_bundle::{Author, Bundle, Item, Kind, Site};
use serde_json::{Value, json};

/// What the page is, and where it stands in the site.
pub(super) fn of_page(site: &Site, bundle: &Bundle) -> Value {
    let mut graph = Vec::new();
    match bundle {
        Bundle::Item(item) if item.catchword.kind == Kind::Essay => graph.push(posting(site, item)),
        Bundle::Item(_) | Bundle::Feed(_) if bundle.url() == site.url => graph.push(blog(site)),
        Bundle::Item(_) | Bundle::Feed(_) => {}
    }
    if bundle.url() != site.url {
        graph.push(breadcrumbs(site, bundle));
    }
    json!({ "@context": "https://schema.org", "@graph": graph })
}

/// Only what search engines ask for: the summary and the picture's size are in the head already.
fn posting(site: &Site, item: &Item) -> Value {
    let mut posting = json!({
        "@type": "BlogPosting",
        "mainEntityOfPage": item.catchword.origin().unwrap_or(&item.url),
        "headline": item.title,
        "inLanguage": item.language.as_ref().unwrap_or(&site.language),
        "author": persons(site, &item.authors),
        "isPartOf": { "@id": site.url },
    });
    let optional = [
        ("datePublished", item.date_published.as_ref()),
        ("dateModified", item.date_modified.as_ref().or(item.date_published.as_ref())),
        ("image", item.image.as_ref()),
    ];
    for (name, value) in optional {
        if let Some(value) = value {
            posting[name] = value.clone().into();
        }
    }
    posting
}

fn blog(site: &Site) -> Value {
    json!({
        "@type": "Blog",
        "@id": site.url,
        "url": site.url,
        "name": site.title,
        "description": site.tagline,
        "inLanguage": site.language,
        "author": persons(site, &site.authors),
    })
}

/// Authors, each with an absolute address.
fn persons(site: &Site, authors: &[Author]) -> Value {
    let origin = site.url.strip_suffix(&site.base).unwrap_or(&site.url);
    let absolute = |url: &str| if url.starts_with('/') { format!("{origin}{url}") } else { url.to_owned() };
    let person = |author: &Author| match &author.url {
        Some(url) => json!({ "@type": "Person", "name": author.name, "url": absolute(url) }),
        None => json!({ "@type": "Person", "name": author.name }),
    };
    authors.iter().map(person).collect()
}

/// The way from the home page to this one.
fn breadcrumbs(site: &Site, bundle: &Bundle) -> Value {
    json!({
        "@type": "BreadcrumbList",
        "itemListElement": [
            { "@type": "ListItem", "position": 1, "name": site.title, "item": site.url },
            // The last one is the page itself.
            { "@type": "ListItem", "position": 2, "name": bundle.title() },
        ],
    })
}
