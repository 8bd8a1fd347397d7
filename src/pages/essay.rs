use catchword_bundle::{Author, Elsewhere, ElsewhereKind, Item, ItemMeta, Link, Series, Site, TocEntry};
use catchword_i18n::{Catalog, Message};
use leptos::either::Either;
use leptos::prelude::*;

use crate::components::{BoxLink, fold, hero_picture, link_box, meta_line, own_path, prose, share_button, tag_list};

/// An essay with fewer headings has no table of contents.
const MIN_HEADINGS: usize = 3;

/// The deepest level of heading in the table of contents.
const MAX_LEVEL: u8 = 3;

/// An essay, the fold below it, and related essays.
pub(crate) fn essay_page(site: &Site, essay: &Item) -> impl IntoView + use<> {
    let language = essay.language.clone().filter(|language| *language != site.language);
    let catalog = catchword_i18n::catalog(essay.language.as_ref().unwrap_or(&site.language));
    let Item { title, summary, content_html, authors, catchword, .. } = essay;
    let ItemMeta { excerpt, content_note, hero, elsewhere, tags, contents, series, related, .. } = catchword;
    let author = |author: &Author| {
        let more = author.url.as_ref().map(|url| {
            view! { <a href=own_path(site, url)>{catalog.fill(Message::About, &author.name)}</a> }
        });
        view! { <p class="cw-author"><span class="cw-author-name">{author.name.clone()}</span>{more}</p> }
    };
    view! {
        <article class="cw-essay" lang=language>
            <header class="cw-essay-head">
                {tag_list(tags, catalog)}
                <h1 tabindex="-1">{title.clone()}</h1>
                {summary.clone().filter(|_| !excerpt).map(|summary| view! { <p class="standfirst">{summary}</p> })}
                {meta_line(essay, catalog, true)}
            </header>
            {hero.as_ref().map(|hero| hero_picture(hero, catalog, true))}
            {content_note.clone().map(|note| view! { <p class="cw-content-note" role="note">{note}</p> })}
            {series.as_ref().map(|series| series_box(series, &own_path(site, &essay.url)))}
            {contents_box(contents, catalog)}
            {prose(content_html.as_ref())}
            {ending(elsewhere, catalog)}
            {authors.iter().map(author).collect_view()}
            {share_button(catalog)}
        </article>
        {fold(site, catchword, catalog)}
        {(!related.is_empty())
            .then(|| link_box("cw-related", catalog.get(Message::Related).to_owned(), false, related.iter().map(box_link).collect()))}
    }
}

pub(crate) fn box_link(link: &Link) -> BoxLink {
    let Link { title, url, language } = link.clone();
    BoxLink { url, text: title, language, is_deeper: false, is_here: false }
}

pub(crate) fn series_box(series: &Series, here: &str) -> impl IntoView + use<> {
    let part = |part: &Link| BoxLink { is_here: part.url == here, ..box_link(part) };
    link_box(
        "cw-series",
        format!("{} · {}", series.title, series.place),
        false,
        series.parts.iter().map(part).collect(),
    )
}

pub(crate) fn contents_box(contents: &[TocEntry], catalog: &'static Catalog) -> Option<impl IntoView + use<>> {
    let shown: Vec<_> = contents.iter().filter(|heading| heading.level <= MAX_LEVEL).collect();
    let heading = |TocEntry { id, level, text }: &TocEntry| BoxLink {
        url: format!("#{id}"),
        text: text.clone(),
        language: None,
        is_deeper: *level == MAX_LEVEL,
        is_here: false,
    };
    (shown.len() >= MIN_HEADINGS).then(|| {
        link_box(
            "cw-contents",
            catalog.get(Message::Contents).to_owned(),
            true,
            shown.into_iter().map(heading).collect(),
        )
    })
}

/// "Read the rest on …" if the essay continues elsewhere, else the end mark.
pub(crate) fn ending(elsewhere: &[Elsewhere], catalog: &'static Catalog) -> impl IntoView + use<> {
    let rest = elsewhere.iter().find(|place| place.kind == ElsewhereKind::Rest);
    match rest {
        None => Either::Left(view! { <p class="cw-end-mark" aria-hidden="true">"❧"</p> }),
        Some(place) => Either::Right(view! {
            <p class="cw-rest"><a href=place.url.clone() rel="noopener">{catalog.fill(Message::RestOn, &place.name)}</a></p>
        }),
    }
}
