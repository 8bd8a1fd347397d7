//! `[hero]`: the picture above a text.

use std::ops::Range;

use super::fields::{Fields, Located};
use super::toml;
use super::web_address::absolute;
use crate::problem::Check;

/// `[hero]`: a picture whose file has not been looked up yet.
#[derive(Debug, Clone)]
pub(crate) struct HeroFields {
    /// As the author wrote it.
    pub(crate) image: Located<String>,
    pub(crate) alt: String,
    /// Where `alt` is.
    pub(crate) alt_span: Range<usize>,
    pub(crate) credit: Option<catchword_bundle::Credit>,
}

/// Reads `hero`. One that is only an address is reported.
pub(super) fn read(fields: &mut Fields<'_>) -> Option<HeroFields> {
    if let Some(image) = fields.texts_for_tables("hero") {
        let first = image.value.first().map(|image| toml::quoted(image)).unwrap_or_default();
        let help = format!(
            "remove this line, and write this below all other fields of the front matter; `alt` describes the picture \
             for readers who can't see it:\n[hero]\nimage = {first}\nalt = \"…\""
        );
        fields.report(Check::WrongType, image.span, "`hero` is a text, and should be a table", help);
    }
    fields.table("hero", read_hero)
}

fn read_hero(fields: &mut Fields<'_>) -> Option<HeroFields> {
    let image = fields.required_text("image", "image = \"/images/….jpg\"");
    let has_alt = fields.has("alt");
    let alt = fields.words("alt");
    if !has_alt {
        let help = "describe the picture for readers who can't see it: `alt = \"…\"`; if it is only decoration, write `alt = \"\"`";
        fields.report(Check::MissingAlt, fields.span(), "the hero picture has no description (`alt`)", help);
    }
    let credit = fields.table("credit", |credit| {
        let name = credit.required_words("name", "name = \"…\"");
        let url = absolute(credit, "url", false);
        let source = credit.words("source").map(|text| text.value);
        Some(catchword_bundle::Credit { name: name?.value, url, source })
    });
    let image = image?;
    let (alt, alt_span) = alt.map_or_else(|| (String::new(), image.span.clone()), |alt| (alt.value, alt.span));
    Some(HeroFields { image, alt, alt_span, credit })
}
