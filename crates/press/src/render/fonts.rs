//! The author's own fonts, and the letters that they need.

use std::collections::{BTreeMap, BTreeSet};

use catchword_bundle::{Bundle, Site};
use rayon::prelude::*;

use super::Parts;
use crate::arrange::Collection;
use crate::look::{FontChoice, OwnFont};
use crate::problem::{Check, Problem, Severity};

/// How many letters a message names.
const MOST: usize = 12;

/// The author's own fonts, and every character that pages may show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fonts {
    pub(crate) families: Vec<OwnFont>,
    pub(crate) characters: BTreeSet<char>,
}

/// The fonts of a site, and warnings of letters that they don't have. Without fonts of the author's own nothing is looked at.
pub(super) fn fonts(
    collection: &Collection,
    bundles: &BTreeMap<String, Bundle>,
    parts: &Parts,
    site: &Site,
) -> (Fonts, Vec<Problem>) {
    let mut families: Vec<OwnFont> = collection.fonts.iter().flatten().cloned().collect();
    families.dedup();
    if families.is_empty() {
        return (Fonts::default(), Vec::new());
    }
    let written = bundles.par_iter().map(|(_, bundle)| characters(&parts.with(bundle)));
    let mut all = written.reduce(BTreeSet::new, |mut all, some| {
        all.extend(some);
        all
    });
    all.extend(characters(site));
    all.extend(site.frame.iter().flat_map(|frame| frame.chars()));
    let languages = bundles.values().map(|bundle| bundle.language(site)).chain([site.language.as_str()]);
    let languages: BTreeSet<&str> = languages.collect();
    all.extend(languages.iter().flat_map(|tag| catchword_i18n::language(tag).app.parts().flat_map(str::chars)));
    // Styles can make capitals of small letters, and the app writes in plain letters and digits.
    let capitals: Vec<char> = all.iter().flat_map(|letter| letter.to_uppercase()).collect();
    all.extend(capitals.into_iter().chain(' '..='~'));
    all.retain(|character| !character.is_control());
    let problems = families.iter().filter_map(|font| missing(collection, font, &all)).collect();
    (Fonts { families, characters: all }, problems)
}

/// Every character of something that is written as JSON.
fn characters(written: &impl serde::Serialize) -> BTreeSet<char> {
    let text = serde_json::to_string(written).unwrap_or_default();
    text.chars().collect()
}

fn missing(collection: &Collection, font: &OwnFont, characters: &BTreeSet<char>) -> Option<Problem> {
    let missing = font.missing(characters);
    let look = &collection.settings.look;
    let choice = if collection.fonts[0].as_ref() == Some(font) { &look.text_font } else { &look.heading_font };
    let Some(FontChoice::Files(files)) = choice else { return None };
    let (_, file) = files.files.first().filter(|_| !missing.is_empty())?;
    let mut letters: Vec<String> = missing.iter().take(MOST).map(|letter| format!("`{letter}`")).collect();
    if missing.len() > MOST {
        letters.push(format!("{} more", missing.len() - MOST));
    }
    let message = format!("the font `{}` does not have these letters of your site: {}", file.path, letters.join(", "));
    let help = "readers see these letters in another font; look whether the font's maker has a larger file, or take another font";
    let mut problem = Problem::new(Check::BadFont, &collection.settings_text, file.span.clone(), message).help(help);
    problem.severity = Severity::Warning;
    Some(problem)
}
