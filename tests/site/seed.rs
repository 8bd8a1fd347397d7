//! The seed: what the app starts from. It is the page's bundle without its text, which stands in the article alone.

use scraper::Html;
use serde_json::Value;

use crate::dist::{Dist, Page};

/// What an essay's page may weigh beside its text and markup, in bytes.
const AROUND: usize = 6 * 1024 + 256;

/// Seeds that are not their page's, and pages whose text stands more than once.
pub(crate) fn complaints(dist: &Dist) -> Vec<String> {
    let site: Value =
        dist.text(catchword_bundle::SITE_FILE).ok().and_then(|text| serde_json::from_str(text).ok()).unwrap();
    dist.pages
        .iter()
        .flat_map(|page| of_page(page, &site).into_iter().map(|complaint| page.complain(complaint)))
        .collect()
}

fn of_page(page: &Page, site: &Value) -> Vec<String> {
    let scripts = page.select(r#"script#seed[type="application/json"]"#);
    let [script] = scripts.as_slice() else { return vec![format!("{} seeds", scripts.len())] };
    let text: String = script.text().collect();
    let seed: Value = match serde_json::from_str(&text) {
        Ok(seed) => seed,
        Err(error) => return vec![format!("the seed: {error}")],
    };
    let mut complaints = Vec::new();
    let mut site = site.clone();
    without(&mut site, &["tagline", "favicon", "authors"]);
    if seed["site"] != site {
        complaints.push("the seed's site is not the one of `site.json`".to_owned());
    }
    // A host shows its page for a missing page at any address.
    let path = if page.is_not_found() { Value::Null } else { page.url.path().into() };
    if seed["path"] != path {
        complaints.push(format!("the seed's path is {}, the page's {path}", seed["path"]));
    }
    let mut bundle = page.bundle.clone().unwrap_or_default();
    let content = bundle.get("content_html").cloned();
    abridge(&mut bundle);
    if bundle.is_null() != page.is_not_found() {
        complaints.push("a bundle stands beside every page but the one for what is not there".to_owned());
    }
    if seed["bundle"] != bundle {
        complaints.push(format!("the seed's bundle is not the page's: {}", difference(&seed["bundle"], &bundle)));
    }
    if let Some(content) = content.as_ref().and_then(Value::as_str) {
        complaints.extend(prose(page, content));
        let text = content.len() + lists(page);
        let most = text * 5 / 4 + AROUND;
        if page.kind() == Some("essay") && page.text.len() > most {
            let size = page.text.len();
            complaints.push(format!("{size} bytes, and for {text} of text and markup {most} are the most"));
        }
    }
    complaints
}

/// Takes out of a bundle what a seed leaves out, as `catchword_bundle::SeedPage` has it.
pub(crate) fn abridge(bundle: &mut Value) {
    if bundle.get("items").is_some() || bundle.is_null() {
        return;
    }
    without(bundle, &["content_html", "summary", "tags"]);
    without(&mut bundle["_catchword"], &["contents", "related"]);
    if let Some(series) = bundle["_catchword"].get_mut("series") {
        series["parts"] = Value::Array(Vec::new());
    }
    bundle["id"] = "".into();
    bundle["_catchword"]["about"] = "".into();
}

/// The bytes of the lists that an essay's page makes of its text and of those beside it.
fn lists(page: &Page) -> usize {
    page.select("nav.contents, nav.series, nav.related").iter().map(|list| list.html().len()).sum()
}

fn without(object: &mut Value, names: &[&str]) {
    if let Some(object) = object.as_object_mut() {
        object.retain(|name, _| !names.contains(&name.as_str()));
    }
}

/// The article's text is the bundle's, to the letter: the app reads it from there.
fn prose(page: &Page, content: &str) -> Option<String> {
    let articles = page.select(".prose");
    let [article] = articles.as_slice() else { return Some(format!("{} times .prose", articles.len())) };
    let expected = Html::parse_fragment(content).root_element().inner_html();
    let found = article.inner_html();
    (found != expected).then(|| {
        let same = found.bytes().zip(expected.bytes()).take_while(|(one, other)| one == other).count();
        let from = |text: &str| text.get(same..).unwrap_or_default().chars().take(60).collect::<String>();
        format!("the text is not the bundle's: it goes on “{}”, not “{}”", from(&found), from(&expected))
    })
}

fn difference(seed: &Value, bundle: &Value) -> String {
    let (Some(seed), Some(bundle)) = (seed.as_object(), bundle.as_object()) else {
        return "one of them is none".to_owned();
    };
    let names = seed.keys().chain(bundle.keys().filter(|name| !seed.contains_key(*name)));
    let names: Vec<_> = names.filter(|name| seed.get(*name) != bundle.get(*name)).map(String::as_str).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{ESSAY, HOME, finds, has_no_complaint};

    #[test]
    fn a_whole_site_passes() {
        has_no_complaint(complaints);
    }

    #[test]
    fn a_seed_of_another_page_is_found() {
        finds(complaints, ESSAY, r#"id="seed""#, r#"id="sead""#, "0 seeds");
        finds(complaints, ESSAY, r#"{"bundle":"#, r#"{{"bundle":"#, "the seed: ");
        finds(complaints, ESSAY, r#""title":"First""#, r#""title":"Fist""#, "is not the page's: title");
        finds(complaints, ESSAY, r#""path":"/at/essays/first/""#, r#""path":"/at/""#, "the seed's path is \"/at/\"");
        finds(complaints, HOME, r#""title":"A blog","url""#, r#""title":"A bog","url""#, "the seed's site");
        finds(complaints, "404.html", r#""bundle":null"#, r#""bundle":{}"#, "is not the page's: one of them is none");
    }

    #[test]
    fn a_text_that_stands_twice_or_differs_is_found() {
        let seed = r#"{"bundle":{"#;
        finds(complaints, ESSAY, seed, r#"{"bundle":{"content_html":"<p>","#, "is not the page's: content_html");
        finds(complaints, ESSAY, "A boat, a", "A goat, a", "it goes on “goat, a");
        finds(complaints, ESSAY, "</article>", &format!("</article>{}", " ".repeat(AROUND)), "are the most");
    }
}
