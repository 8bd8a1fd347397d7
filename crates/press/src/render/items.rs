//! Essays and standing pages as JSON Feed items.

use catchword_app::routes::Address;
use catchword_bundle::{
    ABOUT, Author, Dates, Elsewhere, ElsewhereKind, Hero, ImageSource, Item, ItemMeta, Kind, Link, SCHEMA, Series,
};
use catchword_i18n::{Language, fill};
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use crate::arrange::{Collection, Entry, Part};
use crate::content::tags::same;
use crate::markdown::{Callout, Node};
use crate::parts::MarkTemplates;
use crate::problem::Problem;
use crate::store::Store;
use crate::texts;

use super::{RenderContext, newest};

/// How many words an adult reads silently in a minute (M. Brysbaert, 2019: 238 for non-fiction).
const WORDS_A_MINUTE: u32 = 230;

/// How many essays a section with the newest essays shows.
const NEWEST: usize = 3;

/// A page's bundle.
pub(super) fn item(
    collection: &Collection,
    entry: &Entry,
    marks: &MarkTemplates,
    store: &Store,
) -> (Item, Vec<Problem>) {
    let body = &entry.page.body;
    let language = language(collection, entry);
    let has_list = body.all_nodes().any(|spanned| matches!(spanned.node, Node::Callout { kind: Callout::Newest, .. }));
    let newest = if has_list { newest(collection, entry, language) } else { String::new() };
    let folder = entry.page.path.folder();
    let context = RenderContext {
        folder,
        resolver: &collection.resolver,
        language,
        newest: &newest,
        has_anchors: true,
        marks,
        store,
    };
    let (content_html, problems) = super::body(body, &entry.page.source, &context);
    let mut item = list_item(collection, entry);
    item.content_html = Some(content_html);
    item.content_text = None;
    item.catchword.contents.clone_from(&body.contents);
    item.catchword.extra.clone_from(&entry.page.front_matter.extra);
    item.catchword.byline = byline(language, &item.authors);
    item.catchword.series = entry.series.as_ref().map(|part| series(language, part));
    item.catchword.related.clone_from(&entry.related);
    item.catchword.previous.clone_from(&entry.previous);
    item.catchword.next.clone_from(&entry.next);
    let own = item.language.clone();
    links_of(&mut item).filter(|link| link.language == own).for_each(|link| link.language = None);
    (item, problems)
}

/// The links to other essays.
fn links_of(item: &mut Item) -> impl Iterator<Item = &mut Link> {
    let ItemMeta { series, related, previous, next, .. } = &mut item.catchword;
    let parts = series.iter_mut().flat_map(|series| &mut series.parts);
    parts.chain(related).chain(previous).chain(next)
}

/// A page as an entry of a list: what a reader needs to choose it.
pub(super) fn list_item(collection: &Collection, entry: &Entry) -> Item {
    let language = language(collection, entry);
    let minutes = entry.page.body.words.div_ceil(WORDS_A_MINUTE).max(1);
    let (resolver, settings, front_matter) = (&collection.resolver, &collection.settings, &entry.page.front_matter);
    let url = resolver.absolute(&resolver.routes.write(&entry.address));
    let summary = front_matter.summary.clone().or_else(|| entry.page.body.summary.clone());
    let hero = hero(collection, entry);
    let image = hero.as_ref().and_then(|hero| hero.sources.last()).map(|source| resolver.absolute(&source.url));
    let start = |date: Option<Date>| date.map(|date| start_of_day(date, &settings.timezone));
    Item {
        id: entry.page.feed_id.clone().unwrap_or_else(|| url.clone()),
        url,
        external_url: external_url(&front_matter.elsewhere),
        title: front_matter.title.clone(),
        content_text: Some(summary.clone().unwrap_or_default()),
        summary,
        content_html: None,
        image,
        date_published: start(front_matter.date),
        date_modified: start(front_matter.updated),
        authors: signed(collection, entry),
        tags: entry.tags.iter().map(|tag| tag.title.clone()).collect(),
        language: Some(front_matter.language.as_ref().unwrap_or(&settings.language).clone()),
        catchword: ItemMeta {
            about: ABOUT.to_owned(),
            schema: SCHEMA,
            kind: if matches!(entry.address, Address::Essay(_)) { Kind::Essay } else { Kind::Page },
            slug: front_matter.slug.clone(),
            minutes,
            reading: Some(language.minutes(minutes)),
            byline: None,
            words: entry.page.body.words,
            excerpt: front_matter.summary.is_none() && entry.page.body.summary.is_some(),
            content_note: front_matter.content_note.clone(),
            hero,
            contents: Vec::new(),
            elsewhere: front_matter.elsewhere.clone(),
            date: front_matter.date.map(|date| Dates {
                published: texts::day(language, date),
                updated: front_matter.updated.map(|updated| texts::day(language, updated)),
            }),
            tags: entry.tags.clone(),
            series: None,
            related: Vec::new(),
            extra: Default::default(),
            previous: None,
            next: None,
        },
    }
}

/// A list of the newest essays, except the page itself.
fn newest(collection: &Collection, page: &Entry, language: &Language) -> String {
    let tag = |entry: &Entry| {
        entry.page.front_matter.language.clone().unwrap_or_else(|| collection.settings.language.clone())
    };
    let essays = collection.newest.iter().map(|at| &collection.essays[*at]);
    let entry = |essay: &Entry| {
        let front_matter = &essay.page.front_matter;
        let own = Some(tag(essay)).filter(|own| *own != tag(page));
        let day = front_matter.date.map(|date| texts::day(language, date));
        newest::entry(
            &collection.resolver.routes.write(&essay.address),
            &front_matter.title,
            own.as_deref(),
            day.as_deref(),
        )
    };
    newest::list(&essays.filter(|essay| essay.address != page.address).take(NEWEST).map(entry).collect::<String>())
}

/// The texts for the language that a page is written in; English if there are none.
fn language(collection: &Collection, entry: &Entry) -> &'static Language {
    catchword_i18n::language(entry.page.front_matter.language.as_ref().unwrap_or(&collection.settings.language))
}

fn series(language: &Language, part: &Part) -> Series {
    let number = |number: usize| language.number(u32::try_from(number).unwrap_or(u32::MAX));
    let values = [("part", &*number(part.number)), ("parts", &*number(part.parts.len()))];
    Series { title: part.title.clone(), place: fill(&language.press.part_of, &values), parts: part.parts.to_vec() }
}

/// The site's authors. `address` converts their addresses.
pub(super) fn authors(collection: &Collection, address: impl Fn(&str) -> String) -> Vec<Author> {
    let with_address = |author: &Author| Author { name: author.name.clone(), url: author.url.as_deref().map(&address) };
    collection.settings.authors.iter().map(with_address).collect()
}

/// Who signs a page: the authors that it names, each with the address that the site has for that name, else the site's
/// first author.
fn signed(collection: &Collection, entry: &Entry) -> Vec<Author> {
    let absolute = |url: &str| collection.resolver.absolute(&collection.resolver.site_link(url));
    let of_site = authors(collection, absolute);
    let named = &entry.page.front_matter.authors;
    if named.is_empty() {
        return of_site.into_iter().take(1).collect();
    }
    let with_address = |author: &Author| {
        let known = of_site.iter().find(|known| same(&known.name) == same(&author.name));
        let own = author.url.as_deref().map(absolute);
        Author { name: author.name.clone(), url: own.or_else(|| known.and_then(|known| known.url.clone())) }
    };
    named.iter().map(|author| with_address(&author.value)).collect()
}

/// The line that names the authors; `None` if there are none.
fn byline(language: &Language, authors: &[Author]) -> Option<String> {
    let names: Vec<&str> = authors.iter().map(|author| author.name.as_str()).collect();
    (!names.is_empty()).then(|| fill(&language.press.by, &[("names", &language.list(&names))]))
}

fn hero(collection: &Collection, entry: &Entry) -> Option<Hero> {
    let (file, size) = entry.page.hero.as_ref()?;
    let front_matter = entry.page.front_matter.hero.as_ref()?;
    Some(Hero {
        sources: vec![ImageSource { url: collection.resolver.file_url(file), width: size.width }],
        width: size.width,
        height: size.height,
        alt: front_matter.alt.clone(),
        credit: front_matter.credit.clone(),
    })
}

/// The address where the essay goes on or was first published.
fn external_url(elsewhere: &[Elsewhere]) -> Option<String> {
    elsewhere.iter().find(|place| place.kind != ElsewhereKind::Copy).map(|place| place.url.clone())
}

/// The first moment of a day, in RFC 3339.
///
/// RFC 3339 has no seconds in offsets. Time zones of the nineteenth century have them, and here they are left out.
fn start_of_day(date: Date, timezone: &TimeZone) -> String {
    let Ok(start) = date.to_zoned(timezone.clone()).and_then(|day| day.start_of_day()) else {
        // This happens only at the ends of the calendar, where the day still exists in UTC.
        return format!("{date}T00:00:00Z");
    };
    if *timezone == TimeZone::UTC {
        return start.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    }
    let minutes = start.offset().seconds() / 60;
    let whole = Offset::from_seconds(minutes * 60).unwrap_or(Offset::UTC);
    let sign = if whole.is_negative() { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!("{}{sign}{:02}:{:02}", start.strftime("%Y-%m-%dT%H:%M:%S"), minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_begins_where_the_site_is() {
        let table = [
            ("Europe/London", date(2026, 5, 1), "2026-05-01T00:00:00+01:00"),
            ("Europe/London", date(2026, 1, 1), "2026-01-01T00:00:00+00:00"),
            ("America/New_York", date(2026, 1, 1), "2026-01-01T00:00:00-05:00"),
            ("Asia/Kolkata", date(2026, 1, 1), "2026-01-01T00:00:00+05:30"),
            ("UTC", date(2026, 1, 1), "2026-01-01T00:00:00Z"),
            // Summer time began at midnight, so the day began at one.
            ("America/Sao_Paulo", date(2018, 11, 4), "2018-11-04T01:00:00-02:00"),
        ];
        for (zone, day, text) in table {
            assert_eq!(start_of_day(day, &TimeZone::get(zone).unwrap()), text);
        }
        for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Amsterdam"] {
            let zone = TimeZone::get(zone).unwrap();
            for day in [date(0, 1, 1), date(1800, 1, 1), date(9999, 12, 31)] {
                assert!(start_of_day(day, &zone).len() <= 25);
            }
        }
    }
}
