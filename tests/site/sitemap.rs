//! The sitemap and `robots.txt` (sitemaps.org 0.9, RFC 9309).

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use crate::dist::{Dist, Page};
use crate::head::origin_elsewhere;

const FILE: &str = "sitemap.xml";
const ROBOTS: &str = "robots.txt";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Pages that are not in the sitemap once, and entries that are no page.
pub(crate) fn complaints(dist: &Dist) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut listed: BTreeMap<String, usize> = BTreeMap::new();
    read(dist, FILE, &mut |entry| {
        *listed.entry(entry.loc.clone()).or_default() += 1;
        complaints.extend(dist.is_not_own(&entry.loc).map(|why| format!("{FILE}: {why}")));
        if entry.lastmod.as_ref().is_some_and(|date| !is_date(date)) {
            complaints.push(format!("{FILE}: {} was changed on {:?}", entry.loc, entry.lastmod));
        }
    })
    .unwrap_or_else(|complaint| complaints.push(complaint));
    // What was published elsewhere first is to be found there, and the search page leads to what has pages of its own.
    let is_listed =
        |page: &&Page| !page.is_not_found() && page.kind() != Some("search") && origin_elsewhere(page).is_none();
    let own = dist.pages.iter().filter(is_listed);
    for page in own {
        match listed.remove(page.url.as_str()) {
            Some(1) => {}
            times => complaints.push(page.complain(format!("{} times in the sitemap", times.unwrap_or(0)))),
        }
    }
    complaints.extend(listed.keys().map(|address| format!("{FILE}: {address} is no page")));
    complaints.extend(robots(dist));
    complaints
}

struct Entry {
    loc: String,
    lastmod: Option<String>,
}

/// Reads a sitemap, or an index of sitemaps and those.
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

/// A day, or a time with its zone (W3C's profile of ISO 8601).
fn is_date(text: &str) -> bool {
    if text.contains('T') { text.parse::<jiff::Timestamp>().is_ok() } else { text.parse::<jiff::civil::Date>().is_ok() }
}

/// It lets everybody in and names the sitemap.
fn robots(dist: &Dist) -> Vec<String> {
    let text = match dist.text(ROBOTS) {
        Ok(text) => text,
        Err(complaint) => return vec![complaint],
    };
    let lines = || text.lines().filter_map(|line| line.split_once(':')).map(|(key, value)| (key.trim(), value.trim()));
    let mut complaints = Vec::new();
    if !lines().any(|(key, value)| key.eq_ignore_ascii_case("user-agent") && value == "*") {
        complaints.push(format!("{ROBOTS}: nothing for all robots"));
    }
    if lines().any(|(key, value)| key.eq_ignore_ascii_case("disallow") && value == "/") {
        complaints.push(format!("{ROBOTS}: shuts somebody out"));
    }
    let sitemap = dist.url(FILE);
    if !lines().any(|(key, value)| key.eq_ignore_ascii_case("sitemap") && value == sitemap.as_str()) {
        complaints.push(format!("{ROBOTS}: does not name {sitemap}"));
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{finds, has_no_complaint};

    #[test]
    fn a_whole_site_passes() {
        has_no_complaint(complaints);
    }

    #[test]
    fn what_the_sitemap_has_wrong_is_found() {
        let essay = "<url><loc>https://blog.example/at/essays/first/</loc></url>";
        finds(complaints, FILE, essay, "", "essays/first/index.html: 0 times in the sitemap");
        finds(complaints, FILE, essay, &essay.repeat(2), "2 times in the sitemap");
        finds(complaints, FILE, "at/about/", "at/boat.png", "boat.png is no page");
        finds(complaints, FILE, "at/about/", "at/abuot/", "is not there");
        finds(complaints, FILE, "https://blog.example/at/about/", "/at/about/", "is not absolute");
        finds(complaints, FILE, "2026-05-01", "1 May 2026", "was changed on");
        finds(complaints, FILE, "</urlset>", "", "sitemap.xml: ");
        finds(complaints, FILE, "sitemap/0.9", "sitemap/0.8", "is in the namespace");
    }

    #[test]
    fn what_robots_are_told_wrongly_is_found() {
        finds(complaints, ROBOTS, "Sitemap: https://blog.example/at/", "Sitemap: /at/", "does not name");
        finds(complaints, ROBOTS, "Allow: /", "Disallow: /", "shuts somebody out");
        finds(complaints, ROBOTS, "User-agent: *", "User-agent: one", "nothing for all robots");
    }
}
