//! The sixth stage: what the search page looks into. Pagefind's index of every essay and standing page, in small files of
//! which a search loads those that it needs.

use std::collections::BTreeMap;

use catchword_bundle::{Bundle, Item, Kind};
use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;

use crate::escape::{attribute, text};
use crate::render::Output;

/// The folder of the search's files, below the base.
const FOLDER: &str = "pagefind";

/// What makes a search, beside the index itself. Pagefind's front ends are left out: the search's script speaks to its
/// worker.
const WORKER: &str = "pagefind-worker.js";

/// Where the search begins.
const ENTRY: &str = "pagefind-entry.json";

/// The code for a language whose word stems are not known.
const NO_LANGUAGE: &str = "wasm.unknown.pagefind";

/// How much more a word of the summary says of a page than one of its text.
const SUMMARY_WEIGHT: &str = "2";

/// What is no text of a page: marks of notes, links to a heading's own place, where an embed comes from, the newest essays.
const LEFT_OUT: [&str; 5] = [".note-ref", ".note-back", ".anchor", ".embed-from", ".newest-essays"];

/// Why there is no index.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct SearchError(String);

/// The search's files, by their paths below the output folder.
pub(crate) fn files(output: &Output) -> Result<BTreeMap<String, Vec<u8>>, SearchError> {
    let failed = |error: &dyn std::fmt::Display| SearchError(error.to_string());
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|error| failed(&error))?;
    // Pagefind knows the word stems of languages, not of their varieties.
    let language = output.site.language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let options = PagefindServiceConfig::builder()
        .force_language(language)
        .exclude_selectors(LEFT_OUT.map(str::to_owned).to_vec())
        .build();
    let found = runtime.block_on(async {
        let mut index = PagefindIndex::new(Some(options))?;
        for (file, bundle) in &output.bundles {
            let Bundle::Item(item) = bundle else { continue };
            if item.catchword.kind == Kind::Search {
                continue;
            }
            let folder = file.strip_suffix(catchword_bundle::BUNDLE_FILE).unwrap_or(file);
            index.add_html_file(None, Some(format!("/{folder}")), document(item, &output.site.language)).await?;
        }
        index.get_files().await
    });
    let files = found.map_err(|error| failed(&error))?.into_iter();
    let mut files: BTreeMap<String, Vec<u8>> =
        files.map(|file| (file.filename.to_string_lossy().replace('\\', "/"), file.contents)).collect();
    // The code that knows no language's word stems is for a site in a language that has none.
    if files.keys().any(|name| is_code_of_a_language(name)) {
        files.remove(NO_LANGUAGE);
    }
    let is_used = |name: &str| name.ends_with(".pagefind") || name.contains(".pf_") || name == ENTRY || name == WORKER;
    Ok(files
        .into_iter()
        .filter(|(name, _)| is_used(name))
        .map(|(name, bytes)| (format!("{FOLDER}/{name}"), bytes))
        .collect())
}

fn is_code_of_a_language(name: &str) -> bool {
    name.starts_with("wasm.") && name != NO_LANGUAGE
}

/// A page as Pagefind reads it, on a site in a language.
fn document(item: &Item, site: &str) -> String {
    let mut html = "<html><body>".to_owned();
    if let Some(summary) = item.summary.as_deref().filter(|_| !item.catchword.excerpt) {
        html.push_str(&format!("<p data-pagefind-weight=\"{SUMMARY_WEIGHT}\">{}</p>", text(summary)));
    }
    let content = item.content_html.as_deref().unwrap_or_default();
    html.push_str(content);
    // A page without a word in its text is none to Pagefind, which reads no forms; its title shall be found.
    if item.catchword.words == 0 || content.contains("<form") {
        html.push_str(&format!("<p>{}</p>", text(&item.title)));
    }
    let mut mark = |kind: &str, name: &str, value: &str| {
        html.push_str(&format!("<p data-pagefind-{kind}=\"{name}:{}\"></p>", attribute(value)));
    };
    // What is said of a page is searched, too, and is no part of what is shown of its text.
    mark("meta", "title", &item.title);
    if let Some(language) = item.language.as_deref().filter(|language| *language != site) {
        mark("meta", "language", language);
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
