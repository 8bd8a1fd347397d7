//! The markup of the pages. A function that is not here gives what Catchword itself does.

use catchword_app::views::{Essay, Views};
use leptos::prelude::*;

/// The views of this crate.
pub struct MyViews;

impl Views for MyViews {
    const STAMP: &'static str = env!("CATCHWORD_VIEWS");

    /// An essay with its date and its tags below the text.
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
                <footer class="my-colophon">
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
}
