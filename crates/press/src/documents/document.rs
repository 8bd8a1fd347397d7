//! A document, put together from its parts.

use std::sync::Arc;

use catchword_app::prerender::Prerender;
use catchword_bundle::{Bundle, SEED_ID, Seed, Site};
use html5gum::{DefaultEmitter, Token, Tokenizer};
use serde::Serialize;

use super::head::Head;
use super::shell::{Shell, Tag};
use crate::escape::attribute;

/// A whole document. Nothing may come between `<body>` and the page: the app looks for its first element there.
pub(super) fn write(
    site: &Site,
    language: &str,
    policy: Option<&str>,
    head: &Head,
    scripts: &str,
    body: &str,
    shell: &Shell,
) -> String {
    let direction = match catchword_i18n::direction(&site.language) {
        "rtl" => " dir=\"rtl\"",
        _ => "",
    };
    let language = attribute(language);
    let mut html =
        format!("<!DOCTYPE html>\n<html lang=\"{language}\"{direction}>\n<head>\n<meta charset=\"utf-8\">\n");
    if let Some(policy) = policy {
        // Before anything that could load something: a policy applies only to what comes after it. It needs no
        // escaping.
        html.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n"));
    }
    let write = |tags: &[Tag], html: &mut String| tags.iter().for_each(|tag| tag.write(html));
    write(&shell.before, &mut html);
    html.push_str(&head.tags);
    write(&shell.after, &mut html);
    if let Some(data) = &head.structured {
        html.push_str(&format!("<script type=\"application/ld+json\">{}</script>\n", json(data)));
    }
    html.push_str(scripts);
    html.push_str("</head>\n<body>");
    html.push_str(body);
    if !shell.body.is_empty() {
        html.push_str(&shell.body);
    }
    html.push_str("</body>\n</html>\n");
    html
}

/// The body of a page, and the seed from which the app takes it over.
pub(super) fn prerendered(views: &Prerender, site: &Arc<Site>, path: &str, bundle: &Bundle) -> String {
    let body = (views.page)(site, path, Arc::new(bundle.clone()));
    seeded(body, &Seed::new(site, Some((path, bundle))))
}

/// The body of the page for an address that the site does not have, with the HTML `more` below what the app shows.
pub(super) fn prerendered_missing(views: &Prerender, site: &Arc<Site>, more: &str) -> String {
    let page = (views.missing_page)(site);
    let (before, after) = page.split_at(end_of_main(&page));
    seeded(format!("{before}{more}{after}"), &Seed::new(site, None))
}

fn seeded(body: String, seed: &Seed) -> String {
    format!("{body}<script id=\"{SEED_ID}\" type=\"application/json\">{}</script>", json(seed))
}

/// JSON that is safe in a `<script>`: without `<`, nothing in it can end the element (HTML, 4.12.1.3, "Restrictions for
/// contents of script elements").
pub(super) fn json(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("the types of a bundle, and JSON itself, are written as JSON");
    json.replace('<', "\\u003c")
}

/// Where the end tag of a page's `<main>` begins, in bytes; without one, where the page ends.
fn end_of_main(page: &str) -> usize {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let end = Tokenizer::new_with_emitter(page, emitter).flatten().find_map(|token| match token {
        Token::EndTag(tag) if tag.name.as_slice() == b"main" => Some(tag.span.start),
        _ => None,
    });
    end.unwrap_or(page.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_a_data_block() {
        assert_eq!(json(&"</script><!--"), r#""\u003c/script>\u003c!--""#);
    }

    #[test]
    fn the_end_of_main_is_that_of_the_element() {
        let page = "<main title=\"</main>\"><!--</main>-->é</main ></body>";
        assert_eq!(&page[end_of_main(page)..], "</main ></body>");
        assert_eq!(end_of_main("é"), "é".len());
    }
}
