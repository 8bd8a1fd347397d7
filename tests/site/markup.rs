//! What the content security policy forbids, what assistive technology needs, and what holds the layout still.

use std::collections::BTreeSet;

use crate::dist::{Dist, Page};

/// Types of a `<script>` that a browser does not run.
const DATA: [&str; 2] = ["application/json", "application/ld+json"];

/// Inline scripts and styles, repeated ids, headings and pictures that lack something.
pub(crate) fn complaints(dist: &Dist) -> Vec<String> {
    dist.pages.iter().flat_map(|page| of_page(page).into_iter().map(|what| page.complain(what))).collect()
}

fn of_page(page: &Page) -> Vec<String> {
    let mut complaints = Vec::new();
    for script in page.select("script:not([src])") {
        if !script.attr("type").is_some_and(|kind| DATA.contains(&kind)) {
            let begin: String = script.text().flat_map(str::chars).take(60).collect();
            complaints.push(format!("an inline script: {begin}"));
        }
    }
    if !page.select("style").is_empty() {
        complaints.push("an inline stylesheet".to_owned());
    }
    let mut ids = BTreeSet::new();
    for element in page.select("*") {
        let name = element.value().name();
        for (attribute, value) in element.value().attrs() {
            if attribute == "style" || attribute.starts_with("on") {
                complaints.push(format!("<{name} {attribute}=\"{value}\">"));
            }
            if attribute == "id" && !ids.insert(value) {
                complaints.push(format!("the id `{value}` stands twice"));
            }
        }
    }
    // Leptos's mark for nothing is no valid comment; the parser makes one of it, so only the text shows it.
    if page.text.contains("<!>") {
        complaints.push("`<!>` where `<!---->` would be valid".to_owned());
    }
    match page.select("h1").as_slice() {
        [heading] if heading.text().all(|text| text.trim().is_empty()) => complaints.push("an empty <h1>".to_owned()),
        [_] => {}
        headings => complaints.push(format!("{} <h1>", headings.len())),
    }
    for picture in page.select("img") {
        for attribute in ["width", "height", "alt"] {
            if picture.attr(attribute).is_none() {
                let source = picture.attr("src").unwrap_or_default();
                complaints.push(format!("<img src=\"{source}\"> has no {attribute}"));
            }
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{ESSAY, finds, has_no_complaint};

    #[test]
    fn a_whole_site_passes() {
        has_no_complaint(complaints);
    }

    #[test]
    fn what_the_policy_would_stop_is_found() {
        let end = "</article>";
        finds(complaints, ESSAY, end, "<script>alert(1)</script></article>", "an inline script: alert(1)");
        finds(complaints, ESSAY, end, "<script type=module>x()</script></article>", "an inline script: x()");
        finds(complaints, ESSAY, end, "<style>p{}</style></article>", "an inline stylesheet");
        finds(complaints, ESSAY, end, "<p style='color:red'></p></article>", "<p style=\"color:red\">");
        finds(complaints, ESSAY, end, "<svg><a onclick='x()'></a></svg></article>", "<a onclick=\"x()\">");
    }

    #[test]
    fn what_a_page_lacks_is_found() {
        let end = "</article>";
        finds(complaints, ESSAY, end, "<!></article>", "`<!>`");
        finds(complaints, ESSAY, end, "<p id=part></p></article>", "the id `part` stands twice");
        finds(complaints, ESSAY, end, "<h1>Two</h1></article>", "2 <h1>");
        finds(complaints, ESSAY, "<h1>First</h1>", "", "0 <h1>");
        finds(complaints, ESSAY, "<h1>First</h1>", "<h1> </h1>", "an empty <h1>");
        finds(complaints, ESSAY, r#" width="40""#, "", "<img src=\"/at/boat.png\"> has no width");
        finds(complaints, ESSAY, r#" alt="A boat""#, "", "has no alt");
    }
}
