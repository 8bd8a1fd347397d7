use std::sync::Arc;

use catchword_bundle::Site;
use catchword_i18n::Message;
use leptos::prelude::*;

use crate::components::keys_button;
use crate::dom::FOOT;

/// The footer of every page: the author's line, the note, links.
#[component]
pub(crate) fn Footer(site: Arc<Site>) -> impl IntoView {
    let catalog = catchword_i18n::catalog(&site.language);
    let footer = site.footer.clone();
    let own = site.parts.as_deref().map(|parts| parts.footer.clone()).filter(|html| !html.is_empty());
    view! {
        <footer class="cw-colophon" lang=site.language.clone()>
            {own.map(|html| view! { <div class="cw-colophon-part" inner_html=html></div> })}
            {footer.line.map(|line| view! { <p>{line}</p> })}
            {footer.note.map(|note| view! { <p class="cw-colophon-note">{note}</p> })}
            <ul role="list">
                {footer
                    .links
                    .into_iter()
                    .map(|link| view! { <li><a href=link.url rel="noopener">{link.title}</a></li> })
                    .collect_view()}
                <li>{keys_button(catalog.get(Message::Keys))}</li>
            </ul>
        </footer>
    }
    .attr(FOOT, "")
}
