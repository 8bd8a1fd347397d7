//! What the content security policy forbids, assistive technology needs, and a stable layout needs.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::dist::{Dist, Page};

/// Types of `<script>` that a browser does not run.
const DATA: [&str; 2] = ["application/json", "application/ld+json"];

/// Inline scripts and styles, duplicate ids, missing headings, pictures without size or text.
pub(crate) fn problems(dist: &Dist) -> Vec<String> {
    dist.pages.iter().flat_map(|page| of_page(page).into_iter().map(|what| page.problem(what))).collect()
}

fn of_page(page: &Page) -> Vec<String> {
    let mut problems = Vec::new();
    for (element, directive) in [("script", "script-src"), ("style", "style-src")] {
        for inline in page.select(&format!("{element}:not([src])")) {
            let text: String = inline.text().collect();
            if inline.attr("type").is_some_and(|kind| DATA.contains(&kind)) || is_allowed(page, directive, &text) {
                continue;
            }
            let begin: String = text.chars().take(60).collect();
            problems.push(format!("an inline {element} that the policy forbids: {begin}"));
        }
    }
    let mut ids = BTreeSet::new();
    for element in page.select("*") {
        let name = element.value().name();
        for (attribute, value) in element.value().attrs() {
            if attribute == "style" || attribute.starts_with("on") {
                problems.push(format!("<{name} {attribute}=\"{value}\">"));
            }
            if attribute == "id" && !ids.insert(value) {
                problems.push(format!("the id `{value}` is there twice"));
            }
        }
    }
    // Leptos's empty comment is invalid HTML. The parser accepts it, so it is looked for in the text.
    if page.text.contains("<!>") {
        problems.push("`<!>` where `<!---->` would be valid".to_owned());
    }
    match page.select("h1").as_slice() {
        [heading] if heading.text().all(|text| text.trim().is_empty()) => problems.push("an empty <h1>".to_owned()),
        [_] => {}
        headings => problems.push(format!("{} <h1>", headings.len())),
    }
    for picture in page.select("img") {
        for attribute in ["width", "height", "alt"] {
            if picture.attr(attribute).is_none() {
                let source = picture.attr("src").unwrap_or_default();
                problems.push(format!("<img src=\"{source}\"> has no {attribute}"));
            }
        }
    }
    problems
}

/// Whether the page's own policy allows a text by its digest (CSP 3, section 6.7.3.3).
fn is_allowed(page: &Page, directive: &str, text: &str) -> bool {
    let digest = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let policies = page.select(r#"head > meta[http-equiv="Content-Security-Policy"]"#);
    let policy = policies.first().and_then(|meta| meta.attr("content")).unwrap_or_default();
    let directives = policy.split(';').map(str::split_whitespace);
    directives.into_iter().any(|mut words| words.next() == Some(directive) && words.any(|source| source == digest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{self, ESSAY, expect_no_problems, expect_problem};

    #[test]
    fn a_complete_site_has_no_problems() {
        expect_no_problems(problems);
    }

    #[test]
    fn what_the_policy_forbids_is_found() {
        let end = "</article>";
        expect_problem(
            problems,
            ESSAY,
            end,
            "<script>alert(1)</script></article>",
            "an inline script that the policy forbids: alert(1)",
        );
        expect_problem(
            problems,
            ESSAY,
            end,
            "<script type=module>x()</script></article>",
            "an inline script that the policy forbids: x()",
        );
        expect_problem(
            problems,
            ESSAY,
            end,
            "<style>p{}</style></article>",
            "an inline style that the policy forbids: p{}",
        );
        expect_problem(problems, ESSAY, end, "<p style='color:red'></p></article>", "<p style=\"color:red\">");
        expect_problem(problems, ESSAY, end, "<svg><a onclick='x()'></a></svg></article>", "<a onclick=\"x()\">");
    }

    #[test]
    fn what_the_policy_allows_is_no_problem() {
        let policy = "<meta http-equiv=Content-Security-Policy content=\"style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='\">";
        let page = |directive: &str, text: &str| {
            let head = format!("{}<style>{text}</style><title>", policy.replace("style-src", directive));
            problems(&specimen::with(ESSAY, "<title>", &head))
        };
        assert_eq!(page("style-src", ""), Vec::<String>::new());
        assert_eq!(page("script-src", "").len(), 1);
        assert_eq!(page("style-src", " ").len(), 1);
    }

    #[test]
    fn invalid_markup_is_found() {
        let end = "</article>";
        expect_problem(problems, ESSAY, end, "<!></article>", "`<!>`");
        expect_problem(problems, ESSAY, end, "<p id=part></p></article>", "the id `part` is there twice");
        expect_problem(problems, ESSAY, end, "<h1>Two</h1></article>", "2 <h1>");
        expect_problem(problems, ESSAY, "<h1>First</h1>", "", "0 <h1>");
        expect_problem(problems, ESSAY, "<h1>First</h1>", "<h1> </h1>", "an empty <h1>");
        expect_problem(problems, ESSAY, r#" width="40""#, "", "<img src=\"/at/boat.png\"> has no width");
        expect_problem(problems, ESSAY, r#" alt="A boat""#, "", "has no alt");
    }
}
