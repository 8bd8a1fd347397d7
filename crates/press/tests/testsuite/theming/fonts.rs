//! Fonts in files of an author's own.

use std::fs;

use super::{blog, build, page, save, told, try_build};

/// The font that the crate for fonts is tested with.
fn literata() -> Vec<u8> {
    fs::read("../fonts/tests/fixtures/Literata.woff2").unwrap()
}

#[test]
fn a_font_of_ones_own_has_the_letters_of_the_site() {
    let folder =
        blog("[look]\ntext_font = \"fonts/Literata.woff2\"\nheading_font = { regular = \"fonts/Literata.woff2\" }\n");
    save(&folder, "fonts/Literata.woff2", literata());
    build(&folder);
    let html = page(&folder, "essays/one/index.html");
    let faces: Vec<&str> =
        html.match_indices("src:url(").map(|(at, _)| html[at..].split(')').next().unwrap()).collect();
    // Both are one family, which is loaded once.
    let [face] = &faces[..] else { panic!("{faces:?}") };
    let path = face.trim_start_matches("src:url(").trim_matches('"');
    let path = path.strip_prefix("/blog/").unwrap();
    let made = fs::read(folder.path().join("dist").join(path)).unwrap();
    assert!(path.starts_with("fonts/site_text_regular-") && made.starts_with(b"wOF2"), "{path}");
    let font = catchword_fonts::read(&made).unwrap();
    let letters = |text: &str| text.chars().collect();
    assert!(font.missing(&letters("The first essay")).is_empty());
    assert!(html.contains("--font-text:\"site-text\",") || html.contains("--font-text:\"site-text\", "), "{html}");
    assert!(html.contains("size-adjust:"), "{html}");
    let headers = page(&folder, "_headers");
    assert!(headers.contains(path), "{headers}");
    assert!(!folder.path().join("dist/fonts/Literata.woff2").exists());

    // Nothing is left of an older one.
    let whole = catchword_fonts::read(&literata()).unwrap();
    let letter = "éèüöäñç".chars().find(|letter| whole.missing(&[*letter].into()).is_empty()).unwrap();
    save(&folder, "pages/about.md", format!("+++\ntitle = \"About\"\n+++\n\nMe: {letter}.\n"));
    let before = path.to_owned();
    try_build(&folder).unwrap();
    assert!(!folder.path().join("dist").join(before).exists());
}

#[test]
fn a_font_that_cannot_be_used_is_named() {
    let look = |text: &str| format!("title = \"Q\"\nurl = \"https://quiet.example/\"\n[look]\n{text}\n");
    let folder = blog("");
    save(&folder, "fonts/literata.woff2", literata());
    save(&folder, "fonts/page.woff2", "<!doctype html><title>Not found</title>");
    save(&folder, "fonts/cut.woff2", &literata()[..2000]);
    for (text, said) in [
        ("text_font = \"fonts/none.woff2\"", "there is no font `fonts/none.woff2`"),
        ("text_font = \"images/boat.png\"", "there is no font `images/boat.png`"),
        ("text_font = \"fonts/page.woff2\"", "`fonts/page.woff2` can't be used"),
        ("text_font = \"fonts/cut.woff2\"", "`fonts/cut.woff2` can't be used"),
        ("heading_font = { bold = \"fonts/literata.woff2\" }", "`regular` is missing"),
        ("heading_font = { regular = \"fonts/literata.woff2\", thin = \"a\" }", "`thin`"),
        ("text_font = \"comic\"", "there is no family of fonts called \"comic\""),
        ("text_font = 3", "text_font"),
    ] {
        save(&folder, "site.toml", look(text));
        let told = told(&folder);
        assert!(told.iter().any(|told| told.contains(said)), "{text}: {told:?}");
    }
    // Chinese has none of its letters in it.
    save(&folder, "site.toml", look("text_font = \"fonts/literata.woff2\""));
    save(&folder, "essays/two.md", "+++\ntitle = \"Two\"\ndate = 2026-01-02\n+++\n\nIn Chinese: 安静\n");
    assert!(
        told(&folder).iter().any(|told| told.contains("does not have these letters of your site: `安`, `静`")),
        "{:?}",
        told(&folder)
    );
}
