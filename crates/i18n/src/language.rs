use std::collections::BTreeMap;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde::Deserialize;

use crate::{Catalog, Message};

/// A language: what the app says in it, what the press says in it, and how it writes days and numbers.
#[derive(Debug)]
pub struct Language {
    /// What the app says.
    pub app: Catalog,
    /// What the press writes into pages.
    pub press: Press,
    digits: Vec<char>,
    date: String,
    months: [String; 12],
    plural: PluralRules,
    counts: Counts,
}

/// What the press writes into pages. `{}` is a gap.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Press {
    /// The heading of the list of all essays.
    pub essays: String,
    /// The heading of the page of all tags.
    pub tags: String,
    /// The heading of the archive.
    pub archive: String,
    /// To a list's page with newer essays.
    pub newer: String,
    /// To one with older essays.
    pub older: String,
    /// The heading of a list's later page: `{heading}`, `{page}`.
    pub later_page: String,
    /// Which page of a list this is: `{page}`, `{pages}`.
    pub page_of: String,
    /// Which part of a series this is: `{part}`, `{parts}`.
    pub part_of: String,
    /// The heading of the newest essays, where there is no page.
    pub newest: String,
    /// The heading of pages whose addresses are close to the one that was asked for.
    pub near: String,
    /// The heading of the footnotes.
    pub footnotes: String,
    /// The name of a link from a footnote back to the text: `{note}`.
    pub back_to_text: String,
    /// The name of a table without a caption.
    pub table: String,
    /// A task that is done.
    pub done: String,
    /// A task that is not.
    pub to_do: String,
    /// What a tag's page is about, for a search engine: `{name}`, `{site}`.
    pub about_a_tag: String,
    /// Likewise of a year's page.
    pub about_a_year: String,
    /// Likewise of the page of all tags: `{site}`.
    pub about_the_tags: String,
    /// Likewise of the archive.
    pub about_the_archive: String,
    /// Likewise of the search page.
    pub about_the_search: String,
    /// The titles of callouts that have none of their own.
    pub callouts: Callouts,
    /// What is said of an embed.
    pub embeds: Embeds,
    /// What the search page says.
    pub search: Search,
}

/// What is said of an embed before its frame is there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Embeds {
    /// What is to be pressed for a film: `{title}`.
    pub video: String,
    /// For something to be heard: `{title}`.
    pub podcast: String,
    /// For a calendar: `{title}`.
    pub booking: String,
    /// Where it comes from: `{host}`.
    pub from: String,
}

/// What the search page says. `{query}` is what was looked for, `{count}` the number of results.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Search {
    /// The page's heading, and what links to it are called.
    pub title: String,
    /// The name of the field.
    pub field: String,
    /// The button beside it.
    pub go: String,
    /// While the first answer is on its way.
    pub busy: String,
    /// How many results there are: `{count}`, `{query}`.
    pub found: String,
    /// That there are none: `{query}`.
    pub nothing: String,
    /// That the search could not be loaded.
    pub failed: String,
    /// The button below the first results.
    pub more: String,
    /// The name of the tags by which results are narrowed down.
    pub only: String,
    /// The heading of the tags.
    pub by_tag: String,
    /// The link to the page of all tags.
    pub all_tags: String,
    /// The link to the archive.
    pub by_year: String,
}

/// The titles of callouts that have none of their own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each is the name that Markdown has for the callout")]
pub struct Callouts {
    pub note: String,
    pub tip: String,
    pub important: String,
    pub warning: String,
    pub caution: String,
    pub sidebar: String,
}

/// A text for each form that a number takes (UTS 35, "Language Plural Rules"); `other` is there always.
type Forms = BTreeMap<String, String>;

/// Texts with a number, `{n}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Counts {
    /// How long an essay takes to read.
    minutes: Forms,
    /// How many essays there are.
    essays: Forms,
    /// How many results a search has.
    results: Forms,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    digits: String,
    date: String,
    months: [String; 12],
    counts: Counts,
    press: Press,
    app: BTreeMap<String, String>,
}

impl Language {
    /// Reads a language's file, or says what is wrong with it.
    pub(crate) fn parse(name: &str, text: &str) -> Result<Language, String> {
        let File { digits, date, months, counts, press, mut app } =
            toml::from_str(text).map_err(|fault| fault.to_string())?;
        let digits: Vec<char> = digits.chars().collect();
        if digits.len() != 10 {
            return Err(format!("`digits` are ten, from zero on, not {}", digits.len()));
        }
        let mut parts = vec![name.to_owned()];
        for word in Message::NAMES {
            parts.push(app.remove(*word).ok_or_else(|| format!("`[app]` has no `{word}`"))?);
        }
        if let Some(word) = app.keys().next() {
            return Err(format!("`[app]` has `{word}`, which nothing says"));
        }
        let locale = Locale::try_from_str(name).map_err(|fault| fault.to_string())?;
        let plural = PluralRules::try_new(locale.into(), Default::default()).map_err(|fault| fault.to_string())?;
        for forms in [&counts.minutes, &counts.essays, &counts.results] {
            if let Some(category) = plural.categories().find(|category| !forms.contains_key(key(*category))) {
                return Err(format!("`[counts]` lacks the form `{}`", key(category)));
            }
        }
        Ok(Language { app: Catalog::of_parts(parts), press, digits, date, months, plural, counts })
    }

    /// A day as a reader writes it, such as `1 May 2026`.
    pub fn day(&self, year: i16, month: u8, day: u8) -> String {
        let name = self.months.get(usize::from(month).wrapping_sub(1)).map_or("", String::as_str);
        let (day, year) = (self.number(day.into()), self.year(year));
        fill(&self.date, &[("day", &day), ("month", name), ("year", &year)])
    }

    /// A year.
    pub fn year(&self, year: i16) -> String {
        let digits = self.number(year.unsigned_abs().into());
        if year < 0 { format!("-{digits}") } else { digits }
    }

    /// A number in the language's digits.
    pub fn number(&self, number: u32) -> String {
        number
            .to_string()
            .chars()
            .map(|digit| digit.to_digit(10).map_or(digit, |at| self.digits[at as usize]))
            .collect()
    }

    /// How long an essay takes to read.
    pub fn minutes(&self, minutes: u32) -> String {
        self.count(&self.counts.minutes, minutes)
    }

    /// How many essays there are.
    pub fn essays(&self, essays: u32) -> String {
        self.count(&self.counts.essays, essays)
    }

    /// How many results a search has, in each of the language's forms (UTS 35, "Language Plural Rules"), with `{n}`: a
    /// browser chooses among them.
    pub fn results(&self) -> &BTreeMap<String, String> {
        &self.counts.results
    }

    /// The ten digits, from zero on.
    pub fn digits(&self) -> String {
        self.digits.iter().collect()
    }

    fn count(&self, forms: &Forms, count: u32) -> String {
        let form = forms.get(key(self.plural.category_for(count))).or_else(|| forms.get("other"));
        fill(form.map_or("{n}", String::as_str), &[("n", &self.number(count))])
    }
}

/// A text with its named gaps filled.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, gap)| Some((before, gap.split_once('}')?)))
    {
        filled.push_str(before);
        filled.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = after;
    }
    filled + rest
}

fn key(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;

    #[test]
    fn writes_days_and_numbers() {
        assert_eq!(language("en").day(2026, 5, 1), "1 May 2026");
        assert_eq!(language("en").day(1999, 12, 31), "31 December 1999");
        assert_eq!(language("es").day(2026, 5, 1), "1 de mayo de 2026");
        assert_eq!(language("ar").day(2026, 5, 1), "١ مايو ٢٠٢٦");
        assert_eq!(language("en").year(-44), "-44");
    }

    #[test]
    fn a_number_takes_its_form() {
        let essays = |tag: &str, counts: &[u32]| counts.iter().map(|n| language(tag).essays(*n)).collect::<Vec<_>>();
        assert_eq!(essays("en", &[0, 1, 2]), ["0 essays", "1 essay", "2 essays"]);
        assert_eq!(essays("es", &[1, 2]), ["1 ensayo", "2 ensayos"]);
        assert_eq!(
            essays("ar", &[0, 1, 2, 3, 11, 100]),
            ["لا مقالات", "مقالة واحدة", "مقالتان", "٣ مقالات", "١١ مقالة", "١٠٠ مقالة"]
        );
    }

    #[test]
    fn a_gap_is_filled_once() {
        assert_eq!(fill("{a} {b}", &[("a", "{b}"), ("b", "x")]), "{b} x");
        assert_eq!(fill("open {", &[]), "open {");
    }

    #[test]
    fn says_what_is_wrong_with_a_file() {
        let english = include_str!("../languages/en.toml");
        let fault = |from: &str, to: &str| Language::parse("en", &english.replacen(from, to, 1)).unwrap_err();
        assert_eq!(fault("digits = \"0123456789\"", "digits = \"01\""), "`digits` are ten, from zero on, not 2");
        assert_eq!(fault("skip = ", "skap = "), "`[app]` has no `skip`");
        assert_eq!(fault("[app]", "[app]\nmore = \"\""), "`[app]` has `more`, which nothing says");
        assert_eq!(fault("one = ", "two = "), "`[counts]` lacks the form `one`");
    }
}
