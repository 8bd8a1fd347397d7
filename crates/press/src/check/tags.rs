//! Names of tags, series and authors that are one although they look different, or look like one and are not.

use std::collections::{BTreeMap, HashSet};

use catchword_bundle::Slug;

use super::ParsedFile;
use crate::content::fields::Located;
use crate::content::settings::Settings;
use crate::content::tags::same;
use crate::problem::{Check, Problem, SourceText, nearest};
use crate::slugs::slug_of;
use crate::source::File;

/// The first spelling of a name, by its slug, and the keys of all names that were reported.
type Names<'s> = BTreeMap<Slug, (&'s str, HashSet<String>)>;

/// Checks the names of all files. A name is reported where it first stands.
pub(super) fn check_names(files: &[ParsedFile<'_>], settings: &Settings, settings_file: &File) -> Vec<Problem> {
    let mut problems = Vec::new();
    let (mut tags, mut series) = (Names::new(), Names::new());
    for file in files {
        let Some(front_matter) = &file.front_matter else { continue };
        let source = &file.file.text;
        for tag in &front_matter.tags {
            match settings.tags.slug(&tag.value) {
                Some(slug) => problems.extend(met(&mut tags, slug, tag, source).map(|problem| {
                    problem.help(format!(
                        "they would be one tag with one page; write both in the same way, or give one an address of its \
                         own in `site.toml`: below a line `[tags]`, a line `{} = \"{}\"`",
                        crate::content::quoted(&tag.value),
                        own_address(&tag.value)
                    ))
                })),
                None => problems.push(nameless(tag, source)),
            }
        }
        if let Some(name) = &front_matter.series
            && let Some(slug) = slug_of(&name.value)
        {
            let help = "they would be one series; write the name in the same way in all its parts, or give one of the two \
                        another name";
            problems.extend(met(&mut series, slug, name, source).map(|problem| problem.help(help)));
        }
        let known = settings.authors.iter().map(|author| author.name.as_str());
        for author in &front_matter.authors {
            problems.extend(similar_author(&author.value.name, known.clone()).map(|meant| {
                let message = format!("\"{}\" is not one of the authors in `site.toml`", author.value.name);
                let help = format!("did you mean \"{meant}\"? If this is another person, leave it as it is");
                Problem::new(Check::SimilarAuthor, source, author.span.clone(), message).help(help)
            }));
        }
    }
    let used: HashSet<String> = files
        .iter()
        .filter_map(|file| file.front_matter.as_ref())
        .flat_map(|front_matter| front_matter.tags.iter().map(|tag| same(&tag.value)))
        .collect();
    for name in settings.tags.names().filter(|name| !used.contains(&same(&name.value))) {
        let message = format!("no essay has the tag \"{}\"", name.value);
        let known = tags.values().map(|(name, _)| *name);
        let help = match nearest(&name.value, known) {
            Some(known) => format!("did you mean \"{known}\"? Otherwise remove this line"),
            None => "remove this line, or write the tag as it is in the essays".to_owned(),
        };
        problems.push(Problem::new(Check::UnusedTag, &settings_file.text, name.span.clone(), message).help(help));
    }
    problems
}

/// A problem if the slug belongs to a name that differs in more than case.
fn met<'s>(names: &mut Names<'s>, slug: Slug, name: &'s Located<String>, source: &SourceText) -> Option<Problem> {
    let key = same(&name.value);
    let Some((first, keys)) = names.get_mut(&slug) else {
        names.insert(slug, (&name.value, HashSet::from([key])));
        return None;
    };
    if !keys.insert(key) {
        return None;
    }
    let message = format!("\"{}\" and \"{first}\" have the same address: `{slug}`", name.value);
    Some(Problem::new(Check::SameTag, source, name.span.clone(), message))
}

fn nameless(tag: &Located<String>, source: &SourceText) -> Problem {
    let message = format!("the tag \"{}\" has no letter or digit", tag.value);
    let help = format!(
        "the address of the tag's page is made from them; write at least one, or choose an address in `site.toml`: below a \
         line `[tags]`, a line `{} = \"…\"`",
        crate::content::quoted(&tag.value)
    );
    Problem::new(Check::BadSlug, source, tag.span.clone(), message).help(help)
}

/// An address for a tag whose signs have a name.
fn own_address(name: &str) -> String {
    let spoken = name.replace('+', "p").replace('#', "-sharp").replace('&', " and ").replace('.', " dot ");
    slug_of(&spoken)
        .filter(|slug| Some(slug) != slug_of(name).as_ref())
        .map_or("…".to_owned(), |slug| slug.to_string())
}

/// The site's author whose name differs in a letter or two, or in its accents or case alone.
fn similar_author<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    if known.clone().any(|known| known == name) {
        return None;
    }
    known
        .clone()
        .find(|known| same(known) == same(name) || slug_of(known) == slug_of(name) && slug_of(name).is_some())
        .or_else(|| {
            known.clone().find(|known| strsim::damerau_levenshtein(name, known) <= 1 + name.chars().count() / 10)
        })
}
