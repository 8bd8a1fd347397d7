//! What to write so that the addresses of a page stay: every line that is needed, so that the next check finds nothing.

use std::ops::Range;

use super::vanished::{ACCEPT, Lost, Successor};
use super::{Places, aliases, is_essay, slug_of};
use crate::addresses::Addresses;
use crate::check::ParsedFile;
use crate::check::publication::Publication;
use crate::problem::{Check, Problem};
use crate::source::File;

/// How many headings a hint names.
const MOST_HEADINGS: usize = 100;

impl Places<'_> {
    /// A file that is there, and whose page is at another address or not published any more, or has lost old addresses.
    pub(super) fn vanished_from(
        &self,
        path: &str,
        lost: &Lost<'_>,
        file: &ParsedFile<'_>,
        recorded: &Addresses,
    ) -> Option<Problem> {
        let front_matter = file.front_matter.as_ref()?;
        let problem = |span: &Range<usize>, message: String, help: String| {
            let help = format!("{help}; {ACCEPT}");
            Some(Problem::new(Check::VanishedAddress, &file.file.text, span.clone(), message).help(help))
        };
        let old = names(&lost.aliases);
        let Some((address, _)) = lost.pages.first() else {
            let message = format!("{} led to `{path}`, and would lead nowhere", listed(&old));
            let help = match file.publication {
                Publication::Published | Publication::Gone => {
                    format!("to keep {}, {}", it(&old), self.write_aliases(file, &[], &old))
                }
                // Two files can't have one alias.
                _ if aliases(file).any(|alias| old.contains(&alias.as_str())) => format!(
                    "to keep {}, remove {} from `aliases` here, and write `{}` into another page",
                    it(&old),
                    if old.len() == 1 { "it" } else { "them" },
                    alias_line(&old),
                ),
                _ => format!("to keep {}, write `{}` into another page", it(&old), alias_line(&old)),
            };
            return problem(&front_matter.spans.head, message, help);
        };
        let pages = names(&lost.pages);
        let public = format!("{} {} public", listed(&pages), if pages.len() == 1 { "was" } else { "were" });
        let keep = self.keep(file, &pages, &old);
        let also = if keep.is_empty() { String::new() } else { format!(" and {}", keep.join(" and ")) };
        match file.publication {
            Publication::Published | Publication::Gone => {
                let own = self.below(file)?;
                let lead_on = self.write_aliases(file, &pages, &old);
                let help = if self.has_slug_of(file, address) {
                    format!(
                        "to keep the address, write {}; to lead old links to the new one, {lead_on}",
                        keep.join(" and ")
                    )
                } else {
                    format!("to lead old links to the new address, {lead_on}")
                };
                problem(&front_matter.slug_span, format!("{public}, and this page would be at `{own}`"), help)
            }
            Publication::Draft => {
                let help = format!(
                    "nobody can read a draft, so links to it would break. If you took the page down for good, write \
                     `gone = true`{also} in place of `draft = true`; if it should stay public until its new version is \
                     ready, remove `draft = true`{}, and write the new version in another file",
                    if keep.is_empty() { String::new() } else { format!(", {}", phrase(&keep)) },
                );
                problem(&front_matter.spans.head, format!("{public}, and this page is a draft now"), help)
            }
            Publication::Coming(day) => {
                let first = recorded.essay(address).and_then(|essay| essay.split_once(' ')).map(|(date, _)| date);
                let first = first.map(|date| format!(" (`date = {date}`)")).unwrap_or_default();
                let help = format!(
                    "give it the date of its first publication{first}{also}; if you took the page down for good, write \
                     `gone = true`{also}"
                );
                problem(&front_matter.spans.date, format!("{public}, and this page would come only on {day}"), help)
            }
        }
    }

    /// A file whose essay another one was written over.
    pub(super) fn replaced(&self, lost: &Lost<'_>, file: &ParsedFile<'_>, recorded: &Addresses) -> Option<Problem> {
        let front_matter = file.front_matter.as_ref()?;
        let (address, _) = lost.pages.first()?;
        let (date, title) = recorded.essay(address)?.split_once(' ')?;
        let old = names(&lost.aliases);
        let same = if old.is_empty() { String::new() } else { format!(" and {}", self.write_aliases(file, &[], &old)) };
        let message = format!(
            "`{address}` was public with the essay \"{title}\" of {date}, and this file has another date, another title and \
             another text now"
        );
        let name = crate::slugs::slug_of(&front_matter.title);
        let name = name.map_or_else(String::new, |slug| format!(", such as `essays/{slug}.md`"));
        let help = format!(
            "if this is another essay, give it a file of its own{name}, and put the old text back into `{}`, with \
             `gone = true` if you took it down for good; if it is the same essay, rewritten, write `slug = \"{}\"`{same}. \
             Otherwise links to the old essay would lead nowhere; {ACCEPT}",
            file.file.path,
            slug_of(address),
        );
        Some(Problem::new(Check::VanishedAddress, &file.file.text, front_matter.spans.head.clone(), message).help(help))
    }

    /// A page whose file has been removed or renamed.
    pub(super) fn without_file(
        &self,
        path: &str,
        lost: &Lost<'_>,
        successor: Option<&Successor<'_>>,
        recorded: &Addresses,
        lock: &File,
    ) -> Problem {
        let (pages, old) = (names(&lost.pages), names(&lost.aliases));
        let all: Vec<String> =
            self.with_base(&pages).into_iter().chain(old.iter().map(|alias| (*alias).to_owned())).collect();
        let span = lost.pages.first().or(lost.aliases.first()).map(|(_, span)| span.clone()).unwrap_or_default();
        let problem = |message: String, help: String| {
            Problem::new(Check::VanishedAddress, &lock.text, span.clone(), message).help(help)
        };
        let Some(address) = pages.first() else {
            let message = format!("{} led to `{path}`, and would lead nowhere", listed(&old));
            return problem(
                message,
                format!("to keep {}, write `{}` into another page; {ACCEPT}", it(&old), alias_line(&all)),
            );
        };
        let were = if pages.len() == 1 { "was" } else { "were" };
        let message = format!("{} {were} public, and its file `{path}` isn't there any more", listed(&pages));
        let renamed = match successor {
            Some(Successor { file, headings }) => {
                let mut lines = self.keep(file, &pages, &old);
                if headings.len() > MOST_HEADINGS {
                    lines.push(format!("the {} headings that it had", headings.len()));
                } else if !headings.is_empty() {
                    let spans: Vec<String> = headings.iter().map(|id| format!("`<span id=\"{id}\"></span>`")).collect();
                    lines.push(format!("{}, where its headings were", spans.join(" ")));
                }
                format!("if you gave the file another name (`{}`?), {} in it", file.file.path, phrase(&lines))
            }
            None => {
                let more = match &old[..] {
                    [] => String::new(),
                    old => format!(" and `{}`", alias_line(old)),
                };
                format!(
                    "if you gave the file another name, give it the old one back, or write `slug = \"{}\"`{more} into it and \
                     keep its headings",
                    slug_of(address)
                )
            }
        };
        let title = recorded.essay(address).and_then(|essay| essay.split_once(' ')).map_or("…", |(_, title)| title);
        let with_aliases = if old.is_empty() { String::new() } else { format!(" and `{}`", alias_line(&old)) };
        let help = format!(
            "{renamed}; to lead old links to another page, write `{}` into that one; if you took the page down for good, put \
             the file back with a line `gone = true`, or make a new `{path}` with `title = {}`, `gone = true`{with_aliases}; \
             {ACCEPT}",
            alias_line(&all),
            toml::Value::from(title),
        );
        problem(message, help)
    }

    /// The lines of front matter that keep the addresses of a page, if it is published or gone.
    fn keep(&self, file: &ParsedFile<'_>, pages: &[&str], old: &[&str]) -> Vec<String> {
        let own = self.below(file);
        let mut lines = Vec::new();
        let mut others = pages;
        if let Some((first, rest)) = pages.split_first()
            && self.has_slug_of(file, first)
        {
            others = rest;
            if own.as_deref() != Some(*first) {
                lines.push(format!("`slug = \"{}\"`", slug_of(first)));
            }
        }
        let others: Vec<&str> = others.iter().copied().filter(|page| own.as_deref() != Some(*page)).collect();
        if !others.is_empty() || !old.is_empty() {
            lines.push(self.write_aliases(file, &others, old).trim_start_matches("write ").to_owned());
        }
        lines
    }

    /// Whether a page could be at an address if its slug were another.
    fn has_slug_of(&self, file: &ParsedFile<'_>, address: &str) -> bool {
        let folder = address.trim_matches('/').rsplit_once('/').map(|(folder, _)| folder);
        folder == is_essay(file).then(|| self.resolver.routes.essays_at().as_str())
    }

    /// How to write aliases for addresses below the base, and others from the root of the host.
    pub(super) fn write_aliases(&self, file: &ParsedFile<'_>, pages: &[&str], old: &[&str]) -> String {
        let all = self.with_base(pages).into_iter().chain(old.iter().map(|alias| (*alias).to_owned()));
        let all: Vec<String> = all.collect();
        if aliases(file).next().is_none() {
            return format!("write `{}`", alias_line(&all));
        }
        let quoted: Vec<String> = all.iter().map(|alias| format!("`\"{alias}\"`")).collect();
        format!("add {} to `aliases`", quoted.join(" and "))
    }

    fn with_base(&self, pages: &[&str]) -> Vec<String> {
        pages.iter().map(|page| self.resolver.with_base(page)).collect()
    }
}

/// What to write, of [`Places::keep`].
fn phrase(lines: &[String]) -> String {
    let joined = lines.join(" and ");
    if joined.starts_with("add ") { joined } else { format!("write {joined}") }
}

fn alias_line(aliases: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = aliases.iter().map(|alias| format!("\"{}\"", alias.as_ref())).collect();
    format!("aliases = [{}]", quoted.join(", "))
}

fn listed(addresses: &[&str]) -> String {
    let quoted: Vec<String> = addresses.iter().map(|address| format!("`{address}`")).collect();
    quoted.join(" and ")
}

fn it(addresses: &[&str]) -> &'static str {
    if addresses.len() == 1 { "the address" } else { "the addresses" }
}

fn names<'r>(located: &[(&'r str, Range<usize>)]) -> Vec<&'r str> {
    located.iter().map(|(address, _)| *address).collect()
}
