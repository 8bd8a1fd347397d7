//! The look as CSS.

use std::fmt::Write;

use super::colour::{Colour, contrast};
use super::palette::Scheme;
use super::{FontChoice, Look, OwnFont, TextSize, Width};

/// The contrast of links for readers whose system asks for more of it.
const MORE: f32 = 7.0;

/// The rules that come after the app's own stylesheet; empty for the usual look. `fonts` are those in files of the author's
/// own: of essays, and of headings.
pub(crate) fn stylesheet(look: &Look, fonts: [Option<&OwnFont>; 2]) -> String {
    let mut rules = String::new();
    let (light, dark) = look.schemes();
    let has_colours = !look.light.is_empty() || !look.dark.is_empty();
    if has_colours {
        colours(&mut rules, &light, &dark);
    }
    let chosen = [("text", &look.text_font), ("heading", &look.heading_font)];
    for ((token, choice), own) in chosen.into_iter().zip(fonts) {
        let list = match choice {
            Some(FontChoice::Family(family)) => family.stack().to_owned(),
            Some(FontChoice::Files(_)) => own.map(OwnFont::list).unwrap_or_default(),
            None => String::new(),
        };
        if !list.is_empty() {
            let _ = write!(rules, "--font-{token}:{list};");
        }
    }
    if let Some(size) = look.text_size {
        let size = match size {
            TextSize::Small => "clamp(1rem,.94rem + .3vw,1.125rem)",
            TextSize::Large => "clamp(1.18rem,1.06rem + .55vw,1.45rem)",
        };
        let _ = write!(rules, "--text:calc({size}*var(--scale));");
    }
    if let Some(width) = look.width {
        let width = match width {
            Width::Narrow => 29,
            Width::Wide => 40,
        };
        let _ = write!(rules, "--measure:calc(var(--text)*{width});");
    }
    if rules.is_empty() {
        return rules;
    }
    let mut css = format!(":root{{{}}}", rules.trim_end_matches(';'));
    if has_colours {
        // The stylesheet has such a rule for its own colours, and the rule above would undo it.
        let more = |scheme: &Scheme| {
            let is_dark = contrast(scheme.paper, Colour::WHITE) > contrast(scheme.paper, Colour::BLACK);
            let (paper, ink) = if is_dark { (Colour::BLACK, Colour::WHITE) } else { (Colour::WHITE, Colour::BLACK) };
            let panel = paper.mixed(ink, 0.08);
            let [accent, warm] =
                [scheme.accent, scheme.warm].map(|own| own.readable(&[paper, panel], MORE).unwrap_or(ink));
            let quiet = ink.mixed(paper, 0.18);
            Scheme { paper, ink, accent, warm, muted: quiet, line: quiet, hairline: quiet, panel }
        };
        let mut rules = String::new();
        colours(&mut rules, &more(&light), &more(&dark));
        let _ = write!(css, "@media (prefers-contrast:more){{:root{{{}}}}}", rules.trim_end_matches(';'));
    }
    css
}

fn colours(rules: &mut String, light: &Scheme, dark: &Scheme) {
    for ((name, light), (_, dark)) in light.named().into_iter().zip(dark.named()) {
        let _ = write!(rules, "--{name}:var(--light,{light}) var(--dark,{dark});");
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Colours, Family};
    use super::*;

    #[test]
    fn the_usual_look_needs_no_rule() {
        assert_eq!(stylesheet(&Look::default(), [None, None]), "");
    }

    #[test]
    fn a_look_changes_what_it_names() {
        let look =
            Look { text_font: Some(FontChoice::Family(Family::Slab)), width: Some(Width::Wide), ..Look::default() };
        let css = stylesheet(&look, [None, None]);
        assert!(css.starts_with(":root{--font-text:Rockwell,"), "{css}");
        assert!(css.contains("--measure:calc(var(--text)*40)}"), "{css}");
        assert!(!css.contains("--paper") && !css.contains("prefers-contrast"), "{css}");
    }

    #[test]
    fn more_contrast_keeps_a_dark_page_dark() {
        let dark = Colours {
            paper: Some(Colour::hex(0x141a2a)),
            panel: Some(Colour::hex(0x1d2538)),
            ink: Some(Colour::hex(0xf0e6d2)),
            ..Colours::default()
        };
        let css = stylesheet(&Look { light: dark, ..Look::default() }, [None, None]);
        let (_, more) = css.split_once("@media (prefers-contrast:more)").unwrap();
        let light = |name: &str| {
            let (_, colour) = more.split_once(&format!("--{name}:var(--light,")).unwrap();
            Colour::parse(&colour[..7]).unwrap()
        };
        assert_eq!((light("paper"), light("ink")), (Colour::BLACK, Colour::WHITE));
        for text in ["ink", "accent", "warm"] {
            for ground in ["paper", "panel"] {
                assert!(contrast(light(text), light(ground)) >= MORE, "{text} on {ground}: {more}");
            }
        }
    }

    #[test]
    fn readers_who_ask_for_contrast_get_it() {
        let blue = Colours { accent: Some(Colour::hex(0x3366ff)), ..Colours::default() };
        let css = stylesheet(&Look { light: blue, ..Look::default() }, [None, None]);
        let (own, more) = css.split_once("@media (prefers-contrast:more)").unwrap();
        assert!(own.contains("--accent:var(--light,#3366ff)"), "{own}");
        let (_, accent) = more.split_once("--accent:var(--light,").unwrap();
        let accent = Colour::parse(&accent[..7]).unwrap();
        assert!(contrast(accent, Colour::WHITE) >= MORE, "{accent}");
    }
}
