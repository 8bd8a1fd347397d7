//! A font that has become smaller sets its characters as before.
//!
//! The font is Literata's Latin letters, with an axis for weight. HarfBuzz's port sets the text: the reader and the
//! writer of the crate are not asked.

use std::collections::BTreeSet;

use catchword_fonts::{Embedding, Face, Font, FontError, Style, System, Weight, css, read};
use harfrust::{Buffer, Feature, ShapeOptions, ShaperFont, Tag};

const LITERATA: &[u8] = include_bytes!("fixtures/Literata.woff2");

fn literata() -> Font {
    read(LITERATA).expect("a font")
}

fn characters(text: &str) -> BTreeSet<char> {
    text.chars().collect()
}

/// A glyph of a text.
#[derive(Debug, PartialEq)]
struct Glyph {
    /// The place of its first letter.
    letter: u32,
    width: i32,
    /// Where it is moved to.
    offset: [i32; 2],
    /// The box around it.
    extents: Option<[i32; 4]>,
}

/// How a WOFF 2 file sets a text.
fn set(woff2: &[u8], text: &str, weight: f32, features: &[&[u8; 4]]) -> Vec<Glyph> {
    let font = harfrust::Font::new(wuff::decompress_woff2(woff2).expect("a WOFF 2 file"), 0).expect("a font");
    let font = font.instance_builder().variations([("wght", weight)]).build();
    let features: Vec<Feature> = features.iter().map(|tag| Feature::new(Tag::new(tag), 1, ..)).collect();
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let font = ShaperFont::new(&font);
    harfrust::shape(&font, &mut buffer, ShapeOptions::new().features(&features)).expect("a text");
    buffer
        .glyph_infos()
        .iter()
        .zip(buffer.glyph_positions())
        .map(|(glyph, position)| {
            let extents = font.glyph_extents(glyph.glyph_id.into());
            Glyph {
                letter: glyph.cluster,
                width: position.x_advance,
                offset: [position.x_offset, position.y_offset],
                extents: extents.map(|extents| [extents.x_bearing, extents.y_bearing, extents.width, extents.height]),
            }
        })
        .collect()
}

fn width(glyphs: &[Glyph]) -> i32 {
    glyphs.iter().map(|glyph| glyph.width).sum()
}

#[test]
fn a_text_is_set_as_before() {
    for text in ["AVATAR To We, fjord", "office “fi” café ½ 1/2", "The quick brown fox — it’s 1,234!"] {
        let smaller = literata().subset(&characters(text)).unwrap();
        assert!(smaller.len() < LITERATA.len(), "{text}");
        for weight in [200.0, 400.0, 650.0, 900.0] {
            for features in [&[][..], &[b"tnum"], &[b"frac"]] {
                assert_eq!(
                    set(&smaller, text, weight, features),
                    set(LITERATA, text, weight, features),
                    "{text} {weight} {features:?}"
                );
            }
        }
    }
}

#[test]
fn kerning_ligatures_weights_and_figures_are_there() {
    let smaller = literata().subset(&characters("AVfi10")).unwrap();
    let kerned = width(&set(&smaller, "AV", 400.0, &[]));
    assert!(kerned < width(&set(&smaller, "A", 400.0, &[])) + width(&set(&smaller, "V", 400.0, &[])));
    assert_ne!(kerned, width(&set(&smaller, "AV", 900.0, &[])));
    assert_eq!(set(&smaller, "fi", 400.0, &[]).len(), 1);
    assert_eq!(width(&set(&smaller, "11", 400.0, &[b"tnum"])), width(&set(&smaller, "00", 400.0, &[b"tnum"])));
    assert_ne!(width(&set(&smaller, "11", 400.0, &[b"pnum"])), width(&set(&smaller, "00", 400.0, &[b"pnum"])));
}

#[test]
fn other_characters_are_gone_but_not_what_browsers_add() {
    let smaller = read(&literata().subset(&characters("office")).unwrap()).unwrap();
    assert!(smaller.missing(&characters("office - \u{ad}\n")).is_empty());
    assert_eq!(smaller.missing(&characters("officer!")), ['!', 'r']);
    assert_eq!(literata().missing(&characters("Ωé→")), ['Ω', '→']);
    // In two characters or in one: browsers take what the font has.
    assert_eq!(literata().missing(&characters("e\u{301}")), ['\u{301}']);
    let accent = read(&literata().subset(&characters("cafe\u{301}")).unwrap()).unwrap();
    assert!(accent.missing(&characters("é")).is_empty());
}

#[test]
fn the_font_says_what_it_is() {
    let font = literata();
    assert_eq!(font.family.as_deref(), Some("Literata"));
    assert_eq!(font.weight, Weight { min: 200, max: 900 });
    assert_eq!((font.style, font.is_sans, font.embedding), (Style::Normal, false, Embedding::Installable));
    assert_eq!(font.axes, ["wght"]);
    let smaller = read(&font.subset(&characters("a")).unwrap()).unwrap();
    assert_eq!((smaller.family, smaller.weight, smaller.metrics), (font.family, font.weight, font.metrics));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let font = literata();
    let once = font.subset(&characters("Hamburgefonstiv")).unwrap();
    for _ in 0..5 {
        assert_eq!(literata().subset(&characters("vitsnofegrubmaH")).unwrap(), once);
    }
}

#[test]
fn a_font_without_the_characters_is_refused() {
    for text in ["", "Ωμέγα", "→"] {
        assert_eq!(literata().subset(&characters(text)), Err(FontError::NoCharacters), "{text}");
    }
}

#[test]
fn a_font_whose_maker_forbids_it_keeps_all_characters() {
    let mut font = wuff::decompress_woff2(LITERATA).unwrap();
    let os2 = table(&font, b"OS/2");
    // `fsType`: no permission to embed, and none to leave characters out.
    font[os2 + 8..os2 + 10].copy_from_slice(&[1, 2]);
    let font = read(&font).unwrap();
    assert_eq!((font.embedding, font.may_subset), (Embedding::Restricted, false));
    let whole = read(&font.subset(&characters("a")).unwrap()).unwrap();
    assert!(whole.missing(&characters("Quick!½")).is_empty());
}

/// Where a table is in a font.
fn table(font: &[u8], tag: &[u8; 4]) -> usize {
    let records = font[12..].chunks_exact(16);
    let record = records.take(usize::from(font[5])).find(|record| record.starts_with(tag)).expect("a table");
    u32::from_be_bytes(record[8..12].try_into().expect("four bytes")) as usize
}

#[test]
fn the_stylesheet_has_the_font_and_what_stands_in_for_it() {
    let font = literata();
    let css = css("Literata", &[Face::new(&font, "/fonts/l.woff2")], &[System::TimesNewRoman]);
    let rules: Vec<&str> = css.lines().collect();
    assert_eq!(
        rules[0],
        r#"@font-face{font-family:"Literata";src:url("/fonts/l.woff2") format("woff2");font-weight:200 900;font-style:normal;font-display:swap}"#
    );
    assert_eq!(rules.len(), 3);
    for (rule, local, weight) in [
        (rules[1], r#"local("Times New Roman"),local("TimesNewRomanPSMT")"#, "font-weight:200 599;"),
        (rules[2], r#"local("Times New Roman Bold"),local("TimesNewRomanPS-BoldMT")"#, "font-weight:600 900;"),
    ] {
        assert!(rule.starts_with(r#"@font-face{font-family:"Literata fallback Times New Roman";src:local("#), "{rule}");
        assert!(rule.contains(local) && rule.contains(weight), "{rule}");
    }
}

#[test]
fn a_stand_in_is_as_wide_and_its_lines_as_high() {
    let font = literata();
    let fallback = font.fallback(System::Georgia).unwrap();
    // Literata: 1177 up and 308 down of 1000. The overrides are parts of the adjusted size.
    let height = |part: f64| part * fallback.size_adjust / 100.0;
    assert!((height(fallback.ascent_override) - 117.7).abs() < 0.01, "{fallback:?}");
    assert!((height(fallback.descent_override) - 30.8).abs() < 0.01, "{fallback:?}");
    assert_eq!(fallback.line_gap_override, 0.0);
    // It is wider than Georgia, and than Times New Roman by more.
    assert!((105.0..112.0).contains(&fallback.size_adjust), "{fallback:?}");
    assert!(font.fallback(System::TimesNewRoman).unwrap().size_adjust > fallback.size_adjust);
    // Without all letters there is no mean.
    let part = read(&font.subset(&characters("abc")).unwrap()).unwrap();
    assert_eq!(part.fallback(System::Georgia), None);
}
