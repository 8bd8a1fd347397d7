//! Names of authors and tags that are probably several names, or have a mark that is no part of them. A name that
//! `site.toml` has is one name, whatever is in it.

use std::collections::HashSet;

use super::ParsedFile;
use crate::content::fields::Located;
use crate::content::quoted;
use crate::content::settings::Settings;
use crate::content::tags::same;
use crate::problem::{Check, Problem, SourceText};

/// Words that stand before the names of authors in a line above a text.
const BYLINES: [&str; 10] =
    ["by", "by:", "written by", "words by", "text by", "posted by", "author:", "por", "por:", "escrito por"];

/// Words that join the names of two people.
const AND: [&str; 8] = ["and", "&", "+", "und", "et", "og", "och", "/"];

/// Words that do this too, but are also inside the names of one person, such as Ortega y Gasset.
const PERHAPS_AND: [&str; 5] = ["y", "e", "en", "i", "with"];

/// What may follow the name of one person after a comma.
const SUFFIXES: [&str; 12] = ["jr", "sr", "ii", "iii", "iv", "phd", "md", "ma", "msc", "esq", "inc", "ltd"];

/// What somebody is, which may follow a name after a comma.
const PROFESSIONS: [&str; 24] = [
    "psychotherapist",
    "psychologist",
    "psychiatrist",
    "therapist",
    "counsellor",
    "counselor",
    "coach",
    "editor",
    "author",
    "writer",
    "poet",
    "journalist",
    "doctor",
    "nurse",
    "physician",
    "professor",
    "teacher",
    "translator",
    "photographer",
    "illustrator",
    "researcher",
    "psicóloga",
    "psicólogo",
    "terapeuta",
];

/// How the names of many professions end.
const PROFESSION_ENDS: [&str; 5] = ["ologist", "therapist", "iatrist", "analyst", "worker"];

/// Warns of names that are probably several.
pub(super) fn check_joined(files: &[ParsedFile<'_>], settings: &Settings) -> Vec<Problem> {
    let front_matter = || files.iter().filter_map(|file| Some((file.front_matter.as_ref()?, &file.file.text)));
    let of_site: HashSet<&str> = settings.authors.iter().map(|author| author.name.as_str()).collect();
    let known: HashSet<&str> = front_matter()
        .filter(|(fields, _)| fields.authors.len() == 1)
        .map(|(fields, _)| fields.authors[0].value.name.as_str())
        .chain(of_site.iter().copied())
        .collect();
    let tags: HashSet<String> =
        front_matter().flat_map(|(fields, _)| fields.tags.iter().map(|tag| same(&tag.value))).collect();
    let of_table: HashSet<String> = settings.tags.names().map(|tag| same(&tag.value)).collect();
    let mut problems = Vec::new();
    for (fields, source) in front_matter() {
        let all: Vec<&str> = fields.authors.iter().map(|author| author.value.name.as_str()).collect();
        for author in fields.authors.iter().filter(|author| !of_site.contains(author.value.name.as_str())) {
            problems.extend(joined_author(&author.value.name, &author.span, &all, &known, source));
        }
        for tag in fields.tags.iter().filter(|tag| !of_table.contains(&same(&tag.value))) {
            problems.extend(joined_tag(tag, &fields.tags, &tags, source));
        }
    }
    problems
}

fn joined_author(
    name: &str,
    span: &std::ops::Range<usize>,
    all: &[&str],
    known: &HashSet<&str>,
    source: &SourceText,
) -> Option<Problem> {
    let bare = without_byline(name);
    let parts = people(bare.unwrap_or(name), known, all.len() > 1);
    if bare.is_none() && parts.len() < 2 {
        return None;
    }
    let mut names: Vec<&str> = Vec::new();
    for one in all.iter().flat_map(|one| if *one == name { parts.clone() } else { vec![*one] }) {
        if !names.contains(&one) {
            names.push(one);
        }
    }
    let meant = match names.as_slice() {
        [one] => format!("author = {}", quoted(one)),
        several => format!("authors = [{}]", several.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")),
    };
    let add = format!("add it to `authors` in `site.toml`: `{{ name = {} }}`", quoted(name));
    let (message, help) = match bare {
        Some(bare) => (
            format!("the line above the text has its “By” already, so `author` is only the name: \"{bare}\""),
            format!("write `{meant}`; if the name is right as it is, {add}"),
        ),
        None => (
            format!("\"{name}\" counts as one author"),
            format!("if these are several people, write `{meant}`; if it is one name, {add}"),
        ),
    };
    Some(Problem::new(Check::UnlikelyName, source, span.clone(), message).help(help))
}

fn without_byline(name: &str) -> Option<&str> {
    BYLINES.iter().find_map(|byline| {
        let start = name.get(..byline.len()).filter(|start| start.eq_ignore_ascii_case(byline))?;
        let rest = &name[start.len()..];
        let is_apart = rest.starts_with(' ') || byline.ends_with(':');
        Some(rest.trim_start_matches([' ', ':'])).filter(|rest| is_apart && rest.starts_with(char::is_alphabetic))
    })
}

/// The people whose names are in a text; one if nobody can know.
fn people<'n>(name: &'n str, known: &HashSet<&str>, is_one_of_several: bool) -> Vec<&'n str> {
    let by_sign = parts(name, |text| text.find(';').map(|at| at..at + 1));
    let by_word = parts(name, |text| word(text, &AND));
    // A firm can have the same name twice: Johnson and Johnson.
    let whole = |parts: &[&str]| {
        parts.len() > 1 && parts.iter().all(|part| is_name(part)) && parts.iter().any(|part| *part != parts[0])
    };
    let at_commas = |parts: Vec<&'n str>| -> Vec<&'n str> {
        parts.into_iter().flat_map(|part| with_titles(part, split(part, ','))).collect()
    };
    if whole(&by_sign) {
        return by_sign;
    }
    if whole(&by_word) {
        // Ana, Ben and Cleo.
        let all = at_commas(by_word.clone());
        return if whole(&all) { all } else { by_word };
    }
    let is_known = |parts: &[&str]| parts.iter().any(|part| known.contains(part));
    let commas = split(name, ',');
    if whole(&commas)
        && !commas.iter().skip(1).any(|part| is_title(part))
        && (is_known(&commas) || (is_one_of_several && commas.len() > 2))
    {
        return commas;
    }
    let perhaps = parts(name, |text| word(text, &PERHAPS_AND));
    if whole(&perhaps) && is_known(&perhaps) { perhaps } else { vec![name] }
}

/// The parts of a text, or all of it as one if something in it is not a name but follows one.
fn with_titles<'n>(whole: &'n str, parts: Vec<&'n str>) -> Vec<&'n str> {
    if parts.iter().skip(1).any(|part| is_title(part)) { vec![whole.trim()] } else { parts }
}

/// Whether a part after a comma says what somebody is: `PhD`, `LMFT`, `M.Ed.`, `Psychotherapist`.
fn is_title(part: &str) -> bool {
    let small = part.to_lowercase();
    let is_word = !small.contains(' ');
    let is_profession = |word: &str| {
        PROFESSIONS.contains(&word) || PROFESSION_ENDS.iter().any(|end| word.len() > end.len() && word.ends_with(end))
    };
    // Degrees are short, and have more than one capital: LMFT, LCSW-R, M.Ed., BSc.
    let capitals = part.chars().filter(|c| c.is_uppercase()).count();
    let is_degree = is_word && part.chars().count() <= 8 && capitals > 1 && !part.starts_with(char::is_lowercase);
    let is_degree = is_degree && (part.contains('.') || capitals * 2 >= part.chars().count() || part.len() <= 4);
    SUFFIXES.contains(&&*small.replace('.', "")) || is_degree || small.split(' ').next_back().is_some_and(is_profession)
}

fn split(text: &str, sign: char) -> Vec<&str> {
    text.split(sign).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// A text in parts; `next` finds what is between two of them.
fn parts(text: &str, next: impl Fn(&str) -> Option<std::ops::Range<usize>>) -> Vec<&str> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while let Some(between) = next(rest) {
        parts.push(rest[..between.start].trim().trim_end_matches(',').trim());
        rest = &rest[between.end..];
    }
    parts.push(rest.trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// The first of some words that stands between two others.
fn word(text: &str, words: &[&str]) -> Option<std::ops::Range<usize>> {
    let found = words.iter().filter_map(|word| {
        let at = text.to_ascii_lowercase().find(&format!(" {word} "))?;
        Some(at..at + word.len() + 2)
    });
    found.min_by_key(|range| range.start)
}

/// Whether a text can be somebody's name: it begins with a capital letter, or with a letter that has none. Words such as
/// “friends” or “zu” do not.
fn is_name(text: &str) -> bool {
    text.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
}

fn joined_tag(
    tag: &Located<String>,
    all: &[Located<String>],
    known: &HashSet<String>,
    source: &SourceText,
) -> Option<Problem> {
    let name = tag.value.as_str();
    let parts = tags_in(name);
    let is_known = || parts.iter().any(|part| known.contains(&same(part)));
    let are_small = || parts.iter().all(|part| part.starts_with(char::is_lowercase));
    // Paris, Texas.
    let is_several =
        parts.len() > 2 || (parts.len() == 2 && (!name.contains(',') || is_known() || (all.len() == 1 && are_small())));
    let hashes: Vec<&str> = name.split_whitespace().collect();
    let has_hashes = hashes.iter().all(|word| is_hashtag(word));
    let parts: Vec<&str> = match parts.as_slice() {
        [_] if has_hashes => hashes,
        [one] if *one != name => vec![*one],
        [_] => return None,
        several if is_several => several.to_vec(),
        _ => return None,
    };
    let bare = |part: &&str| quoted(if is_hashtag(part) { part.trim_start_matches('#') } else { part });
    let meant: Vec<String> = parts.iter().map(bare).collect();
    let (message, help) = match meant.as_slice() {
        [one] if has_hashes => {
            (format!("the tag \"{name}\" begins with `#`, which readers would see"), format!("write `{one}`"))
        }
        [one] => {
            (format!("the tag \"{name}\" begins or ends with a mark that is no part of it"), format!("write `{one}`"))
        }
        several => (
            format!("\"{name}\" counts as one tag"),
            format!("if these are several tags, write each in quotes: `{}`", several.join(", ")),
        ),
    };
    let help = format!(
        "{help}; if the name is meant, give it an address of its own in `site.toml`: below a line `[tags]`, `{} = \"…\"`",
        quoted(name)
    );
    Some(Problem::new(Check::UnlikelyName, source, tag.span.clone(), message).help(help))
}

/// The parts of a tag between commas and the like. A comma between digits is part of a number, as in “1,000 islands”.
fn tags_in(name: &str) -> Vec<&str> {
    let is_digit = |character: Option<char>| character.is_some_and(char::is_numeric);
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, sign) in name.match_indices([',', ';', '，', '、']) {
        let end = at + sign.len();
        if !(is_digit(name[..at].chars().next_back()) && is_digit(name[end..].chars().next())) {
            parts.push(&name[start..at]);
            start = end;
        }
    }
    parts.push(&name[start..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn is_hashtag(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|rest| rest.chars().next().is_some_and(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_several_people_from_one() {
        let known = HashSet::from(["Ana"]);
        let table: [(&str, &[&str]); 34] = [
            ("Ana and Ben", &["Ana", "Ben"]),
            ("Ines Vega and Ben Ito", &["Ines Vega", "Ben Ito"]),
            ("Ines, Cleo and Ben", &["Ines", "Cleo", "Ben"]),
            ("Ines, Cleo, and Ben", &["Ines", "Cleo", "Ben"]),
            ("Ines & Ben", &["Ines", "Ben"]),
            ("Ines und Ben", &["Ines", "Ben"]),
            ("Ines; Ben", &["Ines", "Ben"]),
            ("Ana, Ben", &["Ana", "Ben"]),
            ("Ana y Ben", &["Ana", "Ben"]),
            ("علي & ليلى", &["علي", "ليلى"]),
            ("Ines", &["Ines"]),
            ("Ines Vega", &["Ines Vega"]),
            ("King, Stephen", &["King, Stephen"]),
            ("Martin Luther King, Jr.", &["Martin Luther King, Jr."]),
            ("Ana, PhD", &["Ana, PhD"]),
            ("Ana, LMFT", &["Ana, LMFT"]),
            ("Ana, M.Ed.", &["Ana, M.Ed."]),
            ("Ana, BSc", &["Ana, BSc"]),
            ("Ana, LCSW-R, CGP", &["Ana, LCSW-R, CGP"]),
            ("Ana, Psychotherapist", &["Ana, Psychotherapist"]),
            ("Ana, Family Therapist", &["Ana, Family Therapist"]),
            ("Ana, LMFT and Ben, PhD", &["Ana, LMFT", "Ben, PhD"]),
            ("Johnson and Johnson", &["Johnson and Johnson"]),
            ("Johnson & Johnson", &["Johnson & Johnson"]),
            ("Ana, Ben Ito", &["Ana", "Ben Ito"]),
            ("Santiago Ramón y Cajal", &["Santiago Ramón y Cajal"]),
            ("Ines and friends", &["Ines and friends"]),
            ("Ines et al.", &["Ines et al."]),
            ("Karl von und zu Berg", &["Karl von und zu Berg"]),
            ("Alexandra Sanders", &["Alexandra Sanders"]),
            ("AT&T", &["AT&T"]),
            ("The sand and", &["The sand and"]),
            ("and Ben", &["and Ben"]),
            ("", &[""]),
        ];
        for (name, people_in_it) in table {
            assert_eq!(people(name, &known, false), people_in_it, "{name}");
        }
        for (name, bare) in [
            ("By Ana", Some("Ana")),
            ("by: Ana", Some("Ana")),
            ("Written by Ana", Some("Ana")),
            ("Byron Katie", None),
            ("Porter", None),
            ("By", None),
        ] {
            assert_eq!(without_byline(name), bare, "{name}");
        }
    }
}
