//! Front matter: what an author says about an essay or a standing page.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use catchword_bundle::{Author, Elsewhere, Extra, Slug};
use jiff::civil::Date;

use super::alias::Alias;
use super::fields::{Fields, Located};
use super::hero::HeroFields;
use super::misplaced::with_moves;
use super::{authors, elsewhere, hero, language, toml};
use crate::problem::{Check, Problem, SourceText};
use crate::slugs::slug_of;

/// Which folder of the content a file is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum ContentKind {
    Essay,
    Page,
    /// A part of pages. It has no front matter.
    Part,
}

/// The fields of a page, without those of an essay alone.
const FIELDS: [&str; 16] = [
    "title",
    "slug",
    "aliases",
    "draft",
    "gone",
    "date",
    "updated",
    "summary",
    "author",
    "authors",
    "lang",
    "content_note",
    "elsewhere",
    "hero",
    "tags",
    "series",
];

impl ContentKind {
    /// The names of the fields that its front matter can have above its tables.
    pub(crate) fn fields(self) -> &'static [&'static str] {
        match self {
            ContentKind::Essay => &FIELDS,
            ContentKind::Page => &FIELDS[..FIELDS.len() - 2],
            ContentKind::Part => &[],
        }
    }
}

/// Front matter whose fields are all valid.
#[derive(Debug, Clone)]
pub(crate) struct FrontMatter {
    pub(crate) title: String,
    pub(crate) slug: Slug,
    /// Where a problem with the slug is shown.
    pub(crate) slug_span: Range<usize>,
    /// Whether the author gave the slug. Otherwise it is made from the title, or is the one that the page had before.
    pub(crate) has_slug: bool,
    /// Old addresses of the page.
    pub(crate) aliases: Vec<Located<Alias>>,
    /// Every essay that is not a draft has one.
    pub(crate) date: Option<Date>,
    pub(crate) updated: Option<Date>,
    pub(crate) spans: Spans,
    pub(crate) summary: Option<String>,
    /// As they are compared with others.
    pub(crate) tags: Vec<Located<String>>,
    /// The name of its series; has at least one letter or digit.
    pub(crate) series: Option<Located<String>>,
    pub(crate) draft: bool,
    /// Whether it was taken down for good, so that its addresses say so.
    pub(crate) gone: bool,
    /// Who wrote it, if the author says so.
    pub(crate) authors: Vec<Located<Author>>,
    pub(crate) language: Option<String>,
    pub(crate) content_note: Option<String>,
    pub(crate) elsewhere: Vec<Elsewhere>,
    pub(crate) hero: Option<HeroFields>,
    pub(crate) extra: BTreeMap<String, Extra>,
}

/// Where fields are in their file, in bytes; a field that is not there counts as being where the front matter begins.
#[derive(Debug, Clone)]
pub(crate) struct Spans {
    pub(crate) head: Range<usize>,
    pub(crate) date: Range<usize>,
    pub(crate) updated: Range<usize>,
}

/// Reads front matter; `None` if mistakes leave too little for a page.
pub(crate) fn read(
    source: &SourceText,
    part: Range<usize>,
    head: Range<usize>,
    kind: ContentKind,
) -> (Option<FrontMatter>, Vec<Problem>) {
    let names = kind.fields();
    let toml = toml::parse(source, part.clone(), names);
    let mut fields = Fields::of_file(source, &toml, head, "the front matter", names);
    let front_matter = read_fields(&mut fields, kind);
    (front_matter, with_moves(source, part, names, fields.finish()))
}

fn read_fields(fields: &mut Fields<'_>, kind: ContentKind) -> Option<FrontMatter> {
    let title = fields.required_words("title", "title = \"…\"");
    let has_slug = fields.has("slug");
    let slug = fields.slug("slug");
    let aliases = read_aliases(fields);
    let draft = fields.flag("draft").unwrap_or(false);
    let gone_at = fields.place("gone");
    let gone = fields.flag("gone").unwrap_or(false);
    if draft
        && gone
        && let Some(span) = gone_at
    {
        let help = "for a page that was public and is taken down, write only `gone = true`; for one that is still to come, only \
                    `draft = true`";
        fields.report(Check::BadValue, span, "a page can't be a draft and taken down", help);
    }
    let has_date = fields.has("date");
    let date = fields.day("date");
    let updated = fields.day("updated");
    let summary = fields.words("summary").map(|text| text.value).filter(|text| !text.trim().is_empty());
    // A standing page is not in any list, so it has no tags.
    let tags = if kind == ContentKind::Essay { read_tags(fields) } else { Vec::new() };
    let series = if kind == ContentKind::Essay { read_series(fields) } else { None };
    let authors = authors::read(fields);
    let language = fields.text("lang").and_then(|text| language::read(fields, "lang", text));
    let content_note = fields.words("content_note").map(|text| text.value);
    let elsewhere = elsewhere::read(fields);
    let hero = hero::read(fields);
    let extra = fields.extra("extra", !draft && !gone);

    if kind == ContentKind::Essay && !draft && !gone && !has_date {
        fields.missing("date", "date = 2026-05-01` or, while you are still writing the essay, `draft = true");
        return None;
    }
    if let (Some(date), Some(updated)) = (&date, &updated)
        && updated.value < date.value
    {
        let help = "`updated` is the day when you last revised the text; remove it if you never did";
        fields.report(Check::BadDate, updated.span.clone(), "`updated` is earlier than `date`", help);
    }
    let title = title?;
    let slug = match slug {
        Some(slug) => slug,
        None if has_slug => return None,
        None => match slug_of(&title.value) {
            Some(slug) => Located { value: slug, span: title.span },
            None => {
                let message = "this title has no letter or digit to make an address from";
                fields.report(
                    Check::BadSlug,
                    title.span,
                    message,
                    "add the last part of the page's address yourself, such as `slug = \"the-long-repair\"`",
                );
                return None;
            }
        },
    };
    let head = fields.span();
    let span_of = |day: &Option<Located<Date>>| day.as_ref().map_or_else(|| head.clone(), |day| day.span.clone());
    Some(FrontMatter {
        title: title.value,
        slug: slug.value,
        slug_span: slug.span,
        has_slug,
        aliases,
        spans: Spans { date: span_of(&date), updated: span_of(&updated), head },
        date: date.map(|date| date.value),
        updated: updated.map(|date| date.value),
        summary,
        tags,
        series,
        draft,
        gone,
        authors,
        language,
        content_note,
        elsewhere,
        hero,
        extra,
    })
}

fn read_aliases(fields: &mut Fields<'_>) -> Vec<Located<Alias>> {
    let mut aliases: Vec<Located<Alias>> = Vec::new();
    let mut known: HashSet<Alias> = HashSet::new();
    for text in fields.texts("aliases") {
        match Alias::parse(&text.value) {
            Ok(alias) if !known.insert(alias.clone()) => {}
            Ok(alias) => aliases.push(Located { value: alias, span: text.span }),
            Err(error) => {
                let message = format!("\"{}\" can't be an alias: {error}", text.value);
                let help = "an alias is the page's old address without the name of the site: of \
                            `https://example.org/2019/03/title.html`, write `/2019/03/title.html`";
                fields.report(Check::BadValue, text.span, message, help);
            }
        }
    }
    aliases
}

/// How many tags an essay can have. Every list shows all of them, on the pages of all of them.
const MOST_TAGS: usize = 100;

/// Tags that have a name. `site.toml` may give one an address that has no letter or digit of its own.
fn read_tags(fields: &mut Fields<'_>) -> Vec<Located<String>> {
    let mut tags = fields.names("tags");
    tags.retain(|tag| {
        let is_empty = tag.value.is_empty();
        if is_empty {
            let help = "write a word between the quotation marks, or remove them";
            fields.report(Check::BadSlug, tag.span.clone(), "this tag has no letter or digit", help);
        }
        !is_empty
    });
    if let Some(surplus) = tags.get(MOST_TAGS) {
        let message = format!("there are {} tags here, and there can be at most {MOST_TAGS}", tags.len());
        let help =
            "keep the few that readers would look for: each tag has a page, and each list shows all tags of an essay";
        fields.report(Check::BadValue, surplus.span.clone(), message, help);
        tags.truncate(MOST_TAGS);
    }
    tags
}

fn read_series(fields: &mut Fields<'_>) -> Option<Located<String>> {
    let series = fields.name("series")?;
    if slug_of(&series.value).is_none() {
        let message = format!("the series \"{}\" has no letter or digit in its name", series.value);
        fields.report(Check::BadValue, series.span, message, "give the series a name, such as `series = \"On rest\"`");
        return None;
    }
    Some(series)
}
