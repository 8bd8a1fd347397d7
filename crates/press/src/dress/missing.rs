//! What the page for an address that the site does not have offers beside its sentence: pages whose addresses are close to
//! the one that was asked for, the search, and the newest essays.

use quire::routes::{Address, Routes};
use quire_bundle::{Bundle, Item, Kind};
use serde_json::json;

use super::document::{escaped, escaped_text, json as in_script};
use crate::render::Output;

/// How many essays are offered.
const NEWEST: usize = 5;

/// What the addresses among which a browser looks for a close one may take up, in bytes of JSON. It is all that the page
/// knows of the site: of one with ten thousand essays the newest few hundred.
const ADDRESSES: usize = 16 * 1024;

/// HTML that follows what the app says.
pub(super) fn more(output: &Output, script: &str) -> String {
    let site = &output.site;
    let language = quire_words::language(&site.language);
    let (press, routes) = (&language.press, Routes::of(site));
    let mut pages: Vec<&Item> = output.bundles.values().filter_map(page).collect();
    // Standing pages have no day and come first; of one day, in the order of their addresses.
    pages.sort_by(|one, other| {
        let day = |item: &Item| (item.quire.kind == Kind::Essay, item.date_published.clone());
        let (one, other) = (day(one), day(other));
        one.0.cmp(&other.0).then(other.1.cmp(&one.1))
    });
    let path = |item: &Item| {
        routes.write(&match item.quire.kind {
            Kind::Essay => Address::Essay(item.quire.slug.clone()),
            _ => Address::Page(item.quire.slug.clone()),
        })
    };

    let mut left = ADDRESSES;
    let addresses: Vec<_> = pages
        .iter()
        .map(|item| (path(item), &item.title))
        .take_while(|(path, title)| {
            let size = path.len() + title.len() + 8;
            left.checked_sub(size).inspect(|rest| left = *rest).is_some()
        })
        .collect();
    let newest: String = pages
        .iter()
        .filter(|item| item.quire.kind == Kind::Essay)
        .take(NEWEST)
        .map(|item| {
            let language = item.language.as_deref().filter(|language| *language != site.language);
            let language = language.map(|language| format!(" lang=\"{}\"", escaped(language))).unwrap_or_default();
            format!("<li><a href=\"{}\"{language}>{}</a></li>", escaped(&path(item)), escaped_text(&item.title))
        })
        .collect();
    let newest = match newest.as_str() {
        "" => String::new(),
        _ => format!("<h2>{}</h2><ul role=\"list\">{newest}</ul>", escaped_text(&press.newest)),
    };
    let search = &press.search;
    format!(
        "<div class=\"list not-found\">\
         <div class=\"near\" hidden><h2>{near}</h2><ul role=\"list\"></ul></div>\
         <form class=\"search\" role=\"search\" action=\"{action}\"><label for=\"q\">{field}</label> \
         <input type=\"search\" id=\"q\" name=\"q\" autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\" \
         enterkeyhint=\"search\"> <button type=\"submit\" class=\"button\">{go}</button></form>{newest}\
         <script type=\"application/json\" id=\"addresses\">{addresses}</script>\
         <script type=\"module\" src=\"{base}{script}\"></script></div>",
        near = escaped_text(&press.near),
        action = escaped(&routes.write(&Address::Search)),
        field = escaped_text(&search.field),
        go = escaped_text(&search.go),
        addresses = in_script(&json!(addresses)),
        base = escaped(&site.base),
        script = escaped(script),
    )
}

fn page(bundle: &Bundle) -> Option<&Item> {
    match bundle {
        Bundle::Item(item) if item.quire.kind != Kind::Search => Some(item),
        _ => None,
    }
}
