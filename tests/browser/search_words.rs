//! The search finds a word as it is written in the text, and as readers type it.

use catchword_app::routes::Address;

use crate::harness::{Engine, Tab, for_each_engine, visit_site};
use crate::search::search_for;

const SITE: &str = "found";

for_each_engine! {
    a_word_is_found_however_it_is_joined
    results_show_the_text_as_the_author_wrote_it
}

/// Queries, and the last part of the address of the essay that each must find.
const QUERIES: [(&str, &str); 70] = [
    ("lantern", "dashes"),
    ("pier", "dashes"),
    ("pier—lantern", "dashes"),
    ("pier-lantern", "dashes"),
    ("pier -- lantern", "dashes"),
    ("morning", "dashes"),
    ("cold morning", "dashes"),
    ("harbour—cold", "dashes"),
    ("nothing moved", "dashes"),
    ("silence", "dashes"),
    ("silence…nothing", "dashes"),
    ("silence...nothing", "dashes"),
    ("through", "dashes"),
    ("or", "dashes"),
    ("either/or", "dashes"),
    ("1918", "dashes"),
    ("1914–1918", "dashes"),
    ("1914-1918", "dashes"),
    ("law", "dashes"),
    ("mother-in-law", "dashes"),
    ("wick", "dashes"),
    ("lock", "dashes"),
    ("end", "dashes"),
    ("dockside", "dashes"),
    ("océan", "elided"),
    ("ocean", "elided"),
    ("l’océan", "elided"),
    ("l'océan", "elided"),
    ("entend", "elided"),
    ("une", "elided"),
    ("horizon", "elided"),
    ("hui", "elided"),
    ("été", "elided"),
    ("acqua", "elided"),
    ("dell'acqua", "elided"),
    ("об'єкт", "elided"),
    ("комп’ютер", "elided"),
    ("lighthouse", "hidden"),
    ("unbreakable", "hidden"),
    ("un\u{ad}break\u{ad}able", "hidden"),
    ("ferryman", "hidden"),
    ("ferry\u{200b}man", "hidden"),
    ("breakwater", "hidden"),
    ("gangway", "hidden"),
    ("می\u{200c}خواهم", "hidden"),
    ("draught", "hidden"),
    ("soft", "hidden"),
    ("C++", "languages"),
    ("c++", "languages"),
    ("C#", "languages"),
    ("F#", "languages"),
    ("wasm", "languages"),
    ("#42", "languages"),
    ("42", "languages"),
    ("R&D", "languages"),
    ("3$", "languages"),
    ("rock 'n' roll", "joined"),
    ("detached boat", "joined"),
    ("O'Brien", "joined"),
    ("unmoored", "emphasis"),
    ("bell", "emphasis"),
    ("shipwrecked", "emphasis"),
    ("café", "accents"),
    ("cafe", "accents"),
    ("ANGSTRÖM", "accents"),
    ("침묵은", "accents"),
    ("침", "accents"),
    ("バンド", "accents"),
    ("οδος", "accents"),
    ("“Größe”", "accents"),
];

fn a_word_is_found_however_it_is_joined(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.page(&Address::Search));
        for (query, slug) in QUERIES {
            let found = found_by(tab, query);
            assert!(found.contains(&format!("/{slug}/")), "{query} finds {found}, and not {slug}");
        }
        // A name with a sign is not the letter alone.
        for query in ["C++", "C#"] {
            let found = found_by(tab, query);
            assert!(!found.contains("/letters/"), "{query} finds {found}");
        }
    });
}

fn results_show_the_text_as_the_author_wrote_it(engine: Engine) {
    visit_site(engine, SITE, |tab| {
        tab.open_page(&tab.dist.page(&Address::Search));
        found_by(tab, "lantern");
        assert_eq!(tab.visible_text(".cw-found h2"), "Harbour—cold morning");
        let text = tab.text("document.querySelector('.cw-found .cw-summary').textContent");
        assert!(text.starts_with("The pier—lantern still lit… a walk–through of nets, then silence…nothing"), "{text}");
        assert_eq!(tab.text("document.querySelector('.cw-found mark').textContent"), "lantern");
        found_by(tab, "océan");
        assert_eq!(tab.visible_text(".cw-found h2"), "Devant l’océan");
    });
}

/// Searches, and gives the results' addresses.
fn found_by(tab: &Tab, query: &str) -> String {
    search_for(tab, "");
    search_for(tab, query);
    tab.wait_until(
        &format!("an answer to {query}"),
        &format!(
            "document.querySelector('.cw-search-status').textContent.includes({})",
            serde_json::Value::from(format!("“{query}”"))
        ),
    );
    tab.text("[...document.querySelectorAll('.cw-found h2 a')].map(a => a.getAttribute('href')).join(' ')")
}
