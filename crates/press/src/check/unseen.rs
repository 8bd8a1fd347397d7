//! Files that an author may think are published, and are not.

use std::collections::{BTreeMap, BTreeSet};

use super::links::LinkedFiles;
use super::suggest::spelling::{folded, is_slip};
use crate::picture::is_picture;
use crate::problem::{Check, Problem};
use crate::source::{Asset, ContentPath};
use crate::unlinked;

/// The folders whose files are published, each with what is in it.
const ROOMS: [(&str, &str); 4] =
    [("essays", "essays"), ("pages", "pages"), ("images", "pictures"), ("parts", "parts of pages")];

/// Endings of files that may be meant as texts. A name without an ending may be one, too.
const TEXTS: [&str; 16] = [
    "md", "markdown", "mdown", "mkd", "mkdn", "mdx", "mdtxt", "txt", "text", "rtf", "doc", "docx", "odt", "pages",
    "html", "htm",
];

/// Texts at the top of a folder that are about the folder.
const ABOUT: [&str; 9] =
    ["readme", "license", "licence", "copying", "changelog", "contributing", "notice", "authors", "todo"];

/// Files that hosts and services look for at the top of a site.
const FOR_SERVICES: [&str; 7] =
    ["cname", "ads.txt", "app-ads.txt", "humans.txt", "security.txt", "bingsiteauth.xml", "apple-app-site-association"];

/// How many names a message has.
const MOST: usize = 3;

/// Reports texts that are not in `essays` or `pages`, or whose names don't end in `.md`; folders with a name like one of
/// these or `images`; files that only a host or a service looks for; and files among the pictures that browsers don't show as pictures, or that are keys or lists of
/// passwords. Any other file that a page leads to is published.
pub(super) fn check_unseen(
    assets: &BTreeMap<ContentPath, Asset>,
    linked: &LinkedFiles,
    withheld: &BTreeSet<ContentPath>,
) -> Vec<Problem> {
    let is_seen = |path: &ContentPath, asset: &Asset| linked.contains_key(path) || unlinked::is_published(path, asset);
    let unseen = assets.iter().filter(|(path, asset)| !is_seen(path, asset));
    let mut problems = Vec::new();
    let mut folders: BTreeMap<&str, Vec<(&ContentPath, &Asset)>> = BTreeMap::new();
    for (path, asset) in unseen {
        match path.as_str().split_once('/').map_or("", |(room, _)| room) {
            room @ ("essays" | "pages") if is_text(path) => problems.push(wrong_ending(path, asset, room)),
            "essays" | "pages" => {}
            "" if path.ending() == "css" || path.as_str().to_lowercase().starts_with("site.css") => {
                let message = format!("`{path}` is not used: no page has these styles");
                let help = "give it the name `site.css`, in small letters, and keep it beside `site.toml`";
                problems.push(Problem::of_file(Check::NotPublished, &asset.from, message).help(help));
            }
            "parts" if !path.name().starts_with("README") => {
                let message = format!("`{path}` is not used, because its name does not end in `.md`");
                let help =
                    "parts are texts in Markdown, such as `parts/after-essay.md`; callouts are `parts/marks/NAME.html`";
                problems.push(Problem::of_file(Check::NotPublished, &asset.from, message).help(help));
            }
            room if room != "root" && room.eq_ignore_ascii_case("root") => {
                let message = format!("`{path}` is not published");
                let help = "write the folder's name in small letters: `root`";
                problems.push(Problem::of_file(Check::NotPublished, &asset.from, message).help(help));
            }
            "" if is_for_services(path) => problems.push(for_services(path, asset)),
            "images" if asset.drawing.is_some() || withheld.contains(path) || is_about(path) => {}
            "images" if !asset.is_page_source => problems.push(no_picture(path, asset)),
            folder => folders.entry(folder).or_default().push((path, asset)),
        }
    }
    problems.extend(folders.into_iter().filter_map(|(folder, files)| wrong_folder(folder, &files)));
    problems
}

/// A file among the pictures that browsers don't show as one.
fn no_picture(path: &ContentPath, asset: &Asset) -> Problem {
    let (message, help) = if asset.is_secret {
        (
            format!("`{path}` looks like a key or a list of passwords, which are never published"),
            "remove it from the content folder".to_owned(),
        )
    } else {
        let message = format!(
            "`{path}` is not published, because browsers don't show such files as pictures, and no page leads to it"
        );
        let help = "if readers should load it, write a link to it, such as `[words](/";
        let is_plain = !path.as_str().contains([' ', '(', ')', '<', '>']);
        let address = if is_plain { format!("{path})`") } else { "…)`".to_owned() };
        (message, format!("{help}{address}; otherwise move it out of the content folder"))
    };
    Problem::of_file(Check::NotPublished, &asset.from, message).help(help)
}

/// Whether it is a file by which a host or a service knows the site, such as `CNAME` and `google0123.html`.
fn is_for_services(path: &ContentPath) -> bool {
    let name = name(path).to_lowercase();
    let of_a_search = |start: &str| name.strip_prefix(start).is_some_and(|rest| rest.ends_with(".html"));
    FOR_SERVICES.contains(&&*name) || of_a_search("google") || of_a_search("yandex_") || of_a_search("pinterest-")
}

fn for_services(path: &ContentPath, asset: &Asset) -> Problem {
    let message = format!("`{path}` is not published, because no page leads to it");
    let help = "move it into a folder `root` beside `site.toml`: everything there is copied to the top of the site";
    Problem::of_file(Check::NotPublished, &asset.from, message).help(help)
}

fn is_text(path: &ContentPath) -> bool {
    let ending = path.ending();
    ending.is_empty() || TEXTS.contains(&&*ending)
}

fn wrong_ending(path: &ContentPath, asset: &Asset, room: &str) -> Problem {
    let (name, ending) = (name(path), path.ending());
    let stem = if ending.is_empty() { name } else { &name[..name.len() - ending.len() - 1] };
    // `more.md.txt`: the ending that its author sees, and one that the program added.
    let small = stem.to_lowercase();
    let doubled = [".md", ".markdown", ".mdown", ".txt"]
        .iter()
        .find(|ending| small.ends_with(**ending) && small.len() > ending.len());
    let stem = doubled.map_or(stem, |ending| &stem[..stem.len() - ending.len()]);
    let message = format!("`{path}` is not published, because its name does not end in `.md`");
    let help = match &*ending {
        "doc" | "docx" | "odt" | "rtf" | "pages" => format!(
            "this is a file of a word processor: if it should be one of your {room}, save it as plain text under the name \
             `{stem}.md`; if readers should load it, link to it from a page"
        ),
        _ => format!(
            "if it should be one of your {room}, name it `{stem}.md`; if readers should load it, link to it from a page"
        ),
    };
    Problem::of_file(Check::NotPublished, &asset.from, message).help(help)
}

/// A folder, or with an empty name the content folder itself, whose files look as if they should be published.
fn wrong_folder(folder: &str, files: &[(&ContentPath, &Asset)]) -> Option<Problem> {
    let is_markdown = |path: &ContentPath| ["md", "markdown"].contains(&&*path.ending()) && !is_about(path);
    let meant = ROOMS.into_iter().find(|(room, _)| folded(folder) == *room || is_slip(&folded(folder), room));
    let meant = meant.filter(|(room, _)| *room != folder);
    let looks_right = |path: &&ContentPath| match meant {
        Some(("images", _)) => is_picture(path),
        _ => is_markdown(path),
    };
    let found: Vec<&ContentPath> = files.iter().map(|(path, _)| *path).filter(looks_right).collect();
    let (_, first) = files.iter().find(|(path, _)| found.first() == Some(path))?;
    let names: Vec<String> = found.iter().take(MOST).map(|path| format!("`{path}`")).collect();
    let more = if found.len() > MOST { format!(" and {} more", found.len() - MOST) } else { String::new() };
    let (verb, be) = if found.len() == 1 { ("is", "it is") } else { ("are", "they are") };
    let (message, help) = match meant {
        Some((room, things)) => (
            format!("{}{more} {verb} not published, because {be} in the folder `{folder}`", names.join(", ")),
            format!("your {things} belong in the folder `{room}`: rename `{folder}` to `{room}`"),
        ),
        None => (
            format!("{}{more} {verb} not published, because {be} in neither `essays` nor `pages`", names.join(", ")),
            "move it into the folder `essays` or `pages`; or, if it is a note of your own, begin its name with `_`"
                .to_owned(),
        ),
    };
    Some(Problem::of_file(Check::NotPublished, &first.from, message).help(help))
}

/// Whether a text is about its folder: `README.md`.
fn is_about(path: &ContentPath) -> bool {
    let name = name(path).to_lowercase();
    ABOUT
        .iter()
        .any(|about| name.strip_prefix(about).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '_'])))
}

fn name(path: &ContentPath) -> &str {
    path.as_str().rsplit('/').next().unwrap_or_default()
}
