//! What to write so that the addresses of a page stay: every line that is needed, so that the next check finds nothing.

use std::ops::Range;

use super::lines::{Line, alias_line, clauses, joined, list, sentence};
use super::vanished::{ACCEPT, Lost, Successor};
use super::{Places, aliases, is_essay, slug_of};
use crate::addresses::Addresses;
use crate::check::ParsedFile;
use crate::check::publication::Publication;
use crate::problem::{Check, Problem};
use crate::source::File;

impl Places<'_> {
    /// A file that is there, and whose page is at another address or not published any more, or has lost old addresses.
    pub(super) fn moved_or_hidden(
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
                    format!("to keep {}, {}", it(&old), sentence(&[self.aliases_line(file, &[], &old)], ""))
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
        let and_keep = |first: &str| {
            let clauses: Vec<String> = std::iter::once(first.to_owned()).chain(clauses(&keep)).collect();
            clauses
        };
        let with_gone: Vec<Line> = std::iter::once(Line::Gone).chain(keep.iter().cloned()).collect();
        match file.publication {
            Publication::Published | Publication::Gone => {
                let own = self.below(file)?;
                let lead_on = sentence(&[self.aliases_line(file, &pages, &old)], "");
                let help = if self.has_slug_of(file, address) {
                    format!("to keep the address, {}; to lead old links to the new one, {lead_on}", sentence(&keep, ""))
                } else {
                    format!("to lead old links to the new address, {lead_on}")
                };
                problem(&front_matter.slug_span, format!("{public}, and this page would be at `{own}`"), help)
            }
            Publication::Draft => {
                let mut stay = and_keep("remove `draft = true`");
                stay.push("write the new version in another file".to_owned());
                let help = format!(
                    "nobody can read a draft, so links to it would break. If you took the page down for good, {}; if it \
                     should stay public until its new version is ready, {}",
                    sentence(&with_gone, " in place of `draft = true`"),
                    joined(&stay),
                );
                problem(&front_matter.spans.head, format!("{public}, and this page is a draft now"), help)
            }
            Publication::Coming(day) => {
                let first = recorded.essay(address).and_then(|essay| essay.split_once(' ')).map(|(date, _)| date);
                let first = first.map(|date| format!(" (`date = {date}`)")).unwrap_or_default();
                let help = format!(
                    "{}; if you took the page down for good, {}",
                    joined(&and_keep(&format!("give it the date of its first publication{first}"))),
                    sentence(&with_gone, ""),
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
        let mut same = vec![Line::Slug(slug_of(address).to_owned())];
        if !old.is_empty() {
            same.push(self.aliases_line(file, &[], &old));
        }
        let had: Vec<&str> = [
            recorded.headings(address).next().map(|_| "headings"),
            recorded.has_alias_of(file.file.path.as_str()).then_some("aliases"),
        ]
        .into_iter()
        .flatten()
        .collect();
        let none = if had.is_empty() { String::new() } else { format!(", and none of the old {}", had.join(" or ")) };
        let message = format!(
            "`{address}` was public with the essay \"{title}\" of {date}, and this file has another date and another title \
             now{none}"
        );
        let name = crate::slugs::slug_of(&front_matter.title);
        let name = name.map_or_else(String::new, |slug| format!(", such as `essays/{slug}.md`"));
        let help = format!(
            "if this is another essay, give it a file of its own{name}, and put the old text back into `{}`, with \
             `gone = true` if you took it down for good; if it is the same essay, rewritten, {}. Otherwise links to the old \
             essay would lead nowhere; {ACCEPT}",
            file.file.path,
            sentence(&same, ""),
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
                if !headings.is_empty() {
                    lines.push(Line::Headings(headings.clone()));
                }
                format!("if you gave the file another name (`{}`?), {}", file.file.path, sentence(&lines, " in it"))
            }
            None => {
                let mut lines = vec![Line::Slug(slug_of(address).to_owned())];
                if !old.is_empty() {
                    lines.push(Line::Aliases(old.iter().map(|alias| (*alias).to_owned()).collect()));
                }
                format!(
                    "if you gave the file another name, give it the old one back, or {}, and keep its headings",
                    sentence(&lines, " into it")
                )
            }
        };
        let title = recorded.essay(address).and_then(|essay| essay.split_once(' ')).map_or("…", |(_, title)| title);
        let mut fields = vec![format!("`title = {}`", toml::Value::from(title)), "`gone = true`".to_owned()];
        fields.extend((!old.is_empty()).then(|| format!("`{}`", alias_line(&old))));
        let help = format!(
            "{renamed}; to lead old links to another page, write `{}` into that one; if you took the page down for good, put \
             the file back with a line `gone = true`, or make a new `{path}` with {}; {ACCEPT}",
            alias_line(&all),
            list(&fields),
        );
        problem(message, help)
    }

    /// The lines of front matter that keep the addresses of a page, if it is published or gone.
    fn keep(&self, file: &ParsedFile<'_>, pages: &[&str], old: &[&str]) -> Vec<Line> {
        let own = self.below(file);
        let mut lines = Vec::new();
        let mut others = pages;
        if let Some((first, rest)) = pages.split_first()
            && self.has_slug_of(file, first)
        {
            others = rest;
            if own.as_deref() != Some(*first) {
                lines.push(Line::Slug(slug_of(first).to_owned()));
            }
        }
        let others: Vec<&str> = others.iter().copied().filter(|page| own.as_deref() != Some(*page)).collect();
        if !others.is_empty() || !old.is_empty() {
            lines.push(self.aliases_line(file, &others, old));
        }
        lines
    }

    /// Whether a page could be at an address if its slug were another.
    fn has_slug_of(&self, file: &ParsedFile<'_>, address: &str) -> bool {
        let folder = address.trim_matches('/').rsplit_once('/').map(|(folder, _)| folder);
        folder == is_essay(file).then(|| self.resolver.routes.essays_at().as_str())
    }

    /// Aliases of a file for addresses below the base, and others from the root of the host.
    pub(super) fn aliases_line(&self, file: &ParsedFile<'_>, pages: &[&str], old: &[&str]) -> Line {
        let all = self.with_base(pages).into_iter().chain(old.iter().map(|alias| (*alias).to_owned()));
        let has_none = aliases(file).next().is_none();
        if has_none { Line::Aliases(all.collect()) } else { Line::MoreAliases(all.collect()) }
    }

    fn with_base(&self, pages: &[&str]) -> Vec<String> {
        pages.iter().map(|page| self.resolver.with_base(page)).collect()
    }
}

fn listed(addresses: &[&str]) -> String {
    let quoted: Vec<String> = addresses.iter().map(|address| format!("`{address}`")).collect();
    list(&quoted)
}

fn it(addresses: &[&str]) -> &'static str {
    if addresses.len() == 1 { "the address" } else { "the addresses" }
}

fn names<'r>(located: &[(&'r str, Range<usize>)]) -> Vec<&'r str> {
    located.iter().map(|(address, _)| *address).collect()
}
