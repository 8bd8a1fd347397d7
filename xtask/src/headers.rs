//! `_headers`, which tells static hosts such as Netlify and Cloudflare Pages what headers to send: a line with a path, in
//! which `*` stands for anything, then indented lines `Name: value` for the paths that match.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// The rules of one site.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Rules(Vec<Rule>);

#[derive(Debug, PartialEq, Eq)]
struct Rule {
    pattern: String,
    headers: Vec<(String, String)>,
}

impl Rules {
    /// Reads the rules in `dist/_headers`. Without such a file there are none.
    ///
    /// # Errors
    /// When the file exists and can't be read.
    pub fn of(dist: &Path) -> Result<Rules> {
        let file = dist.join("_headers");
        if !file.is_file() {
            return Ok(Rules::default());
        }
        let text = fs::read_to_string(&file).with_context(|| format!("failed to read `{}`", file.display()))?;
        Ok(Rules::read(&text))
    }

    fn read(text: &str) -> Rules {
        let mut rules: Vec<Rule> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
            if !line.starts_with([' ', '\t']) {
                rules.push(Rule { pattern: line.trim().to_owned(), headers: Vec::new() });
            } else if let Some(rule) = rules.last_mut() {
                let (name, value) = line.split_once(':').unwrap_or((line, ""));
                rule.headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Rules(rules)
    }

    /// The headers for a path, from every rule that matches. Values of the same name are joined with a comma.
    #[must_use]
    pub fn headers(&self, path: &str) -> Vec<(&str, String)> {
        let mut headers: Vec<(&str, String)> = Vec::new();
        let matching = self.0.iter().filter(|rule| matches(&rule.pattern, path));
        for (name, value) in matching.flat_map(|rule| &rule.headers) {
            // On Cloudflare Pages, `! Name` removes a header that an earlier rule set.
            if let Some(name) = name.strip_prefix('!') {
                headers.retain(|(set, _)| !set.eq_ignore_ascii_case(name.trim()));
                continue;
            }
            match headers.iter_mut().find(|(set, _)| set.eq_ignore_ascii_case(name)) {
                Some((_, set)) => *set = format!("{set}, {value}"),
                None => headers.push((name, value.clone())),
            }
        }
        headers
    }
}

fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((before, after)) => path
            .strip_prefix(before)
            .is_some_and(|rest| (0..=rest.len()).any(|at| rest.get(at..).is_some_and(|rest| matches(after, rest)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_gets_the_headers_of_all_rules_that_match() {
        let rules = Rules::read(
            "# a comment\n/*\n  X-One: 1\n  Link: <a>; rel=b: c\n\n/essays/*.json\n\tX-Two: 2\n\tX-One: 3\n/about/\n  ! X-One\n",
        );
        assert_eq!(rules.headers("/about/").len(), 1);
        let link = ("Link", "<a>; rel=b: c".to_owned());
        assert_eq!(rules.headers("/x"), [("X-One", "1".to_owned()), link.clone()]);
        assert_eq!(
            rules.headers("/essays/y/index.json"),
            [("X-One", "1, 3".to_owned()), link, ("X-Two", "2".to_owned())]
        );
    }

    #[test]
    fn a_pattern_matches_the_whole_path() {
        assert!(matches("/a/*/b", "/a/x/y/b") && matches("/*", "/") && matches("/a", "/a"));
        assert!(!matches("/a", "/a/") && !matches("/*.js", "/a.json") && !matches("/b*", "/a/b"));
    }
}
