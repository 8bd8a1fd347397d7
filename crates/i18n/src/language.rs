use std::collections::BTreeMap;

use icu_list::options::ListFormatterOptions;
use icu_list::{ListFormatter, ListFormatterPreferences};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde::Deserialize;

use crate::{Catalog, Message};

/// A language file: the app's texts, the press's texts, and how the language writes dates and numbers.
#[derive(Debug)]
pub struct Language {
    /// The app's texts.
    pub app: Catalog,
    /// The texts that the press writes into pages.
    pub press: PressTexts,
    digits: Vec<char>,
    date: String,
    months: [String; 12],
    plural_rules: PluralRules,
    lists: ListFormatter,
    counts: Counts,
}

/// The texts that the press writes into pages. A name in braces is a placeholder for [`fill`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PressTexts {
    /// Heading of the list of all essays.
    pub essays: String,
    /// Heading of the page of all tags.
    pub tags: String,
    /// Heading of the archive.
    pub archive: String,
    /// Link to the list's page with newer essays.
    pub newer: String,
    /// Link to the list's page with older essays.
    pub older: String,
    /// Heading of a list's second and later pages: `{heading}`, `{page}`.
    pub later_page: String,
    /// The place of a page in its list: `{page}`, `{pages}`.
    pub page_of: String,
    /// The place of an essay in its series: `{part}`, `{parts}`.
    pub part_of: String,
    /// The authors of an essay: `{names}`.
    pub by: String,
    /// Heading of the newest essays on `404.html`.
    pub newest: String,
    /// Heading of the pages with similar addresses on `404.html`.
    pub near: String,
    /// Heading of the footnotes.
    pub footnotes: String,
    /// Name of the link from a footnote back to the text: `{note}`.
    pub back_to_text: String,
    /// Title of a draft, and of the site that shows drafts: `{title}`.
    pub draft: String,
    /// Name of a table without a caption.
    pub table: String,
    /// Name of the checkbox of a task that is done.
    pub done: String,
    /// Name of the checkbox of a task that is not done.
    pub to_do: String,
    /// Description of a tag's page for search engines: `{name}`, `{site}`.
    pub about_a_tag: String,
    /// Description of a year's page: `{name}`, `{site}`.
    pub about_a_year: String,
    /// Description of the page of all tags: `{site}`.
    pub about_the_tags: String,
    /// Description of the archive: `{site}`.
    pub about_the_archive: String,
    /// Description of the search page: `{site}`.
    pub about_the_search: String,
    /// The titles of callouts to which the author gave none.
    pub callouts: CalloutTitles,
    /// The texts of an embed.
    pub embeds: EmbedTexts,
    /// The texts of the search page.
    pub search: SearchTexts,
}

/// The texts of an embed before its frame is loaded.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbedTexts {
    /// Link that loads a video: `{title}`.
    pub video: String,
    /// Link that loads a podcast: `{title}`.
    pub podcast: String,
    /// Link that loads a booking calendar: `{title}`.
    pub booking: String,
    /// Sentence that names the other host: `{host}`.
    pub from: String,
}

/// The texts of the search page. `{query}` is what the reader typed, `{count}` the number of results as a text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SearchTexts {
    /// Heading of the page, and text of links to it.
    pub title: String,
    /// Label of the input field.
    pub field: String,
    /// Button that starts the search.
    pub go: String,
    /// Status until the first results arrive.
    pub busy: String,
    /// Status with the number of results: `{count}`, `{query}`.
    pub found: String,
    /// Status if there are no results: `{query}`.
    pub nothing: String,
    /// Status if the search could not be loaded.
    pub failed: String,
    /// Button that shows more results.
    pub more: String,
    /// Name of the group of tags that narrow the results.
    pub only: String,
    /// Heading of the list of tags.
    pub by_tag: String,
    /// Link to the page of all tags.
    pub all_tags: String,
    /// Link to the archive.
    pub by_year: String,
}

/// The titles of callouts to which the author gave none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is named as its callout is in Markdown")]
pub struct CalloutTitles {
    pub note: String,
    pub tip: String,
    pub important: String,
    pub warning: String,
    pub caution: String,
    pub sidebar: String,
}

/// A text for each plural category of the language (UTS 35, "Language Plural Rules"), by the category's name.
type PluralForms = BTreeMap<String, String>;

/// The texts that contain a number, `{n}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Counts {
    /// The reading time of an essay.
    minutes: PluralForms,
    /// A number of essays.
    essays: PluralForms,
    /// A number of search results.
    results: PluralForms,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageFile {
    digits: String,
    date: String,
    months: [String; 12],
    /// The tag of the language, and the country if it matters, whose lists it has.
    lists: String,
    counts: Counts,
    press: PressTexts,
    app: BTreeMap<String, String>,
}

impl Language {
    /// Parses the file of a language, given as a BCP 47 tag. The error says what is wrong with the file.
    pub(crate) fn parse(tag: &str, text: &str) -> Result<Language, String> {
        let LanguageFile { digits, date, months, lists, counts, press, mut app } =
            toml::from_str(text).map_err(|error| error.to_string())?;
        let digits: Vec<char> = digits.chars().collect();
        if digits.len() != 10 {
            return Err(format!("`digits` needs ten characters, from zero to nine, but has {}", digits.len()));
        }
        let mut parts = vec![tag.to_owned()];
        for name in Message::NAMES {
            parts.push(app.remove(*name).ok_or_else(|| format!("`[app]` has no `{name}`"))?);
        }
        if let Some(name) = app.keys().next() {
            return Err(format!("`[app]` has `{name}`, but there is no such message"));
        }
        let locale = Locale::try_from_str(tag).map_err(|error| error.to_string())?;
        let lists = Locale::try_from_str(&lists).map_err(|error| format!("`lists`: {error}"))?;
        let lists = ListFormatter::try_new_and(ListFormatterPreferences::from(&lists), ListFormatterOptions::default())
            .map_err(|error| error.to_string())?;
        let plural_rules =
            PluralRules::try_new(locale.into(), Default::default()).map_err(|error| error.to_string())?;
        for forms in [&counts.minutes, &counts.essays, &counts.results] {
            if let Some(category) = plural_rules.categories().find(|category| !forms.contains_key(key(*category))) {
                return Err(format!("`[counts]` lacks the plural form `{}`", key(category)));
            }
        }
        Ok(Language { app: Catalog::from_parts(parts), press, digits, date, months, plural_rules, lists, counts })
    }

    /// A date, such as `1 May 2026`. Months and days count from 1.
    pub fn day(&self, year: i16, month: u8, day: u8) -> String {
        let month = self.months.get(usize::from(month).wrapping_sub(1)).map_or("", String::as_str);
        let (day, year) = (self.number(day.into()), self.year(year));
        fill(&self.date, &[("day", &day), ("month", month), ("year", &year)])
    }

    /// The names of the months, from January.
    pub fn months(&self) -> &[String; 12] {
        &self.months
    }

    /// A year in the language's digits.
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

    /// A reading time, such as `6 min read`.
    pub fn minutes(&self, minutes: u32) -> String {
        self.count(&self.counts.minutes, minutes)
    }

    /// A number of essays, such as `3 essays`.
    pub fn essays(&self, essays: u32) -> String {
        self.count(&self.counts.essays, essays)
    }

    /// Names as part of a sentence, such as `Ana, Ben and Cleo`.
    pub fn list(&self, names: &[&str]) -> String {
        self.lists.format(names.iter()).to_string()
    }

    /// The texts for a number of search results, `{n}`, by plural category (UTS 35, "Language Plural Rules"). The browser
    /// chooses among them.
    pub fn results(&self) -> &BTreeMap<String, String> {
        &self.counts.results
    }

    /// The ten digits, from zero to nine.
    pub fn digits(&self) -> String {
        self.digits.iter().collect()
    }

    fn count(&self, forms: &PluralForms, count: u32) -> String {
        let form = forms.get(key(self.plural_rules.category_for(count))).or_else(|| forms.get("other"));
        fill(form.map_or("{n}", String::as_str), &[("n", &self.number(count))])
    }
}

/// Replaces the named placeholders of a text, such as `{name}`. One without a value becomes empty.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
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
    fn formats_dates_and_years() {
        assert_eq!(language("en").day(2026, 5, 1), "1 May 2026");
        assert_eq!(language("en").day(1999, 12, 31), "31 December 1999");
        assert_eq!(language("es").day(2026, 5, 1), "1 de mayo de 2026");
        assert_eq!(language("ar").day(2026, 5, 1), "١ مايو ٢٠٢٦");
        assert_eq!(language("en").year(-44), "-44");
    }

    #[test]
    fn names_are_joined_as_their_language_joins_them() {
        let list = |tag: &str, names: &[&str]| language(tag).list(names);
        assert_eq!(list("en", &["Ana"]), "Ana");
        assert_eq!(list("en", &["Ana", "Ben"]), "Ana and Ben");
        assert_eq!(list("en", &["Ana", "Ben", "Cleo"]), "Ana, Ben and Cleo");
        assert_eq!(list("es", &["Ana", "Ben", "Cleo"]), "Ana, Ben y Cleo");
        assert_eq!(list("es", &["Ana", "Inés"]), "Ana e Inés");
        assert_eq!(list("es", &["Ana", "Hierro"]), "Ana y Hierro");
        assert_eq!(list("ar", &["آنا", "بن", "كليو"]), "آنا وبن وكليو");
    }

    #[test]
    fn a_count_takes_the_plural_form_of_its_language() {
        let essays = |tag: &str, counts: &[u32]| counts.iter().map(|n| language(tag).essays(*n)).collect::<Vec<_>>();
        assert_eq!(essays("en", &[0, 1, 2]), ["0 essays", "1 essay", "2 essays"]);
        assert_eq!(essays("es", &[1, 2]), ["1 ensayo", "2 ensayos"]);
        assert_eq!(
            essays("ar", &[0, 1, 2, 3, 11, 100]),
            ["لا مقالات", "مقالة واحدة", "مقالتان", "٣ مقالات", "١١ مقالة", "١٠٠ مقالة"]
        );
    }

    #[test]
    fn placeholders_in_values_are_not_filled() {
        assert_eq!(fill("{a} {b}", &[("a", "{b}"), ("b", "x")]), "{b} x");
        assert_eq!(fill("open {", &[]), "open {");
    }

    #[test]
    fn reports_what_is_wrong_with_a_file() {
        let english = include_str!("../languages/en.toml");
        let error = |from: &str, to: &str| Language::parse("en", &english.replacen(from, to, 1)).unwrap_err();
        assert_eq!(
            error("digits = \"0123456789\"", "digits = \"01\""),
            "`digits` needs ten characters, from zero to nine, but has 2"
        );
        assert_eq!(error("skip = ", "skap = "), "`[app]` has no `skip`");
        assert_eq!(error("[app]", "[app]\nmore = \"\""), "`[app]` has `more`, but there is no such message");
        assert_eq!(error("one = ", "two = "), "`[counts]` lacks the plural form `one`");
    }
}
