//! Which slugs the texts of a site have, drafts included.

use std::collections::HashMap;

use catchword_bundle::Slug;

use super::parts::names_of_marks;
use super::{addresses, parse_file};
use crate::content::front_matter::ContentKind;
use crate::content::settings::Settings;
use crate::source::{ContentPath, Source};

/// The file of each text by its folder and its slug. A text whose front matter can't be read has none.
pub(crate) fn taken_slugs(source: &Source, settings: &Settings) -> HashMap<(ContentKind, Slug), ContentPath> {
    let mut problems = Vec::new();
    let kinds = [(ContentKind::Essay, &source.essays), (ContentKind::Page, &source.pages)];
    let files = kinds.into_iter().flat_map(|(kind, files)| files.iter().map(move |file| (kind, file)));
    let mut files: Vec<_> = files
        .map(|(kind, file)| parse_file(file, kind, &settings.language, &names_of_marks(&source.parts), &mut problems))
        .collect();
    let recorded = source.addresses.as_ref().map(|file| addresses::read(file, &mut problems));
    let texts = addresses::Texts::of(&files, recorded.as_ref());
    addresses::keep_slugs(&mut files, &texts);
    let slugs = files.iter().filter_map(|file| {
        let slug = file.front_matter.as_ref()?.slug.clone();
        Some(((file.kind, slug), file.file.path.clone()))
    });
    slugs.collect()
}
