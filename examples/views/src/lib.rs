//! The sample site in other markup. Each function gets the parts of a page ready-made, and arranges them.

use catchword_app::views::{Essay, Footer, List, Masthead, Views};
use leptos::prelude::*;

/// The views of this crate.
#[derive(Debug, Clone, Copy)]
pub struct Margin;

impl Views for Margin {
    const STAMP: &'static str = env!("CATCHWORD_VIEWS");

    /// The links before the name.
    fn masthead(parts: Masthead<'_>) -> impl IntoView {
        parts.header(view! {
            {parts.skip_link()}
            {parts.links()}
            <p class="margin-name">{parts.site_name()}</p>
            {parts.look()}
            {parts.quick_exit()}
            {parts.own_part()}
        })
    }

    /// The date and the tags below the text.
    fn essay(parts: Essay<'_>) -> impl IntoView {
        view! {
            {parts.article(view! {
                <header class="cw-essay-head">
                    {parts.heading()}
                    {parts.standfirst()}
                </header>
                {parts.picture()}
                {parts.content_note()}
                {parts.series()}
                {parts.contents()}
                {parts.text()}
                {parts.ending()}
                <footer class="margin-colophon">
                    {parts.meta_line()}
                    {parts.tags()}
                </footer>
                {parts.authors()}
                {parts.share()}
            })}
            {parts.fold()}
            {parts.related()}
        }
    }

    /// A number before each essay of the home page.
    fn list(parts: List<'_>) -> impl IntoView {
        let is_home = parts.is_home();
        let entries = parts.entries(move |entry| {
            let number = is_home.then(|| view! { <p class="margin-number">"№ "{entry.place()}</p> });
            view! {
                {number}
                {entry.title()}
                {entry.picture()}
                {entry.summary()}
                {entry.meta_line()}
            }
        });
        view! {
            <div class="cw-list">
                {parts.heading()}
                {parts.tagline()}
                {parts.nothing()}
                {entries}
                {parts.pager()}
            </div>
        }
    }

    /// A line more.
    fn footer(parts: Footer<'_>) -> impl IntoView {
        parts.footer(view! {
            {parts.own_part()}
            {parts.line()}
            {parts.note()}
            {parts.links()}
            <p class="margin-press">"Set with Catchword"</p>
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use catchword_app::prerender::Prerender;
    use catchword_bundle::{Bundle, Item, Site};

    use super::*;

    /// A file of the contract's own tests.
    fn golden(name: &str) -> String {
        let path = format!("{}/../../crates/bundle/tests/golden/{name}.json", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    #[test]
    fn the_date_stands_below_the_text() {
        let site: Site = serde_json::from_str(&golden("site")).expect("a site");
        let essay: Item = serde_json::from_str(&golden("essay")).expect("an essay");
        let essay = Bundle::Item(Box::new(essay));
        let path = essay.url().strip_prefix(&site.url).map(|below| format!("{}{below}", site.base));
        let page = |views: Prerender| {
            (views.page)(&Arc::new(site.clone()), path.as_deref().unwrap_or(""), Arc::new(essay.clone()))
        };
        let order = |html: &str| {
            let at = |mark: &str| html.find(mark).unwrap_or_else(|| panic!("no {mark} in {html}"));
            at("cw-prose") < at("cw-meta")
        };
        assert!(order(&page(Prerender::of::<Margin>())));
        assert!(!order(&page(Prerender::DEFAULT)));
    }
}
