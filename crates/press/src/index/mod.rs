//! The fifth stage: the search index. Pagefind indexes every essay and standing page into small files; a search loads
//! only those that it needs.

mod batches;
mod merge;
mod parts;
mod postings;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;

use catchword_bundle::{Bundle, Item, Kind};
use miette::Diagnostic;
use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;

use self::merge::ENTRY;
use self::words::Words;
use crate::escape::{attribute, text};
use crate::paths::{PAGEFIND_WORKER, SEARCH_FOLDER, folder_of};
use crate::render::Output;
use crate::store::Store;

/// The code for languages for which Pagefind has no stemmer.
const NO_LANGUAGE: &str = "wasm.unknown.pagefind";

/// Signs that are part of a word, as in `C++` and `C#`.
const NAME_SIGNS: &str = "+#";

/// A word in the summary counts this many times as much as one in the text.
const SUMMARY_WEIGHT: &str = "2";

/// Parts of a page that are not its text: footnote marks, headings' links to themselves, the host of an embed, the list
/// of the newest essays.
const LEFT_OUT: [&str; 5] = [".cw-note-ref", ".cw-note-back", ".cw-anchor", ".cw-embed-from", ".cw-newest-essays"];

/// The search index could not be made.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[error("failed to make the search index: {0}")]
#[diagnostic(help("this is a fault of the program and not of your essays: please report it, with this message"))]
pub struct IndexError(String);

/// Files of the index, by their paths below its folder.
type Files = BTreeMap<String, Vec<u8>>;

/// Makes the search index: its files, by their paths below the output folder. What is known of a batch of pages from the last
/// build is in the store.
///
/// # Errors
/// When Pagefind fails.
pub(crate) fn index(output: &Output, store: &Store) -> Result<BTreeMap<String, Vec<u8>>, IndexError> {
    // Pagefind knows `en`, not `en-GB`.
    let language = output.site.language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let pages: Vec<(String, &Item)> = output
        .bundles
        .iter()
        .filter_map(|(file, bundle)| match bundle {
            Bundle::Item(item) if item.catchword.kind != Kind::Search => {
                Some((format!("/{}", folder_of(file)), &**item))
            }
            _ => None,
        })
        .collect();
    let made = batches::on_every_core(&batches::divided(&pages), |batch| {
        batches::kept(store, &language, &output.site.language, batch, || {
            let words = Words::of(&language);
            indexed(
                &language,
                batch.iter().map(|(url, item)| (url.clone(), document(item, &output.site.language, words))),
            )
        })
    });
    let made = made.into_iter().collect::<Result<Vec<Files>, IndexError>>()?;
    let mut files = merge::merged(&language, made, store).map_err(|fault| IndexError(fault.to_string()))?;
    // The code without a stemmer is needed only if there is none for the site's language.
    if files.keys().any(|name| is_code_of_a_language(name)) {
        files.remove(NO_LANGUAGE);
    }
    Ok(files.into_iter().map(|(name, bytes)| (format!("{SEARCH_FOLDER}/{name}"), bytes)).collect())
}

/// The index of pages, each with its address.
fn indexed(language: &str, pages: impl Iterator<Item = (String, String)>) -> Result<Files, IndexError> {
    let failed = |error: &dyn std::fmt::Display| IndexError(error.to_string());
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|error| failed(&error))?;
    let options = PagefindServiceConfig::builder()
        .force_language(language.to_owned())
        .include_characters(NAME_SIGNS.to_owned())
        .exclude_selectors(LEFT_OUT.map(str::to_owned).to_vec())
        .build();
    let found = runtime.block_on(async {
        let mut index = PagefindIndex::new(Some(options))?;
        for (address, html) in pages {
            index.add_html_file(None, Some(address), html).await?;
        }
        index.get_files().await
    });
    let files = found.map_err(|error| failed(&error))?.into_iter();
    let files = files.map(|file| (file.filename.to_string_lossy().replace('\\', "/"), file.contents));
    // Pagefind's front ends are left out. Its worker is for browsers that are too old for `search-worker.js`.
    let is_used =
        |name: &str| name.ends_with(".pagefind") || name.contains(".pf_") || name == ENTRY || name == PAGEFIND_WORKER;
    Ok(files.filter(|(name, _)| is_used(name)).collect())
}

fn is_code_of_a_language(name: &str) -> bool {
    name.starts_with("wasm.") && name != NO_LANGUAGE
}

/// A page as Pagefind reads it.
fn document(item: &Item, site_language: &str, words: Words) -> String {
    let mut html = "<html><body>".to_owned();
    if let Some(summary) = item.summary.as_deref().filter(|_| !item.catchword.excerpt) {
        html.push_str(&format!("<p data-pagefind-weight=\"{SUMMARY_WEIGHT}\">{}</p>", text(&words.in_text(summary))));
    }
    let content = item.content_html.as_deref().unwrap_or_default();
    html.push_str(&words.in_html(content));
    // Pagefind skips a page without words, and does not read forms: give it the title as text.
    if item.catchword.words == 0 || content.contains("<form") {
        html.push_str(&format!("<p>{}</p>", text(&words.in_text(&item.title))));
    }
    // The title is searched as metadata, and is not part of the excerpt that a result shows.
    let mut mark = |kind: &str, name: &str, value: &str| {
        html.push_str(&format!("<p data-pagefind-{kind}=\"{name}:{}\"></p>", attribute(value)));
    };
    mark("meta", "title", &words.in_text(&item.title));
    if let Some(language) = item.language.as_deref().filter(|language| *language != site_language) {
        mark("meta", "language", language);
    }
    let tags: Vec<String> = item.catchword.tags.iter().map(|tag| words.in_text(&tag.title)).collect();
    if !tags.is_empty() {
        mark("meta", "tags", &tags.join(" · "));
    }
    for tag in &item.catchword.tags {
        mark("filter", "tag", &tag.title);
    }
    if let Some(date) = &item.catchword.date {
        mark("meta", "date", &date.published);
    }
    html.push_str("</body></html>");
    html
}
