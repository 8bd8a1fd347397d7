//! What the page for a missing address offers below its sentence: pages whose addresses are close to the requested one,
//! the search, and the newest essays.

use std::cmp::Reverse;

use catchword_app::routes::{Address, Routes};
use catchword_bundle::{Bundle, Item, Kind, Site};
use serde_json::json;

use super::document::json as in_script;
use crate::escape::{attribute, text};
use crate::render::{Output, newest, search};

/// How many essays are offered.
const NEWEST: usize = 5;

/// How many bytes of JSON the page may have for the addresses that are compared with the requested one. Of ten thousand
/// essays, the newest few hundred fit.
const ADDRESSES_SIZE: usize = 16 * 1024;

/// The HTML that follows what the app shows.
pub(super) fn more(output: &Output, script: &str) -> String {
    let site = &output.site;
    let language = catchword_i18n::language(&site.language);
    let (press, routes) = (&language.press, Routes::of(site));
    let mut pages: Vec<&Item> = output.bundles.values().filter_map(page).collect();
    // Standing pages first, then essays from the newest; a draft without a date is the newest of all.
    pages.sort_by_key(|item| {
        (item.catchword.kind == Kind::Essay, item.date_published.is_some(), Reverse(item.date_published.as_deref()))
    });
    let path = |item: &Item| {
        routes.write(&match item.catchword.kind {
            Kind::Essay => Address::Essay(item.catchword.slug.clone()),
            _ => Address::Page(item.catchword.slug.clone()),
        })
    };

    let mut left = ADDRESSES_SIZE;
    let addresses: Vec<_> = pages
        .iter()
        .map(|item| (path(item), &item.title, other_language(site, item)))
        .take_while(|(path, title, _)| {
            let size = path.len() + title.len() + r#"["","",null],"#.len();
            left.checked_sub(size).inspect(|rest| left = *rest).is_some()
        })
        .collect();
    let newest: String = pages
        .iter()
        .filter(|item| item.catchword.kind == Kind::Essay)
        .take(NEWEST)
        .map(|item| newest::entry(&path(item), &item.title, other_language(site, item), None))
        .collect();
    let newest = match newest.as_str() {
        "" => String::new(),
        entries => format!("<h2>{}</h2>{}", text(&press.newest), newest::list(entries)),
    };
    format!(
        "<div class=\"cw-list cw-not-found\">\
         <div class=\"cw-near\" hidden><h2>{near}</h2><ul role=\"list\"></ul></div>\
         {form}{newest}\
         <script type=\"application/json\" id=\"cw-addresses\">{addresses}</script>\
         <script type=\"module\" src=\"{base}{script}\"></script></div>",
        near = text(&press.near),
        form = search::form(&routes, &press.search, ""),
        addresses = in_script(&json!(addresses)),
        base = attribute(&site.base),
        script = attribute(script),
    )
}

/// A page's language, if it is not the site's.
fn other_language<'a>(site: &Site, item: &'a Item) -> Option<&'a str> {
    item.language.as_deref().filter(|language| *language != site.language)
}

fn page(bundle: &Bundle) -> Option<&Item> {
    match bundle {
        Bundle::Item(item) if item.catchword.kind != Kind::Search => Some(item),
        _ => None,
    }
}
