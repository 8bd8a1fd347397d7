//! JSON-LD: the fields that search engines ask of schema.org's `BlogPosting`, `BreadcrumbList` and `Blog`.

use serde_json::Value;

use crate::dist::{Dist, Page};

/// What lacks of a page's structured data, or contradicts the page.
pub(crate) fn complaints(dist: &Dist) -> Vec<String> {
    let mut complaints = Vec::new();
    for page in &dist.pages {
        let nodes = match nodes(page) {
            Ok(nodes) => nodes,
            Err(complaint) => {
                complaints.push(page.complain(complaint));
                continue;
            }
        };
        let mut found = Vec::new();
        if page.is_home() {
            found.extend(one(&nodes, "Blog").map_or_else(|complaint| vec![complaint], |node| blog(dist, node)));
        }
        if page.kind() == Some("essay") {
            found.extend(one(&nodes, "BlogPosting").map_or_else(|no| vec![no], |node| posting(dist, page, node)));
            found.extend(one(&nodes, "BreadcrumbList").map_or_else(|no| vec![no], |node| crumbs(dist, node)));
        }
        complaints.extend(found.into_iter().map(|complaint| page.complain(complaint)));
    }
    complaints
}

/// Every node of the page's scripts, whether alone, in a row, or in an `@graph`.
fn nodes(page: &Page) -> Result<Vec<Value>, String> {
    let mut nodes = Vec::new();
    for script in page.select(r#"script[type="application/ld+json"]"#) {
        let text: String = script.text().collect();
        let data: Value = serde_json::from_str(&text).map_err(|error| format!("JSON-LD: {error}"))?;
        let row = match data {
            Value::Array(row) => row,
            one => vec![one],
        };
        for one in row {
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
    let mut complaints = lacks(node, "Blog", &["name", "url"]);
    complaints.extend(node["url"].as_str().and_then(|url| dist.is_not_own(url)).map(|why| format!("Blog: {why}")));
    complaints
}

fn posting(dist: &Dist, page: &Page, node: &Value) -> Vec<String> {
    let mut complaints = lacks(node, "BlogPosting", &["headline", "datePublished", "author", "mainEntityOfPage"]);
    let bundle = page.bundle.as_ref().unwrap_or(&Value::Null);
    let published = bundle.get("date_published");
    let twins = [
        ("headline", bundle.get("title")),
        ("datePublished", published),
        ("dateModified", bundle.get("date_modified").or(published)),
    ];
    for (field, twin) in twins {
        if node.get(field).is_some_and(|own| Some(own) != twin) {
            complaints.push(format!("BlogPosting: {field} is {}, in the bundle {twin:?}", node[field]));
        }
    }
    let authors: Vec<_> = match &node["author"] {
        Value::Array(authors) => authors.iter().collect(),
        one => vec![one],
    };
    if authors.is_empty() || !authors.iter().all(|author| author["@type"].is_string() && says(&author["name"])) {
        complaints.push(format!("BlogPosting: an author without type or name: {}", node["author"]));
    }
    if bundle.get("image").is_some() {
        let image = match &node["image"] {
            Value::Array(images) => images.first().unwrap_or(&Value::Null),
            one => one,
        };
        let address = image.as_str().or_else(|| image["url"].as_str());
        match address.map(|address| dist.is_not_own(address)) {
            None => complaints.push("BlogPosting: no image, and the essay has one".to_owned()),
            Some(trouble) => complaints.extend(trouble.map(|why| format!("BlogPosting: the image {why}"))),
        }
    }
    complaints
}

/// Positions count from 1, each step has a name, and each but the last an address.
fn crumbs(dist: &Dist, node: &Value) -> Vec<String> {
    let steps = node["itemListElement"].as_array().map(Vec::as_slice).unwrap_or_default();
    if steps.len() < 2 {
        return vec![format!("BreadcrumbList: {} steps", steps.len())];
    }
    let mut complaints = Vec::new();
    for (place, step) in steps.iter().enumerate() {
        if step["@type"] != "ListItem" || step["position"] != place + 1 || !says(&step["name"]) {
            complaints.push(format!("BreadcrumbList: the step {} is {step}", place + 1));
        }
        match step["item"].as_str().or_else(|| step["item"]["@id"].as_str()) {
            Some(address) => complaints.extend(dist.is_not_own(address).map(|why| format!("BreadcrumbList: {why}"))),
            None if place + 1 == steps.len() => {}
            None => complaints.push(format!("BreadcrumbList: the step {} has no address", place + 1)),
        }
    }
    complaints
}

fn lacks(node: &Value, kind: &str, fields: &[&str]) -> Vec<String> {
    let missing = fields.iter().filter(|field| !says(&node[**field]));
    missing.map(|field| format!("{kind}: no {field}")).collect()
}

/// Whether a value is there and not an empty text.
fn says(value: &Value) -> bool {
    !value.is_null() && value.as_str().is_none_or(|text| !text.trim().is_empty())
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
    fn what_lacks_is_found() {
        finds(complaints, HOME, r#""@type":"Blog""#, r#""@type":"Bog""#, "0 nodes of type Blog");
        finds(complaints, ESSAY, r#""headline":"First""#, r#""headline":"Fist""#, "headline is \"Fist\"");
        finds(complaints, ESSAY, r#""datePublished""#, r#""published""#, "no datePublished");
        finds(complaints, ESSAY, r#""mainEntityOfPage""#, r#""page""#, "no mainEntityOfPage");
        finds(complaints, ESSAY, r#""name":"Ada""#, r#""name":"""#, "an author without type or name");
        finds(complaints, ESSAY, r#""image":"https://blog.example/at/boat.png","#, "", "no image");
        finds(complaints, ESSAY, r#"at/boat.png","main"#, r#"at/boot.png","main"#, "is not there");
        finds(complaints, ESSAY, r#""position":1"#, r#""position":0"#, "the step 1 is");
        finds(complaints, ESSAY, r#""item":"https://blog.example/at/","#, "", "the step 1 has no address");
        finds(complaints, ESSAY, r#"{"@context""#, r#"{{"@context""#, "JSON-LD: ");
        finds(complaints, ESSAY, r#""https://schema.org""#, r#""https://schema.example""#, "in the context");
    }
}
