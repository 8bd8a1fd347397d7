//! The search page. Where the search's script can't run, the page leads to the tags and the archive.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use catchword_app::routes::{Address, Routes};
use catchword_bundle::{ABOUT, Item, ItemMeta, Kind, Link, SCHEMA, Slug};
use catchword_i18n::{Language, SearchTexts, fill};
use serde::Serialize;

use crate::arrange::{Collection, Tag};
use crate::escape::{attribute, text};

/// How many tags are shown, those with the most essays first. It keeps the page small however many tags there are.
const TAGS: usize = 24;

/// The texts that the script shows. It reads them from the form.
#[derive(Serialize)]
struct Words<'a> {
    language: &'a str,
    digits: String,
    results: &'a BTreeMap<String, String>,
    busy: &'a str,
    found: &'a str,
    nothing: &'a str,
    failed: &'a str,
    more: &'a str,
    only: &'a str,
}

/// The search page's bundle.
pub(super) fn page(collection: &Collection) -> Item {
    let (settings, resolver) = (&collection.settings, &collection.resolver);
    let language = catchword_i18n::language(&settings.language);
    let url = resolver.absolute(&resolver.routes.write(&Address::Search));
    let about = fill(&language.press.about_the_search, &[("site", &settings.title)]);
    Item {
        id: url.clone(),
        url,
        external_url: None,
        title: language.press.search.title.clone(),
        content_text: None,
        summary: Some(about),
        content_html: Some(content(collection, language)),
        image: None,
        date_published: None,
        date_modified: None,
        authors: Vec::new(),
        tags: Vec::new(),
        language: Some(settings.language.clone()),
        catchword: ItemMeta {
            about: ABOUT.to_owned(),
            schema: SCHEMA,
            kind: Kind::Search,
            slug: Slug::parse("search").expect("`search` is a slug"),
            minutes: 1,
            reading: None,
            byline: None,
            words: 0,
            excerpt: false,
            content_note: None,
            hero: None,
            contents: Vec::new(),
            elsewhere: Vec::new(),
            date: None,
            tags: Vec::new(),
            series: None,
            related: Vec::new(),
            extra: Default::default(),
            previous: None,
            next: None,
        },
    }
}

/// The masthead's links. The search page comes last, unless the author has put it among them.
pub(super) fn linked(collection: &Collection, mut links: Vec<Link>) -> Vec<Link> {
    let url = collection.resolver.routes.write(&Address::Search);
    if links.iter().all(|link| link.url != url) {
        let title = catchword_i18n::language(&collection.settings.language).press.search.title.clone();
        links.push(Link { title, url, language: None });
    }
    links
}

/// The search form, and links to the tags and the archive.
fn content(collection: &Collection, language: &Language) -> String {
    let routes = &collection.resolver.routes;
    let catalog = &language.press.search;
    let words = Words {
        language: language.app.language(),
        digits: language.digits(),
        results: language.results(),
        busy: &catalog.busy,
        found: &catalog.found,
        nothing: &catalog.nothing,
        failed: &catalog.failed,
        more: &catalog.more,
        only: &catalog.only,
    };
    let words = serde_json::to_string(&words).expect("texts are written as JSON");
    let mut html = form(routes, catalog, &format!(" data-words=\"{}\"", attribute(&words)));
    html.push_str("\n<div class=\"cw-ways\">");
    if !collection.tags.is_empty() {
        html.push_str(&format!("<h2>{}</h2>\n<ul class=\"cw-tallies\" role=\"list\">\n", text(&catalog.by_tag)));
        let mut tags: Vec<&Tag> = collection.tags.iter().collect();
        tags.sort_by_key(|tag| Reverse(tag.essays.len()));
        for tag in tags.into_iter().take(TAGS) {
            let url = routes.write(&Address::Tag(tag.slug.clone(), 1));
            let count = language.essays(u32::try_from(tag.essays.len()).unwrap_or(u32::MAX));
            html.push_str(&format!(
                "<li><a href=\"{}\">{}</a> <span class=\"cw-count\">{}</span></li>\n",
                attribute(&url),
                text(&tag.name),
                text(&count)
            ));
        }
        let all = attribute(&routes.write(&Address::Tags));
        html.push_str(&format!("</ul>\n<p><a href=\"{all}\">{}</a></p>\n", text(&catalog.all_tags)));
    }
    let archive = attribute(&routes.write(&Address::Archive));
    html.push_str(&format!("<p><a href=\"{archive}\">{}</a></p></div>", text(&catalog.by_year)));
    html
}

/// The form, which leads to the search page, with an empty line for the script's messages. `own` has further
/// attributes.
pub(crate) fn form(routes: &Routes, texts: &SearchTexts, own: &str) -> String {
    format!(
        "<form class=\"cw-search\" role=\"search\" action=\"{action}\"{own}><label for=\"cw-q\">{field}</label>\
         <input type=\"search\" id=\"cw-q\" name=\"q\" autocomplete=\"off\" autocapitalize=\"none\" \
         spellcheck=\"false\" enterkeyhint=\"search\"> <button type=\"submit\" class=\"cw-button\">{go}</button>\
         <p class=\"cw-search-status\"></p></form>",
        action = attribute(&routes.write(&Address::Search)),
        field = text(&texts.field),
        go = text(&texts.go),
    )
}
