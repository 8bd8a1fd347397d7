//! `[look]` of `site.toml`: colours, fonts, sizes and a logo.

use super::fields::{Fields, Located, listed};
use crate::look::{
    Colour, Colours, Cut, ENOUGH, Family, FontChoice, FontFile, FontFiles, Look, Scheme, TextSize, Width, contrast,
};
use crate::problem::Check;

/// A colour that the author chose, with its place.
type Chosen = Option<Located<Colour>>;

/// The colours of a scheme, as they are written.
#[derive(Default)]
struct Written {
    paper: Chosen,
    panel: Chosen,
    ink: Chosen,
    accent: Chosen,
    warm: Chosen,
}

/// Reads the look, and the address of the logo.
pub(super) fn read_look(fields: &mut Fields<'_>) -> Option<(Look, Option<Located<String>>)> {
    let (text_font, heading_font) = (read_font(fields, "text_font"), read_font(fields, "heading_font"));
    let sizes = [("small", Some(TextSize::Small)), ("normal", None), ("large", Some(TextSize::Large))];
    let text_size = fields.choice("text_size", &sizes).flatten();
    let widths = [("narrow", Some(Width::Narrow)), ("normal", None), ("wide", Some(Width::Wide))];
    let width = fields.choice("width", &widths).flatten();
    let logo = fields.text("logo").and_then(|text| own_file(fields, text));
    let light = fields.table("light", |table| Some(read_colours(table))).unwrap_or_default();
    let dark = fields.table("dark", |table| Some(read_colours(table))).unwrap_or_default();
    let look = Look { light: light.colours(), dark: dark.colours(), text_font, heading_font, text_size, width };
    let schemes = look.schemes();
    check_contrast(fields, &light, &schemes.0, "light");
    check_contrast(fields, &dark, &schemes.1, "dark");
    Some((look, logo))
}

/// A family by its name, a file, or a table with a file for each cut.
fn read_font(fields: &mut Fields<'_>, name: &'static str) -> Option<FontChoice> {
    if fields.is_table(name) {
        let files = fields.table(name, |table| {
            let files = Cut::ALL.into_iter().filter_map(|(name, cut)| Some((cut, font_file(table.text(name)?))));
            let files: Vec<_> = files.collect();
            if !files.iter().any(|(cut, _)| *cut == Cut::Regular) {
                table.missing("regular", "regular = \"fonts/my-font.woff2\"");
                return None;
            }
            let is_sans = table.choice("like", &[("serif", false), ("sans", true)]);
            Some(FontFiles { files, is_sans })
        });
        return files.map(FontChoice::Files);
    }
    let text = fields.text(name)?;
    if let Some((_, family)) = Family::ALL.into_iter().find(|(word, _)| *word == text.value) {
        return Some(FontChoice::Family(family));
    }
    if text.value.contains(['/', '.']) {
        let files = vec![(Cut::Regular, font_file(text))];
        return Some(FontChoice::Files(FontFiles { files, is_sans: None }));
    }
    let names = Family::ALL.map(|(name, _)| name);
    let message = format!("there is no family of fonts called \"{}\"", text.value);
    let help = format!(
        "it can be one of {}; or put the font's file into a folder `fonts` beside `site.toml`, and write its path: `{name} = \"fonts/my-font.woff2\"`",
        listed(&names)
    );
    fields.report(Check::BadValue, text.span, message, help);
    None
}

fn font_file(text: Located<String>) -> FontFile {
    FontFile { path: text.value.trim().trim_start_matches('/').to_owned(), span: text.span }
}

/// The path of a file in the content folder, with a slash before it.
fn own_file(fields: &mut Fields<'_>, text: Located<String>) -> Option<Located<String>> {
    let path = text.value.trim();
    if !path.contains("//") && !path.is_empty() {
        return Some(Located { value: format!("/{}", path.trim_start_matches('/')), span: text.span });
    }
    let help = "put the picture into the folder `images`, and write `logo = \"images/logo.svg\"` with its name";
    fields.report(Check::BadValue, text.span, format!("\"{}\" is not a file of this site", text.value), help);
    None
}

impl Written {
    fn colours(&self) -> Colours {
        let colour = |chosen: &Chosen| chosen.as_ref().map(|chosen| chosen.value);
        Colours {
            paper: colour(&self.paper),
            panel: colour(&self.panel),
            ink: colour(&self.ink),
            accent: colour(&self.accent),
            warm: colour(&self.warm),
        }
    }
}

fn read_colours(fields: &mut Fields<'_>) -> Written {
    let mut colour = |name: &'static str| {
        let text = fields.text(name)?;
        if let Some(value) = Colour::parse(&text.value) {
            return Some(Located { value, span: text.span });
        }
        let digits = text.value.trim().trim_start_matches('#');
        let is_hex = matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let help = if is_hex {
            format!("write `{name} = \"#{digits}\"`")
        } else {
            format!(
                "write a colour with six digits, as drawing programs show it, such as `{name} = \"#17605a\"`, or its English name, such as \"teal\"; nothing may show through it"
            )
        };
        fields.report(Check::BadValue, text.span, format!("\"{}\" is not a colour", text.value), help);
        None
    };
    Written {
        paper: colour("paper"),
        panel: colour("panel"),
        ink: colour("ink"),
        accent: colour("accent"),
        warm: colour("warm"),
    }
}

/// Reports text that can't be read on its ground, unless the author chose neither.
fn check_contrast(fields: &mut Fields<'_>, written: &Written, scheme: &Scheme, name: &str) {
    let texts = [
        ("ink", &written.ink, scheme.ink),
        ("accent", &written.accent, scheme.accent),
        ("warm", &written.warm, scheme.warm),
    ];
    for (field, own, text) in texts {
        let grounds = [("paper", &written.paper, scheme.paper), ("panel", &written.panel, scheme.panel)].into_iter();
        let poor = grounds.clone().find(|(.., ground)| contrast(text, *ground) < ENOUGH);
        let Some((ground_field, ground_own, ground)) = poor else { continue };
        let Some(span) = own.as_ref().or(ground_own.as_ref()).or(written.paper.as_ref()).map(|own| own.span.clone())
        else {
            continue;
        };
        let found = (contrast(text, ground) * 10.0).floor() / 10.0;
        let message = format!(
            "`{field}` ({text}) can hardly be read on `{ground_field}` ({ground}): their contrast is {found:.1}, and must be at least {ENOUGH}"
        );
        // A panel that the author leaves to us follows the text, so it may come a little nearer to it.
        let all: Vec<Colour> = match written.panel {
            Some(_) => grounds.map(|(.., ground)| ground).collect(),
            None => [Colour::BLACK, Colour::WHITE].map(|ink| scheme.paper.mixed(ink, 0.06)).into(),
        };
        let help = match text.readable(&all, ENOUGH) {
            Some(nearest) => format!(
                "the nearest colour that can be read there: under `[look.{name}]`, write `{field} = \"{nearest}\"`"
            ),
            None if written.panel.is_none() => {
                "no colour can be read well on it: choose a `paper` that is lighter or darker".to_owned()
            }
            None => {
                "no colour can be read on both `paper` and `panel`: choose two grounds that are nearly alike".to_owned()
            }
        };
        fields.report(Check::LowContrast, span, message, help);
    }
}

#[cfg(test)]
mod tests {
    use super::super::settings;
    use crate::read::text_file;
    use crate::source::ContentPath;

    /// What an author is told of a look, with the advice.
    fn told(toml: &str) -> Vec<String> {
        let text = format!("title = \"T\"\nurl = \"https://quiet.example/\"\n{toml}\n");
        let file = text_file("site.toml".to_owned(), ContentPath::resolve("", "site.toml").unwrap(), text.into_bytes());
        let (_, _, problems) = settings::read(&file);
        problems.iter().map(|problem| format!("{problem}; {}", problem.advice().unwrap_or_default())).collect()
    }

    #[test]
    fn a_look_that_can_be_read_is_taken() {
        for toml in [
            "[look]",
            "[look]\ntext_font = \"slab\"\nheading_font = \"geometric\"\ntext_size = \"large\"\nwidth = \"narrow\"",
            "[look.light]\npaper = \"white\"\nink = \"black\"\naccent = \"#00f\"",
            "[look.dark]\npaper = \"oklch(20% 0.03 250)\"",
            "[look]\nlight = { accent = \"#7a1f5c\" }\ndark = { accent = \"#f0a6d0\" }",
        ] {
            assert_eq!(told(toml), [""; 0], "{toml}");
        }
    }

    #[test]
    fn what_cannot_be_read_comes_with_the_nearest_colour() {
        for (toml, message, advice) in [
            (
                "[look.light]\naccent = \"#ffcc00\"",
                "`accent` (#ffcc00) can hardly be read on `paper` (#fbf9f4)",
                "write `accent = \"#",
            ),
            (
                "[look.light]\npaper = \"#333333\"",
                "`ink` (#221f1a) can hardly be read on `paper` (#333333)",
                "`[look.light]`, write `ink = \"#",
            ),
            ("[look.dark]\npanel = \"#555555\"", "can hardly be read on `panel` (#555555)", "`[look.dark]`"),
            (
                "[look.light]\npanel = \"black\"",
                "can hardly be read on `panel` (#000000)",
                "no colour can be read on both",
            ),
        ] {
            let told = told(toml);
            assert!(told.iter().any(|told| told.contains(message) && told.contains(advice)), "{toml}: {told:?}");
        }
    }

    #[test]
    fn the_advice_is_right() {
        for (ground, text) in
            [("#ffffff", "#999999"), ("#000000", "#333333"), ("#ffe0b2", "#ff9800"), ("#0b3d2e", "#2e7d32")]
        {
            let toml = |accent: &str| {
                format!(
                    "[look.light]\npaper = \"{ground}\"\nink = \"{}\"\naccent = \"{accent}\"",
                    if ground == "#000000" || ground == "#0b3d2e" { "white" } else { "black" }
                )
            };
            let first = told(&toml(text));
            let (_, colour) = first[0].split_once("write `accent = \"").unwrap();
            assert!(!told(&toml(&colour[..7])).iter().any(|told| told.contains("`accent`")), "{first:?}");
        }
    }

    #[test]
    fn a_word_that_is_no_colour_is_named() {
        for (colour, advice) in [
            ("17605a", "write `accent = \"#17605a\"`"),
            ("#17605a80", "six digits"),
            ("blau", "six digits"),
            ("", "six digits"),
        ] {
            let told = told(&format!("[look.light]\naccent = \"{colour}\""));
            assert!(told.len() == 1 && told[0].contains(advice), "{colour}: {told:?}");
        }
        assert!(told("[look]\ntext_font = \"comic\"")[0].contains("it can be one of"));
        assert!(told("[look]\nfont = \"slab\"")[0].contains("`font`"));
    }
}
