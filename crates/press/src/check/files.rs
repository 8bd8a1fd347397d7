//! Whether the author's files can be published. Each keeps its own path, so the build must not need that path for itself,
//! and no disk may take two of them for one.

use std::collections::BTreeMap;

use super::links::LinkedFiles;
use super::site_paths::SitePaths;
use super::suggest::spelling::{folded, is_one_text};
use crate::hosts::HeadScript;
use crate::paths::{FAVICON, NO_JEKYLL, ROBOTS, folders_above, is_in_search_folder};
use crate::problem::{Check, Problem};
use crate::resolve::LinkTarget;
use crate::source::{Asset, ContentPath, Drawing};
use crate::unlinked;

/// Endings of files that run code, whatever is in them.
const CODE: [&str; 9] = ["mht", "mhtml", "js", "mjs", "cjs", "swf", "hta", "htc", "svgz"];

/// The author's files that are published: those that a page leads to, and all pictures, texts and web pages in
/// `images`.
pub(super) fn published<'a>(
    assets: &'a BTreeMap<ContentPath, Asset>,
    linked: &LinkedFiles,
) -> impl Iterator<Item = (&'a ContentPath, &'a Asset)> {
    assets.iter().filter(|(path, asset)| unlinked::is_published(path, asset) || linked.contains_key(path))
}

/// A problem where the first link to a file is, or with the file itself if no link leads to it.
fn at_link(check: Check, path: &ContentPath, asset: &Asset, linked: &LinkedFiles, message: String) -> Problem {
    match linked.get(path) {
        Some((source, span)) => Problem::new(check, source, span.clone(), message),
        None => Problem::of_file(check, &asset.from, message),
    }
}

/// No published file may be in the place of something that the build makes. The icon may: it replaces the one that every
/// site has.
pub(crate) fn check_files(linked: &LinkedFiles, site: &SitePaths<'_>) -> Vec<Problem> {
    let found = published(&site.resolver.assets, linked).filter_map(|(path, asset)| {
        // These the author's own may replace.
        if asset.is_at_root && [ROBOTS, NO_JEKYLL].contains(&path.as_str()) {
            return None;
        }
        let message = format!("`{path}` can't be published: {}", what_is_there(path, site)?);
        let help =
            "give your file another name, or move it into a folder of its own, such as `files`; then correct the link";
        let help = if asset.is_at_root {
            "remove it from the folder `root`, or give it another name: the site needs this one for itself"
        } else {
            help
        };
        Some(at_link(Check::TakenFile, path, asset, linked, message).help(help))
    });
    found.collect()
}

/// What the build makes in the place of a file.
fn what_is_there(path: &ContentPath, site: &SitePaths<'_>) -> Option<&'static str> {
    let below = path.as_str().to_lowercase();
    let is_below_a_file = || folders_above(&below).any(|folder| site.is_file(folder));
    Some(match &*below {
        FAVICON => return None,
        below if site.is_file(below) => "the site makes a file with this name itself",
        below if is_in_search_folder(below) => "this name belongs to the site's search",
        below if site.is_folder(below) => "the site has a page at this address",
        _ if is_below_a_file() => "its folder has the name of a file that the site makes itself",
        _ => return None,
    })
}

/// Reports files and folders whose names differ only in capitals, or in how their accents are stored.
pub(crate) fn check_names<'p>(paths: impl Iterator<Item = &'p ContentPath>) -> Vec<Problem> {
    let mut by_name: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for path in paths {
        for part in folders_above(path.as_str()).chain([path.as_str()]) {
            let known = by_name.entry(folded(part)).or_default();
            if !known.contains(&part) {
                known.push(part);
            }
        }
    }
    let mut problems = Vec::new();
    for names in by_name.values().filter(|names| names.len() > 1) {
        let (first, second) = (names[0], names[1]);
        let parent = |path: &'p str| path.rsplit_once('/').map_or("", |(parent, _)| parent);
        // If their folders differ, those are reported.
        if parent(first) != parent(second) {
            continue;
        }
        let how = if is_one_text(first, second) { "how an accent in them is stored" } else { "capital letters" };
        let message = format!("the names `{first}` and `{second}` differ only in {how}");
        let help = "some computers and hosts take them for one, and lose one of the two: give one of them another name";
        problems.push(Problem::of_file(Check::SameName, second.as_ref(), message).help(help));
    }
    problems
}

/// Warns of published files that can run code: on a host that does not send the site's headers, they do so as a part of
/// the site. Drawings are published without their code.
pub(crate) fn check_code(linked: &LinkedFiles, site: &SitePaths<'_>, scripts: &[HeadScript]) -> Vec<Problem> {
    // These are meant to run.
    let meant: Vec<LinkTarget> = scripts.iter().map(|script| site.resolver.resolve("", &script.src)).collect();
    let is_meant =
        |path: &ContentPath| meant.iter().any(|target| matches!(target, LinkTarget::File(file, _) if file == path));
    let is_told = |path: &ContentPath| what_is_there(path, site).is_some() || is_meant(path);
    let files = published(&site.resolver.assets, linked).filter(|(path, _)| !is_told(path));
    let found = files.filter_map(|(path, asset)| {
        let (check, message, help) = said(path, asset)?;
        Some(at_link(check, path, asset, linked, message).help(help))
    });
    found.collect()
}

fn said(path: &ContentPath, asset: &Asset) -> Option<(Check, String, String)> {
    match &asset.drawing {
        Some(Drawing::Cleaned { removed, .. }) => {
            let message = format!("`{path}` is published without {}", removed.join(", "));
            let help = "a drawing on the site may not run code or load anything from elsewhere; your own file stays as it is. \
                        If it looks wrong, save it as “plain SVG” in your drawing program";
            return Some((Check::RunsCode, message, help.to_owned()));
        }
        Some(Drawing::Broken(why)) => {
            let message = format!("`{path}` can't be read as a drawing, and is not published: {why}");
            let help =
                "open it in a drawing program and save it again as “plain SVG”, or remove the file and the links to it";
            return Some((Check::BadImage, message, help.to_owned()));
        }
        Some(Drawing::Harmless) | None => {}
    }
    let ending = path.ending();
    if !asset.is_live_page && !CODE.contains(&&*ending) {
        return None;
    }
    let message = format!("`{path}` can run code in the readers' browsers, as a part of your site");
    let help = match &*ending {
        "svgz" => {
            "browsers show this drawing only from few hosts, and it can't be checked: save it as “plain SVG”, with a name \
                   that ends in `.svg`"
        }
        "js" | "mjs" | "cjs" => {
            "publish only code that you wrote or trust. If readers should read it and not run it, let its name end in `.txt`, or \
             put it into a ZIP file"
        }
        _ => {
            "publish only pages that you wrote or trust. If you only want to show a text, write it as a page in the folder \
              `pages`; if readers should load the file, put it into a ZIP file"
        }
    };
    Some((Check::RunsCode, message, help.to_owned()))
}
