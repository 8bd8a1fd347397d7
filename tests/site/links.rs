//! Every reference in a page resolves: `href`, `src`, `srcset`, and those for scripts and link previews.

use url::Url;

use crate::dist::{Dist, Page, Target};

/// Selectors, and the attribute with one address.
const ADDRESSES: [(&str, &str); 9] = [
    ("[href]", "href"),
    ("[src]", "src"),
    ("[poster]", "poster"),
    ("[action]", "action"),
    ("blockquote[cite], q[cite], del[cite], ins[cite]", "cite"),
    ("script[data-js]", "data-js"),
    ("script[data-wasm]", "data-wasm"),
    (r#"meta[property="og:url"], meta[property="og:image"]"#, "content"),
    (r#"meta[name="twitter:image"]"#, "content"),
];

/// Selectors, and the attribute with several addresses, each with a width or density.
const SETS: [(&str, &str); 2] = [("[srcset]", "srcset"), ("[imagesrcset]", "imagesrcset")];

/// References in pages and stylesheets that don't resolve.
pub(crate) fn problems(dist: &Dist) -> Vec<String> {
    let pages = dist.pages.iter().flat_map(|page| of_page(dist, page));
    let styles = dist.files.keys().filter(|file| file.ends_with(".css")).flat_map(|file| of_style(dist, file));
    let inline = dist.pages.iter().flat_map(|page| of_inline_style(dist, page));
    pages.chain(styles).chain(inline).collect()
}

fn of_page(dist: &Dist, page: &Page) -> Vec<String> {
    let mut problems = Vec::new();
    let mut check = |reference: &str, what: &str, may_leave: bool| match dist.resolve(reference, &page.url) {
        Target::There => {}
        Target::Elsewhere if may_leave || !is_on_host(dist, reference, &page.url) => {}
        Target::Elsewhere => problems.push(page.problem(format!("{what} `{reference}` is outside the site's base"))),
        Target::Broken(why) => problems.push(page.problem(format!("{what} `{reference}` {why}"))),
    };
    for (css, name) in ADDRESSES {
        for element in page.select(css) {
            let reference = element.attr(name).unwrap_or_default();
            // Only a link may lead to other parts of the host.
            check(reference, &format!("<{} {name}>", element.value().name()), element.value().name() == "a");
        }
    }
    for (css, name) in SETS {
        for element in page.select(css) {
            for reference in candidates(element.attr(name).unwrap_or_default()) {
                check(reference, &format!("<{} {name}>", element.value().name()), false);
            }
        }
    }
    problems
}

fn of_style(dist: &Dist, file: &str) -> Vec<String> {
    match dist.text(file) {
        Ok(text) => {
            of_css(dist, text, &dist.url(file)).into_iter().map(|problem| format!("{file}: {problem}")).collect()
        }
        Err(problem) => vec![problem],
    }
}

/// In a document, addresses begin at the document's.
fn of_inline_style(dist: &Dist, page: &Page) -> Vec<String> {
    let css: String = page.select("style").iter().flat_map(|style| style.text()).collect();
    of_css(dist, &css, &page.url).into_iter().map(|problem| page.problem(problem)).collect()
}

fn of_css(dist: &Dist, css: &str, from: &Url) -> Vec<String> {
    let references = css.split("url(").skip(1).filter_map(|rest| rest.split_once(')')).map(|(inside, _)| inside);
    references
        .map(|inside| inside.trim().trim_matches(['"', '\'']))
        .filter_map(|reference| match dist.resolve(reference, from) {
            Target::Broken(why) => Some(format!("`url({reference})` {why}")),
            _ => None,
        })
        .collect()
}

fn is_on_host(dist: &Dist, reference: &str, from: &Url) -> bool {
    from.join(reference).is_ok_and(|url| url.origin() == dist.url("").origin())
}

/// The addresses of a `srcset` (HTML, "Parsing a srcset attribute"): each ends at white space; its descriptor ends at a
/// comma.
fn candidates(set: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = set;
    loop {
        rest = rest.trim_start_matches(|one: char| one.is_ascii_whitespace() || one == ',');
        if rest.is_empty() {
            return found;
        }
        let (url, after) = rest.split_at(rest.find(|one: char| one.is_ascii_whitespace()).unwrap_or(rest.len()));
        found.push(url.trim_end_matches(','));
        rest = if url.ends_with(',') { after } else { after.split_once(',').map_or("", |(_, next)| next) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{ESSAY, expect_no_problems, expect_problem};

    #[test]
    fn a_complete_site_has_no_problems() {
        expect_no_problems(problems);
    }

    #[test]
    fn broken_references_are_found() {
        let link = r#"href="/at/about/""#;
        expect_problem(problems, ESSAY, link, r#"href="/at/abuot/""#, "<a href> `/at/abuot/` is not there");
        expect_problem(problems, ESSAY, link, r#"href="/at/about""#, "lacks the slash");
        expect_problem(problems, ESSAY, link, r##"href="#prat""##, "has no id `prat`");
        expect_problem(problems, ESSAY, link, r#"href="https://blog.example/at/x/""#, "is not there");
        expect_problem(problems, ESSAY, link, r#"href="javascript:alert(1)""#, "is a script");
        expect_problem(problems, ESSAY, link, r#"href="https://[""#, "IPv6");
        expect_problem(problems, ESSAY, r#"src="/at/boat.png""#, r#"src="/boat.png""#, "outside the site's base");
        expect_problem(problems, ESSAY, "/at/boat-2.png 2x", "/at/boat-3.png 2x", "<img srcset> `/at/boat-3.png`");
        expect_problem(
            problems,
            ESSAY,
            r#"data-wasm="/at/app.wasm""#,
            r#"data-wasm="/at/x.wasm""#,
            "<script data-wasm>",
        );
        expect_problem(problems, "style.css", "boat.png", "boot.png", "`url(boot.png)` is not there");
        let style = "<style>main { background: url(boat.png) }</style><title>";
        expect_problem(problems, ESSAY, "<title>", style, "`url(boat.png)` is not there");
    }

    #[test]
    fn links_to_other_sites_and_other_parts_of_the_host_are_allowed() {
        for elsewhere in ["/shop/", "https://other.example/x", "mailto:a@b.example"] {
            let dist = crate::specimen::with(ESSAY, r#"href="/at/about/""#, &format!("href=\"{elsewhere}\""));
            assert_eq!(problems(&dist), Vec::<String>::new(), "{elsewhere}");
        }
    }

    #[test]
    fn a_srcset_is_parsed_as_html_says() {
        assert_eq!(candidates("/a.png 1x, /b,c.png 2x"), ["/a.png", "/b,c.png"]);
        assert_eq!(candidates(" /a.png,  /b.png"), ["/a.png", "/b.png"]);
        assert!(candidates("").is_empty());
    }
}
