//! The rules of a stylesheet for a family of fonts.

use std::fmt::Write;

use crate::fallback::{BOLD, Fallback};
use crate::font::{Font, Style, Weight};
use crate::systems::{Cut, System};

/// One font of a family, and the address of its file.
#[derive(Debug, Clone, Copy)]
pub struct Face<'a> {
    /// The font.
    pub font: &'a Font,
    /// The file's address, as it stands in `url()`.
    pub url: &'a str,
    /// The weights that it is used for.
    pub weight: Weight,
    /// The style that it is used for.
    pub style: Style,
}

impl<'a> Face<'a> {
    /// A font, used for what it says it is.
    pub fn new(font: &'a Font, url: &'a str) -> Self {
        Self { font, url, weight: font.weight, style: font.style }
    }
}

/// The `@font-face` rules of a family: one for each font, and for each system's font those with which it stands in.
/// A browser downloads a font only when a text needs it.
pub fn css(family: &str, faces: &[Face<'_>], systems: &[System]) -> String {
    let mut css = String::new();
    for face in faces {
        let _ = writeln!(
            css,
            "@font-face{{font-family:{};src:url({}) format(\"woff2\");font-weight:{};font-style:{};font-display:swap}}",
            quoted(family),
            quoted(face.url),
            weights(face.weight),
            style(face.style)
        );
    }
    for system in systems {
        for face in faces {
            for (weight, is_bold) in cuts(face.weight) {
                let cut = Cut { is_bold, is_italic: face.style == Style::Italic };
                if let Some(fallback) = face.font.fallback_in(*system, cut) {
                    let style = if cut.is_italic { "italic" } else { "normal" };
                    css.push_str(&fallback.rule(&fallback_name(family, *system), weight, style));
                }
            }
        }
    }
    css
}

/// The value of `font-family` for a family: its name, then the systems' fonts that stand in, then what else there is
/// (`serif`).
pub fn family_list(family: &str, systems: &[System], generic: &str) -> String {
    let names = systems.iter().map(|system| fallback_name(family, *system));
    let quoted: Vec<String> = [family.to_owned()].into_iter().chain(names).map(|name| self::quoted(&name)).collect();
    format!("{}, {generic}", quoted.join(", "))
}

/// The name under which a system's font stands in. Each has its own, so that a browser goes on to the next where it
/// isn't there.
fn fallback_name(family: &str, system: System) -> String {
    format!("{family} fallback {}", system.name())
}

impl Fallback {
    /// The rule with which the system's font stands in.
    fn rule(&self, family: &str, weight: Weight, style: &str) -> String {
        let local: Vec<String> = self.local.iter().map(|name| format!("local({})", quoted(name))).collect();
        format!(
            "@font-face{{font-family:{};src:{};font-weight:{};font-style:{style};size-adjust:{};ascent-override:{};descent-override:{};line-gap-override:{}}}\n",
            quoted(family),
            local.join(","),
            weights(weight),
            percent(self.size_adjust),
            percent(self.ascent_override),
            percent(self.descent_override),
            percent(self.line_gap_override)
        )
    }
}

/// The weights of a font, divided between the regular and the bold cut of another; `true` is for bold.
fn cuts(weight: Weight) -> impl Iterator<Item = (Weight, bool)> {
    let regular = (weight.min < BOLD).then(|| (Weight { min: weight.min, max: weight.max.min(BOLD - 1) }, false));
    let bold = (weight.max >= BOLD).then(|| (Weight { min: weight.min.max(BOLD), max: weight.max }, true));
    regular.into_iter().chain(bold)
}

fn weights(weight: Weight) -> String {
    if weight.min == weight.max { weight.min.to_string() } else { format!("{} {}", weight.min, weight.max) }
}

fn style(style: Style) -> String {
    match style {
        Style::Normal => "normal".to_owned(),
        Style::Italic => "italic".to_owned(),
        Style::Oblique { min, max } => format!("oblique {min}deg {max}deg"),
    }
}

/// Two places after the point: a hundredth of a percent is less than a pixel in a line.
fn percent(value: f64) -> String {
    format!("{}%", (value * 100.0).round() / 100.0)
}

/// A string of a stylesheet ([CSS Syntax 3](https://www.w3.org/TR/css-syntax-3/#consume-string-token)). It can't end a
/// `<style>` element either.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' | '<' | '\0'..='\x1f' | '\x7f' => {
                let _ = write!(quoted, "\\{:x} ", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_end_neither_the_string_nor_the_style() {
        assert_eq!(quoted("Größe \"A\"\n</style>\\"), "\"Größe \\22 A\\22 \\a \\3c /style>\\5c \"");
    }

    #[test]
    fn weights_are_divided_between_regular_and_bold() {
        let divided = |min, max| -> Vec<_> {
            cuts(Weight { min, max }).map(|(weight, is_bold)| (weights(weight), is_bold)).collect()
        };
        assert_eq!(divided(200, 900), [("200 599".to_owned(), false), ("600 900".to_owned(), true)]);
        assert_eq!(divided(400, 400), [("400".to_owned(), false)]);
        assert_eq!(divided(700, 700), [("700".to_owned(), true)]);
        assert_eq!(divided(300, 600), [("300 599".to_owned(), false), ("600".to_owned(), true)]);
    }

    #[test]
    fn the_list_of_families_ends_with_what_is_always_there() {
        assert_eq!(
            family_list("My Font", &[System::Georgia, System::NotoSerif], "serif"),
            r#""My Font", "My Font fallback Georgia", "My Font fallback Noto Serif", serif"#
        );
    }
}
