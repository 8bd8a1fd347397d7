//! JSON-LD: the fields that search engines ask of schema.org's `BlogPosting`, `BreadcrumbList` and `Blog`.

use serde_json::Value;

use crate::dist::{Dist, Page};

/// What is missing in a page's structured data, or contradicts the page.
pub(crate) fn problems(dist: &Dist) -> Vec<String> {
    let mut problems = Vec::new();
    for page in &dist.pages {
        let nodes = match nodes(page) {
            Ok(nodes) => nodes,
            Err(problem) => {
                problems.push(page.problem(problem));
                continue;
            }
        };
        let mut found = Vec::new();
        if page.is_home() {
            found.extend(one(&nodes, "Blog").map_or_else(|problem| vec![problem], |node| blog(dist, node)));
        }
        if page.kind() == Some("essay") {
            found.extend(one(&nodes, "BlogPosting").map_or_else(|no| vec![no], |node| posting(dist, page, node)));
            found.extend(one(&nodes, "BreadcrumbList").map_or_else(|no| vec![no], |node| crumbs(dist, node)));
        }
        problems.extend(found.into_iter().map(|problem| page.problem(problem)));
    }
    problems
}

/// Every node of the page's JSON-LD, whether alone, in an array, or in an `@graph`.
fn nodes(page: &Page) -> Result<Vec<Value>, String> {
    let mut nodes = Vec::new();
    for script in page.select(r#"script[type="application/ld+json"]"#) {
        let text: String = script.text().collect();
        let data: Value = serde_json::from_str(&text).map_err(|error| format!("JSON-LD: {error}"))?;
        let nodes_of_script = match data {
            Value::Array(all) => all,
            one => vec![one],
        };
        for one in nodes_of_script {
            if one["@context"].as_str().is_none_or(|context| context.trim_end_matches('/') != "https://schema.org") {
                return Err(format!("JSON-LD in the context {}", one["@context"]));
            }
            match one.get("@graph") {
                Some(Value::Array(graph)) => nodes.extend(graph.iter().cloned()),
                _ => nodes.push(one),
            }
        }
    }
    Ok(nodes)
}

fn one<'a>(nodes: &'a [Value], kind: &str) -> Result<&'a Value, String> {
    let found: Vec<_> = nodes.iter().filter(|node| node["@type"] == kind).collect();
    match found.as_slice() {
        [one] => Ok(one),
        _ => Err(format!("{} nodes of type {kind}", found.len())),
    }
}

fn blog(dist: &Dist, node: &Value) -> Vec<String> {
    let mut problems = missing_fields(node, "Blog", &["name", "url"]);
    problems.extend(node["url"].as_str().and_then(|url| dist.own_url_problem(url)).map(|why| format!("Blog: {why}")));
    problems
}

fn posting(dist: &Dist, page: &Page, node: &Value) -> Vec<String> {
    let mut problems =
        missing_fields(node, "BlogPosting", &["headline", "datePublished", "author", "mainEntityOfPage"]);
    let bundle = page.bundle.as_ref().unwrap_or(&Value::Null);
    let published = bundle.get("date_published");
    let twins = [
        ("headline", bundle.get("title")),
        ("datePublished", published),
        ("dateModified", bundle.get("date_modified").or(published)),
    ];
    for (field, twin) in twins {
        if node.get(field).is_some_and(|own| Some(own) != twin) {
            problems.push(format!("BlogPosting: {field} is {}, in the bundle {twin:?}", node[field]));
        }
    }
    let authors: Vec<_> = match &node["author"] {
        Value::Array(authors) => authors.iter().collect(),
        one => vec![one],
    };
    if authors.is_empty() || !authors.iter().all(|author| author["@type"].is_string() && is_filled(&author["name"])) {
        problems.push(format!("BlogPosting: an author without type or name: {}", node["author"]));
    }
    if bundle.get("image").is_some() {
        let image = match &node["image"] {
            Value::Array(images) => images.first().unwrap_or(&Value::Null),
            one => one,
        };
        let address = image.as_str().or_else(|| image["url"].as_str());
        match address.map(|address| dist.own_url_problem(address)) {
            None => problems.push("BlogPosting: no image, but the essay has one".to_owned()),
            Some(trouble) => problems.extend(trouble.map(|why| format!("BlogPosting: the image {why}"))),
        }
    }
    problems
}

/// Positions count from 1, each step has a name, and each but the last an address.
fn crumbs(dist: &Dist, node: &Value) -> Vec<String> {
    let steps = node["itemListElement"].as_array().map(Vec::as_slice).unwrap_or_default();
    if steps.len() < 2 {
        return vec![format!("BreadcrumbList: {} steps", steps.len())];
    }
    let mut problems = Vec::new();
    for (place, step) in steps.iter().enumerate() {
        if step["@type"] != "ListItem" || step["position"] != place + 1 || !is_filled(&step["name"]) {
            problems.push(format!("BreadcrumbList: the step {} is {step}", place + 1));
        }
        match step["item"].as_str().or_else(|| step["item"]["@id"].as_str()) {
            Some(address) => problems.extend(dist.own_url_problem(address).map(|why| format!("BreadcrumbList: {why}"))),
            None if place + 1 == steps.len() => {}
            None => problems.push(format!("BreadcrumbList: the step {} has no address", place + 1)),
        }
    }
    problems
}

fn missing_fields(node: &Value, kind: &str, fields: &[&str]) -> Vec<String> {
    let missing = fields.iter().filter(|field| !is_filled(&node[**field]));
    missing.map(|field| format!("{kind}: no {field}")).collect()
}

/// Whether there is a value that is not an empty text.
fn is_filled(value: &Value) -> bool {
    !value.is_null() && value.as_str().is_none_or(|text| !text.trim().is_empty())
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
    fn missing_and_wrong_fields_are_found() {
        expect_problem(problems, HOME, r#""@type":"Blog""#, r#""@type":"Bog""#, "0 nodes of type Blog");
        expect_problem(problems, ESSAY, r#""headline":"First""#, r#""headline":"Fist""#, "headline is \"Fist\"");
        expect_problem(problems, ESSAY, r#""datePublished""#, r#""published""#, "no datePublished");
        expect_problem(problems, ESSAY, r#""mainEntityOfPage""#, r#""page""#, "no mainEntityOfPage");
        expect_problem(problems, ESSAY, r#""name":"Ada""#, r#""name":"""#, "an author without type or name");
        expect_problem(problems, ESSAY, r#""image":"https://blog.example/at/boat.png","#, "", "no image");
        expect_problem(problems, ESSAY, r#"at/boat.png","main"#, r#"at/boot.png","main"#, "is not there");
        expect_problem(problems, ESSAY, r#""position":1"#, r#""position":0"#, "the step 1 is");
        expect_problem(problems, ESSAY, r#""item":"https://blog.example/at/","#, "", "the step 1 has no address");
        expect_problem(problems, ESSAY, r#"{"@context""#, r#"{{"@context""#, "JSON-LD: ");
        expect_problem(problems, ESSAY, r#""https://schema.org""#, r#""https://schema.example""#, "in the context");
    }
}
