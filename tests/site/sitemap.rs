//! The sitemap and `robots.txt` (sitemaps.org 0.9, RFC 9309).

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use crate::dist::{Dist, Page};
use crate::head::origin_elsewhere;

const FILE: &str = "sitemap.xml";
const ROBOTS: &str = "robots.txt";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Pages that are not listed exactly once, and entries without a page.
pub(crate) fn problems(dist: &Dist) -> Vec<String> {
    let mut problems = Vec::new();
    let mut listed: BTreeMap<String, usize> = BTreeMap::new();
    read(dist, FILE, &mut |entry| {
        *listed.entry(entry.loc.clone()).or_default() += 1;
        problems.extend(dist.own_url_problem(&entry.loc).map(|why| format!("{FILE}: {why}")));
        if entry.lastmod.as_ref().is_some_and(|date| !is_date(date)) {
            problems.push(format!("{FILE}: {} has the date {:?}", entry.loc, entry.lastmod));
        }
    })
    .unwrap_or_else(|problem| problems.push(problem));
    // Left out: essays that were first published elsewhere, and the search page, which has no content of its own.
    let is_listed =
        |page: &&Page| !page.is_not_found() && page.kind() != Some("search") && origin_elsewhere(page).is_none();
    let own = dist.pages.iter().filter(is_listed);
    for page in own {
        match listed.remove(page.url.as_str()) {
            Some(1) => {}
            times => problems.push(page.problem(format!("{} times in the sitemap", times.unwrap_or(0)))),
        }
    }
    problems.extend(listed.keys().map(|address| format!("{FILE}: {address} is not a page")));
    problems.extend(robots(dist));
    problems
}

struct Entry {
    loc: String,
    lastmod: Option<String>,
}

/// Reads a sitemap, or a sitemap index and its sitemaps.
fn read(dist: &Dist, file: &str, take: &mut impl FnMut(Entry)) -> Result<(), String> {
    let text = dist.text(file)?;
    let xml = Document::parse(text).map_err(|error| format!("{file}: {error}"))?;
    let root = xml.root_element();
    if root.tag_name().namespace() != Some(NAMESPACE) {
        return Err(format!("{file}: is in the namespace {:?}", root.tag_name().namespace()));
    }
    for entry in root.children().filter(Node::is_element) {
        let loc = child(entry, "loc").ok_or_else(|| format!("{file}: an entry without an address"))?;
        match entry.tag_name().name() {
            "url" => take(Entry { loc, lastmod: child(entry, "lastmod") }),
            "sitemap" => {
                let part =
                    loc.strip_prefix(dist.url("").as_str()).ok_or_else(|| format!("{file}: {loc} is elsewhere"))?;
                read(dist, part, take)?;
            }
            other => return Err(format!("{file}: an entry <{other}>")),
        }
    }
    Ok(())
}

fn child(entry: Node<'_, '_>, name: &str) -> Option<String> {
    let child = entry.children().find(|child| child.has_tag_name((NAMESPACE, name)))?;
    child.text().map(|text| text.trim().to_owned())
}

/// Whether it is a date, or a time with a zone (W3C's profile of ISO 8601).
fn is_date(text: &str) -> bool {
    if text.contains('T') { text.parse::<jiff::Timestamp>().is_ok() } else { text.parse::<jiff::civil::Date>().is_ok() }
}

/// `robots.txt` must allow all robots and name the sitemap.
fn robots(dist: &Dist) -> Vec<String> {
    let text = match dist.text(ROBOTS) {
        Ok(text) => text,
        Err(problem) => return vec![problem],
    };
    let lines = || text.lines().filter_map(|line| line.split_once(':')).map(|(key, value)| (key.trim(), value.trim()));
    let mut problems = Vec::new();
    if !lines().any(|(key, value)| key.eq_ignore_ascii_case("user-agent") && value == "*") {
        problems.push(format!("{ROBOTS}: no rule for all robots"));
    }
    if lines().any(|(key, value)| key.eq_ignore_ascii_case("disallow") && value == "/") {
        problems.push(format!("{ROBOTS}: blocks a robot"));
    }
    let sitemap = dist.url(FILE);
    if !lines().any(|(key, value)| key.eq_ignore_ascii_case("sitemap") && value == sitemap.as_str()) {
        problems.push(format!("{ROBOTS}: does not name {sitemap}"));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{expect_no_problems, expect_problem};

    #[test]
    fn a_complete_site_has_no_problems() {
        expect_no_problems(problems);
    }

    #[test]
    fn a_wrong_sitemap_is_found() {
        let essay = "<url><loc>https://blog.example/at/essays/first/</loc></url>";
        expect_problem(problems, FILE, essay, "", "essays/first/index.html: 0 times in the sitemap");
        expect_problem(problems, FILE, essay, &essay.repeat(2), "2 times in the sitemap");
        expect_problem(problems, FILE, "at/about/", "at/boat.png", "boat.png is not a page");
        expect_problem(problems, FILE, "at/about/", "at/abuot/", "is not there");
        expect_problem(problems, FILE, "https://blog.example/at/about/", "/at/about/", "is not absolute");
        expect_problem(problems, FILE, "2026-05-01", "1 May 2026", "has the date");
        expect_problem(problems, FILE, "</urlset>", "", "sitemap.xml: ");
        expect_problem(problems, FILE, "sitemap/0.9", "sitemap/0.8", "is in the namespace");
    }

    #[test]
    fn a_wrong_robots_file_is_found() {
        expect_problem(problems, ROBOTS, "Sitemap: https://blog.example/at/", "Sitemap: /at/", "does not name");
        expect_problem(problems, ROBOTS, "Allow: /", "Disallow: /", "blocks a robot");
        expect_problem(problems, ROBOTS, "User-agent: *", "User-agent: one", "no rule for all robots");
    }
}
