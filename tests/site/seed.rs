//! The seed, with which the app starts: the page's bundle without its text, which is in the article.

use scraper::Html;
use serde_json::Value;

use crate::dist::{Dist, Page};

/// The bytes that an essay's page may have beside its text and markup, and beside the styles and their script, which are the
/// same on every page and have budgets of their own.
const OVERHEAD: usize = 6 * 1024 + 384;

/// Seeds that differ from their page, and pages that have their text twice.
pub(crate) fn problems(dist: &Dist) -> Vec<String> {
    let site: Value =
        dist.text(catchword_bundle::SITE_FILE).ok().and_then(|text| serde_json::from_str(text).ok()).unwrap();
    dist.pages.iter().flat_map(|page| of_page(page, &site).into_iter().map(|problem| page.problem(problem))).collect()
}

fn of_page(page: &Page, site: &Value) -> Vec<String> {
    let scripts = page.select(r#"script#cw-seed[type="application/json"]"#);
    let [script] = scripts.as_slice() else { return vec![format!("{} seeds", scripts.len())] };
    let text: String = script.text().collect();
    let seed: Value = match serde_json::from_str(&text) {
        Ok(seed) => seed,
        Err(error) => return vec![format!("the seed: {error}")],
    };
    let mut problems = Vec::new();
    let mut site = site.clone();
    without(&mut site, &["tagline", "favicon", "authors", "nav", "footer", "quick_exit", "frame"]);
    if seed["site"] != site {
        problems.push("the seed's site is not the one of `site.json`".to_owned());
    }
    // The 404 page is shown at any address.
    let path = if page.is_not_found() { Value::Null } else { page.url.path().into() };
    if seed["path"] != path {
        problems.push(format!("the seed's path is {}, the page's {path}", seed["path"]));
    }
    let mut bundle = page.bundle.clone().unwrap_or_default();
    let content = bundle.get("content_html").cloned();
    abridge(&mut bundle);
    if bundle.is_null() != page.is_not_found() {
        problems.push("every page but the 404 page has a bundle".to_owned());
    }
    if seed["bundle"] != bundle {
        problems.push(format!("the seed's bundle is not the page's: {}", difference(&seed["bundle"], &bundle)));
    }
    if let Some(content) = content.as_ref().and_then(Value::as_str) {
        problems.extend(prose(page, content));
        let text = content.len() + lists(page);
        let most = text * 5 / 4 + OVERHEAD;
        let inline = "head > style, head > script:not([src], [type])";
        let styles: usize = page.select(inline).iter().flat_map(|style| style.text()).map(str::len).sum();
        let size = page.text.len() - styles;
        if page.kind() == Some("essay") && size > most {
            problems.push(format!("{size} bytes; with {text} of text and markup it may have {most}"));
        }
    }
    problems
}

/// Removes from a bundle what a seed leaves out (`catchword_bundle::SeedPage`).
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

/// The bytes of a page's lists: contents, series, related essays.
fn lists(page: &Page) -> usize {
    page.select("nav.cw-contents, nav.cw-series, nav.cw-related").iter().map(|list| list.html().len()).sum()
}

fn without(object: &mut Value, names: &[&str]) {
    if let Some(object) = object.as_object_mut() {
        object.retain(|name, _| !names.contains(&name.as_str()));
    }
}

/// The article has exactly the bundle's text: the app reads it from there.
fn prose(page: &Page, content: &str) -> Option<String> {
    let articles = page.select(".cw-prose");
    let [article] = articles.as_slice() else { return Some(format!("{} times .cw-prose", articles.len())) };
    let expected = Html::parse_fragment(content).root_element().inner_html();
    let found = article.inner_html();
    (found != expected).then(|| {
        let same = found.bytes().zip(expected.bytes()).take_while(|(one, other)| one == other).count();
        let from = |text: &str| text.get(same..).unwrap_or_default().chars().take(60).collect::<String>();
        format!("the text is not the bundle's: it continues “{}”, not “{}”", from(&found), from(&expected))
    })
}

fn difference(seed: &Value, bundle: &Value) -> String {
    let (Some(seed), Some(bundle)) = (seed.as_object(), bundle.as_object()) else {
        return "one of them is missing".to_owned();
    };
    let names = seed.keys().chain(bundle.keys().filter(|name| !seed.contains_key(*name)));
    let names: Vec<_> = names.filter(|name| seed.get(*name) != bundle.get(*name)).map(String::as_str).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{ESSAY, HOME, expect_no_problems, expect_problem};

    #[test]
    fn a_complete_site_has_no_problems() {
        expect_no_problems(problems);
    }

    #[test]
    fn a_seed_of_another_page_is_found() {
        expect_problem(problems, ESSAY, r#"id="cw-seed""#, r#"id="cw-sead""#, "0 seeds");
        expect_problem(problems, ESSAY, r#"{"bundle":"#, r#"{{"bundle":"#, "the seed: ");
        expect_problem(problems, ESSAY, r#""title":"First""#, r#""title":"Fist""#, "is not the page's: title");
        expect_problem(
            problems,
            ESSAY,
            r#""path":"/at/essays/first/""#,
            r#""path":"/at/""#,
            "the seed's path is \"/at/\"",
        );
        expect_problem(problems, HOME, r#""title":"A blog","url""#, r#""title":"A bog","url""#, "the seed's site");
        expect_problem(
            problems,
            "404.html",
            r#""bundle":null"#,
            r#""bundle":{}"#,
            "is not the page's: one of them is missing",
        );
    }

    #[test]
    fn a_duplicate_or_different_text_is_found() {
        let seed = r#"{"bundle":{"#;
        expect_problem(problems, ESSAY, seed, r#"{"bundle":{"content_html":"<p>","#, "is not the page's: content_html");
        expect_problem(problems, ESSAY, "A boat, a", "A goat, a", "it continues “goat, a");
        expect_problem(problems, ESSAY, "</article>", &format!("</article>{}", " ".repeat(OVERHEAD)), "it may have");
    }
}
