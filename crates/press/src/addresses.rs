//! `addresses.lock`: every address that the site has had in public, so that none vanishes by mistake.
//!
//! One fact a line, sorted by address, so that Git can merge the changes of two authors:
//!
//! ```text
//! /essays/the-long-repair/ page essays/the-long-repair.md
//! /essays/the-long-repair/ essay 2026-05-01 The long repair
//! /essays/the-long-repair/ feed-id https://example.org/essays/the-long-repair/
//! /essays/the-long-repair/#what-helps heading
//! /2019/03/repair.html alias essays/the-long-repair.md
//! ```
//!
//! Addresses of pages begin at the site's base, so they stay when the site moves. Those of aliases begin at the root
//! of the host, as in front matter.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use percent_encoding::percent_decode_str;

use crate::problem::{Check, Problem};
use crate::source::File;

const COMMENT: &str = "\
# The addresses of this site that have been public, so that no link to them breaks by mistake. Catchword adds new ones
# at each build for the public. Keep this file with your texts, commit it, and don't change it by hand:
# `catchword addresses --accept` removes the addresses that you want to give up.
";

/// How the lines begin that Git leaves where it could not merge.
const CONFLICT: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// What is known of an address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// It is an old address of the page that is made from this file.
    Alias(String),
    /// The essay there has this date and title, with a space between them. So an essay is known again in a file of another
    /// name, and another text in its file is not taken for it.
    Essay(String),
    /// The essay there has this id in feeds; at `/`, the feed itself has.
    FeedId(String),
    /// It is a heading: the address has a fragment.
    Heading,
    /// The list of essays is there.
    List,
    /// A page is there, made from this file.
    Page(String),
}

/// Addresses and what is known of them, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addresses(BTreeMap<(String, Fact), Range<usize>>);

/// What is known of a site's addresses.
#[derive(Debug, Clone, Default)]
pub struct SiteAddresses {
    /// What `addresses.lock` says; `None` if there is no such file.
    pub recorded: Option<Addresses>,
    /// What it should say once this site is public.
    pub current: Addresses,
    /// The recorded addresses that lead nowhere now, or to another text; sorted.
    pub lost: Vec<String>,
    /// Where the texts are now that were at lost addresses, by these. A text that is at no address is not among them.
    pub moved: BTreeMap<String, String>,
}

impl SiteAddresses {
    /// The recorded facts without those of some lost addresses. What is known of a text that is at another address now goes
    /// with it, so that its id in feeds stays.
    pub fn without(&self, given_up: &BTreeSet<&str>) -> Addresses {
        let mut kept = self.recorded.as_ref().map(|recorded| recorded.without(given_up)).unwrap_or_default();
        for own in given_up.iter().filter_map(|address| self.moved.get(*address)) {
            let of_page = self.current.iter().filter(|(address, _)| page_of(address) == own);
            for (address, fact) in of_page {
                kept.insert(address, fact.clone());
            }
        }
        kept
    }
}

/// An address without its fragment.
fn page_of(address: &str) -> &str {
    address.split_once('#').map_or(address, |(page, _)| page)
}

impl Addresses {
    /// Adds a fact.
    pub(crate) fn insert(&mut self, address: impl Into<String>, fact: Fact) {
        self.0.insert((address.into(), fact), 0..0);
    }

    /// Every address with a fact.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Fact)> {
        self.0.keys().map(|(address, fact)| (address.as_str(), fact))
    }

    /// The same, with its place in the file.
    pub(crate) fn located(&self) -> impl Iterator<Item = (&str, &Fact, Range<usize>)> {
        self.0.iter().map(|((address, fact), span)| (address.as_str(), fact, span.clone()))
    }

    /// The id that feeds have for what is at an address.
    pub(crate) fn feed_id(&self, address: &str) -> Option<&str> {
        let first = (address.to_owned(), Fact::FeedId(String::new()));
        match self.0.range(first..).next() {
            Some(((found, Fact::FeedId(id)), _)) if found == address => Some(id),
            _ => None,
        }
    }

    /// The facts without those of some addresses. With the address of a page go its headings.
    fn without(&self, given_up: &BTreeSet<&str>) -> Addresses {
        let is_given_up = |address: &str| given_up.contains(address) || given_up.contains(page_of(address));
        let kept = self.0.iter().filter(|((address, _), _)| !is_given_up(address));
        Addresses(kept.map(|(key, span)| (key.clone(), span.clone())).collect())
    }

    /// The ids of the headings at an address.
    pub(crate) fn headings(&self, address: &str) -> impl Iterator<Item = &str> {
        let before = format!("{address}#");
        let from = (before.clone(), Fact::Alias(String::new()));
        let of_page = self.0.range(from..).take_while(move |((found, _), _)| found.starts_with(&before));
        of_page
            .filter(|((_, fact), _)| *fact == Fact::Heading)
            .filter_map(|((found, _), _)| Some(found.split_once('#')?.1))
    }

    /// The date and the title of the essay at an address.
    pub(crate) fn essay(&self, address: &str) -> Option<&str> {
        let first = (address.to_owned(), Fact::Essay(String::new()));
        match self.0.range(first..).next() {
            Some(((found, Fact::Essay(essay)), _)) if found == address => Some(essay),
            _ => None,
        }
    }

    /// Whether any address is an old one of the page that is made from a file.
    pub(crate) fn has_alias_of(&self, path: &str) -> bool {
        self.iter().any(|(_, fact)| matches!(fact, Fact::Alias(of) if of == path))
    }

    /// Whether this is among the facts.
    pub fn contains(&self, address: &str, fact: &Fact) -> bool {
        self.0.contains_key(&(address.to_owned(), fact.clone()))
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        let lines = self.iter().map(|(address, fact)| format!("{} {fact}\n", escaped(address, char::is_whitespace)));
        let mut lines: Vec<String> = lines.collect();
        lines.sort();
        COMMENT.to_owned() + &lines.concat()
    }

    /// Reads the file. Lines may be in any order and more than once, as after a merge.
    pub(crate) fn parse(file: &File) -> (Addresses, Vec<Problem>) {
        let text = file.text.inner();
        let mut addresses = Addresses::default();
        let mut problems = Vec::new();
        let mut in_conflict = false;
        let mut start = 0;
        for whole in text.split_inclusive('\n') {
            let line = whole.trim_end();
            let span = start..start + line.len();
            start += whole.len();
            if CONFLICT.iter().any(|mark| line.starts_with(mark)) {
                if !in_conflict {
                    problems.push(conflict(file, span));
                }
                in_conflict = !line.starts_with(">>>>>>>");
            } else if !line.is_empty() && !line.starts_with('#') {
                match read_line(line) {
                    Ok(key) => drop(addresses.0.insert(key, span)),
                    Err(fault) => problems.push(unreadable(file, span, &fault)),
                }
            }
        }
        (addresses, problems)
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, value) = match self {
            Fact::Page(file) => ("page", file.as_str()),
            Fact::FeedId(id) => ("feed-id", id.as_str()),
            Fact::Essay(text) => ("essay", text.as_str()),
            Fact::Alias(file) => ("alias", file.as_str()),
            Fact::Heading => return f.write_str("heading"),
            Fact::List => return f.write_str("list"),
        };
        write!(f, "{name} {}", escaped(value, |_| false))
    }
}

/// Why a line can't be read.
enum LineFault {
    Broken,
    /// It says something of a kind that this version does not know.
    UnknownKind(String),
}

fn read_line(line: &str) -> Result<(String, Fact), LineFault> {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().ok().map(|text| text.into_owned());
    let (address, rest) = line.split_once(' ').ok_or(LineFault::Broken)?;
    let decoded_address = decoded(address).filter(|address| address.starts_with('/')).ok_or(LineFault::Broken)?;
    let (name, value) = rest.split_once(' ').unwrap_or((rest, ""));
    let fact = match (name, decoded(value).filter(|value| !value.is_empty())) {
        ("page", Some(file)) => Fact::Page(file),
        ("feed-id", Some(id)) => Fact::FeedId(id),
        ("essay", Some(text)) => Fact::Essay(text),
        ("alias", Some(file)) => Fact::Alias(file),
        ("heading", None) if address.contains('#') => Fact::Heading,
        ("list", None) => Fact::List,
        ("page" | "feed-id" | "essay" | "alias" | "heading" | "list", _) => return Err(LineFault::Broken),
        _ if is_kind(name) => return Err(LineFault::UnknownKind(name.to_owned())),
        _ => return Err(LineFault::Broken),
    };
    Ok((decoded_address, fact))
}

/// Whether a word can name a kind of fact.
fn is_kind(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|character| character.is_ascii_lowercase() || character == '-')
}

/// A text without line breaks and the characters that `hides` finds.
fn escaped(text: &str, hides: impl Fn(char) -> bool) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if character == '%' || character.is_control() || hides(character) {
            let mut bytes = [0; 4];
            escaped.extend(character.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

fn conflict(file: &File, span: Range<usize>) -> Problem {
    let help = "two versions of this list were merged, and Git could not join them: keep the lines of both, and delete only \
                the lines that begin with `<<<<<<<`, `=======` or `>>>>>>>`";
    Problem::new(Check::BrokenLock, &file.text, span, "the list of addresses has the marks of a merge conflict")
        .help(help)
}

fn unreadable(file: &File, span: Range<usize>, fault: &LineFault) -> Problem {
    let message = "this line of the list of addresses can't be read";
    let (message, help) = match fault {
        LineFault::UnknownKind(kind) => (
            format!("{message}, because this version of Catchword does not know the word `{kind}`"),
            "a newer version of Catchword wrote this line: use that version here, too. If you changed the line by hand, put \
             it back as it was",
        ),
        LineFault::Broken => (
            message.to_owned(),
            "put the line back as it was, for example with `git restore` and the name of this file; if you can't, delete the \
             line: then Catchword forgets what it said",
        ),
    };
    Problem::new(Check::BrokenLock, &file.text, span, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::text_file;
    use crate::source::ContentPath;

    fn parsed(text: &str) -> (Addresses, Vec<String>) {
        let path = ContentPath::resolve("", "addresses.lock").unwrap();
        let file = text_file("addresses.lock".to_owned(), path, text.as_bytes().to_vec());
        let (addresses, problems) = Addresses::parse(&file);
        let said = |problem: &Problem| format!("{}: {problem}", problem.place().1);
        (addresses, problems.iter().map(said).collect())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut addresses = Addresses::default();
        addresses.insert("/essays/b/", Fact::Page("essays/two words #1 100%.md".to_owned()));
        addresses.insert("/essays/b/", Fact::Essay("2026-05-01 Two words: 100%\n".to_owned()));
        addresses.insert("/essays/b/", Fact::FeedId("https://example.org/%C3%A9/".to_owned()));
        addresses.insert("/essays/b/#a b%\u{a0}é", Fact::Heading);
        addresses.insert("/a b.php", Fact::Alias("pages/a\nb.md".to_owned()));
        addresses.insert("/essays/", Fact::List);
        let text = addresses.to_text();
        let same = |text: &str| {
            let (read, problems) = parsed(text);
            assert_eq!(problems, Vec::<String>::new());
            assert_eq!(read.iter().collect::<Vec<_>>(), addresses.iter().collect::<Vec<_>>(), "{text}");
        };
        same(&text);
        same(&text.replace('\n', "\r\n"));
        // As after a merge.
        same(&(text.lines().rev().map(|line| format!("{line}\n")).collect::<String>() + "\n" + &text));
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.is_sorted(), "{text}");
        assert_eq!(lines[4], "/essays/b/ page essays/two words #1 100%25.md");
    }

    #[test]
    fn what_is_broken_has_a_place() {
        let table = [
            (
                "/a/ page a.md\n<<<<<<< ours\n/b/ page b.md\n=======\n/c/ page c.md\n>>>>>>> theirs\n",
                "14: the list of addresses has the marks of a merge conflict",
            ),
            ("/a/ page a.md\nnonsense\n", "14: this line of the list of addresses can't be read"),
            ("a/ page a.md\n", "0: this line"),
            ("/a/ pages a.md\n", "0: this line"),
            ("/a/ page\n", "0: this line"),
            ("/a/ heading\n", "0: this line"),
            ("/a/#b heading c\n", "0: this line"),
            ("/a/\n", "0: this line"),
            ("/%ff/ page a.md\n", "0: this line"),
        ];
        for (text, said) in table {
            let (_, problems) = parsed(text);
            assert!(problems.len() == 1 && problems[0].starts_with(said), "{text}: {problems:?}");
        }
        assert_eq!(parsed("").1.len(), 0);
    }

    #[test]
    fn a_line_of_a_newer_version_is_told_from_a_broken_one() {
        let table = [
            ("/a/ picture images/a.png\n", true),
            ("/a/ series-part 2\n", true),
            ("/a/#b place\n", true),
            ("/a/ Page a.md\n", false),
            ("/a/ page\n", false),
            ("/a/ heading\n", false),
            ("/a/  page a.md\n", false),
            ("a/ picture images/a.png\n", false),
            ("these are words\n", false),
        ];
        for (text, is_newer) in table {
            let path = ContentPath::resolve("", "addresses.lock").unwrap();
            let file = text_file("addresses.lock".to_owned(), path, text.as_bytes().to_vec());
            let (_, problems) = Addresses::parse(&file);
            let help = miette::Diagnostic::help(&problems[0]).map(|help| help.to_string()).unwrap_or_default();
            assert_eq!(help.contains("a newer version of Catchword wrote this line"), is_newer, "{text}: {help}");
            assert_eq!(help.contains("git restore"), !is_newer, "{text}: {help}");
        }
    }
}
