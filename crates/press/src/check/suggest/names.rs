//! The files of the content folder, by names that look like a wrong one.

use std::collections::{BTreeMap, HashMap};

use percent_encoding::{AsciiSet, utf8_percent_encode};

use super::near::NearNames;
use super::spelling::{self, difference};
use crate::paths::folders_above;
use crate::resolve::{LinkResolver, PATH, decoded, split_path};
use crate::source::ContentPath;

/// Characters that end an address in Markdown, or that an address can't have.
const WRITTEN: &AsciiSet = &PATH.add(b'(').add(b')').add(b'[').add(b']').add(b'\\').add(b'*');

/// How many letters a long name has.
const LONG: usize = 6;

/// How many files of one name a suggestion lists.
const MOST: usize = 3;

/// Endings that are written for one another.
const ALIKE: [&[&str]; 2] = [
    &["md", "markdown", "html", "htm", ""],
    &["jpg", "jpeg", "png", "webp", "gif", "avif", "svg", "jpe", "tif", "tiff", "heic", ""],
];

/// The files to suggest for a link that leads to none. Every lookup but the last is by a key. The last compares only names
/// that have the same numbers and about the same letters.
pub(in crate::check) struct FileNames<'a> {
    /// By the whole path, as the eye reads it.
    by_path: HashMap<String, Vec<&'a ContentPath>>,
    /// By the name alone.
    by_name: HashMap<String, Vec<&'a ContentPath>>,
    /// By the name without its ending.
    by_stem: HashMap<String, Vec<&'a ContentPath>>,
    /// Every name without its ending.
    stems: NearNames,
    /// Every folder, with its first file.
    pub(super) folders: BTreeMap<&'a str, &'a ContentPath>,
}

/// What was probably meant.
struct Meant<'a> {
    paths: Vec<&'a ContentPath>,
    /// What to look at, if it is not plain to see.
    why: Option<String>,
}

impl<'a> FileNames<'a> {
    pub(in crate::check) fn of(resolver: &'a LinkResolver) -> FileNames<'a> {
        let mut names = FileNames {
            by_path: HashMap::new(),
            by_name: HashMap::new(),
            by_stem: HashMap::new(),
            stems: NearNames::default(),
            folders: BTreeMap::new(),
        };
        let mut paths: Vec<&ContentPath> = resolver.markdown_files.keys().chain(resolver.assets.keys()).collect();
        paths.sort_unstable();
        for path in paths {
            for folder in folders_above(path.as_str()) {
                names.folders.entry(folder).or_insert(path);
            }
            let (name, key) = (file_name(path.as_str()), spelling::key(path.as_str()));
            let stem = spelling::key(stem_of(name).0);
            names.by_name.entry(file_name(&key).to_owned()).or_default().push(path);
            names.by_path.entry(key).or_default().push(path);
            let of_stem = names.by_stem.entry(stem.clone()).or_default();
            if of_stem.is_empty() {
                names.stems.add(&stem);
            }
            of_stem.push(path);
        }
        names
    }

    /// How to correct a link, in the file `from`, that leads to no file.
    pub(in crate::check) fn help(&self, from: Option<&ContentPath>, link: &str) -> Option<String> {
        let (path, rest) = split_path(link.trim());
        let given = decoded(path);
        let path = given.replace('\\', "/");
        let folder = from.map_or("", ContentPath::folder);
        let meant = self.meant(from, folder, &path)?;
        let written: Vec<String> = meant
            .paths
            .iter()
            .map(|found| format!("`{}{rest}`", written(found, folder, from.is_none() || link.trim().starts_with('/'))))
            .collect();
        let has_backslash = given.contains('\\').then(|| "folders are separated by `/`, not by `\\`".to_owned());
        let why = meant.why.or(has_backslash).map(|why| format!(": {why}")).unwrap_or_default();
        Some(format!("did you mean {}{why}?", written.join(" or ")))
    }

    fn meant(&self, from: Option<&ContentPath>, folder: &str, path: &str) -> Option<Meant<'a>> {
        let is_another = |found: &&&ContentPath| Some(**found) != from;
        let whole = ContentPath::resolve(folder, path).or_else(|| ContentPath::resolve("", path));
        let whole = whole.as_ref().map_or(path, ContentPath::as_str);
        let key = spelling::key(whole.trim_end_matches('/'));
        let of = |found: Option<&Vec<&'a ContentPath>>| -> Vec<&'a ContentPath> {
            found.into_iter().flatten().filter(is_another).copied().collect()
        };
        if let [found] = of(self.by_path.get(&key))[..] {
            let decoded = difference(whole, found.as_str());
            return Some(Meant { paths: vec![found], why: decoded });
        }
        let name = file_name(&key);
        if name.is_empty() {
            return None;
        }
        let (stem, ending) = stem_of(name);
        let in_folder = |found: &&ContentPath| {
            spelling::key(found.folder()) == key.rsplit_once('/').map_or("", |(folder, _)| folder)
        };
        // In the folder that was written, with another ending.
        let others: Vec<&ContentPath> = of(self.by_stem.get(stem))
            .into_iter()
            .chain(of(self.by_stem.get(name).filter(|_| name != stem)))
            .filter(|found| are_alike(ending, stem_of(file_name(found.as_str())).1) || ending_is_part_of(name, found))
            .collect();
        let beside: Vec<&ContentPath> = others.iter().copied().filter(in_folder).collect();
        if let [found] = beside[..] {
            return Some(Meant { paths: vec![found], why: Some(other_ending(found)) });
        }
        // In another folder.
        let elsewhere = of(self.by_name.get(name));
        if (1..=MOST).contains(&elsewhere.len()) {
            let why = other_root(&elsewhere, folder, path).unwrap_or_else(|| "it is in another folder".to_owned());
            return Some(Meant { paths: elsewhere, why: Some(why) });
        }
        if let ([found], []) = (&others[..], &elsewhere[..]) {
            return Some(Meant {
                paths: vec![found],
                why: Some(format!("it is in another folder, and {}", other_ending(found))),
            });
        }
        let near = self.stems.nearest(stem)?;
        // In a short name, a slip and another ending are too much.
        let is_like = |found: &&ContentPath| {
            let other = found.ending();
            other == ending || (near.chars().count() >= LONG && are_alike(ending, &other))
        };
        let found: Vec<&ContentPath> = of(self.by_stem.get(&near)).into_iter().filter(is_like).collect();
        match &found.iter().copied().filter(in_folder).collect::<Vec<_>>()[..] {
            [one] => Some(Meant { paths: vec![one], why: None }),
            _ if found.len() == 1 => Some(Meant { paths: found, why: None }),
            _ => None,
        }
    }
}

/// How a path goes wrong whose end is right: it begins in another folder than the author thinks.
fn other_root(found: &[&ContentPath], folder: &str, path: &str) -> Option<String> {
    let [found] = found else { return None };
    let path = path.trim_start_matches("./");
    if path == found.as_str() && !folder.is_empty() {
        return Some(format!("a path without `/` at its beginning starts from this file's own folder, `{folder}`"));
    }
    let (above, _) = path.trim_start_matches("../").trim_matches('/').split_once(found.as_str())?;
    let above = above.trim_matches('/');
    (!above.is_empty()).then(|| format!("paths begin in the content folder, so `{above}` is not part of them"))
}

pub(super) fn file_name(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

/// A name and its ending, without the dot.
fn stem_of(name: &str) -> (&str, &str) {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, ending),
        _ => (name, ""),
    }
}

/// Whether two endings are of the same kind of file.
fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    one == other || ALIKE.iter().any(|kind| kind.contains(&&*one) && kind.contains(&&*other))
}

/// Whether what looked like the ending of a name belongs to it: `v1.2` for `v1.2.md`.
fn ending_is_part_of(name: &str, found: &ContentPath) -> bool {
    spelling::key(stem_of(file_name(found.as_str())).0) == name
}

fn other_ending(found: &ContentPath) -> String {
    match stem_of(file_name(found.as_str())).1 {
        "" => "its name has no ending".to_owned(),
        ending => format!("its name ends in `.{ending}`"),
    }
}

/// A path as an author writes it in a link: from the content folder, or else from the file's own folder.
pub(in crate::check) fn written(path: &ContentPath, folder: &str, from_content: bool) -> String {
    let readable = |path: &str| -> String {
        let mut text = String::new();
        for character in path.chars() {
            match character {
                // Letters of all scripts stay readable.
                _ if character.is_ascii() => {
                    text.extend(utf8_percent_encode(character.encode_utf8(&mut [0; 4]), WRITTEN));
                }
                _ => text.push(character),
            }
        }
        text
    };
    if from_content {
        return format!("/{}", readable(path.as_str()));
    }
    let (mut from, mut to): (Vec<&str>, Vec<&str>) =
        (folder.split('/').filter(|part| !part.is_empty()).collect(), path.as_str().split('/').collect());
    while from.len().min(to.len() - 1) > 0 && from[0] == to[0] {
        from.remove(0);
        to.remove(0);
    }
    format!("{}{}", "../".repeat(from.len()), readable(&to.join("/")))
}
