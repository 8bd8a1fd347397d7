//! Whether old addresses are free to lead on: the other part of checking that takes the whole site.

use std::collections::{HashMap, HashSet};

use catchword_bundle::{BUNDLE_FILE, SITE_FILE};

use crate::check::{Drafts, ParsedFile, exists};
use crate::content::alias::{self, Alias};
use crate::hosts::FOR_HOSTS;
use crate::problem::{Check, Problem};
use crate::resolve::{LinkResolver, Target};

/// Files at the site's base that are there on every site.
const FILES: [&str; 7] = ["404.html", "feed.xml", "rss.xml", "feed.json", "robots.txt", "sitemap.xml", SITE_FILE];

/// No alias may be an address of the site's own, nor lead to two pages: a host would lead in a circle, or as it likes.
/// Where `[checks]` lets such an alias be, it is left out.
pub(crate) fn check_aliases(read: &mut [ParsedFile<'_>], resolver: &LinkResolver, drafts: Drafts) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut lost: HashSet<(usize, usize)> = HashSet::new();
    for (at, draft) in read.iter().enumerate() {
        let aliases = draft.front_matter.iter().flat_map(|front_matter| &front_matter.aliases);
        for (nth, alias) in aliases.enumerate() {
            let report = |message: String, help: &str| {
                Problem::new(Check::TakenAlias, &draft.file.text, alias.span.clone(), message).help(help)
            };
            if is_the_sites_own(&alias.value, read, resolver, drafts) {
                let message = "the alias is an address that the site has itself".to_owned();
                problems.push(report(message, "leave it out: who goes there finds what is there now"));
            } else if let Some(other) = taken.get(&alias.value.key()).filter(|other| **other != at) {
                let message = format!("the alias is one of `{}` too", read[*other].file.path);
                problems.push(report(message, "an old address leads to one page: take it out of the other"));
            } else {
                taken.insert(alias.value.key(), at);
                continue;
            }
            lost.insert((at, nth));
        }
    }
    for (at, draft) in read.iter_mut().enumerate() {
        let Some(front_matter) = &mut draft.front_matter else { continue };
        let mut nth = 0..;
        front_matter.aliases.retain(|_| nth.next().is_some_and(|nth| !lost.contains(&(at, nth))));
    }
    problems
}

/// Whether something of the site's stands at the alias, or would on a host that does not heed capitals or last slashes.
fn is_the_sites_own(alias: &Alias, read: &[ParsedFile<'_>], resolver: &LinkResolver, drafts: Drafts) -> bool {
    let base = resolver.routes.base();
    let bare = alias::key(base);
    let key = alias.key();
    let Some(below) = key.strip_prefix(&bare).filter(|rest| rest.is_empty() || rest.starts_with('/')) else {
        return false;
    };
    let below = below.strip_prefix('/').unwrap_or(below);
    let page = |below: &str| {
        let address = resolver.routes.read(&format!("{base}{below}"));
        address.is_some_and(|address| exists(&Target::Page(address, String::new()), read, drafts))
    };
    let is_file = |file: &str| {
        let file = file.to_lowercase();
        below.strip_prefix(&file).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    page(below)
        || below.strip_suffix(BUNDLE_FILE).is_some_and(page)
        || FILES.into_iter().chain(FOR_HOSTS).any(is_file)
        || resolver.assets.keys().any(|path| is_file(path.as_str()))
}
