//! Marks a site with drafts, so that nobody takes it for the public one.

use catchword_i18n::fill;

use super::CheckedSite;
use crate::edition::Drafts;

/// Writes "Draft" before the site's title, which every page shows, and before the title of each draft. The titles are
/// data, so the app shows the mark wherever it shows them.
pub(super) fn mark(site: &mut CheckedSite, drafts: Drafts) {
    let language = site.settings.language.clone();
    let marked =
        |language: &str, title: &str| fill(&catchword_i18n::language(language).press.draft, &[("title", title)]);
    if drafts == Drafts::Include {
        site.settings.title = marked(&language, &site.settings.title);
    }
    for page in site.essays.iter_mut().chain(&mut site.pages) {
        let front_matter = &mut page.front_matter;
        if front_matter.draft {
            front_matter.title = marked(front_matter.language.as_ref().unwrap_or(&language), &front_matter.title);
        }
    }
}
